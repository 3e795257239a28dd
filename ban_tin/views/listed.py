"""Articles and pages as lists and links know them: the rest is loaded when a page is made of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ban_tin.site.facts import Category
from ban_tin.views.comments import ListedComments
from ban_tin.views.deferred import Deferred
from ban_tin.views.news import NewsArticle, Teaser, Term
from ban_tin.views.pages import SourcePage


class ListedDocument(NamedTuple):
    """The document of an article as it is sorted into lists."""

    #: Loại văn bản, ``""`` where none is said.
    type: str
    #: Ngày ban hành.
    issued: datetime
    #: Ngày có hiệu lực.
    effective: datetime | None


@dataclass(frozen=True, slots=True, eq=False)
class ListedArticle:
    """An article as it is sorted into lists. ``own_links`` are what its ``{filename}`` links lead to, (as written, address) each.

    ``illustrated`` says that it has a photo.
    """

    #: Its address.
    url: str
    #: The source file, as findings name it.
    source_path: str
    #: Its title.
    title: str
    #: When it was published.
    date: datetime
    #: When it was updated, else its date.
    changed: datetime
    #: Its section.
    category: Category
    #: Its tags.
    tags: tuple[Term, ...]
    #: Its authors.
    authors: tuple[Term, ...]
    #: Until when it leads its lists.
    pinned_until: datetime | None
    #: When it is over.
    expires: datetime | None
    #: Only a note stands at its address.
    withdrawn: bool
    #: It has a photo.
    illustrated: bool
    #: The document that it carries.
    document: ListedDocument | None
    #: The address of the article in its place, ``""`` for none.
    replaced_by: str
    #: The address of the picture that shows it elsewhere.
    sharing_image: str
    #: What its ``{filename}`` links lead to: (as written, address).
    own_links: tuple[tuple[str, str], ...]
    #: All of it, for its own page.
    whole: Deferred[NewsArticle]
    #: What lists show of it.
    teaser: Deferred[Teaser]
    #: What readers wrote to it and the office approved.
    comments: ListedComments | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListedPage:
    """A page of ``content/trang`` as the rest of the site knows it; ``own_links`` as in ``ListedArticle``."""

    url: str
    source_path: str
    title: str
    own_links: tuple[tuple[str, str], ...]
    whole: Deferred[SourcePage]
