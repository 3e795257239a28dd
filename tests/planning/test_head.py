"""What machines read in the head of a page."""

import json
from datetime import datetime
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.head import article_head, page_head
from ban_tin.views import Crumb, Head
from tests.builders import BASE, NOW, article, figure, site, term

CRUMBS = (Crumb("Trang chủ", "/"), Crumb("Tin hoạt động", "/chuyen-muc/tin-hoat-dong/"))
#: TT 24/2011/TT-BTTTT.
MANDATORY = ("title", "creator", "date", "description", "publisher", "identifier")


def graph(head: Head) -> list[dict[str, Any]]:
    data = json.loads(head.json_ld)
    assert data["@context"] == "https://schema.org"
    parts: list[dict[str, Any]] = data["@graph"]
    return parts


def metas(head: Head) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, name, content in head.meta:
        found.setdefault(name, []).append(content)
    return found


def full() -> Head:
    changes = {
        "authors": (term("Minh Hà", "tac-gia"), term("Quốc Bảo", "tac-gia")),
        "tags": (term("Sơ kết"),),
        "lead": figure(),
        "figures": (figure("Hai", ""),),
        "updated": NOW,
        "expires": NOW.replace(month=12),
        "source_url": "https://bao.example/1",
        "office": "Văn phòng Sở",
    }
    return article_head(site(), article(1, **changes), CRUMBS)


def test_an_article_says_who_what_and_when_with_the_time_zone() -> None:
    news, breadcrumb = graph(full())
    assert news["@type"] == "NewsArticle"
    assert news["datePublished"] == "2026-01-02T08:00:00+07:00"
    assert news["dateModified"] == "2026-11-20T08:00:00+07:00"
    assert news["expires"].endswith("+07:00")
    assert [author["name"] for author in news["author"]] == ["Minh Hà", "Quốc Bảo"]
    assert news["keywords"] == ["Sơ kết"]
    assert news["isBasedOn"] == "https://bao.example/1"
    assert [image["caption"] for image in news["image"]] == ["Hội trường", "Hai"]
    assert news["image"][0]["creditText"] == "Ảnh: Minh Hà"
    assert "creditText" not in news["image"][1]
    assert [step["position"] for step in breadcrumb["itemListElement"]] == [1, 2, 3]
    assert breadcrumb["itemListElement"][2]["item"] == BASE + article(1).url


def addresses(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [
            address
            for name, value in data.items()
            for address in ([value] if name in {"url", "item", "@id", "logo", "mainEntityOfPage"} else addresses(value))
        ]
    return [address for each in data for address in addresses(each)] if isinstance(data, list) else []


@pytest.mark.parametrize("head", [full(), article_head(site(), article(1), CRUMBS), page_head(site(), "/", "", "Tin")])
def test_every_address_is_absolute(head: Head) -> None:
    found = addresses(graph(head)) + metas(head)["og:url"] + metas(head)["og:image"] + [head.canonical]
    assert found
    assert all(address.startswith(f"{BASE}/") for address in found)


@pytest.mark.parametrize(
    "changes", [{}, {"summary": ""}, {"office": "Văn phòng"}, {"authors": (term("Minh Hà", "tac-gia"),)}]
)
def test_an_article_has_every_mandatory_element_of_dublin_core(changes: dict[str, Any]) -> None:
    found = metas(article_head(site(), article(1, **changes), CRUMBS))
    for name in MANDATORY:
        assert found[f"DC.{name}"][0], name
    assert found["DC.date"] == ["2026-01-02T08:00:00+07:00"]
    assert found["DC.identifier"] == [BASE + article(1).url]
    assert found["DC.language"] == ["vi"]


@pytest.mark.parametrize(
    ("changes", "creator"),
    [
        ({"authors": (term("A", "tac-gia"),), "office": "Văn phòng"}, ["A"]),
        ({"office": "Văn phòng"}, ["Văn phòng"]),
        ({}, [site().department.name]),
    ],
)
def test_the_creator_is_the_author_else_the_office_else_the_department(
    changes: dict[str, Any], creator: list[str]
) -> None:
    assert metas(article_head(site(), article(1, **changes), CRUMBS))["DC.creator"] == creator


def test_no_element_is_empty() -> None:
    for head in (full(), article_head(site(), article(1, summary=""), CRUMBS), page_head(site(), "/x/", "Trang", "")):
        assert all(content for _, _, content in head.meta)


def test_the_home_page_says_who_publishes() -> None:
    head = page_head(site(), "/", "", "Tin tức")
    assert [part["@type"] for part in graph(head)] == ["Organization"]
    assert head.title == site().department.name
    assert head.canonical == f"{BASE}/"


def test_an_english_page_is_said_to_be_english() -> None:
    found = metas(page_head(site(), "/about/", "About", "x", lang="en"))
    assert (found["DC.language"], found["og:locale"]) == (["en"], ["en_GB"])


def test_the_logo_of_the_department_is_a_file_of_the_site() -> None:
    (organisation,) = graph(page_head(site(), "/", "", "Tin"))
    assert organisation["logo"] == f"{BASE}/theme/icon.svg"


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_title_can_break_out_of_the_script_element(title: str, summary: str) -> None:
    for hostile in (title, "</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;/script&gt;"):
        head = article_head(site(), article(1, title=hostile, summary=summary), CRUMBS)
        assert "<" not in head.json_ld
        news, _ = graph(head)
        assert (news["headline"], news["description"]) == (hostile, summary)
    page = html5lib.parse(f'<script type="application/ld+json">{head.json_ld}</script>', namespaceHTMLElements=False)
    assert len(list(page.iter("script"))) == 1


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))
def test_every_date_carries_its_zone(moment: datetime) -> None:
    from tests.builders import ZONE

    head = article_head(site(), article(1, date=moment.replace(tzinfo=ZONE)), CRUMBS)
    found = metas(head)
    for date in (graph(head)[0]["datePublished"], *found["DC.date"], *found["article:published_time"]):
        assert datetime.fromisoformat(date).utcoffset() == moment.replace(tzinfo=ZONE).utcoffset()
        assert date.endswith("+07:00")
