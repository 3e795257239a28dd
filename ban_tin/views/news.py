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
class Heading:
    """A heading of an article: its ``id``, its words, and its level, 2 or 3."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Attachment:
    """A file to download. ``size`` in bytes; ``pages`` 0 when unknown; ``sha256`` in hex."""

    #: Its address.
    url: str
    #: The name of the file.
    name: str
    #: What readers see.
    title: str
    #: Such as ``PDF``.
    type: str
    #: Bytes.
    size: int
    #: 0 when unknown.
    pages: int
    #: Of its content, in hex.
    sha256: str


@dataclass(frozen=True)
class Document:
    """The fields of a văn bản: số ký hiệu, trích yếu, loại, cơ quan ban hành, người ký, ngày ban hành, hiệu lực."""

    #: Số ký hiệu.
    number: str
    #: Trích yếu.
    abstract: str
    #: Loại văn bản.
    type: str
    #: Cơ quan ban hành.
    issuer: str
    #: Người ký.
    signer: str
    #: Ngày ban hành.
    issued: datetime | None
    #: Ngày có hiệu lực.
    effective: datetime | None


@dataclass(frozen=True)
class NewsArticle:
    """An article. ``standfirst`` is the summary its author wrote, ``summary`` that or its first words.

    ``status`` is ``""`` for a public one; a preview also shows those with ``"draft"`` and ``"scheduled"``.
    """

    #: Its address.
    url: str
    #: The source file, as findings name it.
    source_path: str
    #: Its title.
    title: str
    #: When it was published.
    date: datetime
    #: Its section.
    category: Category
    #: Its tags.
    tags: tuple[Term, ...]
    #: Its authors.
    authors: tuple[Term, ...]
    #: The office that wrote it.
    office: str
    #: Where the text was taken from.
    source: str
    #: The address of that source.
    source_url: str
    #: Who took the photos that name nobody.
    credit: str
    #: The summary that its author wrote.
    standfirst: str
    #: That, or its first words.
    summary: str
    #: Its text, as it is published.
    body: Markup
    #: The photo above the text.
    lead: Figure | None
    #: Photos with a place of their own, in the order of the text.
    figures: tuple[Figure, ...]
    #: Files under the text.
    attachments: tuple[Attachment, ...]
    #: What it carries as a document.
    document: Document | None
    #: Until when it leads its lists.
    pinned_until: datetime | None
    #: When a notice is over.
    expires: datetime | None
    #: When its text last changed.
    updated: datetime | None
    #: What changed then.
    updated_note: str
    #: Why it was withdrawn, ``""`` where it was not.
    withdrawn: str
    #: The address of the picture that shows it elsewhere.
    sharing_image: str
    #: ``""`` for a public one; a preview also shows ``"draft"`` and ``"scheduled"``.
    status: str = ""
    #: Classes of what must be seen of its photo where it is cut.
    focus: str = ""
    #: The headings of a long text.
    contents: tuple[Heading, ...] = ()

    @property
    def changed(self) -> datetime:
        """When the text last changed: the update, or else the publication."""
        return self.updated or self.date


@dataclass(frozen=True)
class Teaser:
    """What other pages show of an article: never its body, so that they don't change with it."""

    #: The article's address.
    url: str
    #: Its title.
    title: str
    #: When it was published.
    date: datetime
    #: Its section.
    category: Category
    #: What it is about.
    summary: str
    #: The photo that stands for it.
    image: Figure | None
    #: What it carries as a document.
    document: Document | None
    #: The document as a file, ``None`` for what carries none.
    download: Attachment | None
    #: When it is over.
    expires: datetime | None
    #: Only a note stands at its address.
    withdrawn: bool
    #: As in ``NewsArticle``.
    status: str = ""
    #: As in ``NewsArticle``.
    focus: str = ""


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
        download=next(iter(article.attachments), None) if article.document else None,
        expires=article.expires,
        withdrawn=bool(article.withdrawn),
        status=article.status,
        focus=article.focus,
    )
