"""Every address of the site, in one place: changing one here changes the pages, the links and the feeds.

Addresses are paths from the root of the site and end with a slash, files excepted. They are promises: an address that
was public once needs a redirect when it changes.
"""

from datetime import date
from typing import NamedTuple

#: Most bytes of a name between two slashes: file systems take no more.
NAME_BYTES = 255
#: Most bytes of a whole path below the root; with the folder where the site lies, systems take 4,096.
PATH_BYTES = 1024

HOME = "/"
#: All news; articles stand below it, at ``/tin/2026/11/<slug>/``.
NEWS = "/tin/"
ARCHIVE = "/luu-tru/"
SECTIONS = "/chuyen-muc/"
TAGS = "/the/"
AUTHORS = "/tac-gia/"
#: Pages of the sections with the roles ``notices`` and ``documents``.
NOTICES = "/thong-bao/"
DOCUMENTS = "/van-ban/"
#: Of a site with a visit counter.
STATISTICS = "/thong-ke/"
PHOTOS = "/anh/"
NOT_FOUND = "/404.html"
FEED = "/feeds/tat-ca.atom.xml"


def article_address(day: date, slug: str) -> str:
    """Return the address of an article published on ``day``."""
    return f"{NEWS}{day:%Y}/{day:%m}/{slug}/"


def photo_address(name: str, digest: str) -> str:
    """Return where the photo ``name`` with that ``digest`` of its content is served, without width and extension.

    The content is in the address: a photo that several articles show is one, and may be cached for good.
    """
    return f"{PHOTOS}{digest[:2]}/{name}-{digest[:12]}"


class TooLong(NamedTuple):
    """How many bytes a name or a path has, and how many it may have."""

    size: int
    limit: int


def too_long(path: str) -> TooLong | None:
    """Return by what a file at ``path`` can't be written; None when it can."""
    if len(path) <= NAME_BYTES and path.isascii():
        return None  # As nearly all, and of all others no letter has more than four bytes.
    if len(path) * 4 <= NAME_BYTES:
        return None
    size = len(path.encode(errors="surrogateescape"))
    if size > PATH_BYTES:
        return TooLong(size, PATH_BYTES)
    name = max(len(part.encode(errors="surrogateescape")) for part in path.split("/"))
    return TooLong(name, NAME_BYTES) if name > NAME_BYTES else None


def redirect_address(old: str) -> str:
    """Return where the page lies that leads on from the address ``old``: in a folder of its own, unless its name says HTML.

    So every web server gives it as HTML, also for ``/bai.aspx`` and ``/thong-tu-1.5``.
    """
    return old if old.endswith("/") or old.lower().endswith((".html", ".htm")) else f"{old}/"


def section_address(slug: str) -> str:
    return f"{SECTIONS}{slug}/"


def section_feed(slug: str) -> str:
    return f"/feeds/{slug}.atom.xml"


def tag_address(slug: str) -> str:
    return f"{TAGS}{slug}/"


def author_address(slug: str) -> str:
    return f"{AUTHORS}{slug}/"


def year_address(year: int, below: str = ARCHIVE) -> str:
    """Return the address of a year in the archive; with ``below=NEWS`` that of the folder of its articles."""
    return f"{below}{year}/"


def month_address(year: int, month: int, below: str = ARCHIVE) -> str:
    """Return the address of a month in the archive; with ``below=NEWS`` that of the folder of its articles."""
    return f"{below}{year}/{month:02d}/"


def numbered_address(list_address: str, number: int) -> str:
    """Return the address of a numbered page of a list: a path of its own, so that no name can collide with it."""
    return f"{list_address}trang/{number}/"
