"""What applies at a place of an RTF file, and what is gathered for one stream of blocks."""

from dataclasses import dataclass, field, replace

from newsdesk.importing.old_office.rows import CellPlan, OpenTable, Row, place_cells
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pieces import Block, Piece, Table
from newsdesk.importing.word.styles import Look


@dataclass(slots=True)
class State:
    """What applies within a group; a group within it begins with a copy."""

    #: How letters look.
    look: Look = field(default_factory=lambda: Look(size=12))
    #: The number of their font.
    font: int = 0
    #: Whether they are deleted with tracked changes.
    deleted: bool = False
    #: What is done with letters: ``text``, ``skip``, ``fonts``, ``styles``, ``instruction``, ``picture``, ``label``.
    target: str = "text"
    #: Letters to skip behind each of Unicode.
    fallback: int = 1
    #: How the paragraph stands.
    align: str = ""
    #: The number of the paragraph's style.
    style: int = 0
    #: The number of its list; 0 for none.
    numbering: int = 0
    #: Its level in the list.
    level: int = 0
    #: How deep in tables it stands.
    depth: int = 0
    #: Whether the next group is the form for old programs of the one behind it.
    skip_next: bool = False

    def copy(self) -> "State":
        """Return the same, to be changed alone."""
        return replace(self, skip_next=False)

    def reset_paragraph(self) -> None:
        """Forget what was said of the paragraph."""
        self.align, self.style, self.numbering, self.level, self.depth = "", 0, 0, 0, 0


@dataclass(slots=True)
class Stream:
    """One stream of blocks: the document, a note, a header, a text box."""

    #: What it becomes: ``document``, ``note``, ``comment``, ``header``, ``footer``, ``box``.
    kind: str
    #: What it is called.
    where: str = ""
    #: Its blocks that have ended.
    blocks: list[Block] = field(default_factory=list)
    #: Tables that are open, the outermost first.
    tables: list[OpenTable] = field(default_factory=list)
    #: The paragraph that is read now.
    pieces: list[Piece] = field(default_factory=list)
    #: What Word puts before the paragraph.
    label: str = ""

    def target(self, gathered: Gathering, depth: int) -> list[Block]:
        """Return where the next paragraph belongs that stands ``depth`` tables deep."""
        while len(self.tables) > depth:
            self.close_table(gathered)
        while len(self.tables) < depth:
            self.tables.append(OpenTable(gathered.places.begin_table()))
        return self.tables[-1].blocks if self.tables else self.blocks

    def place(self, gathered: Gathering) -> str:
        """Return what the cell is called that is read now."""
        table = self.tables[-1]
        return gathered.places.cell(table.number, len(table.rows) + 1, len(table.cells) + 1)

    def end_cell(self, gathered: Gathering) -> None:
        """End a cell of the innermost table."""
        if self.tables:
            table = self.tables[-1]
            table.places.append(self.place(gathered))
            table.cells.append(tuple(table.blocks))
            table.blocks = []

    def end_row(self, gathered: Gathering, plans: list[CellPlan], head: bool) -> None:
        """End a row of the innermost table, of which ``plans`` says how wide its cells are."""
        if not self.tables:
            return
        table = self.tables[-1]
        if table.blocks:
            self.end_cell(gathered)
        if len(plans) != len(table.cells):
            plans = [CellPlan(index, index + 1) for index in range(len(table.cells))]
        if table.cells:
            table.rows.append(Row(plans, table.cells, head))
            table.where.append(table.places)
        table.cells, table.places = [], []

    def close_table(self, gathered: Gathering) -> None:
        """End the innermost table."""
        if self.tables[-1].cells or self.tables[-1].blocks:
            self.end_row(gathered, [], head=False)
        table = self.tables.pop()
        rows = place_cells(table.rows, table.where)
        head = next((n for n, row in enumerate(table.rows) if not row.head), len(table.rows))
        if any(cell.rows + n > head for n, row in enumerate(rows[:head]) for cell in row):
            head = 0
        if rows:
            target = self.tables[-1].blocks if self.tables else self.blocks
            target.append(Table(rows, head, "", gathered.places.table(table.number)))
