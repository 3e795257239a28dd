"""Links over several paragraphs, as converters of web pages write a linked photo: ``[``, the photo, ``](address)``."""

import re

from ban_tin.articles.pasted.line import Line, LineReport

_OPENING = re.compile(r"(?P<before>[> \t]*)\[(?P<photo>!\[[^\[\]]*\]\([^()]*\))?[ \t]*\\?")
_CLOSING = re.compile(r"[> \t]*\]\((?P<target>[^()\n]*)\)(?P<rest>.*)")
_PHOTO = re.compile(r"[> \t]*(?P<photo>!\[[^\[\]]*\]\([^()]*\))[ \t]*\\?")
_WORDS = re.compile(r"(?P<before>[> \t]*(?:#{1,6}[ \t]+)?)(?P<words>(?![> \t])[^\[\]]*[^\[\]\s\\])[ \t]*\\?")
#: No link goes over more lines; nor is one of these lines longer.
_MOST, _LONGEST = 12, 2_000


def join_broken_links(lines: list[Line], report: LineReport) -> list[Line]:
    """Make each photo, and each line of words, in a link over several paragraphs a link of its own."""
    if not any("![" in line.text for line in lines):
        return lines
    made: list[Line] = []
    end = 0
    for number, line in enumerate(lines):
        if number < end:
            continue
        opening = (
            _OPENING.fullmatch(line.text)
            if "[" in line.text and len(line.text) <= _LONGEST and not line.literal
            else None
        )
        joined = _joined(lines, number, opening) if opening else []
        if joined:
            end = number + len(joined)
        made += joined or [line]
    return made


def _joined(lines: list[Line], start: int, opening: re.Match[str]) -> list[Line]:
    """Return the lines of the link that begins at ``start``, ``[]`` where there is none, or none with a photo."""
    end = next(
        (n for n in range(start + 1, min(start + _MOST, len(lines))) if lines[n].text.lstrip("> \t").startswith("](")),
        0,
    )
    closing = _CLOSING.fullmatch(lines[end].text) if end and len(lines[end].text) <= _LONGEST else None
    if closing is None:
        return []
    target, photos = closing["target"], int(bool(opening["photo"]))
    made = [
        Line(opening["before"] + (f"[{opening['photo']}]({target})" if opening["photo"] else ""), lines[start].number)
    ]
    for line in lines[start + 1 : end]:
        photo, words = _PHOTO.fullmatch(line.text), _WORDS.fullmatch(line.text)
        if len(line.text) > _LONGEST or line.literal or not (photo or words or not line.text.strip("> \t\\")):
            return []
        text = line.text if not (photo or words) else ""
        if photo:
            photos += 1
            text = f"{opening['before']}[{photo['photo']}]({target})"
        elif words:
            text = f"{words['before']}[{words['words']}]({target})"
        made.append(Line(text, line.number))
    made.append(Line(opening["before"] + closing["rest"].strip(), lines[end].number))
    return made if photos else []
