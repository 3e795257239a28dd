"""Every address of a site, in one place: changing one here changes the pages, the links and the feeds.

Addresses are paths from the root of the site and end with a slash, files excepted. They are promises: an address that
was public once needs a redirect when it changes. A site has those of its language.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

#: Most bytes of a name between two slashes: file systems take no more.
NAME_BYTES = 255
#: Most bytes of a whole path below the root; with the folder where the site lies, systems take 4,096.
PATH_BYTES = 1024

HOME = "/"
NOT_FOUND = "/404.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a site in one language."""

    #: All news; articles stand below it, at ``/tin/2026/11/<slug>/``.
    news: str
    #: The archive by year and month.
    archive: str
    #: Before the slug of a section.
    sections: str
    #: Before the slug of a tag; the index of all tags.
    tags: str
    #: Before the slug of an author; the index of all authors.
    authors: str
    #: Pages of the sections with the roles ``notices`` and ``documents``.
    notices: str
    #: The table of documents.
    documents: str
    #: Of a site with a visit counter.
    statistics: str
    #: Where readers search; the index lies below it.
    search: str
    #: Before the names of photos.
    photos: str
    #: The feed of all news.
    feed: str
    #: Of the page on which an office says how it is reached, if it has one.
    contact: str
    #: Before the number of a page of a list.
    numbered_below: str
    #: Last part of the name of each picture for sharing.
    sharing_name: str
    #: Below an article: before the number of a page of its comments, and the name of their feed.
    comments_below: str

    def article(self, day: date, slug: str) -> str:
        """Return the address of an article published on ``day``."""
        return f"{self.news}{day:%Y}/{day:%m}/{slug}/"

    def section(self, slug: str) -> str:
        return f"{self.sections}{slug}/"

    def tag(self, slug: str) -> str:
        return f"{self.tags}{slug}/"

    def author(self, slug: str) -> str:
        return f"{self.authors}{slug}/"

    def documents_of(self, part: str) -> str:
        """Return the address of the documents of one type (its slug) or one year."""
        return f"{self.documents}{part}/"

    def year(self, year: int) -> str:
        """Return the address of a year in the archive."""
        return f"{self.archive}{year}/"

    def month(self, year: int, month: int) -> str:
        """Return the address of a month in the archive."""
        return f"{self.archive}{year}/{month:02d}/"

    def articles_of(self, year: int, month: int = 0) -> str:
        """Return the address of the folder in which the articles of a year, or of a month of it, lie."""
        return f"{self.news}{year}/{month:02d}/" if month else f"{self.news}{year}/"

    @property
    def search_data(self) -> str:
        """Return the folder of the search index. The number is that of its form: a script of another one finds nothing there."""
        return f"{self.search}data-1/"

    def numbered(self, list_address: str, number: int) -> str:
        """Return the address of a numbered page of a list: a path of its own, so that no name can collide with it."""
        return f"{list_address}{self.numbered_below}/{number}/"

    def comments(self, article_address: str, number: int) -> str:
        """Return the address of a numbered page of an article's comments."""
        return f"{article_address}{self.comments_below}/{number}/"

    def comments_feed(self, article_address: str) -> str:
        """Return the address of the feed of an article's comments."""
        return f"{article_address}{self.comments_below}.atom.xml"

    def photo(self, name: str, digest: str) -> str:
        """Return where the photo ``name`` with that ``digest`` of its content is served, without width and extension.

        The content is in the address: a photo that several articles show is one, and may be cached for good.
        """
        return f"{self.photos}{digest[:2]}/{name or self.photos.strip('/')}-{digest[:12]}"

    def sharing_picture(self, page_address: str) -> str:
        """Return the address of the picture that is shared with the page at ``page_address``, where it has no photo."""
        return f"{page_address}{self.sharing_name}"

    def sharing_photo(self, base_url: str) -> str:
        """Return the address of the picture for sharing of the photo that is served at ``base_url``."""
        return f"{base_url}-{self.sharing_name}"


VIETNAMESE = Addresses(
    news="/tin/",
    archive="/luu-tru/",
    sections="/chuyen-muc/",
    tags="/the/",
    authors="/tac-gia/",
    notices="/thong-bao/",
    documents="/van-ban/",
    statistics="/thong-ke/",
    search="/tim-kiem/",
    photos="/anh/",
    feed="/feeds/tat-ca.atom.xml",
    contact="/lien-he/",
    numbered_below="trang",
    sharing_name="chia-se.jpg",
    comments_below="y-kien",
)
ENGLISH = Addresses(
    news="/news/",
    archive="/archive/",
    sections="/category/",
    tags="/tag/",
    authors="/author/",
    notices="/notices/",
    documents="/documents/",
    statistics="/statistics/",
    search="/search/",
    photos="/photos/",
    feed="/feeds/all.atom.xml",
    contact="/contact/",
    numbered_below="page",
    sharing_name="share.jpg",
    comments_below="comments",
)
_BY_LANGUAGE = {"vi": VIETNAMESE, "en": ENGLISH}
#: Of every language: a site that changes its own must not lose its articles unnoticed.
_ARTICLE = re.compile(
    rf"(?:{'|'.join(each.news.strip('/') for each in _BY_LANGUAGE.values())})/\d{{4}}/\d{{2}}/[^/]+/index\.html"
)


def addresses_of(language: str) -> Addresses:
    """Return the addresses of a site in ``language``. Raises ``KeyError``."""
    return _BY_LANGUAGE[language]


def is_article_page(path: str) -> bool:
    """Return whether an article's page lies at ``path`` below the root of a site, in whatever language."""
    return _ARTICLE.fullmatch(path) is not None


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


def section_feed(slug: str) -> str:
    """Return the address of a section's feed: the same in every language."""
    return f"/feeds/{slug}.atom.xml"
