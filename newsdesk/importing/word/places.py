"""Where things stand in a document, in words by which an editor finds them."""

from collections.abc import Callable

from newsdesk.language import catalogue


class Places:
    """Counts paragraphs and tables, and says where the reading is, in the language of the site."""

    def __init__(self, translate: Callable[[str], str] | None = None) -> None:
        _ = translate or catalogue().gettext
        # Once for the document: the catalogue is looked up anew each time.
        self._paragraph = _("paragraph {number}")
        self._cell = _("table {table}, row {row}, column {column}")
        self._table = _("table {table}")
        self._box = _("text box at {place}")
        self._header, self._footer = _("header of the pages"), _("footer of the pages")
        self._note = _("note {number}")
        self._paragraphs = self._tables = 0
        #: Where the reading is now; paragraphs in something else than the document itself are not counted.
        self.now = ""
        self.counts = True

    def begin_paragraph(self) -> None:
        """Say where the next paragraph of the document is."""
        if self.counts:
            self.now = self._paragraph.format(number=self._paragraphs + 1)

    def end_paragraph(self, seen: bool) -> None:
        """Count the paragraph if anything is seen of it."""
        self._paragraphs += self.counts and seen

    def begin_table(self) -> int:
        """Count a table, and return its number."""
        self._tables += 1
        return self._tables

    def table(self, table: int) -> str:
        """Return what the table of this number is called."""
        return self._table.format(table=table)

    def cell(self, table: int, row: int, column: int) -> str:
        """Return what a cell is called."""
        return self._cell.format(table=table, row=row, column=column)

    def box(self) -> str:
        """Return what a text box is called that is anchored here."""
        return self._box.format(place=self.now) if self.now else self.now

    def note(self, number: int) -> str:
        """Return what a note is called."""
        return self._note.format(number=number)

    def margin(self, kind: str) -> str:
        """Return what the ``header`` or ``footer`` is called."""
        return self._header if kind == "header" else self._footer
