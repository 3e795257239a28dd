"""What a workbook is about: the names of its sheets, and of each what stands above its rows.

The rows themselves are left out: they are lists of pupils and marks, which nobody looks for by their words, and of which
there are too many.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ban_tin.articles.attachments.gathered import EnoughError, Gathered
from ban_tin.articles.attachments.paragraphs import OpenDocument
from ban_tin.articles.attachments.zipped_xml import Package

#: Rows of a sheet that are looked at, of those that are not empty; bytes of it; sheets; columns.
_ROWS, _BYTES, _SHEETS, _COLUMNS = 30, 3_000_000, 50, 500
#: A head has as many cells with words, if the table isn't of two columns; above it stands the title.
_HEAD = 3
#: As many rows of two cells are names of offices and the head.
_OFFICES = 3
#: Names that programs give.
_NO_NAME = re.compile(r"(?:sheet|trang[ _]?tính)[ _]?\d*", re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})\d+")
#: Cells of a row by their column: words, or "" where there is a number.
Row = dict[int, str]


def head_of(rows: Sequence[Row]) -> list[str]:
    """Return the rows down to the head of the table, each as one line.

    A row with a number is of the table: neither it nor what follows is taken, but for a sheet that begins so.
    """
    rows = [row for row in rows if row]
    above = list(takewhile(lambda row: all(row.values()), rows))
    counted = [len(row) for row in above]
    wide = [place for place, cells in enumerate(counted) if cells >= _HEAD]
    pairs = [place for place, cells in enumerate(counted) if cells == 2]
    if wide:
        head = wide[0]
    elif pairs:
        # Names of two offices stand side by side above the title; without numbers nothing tells where the table begins.
        head = pairs[-1] if len(above) < len(rows) and len(pairs) <= _OFFICES else pairs[0]
    else:
        head = 0
    taken = [*rows[: head + 1], *(below for below in rows[head + 1 : head + 2] if _is_second_head(rows[head], below))]
    return [line for line in map(_line, taken) if line]


def _is_second_head(head: Row, below: Row) -> bool:
    """Return whether the row says more of columns of the head, which are one cell there: the first column has no second name."""
    return all(below.values()) and min(below) > min(head) and any(column not in head for column in below)


def _line(row: Row) -> str:
    # As between sentences: neighbouring columns are no words that belong together.
    return "; ".join(" ".join(row[column].split()) for column in sorted(row) if row[column])


def _named(name: str) -> list[str]:
    return [] if _NO_NAME.fullmatch(name.strip()) else [name]


class _RowsEndError(Exception):
    """Enough of the rows of a sheet was seen."""


class Workbook:
    """The names of the sheets of an Excel file with the keys of their parts, as they stand in its head; hidden ones too if ``with_hidden``."""

    def __init__(self, *, with_hidden: bool = False) -> None:
        self.sheets: list[tuple[str, str]] = []
        self._with_hidden = with_hidden

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the name and the key of a sheet."""
        if name == "x:sheet" and (self._with_hidden or attributes.get("state", "visible") == "visible"):
            self.sheets.append((attributes.get("name", ""), attributes.get("r:id", "")))

    def end(self, name: str) -> None:
        """Nothing follows."""

    def text(self, content: str) -> None:
        """Nothing is said."""


class _Sheet:
    """The first rows of a sheet of Excel; a string that is shared stands as its number in ``shared``."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.shared: list[tuple[Row, int, int]] = []
        self._hidden: list[range] = []
        self._row: Row | None = None
        self._column, self._type = -1, ""
        self._said: list[str] | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "x:col" and attributes.get("hidden", "0") in {"1", "true"}:
            self._hidden.append(range(int(attributes["min"]) - 1, int(attributes["max"])))
        elif name == "x:row":
            self._row = {} if attributes.get("hidden", "0") not in {"1", "true"} else None
            self._column = -1
        elif name == "x:c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _number_of(place[1]) if place else self._column + 1
            self._type = attributes.get("t", "n")
        elif name == "x:v" or (name == "x:t" and self._type == "inlineStr"):
            self._said = []

    def text(self, content: str) -> None:
        if self._said is not None:
            self._said.append(content)

    def end(self, name: str) -> None:
        if name in {"x:v", "x:t"} and self._said is not None:
            self._cell("".join(self._said))
            self._said = None
        elif name == "x:row" and self._row:
            self.rows.append(self._row)
            if len(self.rows) >= _ROWS:
                raise _RowsEndError
        elif name == "x:sheetData":
            raise _RowsEndError

    def _cell(self, said: str) -> None:
        if self._row is None or self._column >= _COLUMNS or any(self._column in hidden for hidden in self._hidden):
            return
        if self._type == "s":
            self._row[self._column] = ""
            self.shared.append((self._row, self._column, int(said)))
        elif self._type in {"str", "inlineStr"}:
            self._row[self._column] = self._row.get(self._column, "") + said
        else:
            self._row[self._column] = ""


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Strings:
    """Those of the strings that sheets share which are ``wanted``."""

    def __init__(self, wanted: set[int]) -> None:
        self._wanted, self._last = wanted, max(wanted)
        self._number, self._in_sound, self._speaking = -1, False, False
        self.found: dict[int, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "x:si":
            self._number += 1
            if self._number > self._last:
                raise _RowsEndError
        elif name == "x:rPh":
            self._in_sound = True
        elif name == "x:t":
            self._speaking = not self._in_sound and self._number in self._wanted

    def text(self, content: str) -> None:
        if self._speaking:
            self.found[self._number] = self.found.get(self._number, "") + content

    def end(self, name: str) -> None:
        if name == "x:rPh":
            self._in_sound = False
        elif name == "x:t":
            self._speaking = False


def workbook_text(package: Package, gathered: Gathered) -> None:
    """Gather the names and heads of the sheets of an Excel file that are not hidden."""
    main = package.main("xl/workbook.xml")
    related, book = package.related(main), Workbook()
    package.walk(main, book)
    sheets: list[tuple[str, _Sheet]] = []
    for name, key in book.sheets[:_SHEETS]:
        sheets.append((name, sheet := _Sheet()))
        kind, part = related.get(key, ("", ""))
        if kind == "worksheet" and package.has(part):
            _until_enough(package, part, sheet, _BYTES)
    if wanted := {number for _, sheet in sheets for *_, number in sheet.shared}:
        strings = _Strings(wanted)
        for kind, part in related.values():
            if kind == "sharedStrings" and package.has(part):
                _until_enough(package, part, strings)
        for _, sheet in sheets:
            for row, column, number in sheet.shared:
                row[column] = strings.found.get(number, "")
    for name, sheet in sheets:
        for line in (*_named(name), *head_of(sheet.rows)):
            gathered.add(line)


def _until_enough(package: Package, part: str, walker: _Sheet | _Strings, most: int | None = None) -> None:
    try:
        package.walk(part, walker) if most is None else package.walk(part, walker, most)
    except _RowsEndError:
        return


class _Tables(OpenDocument):
    """The sheets of OpenDocument: the paragraphs of a cell are its words."""

    def __init__(self, gathered: Gathered) -> None:
        self._cells = Gathered()
        super().__init__(self._cells)
        self._taken, self._name = gathered, ""
        self._rows: list[Row] = []
        self._row: Row = {}
        self._column, self._repeated, self._is_number = 0, 1, False

    def is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        return attributes.get("table:visibility") in {"collapse", "filter"} or super().is_skipped(name, attributes)

    def entered(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._name, self._rows = attributes.get("table:name", ""), []
        elif name == "table:table-row":
            self._row, self._column = {}, 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cells = self._gathered = Gathered()
            self._repeated = int(attributes.get("table:number-columns-repeated", "1"))
            self._is_number = attributes.get("office:value-type", "string") != "string"

    def left(self, name: str) -> None:
        if name in {"table:table-cell", "table:covered-table-cell"}:
            said = " ".join(self._cells.lines).strip()
            if said and self._column < _COLUMNS and len(self._rows) < _ROWS:
                self._row[self._column] = "" if self._is_number else said
            self._column += self._repeated
        elif name == "table:table-row" and self._row:
            self._rows.append(self._row)
            self._row = {}
        elif name == "table:table":
            for line in (*_named(self._name), *head_of(self._rows)):
                self._taken.add(line)


def tables_text(package: Package, gathered: Gathered) -> None:
    """Gather the names and heads of the sheets of OpenDocument."""
    try:
        package.walk("content.xml", _Tables(gathered))
    except EnoughError:
        return
