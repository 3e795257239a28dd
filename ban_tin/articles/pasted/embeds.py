"""Frames of other sites in an article (``<iframe>``): told with the line to type, a card that leads there."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet

_FRAME = re.compile(
    r"<(?P<tag>iframe|embed|object)\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>"
    r"(?:(?:(?!<(?:iframe|embed|object)\b)[^<]|<(?!/?(?:iframe|embed|object)\b))*+</(?P=tag)[ \t\n]*>)?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(src|data-src|data|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
VIDEO, MAP, PAGE = "embed-video", "embed-map", "embed-page"


class Embed(NamedTuple):
    """What a frame shows: the ``kind`` of the finding, and the ``address`` that readers can follow."""

    kind: str
    address: str


def tell_embeds(lines: list[Line], report: LineReport) -> list[Line]:
    """Report the frames of other sites, and take them out."""
    if not any("<" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    edits: list[Edit] = []
    for match in _FRAME.finditer(sheet.prose):
        values = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(match["attributes"])
        }
        address = (values.get("src") or values.get("data-src") or values.get("data") or "").strip()
        title = re.sub(r"[\[\]\s]+", " ", values.get("title", "")).strip()
        if not _is_elsewhere(address):
            continue  # The allow-list tells of it.
        embed = followable(address)
        tell_embed(embed, sheet.number(match.start()), title, report)
        edits.append(Edit(*sheet.whole_lines(*match.span())))
    return sheet.edited(edits) if edits else lines


def tell_embed(embed: Embed, number: int, title: str, report: LineReport) -> None:
    """Report what stood in a frame called ``title`` at the line ``number``."""
    # As it can stand between the parentheses of a link.
    address = embed.address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    report(embed.kind, number, address=address, title=title or "…")


def _is_elsewhere(address: str) -> bool:
    return address.startswith(("https://", "http://", "//"))


def followable(address: str) -> Embed:
    """Return the address of the page that shows to readers what the frame at ``address`` shows."""
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return Embed(PAGE, address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for names, convert in _SITES:
        if host in names or any(host.endswith(f".{name}") for name in names):
            found = convert(parts.path, query, address)
            if found is not None:
                return found
    return Embed(PAGE, address)


def _youtube(path: str, query: dict[str, str], address: str) -> Embed | None:
    if "list" in query and (path.endswith("/videoseries") or path == "/playlist"):
        return Embed(VIDEO, f"https://www.youtube.com/playlist?list={quote(query['list'])}")
    match = re.fullmatch(r"/(?:embed/|v/|shorts/|live/)?([\w-]{3,20})/?", path)
    name = query.get("v") or (match[1] if match else "")
    if not name or name in {"watch", "embed"}:
        return None
    seconds = query.get("start") or query.get("t", "").removesuffix("s")
    return Embed(VIDEO, f"https://www.youtube.com/watch?v={name}" + (f"&t={seconds}s" if seconds.isdigit() else ""))


def _google(path: str, query: dict[str, str], address: str) -> Embed | None:
    if path.startswith("/maps"):
        return _map(path, query, address)
    return None


def _map(path: str, query: dict[str, str], address: str) -> Embed:
    place = query.get("q", "")
    if not place and "pb" in query:
        # The parts of a map's address: !2d and !3d are where it is, !2s what it is called.
        name = re.search(r"!1s[^!]*!2s([^!]+)", query["pb"])
        where = re.search(r"!2d(-?[\d.]+)!3d(-?[\d.]+)", query["pb"])
        coded = re.search(r"!1s[^!]*!2z([\w-]+)", query["pb"])
        place = unquote(name[1]).strip() if name else _decoded(coded[1]) if coded else ""
        place = place or (f"{where[2]},{where[1]}" if where else "")
    if path.rstrip("/").endswith("/d/embed") and "mid" in query:
        return Embed(MAP, f"https://www.google.com/maps/d/viewer?mid={quote(query['mid'])}")
    if place:
        return Embed(MAP, f"https://www.google.com/maps/search/?api=1&query={quote(place, safe='')}")
    return Embed(MAP, address)


def _decoded(name: str) -> str:
    """Return the name of a place that has letters with marks, which a map's address holds in base64."""
    try:
        return urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode().strip()
    except ValueError:
        return ""


def _drive(path: str, query: dict[str, str], address: str) -> Embed | None:
    match = re.match(r"/file/(?:u/\d+/)?d/([\w-]+)", path)
    name = match[1] if match else query.get("id", "")
    if "/folders/" in path or "embeddedfolderview" in path:
        return Embed(PAGE, f"https://drive.google.com/drive/folders/{name}") if name else Embed(PAGE, address)
    return Embed(PAGE, f"https://drive.google.com/file/d/{name}/view") if name else None


def _docs(path: str, query: dict[str, str], address: str) -> Embed | None:
    if path in {"/viewer", "/gview"} and "url" in query:
        return Embed(PAGE, query["url"])
    left = {
        name: value
        for name, value in query.items()
        if name not in {"embedded", "widget", "headers", "usp", "chrome", "rm"}
    }
    path = re.sub(r"/(presentation/.*)/embed$", r"/\1/pub", path)
    path = re.sub(r"/preview$", "/view", path)
    return Embed(PAGE, f"https://docs.google.com{path}" + (f"?{urlencode(left)}" if left else ""))


def _facebook(path: str, query: dict[str, str], address: str) -> Embed | None:
    if "href" not in query:
        return None
    return Embed(VIDEO if "video" in path else PAGE, query["href"])


def _numbered(pattern: str, shown: str, kind: str = VIDEO) -> Callable[[str, dict[str, str], str], Embed | None]:
    """Return a conversion of addresses whose path matches ``pattern`` to ``shown`` with what its group matched."""

    def convert(path: str, query: dict[str, str], address: str) -> Embed | None:
        match = re.search(pattern, path)
        return Embed(kind, shown.format(match[1])) if match else None

    return convert


def _named(name: str, kind: str) -> Callable[[str, dict[str, str], str], Embed | None]:
    """Return a conversion to the address that the value ``name`` of a query holds."""
    return lambda path, query, address: Embed(kind, query[name]) if _is_elsewhere(query.get(name, "")) else None


_SITES: tuple[tuple[set[str], Callable[[str, dict[str, str], str], Embed | None]], ...] = (
    ({"youtube.com", "youtube-nocookie.com", "youtu.be"}, _youtube),
    ({"drive.google.com"}, _drive),
    ({"docs.google.com"}, _docs),
    ({"maps.google.com", "maps.google.com.vn"}, _map),
    ({"google.com", "google.com.vn"}, _google),
    ({"facebook.com"}, _facebook),
    ({"vimeo.com"}, _numbered(r"/(\d+)", "https://vimeo.com/{}")),
    ({"dailymotion.com"}, _numbered(r"/video/(\w+)", "https://www.dailymotion.com/video/{}")),
    ({"tiktok.com"}, _numbered(r"/(\d{8,})", "https://www.tiktok.com/@/video/{}")),
    ({"spotify.com"}, _numbered(r"/embed/(.+)", "https://open.spotify.com/{}", PAGE)),
    ({"soundcloud.com"}, _named("url", PAGE)),
    ({"officeapps.live.com"}, _named("src", PAGE)),
)
