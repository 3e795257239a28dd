"""What the counter holds between its start and its stop, and what has to happen although nobody asks."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from counter.backup import back_up, last_backup
from counter.comments.keeper import Change, Comments, midnight_of
from counter.config import Config
from counter.http.answers import HttpError
from counter.http.door import Request
from counter.metrics import Metrics
from counter.pages import RETENTION_DAYS, PageList
from counter.ratings.keeper import Ratings
from counter.start import read_counts
from counter.storage import StorageError, open_storage
from counter.storage.backups import Content, fuller_than
from counter.visits.bots import is_bot
from counter.visits.counting import Counting
from counter.writer import Writer

Result = TypeVar("Result")
log = logging.getLogger("counter")


class Clockwork:
    """The list of pages, the storage, the counts and the writer, from ``start`` on; and their clock."""

    def __init__(self, config: Config):
        self.config, self.metrics = config, Metrics()
        self.every_second: list[Callable[[], None]] = []  # what others want done too

    async def start(self) -> None:
        """Raises StorageError, FileNotFoundError or ValueError with a sentence for the operator."""
        config = self.config
        self.list = PageList(config.pages)
        config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.start_notes: list[str] = []
        self.storage = open_storage(config.storage_url, config.backups, begin_anew=config.begin_anew)
        try:
            snapshot = read_counts(self.storage, config, self.list.pages.zone, self.start_notes)
            self.counting = Counting(config, self.list, snapshot, self.metrics)
            self.ratings = Ratings(self.list, self.storage.ratings)
            self.comments = Comments(config, self.storage.comments, self.counting.day, self.counting.zone)
        except BaseException:
            self.storage.close()
            raise
        self.fuller_backups: list[Path] = []
        self.backup_problem = ""
        self.reader = ThreadPoolExecutor(1, "counter-reader")
        self.writer = Writer(self.storage, self.counting, self.metrics, config.linger)
        self.writer.subjects += [self.ratings, self.comments]
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
        self.advance()
        counting.visitors.advance(self.config.monotonic())
        self.refresh_list()
        for work in self.every_second:
            work()
        self._expire()
        if (counting.stored_day < counting.day or self.storage.away()) and not self.writer.in_flight:
            self.writer.seal()  # also for what is away: what is still open gets saved
        due = time.time() - last_backup(self.config.backups) >= self.config.backup_interval
        if due:
            try:
                await self.in_reader(self._back_up, counting.content)
                self.backup_problem = ""
            except (StorageError, OSError) as error:
                self.backup_problem = f"no backup: {error}"

    def _expire(self) -> None:
        """Once a day: comments about which nobody has decided for so long."""
        rules, comments, day = self.list.pages.comments, self.comments, self.counting.day
        if not comments.waiting or comments.expired == day or self.counting.stored_day < day:
            return
        # Also after comments were switched off: what still waits is not kept for ever.
        days = rules.retention_days if rules else RETENTION_DAYS
        # By the day that is counted on, which a wrong clock doesn't move.
        before, at = midnight_of(day - days, self.counting.zone), int(self.config.clock())

        def expire() -> None:
            comments.store.expire(before, at)
            comments.expired = day  # what could not be stored is tried again

        change = Change(comments, expire)
        self.writer.stored_with(self.writer.work(change, lambda: change))

    def advance(self) -> None:
        """Begin the next day when it is time."""
        if self.counting.advance():
            self.writer.seal()  # what has gathered belongs to the day before
            self.writer.seal()  # an empty batch of the new day: keys are forgotten now, not with the next hit

    def page(self, path: str) -> str:
        """The page that ``path`` stands for. Raises HttpError."""
        page = self.list.pages.canonical.get(path)
        if page is None and self.refresh_list():
            page = self.list.pages.canonical.get(path)
        if page is None:
            raise HttpError(404, "no such page")
        return page

    def article(self, path: str, request: Request) -> str:
        """The same, if readers may answer it; ``request`` will lead back there. Raises HttpError."""
        request.back = "/"
        page = self.page(path)
        if page not in self.list.pages.articles:
            raise HttpError(404, "no such article")
        request.back = page
        return page

    def make_room(self) -> None:
        """Raise HttpError when as many wait as may wait."""
        if self.writer.waiting >= self.config.queue_limit:
            raise HttpError(503, "too many at once, try again", (b"retry-after", b"1"))

    def refresh_list(self) -> bool:
        """Read the list of pages again if there is a new one; return whether there was."""
        if changed := self.list.refresh(self.config.monotonic()):
            self.counting.relist()
            self.ratings.relist()
        return changed

    async def in_reader(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Have ``work`` done in the thread that reads the storage."""
        return await asyncio.get_running_loop().run_in_executor(self.reader, work, *arguments)

    def _back_up(self, content: Content) -> None:
        name = str(date.fromordinal(content.day))
        back_up(self.storage, self.config.backups, name, self.config.backups_kept)
        self._look_at_backups(content)

    def _look_at_backups(self, content: Content) -> None:
        self.fuller_backups = fuller_than(content, self.config.backups)

    async def _tick_for_ever(self) -> None:
        while True:
            try:
                await self.tick()
            except Exception:
                log.exception("the clockwork of the counter failed")
            await asyncio.sleep(1)
