"""The room in which an office decides about comments: of the live site, and of the preview's own counter as a trial."""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hmac import compare_digest
from urllib.parse import parse_qsl

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from newsdesk.comments import deciding
from newsdesk.comments.articles import Articles
from newsdesk.comments.beside import published
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError
from newsdesk.comments.deciding import Outcome
from newsdesk.comments.office import Office, open_office
from newsdesk.comments.records import Records
from newsdesk.comments.values import APPROVE, ASK, AuditLine
from newsdesk.desk.addresses import COMMENTS
from newsdesk.desk.bodies import read_body
from newsdesk.desk.comments.form import do_form, find_requests
from newsdesk.desk.comments.moderation import (
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
from newsdesk.desk.desk import HEADERS, Desk, user_of
from newsdesk.desk.guard import check_origin
from newsdesk.language import translate

FORM = "application/x-www-form-urlencoded"
#: A hundred long answers, as a form writes them.
BODY_BYTES, MOST_FIELDS = 4_000_000, 1000
#: Results that are still to be shown.
_KEPT = 20


def comments_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = CommentsRoom(desk)
    return [Route(COMMENTS, room.show, methods=["GET"]), Route(COMMENTS, room.decide, methods=["POST"])]


class CommentsRoom:
    """The page of the live site's comments, and of those of the preview's own counter as a trial."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._results: OrderedDict[str, list[Outcome]] = OrderedDict()
        self._limiter = CapacityLimiter(2)
        self._audits: dict[str, list[AuditLine]] = {}

    async def show(self, request: Request) -> Response:
        """Answer with the page."""
        page = await run_sync(
            self._page, dict(request.query_params), _own(request), user_of(request), limiter=self._limiter
        )
        return HTMLResponse(page, headers=HEADERS)

    async def decide(self, request: Request) -> Response:
        """Do what the form says, and lead back to the page."""
        check_origin(request)
        if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return PlainTextResponse("a form", 415, HEADERS)
        body = await read_body(request, BODY_BYTES)
        try:
            fields = dict(
                parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
            )
        except ValueError:
            return PlainTextResponse("not a form", 400, HEADERS)
        if not compare_digest(fields.get("token", "").encode(), self._desk.token.encode()):
            # The preview was started anew meanwhile.
            return PlainTextResponse(
                translate("This page is out of date. Go back, load it again, and choose once more."), 403, HEADERS
            )
        view = _view(fields)
        outcomes = await run_sync(self._do, view, fields, _own(request), limiter=self._limiter)
        key = secrets.token_hex(8)
        self._results[key] = outcomes
        while len(self._results) > _KEPT:
            self._results.popitem(last=False)
        return RedirectResponse(link_to(view, _is_trial(fields), done=key), 303, HEADERS)

    def _do(self, view: str, fields: dict[str, str], own: str) -> list[Outcome]:
        try:
            office = self._office()
            return do_form(office, self._office_desk(office, fields, own), view, fields)
        except OfficeError as error:
            return [Outcome(0, False, str(error))]

    def _page(self, asked: dict[str, str], own: str, user: str) -> str:
        view, trial = _view(asked), _is_trial(asked)
        outcomes = self._results.get(asked.get("done", ""), [])
        try:
            office = self._office()
        except OfficeError as error:
            # Of a site that can't be read: nothing else is shown.
            now = datetime.now(UTC)
            return moderation_page(
                Shown(view, trial, self._desk.token, "", now, UTC, 0, problems=str(error).split("\n"), user=user)
            )
        source = f"{own}{office.facts.counter_path}" if trial else office.counter
        empty = Shown(
            view, trial, self._desk.token, source, office.now(), office.zone, office.facts.readers.retention_days
        )
        empty = replace(empty, outcomes=outcomes, user=user)
        try:
            return moderation_page(self._filled(empty, self._office_desk(office, asked, own)))
        except OfficeError as error:
            problems = [str(error)]
            if not office.facts.readers.comments:
                problems.append(
                    translate("Readers can’t comment yet: put “comments = true” below [readers] in site.toml.")
                )
            return moderation_page(replace(empty, problems=problems))

    def _filled(self, shown: Shown, desk: deciding.Desk) -> Shown:
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
        return open_office(self._desk.folder, find_articles=self._articles)

    def _articles(self) -> Articles:
        site = self._desk.site()
        if site is None:
            raise OfficeError(translate("The site can’t be read. ban-tin check says why."))
        return site.articles()

    def _office_desk(self, office: Office, asked: dict[str, str], own: str) -> deciding.Desk:
        """Return the desk of the live site, or that of the trial, which writes into the site only if it was asked to."""
        if not _is_trial(asked):
            return office.desk()
        if not office.facts.counter_path:
            return office.desk(office.connect())  # says that there is none
        if not own:
            raise OfficeError(translate("Behind a proxy there is no trial: try it out on a machine of your own."))
        trial = self._desk.trial
        client = OfficeClient(Connection(f"{own}{office.facts.counter_path}", trial.office_token))
        records = Records(trial.records)
        return replace(office.desk(client), records=records, writes=asked.get("write") == "1", trial=True)


def _view(asked: dict[str, str]) -> str:
    view = asked.get("view", "")
    return view if view in VIEWS and not (view == APPROVED and _is_trial(asked)) else LIKELY


def _is_trial(asked: dict[str, str]) -> bool:
    return asked.get("counter") == "trial"


def _own(request: Request) -> str:
    """Return where this preview answers on this machine, ``""`` for a socket."""
    server = request.scope.get("server") or ("", None)
    return f"http://127.0.0.1:{server[1]}" if server[1] else ""
