"""The ways in which pages are saved, and the encodings that they are in."""

import unicodedata
from pathlib import Path

import pytest

from bench.importing.portal_articles import Picture
from bench.importing.portal_pages import Page, make_pages, mht_of, save_html
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page import read_content, read_page, read_pasted

TEXT = "Sáng 20/11, tại Hội trường Sở, Đảng ủy Sở Giáo dục và Đào tạo đã tổ chức hội nghị sơ kết công tác; các đại biểu cùng trao đổi về nhiệm vụ sắp tới."


@pytest.fixture(scope="module")
def page() -> Page:
    return next(
        each
        for each in make_pages(8)
        if each.frame == "vhv" and sum(isinstance(block, Picture) for block in each.article.blocks) > 1
    )


def shown(page: Page) -> int:
    return len({block.file for block in page.article.blocks if isinstance(block, Picture)})


@pytest.mark.parametrize("ending", ["_files", "_tệp"])
def test_a_page_with_its_folder(page: Page, tmp_path: Path, ending: str) -> None:
    document = read_page(save_html(page, tmp_path, ending))
    assert len(document.pictures) == shown(page)
    assert all(isinstance(file, Path) and file.is_file() for file in document.pictures.values())
    assert document.fields["aliases"].value == (page.address.partition("example")[2],)
    assert document.doubts == ()


def test_names_in_the_other_way_of_writing_marks_are_found(page: Page, tmp_path: Path) -> None:
    """Zip files of a Mac have the letters of ``tệp`` and their marks apart."""
    path = save_html(page, tmp_path, "_tệp")
    folder = next(each for each in tmp_path.iterdir() if each.is_dir())
    folder.rename(tmp_path / unicodedata.normalize("NFD", folder.name))
    assert len(read_page(path).pictures) == shown(page)


@pytest.mark.parametrize("old", [False, True])
def test_a_page_in_one_file(page: Page, tmp_path: Path, old: bool) -> None:
    path = tmp_path / "bai.mht"
    path.write_bytes(mht_of(page, old))
    document = read_page(path)
    assert document.fields["title"].value == page.article.title
    assert len(document.pictures) == shown(page)
    assert all(isinstance(content, bytes) and content.startswith(b"\x89PNG") for content in document.pictures.values())
    assert str(document.fields["date"].value)[:10] == f"{page.article.date:%Y-%m-%d}"


def test_a_page_in_one_file_that_ends_too_early_says_so(page: Page) -> None:
    content = mht_of(page)
    document = read_content(content[: content.rfind(b"--===") - 20], "bai.mht")
    assert "truncated" in {doubt.kind for doubt in document.doubts}


def test_what_was_copied_from_a_browser() -> None:
    html = f"<html><body>\r\n<!--StartFragment--><h1>Hội nghị sơ kết công tác Đảng</h1><p>{TEXT}</p><!--EndFragment-->\r\n</body></html>"
    head = "Version:0.9\r\nStartHTML:0000000157\r\nEndHTML:0000000999\r\nStartFragment:0000000193\r\nEndFragment:0000000900\r\nSourceURL:http://so.example/tin/bai-1.html\r\n"
    document = read_pasted((head + html).encode())
    assert "Version" not in document.flow
    assert TEXT in document.flow
    assert document.fields["title"].value == "Hội nghị sơ kết công tác Đảng"
    assert document.fields["aliases"].value == ("/tin/bai-1.html",)


def page_of(text: str, charset: str = "utf-8") -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>x</title></head><body><div id="news-bodyhtml"><p>{text}</p></div></body></html>'


def text_of(document: SourceDocument) -> str:
    return document.flow.partition(">")[2].removesuffix("</p>")


@pytest.mark.parametrize(
    "content",
    [
        page_of(TEXT).encode(),
        page_of(unicodedata.normalize("NFD", TEXT)).encode(),
        page_of(TEXT, "iso-8859-1").encode(),
        b"\xef\xbb\xbf" + page_of(TEXT, "windows-1258").encode(),
        b"\xff\xfe" + page_of(TEXT, "utf-16").encode("utf-16-le"),
        page_of("".join(f"&#{ord(each)};" if ord(each) > 127 else each for each in TEXT), "us-ascii").encode(),
    ],
    ids=["UTF-8", "NFD", "called Latin", "byte order mark", "UTF-16", "references"],
)
def test_encodings_of_unicode(content: bytes) -> None:
    assert text_of(read_content(content, "x.html")) == TEXT


def test_windows_1258() -> None:
    # Its letters have their tones behind them, as in NFD; their other marks they wear.
    parts = []
    for each in TEXT:
        try:
            each.encode("cp1258")
            parts.append(each)
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", each)
            tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
            parts.append(
                unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones)) + "".join(tones)
            )
    content = page_of("".join(parts), "windows-1258").encode("cp1258")
    assert text_of(read_content(content, "x.html")) == TEXT


def test_tcvn3() -> None:
    letters = {
        "á": "¸",
        "à": "µ",
        "ạ": "¹",
        "ộ": "é",
        "Đ": "§",
        "ủ": "ñ",
        "ở": "ë",
        "ê": "ª",
        "ề": "Ò",
        "ụ": "ô",
        "ả": "¶",
        "ã": "·",
        "ơ": "¬",
        "ư": "­",
        "ờ": "ê",
        "ế": "Õ",
    }
    said = "Đảng bộ tổ chức hội nghị, các đồng chí trao đổi về nhiệm vụ của năm học; thầy giáo và học sinh phấn khởi."
    from ban_tin.language.vietnamese.legacy import _TCVN3  # its table, the other way round

    back = {meant: written for written, meant in _TCVN3.items()}
    assert all(back[meant] == written for meant, written in letters.items())
    written = "".join(back.get(each, each) for each in said)
    content = page_of(written, "x-user-defined").encode("latin-1")
    assert text_of(read_content(content, "x.html")) == said
