"""Elements that are never closed end with their own block, and end tags that close nothing go: an article is a closed tree."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet, begins_line
from ban_tin.articles.pasted.tags import OPTIONAL, RAW_TEXT, Tag, match_tags
from ban_tin.articles.safe_html.rules import ELEMENTS

_BLANK = re.compile(r"[ \t>]*")
#: A line that begins a block of its own: what was open in the line before is not open in it.
_BEGINS = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}|:[ \t]|\||(?:\[)?!\[[^\n]*\)[ \t]*$|(?:[-*_][ \t]*){3,}$)"
)
_ALONE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[^#]|(?:\[)?!\[[^\n]*\)[ \t]*$)")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
#: What stands before the words of a block.
_MARKS = re.compile(r"\s*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]*)?")
#: Of these nobody is told: a paragraph needs no end tag. Nor of what is told as not allowed.
_SILENT = frozenset(["p"])


def close_tags(lines: list[Line], report: LineReport) -> list[Line]:
    """Close what is left open at the end of its block, and take out what closes nothing; each is reported."""
    if not any("<" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    tags = match_tags(sheet.prose)
    wide = [(start, end) for start, end in tags.pairs if not start.block and "\n" in sheet.text[start.end : end.start]]
    if not tags.unclosed and not tags.stray and not wide:
        return lines
    blocks = [(start.start, end.end) for start, end in tags.pairs if start.block]
    ends = _Ends(sheet, blocks)
    edits: list[Edit] = []
    for start, end in wide:
        if not any(first < start.start and end.end < last for first, last in blocks):
            edits += _in_each_block(sheet, start, end, ends.between(start.end, end.start))
    for tag in tags.stray:
        if tag.name == "br":
            continue
        if tag.name not in RAW_TEXT:
            report("html-stray", sheet.number(tag.start), element=tag.name)
        edits.append(Edit(*sheet.whole_lines(tag.start, tag.end)))
    closing: dict[int, list[Tag]] = {}
    inner = 0, 0
    for tag, outer in sorted(tags.unclosed, key=lambda each: -each[0].start):
        if tag.name == "plaintext":
            # Nothing closes it.
            report("html-element", sheet.number(tag.start), element=tag.name)
            edits.append(Edit(tag.start, tag.end))
            continue
        if tag.name in ELEMENTS and tag.name not in _SILENT and (tag.name not in OPTIONAL or outer is None):
            report("html-unclosed", sheet.number(tag.start), element=tag.name)
        position = ends.after(tag)
        if inner[0] < position < inner[1]:
            position = inner[1]  # What is open in it ends before it.
        position = min(position, outer.start) if outer else position
        inner = tag.start, position
        closing.setdefault(position, []).append(tag)
    for position, opened in closing.items():
        inner_first = sorted(opened, key=lambda tag: -tag.start)
        edits.append(Edit(position, position, "".join(f"</{tag.name}>" for tag in inner_first)))
    return sheet.edited(_apart(edits))


def _in_each_block(sheet: Sheet, start: Tag, end: Tag, places: Iterable[int]) -> list[Edit]:
    """Return what closes an inline element at each of ``places``, where blocks end in it, and opens it again in the next block."""
    edits: list[Edit] = []
    opened, typed = True, sheet.text[start.start : start.end]
    for place in places:
        if opened:
            edits.append(Edit(place, place, f"</{start.name}>"))
        match = _MARKS.match(sheet.prose, place)
        begin = match.end() if match else place
        opened = begin < end.start and not sheet.prose.startswith(("![", "[![", "|", ":"), begin)
        if opened:
            edits.append(Edit(begin, begin, typed))
    return edits if opened or not edits else [*edits, Edit(end.start, end.end)]


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return ``edits`` so that none begins within another: what is put in goes before what is taken out."""
    done: list[Edit] = []
    for edit in sorted(edits):
        if done and edit.start < done[-1].end:
            last = done.pop()
            done.append(Edit(last.start, max(last.end, edit.end), last.new + edit.new))
        else:
            done.append(edit)
    return done


class _Ends:
    """Where blocks end in a text: paragraphs, items, headings, cells, and the HTML between blank lines."""

    def __init__(self, sheet: Sheet, blocks: list[tuple[int, int]]) -> None:
        self._prose = sheet.prose
        # For each place, how far the elements reach that are open there.
        self._blocks = sorted(blocks)
        self._paragraphs: list[int] = []
        self._lines: list[int] = []
        self._cells: list[int] = []
        self._read()

    def _read(self) -> None:
        rows = self._prose.split("\n")
        position, table = 0, False
        for number, row in enumerate(rows):
            last = position + len(row)
            blank = _BLANK.fullmatch(row) is not None
            following = rows[number + 1] if number + 1 < len(rows) else ""
            ends = _BLANK.fullmatch(following) is not None
            if blank:
                table = False
            else:
                table = table or ("|" in row and _DELIMITER.fullmatch(following) is not None)
                if ends:
                    self._paragraphs.append(last)
                if ends or table or _BEGINS.match(following) or _ALONE.match(row):
                    self._lines.append(last)
                if table:
                    self._cells += [position + match.start() for match in re.finditer(r"(?<!\\)[ \t]?\|", row)]
            position = last + 1

    def after(self, tag: Tag) -> int:
        """Return where the element that ``tag`` begins has to end, when nothing closes it."""
        places = self._paragraphs if tag.block else self._lines
        position = self._first(places, tag.end)
        while (reach := self._reach(tag, position)) > position:
            position = self._first(places, reach)
        # At the beginning of a line a block is one of HTML, whatever bars stand in it.
        if tag.block and begins_line(self._prose, tag.start):
            return position
        return min(position, self._first(self._cells, tag.end))

    def between(self, start: int, end: int) -> list[int]:
        """Return where blocks end between ``start`` and ``end``."""
        return self._lines[bisect_left(self._lines, start) : bisect_left(self._lines, end)]

    def _first(self, places: list[int], position: int) -> int:
        index = bisect_left(places, position)
        return places[index] if index < len(places) else len(self._prose)

    def _reach(self, tag: Tag, position: int) -> int:
        """Return the end of the elements that begin behind ``tag`` and are open at ``position``; else ``position``."""
        index = bisect_left(self._blocks, (tag.start + 1, 0))
        for start, end in self._blocks[index:]:
            if start >= position:
                break
            if end > position:
                return end
        return position
