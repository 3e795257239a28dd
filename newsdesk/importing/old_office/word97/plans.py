"""What the end of a row says of its cells in a binary Word file."""

import struct
from collections.abc import Iterable
from dataclasses import replace

from newsdesk.importing.old_office.rows import CellPlan, Row
from newsdesk.importing.old_office.word97.formatting import Change

_DEFINE, _HEAD, _MERGE, _MERGE_DOWN = 0xD608, 0x3404, 0x5624, 0xD62B
_JOINED, _DOWN, _DOWN_FIRST = 0x02, 0x20, 0x40


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
