"""An article is a closed tree: whatever HTML stands in it, what follows is outside, and no word is lost."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import converted, places

AFTER = "\n\nĐoạn sau."


@pytest.mark.parametrize(
    ("body", "html", "kind", "line"),
    [
        ("Một.\n\nHai <b>ba.", "<p>Một.</p>\n<p>Hai <b>ba.</b></p>", "html-unclosed", 3),
        ('Một <a href="/x/">hai.', '<p>Một <a href="/x/">hai.</a></p>', "html-unclosed", 1),
        ("- <i>một\n- hai", "<ul>\n<li><i>một</i></li>\n<li>hai</li>\n</ul>", "html-unclosed", 1),
        ("## <u>Một\nhai", "<h2><u>Một</u></h2>\n<p>hai</p>", "html-unclosed", 1),
        ("> một\n> <s>hai", "<blockquote>\n<p>một\n<s>hai</s></p>\n</blockquote>", "html-unclosed", 2),
        ("<div>\n<b>một</div>", "<div>\n<b>một</b></div>\n", "html-unclosed", 2),
        ("<div>\n<div>một</div>", "<div>\n<div>một</div></div>\n", "html-unclosed", 1),
        ("<pre>\nmột", "<pre>một</pre>\n", "html-unclosed", 1),
        ("<ul>\n<li>một", "<ul>\n<li>một</li></ul>\n", "html-unclosed", 1),
        ("Một.\n\n</div>", "<p>Một.</p>", "html-stray", 3),
        ("Một.\n</main>\n</article>", "<p>Một.</p>", "html-stray", 2),
        ("Một</b> hai", "<p>Một hai</p>", "html-stray", 1),
    ],
)
def test_what_is_left_open_ends_with_its_block(tmp_path: Path, body: str, html: str, kind: str, line: int) -> None:
    found, findings = converted(tmp_path, body + AFTER)
    assert found.html == f"{html}\n<p>Đoạn sau.</p>"
    assert places(findings)[0] == (kind, line)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<b>một\n\nhai</b> ba", "<p><b>một</b></p>\n<p><b>hai</b> ba</p>"),
        ("<u>một\n\n- hai\n- ba</u>", "<p><u>một</u></p>\n<ul>\n<li><u>hai</u></li>\n<li><u>ba</u></li>\n</ul>"),
        ("<b>một\n\n</b>hai", "<p><b>một</b></p>\n<p>hai</p>"),
        ("<b>một\nhai</b>", "<p><b>một\nhai</b></p>"),
        ("<div>\n<b>một\n\nhai</b>\n</div>", "<div>\n<b>một\n\nhai</b>\n</div>\n"),
    ],
)
def test_what_goes_through_several_blocks_stands_in_each(tmp_path: Path, body: str, html: str) -> None:
    found, findings = converted(tmp_path, body + AFTER)
    assert found.html == f"{html}\n<p>Đoạn sau.</p>"
    assert not findings.found


def test_a_cell_ends_what_is_open_in_it(tmp_path: Path) -> None:
    body, findings = converted(tmp_path, "| một | hai |\n|---|---|\n| <b>ba | bốn |")
    assert "><b>ba</b></td>" in body.html and ">bốn</td>" in body.html
    assert places(findings) == [("html-unclosed", 3)]


def test_a_list_behind_an_open_details_can_be_seen(tmp_path: Path) -> None:
    text = '<details markdown="1">\n<summary>Phòng</summary>\n\n- một\n\nhai'
    body, findings = converted(tmp_path, text)
    assert body.html.startswith("<details>\n<summary>Phòng</summary>\n</details>\n<ul>")
    assert places(findings) == [("html-unclosed", 1)]


@pytest.mark.parametrize(
    "body",
    [
        "<b><i>một</b></i>",
        "<ul>\n<li>một\n<li>hai\n</ul>",
        "<table><tr><td>một<tr><td>hai</table>",
        "<div>\n\n<p>một\n\n<p>hai\n\n</div>",
        "một<br>hai<hr>",
        "<p>một",
        "`<b>`",
        "<https://a.vn> và <a@b.vn>",
        "a < b và c > d",
        "<a href='/x/'><div>một</div></a>",
        "<!-- <b> -->",
        '<img src="/theme/x.png" alt="a > b"><b title="<i>">một</b>',
    ],
)
def test_what_is_well_formed_is_told_by_nobody(tmp_path: Path, body: str) -> None:
    assert not {kind for kind, _ in places(converted(tmp_path, body)[1])} & {"html-unclosed", "html-stray"}


NAMES = [
    "b",
    "a href='/x/'",
    "i",
    "s",
    "code",
    "span",
    "p",
    "div",
    "details",
    "summary",
    "blockquote",
    "pre",
    "ul",
    "li",
    "table",
    "tr",
]
NAMES += [
    "td",
    "th",
    "caption",
    "h2",
    "h3",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "center",
    "font",
    "u",
    "div markdown=1",
    "picture",
    "video",
]
SOUP = [f"<{name}>" for name in NAMES] + [f"</{name.split()[0]}>" for name in NAMES]
SOUP += [
    "\n",
    "\n\n",
    "- ",
    "> ",
    "## ",
    " chữ ",
    " chữ ",
    "*",
    "**",
    "<br>",
    "<hr>",
    "    ",
    "| x | y |\n|---|---|\n",
    "1. ",
]
HOSTILE = [
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "<title>",
    "<select>",
    "<svg>",
    "<plaintext>",
    "<template>",
]
HOSTILE += [
    "<xmp>",
    "<noscript>",
    "<math>",
    "<iframe>",
    "<object>",
    "<!-- x -->",
    "<body>",
    "<html>",
    "</body>",
    "<form>",
    "<button>",
]


@given(st.lists(st.sampled_from(SOUP), max_size=14).map("".join))
@example("<table><tr>\n\n<b>")
@example("<a href='/x/'><table><a href='/x/'>")
@example("<b><table>*<td>*")
@example("<hr><hr>")
def test_what_follows_any_soup_is_outside_of_it(tmp_path_factory: pytest.TempPathFactory, soup: str) -> None:
    body, _ = converted(tmp_path_factory.getbasetemp(), f"Đầu.\n\n{soup}\n\n## Giữa\n\nCuối.")
    root = BeautifulSoup(body.html, "html5lib").body
    assert root is not None
    children = [(child.name, child.get_text()) for child in root.find_all(recursive=False)]
    assert children[0] == ("p", "Đầu.")
    assert children[-2:] == [("h2", "Giữa"), ("p", "Cuối.")]
    assert body.html.count("chữ") == soup.count("chữ")


@given(st.lists(st.sampled_from(SOUP + HOSTILE), max_size=12).map("".join))
def test_the_page_round_any_soup_stands(tmp_path_factory: pytest.TempPathFactory, soup: str) -> None:
    body, _ = converted(tmp_path_factory.getbasetemp(), f"{soup}\n\nCuối.")
    page = BeautifulSoup(f"<main><div id='body'>{body.html}</div></main><footer>Chân</footer>", "html5lib")
    footer, frame = page.find("footer"), page.find(id="body")
    assert footer is not None and footer.parent is page.body
    assert frame is not None and "Cuối." in frame.get_text()
