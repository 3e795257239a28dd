"""What a fix changes: lines of a text, and files beside it."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from ban_tin.findings import Finding

#: A line with the end that it has.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Edits:
    """What becomes of a source file and of what lies beside it."""

    #: The whole text.
    text: str
    #: New files beside it, by their names.
    files: Mapping[str, bytes] = field(default_factory=dict)
    #: Files beside it that are called otherwise, by their names before. The file of the old name stays where other articles use it.
    renamed: Mapping[str, str] = field(default_factory=dict)


#: The names of the files that lie beside and below the article, or are going to.
NamesTaken = Collection[str]
#: Returns what fixes a finding in a text; None where there is nothing that is safe.
Fix = Callable[[str, Finding, NamesTaken], Edits | None]


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends, as editors count them."""
    return _LINES.findall(text)


def replace_line(text: str, number: int, line: str) -> str:
    """Return ``text`` with ``line`` in the place of the line ``number`` (from 1), whose end stays."""
    lines = split_lines(text)
    end = lines[number - 1][len(lines[number - 1].rstrip("\r\n")) :]
    lines[number - 1] = line + end
    return "".join(lines)


def line_at(text: str, number: int) -> str:
    """Return the line ``number`` (from 1) without its end, ``""`` where there is none."""
    lines = split_lines(text)
    return lines[number - 1].rstrip("\r\n") if 0 < number <= len(lines) else ""


def free_name(name: str, taken: NamesTaken) -> str:
    """Return ``name``, or one with a number behind it where that is taken."""
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while (free := name if number == 1 else f"{stem}-{number}{dot}{suffix}") in taken:
        number += 1
    return free
