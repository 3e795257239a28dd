"""The file information block: where everything lies in a binary Word file."""

import struct
from dataclasses import dataclass
from enum import IntEnum

from newsdesk.importing.source_document import RefusedSourceError

_WORD97, _ENCRYPTED, _TABLE_1, _OBFUSCATED = 0xA5EC, 0x0100, 0x0200, 0x8000
_FIRST_PAIR = 154


class Place(IntEnum):
    """Which pair of offset and length says where something lies in the table stream."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    COMMENT_MARKS = 4
    COMMENTS = 5
    HEADERS = 11
    LETTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    TEXT = 33
    SHAPES = 40
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    LISTS = 73
    LIST_OVERRIDES = 74


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many characters the parts of the document have, in the order in which they follow one another."""

    #: The text itself.
    main: int
    #: Footnotes.
    footnotes: int
    #: Headers and footers.
    headers: int
    #: Comments.
    comments: int
    #: Endnotes.
    endnotes: int
    #: Text boxes.
    boxes: int
    #: Text boxes in headers and footers.
    header_boxes: int


@dataclass(frozen=True, slots=True)
class Fib:
    """What the block says."""

    #: ``0Table`` or ``1Table``.
    table_stream: str
    lengths: Lengths
    places: tuple[tuple[int, int], ...]

    def place(self, which: Place) -> tuple[int, int]:
        """Return offset and length of a part of the table stream; 0, 0 for none."""
        return self.places[which] if which < len(self.places) else (0, 0)


def read_fib(document: bytes) -> Fib:
    """Return the block at the beginning of the stream ``document``. Raises ``RefusedSourceError``."""
    if len(document) < _FIRST_PAIR:
        raise RefusedSourceError("broken")
    identifier, version = struct.unpack_from("<HH", document)
    flags = struct.unpack_from("<H", document, 10)[0]
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise RefusedSourceError("password")
    if identifier != _WORD97 or version < 0x00C1:
        # Word 6 and 95.
        raise RefusedSourceError("old-office")
    counts = struct.unpack_from("<11i", document, 64)
    lengths = Lengths(counts[3], counts[4], counts[5], counts[7], counts[8], counts[9], counts[10])
    if min(counts[3:6] + counts[7:11]) < 0:
        raise RefusedSourceError("broken")
    number = struct.unpack_from("<H", document, _FIRST_PAIR - 2)[0]
    number = min(number, (len(document) - _FIRST_PAIR) // 8)
    pairs = struct.unpack_from(f"<{number * 2}I", document, _FIRST_PAIR)
    return Fib("1Table" if flags & _TABLE_1 else "0Table", lengths, tuple(zip(pairs[::2], pairs[1::2], strict=True)))
