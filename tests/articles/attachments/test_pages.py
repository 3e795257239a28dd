"""Counting pages: what honest documents say, and files that were made to break or to busy whoever opens them."""

import struct
import sys
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from ban_tin.articles.attachments import UncountablePagesError, count_pages
from ban_tin.articles.attachments.effort import TooMuchWorkError, limited_effort
from tests.articles.attachments.documents import docx, encrypted, pdf


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


def saved(path: Path, body: bytes, pages: bytes = b"/Count 1 /Kids []", trailer: bytes = b"") -> Path:
    """Save a PDF written by hand, with a right table of its objects; ``body`` holds those from number 3 on."""
    content = (
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages "
        + pages
        + b">> endobj\n"
        + body
    )
    places = [content.index(b"%d 0 obj" % number) for number in (1, 2)]
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 3\n0000000000 65535 f \n%strailer <</Size 3 /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        trailer,
        len(content),
    )
    path.write_bytes(content + end)
    return path


def test_a_pdf_written_by_hand_is_counted(tmp_path: Path) -> None:
    assert count_pages(saved(tmp_path / "a.pdf", b"")) == 1
    assert count_pages(saved(tmp_path / "a.pdf", b"", b"/Count 0 /Kids []")) == 0
    # A table that comes before itself.
    assert count_pages(saved(tmp_path / "a.pdf", b"", trailer=b"/Prev 110 ")) == 1


def deep(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


STREAM = b"<</Type /ObjStm /N 1000000 /First 9 /Filter /FlateDecode /Length %d>> stream\n%s\nendstream endobj\n"
BOMB = zlib.compress(b"1 0 " * 20_000_000)
HOSTILE_PDFS: dict[str, Callable[[Path], object]] = {
    "a tree that is its own child": lambda path: saved(path, b"", b"/Kids [2 0 R]"),
    "a tree that is its own parent": lambda path: saved(path, b"", b"/Parent 2 0 R /Kids [2 0 R 2 0 R]"),
    "a count that is itself": lambda path: saved(path, b"", b"/Count 2 0 R"),
    "a count of many digits": lambda path: saved(path, b"", b"/Count " + b"9" * 6000),
    "a count of more than there are": lambda path: saved(path, b"", b"/Count 999999999"),
    "a count below nothing": lambda path: saved(path, b"", b"/Count -3"),
    "a count that is a name": lambda path: saved(path, b"", b"/Count /Many"),
    "no count": lambda path: saved(path, b"", b""),
    "lists in lists": lambda path: saved(path, b"", b"/Count " + deep(100_000)),
    "dictionaries in dictionaries": lambda path: saved(path, b"", b"/Count " + b"<</A " * 50_000),
    "a long list": lambda path: saved(path, b"", b"/Kids [" + b"3 0 R " * 1_000_000 + b"]"),
    "a long text": lambda path: saved(path, b"", b"/A (" + b"(" * 3_000_000),
    "a table of a million objects": lambda path: path.write_bytes(
        b"%PDF-1.7\nxref\n0 1000000\n"
        + b"0000000010 00000 n \n" * 1_000_000
        + b"trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    ),
    "no table, and many objects": lambda path: path.write_bytes(
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj << /A [1 2 3] >> endobj\n" % number for number in range(100_000)) + b"%%EOF"
    ),
    "a stream that unpacks to much": lambda path: path.write_bytes(
        b"%PDF-1.7\n5 0 obj " + STREAM % (len(BOMB), BOMB) + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    ),
    "many streams that unpack to much": lambda path: path.write_bytes(
        b"%PDF-1.7\n"
        + b"".join(b"%d 0 obj " % number + STREAM % (len(BOMB), BOMB) for number in range(5, 40))
        + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    ),
    "spaces": lambda path: path.write_bytes(b"%PDF-1.7\n" + b" " * 5_000_000 + b"%%EOF"),
    "no root, in a large file": lambda path: path.write_bytes(
        b"%PDF-1.7\ntrailer <</Size 9999 /Root 7 0 R>>\nstartxref\n9\n%%EOF" + b"\n" * 20_000_000 + b"%%EOF"
    ),
    "nothing but zeros": lambda path: path.write_bytes(bytes(20_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_a_pdf_that_is_made_to_busy_its_reader_ends(tmp_path: Path, name: str) -> None:
    HOSTILE_PDFS[name](tmp_path / "a.pdf")
    with pytest.raises(UncountablePagesError) as refused:
        count_pages(tmp_path / "a.pdf")
    assert str(refused.value).startswith("it is ")


def zipped(path: Path, content: bytes, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        archive.writestr("docProps/app.xml", content)
    return path


def spoilt(path: Path, method: int) -> Path:
    """Damage what is packed, behind the head of the file in the archive."""
    content = bytearray(zipped(path, b"<Pages>3</Pages>" * 200, method).read_bytes())
    start = 30 + len("docProps/app.xml") + 12
    content[start : start + 20] = bytes(each ^ 0xFF for each in content[start : start + 20])
    path.write_bytes(content)
    return path


def lying(path: Path) -> Path:
    """Pack much more than the archive says."""
    content = zipped(path, b" " * 50_000_000).read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 16)))
    return path


def locked(path: Path) -> Path:
    content = bytearray(zipped(path, b"<Pages>3</Pages>").read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


@cache
def _crowd() -> bytes:
    with ZipFile(content := BytesIO(), "w") as archive:
        for number in range(40_000):
            archive.writestr(str(number), b"")
    return content.getvalue()


def crowded(path: Path) -> Path:
    path.write_bytes(_crowd())
    return path


HOSTILE_WORD: dict[str, Callable[[Path], object]] = {
    "much that packs well": lambda path: zipped(path, b"<Pages>3</Pages>" + b"\0" * 50_000_000),
    "more than it says": lying,
    "damaged": lambda path: spoilt(path, ZIP_DEFLATED),
    "damaged, LZMA": lambda path: spoilt(path, ZIP_LZMA),
    "damaged, bzip2": lambda path: spoilt(path, ZIP_BZIP2),
    "with a password": locked,
    "with a password of Word's": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)),
    "half of one": lambda path: path.write_bytes(docx(path).read_bytes()[:2000]),
    "very many files": crowded,
}


@pytest.mark.parametrize("name", HOSTILE_WORD)
def test_a_word_file_that_is_made_to_break_its_reader_is_refused(tmp_path: Path, name: str) -> None:
    HOSTILE_WORD[name](tmp_path / "a.docx")
    with pytest.raises(UncountablePagesError) as refused:
        count_pages(tmp_path / "a.docx")
    assert str(refused.value).startswith("it is ")


@pytest.mark.parametrize(
    "said",
    [b"<Pages>" + b"9" * 6000 + b"</Pages>", b"<Pages>-1</Pages>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"\xff\xfe", b""],
)  # fmt: skip
def test_a_word_file_that_says_nothing_of_use_has_no_pages(tmp_path: Path, said: bytes) -> None:
    assert count_pages(zipped(tmp_path / "a.docx", said)) == 0


@pytest.mark.parametrize("content", [b"", b"PDF", b"{\\rtf1}"])
def test_what_is_no_document_of_word_has_no_pages(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert count_pages(tmp_path / "a.docx") == 0


def test_effort_ends_in_spite_of_what_is_caught() -> None:
    def stubborn() -> None:
        while True:
            try:
                len("")
            except Exception:
                len("")

    before = sys.getprofile()
    with pytest.raises(TooMuchWorkError), limited_effort(1000):
        stubborn()
    assert sys.getprofile() is before
    with limited_effort(1000):
        assert len("abc") == 3
    assert sys.getprofile() is before
