"""The rows of the tables of a dump. Of its statements only CREATE TABLE, INSERT and REPLACE are looked at."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from counter.mysql_dump.files import PIECE, UnreadableDumpError
from counter.mysql_dump.statements import CREATE, DELIMITER, INSERT, NAMES, column_names, listed_names, plain_name
from counter.mysql_dump.values import LONG, TEXT, VALUE, VALUE_MOST, value_of

#: Values of a row, and bytes of the head of a statement: MySQL has no larger ones.
COLUMNS_MOST: Final = 4096
HEAD_MOST: Final = 2**18
#: Bytes of a CREATE TABLE.
CREATE_MOST: Final = 2**22
#: Broken rows that are told apart; of more of them only the number is known.
BROKEN_MOST: Final = 100

_BLANK: Final = re.compile(rb"[\s;]*+")
_LINE_COMMENT: Final = re.compile(rb"(?:--(?=[\s\x00]|$)|#)[^\n]*+")
_PLAIN: Final = {stop: re.compile(rb"[^'\"`#/" + re.escape(stop) + rb"-]*+", re.DOTALL) for stop in (b";", b"()")}
_INSIDE: Final = {
    quote: re.compile(rb"(?:[^" + quote + rb"\\]++|\\.)*+" if quote != b"`" else rb"[^`]*+", re.DOTALL)
    for quote in (b"'", b'"', b"`")
}
#: Where reading goes on behind a row whose quotes are wrong.
_NEXT_ROW: Final = re.compile(rb"\)\s*,\s*(?=\()|\)\s*(?=;\s*(?:\n|\Z))")
_OTHER_STATEMENT: Final = re.compile(rb"(?:INSERT|REPLACE|DROP|CREATE|ALTER|LOCK|UNLOCK|SET)\b", re.I)


#: Is asked with the name of a table and its columns whether its rows are to be read.
Wanted = Callable[[str, tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class DumpRow:
    """A row: NULL is none, every other value its bytes as they were in the database."""

    table: str
    columns: tuple[str, ...]
    values: tuple[bytes | None, ...]

    def texts(self, encoding: str = "utf-8") -> dict[str, str]:
        """Return the row's values by column as texts; NULL is empty, what is not in ``encoding`` becomes U+FFFD."""
        return {
            name: "" if value is None else value.decode(encoding, "replace")
            for name, value in zip(self.columns, self.values, strict=True)
        }


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that could not be read. ``number`` counts the table's rows from 1; ``why`` is a word of ``quotes``, ``columns``, ``large``, ``unnamed`` and ``form``."""

    table: str
    number: int
    why: str


class DumpReader:
    """Iterate once over it for the rows of the tables that are wanted.

    Rows that cannot be read are in ``broken``, and reading goes on behind them. Iterating raises ``UnreadableDumpError`` where the dump breaks off,
    after all rows before.
    """

    def __init__(self, pieces: Iterable[bytes], wanted: Wanted = lambda _table, _columns: True) -> None:
        self._pieces, self._wanted = iter(pieces), wanted
        self._buffer, self._at, self._ended = b"", 0, False
        self._columns: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}
        #: As in ``SET NAMES``: the last one, in small letters.
        self.charset = ""
        #: The first hundred rows that could not be read, and how many there were.
        self.broken: list[BrokenRow] = []
        self.broken_count = 0
        #: Names of all tables with rows, in order, also of those that are not wanted.
        self.tables: dict[str, None] = {}
        self._trouble: UnreadableDumpError | None = None

    def __iter__(self) -> Iterator[DumpRow]:
        while self._find_statement():
            if head := INSERT.match(self._buffer, self._at):
                table = plain_name(head["table"])
                self.tables[table] = None
                self._at = head.end()
                listed = listed_names(head["columns"]) if head["columns"] else ()
                columns = listed or self._columns.get(table, ())
                if self._wanted(table, columns):
                    yield from self._rows(table, columns)
                else:
                    self._skip(b";")
            elif head := CREATE.match(self._buffer, self._at):
                self._at = head.end()
                body = bytearray()
                self._skip(b";", body)
                self._columns[plain_name(head["table"])] = column_names(bytes(body))
            elif head := DELIMITER.match(self._buffer, self._at):
                self._at = head.end()
                if head["sign"] != b";":
                    self._skip_programs()
            else:
                self._note_charset(self._buffer[self._at : self._at + 200])
                self._skip(b";")
        if self._trouble:
            raise self._trouble

    def _note_charset(self, text: bytes) -> None:
        if names := NAMES.search(text):
            self.charset = names[1].decode("ascii").lower()

    def _fill(self) -> bool:
        """Read on, a piece as large as what waits to be understood; return whether there was more."""
        waiting, target = [self._buffer[self._at :]], 0
        more = False
        self._at = 0
        size = max(PIECE, len(waiting[0]))
        while not self._ended and target < size:
            try:
                piece = next(self._pieces, None)
            except UnreadableDumpError as error:
                self._trouble, piece = error, None
            if piece is None:
                self._ended = True
            elif piece:
                waiting.append(piece)
                target, more = target + len(piece), True
        self._buffer = b"".join(waiting)
        return more

    def _find_statement(self) -> bool:
        """Go to the next statement, past blanks and comments; return whether there is one."""
        while True:
            while len(self._buffer) - self._at < HEAD_MOST and not self._ended:
                self._fill()
            blank = _BLANK.match(self._buffer, self._at)
            assert blank
            self._at = blank.end()
            if self._at == len(self._buffer):
                if self._ended or not self._fill():
                    return False
            elif not self._skip_comment():
                return True

    def _skip_comment(self) -> bool:
        """Go past a comment, where one stands here."""
        if self._buffer.startswith(b"/*", self._at):
            self._note_charset(self._buffer[self._at : self._at + 200])
            while (end := self._buffer.find(b"*/", self._at + 2)) < 0:
                # Of a comment that goes on, all but a star at its end is known to be no end.
                self._buffer, self._at = b"/*" + self._buffer[max(self._at + 2, len(self._buffer) - 1) :], 0
                if not self._fill():
                    self._at = len(self._buffer)
                    return True
            self._at = end + 2
            return True
        comment = _LINE_COMMENT.match(self._buffer, self._at)
        if comment is None:
            return False
        self._at = comment.end()
        while self._at == len(self._buffer) and self._fill():
            self._at = (self._buffer.find(b"\n") + 1 or len(self._buffer) + 1) - 1
        return True

    def _skip(self, stop: bytes, kept: bytearray | None = None) -> bytes:
        """Go past the next of the signs in ``stop`` that is in no quotes and in no comment; return it, ``b""`` at the end of the dump.

        What was passed is added to ``kept``, up to ``CREATE_MOST`` bytes.
        """
        quote = b""
        while True:
            start = self._at
            if quote:
                inside = _INSIDE[quote].match(self._buffer, self._at)
                assert inside
                self._at = inside.end()
                if self._at < len(self._buffer) and self._buffer[self._at] != 0x5C:
                    quote, self._at = b"", self._at + 1
                elif len(self._buffer) - self._at < 2:
                    self._keep(kept, start)
                    if not self._fill():
                        self._at = len(self._buffer)
                        self._broke_off("")
                        return b""
                    continue
            else:
                plain = _PLAIN[stop].match(self._buffer, self._at)
                assert plain
                self._at = plain.end()
                sign = self._buffer[self._at : self._at + 1]
                if len(self._buffer) - self._at < 3 and not self._ended:
                    self._keep(kept, start)
                    self._fill()
                    continue
                if not sign:
                    return b""
                if sign in (b"'", b'"', b"`"):
                    quote, self._at = sign, self._at + 1
                elif sign in (b"#", b"/", b"-"):
                    self._keep(kept, start)
                    if not (sign != b"/" or self._buffer.startswith(b"/*", self._at)) or not self._skip_comment():
                        self._at += 1
                    continue
                else:
                    self._at += 1
                    self._keep(kept, start)
                    return sign
            self._keep(kept, start)

    def _keep(self, kept: bytearray | None, start: int) -> None:
        if kept is not None and len(kept) < CREATE_MOST:
            kept += self._buffer[start : self._at]

    def _skip_programs(self) -> None:
        """Go past triggers and procedures: what they insert is no row of the dump."""
        mark = re.compile(rb"^[ \t]*DELIMITER[ \t]+;", re.M | re.I)
        while not (end := mark.search(self._buffer, self._at)):
            self._at = max(self._at, len(self._buffer) - 64)
            if not self._fill():
                self._at = len(self._buffer)
                return
        self._at = end.end()

    def _rows(self, table: str, columns: tuple[str, ...]) -> Iterator[DumpRow]:
        while self._find_row():
            number = self._numbers[table] = self._numbers.get(table, 0) + 1
            self._at += 1
            values: list[bytes | None] = []
            why = self._read_values(values)
            if why == "end":
                self._broke_off(table)
                return
            if not why and len(values) != len(columns):
                why = "columns" if columns else "unnamed"
            if why:
                self.broken_count += 1
                if len(self.broken) < BROKEN_MOST:
                    self.broken.append(BrokenRow(table, number, why))
                continue
            yield DumpRow(table, columns, tuple(values))

    def _find_row(self) -> bool:
        """Go to the bracket of the next row of an INSERT; at its end, go past it."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in b" \t\r\n,":
                self._at += 1
            if len(self._buffer) - self._at < 3 and self._fill():
                continue
            if self._at == len(self._buffer):
                return False
            sign = self._buffer[self._at : self._at + 1]
            if sign == b"(":
                return True
            if sign == b";":
                self._at += 1
                return False
            # NukeViet ends a table whose rows it has misjudged with a comma, and goes on with remarks.
            if sign in (b"-", b"#", b"/") and self._skip_comment():
                continue
            if _OTHER_STATEMENT.match(self._buffer, self._at):
                return False
            self._skip(b";")  # ON DUPLICATE KEY UPDATE, and what else may follow.
            return False

    def _read_values(self, values: list[bytes | None]) -> str:
        """Read the values of the row behind a bracket, and go past it; return why that was not possible, ``end`` where the dump ends before."""
        while True:
            match = VALUE.match(self._buffer, self._at)
            if match is None:
                why = self._read_more()
                if why == "more":
                    continue
                if why == "large":
                    self._skip_row()
                elif why != "end":
                    self._find_next_row()
                return why
            if len(values) < COLUMNS_MOST:
                values.append(value_of(match))
            elif len(values) == COLUMNS_MOST:
                self._skip_row()
                return "columns"
            self._at = match.end()
            if match[8] == b")":
                return ""

    def _read_more(self) -> str:
        """Return ``more`` where the value that is not understood may be only because too little of it was read; else why not."""
        waiting = len(self._buffer) - self._at
        if text := TEXT.match(self._buffer, self._at):
            if text.end() < len(self._buffer):
                return "quotes"
        elif not LONG.match(self._buffer, self._at) and (waiting > HEAD_MOST or self._ended):
            return "form" if self._next_row() else "end"
        if waiting > VALUE_MOST:
            return "large"
        if self._fill():
            return "more"
        # A text that never ends: the dump breaks off in it, or one of its quotes is wrong and it swallowed other rows.
        return "quotes" if not text and not self._trouble and waiting > HEAD_MOST and self._next_row() else "end"

    def _skip_row(self) -> None:
        depth = 1
        while depth:
            sign = self._skip(b"()")
            if not sign:
                return
            depth += 1 if sign == b"(" else -1

    def _next_row(self) -> re.Match[bytes] | None:
        return _NEXT_ROW.search(self._buffer, self._at)

    def _find_next_row(self) -> None:
        """Go to where another row seems to begin, or behind the statement."""
        while not (found := self._next_row()):
            self._at = max(self._at, len(self._buffer) - 64)
            if not self._fill():
                self._at = len(self._buffer)
                return
        self._at = found.end()

    def _broke_off(self, table: str) -> None:
        self._at = len(self._buffer)
        before = self._trouble
        message = " in ".join(filter(None, ("the dump breaks off", table))) + (f": {before}" if before else "")
        about = table or (before.about if before else "")
        self._trouble = UnreadableDumpError(before.kind if before else "broken", message, about)
