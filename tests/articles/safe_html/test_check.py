"""The allow-list of HTML."""

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ban_tin.articles.safe_html import find_raw_addresses, find_violations
from tests.shared_files import SOAK

ALLOWED = [
    '<p class="x" id="y" lang="en" dir="ltr" title="z">a <b>b</b> <em>c</em></p>',
    '<a href="https://so.example/?a=1&amp;b=2" rel="noopener" hreflang="en" download>x</a>',
    '<a href="/tin/">x</a><a href="#chu-thich">x</a><a href="mailto:a@so.example">x</a><a href="tel:+84">x</a>',
    '<img src="/a.jpg" srcset="/a.jpg 480w, /b.jpg 960w" sizes="100vw" alt="" width="1" height="1" loading="lazy">',
    '<picture><source srcset="/a.webp 1w" type="image/webp" sizes="1px"><img src="/a.jpg" alt=""></picture>',
    '<video src="/a.mp4" controls preload="metadata" poster="/a.jpg" playsinline aria-label="x"></video>',
    '<table><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody><tr><td rowspan="2">b</td></tr></tbody></table>',
    '<details open><summary>a</summary>b</details>',
    '<ol start="3" reversed type="a"><li value="3">a</li></ol>',
    '<blockquote cite="https://so.example/">a</blockquote>',
    '<time datetime="2026-11-20">a</time><abbr title="x">GDĐT</abbr><sup>2</sup><br>',
    "<!-- một chú thích -->",
    "<!-- nhiều\ndòng - có > và -- -->",
    "chữ < và > và & trong câu",
]  # fmt: skip
REFUSED = [
    ("<script>alert(1)</script>", "html-element"),
    ("<SCRIPT SRC=https://evil.example/x.js></SCRIPT>", "html-element"),
    ("<script/x>alert(1)</script>", "html-element"),
    ('<iframe src="https://evil.example"></iframe>', "html-element"),
    ("<svg onload=alert(1)></svg>", "html-element"),
    ("<math></math>", "html-element"),
    ('<form action="/x"><input name="a"><button>b</button></form>', "html-element"),
    ("<object data=x></object>", "html-element"),
    ("<embed src=x>", "html-element"),
    ("<style>p{}</style>", "html-element"),
    ('<link rel="stylesheet" href="/x.css">', "html-element"),
    ('<meta http-equiv="refresh" content="0">', "html-element"),
    ('<base href="https://evil.example/">', "html-element"),
    ("<template><p>a</p></template>", "html-element"),
    ("<h1>a</h1>", "html-element"),
    ("<font color=red>a</font>", "html-element"),
    ('<p onclick="x()">a</p>', "html-attribute"),
    ('<img/onerror=alert(1) src="/x.jpg">', "html-attribute"),
    ('<img src="/x.jpg" OnError="x()">', "html-attribute"),
    ('<p style="color:red">a</p>', "html-attribute"),
    ('<a href="/x" target="_blank">a</a>', "html-attribute"),
    ('<a href="/x" ping="https://evil.example">a</a>', "html-attribute"),
    ('<p data-x="1">a</p>', "html-attribute"),
    ('<a href="javascript:alert(1)">a</a>', "html-address"),
    ('<a href="JaVaScRiPt:alert(1)">a</a>', "html-address"),
    ('<a href="java\nscript:alert(1)">a</a>', "html-address"),
    ('<a href="java&#9;script:alert(1)">a</a>', "html-address"),
    ('<a href="java&#x0A;script&colon;alert(1)">a</a>', "html-address"),
    ('<a href="&#1;javascript:alert(1)">a</a>', "html-address"),
    ('<a href=" javascript:alert(1)">a</a>', "html-address"),
    ('<a href="data:text/html,x">a</a>', "html-address"),
    ('<a href="vbscript:x">a</a>', "html-address"),
    ('<a href="file:///etc/passwd">a</a>', "html-address"),
    ('<a href="http://[x">a</a>', "html-address"),
    ('<q cite="javascript:x">a</q>', "html-address"),
    ('<img src="https://evil.example/x.png">', "remote-media"),
    ('<img src="//evil.example/x.png">', "remote-media"),
    ('<img src="/\\evil.example/x.png">', "remote-media"),
    ('<img src="\\\\evil.example/x.png">', "remote-media"),
    ('<img src="/\t/evil.example/x.png">', "remote-media"),
    ('<img src="/&#10;/evil.example/x.png">', "remote-media"),
    ('<img src=" https://evil.example/x.png">', "remote-media"),
    ('<img src="data:image/png;base64,AAAA">', "remote-media"),
    ('<img src="blob:x">', "remote-media"),
    ('<img src="http://[x">', "remote-media"),
    ('<img srcset="/a.jpg 1x, https://evil.example/b.jpg 2x">', "remote-media"),
    ('<img srcset="/a.jpg 1x,//evil.example/b.jpg 2x">', "remote-media"),
    ('<source srcset="https://evil.example/b.webp">', "remote-media"),
    ('<video poster="https://evil.example/p.jpg"></video>', "remote-media"),
    ('<audio src="https://evil.example/a.mp3"></audio>', "remote-media"),
    ('<track src="https://evil.example/a.vtt">', "remote-media"),
    ("<!--><script>alert(1)</script>-->", "html-element"),
    ("<!---><script>alert(1)</script>-->", "html-element"),
    ("<!-- a --!><script>alert(1)</script>-->", "html-element"),
    ("<![CDATA[><script>alert(1)</script>]]>", "html-element"),
    ("<?php ><script>alert(1)</script>?>", "html-element"),
]


@pytest.mark.parametrize("html", ALLOWED)
def test_what_articles_need_is_allowed(html: str) -> None:
    assert find_violations(html) == []


@pytest.mark.parametrize(("html", "kind"), REFUSED)
def test_what_can_do_harm_is_refused(html: str, kind: str) -> None:
    assert kind in [violation.kind for violation in find_violations(html)]


def test_everything_wrong_is_told_in_order_with_what_to_look_for() -> None:
    found = find_violations('<p style="a">x</p>\n<iframe></iframe>\n<img src="//evil.example/x">')
    assert [(each.kind, each.needle) for each in found] == [
        ("html-attribute", "style"),
        ("html-element", "<iframe"),
        ("remote-media", "//evil.example/x"),
    ]


PIECES = st.sampled_from(
    ["<", ">", "/", "!", "-", "--", "?", "=", '"', "'", " ", "\n", "\x00", "&lt;", "&#60;", "[CDATA[", "]]>", "<!--", "-->",
     "--!>", "<!-->", "<script", "<script>", "</script>", "<p", "<p>", "</p>", "<img src=x", " onerror=y", " style=z",
     "<a href=", "<svg", "<textarea>", "</textarea>", "<title>", "<table>", "<select>", "a", "<!DOCTYPE", "<?", "<details "]
)  # fmt: skip


@settings(max_examples=2000 if SOAK else 100)
@given(st.lists(PIECES, max_size=12).map("".join))
@example("<!--><script>")
@example("<![CDATA[><script>")
def test_no_script_or_handler_that_a_browser_would_see_is_overlooked(html: str) -> None:
    # Whole tags only: Markdown escapes the rest, and an unfinished tag ends with the text.
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    harmful = [
        element
        for element in page.iter()
        if isinstance(element.tag, str)
        and (
            element.tag in {"script", "textarea", "title", "select"}
            or "svg" in element.tag
            or any(name in {"onerror", "style"} for name in map(str, element.attrib))
        )
    ]
    if harmful:
        assert find_violations(html)


@given(st.text() | st.lists(st.sampled_from(["<![", "<!", "x", "[", "]", ">", "CDATA", "-", " "])).map("".join))
@example("<p><![HN](a.jpg)</p>")
def test_no_text_brings_the_check_down(html: str) -> None:
    find_violations(html)
    find_raw_addresses(html)


def test_a_declaration_that_no_parser_knows_is_refused() -> None:
    assert [each.kind for each in find_violations("<p><![HN](a.jpg)</p>")] == ["html-element"]


NAMES = st.sampled_from(
    ["p", "a", "img", "source", "h2", "h1", "script", "style", "textarea", "svg", "table", "b-c", "P"]
)
ATTRIBUTES = st.sampled_from(["href", "src", "srcset", "alt", "class", "id", "aria-label", "style", "onclick", "cite"])
VALUES = st.sampled_from(
    ["", "x", "/a/", "/a.jpg 480w, /b.jpg 960w", "https://so.example/", "//so.example/a.jpg", "/\\so.example/", "javascript:x",
     " java\nscript:x", "java&#9;script:x", "\x00", "a>b", "a<b", "'", "&quot; onclick=x"]
)  # fmt: skip
START_TAGS = st.builds(
    lambda name, attributes: f"<{name}" + "".join(f' {each}="{value}"' for each, value in attributes) + ">",
    NAMES, st.lists(st.tuples(ATTRIBUTES, VALUES), max_size=3),
)  # fmt: skip
WRITTEN = st.lists(
    START_TAGS | NAMES.map("</{}>".format) | st.sampled_from(["chữ", "&", "\n", "-->"]) | PIECES, max_size=6
)


@settings(max_examples=4000 if SOAK else 200)
@given(WRITTEN.map("".join))
@example('<script><p title="</script><img src=//so.example/x>">')
@example('<a href="/x/"onclick="y">')
def test_what_is_passed_at_a_glance_is_what_the_parser_passes(html: str) -> None:
    # A "<" that begins no tag sends all of it to the parser.
    assert find_violations(html) == find_violations(f"< {html}")
