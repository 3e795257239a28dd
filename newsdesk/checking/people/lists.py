"""Lists of people in rows: names, and beside them what nobody needs to know: days of birth, marks, numbers, addresses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from newsdesk.checking.papers.paper import Row


class Column(Enum):
    """What a column holds, by its head."""

    NAME = "name"
    BIRTH = "birth"
    CANDIDATE = "candidate"
    MARK = "mark"
    PHONE = "phone"
    IDENTITY = "identity"
    ADDRESS = "address"
    ACCOUNT = "account"
    ORIGIN = "origin"
    POST = "post"


_HEADS: Mapping[Column, re.Pattern[str]] = {
    column: re.compile(pattern, re.IGNORECASE)
    for column, pattern in {
        Column.NAME: r"^họ\b.*tên|^họ(?: đệm| lót)?$|^tên (?:học sinh|thí sinh|hs|sinh viên|trẻ|cháu|giáo viên|người)|^(?:học sinh|thí sinh)$|^full name|^name$",
        Column.BIRTH: r"ngày.*sinh|năm sinh|^sinh ngày|\bntns\b|^ns$|date of birth",
        Column.CANDIDATE: r"\bsbd\b|số báo danh|mã (?:số )?(?:học sinh|hs|thí sinh)",
        Column.MARK: r"^(?:tổng )?điểm\b|^đtb|trung bình|xếp loại|học lực|hạnh kiểm|rèn luyện|^kết quả|^(?:toán|ngữ văn|tiếng anh|vật l[íý]|hóa học|sinh học|lịch sử|địa l[íý])$",
        Column.PHONE: r"điện thoại|\bs?đt\b|di động|\bphone",
        Column.IDENTITY: r"\bcccd\b|căn cước|\bcmnd\b|định danh|chứng minh",
        Column.ADDRESS: r"địa chỉ|nơi (?:ở|cư trú|thường trú)|hộ khẩu|thường trú|chỗ ở|quê quán",
        Column.ACCOUNT: r"tài khoản|\bstk\b",
        Column.ORIGIN: r"^dân tộc|tôn giáo|hộ nghèo|khuyết tật|hoàn cảnh",
        Column.POST: r"chức (?:vụ|danh)|vị trí việc làm",
    }.items()
}  # fmt: skip
_NAME = re.compile(r"[^\W\d_]+(?:[ '-]+[^\W\d_]+){1,6}")
_MARK = re.compile(
    r"\d{1,3}(?:[.,]\d{1,3})?|[A-D][+-]?|tốt|khá|đạt|giỏi|xuất sắc|trung bình|yếu|kém|chưa đạt|đậu|trúng tuyển|không đạt",
    re.IGNORECASE,
)
#: Rows of people that make a list; rows that are looked at for its head.
LEAST, _HEAD_ROWS = 3, 40
#: What no list of people has to show.
_TELLING = (Column.BIRTH, Column.CANDIDATE, Column.MARK, Column.PHONE, Column.IDENTITY, Column.ADDRESS, Column.ACCOUNT, Column.ORIGIN)  # fmt: skip


class PeopleList(NamedTuple):
    """A list of people: the heads of the columns that tell of them as they are written, how many people, and the first of their rows."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    people: int
    first: Row


def column_of(head: str) -> Column | None:
    """Return what the column under ``head`` holds, None where nothing of a person."""
    plain = " ".join(head.split()).strip(" :.*")
    return next((column for column, pattern in _HEADS.items() if pattern.search(plain)), None)


def find_lists(rows: Sequence[Row]) -> Iterator[PeopleList]:
    """Yield the list of people of each sheet."""
    for _, sheet in groupby(rows, key=lambda row: row.sheet):
        if found := _list_of(list(sheet)):
            yield found


def heads_of(rows: Sequence[Row]) -> tuple[int, dict[int, str]]:
    """Return where the head of a table stands among ``rows``, and its cells; of two rows they are joined. -1 where there is none."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        heads = dict(row.cells)
        if Column.NAME not in map(column_of, heads.values()):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        # A second row of the head names columns that the first one has joined, and no person.
        if below and any(column_of(cell) for cell in below.cells.values()):
            heads |= {place: cell for place, cell in below.cells.items() if column_of(cell) or place not in heads}
            return at + 1, heads
        return at, heads
    return -1, {}


def _list_of(rows: Sequence[Row]) -> PeopleList | None:
    at, heads = heads_of(rows)
    if at < 0:
        return None
    columns = {place: column for place, head in heads.items() if (column := column_of(head))}
    (name, *_) = (place for place, column in columns.items() if column is Column.NAME)
    # Family name and given name may stand in two columns.
    people = [
        row for row in rows[at + 1 :] if _NAME.fullmatch(f"{row.cells.get(name, '')} {_given(row, name)}".strip())
    ]
    if len(people) < LEAST:
        return None
    telling = {
        place: column
        for place, column in columns.items()
        if column in _TELLING and sum(_fits(column, row.cells.get(place, "")) for row in people) * 2 >= len(people)
    }
    # A list of who is to be reached at an office has posts and telephones.
    if Column.POST in columns.values() and set(telling.values()) <= {Column.PHONE}:
        return None
    if not telling:
        return None
    return PeopleList(
        tuple(heads[place] for place in telling), tuple(dict.fromkeys(telling.values())), len(people), people[0]
    )


def _given(row: Row, name: int) -> str:
    beside = row.cells.get(name + 1, "")
    return beside if beside.isalpha() and " " not in row.cells.get(name, " ") else ""


def _fits(column: Column, cell: str) -> bool:
    if not cell:
        return False
    if column is Column.MARK:
        return _MARK.fullmatch(cell) is not None
    if column in {Column.PHONE, Column.IDENTITY, Column.ACCOUNT, Column.BIRTH}:
        return any(map(str.isdigit, cell))
    return True
