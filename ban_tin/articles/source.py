"""What reading a source file gives."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ban_tin.views import Comment, Document, ListedDocument, NewsArticle, SourcePage


class WrittenLink(NamedTuple):
    """A link inside the site as it is written, and its line in the source file (0: unknown)."""

    target: str
    line: int


class ShownPhoto(NamedTuple):
    """A photo of the site: where its renditions are served, and which of them there are (``480.avif 480.webp …``).

    ``source`` is the image that is still to be encoded, ``""`` once it is.
    """

    base_url: str
    digest: str
    renditions: str
    source: str = ""


class FoundFile(NamedTuple):
    """A file that was asked for beside a source: ``asked`` is its path as written, ``found`` that of the file, ``""`` for none."""

    asked: str
    found: str


class SourceEntry(NamedTuple):
    """What the plan has to know of an article or a page; all the rest is loaded when its own page is made.

    ``held_back`` is why it was not read to the end: ``"draft"``, ``"scheduled"`` or ``""``. ``category``, ``tags`` and ``authors``
    are names. ``own_links`` lead to other source files (``{filename}``), ``links`` to addresses. ``files`` are offered beside it,
    (address, path) each. ``lines`` are those of the front matter's fields.
    """

    #: The source file, as findings name it.
    path: str
    #: A page, and no article.
    page: bool
    #: Why it was not read to the end: ``"draft"``, ``"scheduled"`` or ``""``.
    held_back: str
    #: It is a draft, held back or not.
    draft: bool
    #: When it is public; pages have none.
    date: datetime | None
    #: Its address, ``""`` where it is held back.
    url: str
    #: Its title.
    title: str
    #: When it was updated, else its date.
    changed: datetime | None
    #: The name of its section.
    category: str
    #: Names.
    tags: tuple[str, ...]
    #: Names.
    authors: tuple[str, ...]
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
    #: What it says is in its place, an address or a source file; ``""`` for nothing.
    replaced_by: str
    #: The address of the picture that shows it elsewhere.
    sharing_image: str
    #: Addresses that it had before.
    aliases: tuple[str, ...]
    #: Links to other source files (``{filename}``).
    own_links: tuple[WrittenLink, ...]
    #: Links to addresses of the site.
    links: tuple[WrittenLink, ...]
    #: Photos and films that lie elsewhere on the site, by their address.
    media: tuple[WrittenLink, ...]
    #: All photos that its page and its teaser show.
    photos: tuple[ShownPhoto, ...]
    #: Files that are offered beside it: address and path.
    files: tuple[tuple[str, str], ...]
    #: The line of each field of its front matter.
    lines: tuple[tuple[str, int], ...]

    def line(self, *fields: str) -> int:
        """Return the line of the first of ``fields`` that is given, 1 for none."""
        known = dict(self.lines)
        return next((known[field] for field in fields if field in known), 1)


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file as read. ``content`` has links to other source files as they are written; it is ``None`` for what is held back.

    ``looked_up`` are the files beside it that it depends on, or that it would depend on if they were there.
    """

    entry: SourceEntry
    content: NewsArticle | SourcePage | None
    looked_up: tuple[FoundFile, ...]
    #: Its approved comments, in the order of their file.
    comments: tuple[Comment, ...] = ()


def listed_document(document: Document) -> ListedDocument:
    """Return what lists have to know of an article's ``document``."""
    assert document.issued is not None  # An article has its own date.
    return ListedDocument(document.type, document.issued, document.effective)
