"""The view models of figures: what the visit counter said when they were fetched."""

from dataclasses import dataclass
from datetime import datetime

from ban_tin.site.facts import Category
from ban_tin.views.pages import PlacedView


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its views in a span of days."""

    url: str
    title: str
    views: int


@dataclass(frozen=True, slots=True)
class MostRead:
    """The articles most read in the last 7 and 30 days, the first most."""

    week: tuple[ReadArticle, ...]
    month: tuple[ReadArticle, ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits up to ``as_of``: of the last day that is over, of the last 30 days (``days``: fewer on a young site), all."""

    as_of: datetime
    last_day: datetime | None
    last_day_visits: int
    days: int
    recent: int
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """The figures of a day or a month; ``start`` is its midnight."""

    start: datetime
    visits: int
    views: int
    bots: int
    untracked: int


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: where it stands in the drawing, from its upper left corner, and whose it is."""

    x: int
    y: int
    width: int
    height: int
    period: Period


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of visits by day, ``width`` by ``height``; its full height is ``scale`` visits."""

    width: int
    height: int
    scale: int
    bars: tuple[ChartBar, ...]
    first: Period
    last: Period
    least: Period
    most: Period
    mean: int


@dataclass(frozen=True, slots=True)
class SectionViews:
    """The views of a section's articles, and how many of them were read."""

    category: Category
    views: int
    articles: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything on the page of figures. ``days`` and ``months`` are newest first; sums are of ``days``.

    ``chart`` is ``None`` before the first day is over.
    """

    visits: Visits
    since: datetime
    views: int
    chart: Chart | None
    days: tuple[Period, ...]
    months: tuple[Period, ...]
    most_read: tuple[ReadArticle, ...]
    sections: tuple[SectionViews, ...]
    bots: int
    untracked: int


@dataclass(frozen=True, slots=True)
class StatisticsPage(PlacedView):
    """The page of figures; ``None`` where none have been fetched yet."""

    title: str
    description: str
    figures: Statistics | None
