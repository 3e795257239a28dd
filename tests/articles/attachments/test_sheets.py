"""Of a workbook, the names of its sheets and what stands above the rows are read; the rows are not."""

from pathlib import Path

import pytest

from ban_tin.articles.attachments.sheets import head_of
from ban_tin.articles.attachments.text import extract_text
from tests.articles.attachments.documents import excel, packed
from tests.articles.attachments.test_text import ODF

STRINGS = ["<t>Danh sách thí sinh</t>", "<t>STT</t>", "<r><t>Họ </t></r><r><t>và tên</t></r><rPh><t>câm</t></rPh>", "<t>Trường</t>", "<t>Lê Thị Hoài Thu</t>", "<t>THPT Bến Lam</t>"]  # fmt: skip
ROWS = """<cols><col min="5" max="6" hidden="1"/></cols><sheetData><row r="1"/>
<row r="2"><c r="B2" t="s"><v>0</v></c></row>
<row r="3" hidden="1"><c r="A3" t="s"><v>5</v></c><c r="B3" t="s"><v>5</v></c><c r="C3" t="s"><v>5</v></c></row>
<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="s"><v>2</v></c><c r="C4" t="s"><v>3</v></c>
<c r="D4" t="inlineStr"><is><t>Ngày
sinh</t></is></c><c r="E4" t="s"><v>5</v></c><c r="G4" t="str"><f>A1</f><v>Điểm</v></c></row>
<row r="5"><c r="A5"><v>1</v></c><c r="B5" t="s"><v>4</v></c><c r="C5" t="s"><v>5</v></c></row></sheetData>"""


def test_title_and_head_of_a_sheet_are_read_and_no_row_below(tmp_path: Path) -> None:
    path = excel(tmp_path / "a.xlsx", {"Lớp 10": ROWS, "Sheet2": "<sheetData/>"}, STRINGS)
    assert extract_text(path) == "Lớp 10\nDanh sách thí sinh\nSTT; Họ và tên; Trường; Ngày sinh; Điểm"


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    assert extract_text(excel(tmp_path / "a.xlsx", {"Lớp 10": ROWS}, STRINGS, state="veryHidden")) == ""


def test_many_rows_are_not_waited_for(tmp_path: Path) -> None:
    rows = ROWS.replace("</sheetData>", '<row><c t="s"><v>4</v></c></row>' * 400_000 + "</sheetData>")
    said = extract_text(excel(tmp_path / "a.xlsx", {"Lớp 10": rows}, [*STRINGS, *["<t>a</t>"] * 300_000]))
    assert said.endswith("Điểm")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([{0: "Sở", 4: "Cộng hòa"}, {2: "Danh sách"}, {0: "STT", 1: "Tên", 2: "Lớp"}, {0: "", 1: "An", 2: "A1"}], ["Sở; Cộng hòa", "Danh sách", "STT; Tên; Lớp"]),
        # One cell for several columns, whose names are below.
        ([{0: "STT", 1: "Tên", 2: "Điểm"}, {2: "Toán", 3: "Văn"}, {0: "", 1: "An", 2: ""}], ["STT; Tên; Điểm", "Toán; Văn"]),
        # A row of words has its first column.
        ([{0: "Tên", 1: "Lớp", 2: "Quê"}, {0: "An", 1: "A1", 2: "Huế", 3: "x"}], ["Tên; Lớp; Quê"]),
        ([{0: "Nội dung", 1: "Ghi chú"}, {0: "", 1: "An"}], ["Nội dung; Ghi chú"]),
        ([{0: "Sở", 4: "Cộng hòa"}, {2: "Danh sách"}, {0: "STT", 1: "Tên"}, {0: "", 1: "An"}], ["Sở; Cộng hòa", "Danh sách", "STT; Tên"]),
        ([{0: "Ghi chú"}, {0: ""}], ["Ghi chú"]),
        # Without numbers: the first row that may be one, and no other.
        ([{0: "Tên", 1: "Lớp"}, {0: "An", 1: "A1"}, {0: "Hà", 1: "A2"}], ["Tên; Lớp"]),
        # A row of the table is none of its head, nor are signatures below it.
        ([{0: "Tên", 1: "Điểm"}, {0: "An", 1: ""}, {0: "Người lập", 1: "Kế toán", 2: "Giám đốc"}], ["Tên; Điểm"]),
        ([{0: "An", 1: ""}, {0: "Hà", 1: ""}], ["An"]),
        ([{0: ""}], []),
        ([], []),
    ],
)  # fmt: skip
def test_where_the_head_is(rows: list[dict[int, str]], lines: list[str]) -> None:
    assert head_of(rows) == lines


def test_sheets_of_open_document(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'

    row = "<table:table-row>{}</table:table-row>".format
    number = '<table:table-cell office:value-type="float"><text:p>7</text:p></table:table-cell>'
    content = f"""<office:document-content {ODF}><table:table table:name="Lớp 10">{row(cell("Danh sách"))}
      {row(cell("STT") + '<table:table-cell table:number-columns-repeated="9"/>' + cell("Họ<text:s/>tên") + cell("Lớp"))}
      {row(number + cell("An") + cell("A1") + cell("B"))}</table:table><table:table table:name="Sheet2"/></office:document-content>"""
    path = packed(tmp_path / "a.ods", {"content.xml": content})
    assert extract_text(path) == "Lớp 10\nDanh sách\nSTT; Họ tên; Lớp"
