"""The forms of the decree's appendices, and documents of ours as Word files and as PDF: the share of fields that are right, and of wrong ones."""

import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from demo.attachments import DRAW, ROOT, Attachment, read_list
from newsdesk.importing.official import recognise
from newsdesk.importing.pdf import read_pdf
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word import read_docx
from tests.newsdesk.importing.official.decree_forms import APPENDIX_3, blank_forms, filled_forms
from tests.shared_files import CASES, need_shared

needs_cases = pytest.mark.usefixtures("cases")


@pytest.fixture(scope="module")
def cases() -> None:
    need_shared(APPENDIX_3)


def fields_of(document: SourceDocument) -> dict[str, str] | None:
    official = recognise(document)
    return None if official is None else {name: str(found.value) for name, found in official.fields.items()}


@needs_cases
def test_the_forms_of_the_decree_are_read_and_nothing_is_made_up() -> None:
    wrong: list[str] = []
    right = forms = 0
    for form in [*blank_forms(), *filled_forms()]:
        forms += 1
        found = fields_of(read_docx(form.content, f"{form.name}.docx"))
        if (found is None) != (form.expected is None):
            wrong.append(f"{form.name}: {found}")
        for name in {*(found or {}), *(form.expected or {})}:
            value, expected = (found or {}).get(name), (form.expected or {}).get(name)
            if value == expected:
                right += 1
            else:
                wrong.append(f"{form.name}: {name} = {value!r}, expected {expected!r}")
    assert wrong == []
    assert forms >= 30 and right >= 180


@needs_cases
def test_published_documents() -> None:
    decree = fields_of(read_docx(CASES / "docx" / "ericphan--30_2020_ND_CP.docx"))
    assert decree == {
        "document_number": "30/2020/NĐ-CP",
        "document_type": "Nghị định",
        "document_abstract": "Về công tác văn thư",
        "document_issuer": "Chính phủ",
        "document_issued": "2020-03-05",
        "document_effective": "2020-03-05",
        "document_signer": "Thủ tướng Nguyễn Xuân Phúc",
    }
    signed = read_pdf(CASES / "pdf" / "nguyenlc--04-2021qd_quy_dinh_chuc_nang_nhiem_vu_cua_ptnmt.signed.pdf")
    assert fields_of(signed) == {
        "document_number": "04/2021/QĐ-UBND",
        "document_type": "Quyết định",
        "document_abstract": "Ban hành Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Phòng Tài nguyên và Môi trường",
        "document_issuer": "Ủy ban nhân dân huyện Chợ Mới",
        "document_issued": "2021-12-17",
        "document_effective": "2021-12-30",
        "document_signer": "Chủ tịch Cù Minh Trọng",
    }
    assert [(doubt.kind, doubt.about) for doubt in signed.doubts] == [("signature", "Ủy ban Nhân dân huyện Chợ Mới (03/01/2022 21:54)")]  # fmt: skip
    scanned = read_pdf(CASES / "pdf" / "nguyenlc--02-btp.signed_thong_tu_02_2022.pdf")
    assert scanned.flow == "" and [doubt.kind for doubt in scanned.doubts] == ["signature", "no-text"]


@needs_cases
def test_other_files_are_no_official_documents() -> None:
    taken = []
    for path in sorted((CASES / "docx").glob("*.docx")):
        if path.name.startswith(("ericphan--30_2020", "5-ke-hoach")):
            continue
        with suppress(RefusedSourceError):
            if fields_of(read_docx(path)) is not None:
                taken.append(path.name)
    assert taken == []


def paper(letters: str, title: str, signer: str, *paragraphs: str, day: date = date(2026, 11, 5)) -> Attachment:
    texts = paragraphs or ("Sở Giáo dục và Đào tạo tỉnh Lam Giang đề nghị các đơn vị thực hiện.", "1. Nội dung. Các đơn vị triển khai theo hướng dẫn này./.")  # fmt: skip
    return Attachment("x", "docx", f"214/{letters}-SGDĐT", title, day, signer, 1, texts)


MADE = [
    (paper("QĐ", "Quyết định\nBan hành Quy chế tiếp công dân của Sở", "GIÁM ĐỐC\nVũ Đình Thạc", "Căn cứ Quyết định số 15/2024/QĐ-UBND ngày 10 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh;", "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.", "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 12 năm 2026./."), "2026-12-01"),
    (paper("KH", "Kế hoạch\nTổ chức Hội thi giáo viên dạy giỏi trung học phổ thông cấp tỉnh năm học 2026–2027", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTạ Mai Uyên"), ""),
    (paper("TB", "Thông báo\nTuyển dụng viên chức giáo dục năm 2026 (đợt 2)", "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nPhùng Chí Hiển"), ""),
    (paper("HD", "Hướng dẫn\nTổ chức dạy học 2 buổi/ngày đối với cấp tiểu học", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTạ Mai Uyên"), ""),
    (paper("BC", "Báo cáo\nKết quả thực hiện nhiệm vụ năm học 2025–2026", "GIÁM ĐỐC\nLương Bách Khê"), ""),
    (paper("TTr", "Tờ trình\nVề việc phê duyệt kế hoạch phát triển giáo dục", "GIÁM ĐỐC\nLương Bách Khê", day=date(2026, 2, 1)), ""),
    (paper("CT", "Chỉ thị\nVề tăng cường bảo đảm an toàn trường học", "GIÁM ĐỐC\nLương Bách Khê"), ""),
    (paper("GM", "Giấy mời\nDự hội nghị sơ kết học kỳ I", "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nPhùng Chí Hiển"), ""),
    (paper("CTr", "Chương trình\nHành động vì trẻ em giai đoạn 2026–2030", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTạ Mai Uyên"), ""),
    (paper("ĐA", "Đề án\nSắp xếp mạng lưới trường, lớp học", "GIÁM ĐỐC\nLương Bách Khê"), ""),
    (paper("NQ", "Nghị quyết\nVề nhiệm vụ trọng tâm năm 2027", "GIÁM ĐỐC\nLương Bách Khê"), ""),
    (paper("PA", "Phương án\nỨng phó thiên tai trong trường học", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTạ Mai Uyên"), ""),
]  # fmt: skip


POSTS = {
    "GIÁM ĐỐC": "Giám đốc",
    "PHÓ GIÁM ĐỐC": "Phó Giám đốc",
    "CHÁNH VĂN PHÒNG": "Chánh Văn phòng",
}


def expected_of(item: Attachment, effective: str) -> dict[str, str]:
    title, _, subject = item.title.partition("\n")
    return {
        "document_number": item.number,
        "document_type": title,
        "document_abstract": " ".join(subject.split()),
        "document_issuer": "Sở Giáo dục và Đào tạo",
        "document_issued": item.issued.isoformat(),
        "document_signer": f"{POSTS[item.signature[0][-1]]} {item.signature[1]}",
    } | ({"document_effective": effective} if effective else {})


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_dozen_types_as_word_files_and_as_pdf(kind: str) -> None:
    for item, effective in MADE:
        content = DRAW[kind](item)
        found = fields_of(read_docx(content, "x.docx") if kind == "docx" else read_pdf(content, "x.pdf"))
        assert found == expected_of(item, effective), item.title


def test_the_letters_of_the_demonstration() -> None:
    listed = read_list((ROOT / "demo/attachments.toml").read_text(encoding="utf-8"), "attachments.toml")
    letters = [item for item in listed if item.kind == "pdf"]
    assert len(letters) >= 6
    for item in letters:
        found = fields_of(read_pdf(DRAW["pdf"](item), "x.pdf"))
        effective = {"712/QĐ-SGDĐT": "2023-11-01", "868/KH-SGDĐT": "2026-08-15"}.get(item.number, "")
        assert found == (expected_of(item, effective) if item.official else None), item.path


def test_a_word_file_with_tabs_and_right_aligned_lines() -> None:
    document = docx.Document()
    for left, right in (
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("XÃ ĐÔNG KINH LAM", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 45/CV-UBND", ""),
    ):
        paragraph = document.add_paragraph(f"{left}\t{right}" if right else left)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(80))
    document.add_paragraph("V/v phối hợp tuyển sinh vào lớp 1")
    document.add_paragraph("Đông Kinh Lam, ngày 02 tháng 6 năm 2026").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("Kính gửi: Các trường tiểu học trên địa bàn")
    document.add_paragraph("Ủy ban nhân dân xã đề nghị các trường phối hợp./.")
    for line in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Pánh"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    found = fields_of(read_docx(out.getvalue(), "x.docx"))
    assert found == {
        "document_number": "45/CV-UBND",
        "document_type": "Công văn",
        "document_abstract": "V/v phối hợp tuyển sinh vào lớp 1",
        "document_issuer": "Ủy ban nhân dân xã Đông Kinh Lam",
        "document_issued": "2026-06-02",
        "document_signer": "Chủ tịch Lò Thị Pánh",
    }


def test_news_of_the_demonstration_are_no_official_documents() -> None:
    pages = sorted(Path("content/tin/2026").glob("*/*/index.md"))[:40]
    assert pages
    for page in pages:
        flow = "".join(f"<p>{line}</p>" for line in page.read_text(encoding="utf-8").split("\n") if "<" not in line)
        assert recognise(SourceDocument(page.name, "", flow)) is None
