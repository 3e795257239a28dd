"""Between a path in a release and the address that readers ask for."""

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsdesk.publishing.manifest import MANIFEST, SIGNATURE

#: For the web server alone: a server that gives them to nobody is right.
UNSERVED = frozenset({"redirects.map", "withdrawn.map", "policy.map", "_headers", "_redirects", ".nojekyll"})
INDEX = "index.html"
#: What compressed copies end in, and the name of their encoding.
ENCODINGS = {".br": "br", ".gz": "gzip"}


class Item(NamedTuple):
    """A file of the manifest as it is asked for: ``path`` names it there, ``original`` is what the decoded answer has to be."""

    path: str
    original: str
    encoding: str


def item_of(path: str, paths: Collection[str]) -> Item:
    """Return how ``path``, one of the manifest's ``paths``, is asked for. A compressed copy is asked for as its original."""
    for suffix, encoding in ENCODINGS.items():
        original = path.removesuffix(suffix)
        if original != path and original in paths:
            return Item(path, original, encoding)
    return Item(path, path, "identity")


def target_of(path: str) -> str:
    """Return what is asked for to get ``path``: readers ask for the folder of an ``index.html``."""
    folder, _, name = path.rpartition("/")
    shown = (f"{folder}/" if folder else "") if name == INDEX else path
    return "/" + quote(shown, safe="/~!$&'()*+,;=:@")


def path_of(target: str) -> str:
    """Return the path in a release that ``target`` (an address without host) asks for."""
    path = unquote(target.partition("#")[0].partition("?")[0]).lstrip("/")
    return path + INDEX if not path or path.endswith("/") else path


def is_published(target: str, paths: Collection[str]) -> bool:
    """Return whether ``target`` is a file of the release, its list of files, or a page without its last slash."""
    path = path_of(target)
    return path in paths or f"{path}/{INDEX}" in paths or path in (MANIFEST, SIGNATURE)


class Place(NamedTuple):
    """Where a link leads: ``host`` in small letters, with its port where it is named; ``target`` is path and query."""

    host: str
    target: str


def resolve(base: str, link: str) -> Place | None:
    """Return where ``link`` on the page ``base`` leads; None for one that asks no web server, or is none."""
    try:
        # Browsers drop these too, and read a backslash as a slash.
        parts = urlsplit(urljoin(base, "".join(link.split()).replace("\\", "/")))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        usual = {"http": 80, "https": 443}[parts.scheme]
        host = parts.hostname if parts.port in (None, usual) else f"{parts.hostname}:{parts.port}"
        path = quote(parts.path or "/", safe="/~!$&'()*+,;=:@%")
    except ValueError:
        return None
    return Place(host[:255], path + (f"?{quote(parts.query, safe='/~!$&()*+,;=:@?%')}" if parts.query else ""))
