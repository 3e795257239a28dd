"""What an official document becomes: fields, an unchanged file, and what a person is asked to look at."""

import io
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from demo.attachments import DRAW
from newsdesk.importing.official import take_in, take_in_pdf
from newsdesk.importing.pdf import read_pdf
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, LeftOut, SourceDocument
from newsdesk.importing.word import read_docx
from tests.newsdesk.importing.official.test_forms import MADE
from tests.newsdesk.importing.official.test_recognising import NEWS, letter, plan

FILE = b"PK\x03\x04 these bytes stay as they are"


def taken(flow: str, **more: object) -> SourceDocument:
    return take_in(SourceDocument("Kế hoạch.docx", "0" * 64, flow, **more), FILE, ".docx")  # type: ignore[arg-type]


def values(document: SourceDocument) -> dict[str, object]:
    return {name: found.value for name, found in document.fields.items()}


def test_it_becomes_an_article_of_the_documents_section() -> None:
    document = taken(plan())
    found = values(document)
    assert (
        found["title"] == "Kế hoạch tổ chức Hội thi giáo viên dạy giỏi trung học phổ thông cấp tỉnh năm học 2026 - 2027"
    )
    assert (
        found["summary"]
        == "Kế hoạch số 1284/KH-SGDĐT ngày 05/11/2026 của Sở Giáo dục và Đào tạo. Có hiệu lực từ ngày 01/12/2026."
    )
    assert (found["role"], document.flow, document.to_fill) == ("documents", "", ())
    assert document.attachments == {"ke-hoach-1284-kh-sgddt.docx": FILE}
    assert document.attachment_titles == {"ke-hoach-1284-kh-sgddt.docx": "Kế hoạch số 1284/KH-SGDĐT ngày 05/11/2026"}


def test_what_no_field_has_is_told_too() -> None:
    rest = [doubt.about for doubt in taken(plan()).doubts if doubt.kind == "official-rest"]
    assert rest == ["Cơ quan chủ quản: UBND tỉnh Thanh Sơn", "Nơi ban hành: Thanh Sơn", "Thẩm quyền ký: KT. GIÁM ĐỐC", "Nơi nhận: Như Điều 3; UBND tỉnh (báo cáo); Các trường THPT; Lưu: VT, GDPT"]  # fmt: skip


def test_the_day_of_publication_is_only_likely() -> None:
    found = taken(plan()).fields["date"]
    assert (found.value, found.grade, found.quote) == ("2026-11-05", LIKELY, "Thanh Sơn, ngày 05 tháng 11 năm 2026")
    assert taken(plan()).fields["document_issued"].grade == SURE


def test_letters_get_a_title_in_words() -> None:
    document = taken(letter())
    assert document.fields["title"].value == "Công văn về bảo đảm an toàn trường học trong mùa mưa lũ năm 2026"
    assert list(document.attachments) == ["cong-van-985-sgddt-vp.docx"]


def test_all_words_are_told_as_those_of_the_file() -> None:
    (text,) = [each for each in taken(plan()).left_out if each.kind == "attached-text"]
    assert "Nơi nhận:\n- Như Điều 3;" in text.text.replace("\nKT. GIÁM ĐỐC", "")
    assert "Số: 1284/KH-SGDĐT" in text.text


def test_what_is_not_filled_in_is_asked_for() -> None:
    flow = letter(
        number="Số:      /SGDĐT-VP", date="Thanh Sơn, ngày     tháng     năm 2026", sign="GIÁM ĐỐC\nHọ và tên"
    )
    document = taken(flow)
    assert document.to_fill == ("document_number", "document_issued", "document_signer")
    assert "date" not in document.fields and "summary" not in document.fields
    kinds = [doubt.kind for doubt in document.doubts if doubt.kind != "official-rest"]
    assert kinds == ["blank-number", "blank-date", "official", "unsigned-fields"]
    assert list(document.attachments) == ["cong-van-v-v-bao-dam-an-toan-truong-hoc-trong-mua-mua-lu-nam-2026.docx"]


def test_comments_and_deleted_words_in_the_file_are_a_warning() -> None:
    left = (LeftOut("comment", "Con số này chưa duyệt", "đoạn 4"), LeftOut("header", "2", "đầu trang"))
    doubts = [doubt for doubt in taken(plan(), left_out=left).doubts if doubt.kind == "attached-unseen"]
    assert [doubt.about for doubt in doubts] == ["đoạn 4: Con số này chưa duyệt"]
    assert not [doubt for doubt in taken(plan(), left_out=left[1:]).doubts if doubt.kind == "attached-unseen"]


@pytest.mark.parametrize(
    ("text", "kind"), [("MẬT", "secret-mark"), ("TỐI MẬT\n2", "secret-mark"), ("DỰ THẢO", "draft-mark")]
)
def test_marks_round_the_text_are_told(text: str, kind: str) -> None:
    assert kind in [doubt.kind for doubt in taken(plan(), left_out=(LeftOut("header", text, "đầu trang"),)).doubts]
    assert kind not in [doubt.kind for doubt in taken(plan(), left_out=(LeftOut("comment", text, "đoạn 1"),)).doubts]


def test_other_documents_stay_as_they_are() -> None:
    document = SourceDocument("tin.docx", "0" * 64, NEWS)
    assert take_in(document, FILE, ".docx") is document


def test_the_file_is_attached_unchanged_to_the_byte(tmp_path: Path) -> None:
    for kind, reading in (("docx", read_docx), ("pdf", read_pdf)):
        path = tmp_path / f"Ke hoach 1.{kind}"
        path.write_bytes(DRAW[kind](MADE[1][0]))
        before = sha256(path.read_bytes()).hexdigest()
        read = reading(path)
        document = take_in(read, path, ".docx") if kind == "docx" else take_in_pdf(read, path)
        ((name, file),) = document.attachments.items()
        assert name == f"ke-hoach-214-kh-sgddt.{kind}"
        assert isinstance(file, Path) and sha256(file.read_bytes()).hexdigest() == before == document.digest


def test_letters_that_were_recognised_on_photos_are_never_sure() -> None:
    document = SourceDocument("x.pdf", "0" * 64, plan(), doubts=(Doubt("recognised-text", "x.pdf", ""),))
    found = take_in_pdf(document, FILE).fields
    assert {found[name].grade for name in found if name.startswith("document_")} == {LIKELY}


def test_photos_of_paper_are_attached_with_what_is_to_fill_in() -> None:
    document = take_in_pdf(
        SourceDocument("QĐ 12 (bản ký).pdf", "0" * 64, "", doubts=(Doubt("no-text", "x", ""),)), FILE
    )
    assert document.attachments == {"qd-12-ban-ky.pdf": FILE}
    assert document.to_fill[:3] == ("document_number", "document_type", "document_abstract")
    assert values(document) == {"role": "documents"}
    assert [doubt.kind for doubt in document.doubts] == ["no-text", "unsigned-fields"]


def test_a_pdf_of_news_keeps_its_text_and_is_attached() -> None:
    document = take_in_pdf(SourceDocument("ban-tin.pdf", "0" * 64, NEWS), FILE)
    assert (document.flow, document.attachments, document.fields) == (NEWS, {"ban-tin.pdf": FILE}, {})


def test_a_real_word_file_with_a_comment() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "UBND TỈNH THANH SƠN\nSỞ Y TẾ\nSố: 12/TB-SYT"
    table.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThanh Sơn, ngày 02 tháng 6 năm 2026"
    document.add_paragraph("THÔNG BÁO")
    paragraph = document.add_paragraph("Lịch tiêm chủng tháng 6")
    document.add_comment(paragraph.runs, text="Chưa duyệt", author="A")
    paragraph.paragraph_format.left_indent = Mm(2)
    out = io.BytesIO()
    document.save(out)
    document = take_in(read_docx(out.getvalue(), "x.docx"), out.getvalue(), ".docx")
    assert document.fields["document_issuer"].value == "Sở Y tế"
    assert "attached-unseen" in [doubt.kind for doubt in document.doubts]
