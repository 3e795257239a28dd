"""Articles and pages as lists and links know them: the rest is loaded when a page is made of it."""

from dataclasses import dataclass
from datetime import datetime

from ban_tin.site.facts import Category
from ban_tin.views.deferred import Deferred
from ban_tin.views.news import NewsArticle, Teaser, Term
from ban_tin.views.pages import SourcePage


@dataclass(frozen=True, slots=True, eq=False)
class ListedArticle:
    """An article as it is sorted into lists. ``own_links`` are what its ``{filename}`` links lead to, (as written, address) each.

    ``illustrated`` says that it has a photo, ``documented`` that it carries a document.
    """

    url: str
    source_path: str
    title: str
    date: datetime
    changed: datetime
    category: Category
    tags: tuple[Term, ...]
    authors: tuple[Term, ...]
    pinned_until: datetime | None
    expires: datetime | None
    withdrawn: bool
    illustrated: bool
    documented: bool
    sharing_image: str
    own_links: tuple[tuple[str, str], ...]
    whole: Deferred[NewsArticle]
    teaser: Deferred[Teaser]


@dataclass(frozen=True, slots=True, eq=False)
class ListedPage:
    """A page of ``content/trang`` as the rest of the site knows it; ``own_links`` as in ``ListedArticle``."""

    url: str
    source_path: str
    title: str
    own_links: tuple[tuple[str, str], ...]
    whole: Deferred[SourcePage]
