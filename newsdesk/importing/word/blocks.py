"""Paragraphs and tables, in order, wherever they stand: in the document, a cell, a text box, a note."""

import re
from dataclasses import replace

from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word.drawings import DEPTH
from newsdesk.importing.word.embedded import words_of_chunk
from newsdesk.importing.word.inline import Inline
from newsdesk.importing.word.names import MC, Element, R, W, child, child_value, is_on, local, value
from newsdesk.importing.word.numbering import Marker
from newsdesk.importing.word.pieces import Block, Item, Paragraph, Piece, Words, is_seen
from newsdesk.importing.word.reading import Reading
from newsdesk.importing.word.styles import Shape
from newsdesk.importing.word.tables import read_table

_HEADING = re.compile(r"heading (\d)")
#: Built-in styles whose number says how deep their lists stand.
_LISTED = re.compile(r"list (?:bullet|number) ([2-5])")
_QUOTES = {"quote", "intense quote", "block text"}
#: What office programs call the parts of a document that they made themselves.
_GALLERIES = {"table of contents": "toc", "watermarks": "watermark"}
_WRAPPERS = {"customXml", "smartTag", "ins", "moveTo", "sdtContent"}
#: Twentieths of a point that a level of a built-in list is moved to the right.
_STEP = 360


def read_blocks(reading: Reading, container: Element, table_style: str = "") -> tuple[Block, ...]:
    """Return what stands in ``container``: the body of a document, a cell, a text box, a note."""
    return tuple(_Blocks(reading, table_style).read(container))


class _Blocks:
    def __init__(self, reading: Reading, table_style: str) -> None:
        self._reading, self._table_style = reading, table_style
        #: What stood in paragraphs whose ends are deleted: it belongs to the next one.
        self._before: list[Piece] = []
        self._gone = ""

    def read(self, container: Element) -> list[Block]:
        blocks: list[Block] = []
        last: Element | None = None
        for each in container:
            name = local(each)
            if name == "p":
                last = each
                blocks += self._paragraph(each)
            elif name == "tbl":
                blocks += self._table(each)
            elif name == "sdt":
                blocks += self._control(each)
            elif name in _WRAPPERS:
                blocks += self.read(each)
            elif name in {"del", "moveFrom"}:
                blocks += self._left_out("deleted", each)
            elif name == "AlternateContent":
                blocks += self._alternative(each)
            elif name == "altChunk":
                self._chunk(each)
            elif name in {"oMathPara", "oMath"}:
                holder = each.makeelement(W + "p")
                holder.append(each)
                blocks += self._paragraph(holder)
        if self._before and last is not None:
            blocks.append(self._finish(last, self._take_before(), None, ""))
        return blocks

    def _take_before(self) -> list[Piece]:
        before, self._before = self._before, []
        return before

    def _alternative(self, element: Element) -> list[Block]:
        for form in (*element.iterfind(f"{MC}Choice"), *element.iterfind(f"{MC}Fallback")):
            marks = self._reading.mark()
            if (found := self.read(form)) or self._reading.mark() != marks:
                return found
        return []

    def _control(self, element: Element) -> list[Block]:
        properties, content = child(element, "sdtPr"), child(element, "sdtContent")
        if content is None:
            return []
        gallery = child_value(child(properties, "docPartObj"), "docPartGallery") or ""
        gone = _GALLERIES.get(gallery.lower(), "")
        if not gone and is_on(child(properties, "showingPlcHdr")):
            gone = "control"
        return self._left_out(gone, content) if gone else self.read(content)

    def _left_out(self, kind: str, container: Element) -> list[Block]:
        before, self._gone = self._gone, self._gone or kind
        found = self.read(container)
        self._gone = before
        return found

    def _chunk(self, element: Element) -> None:
        relation = self._reading.package.relations(self._reading.part).get(element.get(f"{R}id", ""))
        name = "" if relation is None else relation.target
        words = words_of_chunk(self._reading.package, name) if relation and not relation.external else ""
        self._reading.name_thing("embedded", words or name)

    def _table(self, table: Element) -> list[Block]:
        if self._reading.depth >= DEPTH:
            raise RefusedSourceError("too-deep", str(DEPTH))
        found = read_table(self._reading, table, self._gone)
        return [found] if found.rows else []

    def _paragraph(self, paragraph: Element) -> list[Block]:
        reading, properties = self._reading, child(paragraph, "pPr")
        reading.paragraph += 1
        reading.places.begin_paragraph()
        style = child_value(properties, "pStyle")
        marker, shape = self._marker(properties, style)
        things = reading.things
        contents = _is_contents(reading.styles.name(style)) and not self._gone
        inline = Inline(reading, style, self._table_style).within("toc" if contents else self._gone)
        inline.read(paragraph)
        reading.fields.end_paragraph()
        if value(child(properties, "framePr"), "dropCap") in {"drop", "margin"}:
            # A large first letter, which belongs to the word that follows.
            self._before += inline.pieces
            return []
        letters = child(properties, "rPr")
        if child(letters, "del") is not None:
            # Its end is deleted: what is left of it goes on in the next one.
            self._before += inline.pieces
            reading.changes["del"] = reading.changes.get("del", 0) + 1
            return []
        pieces = self._take_before() + inline.pieces
        finished = self._finish(paragraph, pieces, marker, shape)
        seen = is_seen(finished.pieces)
        self._look_for_white(finished, properties)
        reading.places.end_paragraph(seen or reading.things > things)
        return [finished] if seen or finished.ruled else []

    def _look_for_white(self, paragraph: Paragraph, properties: Element | None) -> None:
        """Tell of letters that are white on paper. In tables and boxes, and on shades, they are made to be read."""
        if self._reading.places.counts and child(properties, "shd") is None:
            white = "".join(each.text for each in paragraph.pieces if isinstance(each, Words) and each.look.white)
            if white.strip():
                self._reading.doubt("white-letters", " ".join(white.split())[:80])

    def _marker(self, properties: Element | None, style: str | None) -> tuple[Marker | None, Shape]:
        styles, numbering = self._reading.styles, self._reading.numbering
        shape = styles.shape(properties)
        if not shape.numbering or self._gone:
            return None, shape
        direct = child_value(child(properties, "numPr"), "ilvl")
        if direct is None and style and (level := numbering.level_for_style(shape.numbering, style)) is not None:
            shape = replace(shape, level=level)
        return numbering.marker(shape.numbering, shape.level), shape

    def _finish(self, paragraph: Element, pieces: list[Piece], marker: Marker | None, shape: Shape | str) -> Paragraph:
        reading, properties = self._reading, child(paragraph, "pPr")
        key = child_value(properties, "pStyle")
        style = reading.styles.name(key)
        if isinstance(shape, str):
            shape = reading.styles.shape(properties)
        heading = self._heading(key, style, shape)
        base = reading.styles.look(key, None, self._table_style)
        item = None
        if marker is not None and is_seen(pieces):
            if marker.tag and not heading:
                item = self._item(marker, shape, style, properties)
            elif marker.label:
                pieces = [Words(f"{marker.label} ", base, made=True), *pieces]
        return Paragraph(
            tuple(pieces),
            style,
            shape.align,
            heading,
            item,
            reading.places.now,
            quoted=style in _QUOTES,
            ruled=shape.ruled and not pieces,
            base=base,
        )

    def _item(self, marker: Marker, shape: Shape, style: str, properties: Element | None) -> Item:
        own = child(properties, "ind")
        direct = own is not None and (value(own, "left") or value(own, "start")) is not None
        indent = shape.indent if direct or marker.indent is None else marker.indent
        listed = _LISTED.fullmatch(style)
        deep = (int(listed[1]) - 1) * _STEP if listed else 0
        return Item(marker.tag, marker.type, marker.number, shape.numbering, shape.level, max(indent or 0, deep))

    def _heading(self, key: str | None, style: str, shape: Shape) -> int:
        if style == "title":
            return 1
        if shape.outline:
            return min(shape.outline, 6)
        # Some programs write a heading's style without what makes it one.
        own = _HEADING.fullmatch(style)
        return min(int(own[1]), 6) if own and own[1] != "0" else 0


def _is_contents(style: str) -> bool:
    """Return whether paragraphs of this style are lines of a table of contents."""
    return re.fullmatch(r"toc (?:\d|heading)|table of figures|table of authorities", style) is not None


def read_cell(reading: Reading, cell: Element, style: str, gone: str) -> tuple[Block, ...]:
    """Return what stands in a cell of a table of this style; ``gone`` is why it is left out, if it is."""
    blocks = _Blocks(reading, style)
    blocks._gone = gone
    return tuple(blocks.read(cell))
