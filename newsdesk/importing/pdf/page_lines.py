"""Pieces of a page to lines, and lines to their halves where a page has two columns, as a letterhead has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsdesk.importing.legacy_text import Decoder, Part, face_of
from newsdesk.importing.pdf.pieces import Piece
from newsdesk.importing.pdf.stamps import fill_gaps

#: Pieces on one line differ in height by no more than this part of their size: numbers of notes stand higher.
_LEVEL = 0.45
#: A gap of so many sizes parts two halves, and one of so many does in any case; justified lines have smaller ones.
_GAP, _WIDE = 1.1, 4.0
#: Pieces beside a gap that are looked at.
_NEAR = 80
#: Pieces that were not drawn one after the other have a space between them from this gap on, in sizes.
_SPACE = 0.15
#: What may stand in the right half, apart from capitals.
_RIGHT = re.compile(
    r"(?:[^\W\d_][\w.'-]*\s+){1,5}?,?\s*ngày\b|\S[^,]{1,40},\s*ngày\b|độc lập\b|\(|số\s*:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line that stands by itself. Points from the left."""

    #: In NFC, with single spaces.
    text: str
    #: Where it begins.
    x: float
    #: About where it ends.
    end: float
    #: Whether all of it is.
    bold: bool
    #: Whether all of it is.
    italic: bool
    #: Words that were read from an old encoding, and may be wrong.
    doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: one segment, or two that stand in its halves."""

    segments: tuple[Segment, ...]
    #: From the lower edge.
    y: float
    size: float

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(segment.text for segment in self.segments)


def lines_of(pieces: Iterable[Piece]) -> list[PageLine]:
    """Return the lines of a page from above."""
    return [line for row in _rows(pieces) if (line := _line(row)) is not None]


def _rows(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    level = size = 0.0
    for piece in sorted(pieces, key=lambda each: (-each.y, each.order)):
        if row and level - piece.y > _LEVEL * max(size, piece.size):
            yield row
            row = []
        if not row or piece.size > size:
            level = piece.y if not row else level
            size = piece.size if not row else max(size, piece.size)
        row.append(piece)
    if row:
        yield row


def _line(row: list[Piece]) -> PageLine | None:
    row = fill_gaps(row)
    row.sort(key=lambda each: (round(each.x, 1), each.order))
    size = max(piece.size for piece in row)
    groups: list[list[Piece]] = []
    end = 0.0
    for at, piece in enumerate(row):
        if groups and (piece.x - end < _GAP * size or not _parts(groups[-1], piece.x - end, row[at:], size)):
            groups[-1].append(piece)
            end = max(end, piece.end)
        else:
            groups.append([piece])
            end = piece.end
    segments = tuple(segment for group in groups if (segment := _segment(group)).text)
    return PageLine(segments, row[0].y, size) if segments else None


def _parts(before: Sequence[Piece], gap: float, after: Sequence[Piece], size: float) -> bool:
    """Return whether a gap parts two halves, and is not one between words that are spread over the line."""
    left = "".join(each.text for each in before[-_NEAR:]).strip()
    right = "".join(each.text for each in after[:_NEAR]).strip()
    if re.search(r"(?:\bsố\s*:?|\bngày|\btháng|\bnăm|[/…_]|\.\s?\.)$", left, re.IGNORECASE) or re.match(
        r"[/.,;:…]|tháng\b|năm\b", right, re.IGNORECASE
    ):
        return False  # A place that is left to be filled in.
    if len(left) < 4 and not left.isalpha():
        return False  # A number or a dash before an item.
    if gap >= _WIDE * size:
        return True
    words = right.split()[:2]
    return all(word.isupper() for word in words) or _RIGHT.match(right) is not None


def _segment(group: Sequence[Piece]) -> Segment:
    parts: list[Part] = []
    end = order = None
    for piece in group:
        text = piece.text
        if parts and end is not None and not parts[-1].text.endswith(" ") and not text.startswith(" "):
            apart = piece.order != order and piece.x - end > _SPACE * piece.size
            text = f" {text}" if apart else text
        parts.append(Part(text, face_of(piece.font)))
        end, order = piece.end, piece.order + 1
    decoder = Decoder()
    decoder.observe(parts)
    texts, doubtful = decoder.decode(parts)
    wide = [piece for piece in group if piece.text.strip()]
    return Segment(
        " ".join("".join(texts).split()),
        group[0].x,
        max(piece.end for piece in group),
        all(piece.bold for piece in wide),
        all(piece.italic for piece in wide),
        tuple(doubtful),
    )
