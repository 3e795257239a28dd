"""The room of the list: the page, the part of it that changes while somebody types, and the same as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk.desk.addresses import API, FOLDER
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, user_of
from newsdesk.desk.frame import frame_page
from newsdesk.desk.listing.beside import beside_list
from newsdesk.desk.listing.elsewhere import PARTS, ask_elsewhere
from newsdesk.desk.listing.page import Shown, format_results, list_page
from newsdesk.language import N_, translate
from newsdesk.listing.finding import Answer, Choices, Found, Query, find_articles, read_query
from newsdesk.listing.site_list import Listing, SiteList
from newsdesk.listing.states import STATES
from newsdesk.publishing.published_sources import PublishedSources, published_name, read_published
from newsdesk.site_folder import FACTS
from newsdesk.site_value import site_zone

_TITLE = N_("Articles")
_NO_SITE = N_("The site can’t be read. The preview says why, and the list comes back with it.")


class ListRoom:
    """Answers with the list of articles of ``desk``, as a page, a part of it, or JSON."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limiter = CapacityLimiter(4)
        #: Of their own: servers that don't answer must not hold up the list.
        self._asking = CapacityLimiter(3)
        self._list = SiteList(desk.folder.folder)
        self._published: PublishedSources | None = None

    def list_now(self) -> Listing | None:
        """Return the list, None while there is no site. Any thread may ask."""
        site, folder = self._desk.site(), self._desk.folder
        if site is None:
            return None
        name, published = published_name(folder), self._published
        if (published.release if published else "") != name:
            self._published = published = read_published(folder, name)
        now = datetime.now(site_zone(folder.folder))
        return self._list.at(now, site.sources(), site.findings(), published)

    def facts(self) -> SiteFacts | None:
        """Return what ``site.toml`` says, None where it can't be used."""
        return load_facts(self._desk.folder.folder / FACTS, FACTS, Findings())

    def _shown(self, query: Query, whole: bool) -> Shown:
        listing = self.list_now()
        if listing is None:
            return Shown(Answer((), 0, {}, query), Choices((), (), ()), {}, 0, translate(_NO_SITE))
        facts = self.facts() if whole else None
        return Shown(
            find_articles(listing.found, query),
            listing.choices,
            listing.findings,
            len(listing.found),
            beside=beside_list(listing, site_zone(self._desk.folder.folder)) if whole else "",
            sections=[each.name for each in facts.categories] if facts else (),
        )

    async def page(self, request: Request) -> Response:
        """Answer with the page; with ``part`` in the address, with what changes of it."""
        query, part = read_query(request.query_params), "part" in request.query_params
        shown = await run_sync(self._shown, query, not part, limiter=self._limiter)
        if part:
            return HTMLResponse(format_results(shown), headers=HEADERS)
        page = frame_page(translate(_TITLE), list_page(shown), "", ("list.js",), ("list.css",), user_of(request))
        return HTMLResponse(page, headers=HEADERS)

    async def articles(self, request: Request) -> Response:
        """Answer with what was found, as JSON."""
        shown = await run_sync(self._shown, read_query(request.query_params), False, limiter=self._limiter)
        found = shown.answer
        return answer({
            "total": found.total,
            "page": found.query.page,
            "pages": found.pages,
            "articles": [_described(each, len(shown.findings.get(each.article.file, ()))) for each in found.found],
        })  # fmt: skip

    async def beside(self, request: Request) -> Response:
        """Answer with a part of what stands beside the list and has to be asked for elsewhere, as JSON."""
        part = request.path_params["part"]
        if part not in PARTS:
            raise RefusedError("no such part", status=404)
        return answer(await run_sync(self._elsewhere, part, limiter=self._asking))

    def _elsewhere(self, part: str) -> Any:
        site = self._desk.site()
        return ask_elsewhere(part, self._desk.folder, self.list_now(), site.articles if site else dict)


def list_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = ListRoom(desk)
    return [
        Route(FOLDER, room.page, methods=["GET"]),
        Route(f"{API}articles", room.articles, methods=["GET"]),
        Route(f"{API}beside/{{part}}", room.beside, methods=["GET"]),
    ]


def _described(found: Found, findings: int) -> dict[str, Any]:
    article = found.article
    return {
        "file": article.file,
        "url": article.url,
        "title": article.title,
        "page": article.page,
        "state": found.state,
        "state_name": translate(STATES[found.state]),
        "waits": found.waits,
        "section": article.section,
        "authors": article.authors,
        "date": article.date.isoformat() if article.date else "",
        "findings": findings,
    }
