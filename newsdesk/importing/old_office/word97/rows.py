"""Rows of tables of a binary Word file: cells by the edges that they reach from and to."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from newsdesk.importing.old_office.word97.formatting import Change
from newsdesk.importing.word.pieces import Block, Cell

_DEFINE, _HEAD, _MERGE, _MERGE_DOWN = 0xD608, 0x3404, 0x5624, 0xD62B
_JOINED, _DOWN, _DOWN_FIRST = 0x02, 0x20, 0x40
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


def plan_row(changes: Iterable[Change], cells: int) -> Row:
    """Return what the end of a row says of its ``cells``."""
    row = Row([])
    for change in changes:
        if change.number == _DEFINE:
            row.plans = _read_definition(change.operand)
        elif change.number == _HEAD:
            row.head = bool(change.value)
        elif change.number == _MERGE and len(change.operand) == 2:
            for index in range(change.operand[0] + 1, min(change.operand[1], len(row.plans))):
                row.plans[index] = replace(row.plans[index], joined=True)
        elif change.number == _MERGE_DOWN and len(change.operand) >= 2 and change.operand[0] < len(row.plans):
            index = change.operand[0]
            row.plans[index] = replace(row.plans[index], continued=change.operand[1] == 1)
    if len(row.plans) != cells:
        # Without a definition that fits, all cells are alike.
        row.plans = [CellPlan(index, index + 1) for index in range(cells)]
    return row


def _read_definition(operand: bytes) -> list[CellPlan]:
    if not operand:
        return []
    number = operand[0]
    if len(operand) < 1 + (number + 1) * 2:
        return []
    edges = struct.unpack_from(f"<{number + 1}h", operand, 1)
    plans = []
    for index in range(number):
        place = 1 + (number + 1) * 2 + index * 20
        flags = struct.unpack_from("<H", operand, place)[0] if place + 2 <= len(operand) else 0
        continued = bool(flags & _DOWN) and not flags & _DOWN_FIRST
        plans.append(CellPlan(edges[index], edges[index + 1], bool(flags & _JOINED), continued))
    return plans


@dataclass(slots=True)
class _Placed:
    left: int
    right: int
    blocks: tuple[Block, ...]
    where: str
    rows: int = 1
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
