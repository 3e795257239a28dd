"""What reading a source file gives."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ban_tin.views import NewsArticle, SourcePage


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

    path: str
    page: bool
    held_back: str
    draft: bool
    date: datetime | None
    url: str
    title: str
    changed: datetime | None
    category: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    pinned_until: datetime | None
    expires: datetime | None
    withdrawn: bool
    illustrated: bool
    documented: bool
    sharing_image: str
    aliases: tuple[str, ...]
    own_links: tuple[WrittenLink, ...]
    links: tuple[WrittenLink, ...]
    photos: tuple[ShownPhoto, ...]
    files: tuple[tuple[str, str], ...]
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
