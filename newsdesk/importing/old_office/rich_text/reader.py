"""From a file in rich text format to a ``SourceDocument``."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.old_office.rich_text.gathered import RichReading
from newsdesk.importing.old_office.rich_text.state import State, Stream
from newsdesk.importing.old_office.rich_text.tables import Tables
from newsdesk.importing.old_office.rich_text.tokens import Token, charset_of, tokens_of
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word.fields import Field, is_public
from newsdesk.importing.word.finishing import finish
from newsdesk.importing.word.pieces import Block, Words
from newsdesk.importing.word.places import Places
from newsdesk.importing.word.symbols import is_symbol_font, read_symbols

#: Groups within one another.
_DEPTH = 500
#: Groups that nobody sees, and such that begin something.
_SKIPPED = frozenset(
    [
        "colortbl",
        "info",
        "generator",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "xmlnstbl",
        "filetbl",
        "revtbl",
        "pntxta",
        "pntxtb",
        "bkmkstart",
        "bkmkend",
        "xe",
        "tc",
        "objdata",
        "objclass",
        "nonshppict",
        "picprop",
        "sp",
        "atnid",
        "atnauthor",
        "atntime",
        "atndate",
        "atnref",
        "atnparent",
        "docvar",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "panose",
        "falt",
        "fontemb",
        "wgrffmtfilter",
        "pgdsctbl",
        "userprops",
        "mmathPr",
        "nonesttables",
    ]
)
_TARGETS = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "fldinst": "instruction",
    "pict": "picture",
    "listtext": "label",
    "pntext": "label",
}
_STREAMS = {
    "footnote": "note", "annotation": "comment", "shptxt": "box", "header": "header", "headerl": "header", "headerr": "header",
    "headerf": "header", "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip
#: Groups with a star that are shown all the same.
_SHOWN = {
    "shppict",
    "shpinst",
    "shptxt",
    "fldinst",
    "nesttableprops",
    "ud",
    "footnote",
    "annotation",
    "listtext",
    "pntext",
    "do",
    "dptxbxtext",
}
_SIGNS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "~": "\xa0", "_": "-", "-": "\xad", "\\": "\\", "{": "{",
    "}": "}", "cell": "", "\n": "", "\r": "",
}  # fmt: skip
_TOGGLES = {"b": "bold", "i": "italic", "strike": "struck", "striked": "struck", "caps": "capitals", "v": "hidden"}
_ALIGN = {"ql": "", "qc": "center", "qr": "right", "qj": "justify"}
_UNDERLINED = re.compile("ul(?:d|dash|dashd|dashdd|db|th|w|wave)?")


def read_rich_text(content: bytes, name: str) -> SourceDocument:
    """Read an ``.rtf`` file. Raises ``RefusedSourceError``."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise RefusedSourceError("empty" if not content.strip() else "wrong-type")
    if len(content) > LIMITS.file_bytes:
        raise RefusedSourceError("too-large", f"{len(content) / 1e6:.0f} MB")
    reading = RichReading(places=Places())
    machine = _Machine(reading)
    for token in tokens_of(content):
        machine.take(token)
    blocks = machine.end()
    return finish(reading, blocks, reading.note_blocks, content, name)


class _Machine:
    """Takes the parts of a file one after another."""

    def __init__(self, reading: RichReading) -> None:
        self._reading = reading
        reading.places.begin_paragraph()
        self._states = [State()]
        self._streams = [Stream("document")]
        #: How deep the groups were that began each of the streams, and each of the fields.
        self._begun: list[int] = []
        self._fields: list[int] = []
        self._buffer, self._to_skip = bytearray(), 0
        self._letters: list[str] = []
        self._star = False
        self._tables = Tables()
        self._encoding = "cp1252"

    @property
    def _state(self) -> State:
        return self._states[-1]

    def take(self, token: Token) -> None:
        """Take one part."""
        if token.kind == "bytes":
            content = token.content[self._to_skip :]
            self._to_skip -= len(token.content) - len(content)
            self._buffer += content
            return
        if not (token.kind == "word" and token.word in {"u", "uc"}):
            self._to_skip = 0
        self._decode()
        if token.kind == "word" and token.word == "u":
            self._letters.append(chr((token.number or 0) % 65_536))
            self._to_skip = self._state.fallback
            return
        if token.kind == "word" and token.word in _SIGNS and token.word not in {"cell", "\n", "\r"}:
            self._letters.append(_SIGNS[token.word])
            return
        self._say()
        if token.kind == "{":
            if len(self._states) > _DEPTH:
                raise RefusedSourceError("too-deep", str(_DEPTH))
            skipped = self._state.skip_next
            self._state.skip_next = False
            self._states.append(self._state.copy())
            if skipped:
                self._state.target = "skip"
            self._star = False
        elif token.kind == "}":
            self._end_group()
        elif token.kind == "word":
            self._word(token.word, token.number)

    def end(self) -> list[Block]:
        """End the file, and return its blocks."""
        self._decode()
        self._say()
        while len(self._streams) > 1:
            self._end_stream()
        self._end_paragraph()
        stream = self._streams[0]
        while stream.tables:
            stream.close_table(self._reading)
        return list(stream.blocks)

    def _decode(self) -> None:
        if self._buffer:
            content, self._buffer = bytes(self._buffer), bytearray()
            encoding = self._reading.charsets.get(self._state.font, self._encoding)
            self._letters.append(content.decode(encoding, "replace"))

    def _say(self) -> None:
        """Put the letters that were gathered where they belong."""
        if not self._letters:
            return
        text, self._letters = "".join(self._letters), []
        if any("\ud800" <= each <= "\udfff" for each in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        target, state, reading = self._state.target, self._state, self._reading
        if target == "text":
            font = reading.fonts.get(state.font, "")
            made = is_symbol_font(font)
            text = read_symbols(font, text) if made else text
            look = replace(state.look, font=font, font_beyond=font)
            gone = "deleted" if state.deleted else "hidden" if look.hidden else reading.fields.furniture
            if gone:
                reading.leave_out(gone, text, look)
            else:
                self._streams[-1].pieces.append(Words(text, look, reading.fields.href, made))
        elif target == "label":
            self._streams[-1].label += text
        elif target == "instruction" and reading.fields.open:
            reading.fields.open[-1].instruction.append(text)
        elif target in {"fonts", "styles", "picture"}:
            reading.define(target, state.font if target == "fonts" else state.style, text)

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._star = True
            return
        starred, self._star = self._star, False
        if word in _SKIPPED or (starred and word not in _SHOWN):
            self._state.target = "skip"
        elif self._state.target == "skip":
            return
        elif word in _TARGETS:
            self._state.target = _TARGETS[word]
            if word == "pict":
                self._reading.begin_picture()
        elif word in _STREAMS:
            self._begin_stream(_STREAMS[word])
        elif word == "field":
            self._reading.fields.open.append(Field())
            self._fields.append(len(self._states))
        elif word == "fldrslt" and self._reading.fields.open:
            self._begin_result(self._reading.fields.open[-1])
        elif word == "upr":
            self._state.skip_next = True
        elif self._state.target == "picture":
            self._reading.describe_picture(word, number)
        elif self._state.target in {"fonts", "styles"}:
            self._define(word, number or 0)
        elif self._tables.take(word, number):
            return
        else:
            self._command(word, number)

    def _begin_result(self, field: Field) -> None:
        self._state.target = "text"
        field.begin_result()
        if field.href and not is_public(field.href):
            self._reading.name_thing("link-local", field.href)
            field.href = ""

    def _define(self, word: str, number: int) -> None:
        if word == "f":
            self._state.font = number
        elif word == "s":
            self._state.style = number
        elif word == "fcharset":
            self._reading.charsets[self._state.font] = charset_of(number)

    def _command(self, word: str, number: int | None) -> None:
        state = self._state
        run = self._COMMANDS.get(word)
        if run is not None:
            run(self, number)
        elif word in _TOGGLES:
            state.look = replace(state.look, **{_TOGGLES[word]: number != 0})  # type: ignore[arg-type]
        elif _UNDERLINED.fullmatch(word) or word == "ulnone":
            state.look = replace(state.look, underlined=word != "ulnone" and number != 0)
        elif word in {"super", "sub", "nosupersub"}:
            state.look = replace(state.look, raised="" if word == "nosupersub" or number == 0 else f"{word}script")
        elif word in _ALIGN:
            state.align = _ALIGN[word]
        elif word == "fs" and number:
            state.look = replace(state.look, size=number / 2)
        elif word == "f":
            state.font = number or 0
        elif word == "s":
            state.style = number or 0
        elif word == "ls":
            state.numbering = number or 0
        elif word == "ilvl":
            state.level = min(number or 0, 8)
        elif word == "uc":
            state.fallback = max(number or 0, 0)
        elif word == "ansicpg" and number:
            self._encoding = f"cp{number}" if number in {874, 932, 936, 949, 950, *range(1250, 1259)} else "cp1252"
        elif word in {"deleted", "revised"}:
            self._change(word, number)
        elif word in {"chpgn", "sectnum"}:
            self._reading.name_thing("page-number", "")
        elif word in {"object", "objocx"}:
            self._reading.name_thing("embedded", "")

    def _change(self, word: str, number: int | None) -> None:
        kind = "del" if word == "deleted" else "ins"
        if word == "deleted":
            self._state.deleted = number != 0
        if number != 0:
            self._reading.changes[kind] = self._reading.changes.get(kind, 0) + 1

    def _reset_letters(self, number: int | None) -> None:
        self._state.look, self._state.deleted, self._state.font = State().look, False, self._reading.default_font

    def _reset_paragraph(self, number: int | None) -> None:
        self._state.reset_paragraph()

    def _in_table(self, number: int | None) -> None:
        self._state.depth = max(self._state.depth, 1)

    def _table_depth(self, number: int | None) -> None:
        self._state.depth = min(number or 0, 20)

    def _default_font(self, number: int | None) -> None:
        self._reading.default_font = number or 0

    def _paragraph(self, number: int | None) -> None:
        self._end_paragraph()

    def _cell(self, number: int | None) -> None:
        self._state.depth = max(self._state.depth, 1)
        self._end_paragraph()
        self._streams[-1].end_cell(self._reading)

    def _row(self, number: int | None) -> None:
        plans, head = self._tables.row(nested=len(self._streams[-1].tables) > 1)
        self._streams[-1].end_row(self._reading, plans, head)

    _COMMANDS: ClassVar[dict[str, Callable[["_Machine", int | None], None]]] = {
        "par": _paragraph, "sect": _paragraph, "\n": _paragraph, "\r": _paragraph, "cell": _cell, "nestcell": _cell, "row": _row,
        "nestrow": _row, "plain": _reset_letters, "pard": _reset_paragraph, "intbl": _in_table, "itap": _table_depth, "deff": _default_font,
    }  # fmt: skip

    def _begin_stream(self, kind: str) -> None:
        reading = self._reading
        where = reading.places.box() if kind == "box" else reading.places.margin(kind)
        if kind == "note":
            where = reading.places.note(len(reading.notes) + 1)
        elif kind == "comment":
            where = reading.places.now
        reading.set_apart(where)
        self._streams.append(Stream(kind, where))
        self._begun.append(len(self._states))
        self._state.target = "text"
        self._state.reset_paragraph()

    def _end_group(self) -> None:
        if len(self._states) == 1:
            return
        if self._state.target == "picture" and self._states[-2].target != "picture":
            self._streams[-1].pieces += self._reading.end_picture()
        if self._begun and self._begun[-1] == len(self._states):
            self._begun.pop()
            self._end_stream()
        if self._fields and self._fields[-1] == len(self._states):
            self._fields.pop()
            self._reading.fields.open.pop()
        self._states.pop()
        self._star = False

    def _end_stream(self) -> None:
        self._end_paragraph()
        stream = self._streams.pop()
        while stream.tables:
            stream.close_table(self._reading)
        self._reading.set_apart(None)
        self._streams[-1].pieces += self._reading.take_stream(stream)

    def _end_paragraph(self) -> None:
        stream, state = self._streams[-1], self._state
        target = stream.target(self._reading, state.depth)
        where = stream.place(self._reading) if stream.tables else ""
        target += self._reading.paragraph_of(stream, state, where)
        stream.pieces, stream.label = [], ""
