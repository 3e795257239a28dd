"""What is known of an attachment when it was read."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ban_tin.language.translations import N_

#: Why a file was not read to its end.
TOO_MUCH, DAMAGED = N_("it is too long or built in a way that takes too long to read"), N_("it is damaged")


class Row(NamedTuple):
    """A row of a sheet, from 1 as Excel counts; its cells by their column from 0, numbers as they are stored."""

    sheet: str
    number: int
    cells: dict[int, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment. What its kind doesn't have is empty."""

    #: Of the file, in bytes.
    size: int
    #: The text of each page of a PDF, ``""`` for one that has none.
    pages: tuple[str, ...] = ()
    #: The rows of a workbook that are not empty, of hidden sheets too.
    rows: tuple[Row, ...] = ()
    #: Tables of a document: rows as those of a sheet, whose name is ``""``; each table is apart.
    tables: tuple[tuple[Row, ...], ...] = ()
    #: Paragraphs of a document or of slides.
    paragraphs: tuple[str, ...] = ()
    #: How many pages a PDF has, of which the first ones may be in ``pages``.
    page_count: int = 0
    #: The first pages that are pictures without text, from 1.
    pictured: tuple[int, ...] = ()
    #: Of a PDF, ``""`` for none.
    title: str = ""
    #: A PDF says what is a heading, a list, a table.
    tagged: bool = False
    #: It wants a password before it is opened.
    locked: bool = False
    #: What it forbids readers who opened it, ``""`` for nothing.
    forbids: str = ""
    #: The programs in it, ``""`` for none.
    script: str = ""
    #: Why it was not read to its end, ``""`` where it was.
    unread: str = ""
    #: Its kind is one that is read: nothing is known of others.
    known: bool = field(default=True)

    @property
    def is_scan(self) -> bool:
        """Return whether it is a PDF of pictures alone. Only where all that was read of it is: a drawing has no text either."""
        return bool(self.pages) and not any(self.pages) and len(self.pictured) == len(self.pages)
