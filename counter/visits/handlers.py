"""What readers ask about visits: to count one, and to be told the figures."""

import asyncio
from collections.abc import Iterable

from counter.clockwork import Clockwork
from counter.http.answers import BRIEFLY, SVG, HttpError, Reply, to_json
from counter.http.door import Door, Request
from counter.http.fields import FORM, MAX_PATHS, Fields, read_form, read_json, read_number, read_query
from counter.http.routes import Named
from counter.visits import answers

TOP_KEPT = 8


class Visits:
    """The handlers. Those that count return when the hit is stored."""

    def __init__(self, door: Door, works: Clockwork):
        self.door, self.works, self.config = door, works, works.config
        self.top_kept: dict[int, tuple[float, list[tuple[str, int]]]] = {}
        self.top_lock = asyncio.Lock()

    def named(self) -> Named:
        return {
            "/hit": ("POST", self.hit),
            "/pixel.gif": ("GET", self.pixel),
            "/counts": ("GET", self.counts),
            "/views.svg": ("GET", self.views_svg),
            "/site": ("GET", self.site),
            "/top": ("GET", self.top),
        }

    async def hit(self, request: Request) -> Reply:
        """POST: count ``path``, tell its views and those of ``also``."""
        door, works = self.door, self.works
        address = door.address(request)
        door.same_origin(request.headers, works.list.pages.origin)
        body, kind = await door.body(request)
        fields = read_form(body) if kind == FORM else read_json(body)
        page, also = (
            self._one_page(fields),
            [path for name, path in fields if name == "also"] if len(fields) > 1 else [],
        )
        if len(also) > MAX_PATHS:
            raise HttpError(400, f"at most {MAX_PATHS} paths")
        await self._count(page, address, request)
        counts = self._counts(also) if also else None
        return Reply(answers.hit_body(works.counting.answer(page), works.ratings.told.get(page, b""), counts))

    async def pixel(self, request: Request) -> Reply:
        """GET: count ``path`` for a reader without JavaScript."""
        address = self.door.address(request)
        self.door.same_origin(request.headers, self.works.list.pages.origin, referer=True)
        await self._count(self._one_page(read_query(request.query)), address, request)
        return Reply(answers.GIF, b"image/gif")

    async def _count(self, page: str, address: bytes, request: Request) -> None:
        """Return when the hit is stored. Raises HttpError 503 when it isn't."""
        works = self.works
        writer = works.writer
        if writer.waiting >= self.config.queue_limit:
            works.make_room()
        works.advance()
        gathering = writer.gathering
        if begun := works.counting.record(gathering.batch, page, address, request.headers):
            gathering.begun.append(begun)
        if not await writer.stored():
            raise HttpError(503, "the hit could not be stored", (b"retry-after", b"30"))

    async def counts(self, request: Request) -> Reply:
        """GET: the views of up to 50 pages."""
        self.door.address(request)
        paths = [value for name, value in read_query(request.query) if name == "path"]
        if not 0 < len(paths) <= MAX_PATHS:
            raise HttpError(400, f"1 to {MAX_PATHS} times path=")
        return Reply(to_json(self._counts(paths)), cache=BRIEFLY)

    async def views_svg(self, request: Request) -> Reply:
        """GET: the views of a page as a picture."""
        self.door.address(request)
        views = self.works.counting.views[self._one_page(read_query(request.query))]
        return Reply(answers.number_svg(views), SVG, BRIEFLY)

    async def site(self, request: Request) -> Reply:
        """GET: the site's figures by day and month."""
        self.door.address(request)
        counting = self.works.counting
        counting.visitors.advance(self.config.monotonic())
        return Reply(answers.site_body(counting, counting.now()), cache=BRIEFLY)

    async def top(self, request: Request) -> Reply:
        """GET: the pages of the list that were viewed most in the last ``days``."""
        self.door.address(request)
        fields = dict(read_query(request.query))
        days, limit = read_number(fields, "days", 7, 366), read_number(fields, "limit", 10, 10_000)
        pages = [{"path": path, "views": views} for path, views in (await self._top(days))[:limit]]
        return Reply(to_json({"days": days, "pages": pages}), cache=BRIEFLY)

    async def _top(self, days: int) -> list[tuple[str, int]]:
        async with self.top_lock:
            now = self.config.monotonic()
            kept = self.top_kept.get(days)
            if kept and now < kept[0]:
                return kept[1]
            counting = self.works.counting
            views = await self.works.in_reader(self.works.storage.views_since, counting.day - days + 1)
            sums = counting.by_page(views)
            found = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
            if len(self.top_kept) >= TOP_KEPT:
                self.top_kept.clear()
            self.top_kept[days] = now + 5, found
            return found

    def _one_page(self, fields: Fields) -> str:
        if len(fields) == 1 and fields[0][0] == "path":  # nearly every hit
            return self.works.page(fields[0][1])
        paths = [value for name, value in fields if name == "path"]
        if len(paths) != 1:
            raise HttpError(400, "send path= once")
        return self.works.page(paths[0])

    def _counts(self, paths: Iterable[str]) -> dict[str, int]:
        canonical, views = self.works.list.pages.canonical, self.works.counting.views
        return {path: views[canonical[path]] for path in paths if path in canonical}
