"""The blocks of a binary Word file: paragraphs, and tables that are paragraphs with marks at their ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.importing.old_office.rows import OpenTable, place_cells
from newsdesk.importing.old_office.word97.document import Document, Story
from newsdesk.importing.old_office.word97.formatting import Change
from newsdesk.importing.old_office.word97.inline import Inline
from newsdesk.importing.old_office.word97.plans import plan_row
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pieces import Block, Box, Item, Paragraph, Piece, Table, Words, is_seen
from newsdesk.importing.word.styles import Shape

_LARGE_FIRST = 0x442C
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ENDS = re.compile("[\r\x07\x0c]")
_CELL = "\x07"
_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)")
#: Tables in cells of tables.
_MOST_DEEP = 20


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph before it is read: its characters, its style, what applies to it, where in tables it stands."""

    #: Its first character.
    start: int
    #: The sign that ends it.
    end: int
    #: The number of its style.
    style: int
    #: What applies to it besides.
    changes: tuple[Change, ...]
    #: How deep in tables it stands.
    depth: int
    #: Whether a cell ends with it.
    ends_cell: bool
    #: Whether it is the end of a row.
    ends_row: bool


class Walk:
    """Reads stories of one document."""

    def __init__(self, document: Document, gathered: Gathering) -> None:
        self._document, self._gathered = document, gathered
        #: A large first letter: it belongs to the word that follows.
        self._before: list[Piece] = []

    def read(self, story: Story) -> tuple[Block, ...]:
        """Return what stands in a story."""
        blocks: list[Block] = []
        tables: list[OpenTable] = []
        for line in self._lines(story):
            while len(tables) > line.depth:
                self._close(tables, blocks)
            while len(tables) < line.depth:
                tables.append(OpenTable(self._gathered.places.begin_table()))
            if line.ends_row:
                self._end_row(tables[-1], line)
                continue
            target = tables[-1].blocks if tables else blocks
            target += self._paragraph(line, tables[-1] if tables else None)
            if line.ends_cell and tables:
                table = tables[-1]
                table.places.append(self._cell(table))
                table.cells.append(tuple(table.blocks))
                table.blocks = []
        while tables:
            self._close(tables, blocks)
        return tuple(blocks)

    def _lines(self, story: Story) -> Iterator[_Line]:
        start = story.start
        for match in _ENDS.finditer(self._document.letters.text, story.start, story.end):
            yield self._line(start, match.start(), match[0])
            start = match.end()
        if start < story.end:
            yield self._line(start, story.end, "")

    def _line(self, start: int, end: int, sign: str) -> _Line:
        style, changes = self._document.formatting.of_paragraph(min(end, len(self._document.letters.text) - 1))
        values = {change.number: change.value for change in changes}
        depth = min(values.get(_DEPTH, 1), _MOST_DEEP) if values.get(_IN_TABLE) else 0
        ends_row = bool(values.get(_ROW_END) if depth <= 1 else values.get(_INNER_ROW_END))
        ends_cell = (sign == _CELL if depth <= 1 else bool(values.get(_INNER_CELL))) and not ends_row
        return _Line(start, end, style, changes, depth, ends_cell, ends_row and depth > 0)

    def _cell(self, table: OpenTable) -> str:
        return self._gathered.places.cell(table.number, len(table.rows) + 1, len(table.cells) + 1)

    def _end_row(self, table: OpenTable, line: _Line) -> None:
        if table.blocks:
            # What stands behind the last cell's end.
            table.places.append(self._cell(table))
            table.cells.append(tuple(table.blocks))
        row = plan_row(line.changes, len(table.cells))
        row.cells = table.cells
        table.rows.append(row)
        table.where.append(table.places)
        table.cells, table.places, table.blocks = [], [], []

    def _close(self, tables: list[OpenTable], blocks: list[Block]) -> None:
        table = tables.pop()
        if table.cells or table.blocks:
            self._end_row(table, _Line(0, 0, 0, (), 0, ends_cell=False, ends_row=True))
        rows = place_cells(table.rows, table.where)
        head = next((n for n, row in enumerate(table.rows) if not row.head), len(table.rows))
        if any(cell.rows + n > head for n, row in enumerate(rows[:head]) for cell in row):
            head = 0
        if rows:
            (tables[-1].blocks if tables else blocks).append(
                Table(rows, head, "", self._gathered.places.table(table.number))
            )

    def _paragraph(self, line: _Line, table: OpenTable | None) -> list[Block]:
        gathered = self._gathered
        gathered.paragraph += 1
        if table is None:
            gathered.places.begin_paragraph()
            return self._read(line)
        with gathered.inside(self._cell(table)):
            return self._read(line)

    def _read(self, line: _Line) -> list[Block]:
        gathered, styles = self._gathered, self._document.styles
        things = gathered.things
        inline = Inline(self._document, gathered)
        inline.read(line.start, line.end, line.style)
        gathered.fields.end_paragraph()
        if any(change.number == _LARGE_FIRST and change.value & 7 for change in line.changes):
            self._before += inline.pieces
            return []
        pieces, self._before = [*self._before, *inline.pieces], []
        name = styles.name(line.style)
        shape = styles.shape(line.style, line.changes)
        marker = self._document.numbering.marker(shape.numbering, shape.level) if shape.numbering else None
        if _CONTENTS.fullmatch(name):
            self._leave_out(pieces)
            pieces = []
        pieces = [*pieces, *self._boxes(inline.boxes)]
        seen = is_seen(pieces)
        gathered.places.end_paragraph(seen or gathered.things > things)
        if not seen:
            return []
        heading = _heading(name, shape)
        base = styles.look_of_style(line.style)
        item = None
        if marker is not None:
            if marker.tag and not heading:
                indent = shape.indent if shape.indent is not None else marker.indent
                item = Item(marker.tag, marker.type, marker.number, shape.numbering, shape.level, indent or 0)
            elif marker.label:
                pieces = [Words(f"{marker.label} ", base, made=True), *pieces]
        align = "" if shape.align == "left" else shape.align
        return [Paragraph(tuple(pieces), name, align, heading, item, gathered.places.now, base=base)]

    def _leave_out(self, pieces: list[Piece]) -> None:
        for each in pieces:
            if isinstance(each, Words):
                self._gathered.leave_out("toc", each.text, each.look)

    def _boxes(self, numbers: list[int]) -> Iterator[Box]:
        for number in numbers:
            where = self._gathered.places.box()
            with self._gathered.inside(where):
                blocks = self.read(self._document.boxes[number])
            if blocks:
                yield Box(blocks, where)


def _heading(name: str, shape: Shape) -> int:
    if name == "title":
        return 1
    own = _HEADING.fullmatch(name)
    if own:
        return min(int(own[1]), 6)
    return min(shape.outline, 6)
