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

    #: When the counter said it.
    as_of: datetime
    #: The last day that is over, ``None`` before the first.
    last_day: datetime | None
    #: Visits of that day.
    last_day_visits: int
    #: Days that ``recent`` is of: 30, fewer on a young site.
    days: int
    #: Visits of the last days.
    recent: int
    #: All visits.
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

    #: Of the drawing.
    width: int
    #: Of the drawing.
    height: int
    #: Visits that its full height stands for.
    scale: int
    #: A bar for each day.
    bars: tuple[ChartBar, ...]
    #: The first day.
    first: Period
    #: The last day.
    last: Period
    #: The day with the fewest visits.
    least: Period
    #: The day with the most visits.
    most: Period
    #: Visits of a day on average.
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

    #: The figures that every page may show.
    visits: Visits
    #: The first day that was counted.
    since: datetime
    #: Views of pages in ``days``.
    views: int
    #: ``None`` before the first day is over.
    chart: Chart | None
    #: Newest first.
    days: tuple[Period, ...]
    #: Newest first.
    months: tuple[Period, ...]
    #: The articles with the most views.
    most_read: tuple[ReadArticle, ...]
    #: Views of each section.
    sections: tuple[SectionViews, ...]
    #: Requests of programs, in ``days``.
    bots: int
    #: Views of readers who ask not to be tracked, in ``days``.
    untracked: int


@dataclass(frozen=True, slots=True)
class StatisticsPage(PlacedView):
    """The page of figures; ``None`` where none have been fetched yet."""

    title: str
    description: str
    figures: Statistics | None
