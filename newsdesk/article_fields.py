"""Fields of an article's head, written or taken out: their own lines change, no other byte."""

import re
from collections.abc import Mapping

from ban_tin.articles.front_matter.quoting import as_value
from newsdesk.fixing.edits import split_lines

_FENCE = re.compile(r"[\ufeff]?[ ]*---[ \t]*")
_PAIR = re.compile(r"[\ufeff]?[^\W\d_][\w -]{0,80}?[ \t]*:.*")
#: Which field a new one stands behind: the first of these that is there.
_BEHIND = {
    "status": ("category", "date", "title"),
    "withdrawn": ("status", "category", "date", "title"),
    "replaced_by": ("withdrawn", "status", "category", "title"),
    "date": ("title",),
}


class NoHeadError(ValueError):
    """The text has no head whose fields could be written."""


def set_fields(text: str, values: Mapping[str, str | None]) -> str:
    """Return the source ``text`` with these fields; ``None`` takes one out. Raises ``NoHeadError``.

    A value is a text of one line; it is put between quotation marks where it has to be.
    """
    for name, value in values.items():
        lines = split_lines(text)
        first, last = _head(lines)
        place = _place(lines, name, first, last)
        if value is None:
            if place:
                del lines[place[0] : place[1]]
        else:
            line = _line(lines, name, value, first, place)
            if place:
                lines[place[0] : place[1]] = [line]
            else:
                lines.insert(_new_place(lines, name, first, last), line)
        text = "".join(lines)
    return text


def _head(lines: list[str]) -> tuple[int, int]:
    """Return where the lines of the fields begin, and where they end."""
    first = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), len(lines))
    if first == len(lines):
        raise NoHeadError
    if _FENCE.fullmatch(lines[first].rstrip("\r\n")):
        for number in range(first + 1, len(lines)):
            if _FENCE.fullmatch(lines[number].rstrip("\r\n")):
                return first + 1, number
        raise NoHeadError
    if not _PAIR.fullmatch(lines[first].rstrip("\r\n")):
        raise NoHeadError
    last = next((number for number in range(first, len(lines)) if not lines[number].strip()), len(lines))
    return first, last


def _place(lines: list[str], name: str, first: int, last: int) -> tuple[int, int] | None:
    """Return the lines of the field ``name``, with those that go on with its value; None where it isn't given."""
    wanted = re.compile(rf"[\ufeff ]*{re.escape(name)}[ \t]*:", re.IGNORECASE)
    begun = next((number for number in range(first, last) if wanted.match(lines[number])), None)
    if begun is None:
        return None
    indent = len(lines[begun]) - len(lines[begun].lstrip("\ufeff "))
    end = begun + 1
    while end < last and lines[end].strip() and _goes_on(lines[end], indent):
        end += 1
    return begun, end


def _goes_on(line: str, indent: int) -> bool:
    deeper = len(line) - len(line.lstrip(" \t")) > indent
    return (deeper and not line.lstrip().startswith("#")) or line.lstrip().startswith("- ")


def _line(lines: list[str], name: str, value: str, first: int, place: tuple[int, int] | None) -> str:
    """Return the line of the field, indented and ended as its neighbours."""
    like = lines[place[0]] if place else lines[first]
    end = like[len(like.rstrip("\r\n")) :] or "\n"
    start = re.match(r"[\ufeff ]*", like)
    typed = " ".join(value.split())
    capital = not place and like.lstrip("\ufeff ")[:1].isupper()
    shown = re.match(r"[\ufeff ]*([\w -]+?)[ \t]*:", like) if place else None
    known = shown[1] if shown else (name.capitalize() if capital else name)
    return f"{start[0] if start else ''}{known}: {as_value(typed) if typed else chr(34) * 2}{end}"


def _new_place(lines: list[str], name: str, first: int, last: int) -> int:
    for other in _BEHIND.get(name, ("title",)):
        if place := _place(lines, other, first, last):
            return place[1]
    return last


def read_field(text: str, name: str) -> str:
    """Return the value of a field of one line, without its quotation marks; ``""`` where there is none."""
    lines = split_lines(text)
    try:
        place = _place(lines, name, *_head(lines))
    except NoHeadError:
        return ""
    value = "".join(lines[slice(*place)]).partition(":")[2].strip() if place else ""
    if value[:1] == value[-1:] and value[:1] in {'"', "'"} and len(value) > 1:
        value = value[1:-1]
    return " ".join(value.split())
