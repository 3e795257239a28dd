"""Rows of tables that say where their cells' edges are: which columns and rows each of them spans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsdesk.importing.word.pieces import Block, Cell

#: Edges that are as near as this, in twentieths of a point, are one.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class CellPlan:
    """What a row says of one of its cells."""

    left: int
    right: int
    #: Whether it belongs to the cell before, and to the one above.
    joined: bool = False
    continued: bool = False


@dataclass(slots=True)
class Row:
    """A row: what it says of its cells, and what stands in them."""

    plans: list[CellPlan]
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    head: bool = False


@dataclass(slots=True)
class OpenTable:
    """A table that is being read."""

    #: Its number in the document.
    number: int
    #: Rows that have ended.
    rows: list[Row] = field(default_factory=list)
    #: What their cells are called.
    where: list[list[str]] = field(default_factory=list)
    #: Cells of the row that is read now.
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    #: What those are called.
    places: list[str] = field(default_factory=list)
    #: What stands in the cell that is read now.
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    #: The edge that it begins at.
    left: int
    #: The edge that it ends at.
    right: int
    #: What stands in it.
    blocks: tuple[Block, ...]
    #: What it is called.
    where: str
    #: Rows that it takes.
    rows: int = 1
    #: Whether it belongs to the one above.
    continued: bool = False


def place_cells(rows: Sequence[Row], where: Sequence[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with what their cells span. ``where`` says of each cell where it stands."""
    edges = _edges([edge for row in rows for plan in row.plans for edge in (plan.left, plan.right)])
    finished: list[list[_Placed]] = []
    above: dict[int, _Placed] = {}
    for row, places in zip(rows, where, strict=True):
        placed: list[_Placed] = []
        for plan, blocks, place in zip(row.plans, row.cells, places, strict=True):
            left, right = edges[plan.left], edges[plan.right]
            if plan.joined and placed and not blocks:
                placed[-1].right = right
            else:
                placed.append(
                    _Placed(left, max(right, left + 1), blocks, place, continued=plan.continued and not blocks)
                )
        if placed and placed[0].left > 0:
            placed.insert(0, _Placed(0, placed[0].left, (), places[0]))
        now: dict[int, _Placed] = {}
        for cell in placed:
            owner = above.get(cell.left)
            if cell.continued and owner is not None and owner.right == cell.right:
                owner.rows += 1
                now[cell.left] = owner
            else:
                cell.continued = False
                now[cell.left] = cell
        above = now
        finished.append(placed)
    return tuple(
        tuple(Cell(cell.blocks, cell.right - cell.left, cell.rows, cell.where) for cell in placed if not cell.continued)
        for placed in finished
    )


def _edges(positions: Iterable[int]) -> dict[int, int]:
    """Return the number of the edge that each position is: near ones are the same."""
    numbers: dict[int, int] = {}
    number, last = -1, None
    for position in sorted(set(positions)):
        # Where cells are only counted, each is an edge of its own.
        near = _NEAR if last is not None and abs(position) > 100 else 0
        if last is None or position - last > near:
            number += 1
            last = position
        numbers[position] = number
    return numbers
