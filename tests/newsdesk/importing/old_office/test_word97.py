"""Files of Word 97 to 2003: what they show, and what they don't."""

import re
from collections import Counter
from io import BytesIO

import office_oxide
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsdesk.importing.old_office import read_doc
from newsdesk.importing.old_office.oxide import read_with_oxide
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from tests.newsdesk.importing.counting import words_of, words_of_document, words_of_flow
from tests.newsdesk.importing.old_office.making import (
    BOLD,
    CENTERED,
    DELETED,
    HIDDEN,
    IN_TABLE,
    INSERTED,
    SPECIAL,
    change,
    compound,
    font,
    inline_picture,
    numbered,
    paragraph,
    picture_at,
    row,
    word97,
)
from tests.newsdesk.importing.word.test_pictures import halves
from tests.shared_files import SOAK, need_cases


def plain(document: SourceDocument) -> str:
    return re.sub(r' data-[a-z]+="[^"]*"', "", document.flow)


def left(document: SourceDocument) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in document.left_out]


def reason(content: bytes) -> str:
    with pytest.raises(RefusedSourceError) as error:
        read_doc(content)
    return error.value.kind


def test_what_is_made_here_is_a_word_file_to_another_reader() -> None:
    content = word97([paragraph(("Hội ", BOLD), ("nghị", b"")), paragraph(("hai", b""))])
    assert office_oxide.Document.from_bytes(content, "doc").plain_text().split() == ["Hội", "nghị", "hai"]


def test_letters_paragraphs_and_their_look() -> None:
    found = read_doc(
        word97([paragraph(("Hội ", BOLD), ("nghị", b""), changes=CENTERED), paragraph(("a\x0bb\tc\x1ed", b""))])
    )
    assert plain(found) == "<p><strong>Hội </strong>nghị</p><p>a<br>b\tc-d</p>"
    assert 'data-align="center"' in found.flow
    assert 'data-where="đoạn 2"' in found.flow


def test_letters_of_one_byte() -> None:
    assert (
        plain(read_doc(word97([paragraph(("caf\xe9 \u2013 \u201ctrích\u201d", b""))], narrow=True)))
        == "<p>café – “trích”</p>"
    )


def test_old_letters_are_read_by_their_fonts() -> None:
    fonts = ("Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times")
    found = read_doc(
        word97(
            [
                paragraph(("kÕ ho¹ch", font(2))),
                paragraph(("bá phiÕu ", font(1)), ("và Unicode", font(0))),
                paragraph(("Giaùo duïc", font(3))),
            ],
            fonts=fonts,
        )
    )
    assert plain(found) == "<p>KẾ HOẠCH</p><p>bỏ phiếu và Unicode</p><p>Giáo dục</p>"


def test_what_is_hidden_or_deleted_is_listed() -> None:
    found = read_doc(word97([paragraph(("thấy ", b""), ("mật", HIDDEN), ("bỏ", DELETED), ("thêm", INSERTED))]))
    assert plain(found) == "<p>thấy thêm</p>"
    assert left(found) == [("hidden", "mật"), ("deleted", "bỏ")]
    assert [each.kind for each in found.doubts] == ["tracked-changes"]


def test_tables_have_what_cells_span() -> None:
    def cell(text: str) -> tuple:  # type: ignore[type-arg]
        return paragraph((text, b"") if text else ("", b""), changes=IN_TABLE, end="\x07")

    rows = [
        *(cell(text) for text in ("A", "B", "C")), paragraph(changes=row([0, 2000, 4000, 6000], [0x60, 0, 0]), end="\x07"),
        *(cell(text) for text in ("", "D")), paragraph(changes=row([0, 2000, 6000], [0x20, 0]), end="\x07"),
    ]  # fmt: skip
    found = read_doc(word97([paragraph(("trước", b"")), *rows, paragraph(("sau", b""))]))
    assert plain(found) == (
        '<p>trước</p><table><tbody><tr><td rowspan="2"><p>A</p></td><td><p>B</p></td><td><p>C</p></td></tr>'
        '<tr><td colspan="2"><p>D</p></td></tr></tbody></table><p>sau</p>'
    )
    assert 'data-where="bảng 1, hàng 2, cột 2"' in found.flow


def test_lists_are_lists() -> None:
    body = [
        paragraph(("một", b""), changes=numbered(1)),
        paragraph(("hai", b""), changes=numbered(1, 1)),
        paragraph(("ba", b""), changes=numbered(1)),
        paragraph(("xen", b"")),
        paragraph(("bốn", b""), changes=numbered(2)),
    ]
    assert plain(read_doc(word97(body))) == (
        '<ol><li>một<ol type="a"><li>hai</li></ol></li><li>ba</li></ol><p>xen</p><ol start="4"><li>bốn</li></ol>'
    )


def test_notes_and_headers() -> None:
    body = [paragraph(("Chữ", b""), ("\x02", SPECIAL), (" hết", b""))]
    found = read_doc(
        word97(
            body, notes=[paragraph(("\x02", SPECIAL), (" chân trang", b""))], headers=[paragraph(("SỞ GIÁO DỤC", b""))]
        )
    )
    assert (
        plain(found)
        == '<p>Chữ<a class="note" href="#note-1">1</a> hết</p><ol class="notes"><li id="note-1">chân trang</li></ol>'
    )
    assert left(found) == [("header", "SỞ GIÁO DỤC")]


def test_fields_show_their_results() -> None:
    link = '\x13 HYPERLINK "https://so.example/" \x14liên kết\x15 \x13 PAGE \x149\x15'
    found = read_doc(word97([paragraph((link, b""))]))
    assert plain(found) == '<p><a href="https://so.example/">liên kết</a></p>'
    assert left(found) == [("page-number", "9")]


def test_pictures_come_in_their_place_and_cropped() -> None:
    first = inline_picture(halves())
    data = first + inline_picture(halves(), crop_left=0.5)
    found = read_doc(
        word97(
            [
                paragraph(("\x01", picture_at(0))),
                paragraph(("Chú thích", b"")),
                paragraph(("\x01", picture_at(len(first)))),
            ],
            data=data,
        )
    )
    assert plain(found) == '<p><img src="image1.png" alt=""></p><p>Chú thích</p><p><img src="image2.png" alt=""></p>'
    assert found.pictures["image1.png"] == halves()
    with Image.open(BytesIO(found.pictures["image2.png"])) as image:
        assert image.size == (100, 100)
        assert image.convert("RGB").getpixel((0, 0)) == (0, 0, 255)


def test_text_boxes_and_pictures_that_float_stand_where_they_are_anchored() -> None:
    body = [paragraph(("a\x08", SPECIAL)), paragraph(("b", b""), ("\x08", SPECIAL)), paragraph(("c", b""))]
    found = read_doc(word97(body, boxes=[paragraph(("trong khung", b""))], floating=halves()))
    assert plain(found) == '<p>a</p><aside><p>trong khung</p></aside><p>b<img src="image1.png" alt=""></p><p>c</p>'
    assert found.pictures == {"image1.png": halves()}


def test_a_large_first_letter_belongs_to_its_word() -> None:
    found = read_doc(word97([paragraph(("N", b""), changes=change(0x442C, 0x19)), paragraph(("gày hội", b""))]))
    assert plain(found) == "<p>Ngày hội</p>"


def test_what_is_refused() -> None:
    assert reason(b"") == "empty"
    assert reason(compound({"Workbook": b"x"})) == "wrong-type"
    assert reason(compound({"EncryptedPackage": b"x"})) == "password"
    assert reason(word97([paragraph(("x", b""))], flags=0x0100)) == "password"
    assert reason(word97([paragraph(("x", b""))])[:700]) == "broken"
    assert reason(compound({"WordDocument": b"\xdc\xa5" + b"\0" * 500})) == "old-office"


_WHOLE = word97(
    [
        paragraph(("Hội nghị", BOLD), ("\x02", SPECIAL)),
        paragraph(("A", b""), changes=IN_TABLE, end="\x07"),
        paragraph(changes=row([0, 2000]), end="\x07"),
        paragraph(("\x01", picture_at(0))),
    ],
    notes=[paragraph((" chân", b""))],
    data=inline_picture(halves()),
)


@settings(max_examples=5_000 if SOAK else 60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(_WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        # The interesting bytes: the directory, the block at the beginning, the tables.
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        read_doc(bytes(content[: cut if data.draw(st.booleans()) else None]))
    except RefusedSourceError as error:
        assert error.kind in {"broken", "old-office", "wrong-type", "password", "empty", "too-large"}


def test_the_words_of_real_files_are_those_that_another_reader_finds() -> None:
    for path in need_cases("doc"):
        found = read_doc(path)
        expected = words_of(office_oxide.Document.open(path).plain_text())
        assert expected - words_of_document(found) == Counter(), path.name
        assert words_of_flow(found.flow) - expected == Counter(), path.name


def test_what_another_reader_finds_has_the_same_form() -> None:
    body = [
        paragraph(("Hội ", BOLD), ("nghị", b""), changes=CENTERED),
        paragraph(("A", b""), changes=IN_TABLE, end="\x07"),
        paragraph(changes=row([0, 2000]), end="\x07"),
    ]
    found = read_with_oxide(word97([*body, paragraph(("sau", b""))]), "a.doc")
    assert (
        plain(found)
        == "<p><strong>Hội </strong>nghị</p><table><tbody><tr><td><p>A</p></td></tr></tbody></table><p>sau</p>"
    )
    assert [each.kind for each in found.doubts] == ["old-doc"]
