"""The room of publishing: what will change, what stands in the way, the button, how far it is, and the way back."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ban_tin.findings import Severity
from newsdesk.desk.addresses import API, FOLDER
from newsdesk.desk.bodies import NO_JSON, read_json
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, user_of
from newsdesk.desk.frame import frame_script_page
from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.places import find_text
from newsdesk.editing.texts import digest_of
from newsdesk.language import N_, translate
from newsdesk.listing.states import BROKEN, DRAFT, SCHEDULED, WITHDRAWN, own_state
from newsdesk.preview.problems import problem_of
from newsdesk.publishing.deploy import list_releases
from newsdesk.publishing.deployed import site_target
from newsdesk.publishing.job import PREPARE, PUBLISH, ROLLBACK
from newsdesk.publishing.journal import last_by_release, read_journal, taken_back
from newsdesk.publishing.live import TargetError
from newsdesk.publishing.published_sources import published_name, read_published, source_is_as_published
from newsdesk.publishing.running import StartError, forget_ended, read_progress, start_job
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.trouble import tell

_TITLE = N_("Publish")
_BUSY = N_("Something is being published already. This page follows it.")
_NOT_BEGUN = N_("Publishing could not begin: {reason}")
_NO_TARGET = N_("site.toml names no target, so there is nothing to go back to.")
#: Findings that are named, and releases that are shown.
_FINDINGS, _RELEASES = 100, 5


def publishing_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = PublishingRoom(desk)
    return [
        Route(f"{FOLDER}publish", room.page, methods=["GET"]),
        Route(f"{API}publish", room.look, methods=["GET"]),
        Route(f"{API}publish/progress", room.progress, methods=["GET"]),
        Route(f"{API}publish/releases", room.releases, methods=["GET"]),
        Route(f"{API}publish/prepare", room.prepare, methods=["POST"]),
        Route(f"{API}publish/start", room.start, methods=["POST"]),
        Route(f"{API}publish/rollback", room.rollback, methods=["POST"]),
    ]


class PublishingRoom:
    """Answers what the page of publishing asks."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, desk.folder
        self._limiter = CapacityLimiter(4)
        #: Of their own: a server that doesn't answer must not hold up how far a job is.
        self._far = CapacityLimiter(2)

    async def page(self, request: Request) -> Response:
        """Answer with the page; ``file`` is an article that somebody wants to publish."""
        file = request.query_params.get("file", "")
        page = frame_script_page(translate(_TITLE), "publish", user_of(request), file=file)
        return HTMLResponse(page, headers=HEADERS)

    async def look(self, request: Request) -> Response:
        """Answer ``GET api/publish?file=``: where to, what stands in the way, the article that was asked for, and how far a job is."""
        return answer(await run_sync(self._look, request.query_params.get("file", ""), limiter=self._limiter))

    def _look(self, file: str) -> dict[str, Any]:
        settings = read_publishing_settings(self._site.folder)
        found = {
            "target": settings.target, "url": settings.base_url, "signed": settings.key is not None,
            "article": self._article(file) if file else None, "progress": self._progress(0),
        }  # fmt: skip
        return found | self._findings()

    def _article(self, file: str) -> dict[str, Any] | None:
        site = self._desk.site()
        try:
            path = find_text(self._site, file)
            row = site.sources().get(str(self._site.folder / file)) if site else None
            digest = digest_of(path.read_bytes())
        except UnsavableError as error:
            raise RefusedError(error.said, status=404) from error
        except OSError as error:
            raise RefusedError(tell(error), status=404) from error
        if row is None:
            return {"file": file, "title": file, "url": "", "state": BROKEN, "digest": digest}
        entry = row.entry
        state = own_state(entry, datetime.now(UTC))
        shown = state if state in (WITHDRAWN, DRAFT, SCHEDULED) else "live" if self._is_live(path, file) else "public"
        return {"file": file, "title": entry.title, "url": entry.url, "state": shown, "digest": digest}

    def _is_live(self, path: Path, file: str) -> bool:
        """Return whether readers have the article in ``file`` as it is."""
        published = read_published(self._site, published_name(self._site))
        record = published.sources.get(file) if published else None
        return record is not None and source_is_as_published(path, record)

    def _findings(self) -> dict[str, Any]:
        """Return what the check says: all that stops, one by one, and how many hints there are."""
        site = self._desk.site()
        shown: list[dict[str, Any]] = []
        counts = {"error": 0, "warning": 0, "hint": 0}
        if site is None:
            return {"findings": shown, "counts": counts}
        name = f"{self._site.folder.name}/"
        rows = {}
        with suppress(Exception):  # a site that can't be read has findings alone
            rows = {row.entry.path: row.entry for row in site.sources().values() if row is not None}
        for finding in site.findings():
            kind = "error" if finding.severity is Severity.ERROR else "warning" if finding.severity is Severity.WARNING else "hint"  # fmt: skip
            counts[kind] += 1
            if kind == "hint" or len(shown) >= _FINDINGS:
                continue
            problem = problem_of(finding, translate)
            file, entry = finding.path.removeprefix(name), rows.get(finding.path)
            shown.append({
                "kind": kind, "file": file, "line": problem.line, "message": problem.message, "fix": problem.fix,
                "url": entry.url if entry else "", "title": entry.title if entry else "",
            })  # fmt: skip
        return {"findings": shown, "counts": counts}

    async def progress(self, request: Request) -> Response:
        """Answer ``GET api/publish/progress?after=``: what a job told after its first ``after`` events."""
        after = request.query_params.get("after", "0")
        number = int(after) if after.isdecimal() and len(after) < 9 else 0
        return answer(await run_sync(self._progress, number, limiter=self._limiter))

    def _progress(self, after: int) -> dict[str, Any]:
        forget_ended()
        found = read_progress(self._site)
        # Another job than the one that was followed has fewer events perhaps; its number tells.
        job = found.events[0].get("process", 0) if found.events else 0
        live = str((found.end or {}).get("live", ""))
        gone = live and any(change == "gone" for change, *_ in (found.end or {}).get("articles", ()))
        return {
            "running": found.running, "job": job, "action": found.action, "total": len(found.events),
            "by": found.events[0].get("by", "") if found.events else "",
            "events": list(found.events[after:]), "end": found.end,
            "elsewhere": bool(gone and live not in {each.release for each in read_journal(self._site)}),
            "broken": bool(found.events) and not found.running and found.end is None,
        }  # fmt: skip

    async def releases(self, request: Request) -> Response:
        """Answer ``GET api/publish/releases``: those that can be gone back to, with what is known of them."""
        try:
            return answer({"releases": await run_sync(self._releases, limiter=self._far)})
        except TargetError as error:
            raise RefusedError(str(error)) from error
        except OSError as error:
            raise RefusedError(tell(error)) from error

    def _releases(self) -> list[dict[str, Any]]:
        settings = read_publishing_settings(self._site.folder)
        if not settings.target:
            return []
        with site_target(self._site, settings.target).shared() as target:
            found = list_releases(target)
        journal = read_journal(self._site)
        known, wrong = last_by_release(journal), taken_back(journal)
        zone = ZoneInfo(settings.time_zone)
        shown = []
        for name, live in found[:_RELEASES]:
            entry = known.get(name)
            shown.append({
                "name": name, "live": live, "date": _date(entry.at if entry else "", name, zone), "by": entry.by if entry else "",
                "before": entry.before if entry else "", "taken_back": name in wrong, "known": entry is not None, "articles": [list(each) for each in entry.articles] if entry else [],
                "count": entry.total if entry else 0,
            })  # fmt: skip
        return shown

    async def prepare(self, request: Request) -> Response:
        """Answer ``POST api/publish/prepare {confirm_removal?}``: find out what will change."""
        given = await read_json(request)
        return await self._start(PREPARE, user_of(request), confirm_removal=given.get("confirm_removal") is True)

    async def start(self, request: Request) -> Response:
        """Answer ``POST api/publish/start {seen, confirm_removal?, take_over?}``: publish what was looked at."""
        given = await read_json(request)
        return await self._start(
            PUBLISH, user_of(request), "", _plain(given.get("seen")), given.get("confirm_removal") is True, given.get("take_over") is True,
        )  # fmt: skip

    async def rollback(self, request: Request) -> Response:
        """Answer ``POST api/publish/rollback {release}``: make that release live again, the one before for ``""``."""
        given = await read_json(request)
        if not read_publishing_settings(self._site.folder).target:
            raise RefusedError(translate(_NO_TARGET))
        return await self._start(ROLLBACK, user_of(request), _plain(given.get("release")), take_over=given.get("take_over") is True)  # fmt: skip

    async def _start(
        self, action: str, by: str, release: str = "", seen: str = "", confirm_removal: bool = False, take_over: bool = False
    ) -> Response:  # fmt: skip
        try:
            await run_sync(
                start_job, self._site, action, by, release, seen, confirm_removal, take_over, limiter=self._limiter
            )
        except (StartError, OSError) as error:
            if isinstance(error, StartError) and error.busy:
                raise RefusedError(translate(_BUSY), status=409, busy=True) from error
            raise RefusedError(translate(_NOT_BEGUN).format(reason=tell(str(error))), status=500) from error
        return answer(await run_sync(self._progress, 0, limiter=self._limiter))


def _plain(given: object) -> str:
    """Return the name of a release, or the digest of what was seen, that a page sent. Raises ``RefusedError`` for what is neither."""
    name = given if isinstance(given, str) else ""
    if not re.fullmatch(r"[\w.+-]{0,200}", name, re.ASCII):
        raise RefusedError(translate(NO_JSON), status=400)
    return name


def _date(at: str, name: str, zone: ZoneInfo) -> str:
    """Return when a release was made live, or at least made: its name begins with that."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(at) if at else datetime.strptime(name[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"
    return name
