"""The allow-list: which elements, attributes and addresses may stand in the HTML of an article.

The list starts from what ``nh3`` (ammonia) allows by default, less what breaks a page of ours, more what
our own Markdown extensions write.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

ELEMENTS = {
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "footer", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture",
    "pre", "q", "s", "samp", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "track", "u", "ul", "video", "audio",
}  # fmt: skip
_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "tabindex"}
_ATTRIBUTES = {
    "a": {"href", "rel", "hreflang", "download"},
    "audio": {"src", "controls", "preload"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "div": {"data-hint"},
    "details": {"open"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "fetchpriority"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "td": {"colspan", "rowspan", "headers", "data-label"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "preload", "poster", "width", "height", "playsinline"},
}
_ALLOWED = {element: frozenset(_EVERYWHERE | _ATTRIBUTES.get(element, set())) for element in ELEMENTS}
_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
MEDIA = frozenset({"src", "poster"})
#: What browsers drop from addresses.
_DROPPED = re.compile(r"[\x00- ]+")
#: Addresses below the root of the site, as nearly all media have them.
_PLAIN_PATH = re.compile(r"/[a-z0-9][\w./-]*", re.ASCII)
#: Tags as nearly all are that Markdown and our extensions write. No two readers differ on where they end.
_PLAIN_TAG = re.compile(r'<(?:/[a-z]+[1-6]?|([a-z]+[1-6]?)((?: [a-z]+(?:-[a-z]+)*="[^"&<>]*")*))>')
_PLAIN_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that may not stand in an article. ``kind`` is a kind of finding, ``needle`` where to look for it."""

    kind: str
    needle: str
    values: tuple[tuple[str, str], ...]


def violation(kind: str, needle: str, **values: str) -> Violation:
    """Return a violation with the ``values`` of its finding."""
    return Violation(kind, needle, tuple(values.items()))


def check_element(element: str) -> list[Violation]:
    """Return what is wrong with the name of an ``element``: nothing, or that it is not on the list."""
    return [] if element in _ALLOWED else [violation("html-element", f"<{element}", element=element)]


def check_attribute(element: str, name: str, value: str) -> list[Violation]:
    """Return what is wrong with an attribute of an allowed ``element``; ``value`` has its character references resolved."""
    if name not in _ALLOWED[element] and not name.startswith("aria-"):
        return [violation("html-attribute", name, attribute=name, element=element)]
    if name in MEDIA:
        addresses = [value]
    elif name == "srcset":
        addresses = [(candidate.split() or [""])[0] for candidate in value.split(",")]
    elif name in {"href", "cite"}:
        return [] if _is_link(value) else [violation("html-address", value, address=value)]
    else:
        return []
    return [violation("remote-media", each, address=each) for each in addresses if leaves_site(each)]


def is_plainly_allowed(html: str) -> bool:
    """Return whether every ``<`` begins a plain tag, and the list names all of them.

    Fast path of ``find_typed_violations`` and ``publish``: a tenth of a parser's time. A test holds it to them.
    """
    tags = _PLAIN_TAG.findall(html)
    if len(tags) != html.count("<"):
        return False
    return all(_is_allowed(element, attributes) for element, attributes in tags if element)


@lru_cache(maxsize=4096)
def _is_allowed(element: str, attributes: str) -> bool:
    pairs: Iterable[tuple[str, str]] = _PLAIN_ATTRIBUTE.findall(attributes)
    return not check_element(element) and not any(check_attribute(element, name, value) for name, value in pairs)


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


def _is_link(value: str) -> bool:
    # Browsers drop control characters inside a scheme: "java\nscript:" is one too.
    try:
        return urlsplit(_DROPPED.sub("", value)).scheme in _LINK_SCHEMES
    except ValueError:
        return False
