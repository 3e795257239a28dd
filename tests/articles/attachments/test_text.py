"""The words of attachments: of what offices send, and of files made to break or to busy whoever reads them."""

import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from ban_tin.articles.attachments import text as module
from ban_tin.articles.attachments.gathered import MOST_WORDS
from ban_tin.articles.attachments.text import extract_text
from demo.attachments import DRAW, read_list
from tests.articles.attachments.documents import MC, W, encrypted, excel, packed, pdf, word, written_pdf
from tests.articles.attachments.test_pages import HOSTILE_PDFS, HOSTILE_WORD, saved
from tests.builders import ROOT

PARAGRAPHS = (
    "KẾ HOẠCH TỔ CHỨC HỘI THI",
    "Sở Giáo dục và Đào tạo tỉnh Lam Giang tổ chức Hội thi giáo viên dạy giỏi cấp tỉnh, theo Kế hoạch số 1284/KH-SGDĐT của "
    "Ủy ban nhân dân tỉnh, tại các trường trung học phổ thông.",
    "Hòa bình, hoa\u0300 bình.",
)
TEXT = "\n".join(PARAGRAPHS).replace("a\u0300", "à")


def test_a_pdf_gives_its_paragraphs_as_running_text(tmp_path: Path) -> None:
    assert extract_text(written_pdf(tmp_path / "a.PDF", PARAGRAPHS)) == TEXT


def test_a_scanned_pdf_has_no_words(tmp_path: Path) -> None:
    assert extract_text(pdf(tmp_path / "a.pdf")) == ""


@pytest.mark.parametrize("name", ["a.txt", "a.xls", "a.zip", "a.doc", "a"])
def test_other_kinds_have_no_words(tmp_path: Path, name: str) -> None:
    assert extract_text(written_pdf(tmp_path / name, PARAGRAPHS)) == ""


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extract_text(tmp_path / "a.pdf")


def test_the_demonstrations_attachments_are_read(tmp_path: Path) -> None:
    listed = read_list((ROOT / "demo/attachments.toml").read_text(encoding="utf-8"), "attachments.toml")
    assert listed
    for item in listed:
        path = tmp_path / Path(item.path).name
        path.write_bytes(DRAW[item.kind](item))
        said = extract_text(path)
        for paragraph in item.paragraphs:
            # A form's dots to write on are signs, and no words.
            words = [word for word in paragraph.replace("…", " ").replace("|", " ").split() if len(word) > 3]
            assert [word for word in words if word not in said] == [], path.name


def test_no_more_words_are_taken_than_the_limit(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "<w:p><w:r><w:t>một hai ba bốn</w:t></w:r></w:p>" * MOST_WORDS)
    said = extract_text(path)
    assert len(said.split()) == MOST_WORDS
    assert said.startswith("một hai ba bốn\nmột")
    assert len(extract_text(word(path, f"<w:p><w:r><w:t>{'một ' * 90_000}</w:t></w:r></w:p>")).split()) == MOST_WORDS


def test_word_by_another_program(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Tuyển sinh lớp 10")
    document.add_paragraph("Hội nghị").add_run(" tổng kết").bold = True
    table = document.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("STT", "Họ tên", "1", "Hà"), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    document.save(str(tmp_path / "a.docx"))
    assert extract_text(tmp_path / "a.docx") == "Tuyển sinh lớp 10\nHội nghị tổng kết\nSTT\nHọ tên\n1\nHà"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


SHOWN_RUN, HIDING, CIRCLE = '<w:vanish w:val="0"/>', '<w:rStyle w:val="H2"/>', '<w:rStyle w:val="S"/>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<w:p>{run('Hội ')}<w:r><w:br/></w:r>{run('ng')}{run('hị')}<w:r><w:tab/></w:r>{run('xong')}</w:p>", "Hội nghị xong"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("a") + "</w:p>", "a"),
        # Deleted, moved away, hidden, by itself or by its style.
        (f"<w:p><w:ins>{run('mới')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r>{run('cũ')}</w:del></w:p>", "mới"),
        (f"<w:p><w:moveFrom>{run('xa')}</w:moveFrom><w:moveTo>{run('đây')}</w:moveTo></w:p>", "đây"),
        (f"<w:p>{run('ẩn', '<w:vanish/>')}{run('hiện', SHOWN_RUN)}</w:p>", "hiện"),
        (f"<w:p>{run('ẩn', HIDING)}{run('hiện', CIRCLE)}</w:p>", "hiện"),
        (f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run("ẩn")}{run("hiện", SHOWN_RUN)}</w:p>{run("")}', "hiện"),
        (f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('hiện')}</w:p>", "hiện"),
        # A box of text is there twice, for old programs and new ones.
        (
            f"<w:p>{run('Quanh')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('Khung')}</w:p></w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent><w:p>{run('Khung')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "Khung\nQuanh",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Trang</w:t></w:r></w:p>", "Trang"),
        (f"<w:p>{run('KH')}<w:r><w:noBreakHyphen/></w:r>{run('SGDĐT')}</w:p>", "KH-SGDĐT"),
        # Decomposed, soft hyphens, invisible signs, old fonts.
        ("<w:p>" + run("Hoa\u0300 bi\u0300nh tu\u00ad\u200byển") + "</w:p>", "Hoà bình tuyển"),
        (f"<w:p>{run('kÕ ho¹ch tæ chøc héi nghÞ')}</w:p><w:p>{run('Së Gi¸o dôc')}</w:p>", "kế hoạch tổ chức hội nghị\nSở Giáo dục"),
        (f"<w:p>{run('Café của ông Ngô')}</w:p>", "Café của ông Ngô"),
    ],
)  # fmt: skip
def test_what_a_reader_of_word_sees_is_read_once(tmp_path: Path, body: str, said: str) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="S"><w:basedOn w:val="S"/></w:style></w:styles>'
    )
    assert extract_text(word(tmp_path / "a.docx", body, styles=styles)) == said


def test_notes_stand_behind_the_text_and_neither_remarks_nor_heads_do(tmp_path: Path) -> None:
    notes = {
        kind: f"<w:x {W}><w:p>{run(kind)}</w:p></w:x>"
        for kind in ("comments", "endnotes", "footnotes", "footer", "header")
    }
    path = word(tmp_path / "a.docx", f"<w:p>{run('Thân')}</w:p>", **notes)
    assert extract_text(path) == "Thân\nfootnotes\nendnotes"


def test_slides_are_read_in_their_order(tmp_path: Path) -> None:
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    slides = {
        f"ppt/slides/slide{number}.xml": f"<p:sld {names} {show}><a:p><a:r><a:t>Trang</a:t></a:r><a:br/><a:r><a:t>{number}</a:t></a:r><a:fld><a:t>9</a:t></a:fld></a:p></p:sld>"
        for number, show in ((1, ""), (2, ""), (3, 'show="0"'))
    }
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{kind}/slide" Target="slides/slide{number}.xml"/>' for number in (1, 2, 3)
    )
    order = "".join(f'<p:sldId r:id="r{number}"/>' for number in (2, 1, 3, 4))
    path = packed(
        tmp_path / "a.pptx",
        {
            **slides,
            "ppt/presentation.xml": f'<p:presentation {names} xmlns:r="{kind}">{order}</p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        },
    )
    assert extract_text(path) == "Trang 2\nTrang 1"


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)


def test_open_document_is_read(tmp_path: Path) -> None:
    content = f"""<office:document-content {ODF}>
      <style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
      <text:tracked-changes><text:p>cũ</text:p></text:tracked-changes>
      <text:h>Hội<text:s/>nghị</text:h>
      <text:p>Thân<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Chú</text:p></text:note-body></text:note>
      <text:span text:style-name="T1">ẩn</text:span><text:span>bài</text:span>
      <office:annotation><text:p>nhận xét</text:p></office:annotation></text:p></office:document-content>"""
    assert extract_text(packed(tmp_path / "a.odt", {"content.xml": content})) == "Hội nghị\nChú\nThân bài"


@pytest.fixture
def little_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of what a file may take, but for the long form: the limit is the same, and reached sooner."""
    if not os.environ.get("SOAK"):
        monkeypatch.setattr(module, "_EFFORT", module._EFFORT // 10)


@pytest.mark.usefixtures("little_effort")
@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_a_pdf_that_is_made_to_busy_its_reader_ends(tmp_path: Path, name: str) -> None:
    HOSTILE_PDFS[name](tmp_path / "a.pdf")
    begun = time.process_time()
    assert extract_text(tmp_path / "a.pdf") == ""
    assert time.process_time() - begun < 15


def page(content: bytes, resources: bytes = b"", more: bytes = b"") -> bytes:
    """Return objects of a PDF: a page, number 3, with such a content."""
    return (
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>> %s>>>> endobj\n"
        b"4 0 obj <</Filter /FlateDecode /Length %d>> stream\n%s\nendstream endobj\n"
        b"5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding %s>> endobj\n"
        % (resources, len(packed_ := zlib.compress(content)), packed_, more)
    )


def built(path: Path, objects: bytes) -> Path:
    """Save a PDF without a table of its objects: pypdf builds one."""
    path.write_bytes(
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj\n"
        + objects
        + b"trailer <</Size 99 /Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )
    return path


SHOWN = b"BT /F 12 Tf 50 700 Td (Xin chao) Tj ET\n"
FORM = b"<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X %d 0 R>>>> /Length %d>> stream\n%s\nendstream endobj\n"
FORMS = b"".join(
    b"%d 0 obj " % number + FORM % (number + 1, len(calls := b"/X Do " * 20), calls) for number in range(6, 40)
)
RANGES = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + b"100 beginbfrange <0000> <FFFF> <0041> endbfrange\n" * 3000 + b"endcmap"  # fmt: skip
BUSY_PAGES: dict[str, Callable[[], bytes]] = {
    "a stream that unpacks to much": lambda: page(SHOWN * 3_000_000),
    "very many signs": lambda: page(b"BT /F 12 Tf " + b"(a) Tj 1 0 Td " * 300_000 + b"ET"),
    "one list without end": lambda: page(b"BT /F 12 Tf [" + b"(a) 1 " * 500_000 + b"] TJ ET"),
    "lists in lists": lambda: page(b"BT " + b"[" * 200_000 + b" TJ"),
    "numbers alone": lambda: page(b"1 " * 2_000_000),
    "a sign that is a book": lambda: page(b"BT /F 12 Tf (" + b"a" * 4_000_000 + b") Tj ET"),
    "forms in forms": lambda: page(b"/X Do " * 20, b"/XObject <</X 6 0 R>>", b"") + FORMS,
    "ranges of all signs": lambda: (
        page(SHOWN, b"", b"/ToUnicode 6 0 R")
        + b"6 0 obj <</Length %d>> stream\n%s\nendstream endobj\n" % (len(RANGES), RANGES)
    ),
    "states that are kept": lambda: page(b"q " * 1_000_000),
    "a picture in the text": lambda: page(b"BI /W 9 /H 9 /BPC 8 /CS /RGB ID " + bytes(4_000_000) + b"EI"),
}


def test_a_page_written_by_hand_is_read(tmp_path: Path) -> None:
    assert extract_text(built(tmp_path / "a.pdf", page(SHOWN))) == "Xin chao"


@pytest.mark.usefixtures("little_effort")
@pytest.mark.parametrize("name", BUSY_PAGES)
def test_a_page_that_is_made_to_busy_its_reader_ends(tmp_path: Path, name: str) -> None:
    built(tmp_path / "a.pdf", BUSY_PAGES[name]())
    begun = time.process_time()
    assert len(extract_text(tmp_path / "a.pdf").split()) <= MOST_WORDS
    assert time.process_time() - begun < 15


def test_a_page_that_cannot_be_read_says_nothing_of_the_others(tmp_path: Path) -> None:
    packed_ = zlib.compress(SHOWN * 1_000_000)
    objects = page(SHOWN) + (
        b"6 0 obj <</Type /Page /Parent 2 0 R /Contents 7 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj\n"
        b"7 0 obj <</Filter /FlateDecode /Length %d>> stream\n%s\nendstream endobj\n" % (len(packed_), packed_)
    )
    path = built(tmp_path / "a.pdf", objects)
    path.write_bytes(path.read_bytes().replace(b"/Count 1 /Kids [3 0 R]", b"/Count 3 /Kids [6 0 R 3 0 R 6 0 R]"))
    assert extract_text(path) == "Xin chao"


def test_words_that_were_read_before_the_work_is_too_much_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written_pdf(tmp_path / "a.pdf", PARAGRAPHS, pages=20)
    whole = extract_text(path)
    monkeypatch.setattr(module, "_EFFORT", 300_000)
    part = extract_text(path)
    assert part
    assert len(part) < len(whole)
    assert whole.startswith(part[:200])


def test_a_pdf_with_a_password_has_no_words_and_one_that_anybody_opens_has(tmp_path: Path) -> None:
    encrypted(tmp_path / "a.pdf")
    assert extract_text(tmp_path / "a.pdf") == ""
    writer = PdfWriter(clone_from=written_pdf(tmp_path / "b.pdf", PARAGRAPHS))
    writer.encrypt("", "mật khẩu", algorithm="RC4-128")
    writer.write(tmp_path / "c.pdf")
    assert extract_text(tmp_path / "c.pdf") == TEXT


def test_fonts_that_do_not_say_what_their_signs_mean_give_no_words(tmp_path: Path) -> None:
    assert extract_text(built(tmp_path / "a.pdf", page(b"BT /F 12 Tf (!#$%&*+,! a) Tj ET"))) == ""


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pptx", ".odt", ".ods"])
@pytest.mark.parametrize("name", HOSTILE_WORD)
def test_a_zip_that_is_made_to_break_its_reader_has_no_words(tmp_path: Path, name: str, ending: str) -> None:
    HOSTILE_WORD[name](tmp_path / "a.docx")
    assert extract_text((tmp_path / "a.docx").rename(tmp_path / f"a{ending}")) == ""


LAUGHS = "".join(f"<!ENTITY {chr(letter + 1)} '{f'&{chr(letter)};' * 10}'>" for letter in range(ord("a"), ord("k")))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a 'ha'>{LAUGHS}]>"
BODIES: dict[str, str] = {
    "entities of entities": f"{LAUGHS}<w:document {W}><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:document>",
    "a file from elsewhere": f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>',
    "a DTD from elsewhere": f'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/"><w:document {W}><w:p><w:r><w:t>a</w:t></w:r></w:p></w:document>',
    "half of it": f"<w:document {W}><w:p><w:r><w:t>a</w:t></w:r></w:p>",
    "no XML": "a",
    "nothing": "",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_word_file_whose_text_no_program_wrote_has_no_words(tmp_path: Path, name: str) -> None:
    assert extract_text(packed(tmp_path / "a.docx", {"word/document.xml": BODIES[name]})) == ""


P = "<w:p><w:r><w:t>Một</w:t></w:r></w:p>"
BUSY_BODIES: dict[str, Callable[[], str]] = {
    "10,000 boxes in boxes": lambda: "<w:p><w:r>" * 10_000 + "<w:t>Một</w:t>" + "</w:r></w:p>" * 10_000,
    "signs that pack well": lambda: P + "<w:p/>" + " " * 100_000_000,
    "a text that packs well": lambda: f"<w:p><w:r><w:t>Một {'a' * 30_000_000}</w:t></w:r></w:p>",
    "marks on marks": lambda: (
        f"<w:p><w:r><w:t>Một a{chr(0x323) * 1}{(chr(0x301) + chr(0x323)) * 5_000_000}</w:t></w:r></w:p>"
    ),
    "paragraphs that say nothing": lambda: P + "<w:p/>" * 6_000_000,
    "attributes without end": lambda: P + "<w:p " + " ".join(f'a{number}=""' for number in range(300_000)) + "/>",
    "names without end": lambda: P + "".join(f"<w:n{number}/>" for number in range(300_000)),
    "a remark without end": lambda: f"{P}<!--{'a' * 39_000_000}-->",
}


@pytest.mark.usefixtures("little_effort")
@pytest.mark.parametrize("name", BUSY_BODIES)
def test_a_word_file_that_is_made_to_busy_its_reader_ends_with_what_was_read(tmp_path: Path, name: str) -> None:
    path = word(tmp_path / "a.docx", BUSY_BODIES[name]())
    begun = time.process_time()
    assert extract_text(path).strip() == "Một"
    assert time.process_time() - begun < 15


def test_a_way_of_packing_that_no_office_uses_is_refused(tmp_path: Path) -> None:
    for method, said in ((ZIP_DEFLATED, "Một"), (ZIP_LZMA, "")):
        with ZipFile(tmp_path / "a.docx", "w", method) as archive:
            archive.writestr("word/document.xml", f"<w:document {W} {MC}>{P}</w:document>")
        assert extract_text(tmp_path / "a.docx") == said


CODES = (
    b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <0020> endbfrange endcmap"
)
#: What is damaged, and how it becomes a file: whole files, and what is packed in them.
WHOLE: dict[str, tuple[str, bytes, Callable[[Path, bytes], object]]] = {
    "PDF": (".pdf", page(SHOWN, b"", b"/ToUnicode 6 0 R"), lambda path, content: built(path, content)),
    "signs of a page": (".pdf", SHOWN * 3, lambda path, content: built(path, page(content))),
    "ranges": (".pdf", CODES, lambda path, content: built(path, page(SHOWN, b"", b"/ToUnicode 6 0 R") + b"6 0 obj <</Length %d>> stream\n%s\nendstream endobj\n" % (len(content), content))),
    "Word": (".docx", f"<w:document {W} {MC}>{P * 3}</w:document>".encode(), lambda path, content: packed(path, {"word/document.xml": content})),
    "OpenDocument": (".odt", f"<office:document-content {ODF}><text:p>Một</text:p></office:document-content>".encode(), lambda path, content: packed(path, {"content.xml": content})),
    "sheet": (".xlsx", b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Hai</t></is></c></row>', lambda path, content: excel(path, {"Bảng": f"<sheetData>{content.decode('latin-1')}</sheetData>"}, ["<t>Một</t>"])),
    "sheets of OpenDocument": (".ods", f'<office:document-content {ODF}><table:table table:name="A"><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>Một</text:p></table:table-cell></table:table-row></table:table></office:document-content>'.encode(), lambda path, content: packed(path, {"content.xml": content})),
}  # fmt: skip


@pytest.mark.parametrize("form", WHOLE)
def test_what_is_damaged_below_had_words(tmp_path: Path, form: str) -> None:
    ending, content, made = WHOLE[form]
    made(tmp_path / f"a{ending}", content)
    assert extract_text(tmp_path / f"a{ending}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated")


@settings(
    max_examples=5_000 if os.environ.get("SOAK") == "1" else 50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    form=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=8),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_no_damage_is_raised(folder: Path, form: str, changes: list[tuple[float, bytes]], kept: float) -> None:
    ending, whole, made = WHOLE[form]
    content = bytearray(whole)
    for place, change in changes:
        start = int(place * len(content))
        content[start : start + len(change)] = change
    damaged = folder / f"damaged{ending}"
    made(damaged, bytes(content[: int(kept * len(content))]))
    extract_text(damaged).encode()


@settings(max_examples=2_000 if os.environ.get("SOAK") == "1" else 50, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=6), max_size=3))
def test_any_text_of_a_document_stays_its_words(pages: list[list[str]]) -> None:
    lines = list(module._in_unicode(module._cleaned(line) for page in pages for line in page))
    said = module._tidy(lines)
    assert "\n\n" not in said
    assert said == module._tidy(said.split("\n"))


def test_a_table_of_objects_by_hand_is_no_matter(tmp_path: Path) -> None:
    assert extract_text(saved(tmp_path / "a.pdf", page(SHOWN), b"/Count 1 /Kids [3 0 R]")) in {"", "Xin chao"}
