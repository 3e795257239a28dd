"""What stands within a paragraph: letters, fields, changes, notes, pictures; what nobody sees is left out and listed."""

from collections.abc import Iterable

from newsdesk.importing.legacy_text import Part, face_of
from newsdesk.importing.word.drawings import read_drawing, read_object, read_picture_of_old
from newsdesk.importing.word.equations import read_equation
from newsdesk.importing.word.fields import Field, furniture_of, is_public, split_instruction
from newsdesk.importing.word.names import (
    MC,
    W14,
    Element,
    R,
    W,
    child,
    child_value,
    is_on,
    local,
    text_of,
    value,
    whole,
)
from newsdesk.importing.word.pieces import NoteMark, Piece, Words
from newsdesk.importing.word.reading import Reading
from newsdesk.importing.word.styles import Look
from newsdesk.importing.word.symbols import is_symbol_font, read_symbol, read_symbols

#: Elements that only hold others.
_WRAPPERS = {"smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rt", "rubyBase"}
_DRAWN = {"drawing": read_drawing, "pict": read_picture_of_old, "object": read_object}
_TICKED = {True: "☑", False: "☐"}


class Inline:
    """Reads the paragraphs of one style, or those of a document one after another."""

    def __init__(self, reading: Reading, style: str | None, table_style: str) -> None:
        self._reading = reading
        self._style, self._table_style = style, table_style
        #: Why what comes now is not in the article: ``deleted``, ``moved``, ``control``, ``toc``; ``""`` where it is.
        self._gone = ""
        self._arriving = False
        self._moved: list[Part] = []
        self.pieces: list[Piece] = []

    def read(self, paragraph: Element) -> None:
        """Read what stands in ``paragraph``, behind what was read before."""
        self._walk(paragraph)
        if self._moved:
            self._reading.moved_away.append((self._moved, self._reading.places.now))
            self._moved = []

    def _walk(self, element: Element, href: str = "") -> None:
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, href)
            elif name == "hyperlink":
                self._walk(each, self._address(each) or href)
            elif name in {"ins", "moveTo"}:
                self._change(each, name, "", href)
            elif name in {"del", "moveFrom"}:
                self._change(each, name, "deleted" if name == "del" else "moved", href)
            elif name == "fldSimple":
                self._simple_field(each, href)
            elif name == "sdt":
                self._control(each, href)
            elif name in _WRAPPERS:
                self._walk(each, href)
            elif name in {"oMath", "oMathPara"}:
                self._equation(each)
            elif name == "AlternateContent":
                self._alternative(each, href, None)
            elif name == "subDoc":
                self._reading.name_thing("embedded", self._target(each))

    def _change(self, element: Element, name: str, gone: str, href: str) -> None:
        kind = {"ins": "ins", "del": "del"}.get(name, "move")
        if kind != "move" or name == "moveTo":
            self._reading.changes[kind] = self._reading.changes.get(kind, 0) + 1
        before = self._gone, self._arriving
        self._gone, self._arriving = gone or self._gone, name == "moveTo" or self._arriving
        self._walk(element, href)
        self._gone, self._arriving = before

    def _control(self, element: Element, href: str) -> None:
        properties, content = child(element, "sdtPr"), child(element, "sdtContent")
        if content is None:
            return
        before = self._gone
        if is_on(child(properties, "showingPlcHdr")) and child(properties, "checkbox") is None:
            self._gone = self._gone or "control"
        box = None if properties is None else properties.find(f"{W14}checkbox")
        if (
            box is not None
            and not "".join(each.text or "" for each in content.iter(W + "t"))
            and content.find(f".//{W}sym") is None
        ):
            checked = box.find(f"{W14}checked")
            self._say(
                _TICKED[checked is not None and checked.get(f"{W14}val") not in {"0", "false"}], Look(), href, made=True
            )
        self._walk(content, href)
        self._gone = before

    def _simple_field(self, element: Element, href: str) -> None:
        instruction = value(element, "instr") or ""
        opened = Field([instruction])
        opened.begin_result()
        self._reading.fields.open.append(opened)
        self._walk(element, href)
        self._reading.fields.open.pop()

    def _equation(self, element: Element) -> None:
        if self._gone:
            self._leave(text_of(element), Look())
            return
        for text, raised in read_equation(element):
            self._say(text, Look(raised=raised), "", made=True)
        self._reading.doubt("equation-line", text_of(element)[:80])

    def _address(self, element: Element) -> str:
        relation = self._reading.package.relations(self._reading.part).get(element.get(f"{R}id", ""))
        return self._checked(relation.target) if relation is not None and relation.external else ""

    def _checked(self, address: str) -> str:
        """Return the address if readers can follow it; what else it is, the report says."""
        if not address or is_public(address):
            return address.strip()
        self._reading.name_thing("link-local", address)
        return ""

    def _target(self, element: Element) -> str:
        relation = self._reading.package.relations(self._reading.part).get(element.get(f"{R}id", ""))
        return relation.target if relation is not None else ""

    def _run(self, run: Element, href: str) -> None:
        properties = child(run, "rPr")
        look = self._reading.styles.look(self._style, properties, self._table_style)
        for each in run:
            self._run_child(each, look, href)

    def _run_child(self, each: Element, look: Look, href: str) -> None:
        name = local(each)
        if name in {"t", "delText"}:
            self._letters(each.text or "", look, href, deleted=name == "delText")
        elif name in {"tab", "ptab"}:
            self._say("\t", look, href)
        elif name in {"br", "cr"}:
            self._say("\n", look, href)
        elif name == "noBreakHyphen":
            self._say("-", look, href)
        elif name == "softHyphen":
            # ư in TCVN3; nothing in Unicode.
            self._say("\xad", look, href)
        elif name == "sym":
            self._symbol(each, look, href)
        elif name == "fldChar":
            self._field(each, look, href)
        elif name in {"instrText", "delInstrText"}:
            if self._reading.fields.open:
                self._reading.fields.open[-1].instruction.append(each.text or "")
        elif name in _DRAWN:
            self._drawn(_DRAWN[name](self._reading, each, look.hidden or bool(self._gone)), href)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._note(name.removesuffix("Reference"), each, look)
        elif name == "commentReference":
            self._reading.comments[value(each, "id") or ""] = self._reading.places.now
        elif name == "AlternateContent":
            self._alternative(each, href, look)
        elif name in {"ruby", "rt", "rubyBase"}:
            self._walk(each, href)
        elif name == "pgNum":
            self._reading.name_thing("page-number", "")

    def _drawn(self, pieces: Iterable[Piece], href: str) -> None:
        if not self._reading.fields.in_instruction:
            self.pieces += pieces

    def _note(self, kind: str, element: Element, look: Look) -> None:
        if not (self._gone or look.hidden or self._reading.fields.in_instruction):
            self.pieces.append(NoteMark(self._reading.note_number(kind, value(element, "id") or "")))

    def _alternative(self, element: Element, href: str, look: Look | None) -> None:
        """Read one of several forms of the same thing: the newest that says anything, else the one for old programs."""
        for form in (*element.iterfind(f"{MC}Choice"), *element.iterfind(f"{MC}Fallback")):
            before, marks = len(self.pieces), self._reading.mark()
            for each in form:
                if look is None:
                    self._walk(form, href)
                    break
                self._run_child(each, look, href)
            if len(self.pieces) > before or self._reading.mark() != marks:
                return

    def _symbol(self, element: Element, look: Look, href: str) -> None:
        font, code = value(element, "font") or "", value(element, "char") or ""
        number = (
            int(code, 16)
            if code and all(each in "0123456789abcdefABCDEF" for each in code[:6]) and len(code) <= 6
            else 0
        )
        if is_symbol_font(font):
            sign = read_symbol(font, number)
        elif face_of(font).encoding:
            self._say(chr(number & 0xFF), Look(font=font, font_beyond=font, hidden=look.hidden), href)
            return
        else:
            sign = chr(number) if 0x20 <= number < 0xD800 else ""
        if sign:
            self._say(sign, look, href, made=True)
        else:
            self._reading.name_thing("shape", f"{font} {code}")

    def _field(self, element: Element, look: Look, href: str) -> None:
        fields, kind = self._reading.fields, value(element, "fldCharType")
        if kind == "begin":
            box = element.find(f"{W}ffData/{W}checkBox")
            ticked = None
            if box is not None:
                ticked = is_on(child(box, "checked"))
                ticked = bool(is_on(child(box, "default"))) if ticked is None else ticked
            fields.open.append(Field(ticked=ticked))
        elif kind == "separate" and fields.open:
            fields.open[-1].begin_result()
            fields.open[-1].href = self._checked(fields.open[-1].href)
        elif kind == "end" and fields.open:
            done = fields.open.pop()
            if not done.shown:
                self._show_without_result(done, look, href)

    def _show_without_result(self, done: Field, look: Look, href: str) -> None:
        """Show what a field shows that has an instruction alone."""
        words = split_instruction("".join(done.instruction))
        name = words[0].upper() if words else ""
        if name == "FORMCHECKBOX" and done.ticked is not None:
            self._say(_TICKED[done.ticked], look, href, made=True)
        elif name in {"MACROBUTTON", "GOTOBUTTON"}:
            self._say(" ".join(words[2:]), look, href)
        elif name == "SYMBOL" and len(words) > 1:
            font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
            number = whole(words[1]) if not words[1].lower().startswith("0x") else int(words[1], 16)
            self._say(
                read_symbol(font, number) if is_symbol_font(font) else chr(number & 0xFFFF), look, href, made=True
            )
        elif name == "EQ":
            self._reading.name_thing("equation", "".join(done.instruction).strip()[2:].strip())
        elif name in {"PAGE", "NUMPAGES"} or furniture_of("".join(done.instruction)) == "page-number":
            self._reading.name_thing("page-number", "")

    def _letters(self, text: str, look: Look, href: str, deleted: bool) -> None:
        if deleted and not self._gone:
            self._reading.leave_out("deleted", text, look)
            return
        font = look.font_beyond or look.font
        if is_symbol_font(font):
            self._say(read_symbols(font, text), look, href, made=True)
        else:
            # Line ends and tabs in the file are spaces in Word.
            self._say(text.replace("\n", " ").replace("\r", " "), look, href)

    def _say(self, text: str, look: Look, href: str, made: bool = False) -> None:
        """Say ``text`` in the article, or say why not."""
        fields = self._reading.fields
        if fields.in_instruction:
            self._reading.leave_out("hidden", text, look)
            return
        if self._gone or look.hidden or fields.furniture:
            self._leave(text, look)
            return
        if self._arriving:
            self._reading.arrived.append(text)
        self.pieces.append(Words(text, look, href or fields.href, made))

    def _leave(self, text: str, look: Look) -> None:
        if self._gone == "moved":
            self._moved.append(Part(text, face_of(look.font_beyond or look.font)))
        else:
            self._reading.leave_out(
                self._gone or ("hidden" if look.hidden else self._reading.fields.furniture), text, look
            )

    def within(self, kind: str) -> "Inline":
        """Read what follows as left out of the article for a reason."""
        self._gone = kind
        return self


def paragraph_style(paragraph: Element) -> str | None:
    """Return the key of a paragraph's style."""
    return child_value(child(paragraph, "pPr"), "pStyle")
