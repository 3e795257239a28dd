"""Binary Word files by office-oxide: a second opinion on how many words there are, and what is read where our own reader gives up.

It keeps the words and the tables. What it does not tell: fonts, what is hidden or deleted, where pictures were.
"""

from collections.abc import Iterator
from typing import Any

import office_oxide

from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument
from newsdesk.importing.word.finishing import finish
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pieces import Block, Cell, NoteMark, Paragraph, Piece, Table, Words
from newsdesk.importing.word.places import Places
from newsdesk.importing.word.styles import Look

#: Blocks that hold blocks.
_DEPTH = 20


def count_words(content: bytes) -> int:
    """Return how many words a file has; 0 where it can't be told."""
    try:
        document = office_oxide.Document.from_bytes(content, "doc")
        return len(document.plain_text().split())
    except (office_oxide.OfficeOxideError, ValueError, OSError):
        return 0


def read_with_oxide(content: bytes, name: str) -> SourceDocument:
    """Read a binary Word file. Raises ``RefusedSourceError``."""
    try:
        tree = office_oxide.Document.from_bytes(content, "doc").to_ir()
    except (office_oxide.OfficeOxideError, ValueError, OSError) as error:
        raise RefusedSourceError("old-office") from error
    gathered = Gathering(places=Places())
    walk = _Walk(gathered)
    blocks = [block for section in tree.get("sections", ()) for block in walk.blocks(section.get("elements", ()), 0)]
    for section in tree.get("sections", ()):
        for kind in ("header", "footer"):
            words = " ".join(_texts(section.get(kind)))
            if words:
                gathered.leave_out(kind, words, where=gathered.places.margin(kind))
    gathered.doubts.append(Doubt("old-doc", "", ""))
    return finish(gathered, blocks, walk.notes, content, name)


class _Walk:
    def __init__(self, gathered: Gathering) -> None:
        self._gathered = gathered
        self.notes: dict[int, list[Block]] = {}

    def blocks(self, elements: Any, depth: int) -> Iterator[Block]:
        for element in elements if depth < _DEPTH else ():
            kind = element.get("type")
            if kind == "table":
                yield self._table(element, depth)
            elif kind == "footnote" or kind == "endnote":
                yield from self._note(element, depth)
            elif "content" in element and all(isinstance(each, dict) for each in element["content"]):
                self._gathered.places.begin_paragraph()
                pieces = tuple(self._pieces(element["content"], depth))
                self._gathered.places.end_paragraph(bool(pieces))
                align = element.get("alignment") or ""
                # Its headings are guesses by the look: the steps after this one guess for all formats.
                yield Paragraph(pieces, "", "" if align == "left" else align, 0, None, self._gathered.places.now)
            elif words := " ".join(_texts(element)):
                yield Paragraph((Words(words, Look()),), "", "", 0, None, self._gathered.places.now)

    def _pieces(self, content: Any, depth: int) -> Iterator[Piece]:
        for each in content:
            kind = each.get("type")
            if kind == "text":
                yield Words(str(each.get("text", "")), _look(each), str(each.get("hyperlink") or ""))
            elif kind == "line_break":
                yield Words("\n", Look())
            elif kind in {"footnote", "endnote"}:
                yield from self._note_mark(each, depth)
            elif words := " ".join(_texts(each)):
                yield Words(words, Look())

    def _note_mark(self, note: Any, depth: int) -> Iterator[Piece]:
        number = len(self.notes) + 1
        self.notes[number] = list(self.blocks(note.get("content", ()), depth + 1))
        yield NoteMark(number)

    def _note(self, note: Any, depth: int) -> Iterator[Block]:
        yield from self.blocks(note.get("content", ()), depth + 1)

    def _table(self, table: Any, depth: int) -> Block:
        places = self._gathered.places
        number = places.begin_table()
        rows: list[tuple[Cell, ...]] = []
        for row in table.get("rows", ()):
            cells: list[Cell] = []
            for cell in row.get("cells", ()):
                where = places.cell(number, len(rows) + 1, len(cells) + 1)
                with self._gathered.inside(where):
                    blocks = tuple(self.blocks(cell.get("content", ()), depth + 1))
                cells.append(
                    Cell(blocks, max(int(cell.get("col_span") or 1), 1), max(int(cell.get("row_span") or 1), 1), where)
                )
            rows.append(tuple(cells))
        return Table(tuple(rows), 0, "", places.table(number))


def _look(text: Any) -> Look:
    return Look(
        bold=bool(text.get("bold")),
        italic=bool(text.get("italic")),
        underlined=bool(text.get("underline")),
        struck=bool(text.get("strikethrough")),
        capitals=bool(text.get("all_caps")),
        raised=str(text.get("vertical_align") or ""),
        size=float(text.get("font_size_half_pt") or 0) / 2,
    )


def _texts(thing: Any) -> Iterator[str]:
    """Yield all texts in a part of the tree, whatever it is."""
    if isinstance(thing, dict):
        if isinstance(thing.get("text"), str):
            yield thing["text"]
        for each in thing.values():
            if isinstance(each, dict | list):
                yield from _texts(each)
    elif isinstance(thing, list):
        for each in thing:
            yield from _texts(each)
