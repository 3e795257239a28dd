"""Pages that office programs save: what they add is for nobody's eyes, and is told."""

from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page import read_content
from newsdesk.importing.web_page.head_lines import read_head_line
from newsdesk.importing.web_page.pictures import is_junk

PROSE = "Sáng nay, Sở Giáo dục và Đào tạo tổ chức lễ tuyên dương học sinh tiêu biểu với sự tham dự của hơn 300 đại biểu, nhà giáo và phụ huynh."


def read(body: str) -> SourceDocument:
    return read_content(f"<html><body><p><b>Tuyên dương học sinh</b></p>{body}</body></html>".encode(), "x.html")


def left_out(document: SourceDocument, kind: str) -> str:
    return " ".join(each.text for each in document.left_out if each.kind == kind)


def test_comments_of_google_docs_are_no_text() -> None:
    comment = '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Kiểm tra lại số tiền</span></p></div>'
    document = read(f'<p>{PROSE}<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><p>{PROSE}</p>{comment}')
    assert "Kiểm tra" not in document.flow and "[a]" not in document.flow
    assert "Kiểm tra lại số tiền" in left_out(document, "comment")


def test_the_footer_of_libreoffice_and_the_end_of_a_mail_are_no_text() -> None:
    document = read(f'<p>{PROSE}</p><p>{PROSE}</p><div title="footer"><p>Trang 1</p></div>')
    assert "Trang 1" not in document.flow and left_out(document, "footer") == "Trang 1"
    head = "<p>Đã gửi: Thứ Năm, 19 Tháng Mười Một 2026 08:15<br>Chủ đề: Gửi tin</p>"
    end = "<p>Trân trọng,</p><p>--<br>Nguyễn Thị Hoa<br>ĐT: 0912 345 678</p>"
    document = read(f"{head}<p>{PROSE}</p><p>{PROSE}</p>{end}")
    assert "0912" not in document.flow and "0912" in left_out(document, "furniture")
    assert "Trân trọng" in read(f"<p>{PROSE}</p><p>{PROSE}</p><p>Trân trọng,</p>").flow


def test_a_date_beside_a_row_of_buttons_is_read_and_the_buttons_are_no_section() -> None:
    for buttons in ("Xem cỡ chữ A- A+ In trang", "English Đọc bài viết Lưu"):
        said = read_head_line(f"19/11/2026 08:15:00 {buttons}")
        assert said.whole and said.dated is not None and said.dated.date == "2026-11-19 08:15"
        assert not said.fields


def test_what_a_phone_calls_a_photo_says_nothing_of_it() -> None:
    for junk in ("z5012345678901 9f8a7b", "IMG 2041", "DSC_0012", "20261120_081500"):
        assert is_junk(junk, "Hội nghị", "a.jpg"), junk
    for said in ("20 học sinh nhận thưởng", "Image 5 năm thành lập", "Zalo của trường"):
        assert not is_junk(said, "Hội nghị", "a.jpg"), said
