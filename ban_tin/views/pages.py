"""The view models of single pages."""

from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from ban_tin.views.news import Attachment, NewsArticle, Teaser


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the page itself has no address there."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in ``<head>``. Addresses are absolute; ``meta`` are (attribute, name, content) triples."""

    title: str
    description: str
    canonical: str
    robots: str = ""
    meta: tuple[tuple[str, str, str], ...] = ()
    json_ld: Markup = field(default_factory=Markup)
    feeds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What every page has. ``lang`` is the language of its furniture."""

    lang: str
    head: Head


@dataclass(frozen=True, slots=True)
class PlacedView(View):
    """A page that stands somewhere below the home page; ``crumbs`` are the steps above it."""

    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage(PlacedView):
    """An article with everything around it."""

    article: NewsArticle
    expired: bool
    previous: Teaser | None
    next: Teaser | None
    related: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnPage(PlacedView):
    """The address of a withdrawn article: its title, dates and the reason, nothing of its body."""

    title: str
    date: datetime
    updated: datetime | None
    reason: str


@dataclass(frozen=True)
class SourcePage:
    """A page of ``content/trang`` as read: everything of its view model but what surrounds it. ``status`` as in ``NewsArticle``."""

    url: str
    source_path: str
    template: str
    lang: str
    title: str
    summary: str
    body: Markup
    attachments: tuple[Attachment, ...]
    updated: datetime | None
    updated_note: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class StaticPage(PlacedView):
    """A page such as "Giới thiệu". ``status`` as in ``NewsArticle``."""

    title: str
    standfirst: str
    body: Markup
    attachments: tuple[Attachment, ...]
    updated: datetime | None
    updated_note: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class ErrorPage(PlacedView):
    """The page of an address that does not exist. ``map_url`` and ``contact_url`` are ``""`` on a site without such a page."""

    latest_url: str
    map_url: str
    contact_url: str
