"""What is pasted: tables of Excel and Word, lists, marks; every word is kept, and plain text stays as it was typed."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.importing import fragment_process
from newsdesk.importing.fragment import MOST, read_fragment, words_in
from newsdesk.importing.fragment_process import FragmentProcess
from newsdesk.importing.source_document import RefusedSourceError
from tests.builders import converted
from tests.newsdesk.importing.flows import BLOCK
from tests.newsdesk.importing.words import words, words_of_html
from tests.shared_files import SOAK

BULLET = (
    "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
    "</span></span></span><![endif]>{}<o:p></o:p></p>"
)
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal {{}}</style></head><body lang=VI>"
    "<!--StartFragment-->{}<!--EndFragment--></body></html>"
)


@pytest.mark.parametrize(
    ("html", "expected", "kept"),
    [
        (
            WORD.format(
                f"<p class=MsoNormal><b>Điều 1.</b> Theo <i>Quy chế</i> GD&amp;ĐT<o:p></o:p></p>{BULLET.format('Một')}{BULLET.format('Hai')}"
            ),
            "**Điều 1.** Theo *Quy chế* GD&ĐT\n\n- Một\n- Hai",
            ("mark", "list"),
        ),
        (  # Excel: the remarks stand within the table.
            "<html><body><table><!--StartFragment--><col width=64><tr><td>Môn</td><td>Ngày</td></tr>"
            "<tr><td>Toán</td><td class=xl65 align=right>1|2</td></tr><tr><td>Văn</td><td></td></tr><!--EndFragment--></table></body></html>",
            "| Môn | Ngày |\n|---|---|\n| Toán | 1\\|2 |\n| Văn |  |",
            ("table",),
        ),
        (  # Joined cells have a form of their own.
            "<table><tr><td colspan=2>Gộp</td></tr><tr><td>a</td><td>b</td></tr></table>",
            '<table>\n<tr>\n<td colspan="2">Gộp</td>\n</tr>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</table>',
            ("table",),
        ),
        (  # Google Docs: all of it in a mark that is none; a title is one of the text.
            '<b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span>Mở đầu</span></h1>'
            '<p dir="ltr"><span style="font-weight:700">Đậm</span> <a href="https://moet.gov.vn/a">liên kết</a></p></b><br>',
            "## Mở đầu\n\n**Đậm** [liên kết](https://moet.gov.vn/a)",
            ("heading", "mark", "link"),
        ),
        ('<a href="javascript:alert(1)">bấm</a> <a href="file:///C:/a.doc">tệp</a><script>x()</script>', "bấm tệp", ()),
        ("<span>một từ</span>", "một từ", ()),
    ],
)
def test_formatted_words_become_markdown(html: str, expected: str, kept: tuple[str, ...]) -> None:
    found = read_fragment(html)
    assert (found.markdown, found.kept) == (expected, kept)


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        ("Một câu *sao*\nhai_dòng", "Một câu *sao*\nhai_dòng", ()),
        ("**đậm**\n- x\n- y", "**đậm**\n- x\n- y", ()),
        ("•\tMột\n•\tHai", "- Một\n- Hai", ("list",)),
        ("1)\tMột\n2)\tHai", "1) Một\n2) Hai", ("list",)),
        ("Môn\tNgày\nToán\t3", "| Môn | Ngày |\n|---|---|\n| Toán | 3 |", ("table",)),
    ],
)
def test_plain_text_stays_but_for_lists_and_tables(text: str, expected: str, kept: tuple[str, ...]) -> None:
    found = read_fragment("", text)
    assert (found.markdown, found.kept) == (expected, kept)


def test_photos_and_what_nobody_sees_are_told() -> None:
    found = read_fragment('<p>Chữ<img src="file:///C:/a.png"></p><p style="display:none">ẩn</p>')
    assert (found.markdown, found.pictures, words_in(found)) == ("Chữ", 1, "ẩn")
    assert read_fragment('<img src="https://x.example/a.png">', "").pictures == 1


@settings(max_examples=400 if SOAK else 25)
@given(st.lists(BLOCK, min_size=1, max_size=5))
def test_no_word_is_lost(blocks: list[str]) -> None:
    flow = re.sub(r'<a class="note".*?</a>', "", "".join(blocks))
    found = read_fragment(flow)
    with TemporaryDirectory() as folder:
        page, _ = converted(Path(folder), found.markdown)
    marks = words(" ".join(re.findall(r"^[>\s]*(?:[-+] )*\(?\w{1,5}[.)/](?= )", found.markdown, re.MULTILINE)))
    assert not words_of_html(flow) - words_of_html(page.html) - words(words_in(found)) - marks


def test_what_is_hostile_ends_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedSourceError, match="too-large"):
        read_fragment("x" * (MOST + 1))
    monkeypatch.setattr(fragment_process, "PATIENCE", 0.2)
    process = FragmentProcess()
    try:
        with pytest.raises(RefusedSourceError, match="too-slow"):
            process.read("<p>a <b>b</b></p>" * 100_000, "")
        monkeypatch.setattr(fragment_process, "PATIENCE", 20.0)
        assert process.read("<b>x</b> y", "").markdown == "**x** y"
        with pytest.raises(RefusedSourceError, match="too-deep"):
            process.read("<div>" * 3000 + "x", "")
    finally:
        process.close()
