"""From the counter's counts and the articles of the site to what its pages show of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ban_tin.planning.head import page_head
from ban_tin.planning.pages.chart import draw_chart
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME
from ban_tin.site.counts import Counts, PageViews, Tally
from ban_tin.site.facts import Category
from ban_tin.views import (
    Crumb,
    ListedArticle,
    MostRead,
    Period,
    ReadArticle,
    SectionViews,
    Statistics,
    StatisticsPage,
    Visits,
)

#: Articles in a list of the most read ones: on the home page, and on the page of figures.
HOME_LENGTH, PAGE_LENGTH = 5, 10
#: Days that "recent" visits are of.
RECENT = 30


def statistics_page(plan: Plan) -> StatisticsPage:
    """Return the page of figures; it stands also where there are none yet."""
    site, counts = plan.site, plan.counts
    gettext = site.translation().gettext
    title = gettext("Visitor statistics")
    description = gettext("How many people read {name}, and what they read.").format(name=site.department.name)
    crumbs = (Crumb(gettext("Home"), HOME),)
    date = counts.as_of.astimezone(ZoneInfo(site.time_zone)) if counts else None
    return StatisticsPage(
        lang=site.language,
        head=page_head(site, site.addresses.statistics, title, description, crumbs, date=date),
        crumbs=crumbs,
        title=title,
        description=description,
        figures=_statistics(counts, plan) if counts else None,
    )


def visits(counts: Counts, zone: ZoneInfo) -> Visits:
    """Return the visits in ``counts``, with dates in ``zone``."""
    as_of = counts.as_of.astimezone(zone)
    over = _days_over(counts, zone)
    return Visits(
        as_of=as_of,
        last_day=_midnight(over[-1].start, zone) if over else None,
        last_day_visits=over[-1].visits if over else 0,
        days=len(counts.days[-RECENT:]),
        recent=sum(day.visits for day in counts.days[-RECENT:]),
        total=counts.total,
    )


def most_read(counts: Counts | None, news: Iterable[ListedArticle]) -> MostRead:
    """Return the most read of ``news``; other pages, and what the site no longer has, are passed over."""
    if counts is None:
        return MostRead((), ())
    articles = {article.url: article for article in news}
    return MostRead(_read(counts.week, articles)[:HOME_LENGTH], _read(counts.month, articles)[:HOME_LENGTH])


def _statistics(counts: Counts, plan: Plan) -> Statistics:
    zone = ZoneInfo(plan.site.time_zone)
    articles = {article.url: article for article in plan.news}
    days = [_period(each, zone) for each in counts.days]
    over = [_period(each, zone) for each in _days_over(counts, zone)]
    return Statistics(
        visits=visits(counts, zone),
        since=_midnight(counts.since, zone),
        views=counts.views,
        chart=draw_chart(over) if over else None,
        days=tuple(reversed(days)),
        months=tuple(_period(each, zone) for each in reversed(counts.months)),
        most_read=_read(counts.month, articles)[:PAGE_LENGTH],
        sections=_sections(counts.month, articles, plan.site.categories),
        bots=sum(day.bots for day in days),
        untracked=sum(day.untracked for day in days),
    )


def _days_over(counts: Counts, zone: ZoneInfo) -> list[Tally]:
    """Return the days without the one on which the figures were fetched: it has hours to go."""
    return [day for day in counts.days if day.start < counts.as_of.astimezone(zone).date()]


def _read(pages: Iterable[PageViews], articles: dict[str, ListedArticle]) -> tuple[ReadArticle, ...]:
    return tuple(
        ReadArticle(each.path, articles[each.path].title, each.views)
        for each in pages
        if each.path in articles and each.views
    )


def _sections(
    pages: Iterable[PageViews], articles: dict[str, ListedArticle], categories: Sequence[Category]
) -> tuple[SectionViews, ...]:
    """Return the sections by the views of their articles, most first; those of as many, in the order of the site."""
    views: dict[Category, list[int]] = defaultdict(list)
    for each in pages:
        if each.path in articles and each.views:
            views[articles[each.path].category].append(each.views)
    found = [SectionViews(each, sum(views[each]), len(views[each])) for each in categories if views[each]]
    return tuple(sorted(found, key=lambda section: -section.views))


def _period(tally: Tally, zone: ZoneInfo) -> Period:
    return Period(_midnight(tally.start, zone), tally.visits, tally.views, tally.bots, tally.untracked)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def add_statistics(plan: Plan) -> None:
    """Plan the page of figures of a site with a visit counter."""
    if plan.site.counter_path:
        plan.add_page(plan.site.addresses.statistics, "statistics", statistics_page(plan))
