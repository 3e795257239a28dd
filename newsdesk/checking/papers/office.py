"""Workbooks, documents and slides: all that is in the file, also what is hidden or was deleted: whoever downloads it can read that too."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ban_tin.articles.attachments.sheets import Workbook
from ban_tin.articles.attachments.zipped_xml import Package
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc
from newsdesk.checking.papers.paper import TOO_MUCH, Paper, Row

#: What Word and Excel put a file with a password into, and save in of old.
_ENVELOPE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Cells of all sheets together, letters of one, paragraphs and rows of a document.
_CELLS, _SIGNS, _PARTS = 400_000, 2_000, 60_000
_OLD: dict[str, Literal["doc", "xls", "ppt"]] = {".doc": "doc", ".xls": "xls", ".ppt": "ppt", ".pps": "ppt"}
_MACROS = N_("macros")
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")


class _FullError(Exception):
    """As much is read as is looked through."""


def read_workbook(path: Path, so_far: list[Paper]) -> None:
    """Add to ``so_far`` what is known of a workbook of today's Excel."""
    if _is_envelope(path, so_far):
        return
    with Package(path) as package:
        so_far.append(replace(so_far[-1], script=_macros(package)))
        main = package.main("xl/workbook.xml")
        related, book = package.related(main), Workbook(with_hidden=True)
        package.walk(main, book)
        strings = _Strings()
        for kind, part in related.values():
            if kind == "sharedStrings" and package.has(part):
                package.walk(part, strings)
        rows: list[Row] = []
        try:
            for name, key in book.sheets:
                kind, part = related.get(key, ("", ""))
                if kind == "worksheet" and package.has(part):
                    package.walk(part, _Sheet(nfc(name), strings.found, rows))
        except _FullError:
            so_far[-1] = replace(so_far[-1], unread=TOO_MUCH)
        finally:
            so_far[-1] = replace(so_far[-1], rows=tuple(rows))


def read_document(path: Path, so_far: list[Paper]) -> None:
    """Add to ``so_far`` what is known of a document of today's Word."""
    if _is_envelope(path, so_far):
        return
    with Package(path) as package:
        so_far.append(replace(so_far[-1], script=_macros(package)))
        main = package.main("word/document.xml")
        beside = [
            part
            for kind, part in package.related(main).values()
            if kind in {"footnotes", "endnotes", "header", "footer"}
        ]
        text = _Document("w:tbl", "w:tr", "w:tc", "w:p", frozenset({"w:t", "w:delText"}))
        _walk_all(package, [main, *beside], text, so_far)


def read_slides(path: Path, so_far: list[Paper]) -> None:
    """Add to ``so_far`` what is known of slides of today's PowerPoint, notes of the speaker too."""
    if _is_envelope(path, so_far):
        return
    with Package(path) as package:
        so_far.append(replace(so_far[-1], script=_macros(package)))
        slides = [
            part for _, part in package.related(package.main("ppt/presentation.xml")).values() if "/slides/" in part
        ]
        notes = [part for slide in slides for kind, part in package.related(slide).values() if kind == "notesSlide"]
        text = _Document("a:tbl", "a:tr", "a:tc", "a:p", frozenset({"a:t"}))
        _walk_all(package, [*slides, *notes], text, so_far)


def read_old(path: Path, so_far: list[Paper]) -> None:
    """Add to ``so_far`` what is known of a file of Word, Excel or PowerPoint of 1997 to 2003."""
    import olefile  # type: ignore[import-untyped]

    if not olefile.isOleFile(str(path)):
        so_far[-1] = replace(so_far[-1], known=False)
        return
    with olefile.OleFileIO(str(path)) as file:
        names = {"/".join(each) for each in file.listdir(storages=True)}
    parts = {part.lower() for name in names for part in name.split("/")}
    macros = bool(parts & {"_vba_project_cur", "_vba_project", "vba", "macros"})
    so_far.append(replace(so_far[-1], script=_MACROS if macros else "", locked="encryptedpackage" in parts))
    if not so_far[-1].locked:
        import office_oxide

        kind = _OLD[path.suffix.lower()]
        document = office_oxide.Document.from_bytes(path.read_bytes(), kind)
        rows, paragraphs = _of_markdown(nfc(document.to_markdown()))
        so_far[-1] = replace(so_far[-1], rows=rows, paragraphs=paragraphs)


def _of_markdown(text: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return rows and paragraphs of what ``office_oxide`` writes: tables with their cells between signs, sheets as headings."""
    sheet, number = "", 0
    rows, paragraphs = list[Row](), list[str]()
    for line in text.splitlines():
        if line.startswith("#"):
            sheet, number = line.lstrip("# ").strip(), 0
            paragraphs.append(sheet)
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= set("-: ") for cell in cells):
                number += 1
                rows.append(Row(sheet, number, {at: cell[:_SIGNS] for at, cell in enumerate(cells) if cell}))
        elif line.strip():
            paragraphs.append(line.strip()[:_SIGNS])
    return tuple(rows), tuple(paragraphs)


def _is_envelope(path: Path, so_far: list[Paper]) -> bool:
    with path.open("rb") as file:
        closed = file.read(len(_ENVELOPE)) == _ENVELOPE
    if closed:
        so_far.append(replace(so_far[-1], locked=True))
    return closed


def _macros(package: Package) -> str:
    return _MACROS if any(package.has(f"{folder}/vbaProject.bin") for folder in ("xl", "word", "ppt")) else ""


def _walk_all(package: Package, parts: Sequence[str], text: "_Document", so_far: list[Paper]) -> None:
    try:
        for part in parts:
            if package.has(part):
                package.walk(part, text)
    except _FullError:
        so_far[-1] = replace(so_far[-1], unread=TOO_MUCH)
    finally:
        so_far[-1] = replace(so_far[-1], paragraphs=tuple(text.paragraphs), tables=tuple(map(tuple, text.tables)))


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub("", nfc(text[:_SIGNS])).split())


class _Strings:
    """The strings that sheets share, without those that say how they sound."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._said, self._speaking, self._sound = list[str](), False, 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "x:rPh":
            self._sound += 1
        self._speaking = name == "x:t" and not self._sound

    def text(self, content: str) -> None:
        if self._speaking:
            self._said.append(content)

    def end(self, name: str) -> None:
        if name == "x:rPh":
            self._sound -= 1
        elif name == "x:si":
            self.found.append(_plain("".join(self._said)))
            self._said = []
        self._speaking = False


class _Sheet:
    """All rows of a sheet, added to ``rows``."""

    def __init__(self, name: str, strings: Sequence[str], rows: list[Row]) -> None:
        self._name, self._strings, self._rows = name, strings, rows
        self._cells: dict[int, str] = {}
        self._number, self._column, self._type = 0, -1, "n"
        self._said: list[str] | None = None
        self._left = _CELLS

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "x:row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isdecimal() else self._number + 1
            self._cells, self._column = {}, -1
        elif name == "x:c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _number_of(place[1]) if place else self._column + 1
            self._type = attributes.get("t", "n")
        elif name == "x:v" or (name == "x:t" and self._type == "inlineStr"):
            self._said = []

    def text(self, content: str) -> None:
        if self._said is not None:
            self._said.append(content)

    def end(self, name: str) -> None:
        if name in {"x:v", "x:t"} and self._said is not None:
            said = "".join(self._said)
            self._said = None
            self._left -= 1
            if self._left < 0:
                raise _FullError
            if self._type == "s":
                at = int(said) if said.isdecimal() else -1
                said = self._strings[at] if 0 <= at < len(self._strings) else ""
            elif self._type == "n":
                # Excel stores some whole numbers as 9.12345678E8.
                with_point = "." in said or "E" in said.upper()
                said = f"{float(said):.10g}" if with_point and len(said) < 30 else said[:30]
                said = str(int(float(said))) if "e+" in said else said
            if said := _plain(said):
                self._cells[self._column] = f"{self._cells.get(self._column, '')} {said}".strip()
        elif name == "x:row" and self._cells:
            self._rows.append(Row(self._name, self._number, self._cells))


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Document:
    """Paragraphs, and tables with their rows; what stands in a cell is of its table alone."""

    def __init__(self, table: str, row: str, cell: str, paragraph: str, spoken: frozenset[str]) -> None:
        self._names = table, row, cell, paragraph
        self._spoken = spoken
        self.paragraphs: list[str] = []
        self.tables: list[list[Row]] = []
        self._depth, self._speaking = 0, False
        self._said: list[str] = []
        self._cells: list[list[str]] = []
        self._left = _PARTS

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        table, row, cell, _ = self._names
        if name == table:
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif name == row and self._depth == 1:
            self._cells = []
        elif name == cell and self._depth == 1:
            self._cells.append([])
        elif name in self._spoken:
            self._speaking = True
        elif name in {"w:tab", "w:br", "a:br"}:
            self._said.append(" ")

    def text(self, content: str) -> None:
        if self._speaking:
            self._said.append(content)

    def end(self, name: str) -> None:
        table, row, _, paragraph = self._names
        if name in self._spoken:
            self._speaking = False
        elif name == paragraph:
            self._take(_plain("".join(self._said)))
            self._said = []
        elif name == row and self._depth == 1 and self.tables:
            cells = {at: " ".join(said) for at, said in enumerate(self._cells) if said}
            self.tables[-1].append(Row("", len(self.tables[-1]) + 1, cells))
        elif name == table:
            self._depth -= 1

    def _take(self, said: str) -> None:
        if not said:
            return
        self._left -= 1
        if self._left < 0:
            raise _FullError
        if self._depth and self._cells:
            self._cells[-1].append(said)
        else:
            self.paragraphs.append(said)
