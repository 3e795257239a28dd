"""What stands in a paragraph, and what a document is made of, before it becomes HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsdesk.importing.word.styles import Look


@dataclass(frozen=True, slots=True)
class Words:
    """Letters of one look. A line feed is a line break."""

    text: str
    look: Look
    #: Where they lead to; ``""`` for nowhere.
    href: str = ""
    #: Whether the font says nothing of them: letters of a field's own, of an equation or a symbol.
    made: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a key of the document's pictures, or an address."""

    source: str
    alt: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note belongs."""

    number: int


@dataclass(frozen=True, slots=True)
class Box:
    """A text box where it is anchored, and what stands in it."""

    blocks: "tuple[Block, ...]"
    #: Where it stands, as an editor would find it.
    where: str


Piece = Words | Picture | NoteMark | Box


@dataclass(frozen=True, slots=True)
class Item:
    """The place of a paragraph in a list."""

    #: ``ul`` or ``ol``.
    tag: str
    #: The type of an ``ol`` as in HTML.
    type: str
    #: Its number in the list.
    number: int
    #: The numbering.
    numbering: str
    #: Its level, from 0 on.
    level: int
    #: Distance of the text from the left, in twentieths of a point.
    indent: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    #: What stands in it, in order.
    pieces: tuple[Piece, ...]
    #: The name of its style in small letters.
    style: str
    #: ``left``, ``center``, ``right``, ``justify`` or ``""``.
    align: str
    #: Level of a heading, 1 to 6; 0 for text.
    heading: int
    #: Its place in a list; None for none.
    item: Item | None
    #: Where it stands, as an editor would find it.
    where: str
    #: Whether it is a quote by its style.
    quoted: bool = False
    #: Whether it is empty and has a line below.
    ruled: bool = False
    #: How the letters of its style look: what is no emphasis in a heading.
    base: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: "tuple[Block, ...]"
    #: Columns and rows that it takes.
    columns: int
    rows: int
    where: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells; as many of the first ones are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int
    style: str
    where: str


Block = Paragraph | Table

#: Signs that leave no trace on paper.
_UNSEEN = " \t\n\r\xa0\xad\u200b\ufeff"


def is_seen(pieces: "Iterable[Piece]") -> bool:
    """Return whether anything is seen of a paragraph."""
    return any(not isinstance(each, Words) or each.text.strip(_UNSEEN) for each in pieces)
