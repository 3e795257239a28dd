"""HTML as a flow: its blocks, its letters, its tables that are none, and every word of it."""

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.importing.web_page import Around, flow_of_html
from tests.newsdesk.importing.web_page.words import words_of_html

_WHERE = re.compile(r' data-(?:where|align)="[^"]*"')


def flow(html: str, **around: object) -> str:
    return _WHERE.sub("", flow_of_html(html, Around(**around)).html)  # type: ignore[arg-type]


def test_words_that_tags_split_are_whole() -> None:
    assert flow("<p>Đi<span lang=VI>ểm</span> <b>da</b><b>nh</b></p>") == "<p>Điểm <strong>danh</strong></p>"


def test_bold_round_paragraphs_is_that_of_each() -> None:
    assert flow("<b><p>một<p>hai</b>") == "<p><strong>một</strong></p><p><strong>hai</strong></p>"


def test_no_break_spaces_and_two_line_ends() -> None:
    assert (
        flow("<p>&nbsp;&nbsp; 1. &nbsp;Triển khai</p><p>&nbsp;</p>a<br><br>b<br>c")
        == "<p>1. Triển khai</p><p>a</p><p>b<br>c</p>"
    )


def test_a_table_of_one_cell_a_row_is_none() -> None:
    assert flow("<table><tr><td>một</td></tr><tr><td><p>hai</p></td></tr></table>") == "<p>một</p><p>hai</p>"


def test_a_picture_over_its_caption_is_a_figure() -> None:
    html = '<table><tr><td><img src="/a.jpg"></td><td><img src="/b.jpg"></td></tr><tr><td>Một</td><td>Hai</td></tr></table>'
    found = flow(html, address="http://so.example/")
    assert found == (
        '<figure><img src="http://so.example/a.jpg" alt=""><figcaption>Một</figcaption></figure>'
        '<figure><img src="http://so.example/b.jpg" alt=""><figcaption>Hai</figcaption></figure>'
    )


def test_cells_keep_what_they_span() -> None:
    html = "<table><tr><th>a<th>b</tr><tr><td colspan=2 rowspan=0>c</td></tr></table>"
    assert (
        flow(html)
        == '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td colspan="2">c</td></tr></tbody></table>'
    )


def test_lists_in_lists_and_their_numbers() -> None:
    assert (
        flow("<ol start=3 type=a><li>một<ul><li>hai</ul></ol>")
        == '<ol start="3" type="a"><li>một<ul><li>hai</li></ul></li></ol>'
    )


def test_junk_alternative_texts_go() -> None:
    for alternative in ("image", "dang1", "IMG_2031.JPG", "Bài một", "Hình ảnh"):
        html = f'<img src="http://a.example/dang1.jpg" alt="{alternative}">'
        assert 'alt=""' in flow(html, title="Bài một"), alternative
    assert 'alt="Hội trường kín chỗ"' in flow('<img src="http://a.example/1.jpg" alt="Hội trường kín chỗ">')


def test_pictures_that_wait_for_the_reader_are_those_that_they_wait_for() -> None:
    html = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/anh.jpg"><img src="/spacer.gif" width=1 height=1>'
    assert flow(html, address="http://so.example/") == '<p><img src="http://so.example/anh.jpg" alt=""></p>'


def test_files_that_were_saved_are_attached() -> None:
    found = flow_of_html(
        '<a href="vb/128.pdf">Công văn</a> <a href="x.doc">mẫu</a>',
        Around(find=lambda written: b"%PDF" if written.endswith(".pdf") else None),
    )
    assert dict(found.attachments) == {"128.pdf": b"%PDF"}
    assert '<a href="128.pdf">Công văn</a>' in found.html
    assert [doubt.kind for doubt in found.doubts] == ["attachment-elsewhere"]


def test_what_others_show_in_a_page_becomes_a_link_and_a_file_an_attachment() -> None:
    around = Around(find=lambda written: b"%PDF" if written.endswith("128.pdf") else None, address="http://so.example/")
    viewer = "https://docs.google.com/viewer?embedded=true&amp;url=http%3A%2F%2Fso.example%2Fvb%2F128.pdf"
    for html in (
        f'<iframe src="{viewer}"></iframe>',
        '<object data="/vb/128.pdf"></object>',
        '<embed src="vb/128.pdf">',
    ):
        found = flow_of_html(html, around)
        assert dict(found.attachments) == {"128.pdf": b"%PDF"}, html
        assert '<a href="128.pdf">128.pdf</a>' in found.html
    film = flow_of_html('<iframe src="//www.youtube.com/embed/1" title="Lễ khai giảng"></iframe>', around)
    assert '<a href="http://www.youtube.com/embed/1">Lễ khai giảng</a>' in film.html
    assert [doubt.kind for doubt in film.doubts] == ["embedded-link"]


def test_what_is_hidden_is_told() -> None:
    found = flow_of_html('<p>thấy</p><div style="display: none">kín</div>')
    assert [(each.kind, each.text) for each in found.left_out] == [("hidden", "kín")]


_TEXT = st.text("aăâbđeêơư ộ\u00a0<&'\"", max_size=12)
_INLINE = st.sampled_from(["b", "i", "span", "font", "a", "u", "em"])
_BLOCK = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "h2",
        "center",
        "figure",
        "figcaption",
        "section",
    ]
)


@st.composite
def fragments(draw: st.DrawFn, depth: int = 4) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.integers(0, 3 if depth else 0))
        if kind == 0:
            parts.append(escape(draw(_TEXT)))
        elif kind == 1:
            parts.append(
                draw(st.sampled_from(["<br>", "<hr>", '<img src="http://a.example/x.jpg" alt="ảnh">', "</p>", "</b>"]))
            )
        else:
            tag = draw(_INLINE if kind == 2 else _BLOCK)
            parts.append(f"<{tag}>{draw(fragments(depth - 1))}</{tag}>")
    return "".join(parts)


@given(fragments())
def test_no_word_is_lost_and_the_form_is_that_of_the_contract(html: str) -> None:
    found = flow_of_html(html)
    words = words_of_html(f"<html><body>{html}</body></html>")
    assert words_of_html(f"<html><body>{found.html}</body></html>") == words
    assert not re.search(
        r"<(?!/?(?:p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td|figure|figcaption|strong|em|u|s|sup|sub|code|br|a|img)\b)",
        found.html,
    )
