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

    #: What is listed: ``"section"``, ``"tag"``, ``"author"`` and so on.
    kind: str
    #: Its heading.
    title: str
    #: What it is about.
    description: str
    #: The slug of a section, ``""`` for other lists.
    section: str
    #: 0 for the list's own address.
    number: int
    #: Articles, newest first.
    items: tuple[Teaser, ...]
    #: The addresses of those that have expired.
    over: tuple[str, ...]
    #: The address of the page with newer ones, ``""`` for none.
    newer: str
    #: The address of the page with older ones, ``""`` for none.
    older: str
    #: The address of its feed, ``""`` for none.
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

    #: What stands largest.
    lead: Teaser | None
    #: The newest articles.
    latest: tuple[Teaser, ...]
    #: The newest notices in force.
    notices: tuple[Teaser, ...]
    #: The address of all notices, ``""`` where no section has that role.
    notices_url: str
    #: What that section is called.
    notices_title: str
    #: A card for each section.
    sections: tuple[HomeSection, ...]
    #: The newest documents.
    documents: tuple[Teaser, ...]
    #: The address of all documents, ``""`` where no section has that role.
    documents_url: str
    #: What that section is called.
    documents_title: str
    #: No articles where there is no visit counter.
    most_read: MostRead
    #: ``None`` where there is no visit counter.
    visits: Visits | None
    #: When the site was built.
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
class DocumentFilter:
    """A part of the table of documents with an address of its own: ``kind`` is ``"type"`` or ``"year"``."""

    kind: str
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class DocumentsPage(PlacedView):
    """One page of the table of documents, numbered like a list."""

    #: Its heading.
    title: str
    #: What it is about.
    description: str
    #: The slug of the section with that role.
    section: str
    #: The address of the table that this is a page of.
    list_url: str
    #: 0 for the list's own address.
    number: int
    #: Articles with a document, newest first.
    items: tuple[Teaser, ...]
    #: (address, state) of those that are not plainly in force: ``"replaced"``, ``"expired"`` or ``"coming"``.
    states: tuple[tuple[str, str], ...]
    #: The address of the page with newer ones, ``""`` for none.
    newer: str
    #: The address of the page with older ones, ``""`` for none.
    older: str
    #: Parts of the table, by type and by year.
    filters: tuple[DocumentFilter, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A tag, an author or a category in the index of its kind, with its number of articles; a category says what it is about."""

    term: Term
    count: int
    description: str = ""


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

    #: Its heading.
    title: str
    #: The sentence under it.
    standfirst: str
    #: The text of its source file.
    body: Markup
    #: All pages.
    pages: tuple[Crumb, ...]
    #: All sections.
    categories: tuple[Category, ...]
    #: The archive.
    years: tuple[ArchiveYear, ...]
    #: (title, address) each.
    feeds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RedirectPage(View):
    """An old address: a page that leads to ``url``."""

    url: str
