"""A document as frozen blocks: what ``flow`` becomes, and what Markdown is written from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from newsdesk.importing.structure.inline import Inlines, Picture, pictures_in, plain


@dataclass(frozen=True, slots=True)
class Look:
    """How a block looked in the source, and where it stood; ``""`` and 0 where that is not known."""

    #: ``left``, ``center``, ``right`` or ``justify``.
    align: str = ""
    #: The name of its style, in small letters.
    style: str = ""
    #: The size of its largest letters, in points.
    size: float = 0.0
    #: Where it stood, as an editor would find it.
    where: str = ""
    #: Why its words are uncertain: a kind of the report.
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inner: Inlines
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title's."""

    level: int
    inner: Inlines
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``mark`` is what stands before it: ``-``, ``3.``, ``a)``."""

    mark: str
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list."""

    items: tuple[Item, ...]
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said, set off."""

    blocks: "Blocks"
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose lines and spaces count."""

    text: str
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: "Blocks"
    columns: int = 1
    rows: int = 1
    head: bool = False
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``heads`` says how many of its first rows the source itself calls its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Aside:
    """A text box, where it stood."""

    blocks: "Blocks"
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Figure:
    """Pictures with one caption; without pictures a place for a photo that is missing."""

    pictures: tuple[Picture, ...]
    caption: Inlines = ()
    look: Look = Look()


Block: TypeAlias = Paragraph | Heading | ListBlock | Quote | Preformatted | Rule | Table | Aside | Figure
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The blocks of a document, and its footnotes by their names in the order of the source."""

    blocks: Blocks
    notes: dict[str, Blocks] = field(default_factory=dict)


def plain_block(block: Block) -> str:
    """Return the words of ``block`` in one line."""
    if isinstance(block, Paragraph | Heading):
        return plain(block.inner)
    if isinstance(block, Preformatted):
        return " ".join(block.text.split())
    if isinstance(block, Figure):
        return plain(block.caption)
    return " ".join(filter(None, map(plain_block, below(block))))


def plain_blocks(blocks: Iterable[Block]) -> str:
    """Return the words of ``blocks`` in one line."""
    return " ".join(filter(None, map(plain_block, blocks)))


def below(block: Block) -> Iterator[Block]:
    """Yield the blocks that stand right within ``block``."""
    if isinstance(block, Quote | Aside):
        yield from block.blocks
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from item.blocks
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.blocks


def has_pictures(block: Block) -> bool:
    """Return whether there is a picture anywhere in ``block``."""
    if isinstance(block, Figure):
        return bool(block.pictures)
    if isinstance(block, Paragraph | Heading):
        return bool(pictures_in(block.inner))
    return any(map(has_pictures, below(block)))
