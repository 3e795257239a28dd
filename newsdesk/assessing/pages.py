"""A page of the finished site as it was written: what its head says and what it loads."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from ban_tin.site.addresses import is_article_page

#: Bytes of a page that are looked at.
_MOST = 5_000_000
#: Attributes by which a page loads something at once.
_LOADED = (
    "script[src]", "img[src]", "source[src]", "source[srcset]", "img[srcset]", "iframe[src]", "video[src]", "video[poster]", "audio[src]",
    "embed[src]", "object[data]", "link[rel~=stylesheet][href]", "link[rel~=preload][href]", "link[rel~=icon][href]",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What was read of a page."""

    #: Its address.
    url: str
    #: Below the finished site.
    file: str
    #: It is the page of an article.
    article: bool
    #: Of its html element.
    lang: str
    #: Of its head.
    title: str
    #: Content of its metadata by name in small letters; of several the first.
    meta: dict[str, str]
    #: Headings of the first rank.
    first_headings: int
    #: Pictures without an alt attribute.
    without_alt: int
    #: Hosts of others that it loads something from.
    hosts: tuple[str, ...]
    #: It says what it may load.
    policy: bool
    #: It has a field to search.
    search: bool
    #: It has a button to print, and a style sheet for paper.
    prints: bool
    #: What is wrong with its letters, ``""`` for nothing.
    letters: str
    #: The text of its main part.
    text: str


def read_pages(output: Path, base_url: str) -> Iterator[PageSeen]:
    """Yield the pages below ``output``, by their addresses; those that only lead on to another are none. Raises ``OSError``."""
    for path in sorted(output.rglob("*.html")):
        file = path.relative_to(output).as_posix()
        if page := read_page(path.read_bytes()[:_MOST], file, base_url):
            yield page


def read_page(content: bytes, file: str, base_url: str) -> PageSeen | None:
    """Return what the page ``file`` with this ``content`` says, None for one that only leads on."""
    try:
        text, letters = content.decode("utf-8"), ""
    except UnicodeDecodeError:
        text, letters = content.decode("utf-8", "replace"), "UTF-8"
    tree = LexborHTMLParser(text)
    if tree.css_first("meta[http-equiv=refresh i]") is not None:
        return None
    if not letters and not unicodedata.is_normalized("NFC", text):
        letters = "NFC"
    meta: dict[str, str] = {}
    for each in tree.css("meta[name], meta[property]"):
        name = each.attributes.get("name") or each.attributes.get("property") or ""
        if value := (each.attributes.get("content") or "").strip():
            meta.setdefault(name.lower(), value)
    html, title, main = tree.css_first("html"), tree.css_first("title"), tree.css_first("main")
    return PageSeen(
        url=f"/{file.removesuffix('index.html')}",
        file=file,
        # What was withdrawn keeps an address and says why: it is no article any more.
        article=is_article_page(file) and "noindex" not in meta.get("robots", ""),
        lang=((html.attributes.get("lang") if html else "") or "").strip(),
        title=title.text().strip() if title else "",
        meta=meta,
        first_headings=len(tree.css("h1")),
        without_alt=sum("alt" not in each.attributes for each in tree.css("img")),
        hosts=tuple(sorted(_hosts(tree, urlsplit(base_url).netloc.lower()))),
        policy=tree.css_first("meta[http-equiv=content-security-policy i]") is not None,
        search=tree.css_first("[role=search], form[action*=tim-kiem], form[action*=search]") is not None,
        prints=tree.css_first("[data-print]") is not None and tree.css_first("link[media=print]") is not None,
        letters=letters,
        text=main.text(separator=" ") if main else "",
    )


def _hosts(tree: LexborHTMLParser, own: str) -> set[str]:
    found = set[str]()
    for selector in _LOADED:
        name = selector.partition("[")[2].split("]")[0] if selector.count("[") == 1 else "href"
        for each in tree.css(selector):
            for part in (each.attributes.get(name) or "").split(","):
                try:
                    host = urlsplit(part.strip().partition(" ")[0]).netloc.lower()
                except ValueError:
                    continue
                if host and host != own:
                    found.add(host)
    return found
