"""The ASGI application: routes, who may ask, reading what was sent, answering."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from counter import answers
from counter.addresses import address_reader
from counter.answers import HttpError, Reply, to_json
from counter.backup import back_up, last_backup
from counter.bots import AGENT_BYTES, is_bot
from counter.config import Config
from counter.counting import Counting
from counter.fields import MAX_PATHS, Fields, read_form, read_json, read_number, read_query
from counter.limiter import Limiter
from counter.metrics import Metrics
from counter.pages import PageList
from counter.start import read_counts
from counter.storage import StorageError, open_storage
from counter.storage.backups import Content, fuller_than
from counter.writer import Writer

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = dict[bytes, bytes]
Handler = Callable[[Scope, Headers, Receive], Awaitable[Reply]]

TOP_KEPT = 8
FOLDERS = re.compile(r"(?<![\w/])(?:/[^/\s'\":;,]+)*/(?=[^/\s])")  # where files lie is nobody's business who asks
log = logging.getLogger("counter")


class Application:
    """The counter as an ASGI application. Its lifespan opens and closes the storage; who mounts it has to run it."""

    def __init__(self, config: Config):
        self.config = config
        self.limiter = Limiter(config.limit_per_minute, config.monotonic())
        self.address_of = address_reader(config.trusted_proxies)
        get: dict[str, Handler] = {
            "/counts": self.counts,
            "/site": self.site,
            "/top": self.top,
            "/pixel.gif": self.pixel,
            "/views.svg": self.views_svg,
            "/health": self.health,
            "/metrics": self.metrics_text,
        }
        names = {**{name: ("GET", handler) for name, handler in get.items()}, "/hit": ("POST", self.hit)}
        self.routes = {prefix + name: route for prefix in ("", config.prefix) for name, route in names.items()}
        self.reading: dict[asyncio.Task[Any], float] = {}  # who waits for a body, and until when
        self.top_kept: dict[int, tuple[float, list[tuple[str, int]]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.lifespan(receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close"})
        try:
            try:
                reply = await self.reply(scope, receive)
            except StorageError:
                raise HttpError(503, "the counts can't be read", (b"retry-after", b"30")) from None
        except HttpError as error:
            self.metrics.limited += error.status == 429
            self.metrics.rejected += error.status != 429
            reply = Reply(to_json({"error": str(error)}), status=error.status, headers=error.headers)
        body, kind, cache, status, more = reply
        length = (b"content-length", b"%d" % len(body))
        headers = [(b"content-type", kind), length, cache, answers.NOSNIFF, *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        return await send({"type": "http.response.body", "body": body})

    async def reply(self, scope: Scope, receive: Receive) -> Reply:
        """Raises HttpError."""
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        method, handler = self.routes.get(path, ("", None))
        if handler is None:
            raise HttpError(404, "no such address")
        if method != scope["method"]:
            raise HttpError(405, f"use {method}", (b"allow", method.encode()))
        return await handler(scope, dict(scope["headers"]), receive)

    # -- counting

    async def hit(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """POST: count ``path``, tell its views and those of ``also``."""
        address = self._may_ask(scope, headers)
        self._same_origin(headers)
        fields = await self._sent(headers, receive)
        page, also = (
            self._one_page(fields),
            [path for name, path in fields if name == "also"] if len(fields) > 1 else [],
        )
        if len(also) > MAX_PATHS:
            raise HttpError(400, f"at most {MAX_PATHS} paths")
        await self._count(page, address, headers)
        counts = self._counts(also) if also else None
        return Reply(answers.hit_body(self.counting.answer(page), counts))

    async def pixel(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: count ``path`` for a reader without JavaScript."""
        address = self._may_ask(scope, headers)
        self._same_origin(headers, referer=True)
        await self._count(self._one_page(read_query(scope["query_string"])), address, headers)
        return Reply(answers.GIF, b"image/gif")

    async def _count(self, page: str, address: bytes, headers: Headers) -> None:
        """Return when the hit is stored. Raises HttpError 503 when it isn't."""
        counting, writer, metrics = self.counting, self.writer, self.metrics
        if writer.waiting >= self.config.queue_limit:
            raise HttpError(503, "too many at once, try again", (b"retry-after", b"1"))
        self._advance()
        gathering = writer.gathering
        metrics.hits += 1
        if is_bot(headers):
            gathering.batch.bots += 1
            metrics.bots += 1
        elif headers.get(b"sec-gpc") == b"1":  # whoever asks not to be tracked is not told apart from others
            gathering.batch.untracked += 1
            metrics.untracked += 1
        elif begun := counting.view(gathering.batch, page, address, headers[b"user-agent"][:AGENT_BYTES]):
            gathering.begun.append(begun)
        if not await writer.stored():
            raise HttpError(503, "the hit could not be stored", (b"retry-after", b"30"))

    # -- telling

    async def counts(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: the views of up to 50 pages."""
        self._may_ask(scope, headers)
        paths = [value for name, value in read_query(scope["query_string"]) if name == "path"]
        if not 0 < len(paths) <= MAX_PATHS:
            raise HttpError(400, f"1 to {MAX_PATHS} times path=")
        return Reply(to_json(self._counts(paths)), cache=answers.BRIEFLY)

    async def views_svg(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: the views of a page as a picture."""
        self._may_ask(scope, headers)
        views = self.counting.views[self._one_page(read_query(scope["query_string"]))]
        return Reply(answers.number_svg(views), answers.SVG, answers.BRIEFLY)

    async def site(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: the site's figures by day and month."""
        self._may_ask(scope, headers)
        self.counting.visitors.advance(self.config.monotonic())
        return Reply(answers.site_body(self.counting, self.counting.now()), cache=answers.BRIEFLY)

    async def top(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: the pages of the list that were viewed most in the last ``days``."""
        self._may_ask(scope, headers)
        fields = dict(read_query(scope["query_string"]))
        days, limit = read_number(fields, "days", 7, 366), read_number(fields, "limit", 10, 10_000)
        pages = [{"path": path, "views": views} for path, views in (await self._top(days))[:limit]]
        return Reply(to_json({"days": days, "pages": pages}), cache=answers.BRIEFLY)

    async def _top(self, days: int) -> list[tuple[str, int]]:
        async with self.top_lock:
            now = self.config.monotonic()
            kept = self.top_kept.get(days)
            if kept and now < kept[0]:
                return kept[1]
            first = self.counting.day - days + 1
            views = await asyncio.get_running_loop().run_in_executor(self.reader, self.storage.views_since, first)
            sums = self.counting.by_page(views)
            found = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
            if len(self.top_kept) >= TOP_KEPT:
                self.top_kept.clear()
            self.top_kept[days] = now + 5, found
            return found

    async def health(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: 503 when hits can't be stored or were lost; a broken list of pages and estimates are named."""
        refused = self.writer.problem or self.storage.away()
        failing = [refused] * bool(refused) + self.storage.problems()
        clock = self.counting.site_day.problem(self.counting.zone)
        noted = (self.list.problem, clock, self.backup_problem, *self._fuller_backups(), *self.start_notes)
        warnings = [problem for problem in noted if problem]
        status = "failing" if failing else "warning" if warnings else "ok"
        body = {
            "status": status,
            "problems": [FOLDERS.sub("", problem) for problem in failing + warnings],
            "estimates": self.counting.estimates(),
            **self._gauges(),
        }
        return Reply(to_json(body), status=503 if failing else 200)

    async def metrics_text(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        """GET: figures about the counter itself."""
        views = {"views": sum(row.views for row in self.counting.days.values())}
        return Reply(self.metrics.text({**views, **self._gauges()}).encode(), answers.TEXT)

    def _fuller_backups(self) -> list[str]:
        return [
            f"{file.name} among the backups holds more than was counted now, so it is kept beside the new ones;"
            " if the counts of now are right, move it away"
            for file in self.fuller_backups
            if file.exists()
        ]

    def _gauges(self) -> dict[str, float]:
        return {
            "queue": self.writer.waiting,
            "seen_rows": self.counting.seen,
            "pages": self.list.pages.count,
            "online": self.counting.visitors.online,
            "last_backup_seconds": last_backup(self.config.backups),
        }

    # -- who asks, and what for

    def _may_ask(self, scope: Scope, headers: Headers) -> bytes:
        """The address the request comes from, within its limit. It never leaves memory."""
        client = scope.get("client")
        address = self.address_of(client[0] if client else "", headers.get(b"x-forwarded-for"))
        if wait := self.limiter.retry_after(address, self.config.monotonic()):
            raise HttpError(429, "too many requests", (b"retry-after", b"%d" % wait))
        return address

    def _same_origin(self, headers: Headers, *, referer: bool = False) -> None:
        """A page of this site asks: by Sec-Fetch-Site, else by Origin, else (an image of an older phone) by Referer."""
        if headers.get(b"sec-fetch-site") == b"same-origin":
            return
        origins = (self.list.pages.origin, *self.config.origins)
        if b"sec-fetch-site" in headers:
            allowed = False
        elif origin := headers.get(b"origin"):
            allowed = origin.decode("latin-1") in origins
        else:
            came_from = headers.get(b"referer", b"").decode("latin-1")
            allowed = referer and any(came_from.startswith(f"{origin}/") for origin in origins)
        if not allowed:
            raise HttpError(403, "only pages of this site count")

    async def _sent(self, headers: Headers, receive: Receive) -> Fields:
        """The fields of the body, form or JSON."""
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind not in (b"application/x-www-form-urlencoded", b"application/json"):
            raise HttpError(415, "send a form or JSON")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            raise HttpError(400, "Content-Length is not a number")
        if int(length[:20]) > self.config.body_limit:
            raise HttpError(413, f"at most {self.config.body_limit} bytes")
        task = asyncio.current_task()
        assert task
        self.reading[task] = self.config.monotonic() + self.config.body_timeout
        try:
            body = await self._body(receive)
        except asyncio.CancelledError:
            if task in self.reading:
                raise
            task.uncancel()
            raise HttpError(408, "the body did not come in time", (b"connection", b"close")) from None
        finally:
            self.reading.pop(task, None)
        return read_form(body) if kind.endswith(b"urlencoded") else read_json(body)

    async def _body(self, receive: Receive) -> bytes:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise HttpError(400, "the body did not come")
            body += message.get("body", b"")
            if len(body) > self.config.body_limit:
                raise HttpError(413, f"at most {self.config.body_limit} bytes")
            more = message.get("more_body", False)
        return body

    def _one_page(self, fields: Fields) -> str:
        paths = [value for name, value in fields if name == "path"]
        if len(paths) != 1:
            raise HttpError(400, "send path= once")
        page = self.list.pages.canonical.get(paths[0])
        if page is None and self._refresh_list():
            page = self.list.pages.canonical.get(paths[0])
        if page is None:
            raise HttpError(404, "no such page")
        return page

    def _counts(self, paths: Iterable[str]) -> dict[str, int]:
        canonical, views = self.list.pages.canonical, self.counting.views
        return {path: views[canonical[path]] for path in paths if path in canonical}

    # -- life

    async def lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.start()
        except (StorageError, OSError, ValueError) as error:
            return await send({"type": "lifespan.startup.failed", "message": str(error)})
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        return await send({"type": "lifespan.shutdown.complete"})

    async def start(self) -> None:
        """Raises StorageError, FileNotFoundError or ValueError with a sentence for the operator."""
        config = self.config
        self.list = PageList(config.pages)
        config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.start_notes: list[str] = []
        self.storage = open_storage(config.storage_url, config.backups, begin_anew=config.begin_anew)
        try:
            snapshot = read_counts(self.storage, config, self.list.pages.zone, self.start_notes)
            self.counting = Counting(config, self.list, snapshot)
        except BaseException:
            self.storage.close()
            raise
        self.fuller_backups: list[Path] = []
        self.metrics, self.top_lock, self.backup_problem = Metrics(), asyncio.Lock(), ""
        self.reader = ThreadPoolExecutor(1, "counter-reader")
        self.writer = Writer(self.storage, self.counting, self.metrics, config.linger)
        self.reader.submit(self._look_at_backups, self.counting.content)
        is_bot({b"user-agent": b"warm up"})
        self.ticking = asyncio.create_task(self._tick_for_ever())

    async def stop(self) -> None:
        self.ticking.cancel()
        with suppress(asyncio.CancelledError):
            await self.ticking
        await self.writer.close()
        self.reader.shutdown()
        self.storage.close()

    async def tick(self) -> None:
        """What has to happen although nobody asks: midnight, a new list of pages, the day's backup."""
        counting = self.counting
        self._advance()
        counting.visitors.advance(self.config.monotonic())
        self._refresh_list()
        for task in [task for task, until in self.reading.items() if until < self.config.monotonic()]:
            del self.reading[task]
            task.cancel()
        if (counting.stored_day < counting.day or self.storage.away()) and not self.writer.in_flight:
            self.writer.seal()  # also for what is away: what is still open gets saved
        due = time.time() - last_backup(self.config.backups) >= self.config.backup_interval
        if due:
            try:
                await asyncio.get_running_loop().run_in_executor(self.reader, self._back_up, counting.content)
                self.backup_problem = ""
            except (StorageError, OSError) as error:
                self.backup_problem = f"no backup: {error}"

    def _back_up(self, content: Content) -> None:
        name = str(date.fromordinal(content.day))
        back_up(self.storage, self.config.backups, name, self.config.backups_kept)
        self._look_at_backups(content)

    def _look_at_backups(self, content: Content) -> None:
        self.fuller_backups = fuller_than(content, self.config.backups)

    def _advance(self) -> None:
        if self.counting.advance():
            self.writer.seal()  # what has gathered belongs to the day before
            self.writer.seal()  # an empty batch of the new day: keys are forgotten now, not with the next hit

    async def _tick_for_ever(self) -> None:
        while True:
            try:
                await self.tick()
            except Exception:
                log.exception("the clockwork of the counter failed")
            await asyncio.sleep(1)

    def _refresh_list(self) -> bool:
        if changed := self.list.refresh(self.config.monotonic()):
            self.counting.relist()
        return changed


def create_app(config: Config) -> Application:
    """The counter with these settings, not started yet."""
    return Application(config)
