"""Tables: cells where they stand, with what they span."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.importing.word.names import Element, child, child_value, is_on, local, value, whole
from newsdesk.importing.word.pieces import Block, Cell, Table
from newsdesk.importing.word.reading import Reading

#: Columns of a table, as many as Word allows.
_COLUMNS = 63
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


@dataclass(slots=True)
class _Placed:
    """A cell at its place, while the table is read."""

    #: Where it begins, counted from 0.
    column: int
    #: Columns that it takes.
    columns: int
    #: What stands in it.
    blocks: tuple[Block, ...]
    #: What it is called.
    where: str
    #: Rows that it takes.
    rows: int = 1
    #: Whether it goes on from the cell above.
    continued: bool = False


@dataclass(slots=True)
class _Row:
    cells: list[_Placed] = field(default_factory=list)
    head: bool = False


def read_table(reading: Reading, table: Element, gone: str = "") -> Table:
    """Return a table, without rows where all of it is left out. ``gone`` is why it is, if it is."""
    number = reading.places.begin_table()
    style = child_value(child(table, "tblPr"), "tblStyle") or ""
    rows: list[_Row] = []
    with reading.inside(reading.places.table(number)):
        for row in _elements(table, "tr"):
            rows += _read_row(reading, row, number, len(rows) + 1, style, gone)
        where = reading.places.now
    _join_rows(rows)
    head = next((n for n, row in enumerate(rows) if not row.head), len(rows))
    head = 0 if _reach_out(rows, head) else head
    finished = tuple(
        tuple(Cell(cell.blocks, cell.columns, cell.rows, cell.where) for cell in row.cells if not cell.continued)
        for row in rows
    )
    return Table(finished, head, reading.styles.name(style) if style else "", where)


def _elements(container: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those in controls and changes."""
    for each in container:
        if local(each) == name:
            yield each
        elif local(each) in _WRAPPERS:
            yield from _elements(each, name)


def _read_row(reading: Reading, row: Element, table: int, number: int, style: str, gone: str) -> Iterator[_Row]:
    properties = child(row, "trPr")
    deleted = child(properties, "del") is not None
    if deleted:
        reading.changes["del"] = reading.changes.get("del", 0) + 1
    gone = gone or ("deleted" if deleted else "hidden" if is_on(child(properties, "hidden")) else "")
    read = _Row(head=bool(is_on(child(properties, "tblHeader"))))
    column = min(whole(child_value(properties, "gridBefore")), _COLUMNS)
    if column:
        read.cells.append(_Placed(0, column, (), reading.places.cell(table, number, 1)))
    for cell in _elements(row, "tc"):
        own = child(cell, "tcPr")
        columns = min(max(whole(child_value(own, "gridSpan"), 1), 1), _COLUMNS)
        where = reading.places.cell(table, number, column + 1)
        merged, beside = child(own, "vMerge"), child(own, "hMerge")
        continued = merged is not None and value(merged) in {None, "continue", ""}
        joined = beside is not None and value(beside) in {None, "continue", ""} and bool(read.cells)
        why = gone or ("deleted" if child(own, "cellDel") is not None else "")
        with reading.inside(where):
            # What stands in a cell that another one covers is seen by nobody.
            blocks = reading.read_cell(reading, cell, style, why or ("hidden" if continued or joined else ""))
        if joined:
            read.cells[-1].columns += columns
        elif not why:
            read.cells.append(_Placed(column, columns, blocks, where, continued=continued))
        column += columns
    if not gone:
        yield read


def _join_rows(rows: list[_Row]) -> None:
    """Let cells reach down over those that go on from them. A cell that goes on from nothing stands by itself."""
    above: dict[int, _Placed] = {}
    for row in rows:
        now: dict[int, _Placed] = {}
        for cell in row.cells:
            owner = above.get(cell.column)
            if cell.continued and owner is not None:
                owner.rows += 1
                now[cell.column] = owner
            else:
                cell.continued = False
                now[cell.column] = cell
        above = now


def _reach_out(rows: list[_Row], head: int) -> bool:
    """Return whether a cell of the head reaches into the rows below: HTML has no head of that kind."""
    return any(
        not cell.continued and number + cell.rows > head for number, row in enumerate(rows[:head]) for cell in row.cells
    )
