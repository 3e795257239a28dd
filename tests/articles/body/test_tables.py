"""Tables of a body: their regions, and their cells by what these hold."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.builders import converted, strict


def tables(folder: Path, text: str) -> BeautifulSoup:
    """Return the body of ``text``, which has nothing wrong."""
    body, findings = converted(folder, text)
    assert not findings.found
    assert "style" not in body.html
    strict(body.html)
    return BeautifulSoup(body.html, "html.parser")


def table(*columns: tuple[str, ...], rule: str = "---") -> str:
    """Return the Markdown of a table of ``columns``, the head of each first."""
    rows = list(zip(*columns, strict=True))
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], (rule,) * len(columns), *rows[1:]))


def region_of(soup: BeautifulSoup) -> Tag:
    """Return the one region of ``soup``."""
    (region,) = soup.select("div.table-scroll")
    return region


def column(soup: BeautifulSoup, number: int, row: str = "td") -> list[Tag]:
    """Return the cells of a column, from 1."""
    return soup.select(f"{row}:nth-of-type({number})")


WIDE = table(*(("Cột", "a"),) * 5)


def test_a_table_says_what_its_heads_are_for_and_keeps_the_alignment_that_was_typed(tmp_path: Path) -> None:
    soup = tables(tmp_path, "| Môn | Giờ | Phòng |\n|:---|:---:|---:|\n| Toán | 8 | 12 |\n\nSau.")
    assert [head["scope"] for head in soup("th")] == ["col"] * 3
    for cells in (soup("th"), soup("td")):
        assert [cell["class"] for cell in cells] == [["align-left"], ["align-center"], ["align-right"]]
    assert soup.find_all(recursive=False)[-1].text == "Sau."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"## Lịch thi\n\nMở đầu.\n\n{WIDE}", ["Lịch thi"]),
        (f"{WIDE}\n\n## Lịch thi\n\n{WIDE}", ["Bảng", "Lịch thi"]),
        (f"## Lịch *thi*\n\n{WIDE}\n\nRồi:\n\n{WIDE}\n\n### Lớp 6 & 7\n\n{WIDE}", ["Lịch thi", "Lịch thi (2)", "Lớp 6 & 7"]),
        (f"- Một\n\n{WIDE}", ["Bảng"]),
    ],
)  # fmt: skip
def test_a_table_is_named_after_the_heading_above_it(tmp_path: Path, text: str, names: list[str]) -> None:
    regions = tables(tmp_path, text).select("div.table-scroll")
    assert [region["aria-label"] for region in regions] == names
    assert {region["role"] for region in regions} == {"group"}


@pytest.mark.parametrize(
    ("columns", "scrolls", "blocks", "lying"),
    [(1, False, False, False), (2, False, True, False), (4, False, True, False), (5, True, False, False), (8, True, False, True)],
)  # fmt: skip
def test_how_many_columns_it_has_says_what_becomes_of_a_table(
    tmp_path: Path, columns: int, scrolls: bool, blocks: bool, lying: bool
) -> None:
    soup = tables(tmp_path, "## Lịch\n\n" + table(*(("Cột", "a"),) * columns))
    region = region_of(soup)
    assert (region.get("tabindex") == "0", bool(region.get("data-hint"))) == (scrolls, scrolls)
    found = soup.select_one("table")
    assert found is not None
    assert ("blocks" in (found.get("class") or [])) == blocks
    assert [cell.get("data-label") for cell in soup("td")] == [None, *["Cột" if blocks else None] * (columns - 1)]
    assert len(soup.select(".lying")) == (2 if lying else 0)


def test_a_cell_that_becomes_a_block_says_which_column_it_is_of(tmp_path: Path) -> None:
    soup = tables(tmp_path, table(("Việc", "Thi"), ("Phòng & ban", "*Khảo thí*")))
    assert soup("td")[1]["data-label"] == "Phòng & ban"


@pytest.mark.parametrize(
    "cells",
    [("1.126", "98"), ("12,5 %", "–"), ("−3", "0"), ("1 250 000", ""), ("**95**", "0,5"), ("…", "7")],
)
def test_a_column_of_numbers_stands_at_the_right_by_itself(tmp_path: Path, cells: tuple[str, ...]) -> None:
    soup = tables(tmp_path, table(("Môn", "a", "b"), ("Số", *cells)))
    assert all("align-right" in cell["class"] for cell in column(soup, 2) + column(soup, 2, "th"))
    assert not any("align-right" in cell.get("class", []) for cell in column(soup, 1) + column(soup, 1, "th"))


@pytest.mark.parametrize(
    "cells",
    [("12", "hai"), ("0200 000 0003", "12"), ("03/12", "04/12"), ("180 phút", "150 phút"), ("–", ""), ("098", "12")],
)
def test_another_column_stays_at_the_left(tmp_path: Path, cells: tuple[str, ...]) -> None:
    soup = tables(tmp_path, table(("Môn", "a", "b"), ("Số", *cells)))
    assert "align-right" not in str(soup)
    # The first column says what a row is about.
    assert "align-right" not in str(tables(tmp_path, table(("Năm", "2025", "2026"), ("Việc", "a", "b"))))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("03/12/2026", True), ("ngày 3/12", True), ("7 giờ 30", True), ("7h30", True), ("8 giờ 00–11 giờ 00", True),
        ("13 giờ 30 – 17 giờ", True), ("0200 000 0003", True), ("+84 200 000 003", True), ("180 phút", True), ("1 250 000", True),
        ("2.026", True), ("2026 – 2027", True), ("ba ngày", False), ("Thứ Năm, 03/12/2026", False), ("7 giờ 30 tại sân trường", False),
        ("9 trường trung học", False), ("12", False),
    ],
)  # fmt: skip
def test_what_is_read_in_one_piece_stays_in_one_line(tmp_path: Path, text: str, whole: bool) -> None:
    cell = column(tables(tmp_path, table(("Việc", "Thi"), ("Khi nào", text))), 2)[0]
    assert ("nowrap" in cell.get("class", [])) == whole


def test_a_long_text_has_room(tmp_path: Path) -> None:
    soup = tables(tmp_path, table(("Môn", "Toán"), ("Ghi chú", "Chỉ tại Trường THPT chuyên")))
    assert [head.get("class") for head in soup("th")] == [None, ["long"]]
