"""Where the fields of a source file stand, to the line; in both forms of front matter, and where some of it can't be read."""

import re
from dataclasses import dataclass, field

from newsdesk.editing.front import FENCE, LONGER, PAIR, find_fences, first_line
from newsdesk.editing.texts import split_lines, without_end

_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[^\W\d_][\w -]{0,80}?)(?P=quote)[ \t\u00a0]*[:：](?=\s|$|[^\s/])""")
_LIKELY = re.compile(r"# likely (?P<name>[a-z_]+): ")
_REMARK = re.compile(r"# (?P<name>[a-z_]+): ")
_IMPORTED = re.compile(r"# imported: sha256:")


class NoHeadError(ValueError):
    """The file has no front matter that fields could be read from, or written to."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of a field: ``first`` up to ``last``, which is not one of them; from 0."""

    first: int
    last: int
    #: The name as it is typed.
    typed: str


@dataclass(slots=True)
class Head:
    """The lines of a source file, and where its fields stand in them."""

    #: All lines with their ends.
    lines: list[str]
    #: The line on which the fields begin, from 0.
    first: int
    #: The line behind the last of them.
    last: int
    #: Pelican's own form: no dashes, no quotation marks.
    pairs: bool
    #: What stands before the name of each field.
    indent: str
    #: The fields by their folded names, those that stand twice with both places.
    spans: dict[str, list[Span]] = field(default_factory=dict)
    #: The lines that an import left for a person to look at, by the field they are about.
    marks: dict[str, list[int]] = field(default_factory=dict)

    @property
    def line_end(self) -> str:
        """What ends the lines of the fields."""
        line = self.lines[self.first] if self.first < len(self.lines) else self.lines[0] if self.lines else "\n"
        return line[len(without_end(line)) :] or "\n"


def read_head(text: str) -> Head:
    """Return where the fields of ``text`` stand. Raises ``NoHeadError``."""
    lines = split_lines(text)
    if fences := find_fences(lines):
        first, last = fences.opening + 1, fences.closing
        if last == len(lines):
            raise NoHeadError
        return _with_spans(Head(lines, first, last, False, _common_indent(lines[first:last])))
    return _with_pairs(lines, first_line(lines))


def fold_name(name: str) -> str:
    """Return the name of a field as the program knows it."""
    return name.strip().lower().replace("-", "_")


def _common_indent(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return first[: len(first) - len(first.lstrip(" "))]


def _with_spans(head: Head) -> Head:
    imported = any(_IMPORTED.match(line) for line in head.lines[head.first : head.last])
    begun: list[tuple[int, str]] = []
    for number in range(head.first, head.last):
        line = head.lines[number]
        match = _KEY.match(line, len(head.indent)) if line.startswith(head.indent) else None
        if match:
            begun.append((number, match["name"]))
        for pattern in (_LIKELY, _REMARK) if imported else ():
            if mark := pattern.match(line):
                head.marks.setdefault(mark["name"], []).append(number)
                break
    for place, (number, name) in enumerate(begun):
        until = begun[place + 1][0] if place + 1 < len(begun) else head.last
        while until > number + 1 and _is_beside(head.lines[until - 1]):
            until -= 1
        head.spans.setdefault(fold_name(name), []).append(Span(number, until, name))
    return head


def _is_beside(line: str) -> bool:
    """Return whether a line belongs to no value: an empty one, or a remark that stands as far out as fields do."""
    return not line.strip() or line.startswith("#")


def _with_pairs(lines: list[str], begun: int) -> Head:
    head = Head(lines, begun, begun, True, "")
    name = ""
    for number in range(begun, len(lines)):
        text = without_end(lines[number]).lstrip("\ufeff")
        if not text.strip() or (name and FENCE.fullmatch(text)):
            break
        if name and LONGER.match(text):
            span = head.spans[fold_name(name)][-1]
            head.spans[fold_name(name)][-1] = Span(span.first, number + 1, span.typed)
        elif pair := PAIR.fullmatch(text):
            name = pair[1]
            head.spans.setdefault(fold_name(name), []).append(Span(number, number + 1, name))
        else:
            break
        head.last = number + 1
    if not head.spans:
        raise NoHeadError
    return head
