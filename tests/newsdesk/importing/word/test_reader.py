"""What a Word file shows becomes a flow; what it does not show is listed."""

import re

import pytest

from newsdesk.importing.source_document import LeftOut, SourceDocument
from tests.newsdesk.importing.word.making import NUMBERING, box, field, item, p, r, read, relation

STYLES = """<w:styles {spaces}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="chuong"><w:name w:val="Chương"/><w:basedOn w:val="u1"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="cu"><w:name w:val="Văn bản cũ"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="an"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
</w:styles>"""


def plain(document: SourceDocument) -> str:
    """Return a flow without what says where and how things stand."""
    return re.sub(r' data-[a-z]+="[^"]*"', "", document.flow)


def left(document: SourceDocument) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in document.left_out]


def style(key: str) -> str:
    return f'<w:pStyle w:val="{key}"/>'


def test_blocks_say_how_and_where_they_stand() -> None:
    body = p(r("Tiêu đề"), properties='<w:jc w:val="center"/>') + p() + p(r("Hình 1"), properties=style("Caption"))
    found = read(body, styles=STYLES)
    assert found.flow == (
        '<p data-align="center" data-size="14" data-where="đoạn 1">Tiêu đề</p>'
        '<p data-style="caption" data-size="14" data-where="đoạn 2">Hình 1</p>'
    )


def test_headings_are_those_of_styles_and_outlines() -> None:
    body = (
        p(r("Tên"), properties=style("Title"))
        + p(r("Một "), r("hai", "<w:b w:val='0'/>"), properties=style("u1"))
        + p(r("Chương I"), properties=style("chuong"))
        + p(r("Mục"), properties='<w:outlineLvl w:val="2"/>')
        + p(r("In đậm", "<w:b/>"))
    )
    assert plain(read(body, styles=STYLES)) == (
        "<h1>Tên</h1><h1>Một hai</h1><h1>Chương I</h1><h3>Mục</h3><p><strong>In đậm</strong></p>"
    )


def test_emphasis_is_shared_and_spaces_are_kept() -> None:
    body = p(
        r("a "),
        r("b ", "<w:b/>"),
        r("c", "<w:b/><w:i/>"),
        r("d", '<w:vertAlign w:val="superscript"/>'),
        r("e", "<w:strike/>"),
    )
    assert plain(read(body)) == "<p>a <strong>b <em>c</em></strong><sup>d</sup><s>e</s></p>"


def test_letters_that_only_look_like_capitals_are_capitals() -> None:
    assert plain(read(p(r("hội nghị", "<w:caps/>")))) == "<p>HỘI NGHỊ</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (item("a", 1) + item("b", 1), "<ol><li>a</li><li>b</li></ol>"),
        (item("a", 1) + p(r("x")) + item("b", 1), "<ol><li>a</li></ol><p>x</p><ol start=\"2\"><li>b</li></ol>"),
        (item("a", 1) + item("b", 1, 1) + item("c", 1), '<ol><li>a<ol type="a"><li>b</li></ol></li><li>c</li></ol>'),
        (item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 1, 1), '<ol><li>a<ol type="a"><li>b</li></ol></li><li>c<ol type="a"><li>d</li></ol></li></ol>'),
        # Signs of another numbering that stand further to the right are below the number.
        (item("a", 1) + item("b", 2) + item("c", 1), "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        (item("a", 1) + item("b", 4), '<ol><li>a</li></ol><ol start="5"><li>b</li></ol>'),
        # Words that Word counts are words.
        (item("Phạm vi", 3) + item("x", 3, 1) + item("y", 3, 1) + item("Tên", 3), "<p>Điều 1. Phạm vi</p><p>1.1. x</p><p>1.2. y</p><p>Điều 2. Tên</p>"),
        # An empty one counts, and is none.
        (item("a", 1) + item("", 1) + item("c", 1), '<ol><li>a</li></ol><ol start="3"><li>c</li></ol>'),
        (item("a", 99), "<p>a</p>"),
        # A sign that nobody sees: the paragraph goes on with the item before.
        (item("a", 1) + item("b", 5) + item("c", 1), '<ol><li>a</li></ol><p>b</p><ol start="2"><li>c</li></ol>'),
    ],
)  # fmt: skip
def test_lists_are_lists(body: str, expected: str) -> None:
    assert plain(read(body, numbering=NUMBERING)) == expected


def test_tables_keep_what_cells_span() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else p()}</w:tc>"

    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('STT')}{cell('Tên')}{cell('Số')}</w:tr>"
    first = "<w:tr>" + cell("1", '<w:vMerge w:val="restart"/>') + cell("A", '<w:gridSpan w:val="2"/>') + "</w:tr>"
    second = f"<w:tr>{cell('bị che', '<w:vMerge/>')}{cell('B')}{cell('2')}</w:tr>"
    found = read(f"<w:tbl>{head}{first}{second}</w:tbl>")
    assert plain(found) == (
        "<table><thead><tr><th><p>STT</p></th><th><p>Tên</p></th><th><p>Số</p></th></tr></thead><tbody>"
        '<tr><td rowspan="2"><p>1</p></td><td colspan="2"><p>A</p></td></tr><tr><td><p>B</p></td><td><p>2</p></td></tr></tbody></table>'
    )
    assert 'data-where="bảng 1, hàng 3, cột 2"' in found.flow
    # Nobody sees what a cell hides that another one covers.
    assert found.left_out == (LeftOut("hidden", "bị che", "bảng 1, hàng 3, cột 1"),)


def test_a_table_in_a_cell_and_one_in_a_control() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('trong'))}</w:tc></w:tr></w:tbl>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{p(r('ngoài'))}{inner}{p()}</w:tc></w:tr></w:sdtContent></w:sdt>"
    assert plain(read(f"<w:tbl>{row}</w:tbl>")).count("<table>") == 2


def test_changes_count_as_accepted_and_are_told() -> None:
    body = p(
        r("Có "),
        f'<w:ins w:id="1">{r("thêm ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>bớt</w:delText></w:r></w:del>',
        r("rồi"),
    )
    moved = p(f"<w:moveFrom>{r('đi đâu đó')}</w:moveFrom>") + p(f"<w:moveTo>{r('đi đâu đó')}</w:moveTo>")
    found = read(body + moved)
    assert plain(found) == "<p>Có thêm rồi</p><p>đi đâu đó</p>"
    assert left(found) == [("deleted", "bớt")]
    assert [(each.kind, each.about) for each in found.doubts] == [
        ("tracked-changes", "Thêm: 1, xóa: 1, chuyển chỗ: 1.")
    ]


def test_a_deleted_end_of_a_paragraph_joins_two() -> None:
    assert plain(read(p(r("một "), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p(r("hai")))) == "<p>một hai</p>"


def test_rows_that_are_deleted_are_left_out() -> None:
    rows = f"<w:tr><w:tc>{p(r('còn'))}</w:tc></w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p(r('bỏ'))}</w:tc></w:tr>"
    found = read(f"<w:tbl>{rows}</w:tbl>")
    assert "bỏ" not in found.flow
    assert left(found) == [("deleted", "bỏ")]


def test_hidden_text_is_left_out_also_where_a_style_hides_it() -> None:
    found = read(p(r("thấy "), r("mật", "<w:vanish/>"), r(" khẩu", '<w:rStyle w:val="an"/>')), styles=STYLES)
    assert plain(found) == "<p>thấy</p>"
    assert left(found) == [("hidden", "mật khẩu")]


def test_headers_notes_and_comments() -> None:
    body = p(
        r("Chữ"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    body += '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    found = read(
        body,
        footnotes=f"<w:footnotes {{spaces}}><w:footnote w:type='separator' w:id='0'>{p(r('---'))}</w:footnote><w:footnote w:id='2'>{p(r('chân'))}</w:footnote></w:footnotes>",
        endnotes=f"<w:endnotes {{spaces}}><w:endnote w:id='2'>{p(r('cuối'))}{p(r('hai'))}</w:endnote></w:endnotes>",
        comments=f"<w:comments {{spaces}}><w:comment w:id='0' w:author='A'>{p(r('Sửa'))}{p(r('lại'))}</w:comment></w:comments>",
        parts={"word/header1.xml": f"<w:hdr {{spaces}}>{p(r('SỞ'), field('PAGE', r('3')))}</w:hdr>"},
        relations=relation("header1", "header", "header1.xml"),
    )
    assert plain(found) == (
        '<p>Chữ<a class="note" href="#note-1">1</a><a class="note" href="#note-2">2</a></p>'
        '<ol class="notes"><li id="note-1">chân</li><li id="note-2"><p>cuối</p><p>hai</p></li></ol>'
    )
    # The number of the page is read first, within the header.
    assert sorted(left(found)) == [("comment", "Sửa lại"), ("header", "SỞ"), ("page-number", "3")]
    assert {each.where for each in found.left_out} == {"đoạn 1", "đầu trang"}


def test_fields_show_their_results_and_links_lead_out() -> None:
    body = p(field(' HYPERLINK "https://so.example/" ', r("liên kết"))) + p(
        field(' HYPERLINK \\l "muc" ', r("xem mục"))
    )
    body += p(field(" SEQ Hình ", r("3")), r(" Ảnh")) + p(f'<w:fldSimple w:instr=" REF a ">{r("Điều 5")}</w:fldSimple>')
    body += p(f'<w:hyperlink r:id="k">{r("tệp")}</w:hyperlink>')
    found = read(body, relations=relation("k", "hyperlink", "file:///C:/x.docx", external=True))
    assert plain(found) == (
        '<p><a href="https://so.example/">liên kết</a></p><p>xem mục</p><p>3 Ảnh</p><p>Điều 5</p><p>tệp</p>'
    )
    assert left(found) == [("link-local", "file:///C:/x.docx")]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:x", "//so.example/x", "\\\\may\\tep"],
)
def test_no_address_is_a_script(address: str) -> None:
    found = read(
        p(f'<w:hyperlink r:id="k">{r("chữ")}</w:hyperlink>'),
        relations=relation("k", "hyperlink", address, external=True),
    )
    assert plain(found) == "<p>chữ</p>"


def test_a_table_of_contents_is_left_out_whole() -> None:
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        r("I. Mở đầu 1"),
    )
    body += (
        p(r("II. Kết 2"))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p(r("Mở đầu"))
        + p(r("lạc 9"), properties=style("TOC1"))
    )
    found = read(body, styles=STYLES)
    assert plain(found) == "<p>Mở đầu</p>"
    assert left(found) == [("toc", "I. Mở đầu 1\nII. Kết 2\nlạc 9")]


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    found = read(p(r("trước"), box(p(r("trong khung")), p(r("hai")))) + p(r("sau")))
    assert plain(found) == "<p>trước</p><aside><p>trong khung</p><p>hai</p></aside><p>sau</p>"
    assert 'data-where="khung chữ ở đoạn 1"' in found.flow


def test_controls_show_what_was_chosen_and_their_hints_are_left_out() -> None:
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Bấm để nhập')}</w:sdtContent></w:sdt>"
    chosen = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Tiểu học')}</w:sdtContent></w:sdt>"
    ticked = f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>{r("☒")}</w:sdtContent></w:sdt>'
    found = read(p(chosen, ticked, hint))
    assert plain(found) == "<p>Tiểu học☒</p>"
    assert left(found) == [("control", "Bấm để nhập")]


def test_signs_of_wingdings_and_what_nobody_sees() -> None:
    body = p(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        r("\uf0a8", '<w:rFonts w:hAnsi="Wingdings" w:ascii="Wingdings"/>'),
        r("a\xadb\u200bc"),
    )
    body += p(r("x"), "<w:r><w:noBreakHyphen/><w:tab/><w:softHyphen/><w:br/></w:r>", r("y\xa0z"))
    assert plain(read(body)) == "<p>✓□abc</p><p>x-\t<br>y\xa0z</p>"


def test_an_equation_keeps_its_signs() -> None:
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    half = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    found = read(p(r("Tính "), f"<m:oMath>{power}{half}</m:oMath>"))
    assert plain(found) == "<p>Tính x<sup>2</sup>(a+b)/2</p>"
    assert [each.kind for each in found.doubts] == ["equation-line"]


def test_old_letters_are_read_by_the_font_that_a_style_sets() -> None:
    found = read(
        p(r("Héi nghÞ tæng kÕt"), properties=style("cu")) + p(r("Hội nghị"), properties=style("cu")), styles=STYLES
    )
    assert plain(found) == "<p>Hội nghị tổng kết</p><p>Hội nghị</p>"


def test_what_a_document_brings_along_is_named() -> None:
    chunk = "<html><head><title>x</title></head><body><p>Chữ trong tệp</p><script>alert(1)</script></body></html>"
    found = read(
        p(r("a")) + '<w:altChunk r:id="k"/>',
        parts={"word/chunk.html": chunk, "word/vbaProject.bin": b"x"},
        relations=relation("k", "aFChunk", "chunk.html"),
    )
    assert left(found) == [("embedded", "Chữ trong tệp"), ("macros", "")]


def test_a_field_without_an_end_swallows_no_document() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    found = read(p(r("một "), begun, r("hai")) + p(r("ba")) + p(r("bốn")) + p(r("năm")))
    assert plain(found) == "<p>một</p><p>năm</p>"
    # What may be part of it is told.
    assert left(found) == [("hidden", "hai"), ("hidden", "ba"), ("hidden", "bốn")]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    assert (
        plain(read(p(r("N"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + p(r("gày hội"))))
        == "<p>Ngày hội</p>"
    )


def test_white_letters_are_told() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    found = read(
        p(r("thấy "), r("trắng", white))
        + p(r("nền đen", white + '<w:shd w:fill="000000"/>'))
        + p(r("x", white), properties="<w:shd/>")
    )
    assert plain(found) == "<p>thấy trắng</p><p>nền đen</p><p>x</p>"
    assert [(each.kind, each.about, each.where) for each in found.doubts] == [("white-letters", "trắng", "đoạn 1")]


def test_readings_above_letters_are_kept() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    assert plain(read(p(ruby))) == "<p>kan漢</p>"
