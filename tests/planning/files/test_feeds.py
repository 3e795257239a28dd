"""Atom feeds as a reader of feeds sees them."""

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from ban_tin.planning.feed_links import feed_links
from ban_tin.planning.files.feeds import FEED_LENGTH, absolute_addresses, add_feeds, atom_feed
from ban_tin.site.addresses import VIETNAMESE, section_feed
from ban_tin.views import Attachment, NewsArticle
from tests.builders import BASE, CATEGORIES, NOW, article, figure, made, plan, site, term

BODY = Markup(
    '<p>Thân <a href="/lien-he/">bài</a> &amp; <a href="https://bao.example/x">báo</a></p>'
    '<figure><picture><source srcset="/a-480.webp 480w, /a-960.webp 960w"><img src="/a.jpg" srcset="/a.jpg 1w, /b.jpg 2w" alt="x">'
    '</picture></figure><video src="/phim.mp4" poster="/p.jpg"></video>'
)  # fmt: skip


def feed(*articles: NewsArticle) -> Any:
    text = atom_feed(site(), "Sở GD&ĐT", VIETNAMESE.feed, "/", articles, NOW)
    ElementTree.fromstring(text)
    parsed = feedparser.parse(text, sanitize_html=False, resolve_relative_uris=False)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    return parsed


def rich(**changes: Any) -> NewsArticle:
    values = {
        "title": "Hội nghị & “sơ kết” <2026>",
        "body": BODY,
        "lead": figure("Quang cảnh"),
        "attachments": (Attachment("/tin/x/a.pdf", "a.pdf", "Kế hoạch & mẫu", "PDF", 9, 1, "0"),),
        "authors": (term("Minh Hà", "tac-gia"),),
        "tags": (term("Sơ kết"),),
    }
    return article(1, **values | changes)


def test_a_feed_is_well_formed_and_says_who_publishes_it() -> None:
    parsed = feed(rich())
    assert parsed.version == "atom10"
    assert parsed.feed.title == "Sở GD&ĐT"
    assert parsed.feed.author == site().department.name
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "alternate": f"{BASE}/",
        "self": f"{BASE}{VIETNAMESE.feed}",
    }
    assert parsed.feed.language == "vi"


def test_an_entry_has_the_full_text_and_what_belongs_to_it() -> None:
    (entry,) = feed(rich()).entries
    assert entry.title == "Hội nghị & “sơ kết” <2026>"
    assert entry.link == entry.id == BASE + article(1).url
    assert entry.author == "Minh Hà"
    assert [tag.term for tag in entry.tags] == ["Tin hoạt động", "Sơ kết"]
    text = entry.content[0].value
    assert "Thân" in text and "Quang cảnh. Ảnh: Minh Hà" in text and "Kế hoạch &amp; mẫu" in text
    assert text.index("Quang cảnh") < text.index("Thân") < text.index("Kế hoạch")


def test_every_address_in_an_entry_is_absolute() -> None:
    text = feed(rich()).entries[0].content[0].value
    found = re.findall(r'(?:href|src|poster)="([^"]*)"', text)
    found += [each.strip().split()[0] for value in re.findall(r'srcset="([^"]*)"', text) for each in value.split(",")]
    assert len(found) >= 15
    assert all(address.startswith("https://") for address in found)
    assert "https://bao.example/x" in found


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/x">x</a>', f'<a href="{BASE}/x">x</a>'),
        ('<a href="//b.example/x">x</a>', '<a href="//b.example/x">x</a>'),
        ('<a href="mailto:a@b">x</a>', '<a href="mailto:a@b">x</a>'),
        ('<img srcset="/a 1x, /b 2x">', f'<img srcset="{BASE}/a 1x, {BASE}/b 2x">'),
        ("<p>href is /x</p>", "<p>href is /x</p>"),
        ('<code>href="/x"</code>', '<code>href="/x"</code>'),
        ('<p title="href=&quot;/x&quot;">a</p>', '<p title="href=&quot;/x&quot;">a</p>'),
        # What would become a handler if the text were searched for addresses.
        (
            '<p class="srcset=&quot;" title="a,onmouseover=x" lang="&quot;">a</p>',
            '<p class="srcset=&quot;" title="a,onmouseover=x" lang="&quot;">a</p>',
        ),
        ('<a href="#fn:1">1</a>', f'<a href="{BASE}/bai/#fn:1">1</a>'),
    ],
)
def test_only_addresses_of_the_site_are_completed(html: str, absolute: str) -> None:
    assert absolute_addresses(html, BASE, f"{BASE}/bai/") == absolute


def test_dates_are_those_of_the_articles_and_not_of_the_build() -> None:
    parsed = feed(article(2), article(1, updated=NOW))
    assert [entry.published for entry in parsed.entries] == ["2026-01-03T08:00:00+07:00", "2026-01-02T08:00:00+07:00"]
    assert [entry.updated for entry in parsed.entries] == ["2026-01-03T08:00:00+07:00", NOW.isoformat()]
    assert datetime(*parsed.feed.updated_parsed[:6], tzinfo=UTC) == NOW


def test_a_feed_is_the_same_at_every_build() -> None:
    assert atom_feed(site(), "x", VIETNAMESE.feed, "/", [rich()], NOW) == atom_feed(
        site(), "x", VIETNAMESE.feed, "/", [rich()], NOW
    )


def test_a_feed_holds_the_newest_entries_only() -> None:
    parsed = feed(*(article(number) for number in range(40, 0, -1)))
    assert [entry.title for entry in parsed.entries] == [
        f"Bài số {number}" for number in range(40, 40 - FEED_LENGTH, -1)
    ]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_title_survives_the_xml(title: str) -> None:
    text = atom_feed(site(), "x", VIETNAMESE.feed, "/", [article(1, title=title)], NOW)
    found = ElementTree.fromstring(text).findtext("{*}entry/{*}title")
    assert found is not None
    assert found.split() == title.split()


def test_there_is_a_feed_of_all_news_and_one_of_each_section_with_news() -> None:
    planned = plan([article(1), article(2, category=CATEGORIES[1])])
    add_feeds(planned)
    assert set(planned.files) == {
        url.lstrip("/") for url in (VIETNAMESE.feed, section_feed(CATEGORIES[0].slug), section_feed(CATEGORIES[1].slug))
    }
    content = made(planned.files[section_feed(CATEGORIES[1].slug).lstrip("/")])
    assert [entry.title for entry in feedparser.parse(content).entries] == ["Bài số 2"]


@pytest.mark.parametrize("count", [0, 1])
def test_pages_lead_to_the_feeds_that_there_are(count: int) -> None:
    planned = plan([article(number) for number in range(count)])
    add_feeds(planned)
    assert {url.lstrip("/") for _, url in feed_links(planned)} == set(planned.files)


def test_a_withdrawn_article_stands_in_no_feed() -> None:
    planned = plan([article(1)], withdrawn=[article(2, withdrawn="Đăng nhầm", title="Bí mật")])
    add_feeds(planned)
    contents = [made(file) for file in planned.files.values()]
    assert all("Bài số 1".encode() in content and "Bí mật".encode() not in content for content in contents)


def test_the_feed_of_a_site_without_news_is_empty_and_of_the_time_of_the_build() -> None:
    planned = plan([])
    add_feeds(planned)
    feed = feedparser.parse(made(planned.files[VIETNAMESE.feed.lstrip("/")]))
    assert not feed.bozo
    assert not feed.entries
    assert feed.feed.updated == NOW.isoformat()
