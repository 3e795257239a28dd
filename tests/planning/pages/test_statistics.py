"""From counts to figures: which articles, which sections, which days."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.pages.chart import HEIGHT, draw_chart, round_up
from ban_tin.planning.pages.home import home_page
from ban_tin.planning.pages.statistics import add_statistics, most_read, statistics_page, visits
from ban_tin.site.counts import Counts, PageViews, Tally, parse_counts
from ban_tin.views import Crumb, Period, Statistics
from tests.builders import BASE, CATEGORIES, NOW, ZONE, article, plan, site
from tests.data.counts import counts_document

COUNTS = parse_counts(counts_document())
NEWS = [article(1), article(2, category=CATEGORIES[1]), article(3)]


def counted(**changes: Any) -> Counts:
    pages = [("/", 99), (NEWS[1].url, 30), (NEWS[0].url, 20), ("/tin/2020/01/mat/", 11), (NEWS[2].url, 0)]
    read = tuple(PageViews(*each) for each in pages)
    return replace(COUNTS, **({"week": read[1:3], "month": read} | changes))


def figures(counts: Counts) -> Statistics:
    planned = plan(NEWS)
    planned.counts = counts
    found = statistics_page(planned).figures
    assert found is not None
    return found


def test_the_most_read_are_articles_by_title_and_nothing_else() -> None:
    read = most_read(counted(), NEWS)
    assert [(each.title, each.views) for each in read.week] == [("Bài số 2", 30), ("Bài số 1", 20)]
    assert [(each.url, each.views) for each in read.month] == [(NEWS[1].url, 30), (NEWS[0].url, 20)]


def test_without_counts_home_shows_no_figures() -> None:
    page = home_page(plan(NEWS))
    assert page.visits is None
    assert page.most_read == most_read(None, NEWS)
    assert not page.most_read.week


def test_home_shows_the_most_read_of_what_is_in_force() -> None:
    planned = plan([replace(NEWS[0], expires=NOW), *NEWS[1:]])
    planned.counts = counted()
    assert [each.title for each in home_page(planned).most_read.month] == ["Bài số 2"]


def test_home_shows_five_and_the_page_of_figures_ten() -> None:
    news = [article(number) for number in range(1, 13)]
    counts = counted(month=tuple(PageViews(each.url, 100 - place) for place, each in enumerate(news)))
    assert len(most_read(counts, news).month) == 5
    planned = plan(news)
    planned.counts = counts
    page = statistics_page(planned)
    assert page.figures is not None
    assert [each.title for each in page.figures.most_read] == [f"Bài số {number}" for number in range(1, 11)]


def test_the_views_of_a_section_are_those_of_its_articles() -> None:
    found = figures(counted(month=tuple(PageViews(each.url, views) for each, views in zip(NEWS, (20, 30, 25)))))  # noqa: B905
    assert [(each.category, each.views, each.articles) for each in found.sections] == [
        (CATEGORIES[0], 45, 2),
        (CATEGORIES[1], 30, 1),
    ]


def test_the_last_day_is_one_that_is_over_in_the_time_of_the_site() -> None:
    days = tuple(Tally(date(2026, 11, day), day, 0, 0, 0) for day in (20, 21, 22))
    # In Hà Nội it is 00:30 on the 22nd already.
    found = visits(replace(COUNTS, days=days, as_of=datetime(2026, 11, 21, 17, 30, tzinfo=UTC)), ZONE)
    assert found.last_day == datetime(2026, 11, 21, tzinfo=ZONE)
    assert (found.last_day_visits, found.recent, found.days) == (21, 63, 3)
    assert (found.as_of.day, found.as_of.hour, found.as_of.minute) == (22, 0, 30)


def test_recent_visits_are_of_thirty_days() -> None:
    days = tuple(
        Tally(date.fromordinal(date(2026, 11, 22).toordinal() - back), 1, 0, 0, 0) for back in range(89, -1, -1)
    )
    found = visits(replace(COUNTS, days=days), ZONE)
    assert (found.recent, found.days) == (30, 30)


def test_a_counter_on_its_first_day_has_no_chart_and_no_last_day() -> None:
    for days in ((), (Tally(date(2026, 11, 22), 3, 5, 7, 1),)):
        found = figures(counted(days=days, months=(), month=()))
        assert (found.chart, found.visits.last_day, found.sections, found.most_read) == (None, None, (), ())
        assert found.bots == sum(day.bots for day in days)


def test_days_and_months_are_newest_first_and_bots_apart() -> None:
    found = figures(counted())
    assert [each.start.day for each in found.days] == [21, 20]
    assert [each.start.month for each in found.months] == [11, 10]
    assert (found.bots, found.untracked) == (160, 8)
    assert found.visits.total == 547_780


def test_only_a_site_with_a_counter_has_the_page() -> None:
    planned = plan(NEWS)
    add_statistics(planned)
    assert planned.pages == {}
    planned.site = site(counter_path="/api")
    add_statistics(planned)
    assert list(planned.pages) == ["thong-ke/index.html"]
    assert planned.pages["thong-ke/index.html"].view.figures is None


def periods(*numbers: int) -> list[Period]:
    return [Period(datetime(2026, 1, 1 + place, tzinfo=ZONE), value, 0, 0, 0) for place, value in enumerate(numbers)]


def test_bars_stand_on_the_ground_side_by_side() -> None:
    chart = draw_chart(periods(0, 5, 10, 1))
    assert chart.scale == 10
    assert [(bar.x, bar.y, bar.height) for bar in chart.bars] == [
        (1, HEIGHT, 0),
        (11, HEIGHT // 2, HEIGHT // 2),
        (21, 0, HEIGHT),
        (31, 900, 100),
    ]
    assert chart.width == 40
    assert (chart.first.start.day, chart.last.start.day, chart.most.start.day, chart.least.start.day) == (1, 4, 3, 1)
    assert chart.mean == 4


def test_the_most_and_the_least_are_the_latest_of_several() -> None:
    chart = draw_chart(periods(2, 1, 2, 1))
    assert (chart.most.start.day, chart.least.start.day) == (3, 4)


def test_a_day_with_one_visit_shows_a_bar_beside_one_with_a_million() -> None:
    assert [bar.height > 0 for bar in draw_chart(periods(0, 1, 1_000_000)).bars] == [False, True, True]


@pytest.mark.parametrize(
    ("value", "scale"),
    [(0, 2), (1, 2), (2, 2), (3, 4), (9, 10), (10, 10), (11, 20), (472, 600), (1000, 1000), (1001, 2000)],
)
def test_the_scale_is_a_round_number_with_a_whole_half(value: int, scale: int) -> None:
    assert round_up(value) == scale


@given(st.integers(0, 2**53))
def test_the_scale_is_never_less_and_at_most_twice(value: int) -> None:
    assert value <= round_up(value) <= max(2, 2 * value)
    assert round_up(value) % 2 == 0


def test_the_page_says_what_it_is_and_when_its_figures_are_of() -> None:
    planned = plan(NEWS)
    # In Hà Nội it is 00:30 on the 22nd already.
    planned.counts = counted(as_of=datetime(2026, 11, 21, 17, 30, tzinfo=UTC))
    page = statistics_page(planned)
    assert (page.lang, page.title, page.crumbs) == ("vi", "Thống kê truy cập", (Crumb("Trang chủ", "/"),))
    assert "Sở Giáo dục và Đào tạo tỉnh Thử Nghiệm" in page.description
    assert page.head.canonical == f"{BASE}/thong-ke/"
    assert ("name", "DC.date", "2026-11-22T00:30:00+07:00") in page.head.meta


def test_the_page_speaks_the_language_of_the_site() -> None:
    planned = plan(NEWS)
    planned.site = site(language="en")
    page = statistics_page(planned)
    assert (page.lang, page.title) == ("en", "Visitor statistics")


def test_week_and_month_are_lists_of_their_own() -> None:
    news = [article(number) for number in range(1, 8)]
    week = tuple(PageViews(each.url, 50 - place) for place, each in enumerate(news))
    month = tuple(PageViews(each.url, 90 - place) for place, each in enumerate(reversed(news)))
    read = most_read(counted(week=week, month=month), news)
    assert [each.views for each in read.week] == [50, 49, 48, 47, 46]
    assert [each.title for each in read.week[:2]] == ["Bài số 1", "Bài số 2"]
    assert [each.title for each in read.month[:2]] == ["Bài số 7", "Bài số 6"]


def test_recent_visits_are_the_last_ones() -> None:
    first = date(2026, 8, 1).toordinal()
    days = tuple(Tally(date.fromordinal(first + place), place, 0, 0, 0) for place in range(90))
    assert visits(replace(COUNTS, days=days), ZONE).recent == sum(range(60, 90))


def test_the_chart_is_of_days_that_are_over_and_the_sums_are_of_all() -> None:
    days = tuple(Tally(date(2026, 11, day), day, day * 2, day * 3, day * 5) for day in (20, 21, 22))
    found = figures(counted(days=days))
    assert found.chart is not None
    assert (found.chart.last.start.day, len(found.chart.bars), len(found.days)) == (21, 2, 3)
    assert (found.bots, found.untracked) == (63 * 3, 63 * 5)
    newest = found.days[0]
    assert (newest.visits, newest.views, newest.bots, newest.untracked) == (22, 44, 66, 110)


def test_the_figures_since_the_beginning_are_what_the_counter_said() -> None:
    found = figures(counted())
    assert (found.since, found.views) == (datetime(2026, 10, 30, tzinfo=ZONE), 901_234)


def test_sections_are_ranked_by_views_and_then_as_the_site_lists_them() -> None:
    news = [article(1), article(2, category=CATEGORIES[1]), article(3), article(4, category=CATEGORIES[2])]

    def ranked(*views: int) -> list[tuple[str, int, int]]:
        month = tuple(PageViews(each.url, number) for each, number in reversed(list(zip(news, views, strict=True))))
        planned = plan(news)
        planned.counts = counted(month=month)
        found = statistics_page(planned).figures
        assert found is not None
        return [(each.category.name, each.views, each.articles) for each in found.sections]

    first, second, third = (each.name for each in CATEGORIES[:3])
    assert ranked(20, 50, 25, 0) == [(second, 50, 1), (first, 45, 2)]
    assert ranked(30, 30, 0, 30) == [(first, 30, 1), (second, 30, 1), (third, 30, 1)]


def test_a_bar_belongs_to_its_day() -> None:
    days = periods(1, 2, 2)
    chart = draw_chart(days)
    assert [bar.period for bar in chart.bars] == days
    assert [(bar.x + bar.width <= 10 * (place + 1), bar.width) for place, bar in enumerate(chart.bars)] == [
        (True, 8)
    ] * 3
    assert (chart.height, chart.mean) == (HEIGHT, 2)
