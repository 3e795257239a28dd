"""An opened binary Word file: its parts, and where its notes, headers and shapes are."""

import struct
from dataclasses import dataclass, field

from newsdesk.importing.old_office.word97.art import Blip, Shape, read_drawings
from newsdesk.importing.old_office.word97.fib import Fib, Place, read_fib
from newsdesk.importing.old_office.word97.formatting import Formatting, read_pages
from newsdesk.importing.old_office.word97.letters import Letters
from newsdesk.importing.old_office.word97.lists import read_numbering
from newsdesk.importing.old_office.word97.style_sheet import StyleSheet, read_fonts
from newsdesk.importing.word.numbering import Numbering

#: Stories of the headers that are lines between notes, and those of each section.
_LINES, _OF_SECTION = 6, 6
_KINDS = ("header", "header", "footer", "footer", "header", "footer")
#: Bytes that a place in the text takes of a shape's, a comment's and a text box's entry.
_SHAPE, _COMMENT, _BOX, _NOTE = 26, 30, 22, 2


@dataclass(frozen=True, slots=True)
class Story:
    """A part of the text: from where to where, in characters."""

    start: int
    end: int
    #: ``header`` or ``footer``; ``""`` for others.
    kind: str = ""


@dataclass(slots=True)
class Document:
    """Everything of a file that the walk needs."""

    #: The text.
    letters: Letters
    #: What applies to letters and paragraphs.
    formatting: Formatting
    #: The styles.
    styles: StyleSheet
    #: The numberings, which count.
    numbering: Numbering
    #: The stream that pictures in the line lie in.
    data: bytes
    #: The text itself, without notes and headers.
    main: Story
    #: Footnotes by the positions of their marks.
    footnotes: dict[int, Story] = field(default_factory=dict)
    #: Endnotes by the positions of their marks.
    endnotes: dict[int, Story] = field(default_factory=dict)
    #: Comments by the positions of theirs.
    comments: dict[int, Story] = field(default_factory=dict)
    #: Headers and footers.
    margins: list[Story] = field(default_factory=list)
    #: Numbers of shapes by the positions of their anchors.
    anchors: dict[int, int] = field(default_factory=dict)
    #: All shapes by their numbers.
    shapes: dict[int, Shape] = field(default_factory=dict)
    #: Text boxes by the numbers of their shapes.
    boxes: dict[int, Story] = field(default_factory=dict)
    #: Pictures of shapes.
    store: list[Blip | None] = field(default_factory=list)


def open_document(document: bytes, table_0: bytes, table_1: bytes, data: bytes) -> Document:
    """Return the document of these streams. Raises ``RefusedSourceError``, and ``struct.error`` for what is damaged."""
    fib = read_fib(document)
    table = table_1 if fib.table_stream == "1Table" else table_0

    def part(which: Place) -> bytes:
        place, length = fib.place(which)
        return table[place : place + length]

    letters = Letters(document, part(Place.TEXT))
    characters = read_pages(document, part(Place.LETTERS), paragraphs=False)
    paragraphs = read_pages(document, part(Place.PARAGRAPHS), paragraphs=True)
    lengths = fib.lengths
    opened = Document(
        letters,
        Formatting(letters, data, characters, paragraphs),
        StyleSheet(part(Place.STYLES), read_fonts(part(Place.FONTS))),
        read_numbering(table, fib.place(Place.LISTS), fib.place(Place.LIST_OVERRIDES)),
        data,
        Story(0, min(lengths.main, len(letters.text))),
    )
    _find_stories(opened, fib, table)
    place, length = fib.place(Place.DRAWINGS)
    if length:
        opened.store, opened.shapes = read_drawings(table[place : place + length], document)
    return opened


def _find_stories(opened: Document, fib: Fib, table: bytes) -> None:
    lengths = fib.lengths

    def positions(which: Place, size: int) -> list[int]:
        place, length = fib.place(which)
        number = (length - 4) // (size + 4) if length >= 4 else -1
        return list(struct.unpack_from(f"<{number + 1}I", table, place)) if number >= 0 else []

    start = lengths.main
    for found, marks, texts, size, length in (
        (opened.footnotes, Place.FOOTNOTE_MARKS, Place.FOOTNOTES, _NOTE, lengths.footnotes),
        (opened.comments, Place.COMMENT_MARKS, Place.COMMENTS, _COMMENT, lengths.comments),
        (opened.endnotes, Place.ENDNOTE_MARKS, Place.ENDNOTES, _NOTE, lengths.endnotes),
    ):
        if found is opened.comments:
            # Headers stand between footnotes and comments.
            opened.margins = _margins(start, positions(Place.HEADERS, 0), lengths.headers)
            start += lengths.headers
        ends = positions(texts, 0)
        for index, mark in enumerate(positions(marks, size)[:-1]):
            if index + 1 < len(ends):
                found[mark] = Story(start + min(ends[index], length), start + min(ends[index + 1], length))
        start += length
    place, length = fib.place(Place.BOXES)
    ends = positions(Place.BOXES, _BOX)
    for index in range(len(ends) - 1):
        shape = struct.unpack_from("<I", table, place + len(ends) * 4 + index * _BOX + 14)[0]
        opened.boxes[shape] = Story(
            start + min(ends[index], lengths.boxes), start + min(ends[index + 1], lengths.boxes)
        )
    if lengths.header_boxes:
        # Watermarks and the like.
        start += lengths.boxes
        opened.margins.append(Story(start, start + lengths.header_boxes, "header"))
    place, length = fib.place(Place.SHAPES)
    anchors = positions(Place.SHAPES, _SHAPE)
    for index, position in enumerate(anchors[:-1]):
        opened.anchors[position] = struct.unpack_from("<I", table, place + len(anchors) * 4 + index * _SHAPE)[0]


def _margins(start: int, ends: list[int], length: int) -> list[Story]:
    found = []
    for index in range(_LINES, len(ends) - 2):
        if ends[index + 1] > ends[index]:
            kind = _KINDS[(index - _LINES) % _OF_SECTION]
            found.append(Story(start + min(ends[index], length), start + min(ends[index + 1], length), kind))
    return found
