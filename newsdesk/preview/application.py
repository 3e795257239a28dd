"""The ASGI application: the site's pages with the preview's script in them, its events, and the counter."""

import json
import os
from collections.abc import Callable
from html import escape
from mimetypes import MimeTypes
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from newsdesk.desk.addresses import COMMENTS, FOLDER
from newsdesk.language import N_, translate
from newsdesk.preview.access import is_from_elsewhere
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.desk_door import DeskDoor
from newsdesk.preview.event_stream import EventStream
from newsdesk.preview.live_site import LiveSite, Problem
from newsdesk.preview.overlay import failed_page
from newsdesk.preview.tabs import Tab, Tabs

#: As many pages are looked for at a time, each in a thread.
_ANSWERS = 16
#: No page can have an address below this one: site addresses are made of letters, digits and hyphens.
OWN = "/__preview/"
CLIENT = {f"{OWN}{name}": Path(__file__).with_name(name) for name in ("client.js", "client.css")}
HTML = "text/html"
#: Nothing is taken for another type than the one that is named, and nobody else's page shows it within itself.
FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "SAMEORIGIN"}
#: Whom pages and files may be framed by: the newsdesk.
FRAMING = "frame-ancestors 'self'"
#: A page of no site: nothing in it but the preview's own script.
BARE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
#: Whatever is opened that is no page: it runs no code, and is of no origin.
FILE_POLICY = f"default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; {FRAMING}"
_PUBLISH = N_("Publish")
_BAR, _EDIT, _DESK, _COMMENTS = N_("Newsdesk"), N_("Edit this page"), N_("Newsdesk"), N_("Readers' comments")

# Of this table alone: what a machine adds to it would make previews differ.
TYPES = MimeTypes(filenames=())
for suffix, kind in {
    ".avif": "image/avif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}.items():
    TYPES.add_type(kind, suffix)


class Application:
    """Answers for the site that ``site`` returns, ``None`` while there is none; ``problem_of`` words an exception."""

    def __init__(
        self,
        site: Callable[[], LiveSite | None],
        tabs: Tabs,
        counter: ThrowawayCounter,
        problem_of: Callable[[Exception], Problem],
        desk: DeskDoor | None = None,
    ) -> None:
        self._site, self._tabs, self._counter, self._problem_of = site, tabs, counter, problem_of
        self._desk = desk
        # Of its own: pages that wait for a change must not take the threads of the files that are sent, and of the watch.
        self._limiter = CapacityLimiter(_ANSWERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self._route(scope, receive)
        await answer(scope, receive, send)

    async def _route(self, scope: Scope, receive: Receive) -> ASGIApp:
        path, site = scope["path"], self._site()
        if site and site.counter_path and path.startswith(f"{site.counter_path}/"):
            counter = await self._counter.application(site.counter_path, site.pages_document())
            return counter or PlainTextResponse("no list of pages yet", 503, FRESH)
        if self._desk and path.startswith(FOLDER):
            return self._desk.application()
        if self._desk and path == FOLDER.removesuffix("/"):
            return RedirectResponse(FOLDER, 301, FRESH)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("GET or HEAD", 405, {**FRESH, "Allow": "GET, HEAD"})
        if is_from_elsewhere(scope):
            return PlainTextResponse("only from this page", 403, FRESH)
        if path == f"{OWN}events":
            return self._events(scope["query_string"])
        if path in CLIENT:
            return FileResponse(CLIENT[path], headers=FRESH, media_type=type_of(path))
        return await self._page(site, path, scope["query_string"])

    def _events(self, query: bytes) -> ASGIApp:
        asked = {name: values[0] for name, values in parse_qs(query.decode("latin-1")).items()}
        version = asked.get("version", "")
        address = unquote(asked.get("page", "/"))
        # Not by the site's own code: broken code must leave the preview running.
        if address.endswith("/index.html"):
            address = address.removesuffix("index.html")
        tab = Tab(address, int(version) if version.isdecimal() and len(version) < 16 else 0, "failed" in asked)
        return EventStream(self._tabs, tab, asked.get("server", ""), self._source_of)

    def _source_of(self, address: str) -> str:
        site = self._site()
        return site.source_of(address) if site else ""

    async def _page(self, site: LiveSite | None, address: str, query: bytes) -> Response:
        # Before the site is asked: what changes meanwhile is newer than the page.
        version = self._tabs.version
        if site is None:
            return self._html(failed_page(None), version, 500, BARE_POLICY)
        try:
            found = await self._found(site, address)
            if found is None and not address.endswith("/") and await self._found(site, f"{address}/") is not None:
                location = quote(f"{address}/") + (f"?{query.decode('latin-1')}" if query else "")
                return RedirectResponse(location, 301, FRESH)
            if found is None:
                missing = await run_sync(site.not_found, limiter=self._limiter)
                return self._html(missing, version, 404, site.policy)
            source = site.source_of(address) if type_of(address) == HTML else ""
        except Exception as error:
            return self._html(failed_page(self._problem_of(error)), version, 500, BARE_POLICY)
        kind = type_of(address)
        if kind == HTML and isinstance(found, bytes):
            return self._html(found, version, 200, site.policy, source)
        headers = {**FRESH, "Content-Security-Policy": FILE_POLICY}
        if isinstance(found, _File):
            return FileResponse(found.path, headers=headers, media_type=kind, stat_result=found.status)
        return Response(found, headers=headers, media_type=kind)

    async def _found(self, site: LiveSite, address: str) -> "bytes | _File | None":
        found = await run_sync(_find, site.answer, address, limiter=self._limiter)
        if found is None and self._desk and type_of(address) != HTML:
            found = await run_sync(_find, self._desk.beside, address, limiter=self._limiter)
        return found

    def _html(self, page: bytes, version: int, status: int, policy: str, source: str = "") -> Response:
        """Return a page with the preview's script; ``source`` is what problems call its source file."""
        bar = f' data-bar="{escape(json.dumps(self._bar(source)))}"' if self._desk else ""
        script = (
            f'<script src="{OWN}client.js" data-server="{escape(self._tabs.server)}" data-version="{version}"{bar} defer>'
            "</script>"
        ).encode()
        before, end, after = page.rpartition(b"</body>")
        content = before + script + end + after if end else page + script
        policies = f"{policy}; {FRAMING}" if policy else FRAMING
        return Response(content, status, {**FRESH, "Content-Security-Policy": policies}, HTML)

    def _bar(self, source: str) -> dict[str, object]:
        """Return the links that stand on the page itself: to its text, to the newsdesk, and to comments where readers may write some."""
        links = [("edit", "?edit=1", _EDIT)] if source.endswith(".md") else []
        if links:
            links.append(("publish", f"{FOLDER}publish?file={quote(source.partition('/')[2])}", _PUBLISH))
        links.append(("desk", FOLDER, _DESK))
        if self._desk and self._desk.is_open():
            links.append(("comments", COMMENTS, _COMMENTS))
        items = [{"name": name, "href": href, "label": translate(label)} for name, href, label in links]
        return {"label": translate(_BAR), "links": items, "source": source.partition("/")[2]}


def type_of(address: str) -> str:
    """Return the media type of what lies at ``address``."""
    return HTML if address.endswith("/") else TYPES.guess_type(address)[0] or "application/octet-stream"


class _File(NamedTuple):
    """A file to send, and what it was when it was found."""

    path: Path
    status: os.stat_result


def _find(answer: Callable[[str], bytes | Path | None], address: str) -> bytes | _File | None:
    """Return what there is at ``address`` as ``answer`` gives it: a page's bytes, else bytes or a file that is there."""
    if not is_plain(address):
        return None
    found = answer(address)
    if not isinstance(found, Path):
        return found
    try:
        if type_of(address) == HTML:
            return found.read_bytes()
        status = found.stat()
        return _File(found, status) if S_ISREG(status.st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_plain(address: str) -> bool:
    """Return whether ``address`` is a path without tricks: no empty or dotted segments, no backslash, no control characters."""
    segments = address.removesuffix("/").split("/")[1:]
    return (
        address.startswith("/")
        and all(segment not in ("", ".", "..") for segment in segments)
        and "\\" not in address
        and all(" " <= char != "\x7f" for char in address)
    )
