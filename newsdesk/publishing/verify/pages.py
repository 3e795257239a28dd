"""What a page makes a browser fetch, and where it leads."""

import re
from dataclasses import dataclass, field

from newsdesk.publishing.verify.tags import tags_of

#: What a browser fetches, runs, sends a form to or goes to on its own: elements and the attributes with an address.
_LOADED = {
    "script": ("src", "href", "xlink:href"),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "form": ("action",),
    "base": ("href",),
    "body": ("background",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_LINKED = {"a": ("href", "xlink:href"), "area": ("href",)}
#: A ``link`` element only names these; all others a browser may fetch, and ``canonical`` sends search engines elsewhere.
_ONLY_NAMED = {"alternate", "author", "license", "me", "next", "prev", "help", "search"}
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", re.IGNORECASE)
_REFRESH = re.compile(r"""^[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
_HOST = re.compile(
    r"(?:https?:)?(?://|\\/\\/)((?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62})(?![a-z0-9.-])", re.IGNORECASE
)
#: Names of formats, which nobody fetches.
_NAMES_ONLY = frozenset({"www.w3.org", "www.sitemaps.org", "schema.org", "purl.org"})
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses as they stand in a page, each once, in the order of the page."""

    loaded: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    #: What relative addresses are relative to, ``""`` for the page.
    base: str = ""


@dataclass(slots=True)
class _Found:
    loaded: dict[str, None] = field(default_factory=dict)
    linked: dict[str, None] = field(default_factory=dict)


def links_of(html: bytes) -> PageLinks:
    """Return the addresses in a page, at most some thousands."""
    found, base = _Found(), ""
    for name, attributes, text in tags_of(html.decode("utf-8", "replace")):
        if len(found.loaded) + len(found.linked) > _MOST:
            break
        if name == "link":
            rels = set((attributes.get("rel") or "").lower().split())
            target = found.linked if rels and rels <= _ONLY_NAMED else found.loaded
            _put(target, attributes.get("href"))
        elif name == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            _put(found.loaded, refresh_target(attributes.get("content") or ""))
        for attribute in _LOADED.get(name, ()):
            value = attributes.get(attribute)
            if attribute == "srcset":
                for each in (value or "").split(","):
                    _put(found.loaded, each.split()[0] if each.split() else None)
            else:
                _put(found.loaded, value)
        for attribute in _LINKED.get(name, ()):
            _put(found.linked, attributes.get(attribute))
        if name == "base" and not base:
            base = attributes.get("href") or ""
        css = text if name == "style" else attributes.get("style")
        for match in _CSS_ADDRESS.finditer(css or ""):
            _put(found.loaded, match[1] or match[2])
    return PageLinks(tuple(found.loaded), tuple(found.linked), base)


def _put(into: dict[str, None], address: str | None) -> None:
    if (
        address
        and (plain := address.strip())
        and len(plain) < 4_000
        and not plain.startswith(("#", "data:", "mailto:", "tel:"))
    ):
        into[plain] = None


def hosts_in(content: bytes) -> tuple[str, ...]:
    """Return the hosts that any text names, a script or a style sheet as well, sorted."""
    text = content.decode("utf-8", "replace")
    found: set[str] = set()
    for match in _HOST.finditer(text):
        found.add(match[1].lower())
        if len(found) > 200:
            break
    return tuple(sorted(found - _NAMES_ONLY))


def refresh_target(header: str) -> str:
    """Return where a ``Refresh`` header or element leads, ``""`` for the same page."""
    match = _REFRESH.match(header[:2_000])
    return match[1].strip() if match else ""


_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000})", re.IGNORECASE)
_ROBOTS = re.compile(r"^[ \t]*(sitemap|allow|disallow)[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


def sitemap_addresses(xml: bytes) -> list[str]:
    """Return the addresses of a sitemap. By its lines, not by a parser: entities that grow are not unfolded."""
    return [match[1].decode("utf-8", "replace").strip().replace("&amp;", "&") for match in _LOC.finditer(xml)]


def robots_addresses(text: bytes) -> list[str]:
    """Return the sitemaps and plain paths that a robots.txt names."""
    found = [match[2] for match in _ROBOTS.finditer(text[:500_000].decode("utf-8", "replace"))]
    return [each for each in found if "*" not in each and "$" not in each and each != "/"]
