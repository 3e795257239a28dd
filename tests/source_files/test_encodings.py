"""Bytes that are no UTF-8: UTF-16 is read, and of everything else it is said what it is."""

import unicodedata
from pathlib import Path

import pytest

from ban_tin.source_files import UnusableFileError, read_text

TEXT = "---\ntitle: Hội nghị tổng kết\n---\n\nSáng 20/11, Sở Giáo dục và Đào tạo tổ chức hội nghị.\n"


def why_not(folder: Path, content: bytes, limit: int = 1_000_000) -> UnusableFileError:
    path = folder / "index.md"
    path.write_bytes(content)
    with pytest.raises(UnusableFileError) as caught:
        read_text(path, limit, people=True)
    return caught.value


def windows_1258(text: str) -> bytes:
    """Return ``text`` as Windows writes it: the marks of tones behind their letters."""
    content = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(each for each in apart if each in "\u0300\u0301\u0303\u0309\u0323")
        plain = unicodedata.normalize("NFC", "".join(each for each in apart if each not in tone))
        content += (plain + tone).encode("cp1258")
    return content


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_windows_calls_unicode_is_read(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "index.md"
    path.write_bytes(TEXT.replace("\n", ends).encode(encoding))
    assert read_text(path) == TEXT


def test_a_single_zero_makes_no_utf_16_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "index.md"
    path.write_bytes(f"{TEXT}\0".encode())
    assert read_text(path) == f"{TEXT}\0"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (windows_1258(TEXT), "Windows-1258"),
        ("Le café de l’été à Müller".encode("cp1252"), "Windows-1252"),
        ("Héi nghÞ tæng kÕt n¨m häc".encode("latin-1"), "TCVN3"),
        ("Hoäi nghò toång keát naêm hoïc".encode("latin-1"), "VNI"),
        (b"\xff\xfea\x00\x00\xd8", "UTF-16-LE"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, content: bytes, encoding: str) -> None:
    error = why_not(tmp_path, content)
    assert (error.kind, error.values) == ("encoding-found", {"encoding": encoding})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04" + bytes(2000) + b"word/document.xml", "a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a file of Word, Excel or PowerPoint"),
        (b"PK\x03\x04" + b"xl/workbook.xml", "an Excel file"),
        (b"PK\x03\x04" + b"a.txt", "an archive (ZIP)"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"{\\rtf1\\ansi V\\u7855?n}", "an RTF file of Word"),
        (b"<!DOCTYPE html>\n<html><body>x", "a web page (HTML)"),
        (b"<HTML><body>x", "a web page (HTML)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web page (MHT)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"\0\0\0\x18ftypheic", "an image or a film"),
    ],
)
def test_a_file_of_another_program_with_the_name_of_a_text_is_named(tmp_path: Path, content: bytes, kind: str) -> None:
    for limit in (1_000_000, 4):  # Of any size.
        error = why_not(tmp_path, content, limit)
        assert (error.kind, error.values) == ("source-kind", {"reason": kind})


def test_a_text_that_begins_with_an_element_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "index.md"
    path.write_text("<!-- ghi chú -->\nHTML\n")
    assert read_text(path, people=True) == "<!-- ghi chú -->\nHTML\n"
