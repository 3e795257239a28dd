"""What stands in a paragraph of a binary Word file: letters and signs that stand for something else."""

from newsdesk.importing.old_office.word97.art import Shape, read_inline
from newsdesk.importing.old_office.word97.document import Document
from newsdesk.importing.old_office.word97.formatting import Change
from newsdesk.importing.word.drawings import clean_alt
from newsdesk.importing.word.fields import Field, is_public
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pictures import show_picture
from newsdesk.importing.word.pieces import NoteMark, Picture, Piece, Words
from newsdesk.importing.word.styles import Look
from newsdesk.importing.word.symbols import is_symbol_font, read_symbol, read_symbols

#: Of an object, the place is that of its own storage.
_OBJECT = 0x080A
_DELETED, _INSERTED, _SPECIAL, _DATA, _SYMBOL, _PLACE = 0x0800, 0x0801, 0x0855, 0x0806, 0x6A09, 0x6A03
_PICTURE, _NOTE, _COMMENT, _SHAPE, _SYMBOL_SIGN = "\x01", "\x02", "\x05", "\x08", "("
_BEGIN, _RESULT, _END = "\x13", "\x14", "\x15"
_SIGNS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\t": "\t", "\x1e": "-", "\x1f": "\xad"}


class Inline:
    """Reads the letters of one paragraph after another."""

    def __init__(self, document: Document, gathered: Gathering) -> None:
        self._document, self._gathered = document, gathered
        self.pieces: list[Piece] = []
        #: Text boxes that are anchored here, to be read by whoever knows how.
        self.boxes: list[int] = []

    def read(self, start: int, end: int, style: int) -> None:
        """Read the characters of a paragraph of ``style``, without its end."""
        for first, last, changes in self._document.formatting.of_letters(start, end):
            look = self._document.styles.look(style, changes)
            on = {change.number: change for change in changes}
            deleted = _is_on(on.get(_DELETED))
            for kind, number in (("del", _DELETED), ("ins", _INSERTED)):
                if _is_on(on.get(number)):
                    self._gathered.changes[kind] = self._gathered.changes.get(kind, 0) + 1
            self._stretch(first, self._document.letters.text[first:last], look, on, deleted)

    def _stretch(self, position: int, text: str, look: Look, on: dict[int, Change], deleted: bool) -> None:
        plain: list[str] = []
        special = _is_on(on.get(_SPECIAL))
        for place, sign in enumerate(text, start=position):
            if sign >= " " and not (special and sign == _SYMBOL_SIGN and _SYMBOL in on):
                note = self._note_at(place)
                if note is None:
                    plain.append(sign)
                    continue
            elif sign in _SIGNS:
                plain.append(_SIGNS[sign])
                continue
            self._say("".join(plain), look, deleted)
            plain.clear()
            self._sign(place, sign, look, on, deleted)
        self._say("".join(plain), look, deleted)

    def _sign(self, place: int, sign: str, look: Look, on: dict[int, Change], deleted: bool) -> None:
        fields = self._gathered.fields
        if sign == _BEGIN:
            fields.open.append(Field())
        elif sign == _RESULT and fields.open:
            self._begin_result(fields.open[-1])
        elif sign == _END and fields.open:
            fields.open.pop()
        elif fields.in_instruction:
            return
        elif sign == _COMMENT:
            self._gathered.comments[str(place)] = self._gathered.places.now
        elif deleted or look.hidden:
            return
        elif sign == _PICTURE and _PLACE in on and not (_is_on(on.get(_DATA)) or _is_on(on.get(_OBJECT))):
            self._picture(on[_PLACE].value)
        elif sign == _SHAPE and place in self._document.anchors:
            self._shape(self._document.anchors[place])
        elif sign == _SYMBOL_SIGN and _SYMBOL in on:
            self._symbol(on[_SYMBOL].operand, look)
        elif (note := self._note_at(place)) is not None:
            self.pieces.append(NoteMark(self._gathered.note_number(note, str(place))))
            if sign >= " ":
                # A mark of the author's own.
                self._say(sign, look, deleted)

    def _begin_result(self, field: Field) -> None:
        field.begin_result()
        if field.href and not is_public(field.href):
            self._gathered.name_thing("link-local", field.href)
            field.href = ""
        if field.name == "EMBED":
            self._gathered.name_thing("embedded", " ".join("".join(field.instruction).split()[1:2]))

    def _note_at(self, place: int) -> str | None:
        if place in self._document.footnotes:
            return "footnote"
        return "endnote" if place in self._document.endnotes else None

    def _picture(self, place: int) -> None:
        blip, shape = read_inline(self._document.data, place)
        if blip is None:
            self._gathered.name_thing("missing-picture", "")
            return
        self._show(blip.content, blip.extension, shape)

    def _shape(self, number: int) -> None:
        shape = self._document.shapes.get(number)
        if shape is None:
            return
        shown = self._show_shape(shape, 0)
        if not shown:
            self._gathered.name_thing("shape", shape.alt or str(shape.number))

    def _show_shape(self, shape: Shape, depth: int) -> bool:
        store = self._document.store
        blip = store[shape.picture - 1] if 0 < shape.picture <= len(store) else None
        if blip is not None:
            self._show(blip.content, blip.extension, shape)
        if shape.number in self._document.boxes:
            self.boxes.append(shape.number)
        inner = [self._show_shape(each, depth + 1) for each in shape.children] if depth < 20 else []
        return blip is not None or shape.number in self._document.boxes or any(inner)

    def _show(self, content: bytes, extension: str, shape: Shape) -> None:
        name = f"image{len(self._gathered.pictures) + 1}{extension}"
        source = show_picture(self._gathered, name, content, shape.frame)
        if source:
            self.pieces.append(Picture(source, clean_alt(shape.alt), self._gathered.fields.href))

    def _symbol(self, operand: bytes, look: Look) -> None:
        font, code = (
            self._document.styles.font_name(int.from_bytes(operand[:2], "little")),
            int.from_bytes(operand[2:4], "little"),
        )
        sign = read_symbol(font, code)
        if sign:
            self._say(sign, look, deleted=False, made=True)
        else:
            self._gathered.name_thing("shape", f"{font} {code:04X}")

    def _say(self, text: str, look: Look, deleted: bool, made: bool = False) -> None:
        if not text:
            return
        fields = self._gathered.fields
        if fields.in_instruction:
            # What is deleted of an instruction is none of it.
            if not deleted:
                fields.open[-1].instruction.append(text)
            return
        if is_symbol_font(look.font_beyond or look.font):
            text, made = read_symbols(look.font_beyond or look.font, text), True
        gone = "deleted" if deleted else "hidden" if look.hidden else fields.furniture
        if gone:
            self._gathered.leave_out(gone, text, look)
        else:
            self.pieces.append(Words(text, look, fields.href, made))


def _is_on(change: Change | None) -> bool:
    return change is not None and change.value & 0xFF not in {0, 0x80}
