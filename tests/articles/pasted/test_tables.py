"""Tables as they are pasted: no cell and no word vanishes."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.builders import converted, places


def cells(folder: Path, text: str) -> list[list[str]]:
    soup = BeautifulSoup(converted(folder, text)[0].html, "html.parser")
    return [[cell.get_text() for cell in row(["th", "td"])] for row in soup("tr")]


@pytest.mark.parametrize(
    "text",
    [
        "Môn\tNgày\nToán\t03/12\nVăn | Anh\t",
        "Môn\t\tNgày\nToán\t\t03/12\nVăn | Anh\t\t",
        "  Môn         Ngày\n  ----------- ------\n  Toán        03/12\n  Văn | Anh",
        "-------------------\n  Môn        Ngày\n  ---------- ------\n  Toán       03/12\n\n  Văn\n  | Anh\n-------------------",
        "+------+-------+\n| Môn  | Ngày  |\n+======+=======+\n| Toán | 03/12 |\n+------+-------+\n| Văn  |       |\n| \\| Anh |    |\n+------+-------+",
        "Lịch:\n| Môn | Ngày |\n|—|—|\n| Toán | 03/12 |\n| Văn \\| Anh | |\nHết.",
    ],
)  # fmt: skip
def test_every_drawing_of_a_table_is_that_table(tmp_path: Path, text: str) -> None:
    assert cells(tmp_path, text) == [["Môn", "Ngày"], ["Toán", "03/12"], ["Văn | Anh", ""]]


def test_text_beside_a_table_is_no_row(tmp_path: Path) -> None:
    html = converted(tmp_path, "Lịch:\n| a | b |\n|---|---|\n| c | d |\nHết.")[0].html
    assert html.startswith("<p>Lịch:</p>") and html.endswith("<p>Hết.</p>")


@pytest.mark.parametrize("text", ["1)\tBước một\n2)\tBước hai", "•\tMột\n•\tHai", "Một\thai", "a\tb\n\nc\td"])
def test_a_tab_alone_makes_no_table(tmp_path: Path, text: str) -> None:
    assert cells(tmp_path, text) == []


@pytest.mark.parametrize(("row", "kind"), [("| c | d | e |", "table-wide"), ("| c|d | e |", "table-pipe")])
def test_a_row_wider_than_its_head_is_shown_and_told(tmp_path: Path, row: str, kind: str) -> None:
    text = f"Chữ.\n\n| a | b |\n|---|---|\n| x | y |\n{row}"
    assert cells(tmp_path, text) == [["a", "b", ""], ["x", "y", ""], ["c", "d", "e"]]
    _, findings = converted(tmp_path, text)
    assert places(findings) == [(kind, 6)]
    assert ("| a | b | |" if kind == "table-wide" else "| c\\|d | e |") in findings.sorted()[0].fix()
