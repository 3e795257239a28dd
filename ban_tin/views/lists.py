"""The view models of lists: home, sections, tags, authors, years, months."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ban_tin.site.facts import Category
from ban_tin.views.news import Teaser, Term
from ban_tin.views.pages import Crumb, PlacedView, View
from ban_tin.views.statistics import MostRead, Visits


@dataclass(frozen=True, slots=True)
class ListPage(PlacedView):
    """One page of a list, newest article first. ``number`` is 0 for the list's own address.

    Numbered pages are full and never change again; ``newer`` and ``older`` are addresses or ``""``.
    """

    kind: str
    title: str
    description: str
    section: str
    number: int
    items: tuple[Teaser, ...]
    newer: str
    older: str
    feed: str


@dataclass(frozen=True, slots=True)
class HomeSection:
    """A category on the home page: one article with its photo, and headlines."""

    category: Category
    lead: Teaser
    others: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class HomePage(View):
    """The home page. ``published`` is when the site was built.

    ``notices_url`` and ``documents_url`` are ``""`` on a site whose sections have no such role. ``visits`` is ``None``
    and ``most_read`` has no articles where there are no figures of a visit counter.
    """

    lead: Teaser | None
    latest: tuple[Teaser, ...]
    notices: tuple[Teaser, ...]
    notices_url: str
    sections: tuple[HomeSection, ...]
    documents: tuple[Teaser, ...]
    documents_url: str
    most_read: MostRead
    visits: Visits | None
    feeds: tuple[tuple[str, str], ...]
    published: datetime


@dataclass(frozen=True, slots=True)
class NoticesPage(PlacedView):
    """The notices in force."""

    title: str
    description: str
    section: str
    items: tuple[Teaser, ...]
    all_url: str


@dataclass(frozen=True, slots=True)
class DocumentsPage(PlacedView):
    """One page of the table of documents, numbered like a list."""

    title: str
    description: str
    section: str
    number: int
    items: tuple[Teaser, ...]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A tag, an author or a category in the index of its kind, with its number of articles."""

    term: Term
    count: int


@dataclass(frozen=True, slots=True)
class IndexPage(PlacedView):
    """All tags, all authors or all categories."""

    kind: str
    title: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class ArchiveMonth:
    """A month with articles."""

    month: int
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year with its months, the newest first."""

    year: int
    url: str
    count: int
    months: tuple[ArchiveMonth, ...]


@dataclass(frozen=True, slots=True)
class ArchivePage(PlacedView):
    """The full archive: every year and month."""

    title: str
    years: tuple[ArchiveYear, ...]


@dataclass(frozen=True, slots=True)
class SiteMapPage(PlacedView):
    """The map of the site for people."""

    title: str
    standfirst: str
    body: Markup
    pages: tuple[Crumb, ...]
    categories: tuple[Category, ...]
    years: tuple[ArchiveYear, ...]
    feeds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RedirectPage(View):
    """An old address: a page that leads to ``url``."""

    url: str
