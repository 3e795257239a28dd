"""Files that are damaged, encrypted, too much or something else are refused with a reason; nothing is fetched."""

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word import package, read_docx
from tests.newsdesk.importing.word.making import NUMBERING, box, docx, item, p, picture, r, read, relation
from tests.shared_files import SOAK


def reason(content: bytes) -> str:
    with pytest.raises(RefusedSourceError) as error:
        read_docx(content, "thu.docx")
    return error.value.kind


def zipped(**files: str | bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_what_is_no_word_file() -> None:
    assert reason(b"") == "empty"
    assert reason(b"%PDF-1.7") == "wrong-type"
    assert reason(zipped(**{"a.txt": "x"})) == "wrong-type"
    assert reason(zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})) == "wrong-type"
    workbook = {
        "xl/workbook.xml": "<workbook/>",
        "_rels/.rels": f"<x>{relation('a', 'officeDocument', 'xl/workbook.xml')}</x>",
    }
    assert reason(zipped(**workbook)) == "wrong-type"
    assert reason(docx(p())) == "empty"


def test_what_is_damaged() -> None:
    whole = docx(p(r("chữ")))
    assert reason(whole[: len(whole) // 2]) == "broken"
    assert reason(docx(p(r("a & b")))) == "broken"
    assert reason(docx("").replace(b"PK", b"PK", 1)[:-30]) == "broken"


def test_what_unfolds_or_leads_out() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document/>'
    kinds = "<Types/>"
    assert reason(zipped(**{"[Content_Types].xml": kinds, "word/document.xml": bomb})) == "entities"
    outside = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><w:document/>'
    assert reason(zipped(**{"[Content_Types].xml": kinds, "word/document.xml": outside})) == "entities"


def test_what_is_packed_too_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LIMITS", replace(LIMITS, ratio_from=100_000))
    assert reason(docx(p(r("a" * 2_000_000)))) == "too-packed"


def test_what_says_less_than_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LIMITS", replace(LIMITS, text_bytes=100_000))
    assert reason(docx(p(r("ăâ" * 200_000)))) == "too-packed"


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LIMITS", replace(LIMITS, entries=50))
    assert reason(docx(p(r("a")), parts={f"word/media/{number}.png": b"x" for number in range(60)})) == "too-many"


@pytest.mark.parametrize("depth", [30, 1000, 100_000])
def test_tables_within_tables_end_somewhere(depth: int) -> None:
    inner = "<w:tbl><w:tr><w:tc>" * depth + p(r("x")) + "</w:tc></w:tr></w:tbl>" * depth
    assert reason(docx(inner)) == "too-deep"


def test_text_boxes_within_text_boxes_end_somewhere() -> None:
    inner = p(r("x"))
    for _ in range(22):
        inner = p(
            box(inner).replace("<mc:Fallback>", "<mc:Fallback/>").split("<mc:Fallback/>")[0]
            + "</mc:AlternateContent></w:r>"
        )
    assert reason(docx(inner)) == "too-deep"


def test_a_circle_of_styles_and_references_is_none() -> None:
    circle = '<w:styles {spaces}><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    loop = relation("self", "image", "document.xml") + relation("footer", "footer", "document.xml")
    found = read(
        p(r("chữ"), picture("self"), properties='<w:pStyle w:val="a"/>')
        + '<w:sectPr><w:footerReference r:id="footer"/></w:sectPr>',
        styles=circle,
        relations=loop,
    )
    assert "chữ" in found.flow


def test_a_password_is_told_from_another_kind_of_file() -> None:
    # What an encrypted file holds by name; the directory of the container is enough to tell.
    directory = "EncryptedPackage".encode("utf-16-le")
    assert reason(olefile.MAGIC + b"\0" * 600 + directory) == "password"
    assert reason(olefile.MAGIC + b"\0" * 600) == "wrong-type"


def test_an_encrypted_entry_asks_for_a_password() -> None:
    content = bytearray(docx(p(r("chữ"))))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            flags = struct.unpack_from("<H", content, start + place)[0]
            struct.pack_into("<H", content, start + place, flags | 1)
            start += 4
    assert reason(bytes(content)) == "password"


def test_the_strict_form_and_other_names_of_parts_are_read() -> None:
    content = docx(p(r("chữ"), properties='<w:jc w:val="end"/>'))
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    strict = files["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    found = read_docx(zipped(**{**files, "word/document.xml": strict}))
    assert found.flow == '<p data-align="right" data-where="đoạn 1">chữ</p>'
    moved = {name.replace("word/", "Noi dung/"): data for name, data in files.items()}
    moved["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"/Noi%20dung/document.xml")
    assert "chữ" in read_docx(zipped(**moved)).flow


_WHOLE = docx(
    p(r("Hội nghị"), picture("a")) + item("một", 1) + f"<w:tbl><w:tr><w:tc>{p(r('ô'))}</w:tc></w:tr></w:tbl>",
    numbering=NUMBERING,
)


@settings(max_examples=5_000 if SOAK else 60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    with ZipFile(BytesIO(_WHOLE)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["cut", "digits", "byte"]))
        if kind == "cut":
            del content[place : place + data.draw(st.integers(1, 200))]
            content = content or bytearray(b" ")
        elif kind == "digits":
            # Numbers that no program writes, as long as it is XML.
            content = bytearray(content.replace(b'"1"', b'"-99999999999999999999"').replace(b'"0"', b'"x"'))
        else:
            content[place] = data.draw(st.sampled_from(b'"0<>&x/'))
    try:
        found = read_docx(zipped(**{**files, name: bytes(content)}))
    except RefusedSourceError as error:
        assert error.kind in {"broken", "wrong-type", "empty", "entities"}
    else:
        assert found.flow or found.left_out


def test_a_file_is_read_from_its_path_too(tmp_path: Path) -> None:
    path = tmp_path / "Tệp của phòng.docx"
    path.write_bytes(_WHOLE)
    found = read_docx(path)
    assert found.name == "Tệp của phòng.docx"
    assert found == read_docx(_WHOLE, found.name)
