"""Captions as other programs write them under a photo, and those with one asterisk: in italics, as they were meant."""

import re

from ban_tin.articles.pasted.line import Line, LineReport

#: What stands before a line in a quote or a list.
_BEFORE = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,3}[.)])[ \t]+|>)*[ \t]*")
#: What lines that are set in belong to; without it they are program code.
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+][ \t]|\d+[.)]|\[\^|:[ \t])")
#: How a line with nothing but photos begins and ends.
_PHOTO = re.compile(r"[*_]{0,3}\[?!\[")
_PHOTO_ENDS = (")", "}", "]", "*", "_", "\\")
#: Pandoc's and Quarto's ``: caption``.
_COLON = re.compile(r":[ \t]+(?=\S)")
#: PyMdown's block, with the id or the place that may stand behind its name.
_BLOCK = re.compile(r"/{3,}[ \t]*(?:figure-|table-)?caption(?:[ \t]*\|.*)?[ \t]*")
_BLOCK_END = re.compile(r"/{3,}[ \t]*")
_BLANK = re.compile(r"(?P<before>[> \t]*)\*[ \t]+(?P<words>[^*\s](?:[^*]*[^*\s])?)\*[ \t]*")
_MARKER = re.compile(r"[-+\d]")
#: In lines.
_LONGEST_BLOCK = 12
#: No caption has more characters.
_LONGEST = 2_000
_EMPHASIS = re.compile(r"(?P<left>\*{0,3}|_{0,3})(?P<words>[^*_\s](?:[^*]*[^*\s])?)[ \t]*(?P<right>\*{0,3})")
#: ``*[Ảnh tư liệu]: lễ khai giảng*`` would be an abbreviation, and vanish; one that is meant doesn't end in an asterisk.
_BRACKETED = re.compile(r"\*\[(?=[^\]]*\]:.*[^*\s\\]\*[ \t]*$)")


def write_captions(lines: list[Line], report: LineReport) -> list[Line]:
    """Write captions under photos between asterisks, whatever other signs they have."""
    if not any("![" in line.text for line in lines):
        return lines
    made: list[Line] = []
    photo, end, within = -2, 0, False
    for number, line in enumerate(lines):
        if number < end:
            continue
        indented = line.text.startswith(("    ", "\t"))
        if line.text.strip() and not indented:
            within = _CONTAINER.match(line.text) is not None
        start = _BEFORE.match(line.text)
        if line.literal or start is None or (indented and not within) or len(line.text) > _LONGEST:
            made.append(line)  # Program code, or no caption.
            continue
        before, text = start[0], line.text[start.end() :].rstrip()
        if _BLOCK.fullmatch(text):
            end = _end_of_block(lines, number)
            words = " ".join(
                each.text.strip("> \t") for each in lines[number + 1 : end - 1] if not each.text.startswith("    ")
            )
            if end and words.strip():
                made.append(Line(before + _italic(words.strip()), lines[number + 1].number))
                continue
        if _is_photo(text):
            photo = number
        elif text and "*" in before:
            # An item of a list, or a caption with a blank behind its asterisk.
            line.text = _without_blank(line.text) if photo == number - 1 else line.text
        elif (
            text
            and not _MARKER.search(before)
            and (photo == number - 1 or (photo == number - 2 and not lines[number - 1].text.strip("> \t")))
        ):
            line.text = before + _caption(line.text[start.end() :], lines, number)
        elif "*[" in text:
            line.text = before + _BRACKETED.sub(r"*\\[", text)
        made.append(line)
    return made


def _without_blank(text: str) -> str:
    """Return ``* Quang cảnh hội nghị*`` as the caption that it was meant to be; an item, or one with two blanks, stays."""
    match = _BLANK.fullmatch(text)
    return f"{match['before']}*{match['words']}*" if match else text


def _is_photo(text: str) -> bool:
    return "![" in text and _PHOTO.match(text) is not None and text.endswith(_PHOTO_ENDS)


def _end_of_block(lines: list[Line], number: int) -> int:
    """Return the number of the line behind the block that begins at ``number``, 0 where it isn't closed."""
    for end in range(number + 1, min(number + _LONGEST_BLOCK, len(lines))):
        if _BLOCK_END.fullmatch(lines[end].text.strip("> \t")):
            return end + 1
    return 0


def _caption(text: str, lines: list[Line], number: int) -> str:
    """Return the line right under a photo as Markdown has captions; any that isn't meant as one stays."""
    colon = _COLON.match(text)
    if colon:
        return _italic(text[colon.end() :].rstrip())
    if "*[" in text:
        return _BRACKETED.sub(r"*\\[", text)
    found = _EMPHASIS.fullmatch(text.rstrip())
    if not found or found["left"][:1] == "_" or len(found["left"]) == len(found["right"]):
        return text
    if not found["left"] and not lines[number - 1].text.strip("> \t"):
        return text  # An asterisk behind a paragraph of its own may refer to a remark.
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    above = lines[number - 1].text
    if ("*" in below and not found["right"]) or (
        "*" in above and not found["left"] and not _is_photo(above.strip("> \t"))
    ):
        return text  # The emphasis goes over several lines.
    return f"*{found['words']}*"


def _italic(text: str) -> str:
    return text if "*" in text else f"*{text}*"
