"""PDF files: no word is lost, lines become paragraphs and halves a table, and what is broken or locked is one sentence."""

import io
import os
import re
import time
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from ban_tin.articles.attachments.effort import TooMuchWorkError
from demo.attachments import DRAW, ROOT, read_list
from newsdesk.importing.pdf import read_pdf, reader
from newsdesk.importing.pdf.blocks import Margins, blocks_of
from newsdesk.importing.pdf.page_lines import lines_of
from newsdesk.importing.pdf.pieces import Piece, Pieces
from newsdesk.importing.pdf.signatures import common_name
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from tests.articles.attachments.documents import encrypted, pdf, written_pdf
from tests.articles.attachments.test_pages import HOSTILE_PDFS
from tests.articles.attachments.test_text import BUSY_PAGES, built
from tests.newsdesk.importing.official.test_recognising import PLAN, as_rows, letter, plan, values
from tests.shared_files import CASES, need_shared

#: The unsigned and the signed file, where the cases lie beside the checkout.


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def shown(document: SourceDocument) -> Counter[str]:
    text = unescape(re.sub(r"</?(?:strong|em)>", "", document.flow))
    return words(re.sub(r"<[^>]*>", " ", text)) + words(
        " ".join(each.text for each in document.left_out if each.kind != "stamp")
    )


def plain(content: bytes | Path) -> Counter[str]:
    file = PdfReader(io.BytesIO(content) if isinstance(content, bytes) else content)
    return words("\n".join(page.extract_text() for page in file.pages))


@pytest.fixture(scope="module")
def letters() -> dict[str, bytes]:
    listed = read_list((ROOT / "demo/attachments.toml").read_text(encoding="utf-8"), "attachments.toml")
    return {item.path: DRAW["pdf"](item) for item in listed if item.kind == "pdf"}


def test_every_word_of_the_demonstration_s_letters_is_there(letters: dict[str, bytes]) -> None:
    assert len(letters) >= 6
    for name, content in letters.items():
        assert shown(read_pdf(content, name)) == plain(content), name


def test_every_word_of_published_files_is_there() -> None:
    for path in need_shared(CASES / "pdf").glob("*.pdf"):
        assert shown(read_pdf(path)) == plain(path), path.name


WORD = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ", min_size=1, max_size=7)


@settings(max_examples=25)
@given(st.lists(st.lists(WORD, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=8))
def test_paragraphs_of_any_words_lose_none(tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]) -> None:
    path = written_pdf(tmp_path_factory.mktemp("pdf") / "a.pdf", paragraphs)
    assert shown(read_pdf(path)) == words(" ".join(paragraphs))


def test_lines_are_put_together_to_paragraphs(tmp_path: Path) -> None:
    one = "Sở Giáo dục và Đào tạo đề nghị các đơn vị tổ chức thực hiện nghiêm túc các nội dung trong kế hoạch này và báo cáo kết quả về Sở."
    two = "1. Các trường trung học phổ thông rà soát cơ sở vật chất; sửa chữa phòng học xuống cấp trước mùa mưa lũ hằng năm."
    document = read_pdf(written_pdf(tmp_path / "a.pdf", [one, two]))
    assert [unescape(text) for text in re.findall(r"<p[^>]*>(.*?)</p>", document.flow)] == [one, two]


def test_numbers_of_pages_and_running_heads_are_listed() -> None:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for number in range(1, 5):
        document.add_page()
        document.cell(0, 8, "Ban tin noi bo", align="C", new_x="LMARGIN", new_y="NEXT")
        for line in range(6):
            document.cell(0, 8, f"Dong {line} cua trang {number} la van ban thuong.", new_x="LMARGIN", new_y="NEXT")
        document.cell(0, 8, f"{number}", align="C")
    read = read_pdf(bytes(document.output()), "a.pdf")
    kinds = Counter((each.kind, each.text) for each in read.left_out)
    assert kinds["header", "Ban tin noi bo"] == 3
    assert {text for kind, text in kinds if kind == "page-number"} == {"1", "2", "3", "4"}
    assert "Ban tin noi bo" in read.flow and read.flow.count("Dong 3") == 4


def piece(text: str, x: float, y: float, order: int, font: str = "Times", size: float = 13) -> Piece:
    return Piece(text, x, y, x + len(text) * size * 0.5, size, font, order)


def blocks(*pieces: Piece) -> str:
    return "".join(blocks_of(lines_of(pieces), Margins(85, 540), 1))


def test_halves_of_a_page_become_a_table() -> None:
    flow = blocks(
        piece("SỞ NỘI VỤ", 100, 700, 0), piece("CỘNG HÒA", 380, 700, 1), piece("Số: 12/KH-SNV", 100, 684, 2), piece("Độc lập", 390, 684, 3)
    )  # fmt: skip
    assert re.sub(r' data-where="[^"]*"', "", flow) == (
        "<table><tbody><tr><td><p>SỞ NỘI VỤ</p></td><td><p>CỘNG HÒA</p></td></tr>"
        "<tr><td><p>Số: 12/KH-SNV</p></td><td><p>Độc lập</p></td></tr></tbody></table>"
    )


def test_a_number_that_was_stamped_into_its_place_is_one_line() -> None:
    flow = blocks(piece("Số:          /KH-SNV", 100, 700, 0), piece("CỘNG HÒA", 380, 700, 1), piece("128", 125, 701, 9))
    assert "<p>Số: 128 /KH-SNV</p>" in flow
    assert "Chợ Mới, ngày 05 tháng 3 năm 2026" in blocks(
        piece("Chợ Mới, ngày ", 300, 700, 0), piece("05", 380, 700, 1), piece(" tháng 3 năm 2026", 396, 700, 2)
    )


def test_letters_of_old_fonts_become_unicode_and_ligatures_letters() -> None:
    flow = blocks(piece("Së Gi¸o dôc vµ §µo t¹o", 85, 700, 0, ".VnTime"))
    assert "Sở Giáo dục và Đào tạo" in flow
    pieces = Pieces()
    pieces("ﬁle o\u0323", [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 85, 700], None, 12)
    assert pieces.settle(595, 842)[0][0].text == "file ọ"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_that_lie_across_are_read_as_they_are_seen(angle: int) -> None:
    document = FPDF(unit="pt")
    document.add_page()
    document.set_font("Times", size=13)
    with document.rotation(angle, 300, 420):
        document.text(100, 300, "UBND HUYEN CHO MOI")
        document.text(420, 300, "CONG HOA XA HOI")
        document.text(100, 320, "So: 12/KH-UBND")
        document.text(100, 360, "Dong thu nhat cua van ban nam ngang tren giay")
    read = read_pdf(bytes(document.output()), "a.pdf")
    assert read.left_out == ()
    assert re.sub("<[^>]*>+", " ", read.flow).split()[:7] == ["UBND", "HUYEN", "CHO", "MOI", "CONG", "HOA", "XA"]
    assert read.flow.startswith("<table>")


def test_what_stands_aslant_is_a_watermark(letters: dict[str, bytes]) -> None:
    content = next(iter(letters.values()))
    assert ("watermark", "VĂN BẢN MINH HỌA") in [(each.kind, each.text) for each in read_pdf(content, "a").left_out]


def test_pictures_beside_a_text_are_told_and_marks_are_not() -> None:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    document.add_page()
    document.cell(0, 8, "Ban tin noi bo so 12 nam 2026 cua don vi")
    for size in (40, 320):
        picture = io.BytesIO()
        Image.new("RGB", (size, size + 20), (size % 200, 90, 90)).save(picture, "JPEG")
        document.image(picture, 20, 40, 50)
    read = read_pdf(bytes(document.output()), "a.pdf")
    assert [(each.kind, each.text, each.where) for each in read.left_out] == [("pdf-picture", "320 × 340", "trang 1")]


def test_photos_of_paper_have_no_text(tmp_path: Path) -> None:
    read = read_pdf(pdf(tmp_path / "a.pdf", 2))
    assert (read.flow, [doubt.kind for doubt in read.doubts]) == ("", ["no-text"])


def test_letters_under_a_photo_are_those_of_a_program() -> None:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    document.add_page()
    document.cell(0, 8, "Ban tin noi bo so 12 nam 2026 cua don vi")
    content = document.output()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    page = writer.pages[0]
    stream = page.get_contents()
    assert stream is not None
    stream.set_data(stream.get_data().replace(b"BT ", b"BT 3 Tr ", 1))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    assert "recognised-text" in [doubt.kind for doubt in read_pdf(out.getvalue(), "a").doubts]
    assert "recognised-text" not in [doubt.kind for doubt in read_pdf(bytes(content), "a").doubts]


def test_a_password_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedSourceError) as error:
        read_pdf(encrypted(tmp_path / "a.pdf"))
    assert error.value.kind == "password-pdf"


def certificate(issuer: str, subject: str) -> bytes:
    """Return the middle of a certificate: names around its validity."""

    def name(text: str) -> bytes:
        value = text.encode()
        return bytes.fromhex("0603550403") + bytes([0x0C, len(value)]) + value

    return name(issuer) + b"\x30\x1e\x17\x0d250101000000Z\x17\x0d300101000000Z\x30\x55\x31\x0b" + name(subject)


def test_whose_signature_it_is_and_not_whose_authority() -> None:
    chain = (
        certificate("Gốc", "Cơ quan chứng thực") + b"\x00" * 40 + certificate("Cơ quan chứng thực", "Sở Y tế Thanh Sơn")
    )
    assert common_name(chain) == "Sở Y tế Thanh Sơn"
    assert common_name(chain[:20]) == common_name(b"") == ""


@given(st.binary(max_size=300))
def test_any_bytes_for_a_signature(content: bytes) -> None:
    common_name(bytes.fromhex("0603550403") + content)


def signed(content: bytes, contents: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    value = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/M"): TextStringObject("D:20261105083000+07'00'"), NameObject("/Contents"): ByteStringObject(contents)})  # fmt: skip
    field = writer._add_object(DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): writer._add_object(value)}))  # fmt: skip
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signature_is_told_with_its_time(letters: dict[str, bytes]) -> None:
    content = signed(next(iter(letters.values())), certificate("Gốc", "Sở Y tế Thanh Sơn"))
    assert [(d.kind, d.about) for d in read_pdf(content, "a").doubts] == [
        ("signature", "Sở Y tế Thanh Sơn (05/11/2026 08:30)")
    ]


def annotated(content: bytes, texts: list[tuple[str, float, float]]) -> bytes:
    """Return a PDF with texts in annotations at places of its first page, as programs that sign put them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    found = ArrayObject()
    for text, x, y in texts:
        form = DecodedStreamObject()
        form.set_data(f"BT /F 10 Tf 0 2 Td ({text}) Tj ET".encode())
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Times-Roman")})  # fmt: skip
        form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): ArrayObject(map(NumberObject, (0, 0, 99, 14))), NameObject("/Resources"): DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})})  # fmt: skip
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/Rect"): ArrayObject(map(FloatObject, (x, y, x + 99, y + 14))), NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(form)})})  # fmt: skip
        found.append(writer._add_object(note))
    writer.pages[0][NameObject("/Annots")] = found
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_number_and_a_day_in_annotations_are_read_and_what_a_signature_shows_is_listed() -> None:
    document = FPDF(unit="pt")
    document.add_page()
    document.set_font("Times", size=13)
    for x, y, text in (
        (60, 60, "So:                /KH-SNV"),
        (300, 60, "CONG HOA XA HOI"),
        (300, 90, "Cho Moi, ngay        thang 11 nam 2026"),
    ):
        document.text(x, y, text)
    height = float(document.h)
    content = annotated(bytes(document.output()), [("1284", 85, height - 61), ("05", 386, height - 91), ("Nguoi ky: So Noi vu", 400, 700)])  # fmt: skip
    read = read_pdf(content, "a.pdf")
    assert "So: 1284 /KH-SNV" in read.flow and "ngay 05 thang 11" in read.flow
    assert [(each.kind, each.text) for each in read.left_out] == [("stamp", "Nguoi ky: So Noi vu")]


@pytest.fixture
def little_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fortieth of what a file may take, but for the long form: the limit is the same, and reached sooner."""
    if not os.environ.get("SOAK"):
        monkeypatch.setattr(reader, "MOST_CALLS", reader.MOST_CALLS // 40)


@pytest.mark.usefixtures("little_effort")
@pytest.mark.parametrize("name", [*HOSTILE_PDFS, *BUSY_PAGES][:: 1 if os.environ.get("SOAK") else 4])
def test_a_pdf_that_is_made_to_busy_its_reader_ends(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.pdf"
    if name in HOSTILE_PDFS:
        HOSTILE_PDFS[name](path)
    else:
        built(path, BUSY_PAGES[name]())
    begun = time.process_time()
    try:
        read = read_pdf(path)
    except (RefusedSourceError, MemoryError):
        pass
    else:
        assert len(read.flow) < 500_000
    assert time.process_time() - begun < 15


def test_a_cut_file_is_one_sentence_or_what_is_left(letters: dict[str, bytes]) -> None:
    content = next(iter(letters.values()))
    for length in [0, 1, 5, 8, 100, *range(500, len(content), max(1, len(content) // 12))]:
        try:
            read_pdf(content[:length], "a.pdf")
        except RefusedSourceError as error:
            assert error.kind in {"broken", "empty", "too-slow"}
        except TooMuchWorkError:
            pytest.fail("an internal error came out")


def test_what_is_no_pdf() -> None:
    for content in (b"", b"PK\x03\x04", b"<html>", b"MZ" + bytes(100)):
        with pytest.raises(RefusedSourceError):
            read_pdf(content, "a.pdf")


#: As offices set their letters.
STYLE = """<style>@page { size: A4; margin: 20mm 15mm 20mm 30mm } body { font: 13pt serif } p { margin: 0 0 3pt; text-align: justify }
table { width: 100% } td p { text-align: center } [data-align=center] { text-align: center } [data-align=right] { text-align: right }</style>"""


def test_what_a_browser_prints_is_read_as_well(browser: Browser) -> None:
    page = browser.new_page()
    try:
        for flow, expected in ((plan(), PLAN), (plan(as_rows), PLAN), (letter(), values(letter()))):
            page.set_content(STYLE + flow)
            content = page.pdf(prefer_css_page_size=True)
            assert values(read_pdf(content, "a.pdf").flow) == expected
            lost = words(re.sub(r"<[^>]*>", " ", flow)) - shown(read_pdf(content, "a.pdf"))
            assert lost.total() == 0
    finally:
        page.close()
