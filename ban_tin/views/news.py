"""An article as the site knows it, and the little of it that other pages show.

None of these has slots: builds keep them pickled, and with slots loading them takes a third longer.
"""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ban_tin.photos.plan import Photo
from ban_tin.site.facts import Category


@dataclass(frozen=True)
class Term:
    """A tag or an author."""

    name: str
    slug: str
    url: str


@dataclass(frozen=True)
class Figure:
    """A photo, what is seen on it, its caption and its credit as shown; all plain text."""

    photo: Photo
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Attachment:
    """A file to download. ``size`` in bytes; ``pages`` 0 when unknown; ``sha256`` in hex."""

    url: str
    name: str
    title: str
    type: str
    size: int
    pages: int
    sha256: str


@dataclass(frozen=True)
class Document:
    """The fields of a văn bản: số ký hiệu, trích yếu, loại, cơ quan ban hành, người ký, ngày ban hành, hiệu lực."""

    number: str
    abstract: str
    type: str
    issuer: str
    signer: str
    issued: datetime | None
    effective: datetime | None


@dataclass(frozen=True)
class NewsArticle:
    """An article. ``standfirst`` is the summary its author wrote, ``summary`` that or its first words.

    ``status`` is ``""`` for a public one; a preview also shows those with ``"draft"`` and ``"scheduled"``.
    """

    url: str
    source_path: str
    title: str
    date: datetime
    category: Category
    tags: tuple[Term, ...]
    authors: tuple[Term, ...]
    office: str
    source: str
    source_url: str
    credit: str
    standfirst: str
    summary: str
    body: Markup
    lead: Figure | None
    figures: tuple[Figure, ...]
    attachments: tuple[Attachment, ...]
    document: Document | None
    pinned_until: datetime | None
    expires: datetime | None
    updated: datetime | None
    updated_note: str
    withdrawn: str
    sharing_image: str
    status: str = ""

    @property
    def changed(self) -> datetime:
        """When the text last changed: the update, or else the publication."""
        return self.updated or self.date


@dataclass(frozen=True)
class Teaser:
    """What other pages show of an article: never its body, so that they don't change with it."""

    url: str
    title: str
    date: datetime
    category: Category
    summary: str
    image: Figure | None
    document: Document | None
    expires: datetime | None
    withdrawn: bool
    status: str = ""


def teaser(article: NewsArticle) -> Teaser:
    """Return the teaser of ``article``."""
    return Teaser(
        url=article.url,
        title=article.title,
        date=article.date,
        category=article.category,
        summary="" if article.withdrawn else article.summary,
        image=None if article.withdrawn else article.lead or next(iter(article.figures), None),
        document=article.document,
        expires=article.expires,
        withdrawn=bool(article.withdrawn),
        status=article.status,
    )
