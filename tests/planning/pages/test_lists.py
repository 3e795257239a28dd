"""What the lists of a site consist of."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ban_tin.planning.pages.lists import LIST_LENGTH, ListBuilder
from ban_tin.planning.pages.years import archive_years
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import VIETNAMESE
from ban_tin.views import ArchivePage, IndexPage, ListPage, NoticesPage, RedirectPage
from tests.builders import CATEGORIES, NOW, ZONE, article, plan, term


def lists(*changes: dict[str, Any], count: int = 1) -> Plan:
    """Return the plan of a site with one article for each of ``changes``, or ``count`` plain ones."""
    news = [article(number, **change) for number, change in enumerate(changes or [{}] * count, start=1)]
    planned = plan(news)
    ListBuilder(planned).add_all()
    assert not planned.findings.found
    return planned


def view(planned: Plan, path: str) -> Any:
    return planned.pages[f"{path.lstrip('/')}index.html"].view


def urls(page: Any) -> list[str]:
    return [item.url for item in page.items]


def test_an_article_stands_in_every_list_it_belongs_to() -> None:
    planned = lists(
        {"tags": (term("Sơ kết"),), "authors": (term("Minh Hà", "tac-gia"),), "category": CATEGORIES[1]},
        {"tags": ()},
    )
    first = article(1).url
    for path in ("/the/so-ket/", "/tac-gia/minh-ha/", "/chuyen-muc/cong-tac-dang/"):
        assert urls(view(planned, path)) == [first]
    for path in ("/tin/", "/luu-tru/2026/", "/luu-tru/2026/01/"):
        assert urls(view(planned, path)) == [article(2).url, first]


def test_the_folders_above_an_article_lead_to_the_archive() -> None:
    planned = lists({})
    for path, target in (("/tin/2026/01/", "/luu-tru/2026/01/"), ("/tin/2026/", "/luu-tru/2026/")):
        page = view(planned, path)
        assert isinstance(page, RedirectPage)
        assert page.url == target
        assert page.head.robots == "noindex"


def test_a_site_without_articles_has_all_its_sections() -> None:
    planned = plan()
    ListBuilder(planned).add_all()
    for category in CATEGORIES:
        page = view(planned, category.url)
        assert isinstance(page, ListPage)
        assert (page.items, page.feed, page.older) == ((), "", "")
    assert isinstance(view(planned, "/luu-tru/"), ArchivePage)


def test_a_long_list_has_numbered_pages_and_the_next_number_leads_to_the_list() -> None:
    planned = lists(count=3 * LIST_LENGTH + 5)
    assert len(view(planned, "/tin/").items) == LIST_LENGTH + 5
    assert urls(view(planned, "/tin/trang/1/")) == [article(number).url for number in range(LIST_LENGTH, 0, -1)]
    assert view(planned, "/tin/trang/3/").url == "/tin/"
    assert view(planned, "/tin/trang/1/").head.canonical.endswith("/tin/trang/1/")
    assert "2" in view(planned, "/tin/trang/2/").head.title


def test_a_new_article_changes_no_numbered_page() -> None:
    before, after = lists(count=40), lists(count=41)
    for path, page in before.pages.items():
        if "/trang/" in path and isinstance(page.view, ListPage):
            assert after.pages[path].made.parts == page.made.parts
            assert after.pages[path].view == page.view


@pytest.mark.parametrize(("hours", "listed"), [(-1, False), (0, False), (1, True)])
def test_notices_leave_their_page_when_they_expire_but_not_their_section(hours: int, listed: bool) -> None:
    expires = NOW.replace(hour=NOW.hour + hours)
    planned = lists({"category": CATEGORIES[3], "expires": expires}, {"category": CATEGORIES[3]})
    notices = view(planned, "/thong-bao/")
    assert isinstance(notices, NoticesPage)
    assert (article(1).url in urls(notices)) is listed
    assert article(2).url in urls(notices)
    assert len(urls(view(planned, CATEGORIES[3].url))) == 2


def test_a_pinned_article_leads_its_section_until_its_day() -> None:
    pinned = {"pinned_until": NOW.replace(day=21)}
    past = {"pinned_until": NOW}
    planned = lists(pinned, past, {})
    assert urls(view(planned, CATEGORIES[0].url)) == [article(number).url for number in (1, 3, 2)]
    assert urls(view(planned, "/tin/")) == [article(number).url for number in (3, 2, 1)]


def test_of_several_pinned_articles_the_newest_leads_its_section() -> None:
    pinned = {"pinned_until": NOW.replace(day=21)}
    planned = lists(pinned, pinned, {})
    assert urls(view(planned, CATEGORIES[0].url)) == [article(number).url for number in (2, 3, 1)]


def test_an_index_changed_when_its_newest_article_did() -> None:
    planned = lists({"tags": (term("Sơ kết"),)}, {"updated": NOW})
    for path in ("/the/", "/luu-tru/"):
        assert ("name", "DC.date", NOW.isoformat()) in view(planned, path).head.meta


def test_a_pinned_article_that_stands_on_a_numbered_page_stays_there_too() -> None:
    planned = lists({"pinned_until": NOW.replace(day=21)}, *[{}] * (2 * LIST_LENGTH))
    assert urls(view(planned, CATEGORIES[0].url))[0] == article(1).url
    assert article(1).url in urls(view(planned, f"{CATEGORIES[0].url}trang/1/"))


def test_an_expired_article_is_marked_in_its_lists() -> None:
    planned = lists({"expires": NOW}, {"expires": NOW + timedelta(minutes=1)}, {})
    page = view(planned, "/tin/")
    assert isinstance(page, ListPage)
    assert page.over == (article(1).url,)


def test_the_section_of_notices_is_not_called_as_the_notices_in_force_are() -> None:
    planned = lists({})
    assert view(planned, "/thong-bao/").title == "Thông báo"
    assert view(planned, "/chuyen-muc/thong-bao/").title == "Tất cả: Thông báo"


def test_terms_stand_in_vietnamese_order_with_their_number() -> None:
    planned = lists({"tags": (term("Đoàn"), term("Ăn"))}, {"tags": (term("Đoàn"), term("Anh"), term("Dân"))})
    page = view(planned, "/the/")
    assert isinstance(page, IndexPage)
    assert [(entry.term.name, entry.count) for entry in page.entries] == [
        ("Anh", 1),
        ("Ăn", 1),
        ("Dân", 1),
        ("Đoàn", 2),
    ]
    sections = view(planned, "/chuyen-muc/")
    assert [entry.term.name for entry in sections.entries] == [category.name for category in CATEGORIES]


def test_the_archive_counts_by_year_and_month() -> None:
    dates = [
        datetime(2025, 12, 31, 23, 59, tzinfo=ZONE),
        datetime(2026, 1, 1, tzinfo=ZONE),
        datetime(2026, 1, 2, tzinfo=ZONE),
    ]
    years = archive_years([article(number, date=date) for number, date in enumerate(dates)], VIETNAMESE)
    assert [(year.year, year.count, [(each.month, each.count) for each in year.months]) for year in years] == [
        (2026, 2, [(1, 2)]),
        (2025, 1, [(12, 1)]),
    ]
    assert years[0].months[0].url == "/luu-tru/2026/01/"
