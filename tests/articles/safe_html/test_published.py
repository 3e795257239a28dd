"""What is published, held against other parsers: html5lib, and Chromium itself."""

import re
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from ban_tin.articles.safe_html import find_violations, publish, rewrite_attributes
from ban_tin.articles.safe_html.rules import check_attribute, check_element
from tests.articles.safe_html.test_check import ALLOWED, PIECES, REFUSED, WRITTEN
from tests.data.hostile import read_hostile
from tests.shared_files import SOAK

BODIES = [each.body for each in read_hostile() if each.body]
#: Payloads cut, joined, and sprinkled with signs that parsers part text at.
MUTATED = st.lists(
    st.sampled_from(BODIES).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda cut: text[min(cut) : max(cut)] or text
        )
    )
    | PIECES
    | st.sampled_from(
        ["\u00a0", "\u000b", "\u2028", "==", "<pre>\n\n", "<a href=/>", "</a>", "<table><tr>", "<p>", "</p>"]
    )
    | WRITTEN.map("".join),
    max_size=5,
).map("".join)
SHOWN = """bodies => bodies.map(body => {
  const page = '<!doctype html><html><body><main><article><div class="prose">\\n' + body
    + '\\n</div><footer id="after">x</footer></article></main></body></html>'
  const parsed = new DOMParser().parseFromString(page, "text/html")
  const shown = parsed.querySelector(".prose")
  return [shown.innerHTML, shown.nextElementSibling !== null && shown.nextElementSibling.id === "after"]
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def is_plain(html: str) -> bool:
    """Return whether html5lib sees nothing in ``html`` that the list doesn't name."""
    elements = list(html5lib.parseFragment(html, namespaceHTMLElements=False).iter())[1:]
    return all(
        isinstance(each.tag, str)
        and not check_element(each.tag)
        and not any(check_attribute(each.tag, str(name), value) for name, value in each.attrib.items())
        for each in elements
    )


def differences(page: Page, bodies: list[str]) -> list[tuple[str, str]]:
    """Return the published bodies that Chromium reads otherwise, or that swallow what follows, and what it makes of them."""
    published = [publish(body).html for body in bodies]
    shown = page.evaluate(SHOWN, published)
    return [
        (body, inner)
        for body, (inner, after) in zip(published, shown, strict=True)
        if inner != f"\n{body}\n" or not after
    ]


def test_chromium_reads_each_payload_as_it_was_published(page: Page) -> None:
    assert differences(page, [*BODIES, *ALLOWED, *(html for html, _ in REFUSED)]) == []


@settings(max_examples=400 if SOAK else 50, deadline=None)
@given(st.lists(MUTATED, min_size=10, max_size=10))
def test_chromium_reads_mutated_payloads_as_they_were_published(page: Page, bodies: list[str]) -> None:
    assert differences(page, bodies) == []


@settings(max_examples=2000 if SOAK else 100, deadline=None)
@given(MUTATED)
@example("<div><plaintext>a")
@example('<div title=="><meta http-equiv=refresh content=1>">x</div>')
@example("<a href=/1><table><tr><td><a href=/2>x</a></td></tr></table></a>")
def test_nothing_that_is_published_is_refused(html: str) -> None:
    published = publish(html)
    assert is_plain(published.html)
    assert publish(published.html) == (published.html, ())


@pytest.mark.parametrize("html", ALLOWED)
def test_what_is_allowed_is_published_as_browsers_write_it(html: str) -> None:
    published = publish(html)
    assert not published.violations
    without_comments = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    assert published.html == html5lib.serialize(
        html5lib.parseFragment(without_comments), quote_attr_values="always", omit_optional_tags=False,
        minimize_boolean_attributes=False, escape_lt_in_attrs=True, use_trailing_solidus=False, escape_rcdata=True,
    )  # fmt: skip


@pytest.mark.parametrize(("html", "kind"), REFUSED)
def test_what_is_refused_is_left_out_and_told(html: str, kind: str) -> None:
    published = publish(html)
    assert kind in [each.kind for each in published.violations]
    assert is_plain(published.html)


@given(MUTATED)
def test_what_was_typed_is_told_first_and_once(html: str) -> None:
    typed = find_violations(html)
    assert list(publish(html).violations[: len(typed)]) == typed


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a <img src=/x.jpg x=", "<img src=/x.jpg x="),
        ("a\n<div><!-- b <b>c</b>\nd", "<!-- b <b>c</b>"),
        ("<div>a <b>b</b> <i title='c <b>d</b>", "<i title='c <b>d</b>"),
        ("<p>a</p><?php b", "<?php b"),
        ("<p>a</p></div", "</div"),
    ],
)
def test_what_is_never_closed_is_told_where_it_begins(html: str, text: str) -> None:
    assert ("html-open", text) in [(each.kind, each.needle) for each in publish(html).violations]


@pytest.mark.parametrize(
    "html", ["<div>a", "<ul><li>a<li>b", "<p>a<p>b", "a < b", "a <3 b", "<details><summary>a</summary>b"]
)
def test_an_element_that_is_left_open_ends_with_the_body(html: str) -> None:
    published = publish(html)
    assert not published.violations
    assert publish(f"{published.html}<p>z</p>").html.endswith("<p>z</p>")


def test_remarks_are_not_published() -> None:
    assert publish("<p>a<!-- nhớ hỏi lại --> b</p><!-- x -->").html == "<p>a b</p>"


def test_text_that_looks_like_an_attribute_stays() -> None:
    html = '<p title="href=&quot;/x&quot;"><a href="/x">href="/x"</a></p>'
    changed = rewrite_attributes(html, "[href]", lambda attributes: {"href": f'{attributes["href"]}?a=1&b="2"'})
    assert changed == '<p title="href=&quot;/x&quot;"><a href="/x?a=1&amp;b=&quot;2&quot;">href="/x"</a></p>'
