"""Files in rich text format."""

import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.importing.old_office import read_rtf
from newsdesk.importing.old_office.libreoffice import convert_to_docx
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word import read_docx
from tests.newsdesk.importing.word.test_pictures import halves
from tests.shared_files import SOAK

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset163{\*\panose 0202}Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset2 Wingdings;}}"
    r"{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\*\cs10 Mac dinh;}}{\info{\title cu}}"
)


def rtf(body: str) -> bytes:
    """Return a file whose letters beyond ASCII are written as WordPad writes them."""
    written = "".join(each if each < "\x80" else f"\\u{ord(each)} ?" for each in body)
    return (_HEAD + written + "}").encode("ascii")


def plain(document: SourceDocument) -> str:
    return re.sub(r' data-[a-z]+="[^"]*"', "", document.flow)


def left(document: SourceDocument) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in document.left_out]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Hội {\b nghị} a\~b\emdash c\par hai\line ba", "<p>Hội <strong>nghị</strong> a\xa0b—c</p><p>hai<br>ba</p>"),
        (r"\f0 \'d0\'e0 no\'cci\par", "<p>Đà nòi</p>"),
        (r"\f1 S\'eb Gi\'b8o d\'f4c v\'b5 \'a7\'b5o t\'b9o\par", "<p>Sở Giáo dục và Đào tạo</p>"),
        (r"\f2 \'fc\f0  xong\par", "<p>✓ xong</p>"),
        (r"\pard\s1 Mục\par\pard\plain chữ\par", "<h1>Mục</h1><p>chữ</p>"),
        (r"{\listtext 3.\tab}\ls1 a\par{\listtext 4.\tab}\ls1 b\par{\listtext\f2 \'b7\tab}\ls2 c\par", '<ol start="3"><li>a</li><li>b</li></ol><ul><li>c</li></ul>'),
        (r"{\field{\*\fldinst HYPERLINK \"https://so.example/\"}{\fldrslt x}}\par", '<p><a href="https://so.example/">x</a></p>'),
        (r"a{\footnote\pard chân}b\par", '<p>a<a class="note" href="#note-1">1</a>b</p><ol class="notes"><li id="note-1">chân</li></ol>'),
        (r"{\upr{cu}{\*\ud mới}} a\par", "<p>mới a</p>"),
        (r"a{\*\khac bí mật}{\bin3 {{{}b\par", "<p>ab</p>"),
        (r"x{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard khung\par}}}\par", "<p>x</p><aside><p>khung</p></aside>"),
        (
            r"\trowd\clvmgf\cellx2000\cellx4000\cellx6000\intbl A\cell B\cell C\cell\row\trowd\clvmrg\cellx2000\cellx6000\intbl\cell D\cell\row\pard sau\par",
            '<table><tbody><tr><td rowspan="2"><p>A</p></td><td><p>B</p></td><td><p>C</p></td></tr><tr><td colspan="2"><p>D</p></td></tr></tbody></table><p>sau</p>',
        ),
    ],
)  # fmt: skip
def test_what_it_shows(body: str, expected: str) -> None:
    assert plain(read_rtf(rtf(body.replace('\\"', '"')))) == expected


def test_what_it_does_not_show() -> None:
    found = read_rtf(rtf(r"{\header SỞ\par}thấy{\v ẩn}{\deleted bỏ}{\*\annotation\pard sửa}\par"))
    assert plain(found) == "<p>thấy</p>"
    assert left(found) == [("header", "SỞ"), ("hidden", "ẩn"), ("deleted", "bỏ"), ("comment", "sửa")]


def test_pictures_come_in_their_place() -> None:
    picture = rf"{{\*\shppict{{\pict\pngblip\picwgoal3000 {halves().hex()}}}}}{{\nonshppict{{\pict\wmetafile8 00}}}}"
    found = read_rtf(rtf(rf"a{picture}b\par"))
    assert plain(found) == '<p>a<img src="image1.png" alt="">b</p>'
    assert found.pictures == {"image1.png": halves()}


def test_what_is_refused() -> None:
    for content, kind in (
        (b"", "empty"),
        (b"{\\rtf1 }", "empty"),
        (b"abc", "wrong-type"),
        (b"{\\rtf1" + b"{" * 2000, "too-deep"),
    ):
        with pytest.raises(RefusedSourceError) as error:
            read_rtf(content)
        assert error.value.kind == kind


@settings(max_examples=5_000 if SOAK else 60)
@given(st.lists(st.sampled_from(["{", "}", "\\par ", "\\cell", "\\row", "\\intbl ", "\\trowd", "\\cellx99", "\\u7897 ?", "\\'e1", "a ", "\\field", "\\*", "\\footnote", "\\pict", "\\fldinst", "\\fldrslt", "\\itap2 ", "\\nestcell", "\\nestrow", "\\listtext", "\\upr", "\\v", "\\f1 ", "\\shptxt "]), max_size=40))  # fmt: skip
def test_any_order_is_read_or_refused(words: list[str]) -> None:
    try:
        read_rtf(rtf("".join(words)))
    except RefusedSourceError as error:
        assert error.kind == "empty"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice in PATH")
def test_libreoffice_converts_where_it_is_there() -> None:
    converted = convert_to_docx(rtf(r"Hội nghị\par"), ".rtf")
    assert converted is not None
    assert "Hội nghị" in read_docx(converted).flow


def test_without_libreoffice_nothing_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert convert_to_docx(b"x", ".doc") is None
