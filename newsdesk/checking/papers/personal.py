"""Whom an attachment tells of: lists of people first, then single numbers; where the first one stands, and how many there are."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from ban_tin.language.translations import N_
from newsdesk.checking.papers.paper import Paper, Row
from newsdesk.checking.papers.reading import read_paper
from newsdesk.checking.people.lists import Column, column_of, find_lists, heads_of
from newsdesk.checking.people.numbers import Personal, Sort, find_numbers, mask

#: What was found, for people.
SAID = {
    Sort.PHONE: N_("private telephone numbers"),
    Sort.IDENTITY: N_("numbers of identity cards"),
    Sort.BIRTH: N_("days of birth beside names"),
    Sort.ACCOUNT: N_("bank accounts of people"),
}
LIST = N_("a list of people")
_SORTS = {
    Column.PHONE: Sort.PHONE,
    Column.IDENTITY: Sort.IDENTITY,
    Column.ACCOUNT: Sort.ACCOUNT,
    Column.BIRTH: Sort.BIRTH,
}
#: Telephones whose owners are named as whom to ask: as many in one file are no list.
_ASKED = 2
_ASKS = re.compile(r"liên hệ|đầu mối|vướng mắc|thông tin chi tiết|hỗ trợ|contact", re.IGNORECASE)
#: A list in a PDF: its head, and its rows.
_NAMES = re.compile(r"\bhọ\s+(?:và\s+)?tên|họ,\s*tên", re.IGNORECASE)
_TELLS = re.compile(
    r"ngày\s*(?:,\s*tháng\s*(?:,\s*năm\s*)?)?sinh|\bSBD\b|số\s+báo\s+danh|căn cước|\bCCCD\b|định danh|điểm\s+(?:thi\s+)?(?:môn|toán|văn)|tổng điểm|nơi sinh",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b")
_PERSON = re.compile(r"(?:[^\W\d_]{1,7}\s+){1,4}[^\W\d_]{1,7}")
_ROW = re.compile(r"^\s*\d{1,4}[ .)]|\b\d{5,12}\b")
_LEAST = 3
_SERIAL = re.compile(r"[2-4]\d{4}")


Where = TypeVar("Where")


class Told(NamedTuple):
    """What a file tells of people, and where it does first."""

    #: A message id.
    reason: str
    #: The number without most of its digits; of a list the heads of its columns.
    masked: str
    #: How often in the file.
    times: int
    #: Of a PDF, 0 for other files.
    page: int = 0
    #: Of a workbook.
    sheet: str = ""
    #: Of a workbook, as it counts; 0 for other files.
    row: int = 0
    #: What stands before it in a document.
    near: str = ""


def people_told(path: Path, own: frozenset[str]) -> Sequence[Told]:
    """Return what the file ``path`` tells of people; ``own`` are the telephones of the office as they are dialled. Raises ``OSError``."""
    status = path.stat()
    return _told(path, status.st_size, status.st_mtime_ns, own)


@lru_cache(256)
def _told(path: Path, size: int, changed: int, own: frozenset[str]) -> Sequence[Told]:
    return tuple(find_people(read_paper(path), own))


def find_people(paper: Paper, own: Collection[str] = ()) -> Iterator[Told]:
    """Yield what ``paper`` tells of people: of each sort where it does first, and how often."""
    yield from _of_pages(paper, own)
    yield from _of_rows(paper.rows, own)
    singles: list[tuple[Personal, str]] = []
    for table in paper.tables:
        if lists := list(find_lists(table)):
            yield Told(
                LIST, _of_columns(lists[0].heads), lists[0].people, near=_shortened(" ".join(table[0].cells.values()))
            )
        else:
            singles += [(each, said) for row in table for each, said in _of_row(row, {}, own)]
    for text in paper.paragraphs:
        singles += [(each, text) for each in find_numbers(text, own)]
    for sort, found in _sorted(singles):
        first, text = found[0]
        if not _is_asked(sort, [text for _, text in found]):
            yield Told(SAID[sort], mask(sort, first.digits), len(found), near=_shortened(text[: first.start]) or "…")


def _of_pages(paper: Paper, own: Collection[str]) -> Iterator[Told]:
    listed = [(number, count) for number, text in enumerate(paper.pages, 1) if (count := _people_on(text))]
    with_head = any(_is_head(paper.pages[number - 1]) for number, _ in listed)
    if listed and with_head and sum(count for _, count in listed) >= _LEAST:
        heads = dict.fromkeys(
            match[0].lower() for number, _ in listed for match in _TELLS.finditer(paper.pages[number - 1])
        )
        yield Told(LIST, _of_columns(tuple(heads)), sum(count for _, count in listed), page=listed[0][0])
        taken = {Sort.BIRTH}
    else:
        taken = set()
    singles = [
        (each, (number, " ".join(text.split())))
        for number, text in enumerate(paper.pages, 1)
        for each in find_numbers(" ".join(text.split()), own)
    ]
    for sort, found in _sorted(singles):
        each, (page, _) = found[0]
        around = [text[max(one.start - 200, 0) : one.start] for one, (_, text) in found]
        if sort not in taken and not _is_asked(sort, around):
            yield Told(SAID[sort], mask(sort, each.digits), len(found), page=page)


def _is_head(text: str) -> bool:
    return bool(_NAMES.search(text) and _TELLS.search(text))


def _people_on(text: str) -> int:
    """Return how many lines of a page are rows of a list of people."""
    return sum(
        1
        for line in text.splitlines()
        if _PERSON.search(line)
        and (_DAY.search(line) or (_ROW.search(line) and _is_titled(line)))
        and _ROW.search(line)
    )


def _is_titled(line: str) -> bool:
    words = [word for word in line.split() if word.isalpha()]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= len(words) - 1


def _of_rows(rows: Sequence[Row], own: Collection[str]) -> Iterator[Told]:
    singles: list[tuple[Personal, Row]] = []
    for sheet, group in groupby(rows, key=lambda row: row.sheet):
        of_sheet = list(group)
        if lists := list(find_lists(of_sheet)):
            people = lists[0]
            yield Told(LIST, _of_columns(people.heads), people.people, sheet=sheet, row=people.first.number)
            continue
        at, heads = heads_of(of_sheet)
        if at < 0 and of_sheet:
            # No names in the head; what it says of numbers counts all the same.
            heads = next((row.cells for row in of_sheet if any(map(column_of, row.cells.values()))), {})
        singles += [(each, row) for row in of_sheet for each, _ in _of_row(row, heads, own)]
    for sort, found in _sorted(singles):
        each, row = found[0]
        if not _is_asked(sort, [" ".join(one.cells.values()) for _, one in found]):
            yield Told(SAID[sort], mask(sort, each.digits), len(found), sheet=row.sheet, row=row.number)


def _of_row(row: Row, heads: dict[int, str], own: Collection[str]) -> Iterator[tuple[Personal, str]]:
    said = "; ".join(row.cells.values())
    taken = set[Sort]()
    for place, cell in row.cells.items():
        column = column_of(heads[place]) if place in heads else None
        sort = _SORTS.get(column) if column else None
        # Excel drops the zero in front of a number.
        text = f"0{cell}" if sort is Sort.PHONE and len(cell) == 9 and cell.isdecimal() else cell
        for each in find_numbers(text, own, heads.get(place, "")):
            taken.add(each.sort)
            yield each, said
        if sort is Sort.BIRTH and (_DAY.search(cell) or _SERIAL.fullmatch(cell)) and Sort.BIRTH not in taken:
            yield Personal(Sort.BIRTH, 0, len(cell), cell if _DAY.search(cell) else "00/00/****"), said


def _sorted(singles: Sequence[tuple[Personal, Where]]) -> Iterator[tuple[Sort, list[tuple[Personal, Where]]]]:
    for sort in Sort:
        if found := [each for each in singles if each[0].sort is sort]:
            yield sort, found


def _is_asked(sort: Sort, around: Sequence[str]) -> bool:
    """Return whether telephones are of those who answer questions: few, and said so."""
    return sort is Sort.PHONE and len(around) <= _ASKED and all(_ASKS.search(text) for text in around)


def _of_columns(heads: Sequence[str]) -> str:
    return ", ".join(" ".join(head.split()) for head in heads[:5]) or "…"


def _shortened(text: str) -> str:
    return " ".join(text.split())[-60:]
