"""Where something stands in a page, as an editor would look for it."""

import os
from functools import lru_cache

from newsdesk.language import N_, SITE, translate

_PARAGRAPH = N_("paragraph {number}")
_TABLE = N_("table {number}")
_CELL = N_("table {number}, row {row}, column {column}")


@lru_cache(maxsize=256)
def _said(text: str, site: str) -> str:
    return translate(text)


def said(text: str) -> str:
    """Return ``text`` in the language of the site, which a page asks for a hundred times."""
    return _said(text, os.environ.get(SITE) or "")


class Where:
    """Counts blocks, tables, rows and cells."""

    def __init__(self) -> None:
        self._blocks = self._tables = 0
        self._open: list[list[int]] = []

    def block(self) -> str:
        """Return where the block that comes next will stand."""
        return self.cell() if self._open else said(_PARAGRAPH).format(number=self._blocks + 1)

    def next_block(self) -> str:
        """Count a block and return where it stands."""
        self._blocks += 1
        return said(_PARAGRAPH).format(number=self._blocks)

    def next_table(self) -> None:
        """Begin a table."""
        self._tables += 1
        self._open.append([self._tables, 0, 0])

    def end_table(self) -> None:
        """End the innermost table."""
        if self._open:
            self._open.pop()

    def next_row(self) -> None:
        """Begin a row of the innermost table."""
        if self._open:
            self._open[-1][1:] = [self._open[-1][1] + 1, 0]

    def next_cell(self) -> None:
        """Begin a cell of its row."""
        if self._open:
            self._open[-1][2] += 1

    def table(self) -> str:
        """Return where the innermost table stands."""
        return said(_TABLE).format(number=self._open[-1][0]) if self._open else ""

    def cell(self) -> str:
        """Return where the cell stands that was begun last."""
        if not self._open:
            return ""
        number, row, column = self._open[-1]
        return said(_CELL).format(number=number, row=row, column=column)
