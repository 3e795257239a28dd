"""The preview's page on which an office decides about comments: of the live site, and of the preview's own counter as a trial."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope

from newsdesk.comments.addresses import ADDRESS, FOLDER
from newsdesk.comments.articles import Articles
from newsdesk.comments.beside import published
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError
from newsdesk.comments.deciding import Desk, Outcome
from newsdesk.comments.form import do_form, find_requests
from newsdesk.comments.moderation import (
    APPROVED,
    ASKS,
    LIKELY,
    MOST,
    SUSPECTS,
    TIPS,
    VIEWS,
    Shown,
    link_to,
    moderation_page,
)
from newsdesk.comments.office import Office, open_office
from newsdesk.comments.records import Records
from newsdesk.comments.values import APPROVE, ASK, AuditLine
from newsdesk.language import translate
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.live_site import LiveSite
from newsdesk.site_folder import SiteFolder

#: What the page asks for, by its name: ours, and the theme's tokens and settings of a reader.
_OWN = Path(__file__).parents[1] / "comments"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
FORM = "application/x-www-form-urlencoded"
#: A hundred long answers, as a form writes them.
BODY_BYTES, MOST_FIELDS = 4_000_000, 1000
#: Results that are still to be shown.
_KEPT = 20


class CommentsDesk:
    """Answers below ``FOLDER``, and says where the page is to be linked from."""

    def __init__(self, folder: SiteFolder, site: Callable[[], LiveSite | None], trial: ThrowawayCounter) -> None:
        self._folder, self._site, self._trial = folder, site, trial
        #: What every changing request has to bring along: a page of another origin can't read it.
        self._token = secrets.token_urlsafe(24)
        self._results: OrderedDict[str, list[Outcome]] = OrderedDict()
        self._limiter = CapacityLimiter(2)
        self._audits: dict[str, list[AuditLine]] = {}
        self._trial_records = TemporaryDirectory(prefix="ban-tin-trial-")
        files = {name: _OWN / name for name in ("desk.css", "desk.js")}
        theme = folder.program / "theme"
        files |= {"tokens.css": theme / "css" / "tokens.css", "head.js": theme / "js" / "head.js"}
        self._files = {f"{FOLDER}{name}": path for name, path in files.items()}

    def close(self) -> None:
        """Forget what the trial kept."""
        self._trial_records.cleanup()

    def answers(self, path: str) -> bool:
        """Return whether ``path`` is the page or one of its files."""
        return path == ADDRESS or path in self._files

    async def answer(self, scope: Scope, receive: Receive) -> Response:
        """Answer a request below ``FOLDER``."""
        request, path = Request(scope, receive), scope["path"]
        if path in self._files and request.method in ("GET", "HEAD"):
            kind = "text/css" if path.endswith(".css") else "text/javascript"
            return FileResponse(self._files[path], headers=HEADERS, media_type=kind)
        if path != ADDRESS:
            return PlainTextResponse("no such address", 404, HEADERS)
        server = scope.get("server") or ("127.0.0.1", 80)
        own = f"http://127.0.0.1:{server[1]}"
        if request.method in ("GET", "HEAD"):
            asked = dict(request.query_params)
            page = await run_sync(self._page, asked, own, limiter=self._limiter)
            return HTMLResponse(page, headers=HEADERS)
        if request.method == "POST":
            return await self._post(request, own)
        return PlainTextResponse("GET or POST", 405, {**HEADERS, "Allow": "GET, HEAD, POST"})

    async def _post(self, request: Request, own: str) -> Response:
        # Of this very page: by where it says that it comes from, and by what only it can know.
        origin, fetched = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
        if origin != f"http://{request.headers.get('host', '')}" or fetched != "same-origin":
            return PlainTextResponse("only from this page", 403, HEADERS)
        if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return PlainTextResponse("a form", 415, HEADERS)
        body = b""
        async for some in request.stream():
            body += some
            if len(body) > BODY_BYTES:
                return PlainTextResponse("too long", 413, HEADERS)
        try:
            fields = dict(
                parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
            )
        except ValueError:
            return PlainTextResponse("not a form", 400, HEADERS)
        if not compare_digest(fields.get("token", "").encode(), self._token.encode()):
            # The preview was started anew meanwhile.
            return PlainTextResponse(
                translate("This page is out of date. Go back, load it again, and choose once more."), 403, HEADERS
            )
        view = _view(fields)
        outcomes = await run_sync(self._do, view, fields, own, limiter=self._limiter)
        key = secrets.token_hex(8)
        self._results[key] = outcomes
        while len(self._results) > _KEPT:
            self._results.popitem(last=False)
        return RedirectResponse(link_to(view, _is_trial(fields), done=key), 303, HEADERS)

    def _do(self, view: str, fields: dict[str, str], own: str) -> list[Outcome]:
        try:
            office = self._office()
            return do_form(office, self._desk(office, fields, own), view, fields)
        except OfficeError as error:
            return [Outcome(0, False, str(error))]

    def _page(self, asked: dict[str, str], own: str) -> str:
        view, trial = _view(asked), _is_trial(asked)
        outcomes = self._results.get(asked.get("done", ""), [])
        try:
            office = self._office()
        except OfficeError as error:
            # Of a site that can't be read: nothing else is shown.
            now = datetime.now(UTC)
            return moderation_page(Shown(view, trial, self._token, "", now, UTC, 0, problems=str(error).split("\n")))
        source = f"{own}{office.facts.counter_path}" if trial else office.counter
        empty = Shown(view, trial, self._token, source, office.now(), office.zone, office.facts.readers.retention_days)
        empty = replace(empty, outcomes=outcomes)
        try:
            return moderation_page(self._filled(empty, self._desk(office, asked, own)))
        except OfficeError as error:
            problems = [str(error)]
            if not office.facts.readers.comments:
                problems.append(
                    translate("Readers can’t comment yet: put “comments = true” below [readers] in site.toml.")
                )
            return moderation_page(replace(empty, problems=problems))

    def _filled(self, shown: Shown, desk: Desk) -> Shown:
        oldest = desk.counter.oldest(shown.view == SUSPECTS, MOST)
        broken = list[str]()
        asked, tips = find_requests(desk, broken, self._audit_of(desk.counter)), desk.records.tips()
        found = list(published(desk.articles, desk.zone, [])) if shown.view == APPROVED else []
        counts = {LIKELY: oldest.likely, SUSPECTS: oldest.suspects, ASKS: len(asked), TIPS: len(tips)}
        return replace(
            shown,
            articles=desk.articles,
            waiting=oldest.comments,
            counts=counts | ({APPROVED: len(found)} if shown.view == APPROVED else {}),
            asked=asked,
            tips=tips,
            published=found,
            notes=broken,
        )

    def _audit_of(self, counter: OfficeClient) -> list[AuditLine]:
        """Return the counter's audit. It only gets longer, so what was read of it is not asked for again."""
        address = counter.connection.address
        known = self._audits.get(address, [])
        if known:
            new = counter.audit(known[-1].seq - 1)
            # Of a database that was made anew, it is another one.
            audit = [*known, *new[1:]] if new[:1] == known[-1:] else counter.audit()
        else:
            audit = counter.audit()
        # All but the last line say nothing any more, unless a sender may ask for what was approved.
        self._audits[address] = [each for each in audit[:-1] if each.decision in (APPROVE, ASK)] + audit[-1:]
        return audit

    def _office(self) -> Office:
        return open_office(self._folder, find_articles=self._articles)

    def _articles(self) -> Articles:
        site = self._site()
        if site is None:
            raise OfficeError(translate("The site can’t be read. ban-tin check says why."))
        return site.articles()

    def _desk(self, office: Office, asked: dict[str, str], own: str) -> Desk:
        """Return the desk of the live site, or that of the trial, which writes into the site only if it was asked to."""
        if not _is_trial(asked):
            return office.desk()
        if not office.facts.counter_path:
            return office.desk(office.connect())  # says that there is none
        client = OfficeClient(Connection(f"{own}{office.facts.counter_path}", self._trial.office_token))
        records = Records(Path(self._trial_records.name))
        return replace(office.desk(client), records=records, writes=asked.get("write") == "1", trial=True)


def _view(asked: dict[str, str]) -> str:
    view = asked.get("view", "")
    return view if view in VIEWS and not (view == APPROVED and _is_trial(asked)) else LIKELY


def _is_trial(asked: dict[str, str]) -> bool:
    return asked.get("counter") == "trial"
