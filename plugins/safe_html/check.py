"""What may stand in the HTML of an article. Nothing is removed silently: every violation is a finding.

The list starts from what ``nh3`` (ammonia) allows by default, less what breaks a page of ours, more what
our own Markdown extensions write.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

_TEXT = {
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture",
    "pre", "q", "s", "samp", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "track", "u", "ul", "video", "audio",
}  # fmt: skip
_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "tabindex"}
_ATTRIBUTES = {
    "a": {"href", "rel", "hreflang", "download"},
    "audio": {"src", "controls", "preload"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "fetchpriority"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "preload", "poster", "width", "height", "playsinline"},
}
_ALLOWED = {element: frozenset(_EVERYWHERE | _ATTRIBUTES.get(element, set())) for element in _TEXT}
_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
_MEDIA = {"src", "poster"}
#: What browsers drop from addresses.
_DROPPED = re.compile(r"[\x00- ]+")
#: Addresses below the root of the site, as nearly all media have them.
_PLAIN_PATH = re.compile(r"/[a-z0-9][\w./-]*", re.ASCII)
#: Tags that need no parser, as nearly all are that Markdown and our extensions write: no two readers differ on where they end.
_PLAIN_TAG = re.compile(r'<(?:/[a-z]+[1-6]?|([a-z]+[1-6]?)((?: [a-z]+(?:-[a-z]+)*="[^"&<>]*")*))>')
_PLAIN_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that may not stand in an article. ``kind`` is a kind of finding, ``needle`` where to look for it."""

    kind: str
    needle: str
    values: tuple[tuple[str, str], ...]


def find_violations(html: str) -> list[Violation]:
    """Return everything in ``html`` that the allow-list doesn't name, in order."""
    if _is_plainly_allowed(html):
        return []
    checker = _Checker()
    try:
        checker.feed(html)
        checker.close()
    except AssertionError:  # What html.parser says of <![ with a word that it doesn't know.
        checker.unknown_decl("")
    return checker.violations


def _is_plainly_allowed(html: str) -> bool:
    """Return whether every ``<`` begins a plain tag, and the allow-list names all of them. Takes a tenth of a parser's time."""
    tags = _PLAIN_TAG.findall(html)
    if len(tags) != html.count("<"):
        return False
    return all(_is_allowed(element, attributes) for element, attributes in tags if element)


@lru_cache(maxsize=4096)
def _is_allowed(element: str, attributes: str) -> bool:
    checker = _Checker()
    checker.handle_starttag(element, _PLAIN_ATTRIBUTE.findall(attributes))
    return not checker.violations


def leaves_site(address: str) -> bool:
    r"""Return whether a browser would ask another host for ``address``, or read it as data.

    Browsers drop control characters and take ``\`` for ``/``: ``/\host/x`` is ``//host/x``.
    """
    if _PLAIN_PATH.fullmatch(address):
        return False
    cleaned = _DROPPED.sub("", address).replace("\\", "/")
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) or cleaned.startswith("//")


def relative_addresses(html: str) -> list[str]:
    """Return the addresses in raw HTML that name a file beside the article: only Markdown's own forms are resolved."""
    finder = _RelativeFinder()
    with suppress(AssertionError):  # ``find_violations`` reports it.
        finder.feed(html)
        finder.close()
    return finder.found


class _RelativeFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _MEDIA | {"href"} and value and not value.startswith(("/", "#", "{")) and not leaves_site(value):
                self.found.append(value)


class _Checker(HTMLParser):
    """Looks at every start tag; end tags and text can do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.violations: list[Violation] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TEXT:
            self._add("html-element", f"<{tag}", element=tag)
            return
        allowed = _ALLOWED[tag]
        for name, value in attrs:
            if name not in allowed and not name.startswith("aria-"):
                self._add("html-attribute", name, attribute=name, element=tag)
            elif name in _MEDIA or name == "srcset":
                self._check_media(value or "", several=name == "srcset")
            elif name in {"href", "cite"}:
                self._check_link(value or "")

    def handle_comment(self, data: str) -> None:
        # A browser ends a comment at <!-->, <!---> and --!> too, where Python 3.11 reads on: what follows would run.
        if data.startswith((">", "->")) or "--!>" in data:
            self._add("html-element", "<!--", element="!--")

    def unknown_decl(self, data: str) -> None:
        # To a browser <![CDATA[ is a comment up to the next ">".
        self._add("html-element", "<![", element="![")

    def _check_media(self, value: str, several: bool) -> None:
        for candidate in value.split(",") if several else [value]:
            words = candidate.split() if several else [candidate]
            address = words[0] if words else ""
            if leaves_site(address):
                self._add("remote-media", address, address=address)

    def _check_link(self, value: str) -> None:
        # Browsers drop control characters inside a scheme: "java\nscript:" is one too.
        cleaned = _DROPPED.sub("", value)
        try:
            allowed = urlsplit(cleaned).scheme in _LINK_SCHEMES
        except ValueError:
            allowed = False
        if not allowed:
            self._add("html-address", value, address=value)

    def _add(self, kind: str, needle: str, **values: str) -> None:
        self.violations.append(Violation(kind, needle, tuple(values.items())))
