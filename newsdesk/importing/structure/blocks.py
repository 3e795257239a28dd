"""A document as frozen blocks: what ``flow`` becomes, and what Markdown is written from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are set off: ``strong``, ``em``, ``u``, ``s``, ``sup``, ``sub`` or ``code``."""

    tag: str
    inner: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    href: str
    inner: "Inlines"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a key of the document's pictures, or an address elsewhere."""

    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote belongs; its words are in ``Flow.notes``."""

    name: str


Inline: TypeAlias = Text | Mark | Link | Picture | Break | NoteMark
Inlines: TypeAlias = tuple[Inline, ...]


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


def plain(inner: Iterable[Inline]) -> str:
    """Return the words of ``inner`` in one line, as readers see them; alternative texts of pictures are none."""
    return " ".join("".join(_texts(inner)).split())


def _texts(inner: Iterable[Inline]) -> Iterator[str]:
    for each in inner:
        if isinstance(each, Text):
            yield each.text
        elif isinstance(each, Mark | Link):
            yield from _texts(each.inner)
        elif isinstance(each, Break):
            yield " "


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


def pictures_in(inner: Iterable[Inline]) -> list[Picture]:
    """Return the pictures in ``inner``, in their order."""
    found: list[Picture] = []
    for each in inner:
        if isinstance(each, Picture):
            found.append(each)
        elif isinstance(each, Mark | Link):
            found += pictures_in(each.inner)
    return found


def has_pictures(block: Block) -> bool:
    """Return whether there is a picture anywhere in ``block``."""
    if isinstance(block, Figure):
        return bool(block.pictures)
    if isinstance(block, Paragraph | Heading):
        return bool(pictures_in(block.inner))
    return any(map(has_pictures, below(block)))


def wholly(inner: Sequence[Inline], tag: str) -> bool:
    """Return whether all words of ``inner`` are set off as ``tag``; a footnote's mark behind them counts for nothing."""
    found = False
    for each in inner:
        if isinstance(each, Mark):
            if each.tag != tag and not wholly(each.inner, tag):
                if each.tag in {"sup", "sub"} or not plain(each.inner):
                    continue
                return False
            found = True
        elif isinstance(each, Link):
            if not wholly(each.inner, tag):
                return False
            found = True
        elif isinstance(each, Text) and each.text.strip():
            return False
    return found


def without_mark(inner: Inlines, *tags: str) -> Inlines:
    """Return ``inner`` with the words that are set off as one of ``tags`` as plain ones."""
    done: list[Inline] = []
    for each in inner:
        if isinstance(each, Mark):
            within = without_mark(each.inner, *tags)
            done += within if each.tag in tags else [Mark(each.tag, within)]
        elif isinstance(each, Link):
            done.append(Link(each.href, without_mark(each.inner, *tags)))
        else:
            done.append(each)
    return tidy(done)


def split_breaks(inner: Inlines) -> list[Inlines]:
    """Return the lines of ``inner``; what is set off over several lines is so in each."""
    lines: list[list[Inline]] = [[]]
    for each in inner:
        if isinstance(each, Break):
            lines.append([])
        elif isinstance(each, Mark | Link):
            first, *rest = split_breaks(each.inner)
            for number, part in enumerate([first, *rest]):
                if number:
                    lines.append([])
                if part:
                    lines[-1].append(Mark(each.tag, part) if isinstance(each, Mark) else Link(each.href, part))
        else:
            lines[-1].append(each)
    return [tidy(line) for line in lines]


def tidy(inner: Iterable[Inline]) -> Inlines:
    """Return ``inner`` without space at its ends, doubled space, empty marks, and neighbours that are set off alike as one."""
    done = _spaced(_joined(inner))
    while done and isinstance(done[-1], Break):
        done.pop()
    while done and isinstance(done[0], Break):
        del done[0]
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip())
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text.rstrip())
    return tuple(each for each in done if not isinstance(each, Text) or each.text)


def _joined(inner: Iterable[Inline]) -> list[Inline]:
    """Return ``inner`` with what is set off alike joined, and the spaces at its ends outside of it."""
    done: list[Inline] = []
    for each in inner:
        if not isinstance(each, Mark | Link):
            _append(done, each)
            continue
        if isinstance(each, Mark) and each.tag == "code":
            done.append(each)
            continue
        within = _joined(each.inner)
        before = after = False
        while within and isinstance(within[0], Text | Break):
            first = within[0]
            if isinstance(first, Text) and first.text.strip():
                before = before or first.text[0].isspace()
                within[0] = Text(first.text.lstrip())
                break
            before = before or isinstance(first, Text)
            if isinstance(first, Break):
                done.append(first)
            del within[0]
        ends: list[Inline] = []
        while within and isinstance(within[-1], Text | Break):
            last = within[-1]
            if isinstance(last, Text) and last.text.strip():
                after = after or last.text[-1].isspace()
                within[-1] = Text(last.text.rstrip())
                break
            after = after or isinstance(last, Text)
            if isinstance(last, Break):
                ends.insert(0, last)
            within.pop()
        if before:
            _append(done, Text(" "))
        if within:
            _append(done, Mark(each.tag, tuple(within)) if isinstance(each, Mark) else Link(each.href, tuple(within)))
        if after:
            _append(done, Text(" "))
        done += ends
    return done


def _append(done: list[Inline], each: Inline) -> None:
    """Add ``each``; to the one before it where both are alike, and only a space stands between."""
    if isinstance(each, Text):
        if each.text and done and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + each.text)
        elif each.text:
            done.append(each)
        return
    if isinstance(each, Mark):
        before = done[-1] if done else None
        space = isinstance(before, Text) and not before.text.strip() and len(done) > 1
        other = done[-2] if space else before
        if isinstance(other, Mark) and other.tag == each.tag:
            between: Inlines = (Text(" "),) if space else ()
            del done[-2 if space else -1 :]
            done.append(Mark(each.tag, tuple(_joined((*other.inner, *between, *each.inner)))))
            return
    done.append(each)


def _spaced(inner: Iterable[Inline]) -> list[Inline]:
    """Return ``inner`` with each run of white space as one space, none beside the end of a line."""
    done: list[Inline] = []
    space = True
    for each in inner:
        if isinstance(each, Text):
            words = " ".join(each.text.split())
            text = (" " if each.text[:1].isspace() and not space else "") + words
            if words and each.text[-1].isspace():
                text += " "
            if text:
                done.append(Text(text))
                space = text[-1] == " "
            continue
        if isinstance(each, Break):
            if done and isinstance(done[-1], Text):
                done[-1] = Text(done[-1].text.rstrip())
            space = True
        else:
            space = False
        if isinstance(each, Mark) and each.tag != "code":
            each = Mark(each.tag, tuple(_spaced_within(each.inner)))
        elif isinstance(each, Link):
            each = Link(each.href, tuple(_spaced_within(each.inner)))
        done.append(each)
    return done


def _spaced_within(inner: Inlines) -> Inlines:
    return tuple(_spaced(inner)) or inner
