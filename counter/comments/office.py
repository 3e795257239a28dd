"""What the office asks with its token: what waits, to decide about it, what was decided, all of it as a file."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime

from counter.clockwork import Clockwork
from counter.comments.keeper import Change, rows
from counter.http.answers import HttpError, Reply, to_json
from counter.http.door import Door, Request
from counter.http.fields import read_number, read_query
from counter.http.office import OfficeKeys
from counter.http.routes import Named
from counter.storage.comments import APPROVE, EXPIRE, REJECT, Comment, all_pending

AT_ONCE = 200
DECISIONS = {APPROVE, REJECT, EXPIRE}
CSV, JSON_LINES = b"text/csv; charset=utf-8", b"application/x-ndjson"
#: Where a spreadsheet would find a formula: at the beginning of a cell, and behind what it may take for the end of one. Which sign parts
#: cells, the settings of Windows say and not the file; what is read wrongly is parted at every line, too.
FORMULA = re.compile('((?:^|[\n\t;,|])[\\s\u200b-\u200f\u2060"]*)(?=[=+@＝＋－＠-])')


class Office:
    """The handlers. Without a file of tokens there is no office."""

    def __init__(self, door: Door, works: Clockwork):
        self.door, self.works = door, works
        self.keys = OfficeKeys(works.config.office_token) if works.config.office_token else None

    def named(self) -> Named:
        return {
            "/office/pending": ("GET", self.pending),
            "/office/decide": ("POST", self.decide),
            "/office/decisions": ("GET", self.decisions),
            "/office/export": ("GET", self.export),
        }

    def _enter(self, request: Request) -> None:
        self.door.address(request)
        if self.keys is None:
            raise HttpError(404, "no such address")
        self.door.private(request)
        if not self.keys.opened_by(request.headers.get(b"authorization", b"")):
            raise HttpError(401, "the office's token is needed", (b"www-authenticate", b'Bearer realm="office"'))

    async def pending(self, request: Request) -> Reply:
        """GET: comments that wait, oldest first, ``after`` an id; likely ones, or ``suspect=1``."""
        self._enter(request)
        fields = dict(read_query(request.query))
        limit = read_number(fields, "limit", 100, AT_ONCE)
        suspect = fields.get("suspect", "0")
        if suspect not in ("0", "1"):
            raise HttpError(400, "suspect is 0 or 1")
        store, totals = self.works.storage.comments, self.works.comments.totals
        found = await self.works.in_reader(store.pending, _after(fields), limit, suspect == "1")
        after = found[-1].id if len(found) == limit else None
        waiting = {"likely": totals.likely, "suspects": totals.suspects}
        return Reply(to_json({"comments": rows(found), "next": after, "waiting": waiting}))

    async def decide(self, request: Request) -> Reply:
        """POST: delete comments here for good. Who approves has kept what was written before."""
        self._enter(request)
        body, kind = await self.door.body(request)
        try:
            given = [(each["id"], each["decision"]) for each in json.loads(body)["decisions"]]
            good = kind == b"application/json" and all(
                type(number) is int and 0 < number < 2**53 and decision in DECISIONS for number, decision in given
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            good = False
        if not good or not 0 < len(given) <= AT_ONCE:
            raise HttpError(400, f'send {{"decisions": [{{"id": 1, "decision": "approve"}}]}}, at most {AT_ONCE}')
        works = self.works
        works.make_room()
        at, store = int(works.config.clock()), works.storage.comments
        change = Change(works.comments, lambda: store.decide(given, at))
        work = works.writer.work(change, lambda: change)
        if not await works.writer.stored_with(work):
            raise HttpError(503, "the decisions could not be stored", (b"retry-after", b"30"))
        holds = [{"id": number, "decision": held or None} for (number, _), held in zip(given, work.result, strict=True)]
        return Reply(to_json({"decisions": holds}))

    async def decisions(self, request: Request) -> Reply:
        """GET: the audit, line after line. ``ask``: the sender wants an approved one to go from the site."""
        self._enter(request)
        fields = dict(read_query(request.query))
        limit = read_number(fields, "limit", 100, 10_000)
        found = await self.works.in_reader(self.works.storage.comments.decisions, _after(fields), limit)
        after = found[-1].seq if len(found) == limit else None
        return Reply(to_json({"decisions": [each._asdict() for each in found], "next": after}))

    async def export(self, request: Request) -> Reply:
        """GET: all that waits, as ``format=csv`` or ``jsonl``."""
        self._enter(request)
        form = dict(read_query(request.query)).get("format", "csv")
        if form not in ("csv", "jsonl"):
            raise HttpError(400, "format is csv or jsonl")
        zone = self.works.counting.zone

        def write() -> bytes:
            found = all_pending(self.works.storage.comments)
            if form == "jsonl":
                return b"".join(to_json(each) + b"\n" for each in _exported(found, zone))
            return _csv(_exported(found, zone))

        name = f"comments-{self.works.counting.now():%Y-%m-%d}.{form}".encode()
        headers = ((b"content-disposition", b'attachment; filename="%b"' % name),)
        return Reply(await self.works.in_reader(write), CSV if form == "csv" else JSON_LINES, headers=headers)


def _after(fields: dict[str, str]) -> int:
    text = fields.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HttpError(400, "after is a number")
    return int(text)


def _exported(found: Iterator[Comment], zone: object) -> Iterator[dict[str, object]]:
    for each in found:
        received = datetime.fromtimestamp(each.received, zone)  # type: ignore[arg-type]
        yield each._asdict() | {"received": received.isoformat()}


def _csv(found: Iterator[dict[str, object]]) -> bytes:
    out = io.StringIO()
    out.write("\ufeff")  # spreadsheets know it is UTF-8
    writer = csv.writer(out)
    writer.writerow(Comment._fields)
    writer.writerows([_cell(value) for value in each.values()] for each in found)
    return out.getvalue().encode()


def _cell(value: object) -> object:
    """A text in which a spreadsheet would find a formula gets an apostrophe in front of that, as one would type it there."""
    return FORMULA.sub(r"\1'", value) if isinstance(value, str) else value
