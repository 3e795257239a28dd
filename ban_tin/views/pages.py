"""The view models of single pages."""

from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from ban_tin.views.comments import Comment
from ban_tin.views.news import Attachment, NewsArticle, Teaser


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the page itself has no address there."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in ``<head>``. Addresses are absolute; ``meta`` are (attribute, name, content) triples."""

    #: Of the window.
    title: str
    #: For search engines and shared links.
    description: str
    #: The page's own address, with scheme and host.
    canonical: str
    #: What robots may do, ``""`` for everything.
    robots: str = ""
    #: (attribute, name, content) triples.
    meta: tuple[tuple[str, str, str], ...] = ()
    #: Structured data.
    json_ld: Markup = field(default_factory=Markup)
    #: (title, address) each.
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
class ArticleComments:
    """What an article's page shows of its comments."""

    #: All of them.
    count: int
    #: Those in this page, the oldest first.
    newest: tuple[Comment, ...]
    #: The address of the last page of older ones, ``""`` for none.
    older: str
    #: That of their feed, ``""`` while there are none.
    feed: str
    #: What who writes one agrees to.
    consent: str


@dataclass(frozen=True, slots=True)
class ArticlePage(PlacedView):
    """An article with everything around it."""

    #: All of it.
    article: NewsArticle
    #: Its time is over.
    expired: bool
    #: What holds of its document: ``"replaced"``, ``"expired"``, ``"coming"``, ``"in_force"`` or ``""``.
    state: str
    #: The article in its place.
    replacement: Crumb | None
    #: The article before it.
    previous: Teaser | None
    #: The article after it.
    next: Teaser | None
    #: More of the kind.
    related: tuple[Teaser, ...]
    #: ``None`` on a site without comments.
    comments: ArticleComments | None = None


@dataclass(frozen=True, slots=True)
class CommentsPage(PlacedView):
    """A numbered page of an article's comments, the oldest on the first page and first."""

    #: Of the article.
    title: str
    #: That of the article.
    url: str
    #: From 1.
    number: int
    #: The number of its first comment among all of the article.
    first: int
    #: The oldest first.
    comments: tuple[Comment, ...]
    #: The address of the page with older ones, ``""`` for none.
    older: str
    #: That of the page with newer ones.
    newer: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage(PlacedView):
    """The address of a withdrawn article: its title, dates and the reason, nothing of its body."""

    title: str
    date: datetime
    updated: datetime | None
    reason: str
    replacement: Crumb | None


@dataclass(frozen=True)
class SourcePage:
    """A page of ``content/trang`` as read: everything of its view model but what surrounds it. ``status`` as in ``NewsArticle``."""

    #: Its address.
    url: str
    #: The source file, as findings name it.
    source_path: str
    #: The template that shows it.
    template: str
    #: The language of its text.
    lang: str
    #: Its title.
    title: str
    #: What it is about, as its author wrote it.
    summary: str
    #: Its text, as it is published.
    body: Markup
    #: Files under the text.
    attachments: tuple[Attachment, ...]
    #: When its text last changed.
    updated: datetime | None
    #: What changed then.
    updated_note: str
    #: As in ``NewsArticle``.
    status: str = ""


@dataclass(frozen=True, slots=True)
class StaticPage(PlacedView):
    """A page such as "Giới thiệu". ``status`` as in ``NewsArticle``."""

    #: Its title.
    title: str
    #: What it is about, as its author wrote it.
    standfirst: str
    #: Its text.
    body: Markup
    #: Files under the text.
    attachments: tuple[Attachment, ...]
    #: When its text last changed.
    updated: datetime | None
    #: What changed then.
    updated_note: str
    #: As in ``NewsArticle``.
    status: str = ""


@dataclass(frozen=True, slots=True)
class ErrorPage(PlacedView):
    """The page of an address that does not exist. ``map_url`` and ``contact_url`` are ``""`` on a site without such a page."""

    latest_url: str
    map_url: str
    contact_url: str
