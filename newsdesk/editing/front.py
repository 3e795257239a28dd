"""Where the front matter of a source file ends, whatever state it is in; as ``ban_tin.articles.front_matter.parse`` parts it. Pure."""

import re
from collections.abc import Sequence

from ban_tin.articles.front_matter.fields import VIETNAMESE
from ban_tin.language.vietnamese import slugify

_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"([^\W\d_][\w -]{0,80}?)[ \t]{0,20}:(.*)")
_NAME = re.compile(r"[A-Za-z][\w-]*")
_LONGER = re.compile(r"[ \t]{4,}\S")


def body_start(lines: Sequence[str]) -> int:
    """Return the first line of the body, from 0. Of a front matter that is never closed, all lines are its own."""
    first = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), len(lines))
    if first == len(lines):
        return first
    opening = lines[first].strip("\ufeff\r\n")
    indent = opening[: len(opening) - len(opening.lstrip(" "))]
    if _FENCE.fullmatch(opening.lstrip(" ")):
        for number in range(first + 1, len(lines)):
            if _FENCE.fullmatch(lines[number].rstrip("\r\n").removeprefix(indent)):
                return number + 1
        return len(lines)
    return _pairs_end(lines, first)


def is_fenced(lines: Sequence[str]) -> bool:
    """Return whether the front matter is YAML between lines of dashes, else ``Title: …`` lines or nothing."""
    opening = next((line for line in lines if line.strip("\ufeff \t\r\n")), "")
    return _FENCE.fullmatch(opening.strip("\ufeff\r\n").lstrip(" ")) is not None


def _pairs_end(lines: Sequence[str], first: int) -> int:
    """Return where ``Key: value`` lines end; ``first`` where there are none."""
    named = False
    for number in range(first, len(lines)):
        text = lines[number].strip("\ufeff\r\n").replace("\v", " ")
        if not text.strip():
            return number + 1 if named else first
        if named and _FENCE.fullmatch(text):
            return number + 1
        if named and _LONGER.match(text):
            continue
        pair = _KEY.fullmatch(text)
        if not pair or not (_NAME.fullmatch(pair[1]) or slugify(pair[1]) in VIETNAMESE):
            return number
        named = True
    return len(lines)
