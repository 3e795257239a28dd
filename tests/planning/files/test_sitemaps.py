"""Sitemaps and robots.txt."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.files.sitemaps import NEWS, SITEMAP, add_crawler_files, add_sitemaps, robots_txt
from ban_tin.views import NewsArticle
from tests.builders import BASE, CATEGORIES, NOW, ZONE, article, made, plan, site

NAMES = {"s": SITEMAP, "n": NEWS}


def texts(news: Sequence[NewsArticle]) -> dict[str, bytes]:
    planned = plan(news)
    add_sitemaps(planned, ["/"])
    return {path: made(file) for path, file in planned.files.items()}


def files(news: Sequence[NewsArticle]) -> dict[str, ElementTree.Element]:
    return {path: ElementTree.fromstring(text) for path, text in texts(news).items()}


def locations(root: ElementTree.Element) -> list[str]:
    return [str(each.text) for each in root.iterfind(".//s:loc", NAMES)]


def dated(*days: datetime) -> list[NewsArticle]:
    return [article(number, date=day) for number, day in enumerate(days, start=1)]


def test_every_year_has_its_own_sitemap_and_the_index_names_them_all() -> None:
    news = dated(
        datetime(2026, 5, 1, tzinfo=ZONE),
        datetime(2024, 12, 31, 23, 30, tzinfo=ZONE),
        datetime(2024, 1, 1, tzinfo=ZONE),
    )
    found = files(news)
    assert set(found) == {f"sitemap{name}.xml" for name in ("", "-2024", "-2026", "-pages", "-news")}
    assert locations(found["sitemap.xml"]) == [f"{BASE}/sitemap-{name}.xml" for name in ("2024", "2026", "pages")]
    assert locations(found["sitemap-2024.xml"]) == [BASE + each.url for each in news[1:]]
    assert found["sitemap.xml"].tag == f"{{{SITEMAP}}}sitemapindex"


def test_the_last_change_is_that_of_the_text() -> None:
    found = files([article(2), article(1, updated=NOW)])
    changed = [each.text for each in found["sitemap-2026.xml"].iterfind(".//s:lastmod", NAMES)]
    assert changed == ["2026-01-03T08:00:00+07:00", NOW.isoformat()]
    assert found["sitemap.xml"].findtext(".//s:lastmod", namespaces=NAMES) == NOW.isoformat()


@pytest.mark.parametrize(
    ("age", "listed"),
    [
        (timedelta(0), True),
        (timedelta(days=2), True),
        (timedelta(days=2, seconds=1), False),
        (timedelta(seconds=-1), False),
        (timedelta(days=30), False),
    ],
)
def test_the_news_sitemap_holds_two_days(age: timedelta, listed: bool) -> None:
    assert bool(locations(files(dated(NOW - age))["sitemap-news.xml"])) is listed


def test_an_entry_of_the_news_sitemap_names_publication_language_date_and_title() -> None:
    entry = files([article(1, date=NOW, title="Sở GD&ĐT <họp>")])["sitemap-news.xml"].find("s:url", NAMES)
    assert entry is not None
    told = {each.tag.partition("}")[2]: each.text for each in entry.iter() if each.tag.startswith(f"{{{NEWS}}}")}
    assert told["name"] == site().department.name
    assert (told["language"], told["publication_date"], told["title"]) == ("vi", NOW.isoformat(), "Sở GD&ĐT <họp>")


@given(st.lists(st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2026, 11, 20)), max_size=30))
def test_every_article_stands_in_exactly_one_shard(days: list[datetime]) -> None:
    news = dated(*(day.replace(tzinfo=ZONE) for day in days))
    found = files(news)
    shards = [url for root in (found[url] for url in found if url[8:12].isdigit()) for url in locations(root)]
    assert sorted(shards) == sorted(BASE + each.url for each in news)


def test_a_new_article_changes_one_years_sitemap_only() -> None:
    old = dated(datetime(2024, 5, 1, tzinfo=ZONE), datetime(2025, 5, 1, tzinfo=ZONE))
    before, after = texts(old), texts([article(9, date=NOW), *old])
    assert {path for path in before if after[path] != before[path]} == {"sitemap.xml", "sitemap-news.xml"}


def test_a_withdrawn_article_stands_in_no_sitemap() -> None:
    planned = plan([article(1)], withdrawn=[article(2, withdrawn="Đăng nhầm", title="Bí mật")])
    add_crawler_files(planned)
    for content in map(made, planned.files.values()):
        assert b"sitemap" in content
        assert b"/bai-2/" not in content and "Bí mật".encode() not in content


@pytest.mark.parametrize("categories", [CATEGORIES, CATEGORIES[:2]])
def test_only_pages_that_exist_are_listed(categories: tuple[object, ...]) -> None:
    planned = plan()
    planned.site = site(categories=categories)
    add_crawler_files(planned)
    listed = locations(ElementTree.fromstring(made(planned.files["sitemap-pages.xml"])))
    assert (f"{BASE}/thong-bao/" in listed) is (f"{BASE}/van-ban/" in listed) is (len(categories) == 4)
    assert listed == sorted(set(listed))


def test_robots_may_read_everything_and_find_the_sitemaps() -> None:
    lines = robots_txt(site()).decode().splitlines()
    assert "Allow: /" in lines
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]
