"""Where the front matter of a source file ends, whatever state it is in; as ``ban_tin.articles.front_matter.parse`` parts it. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ban_tin.articles.front_matter.fields import VIETNAMESE
from ban_tin.language.vietnamese import slugify

#: A line of dashes, a ``Key: value`` line of Pelican's own form, and one that goes on with the value above it.
FENCE = re.compile(r"---[ \t]*")
PAIR = re.compile(r"([^\W\d_][\w -]{0,80}?)[ \t]{0,20}:(.*)")
_NAME = re.compile(r"[A-Za-z][\w-]*")
LONGER = re.compile(r"[ \t]{4,}\S")


def body_start(lines: Sequence[str]) -> int:
    """Return the first line of the body, from 0. Of a front matter that is never closed, all lines are its own."""
    if fences := find_fences(lines):
        return min(fences.closing + 1, len(lines))
    return _pairs_end(lines, first_line(lines))


def first_line(lines: Sequence[str]) -> int:
    """Return the first line that holds anything, from 0; ``len(lines)`` for none."""
    return next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), len(lines))


class Fences(NamedTuple):
    """The lines of dashes around a front matter in YAML, from 0; ``closing`` is the number of lines where it is never closed."""

    opening: int
    closing: int
    #: What stands before both of them.
    indent: str


def find_fences(lines: Sequence[str]) -> Fences | None:
    """Return the lines of dashes, None where ``lines`` begin with anything else."""
    first = first_line(lines)
    opening = lines[first].strip("\ufeff\r\n") if first < len(lines) else ""
    indent = opening[: len(opening) - len(opening.lstrip(" "))]
    if not FENCE.fullmatch(opening.lstrip(" ")):
        return None
    inner = range(first + 1, len(lines))
    closing = (number for number in inner if FENCE.fullmatch(lines[number].rstrip("\r\n").removeprefix(indent)))
    return Fences(first, next(closing, len(lines)), indent)


def _pairs_end(lines: Sequence[str], first: int) -> int:
    """Return where ``Key: value`` lines end; ``first`` where there are none."""
    named = False
    for number in range(first, len(lines)):
        text = lines[number].strip("\ufeff\r\n").replace("\v", " ")
        if not text.strip():
            return number + 1 if named else first
        if named and FENCE.fullmatch(text):
            return number + 1
        if named and LONGER.match(text):
            continue
        pair = PAIR.fullmatch(text)
        if not pair or not (_NAME.fullmatch(pair[1]) or slugify(pair[1]) in VIETNAMESE):
            return number
        named = True
    return len(lines)
