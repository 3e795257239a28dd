"""Tables whose sums don't add up."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.structure import Cell, Table

_TOTAL = re.compile(
    r"\W*(?:tổng(?: (?:cộng|số|toàn \w+|chung|các khoản))?|cộng|toàn (?:tỉnh|ngành|trường|huyện|xã|thành phố))\W*",
    re.IGNORECASE,
)
_SOME = re.compile(r"\W*(?:cộng|tổng|trong đó|tiểu|chia ra|gồm)\b", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?|-?\d{1,3}(?:,\d{3}){2,}")
#: Columns of numbers that nobody adds up.
_NOT_ADDED = re.compile(
    r"tỷ lệ|tỉ lệ|%|trung bình|\btb\b|bình quân|điểm|\bstt\b|\btt\b|năm sinh|số hiệu|điện thoại|thứ hạng|xếp|ngày|giờ|lớp$|phòng$|mã|hệ số|đơn giá|mức|tuổi",
    re.IGNORECASE,
)


def read_number(text: str) -> Decimal | None:
    """Return the number that a cell holds alone, as Vietnamese writes it: 1.250 and 12,5."""
    plain = text.strip("* _\\")
    if not _NUMBER.fullmatch(plain):
        return None
    if plain.count(",") > 1:
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(".", "").replace(",", "."))


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find cells in the row of sums of a table that are not the sum of what stands above."""
    for table in article.tables:
        yield from _find_in(article, table)


def _find_in(article: CheckedArticle, table: Table) -> Iterator[Found]:
    head, *rows = table.rows
    totals = [at for at, row in enumerate(rows) if any(_TOTAL.fullmatch(cell.text.strip("*_ ")) for cell in row[:3])]
    if len(rows) < 3 or totals not in ([len(rows) - 1], [0]):
        return
    total = rows[totals[0]]
    parts = rows[:-1] if totals[0] else rows[1:]
    if any(_SOME.match(cell.text.strip("*_ ")) for row in parts for cell in row[:3]):
        return
    columns = list[tuple[int, Decimal, Decimal]]()
    for column, cell in enumerate(total):
        said = read_number(cell.text)
        if said is None or (column < len(head) and _NOT_ADDED.search(head[column].text)):
            continue
        values = [read_number(row[column].text) if column < len(row) else None for row in parts]
        # A gap or a dash is nothing; a word is something that can't be added.
        if any(
            value is None and column < len(row) and row[column].text.strip("–-— *")
            for value, row in zip(values, parts, strict=True)
        ):
            continue
        numbers = [value for value in values if value is not None]
        if len(numbers) >= 2:
            columns.append((column, said, sum(numbers, Decimal(0))))
    right = [each for each in columns if each[1] == each[2]]
    for column, said, added in columns:
        near = added and abs(said - added) <= added / 2
        if said != added and (right or (near and len(columns) == 1)):
            yield found_at(
                article, total[column].start, text=total[column].text, sum=_format(added), column=_name(head, column)
            )


def _name(head: Sequence[Cell], column: int) -> str:
    return head[column].text if column < len(head) and head[column].text else str(column + 1)


def _format(value: Decimal) -> str:
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


_TABLE = (
    "| Trường | Lớp | Học sinh |\n|---|---|---|\n| A | 10 | 1.250 |\n| B | 12 | 300 |\n| **Tổng cộng** | 22 | {} |\n"
)
RULES = (Rule("table-sum", Example(_TABLE.format("1.550")), Example(_TABLE.format("1.560")), find, vietnamese=True),)
