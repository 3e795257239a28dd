"""What readers are told of a file before they download it."""

from hashlib import sha256
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from docx import Document
from fpdf import FPDF
from pypdf import PdfWriter

from plugins.attachments import UncountablePagesError, count_pages, inspect_file


def pdf(path: Path, pages: int = 3) -> Path:
    document = FPDF()
    for _ in range(pages):
        document.add_page()
    document.output(str(path))
    return path


def docx(path: Path, pages: str = "<Pages>4</Pages>") -> Path:
    """Save a document of Word that says of itself how many pages it has."""
    plain = path.with_name("plain.docx")
    Document().save(str(plain))
    with ZipFile(plain) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != "docProps/app.xml":
                target.writestr(name, source.read(name))
        target.writestr("docProps/app.xml", f"<Properties>{pages}</Properties>")
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "PDF"), ("a.PDF", "PDF"), ("a.docx", "DOCX"), ("a.xlsx", "XLSX"), ("a.jpeg", "JPG"), ("a.htm", "HTML"),
     ("a.tif", "TIFF"), ("a.tar.gz", "GZ"), ("a", "")],
)  # fmt: skip
def test_a_file_is_told_by_type_size_and_digest(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    attachment = inspect_file(tmp_path / name, name, f"/tin/{name}", "", 7)
    assert (attachment.type, attachment.size, attachment.pages) == (kind, 7, 7)
    assert attachment.sha256 == sha256(b"content").hexdigest()
    assert (attachment.name, attachment.url) == (name, f"/tin/{name}")


@pytest.mark.parametrize(("title", "shown"), [("Kế hoạch", "Kế hoạch"), ("", "ke hoach 128")])
def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path, title: str, shown: str) -> None:
    (tmp_path / "ke-hoach-128.pdf").write_bytes(b"")
    assert inspect_file(tmp_path / "ke-hoach-128.pdf", "ke-hoach-128.pdf", "/x", title, 0).title == shown


@pytest.mark.parametrize("pages", [1, 3])
def test_the_pages_of_a_pdf_are_counted(tmp_path: Path, pages: int) -> None:
    assert count_pages(pdf(tmp_path / "a.PDF", pages)) == pages


def test_a_word_file_says_its_pages(tmp_path: Path) -> None:
    assert count_pages(docx(tmp_path / "a.docx")) == 4
    assert count_pages(docx(tmp_path / "b.docx", "")) == 0
    assert count_pages(docx(tmp_path / "c.docx", "<Pages>nhiều</Pages>")) == 0


def test_other_files_have_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert count_pages(tmp_path / "a.xlsx") == 0


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF"])
def test_a_damaged_pdf_says_why_it_cannot_be_counted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(UncountablePagesError) as refused:
        count_pages(tmp_path / "a.pdf")
    assert str(refused.value)


def encrypted(path: Path) -> bytes:
    writer = PdfWriter(clone_from=pdf(path.with_name("plain.pdf")))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(path)
    return path.read_bytes()


def test_an_encrypted_pdf_cannot_be_counted(tmp_path: Path) -> None:
    encrypted(tmp_path / "a.pdf")
    with pytest.raises(UncountablePagesError):
        count_pages(tmp_path / "a.pdf")


def test_a_pdf_encrypted_in_a_way_that_needs_another_package_cannot_be_counted(tmp_path: Path) -> None:
    content = encrypted(tmp_path / "a.pdf").replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(UncountablePagesError):
        count_pages(tmp_path / "a.pdf")


@pytest.mark.parametrize("make", [pdf, docx])
def test_no_damage_brings_the_build_down(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / f"a.{make.__name__}"
    make(path)
    whole = path.read_bytes()
    chance = Random(1)
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        path.write_bytes(content)
        try:
            assert count_pages(path) >= 0
        except UncountablePagesError as error:
            assert str(error)


def test_nothing_is_written_to_the_file(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    before = path.stat().st_mtime_ns, path.read_bytes()
    inspect_file(path, path.name, "/a.pdf", "", count_pages(path))
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
