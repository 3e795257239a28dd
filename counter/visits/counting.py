"""What a hit means: a view once per visitor, page and day; a visit after half an hour's pause; a day by the site's clock."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from counter.config import Config
from counter.day import SiteDay, moment_of
from counter.metrics import Metrics
from counter.pages import PageList
from counter.storage import OPENING, Batch, Committed, Row, Snapshot
from counter.storage.backups import Content
from counter.visits.bots import AGENT_BYTES, is_bot
from counter.visits.visitors import Salt, Visitors, view_key

FILTER_BITS = 2**24  # keys beyond the cap: one bit each, so about 1 % too few views after 170,000 of them


class Answer(NamedTuple):
    """What a reader is told."""

    views: int
    online: int
    today: int
    total: int


class Counting:
    """The counts in memory, and the day. ``apply`` is the only way up: what is shown has been stored."""

    def __init__(self, config: Config, pages: PageList, snapshot: Snapshot, metrics: Metrics):
        self.config, self.list, self.metrics = config, pages, metrics
        self.salt = Salt(config.data / "salt")
        self.visitors = Visitors(config.visitor_slots, config.monotonic())
        self.site_day = SiteDay(config.clock, config.monotonic, config.accept_day)
        self.midnight = float("-inf")
        self.reset(snapshot)

    def reset(self, snapshot: Snapshot) -> None:
        """Take over what the storage holds."""
        self.totals, self.days, self.seen, self.stored_day = snapshot.pages, snapshot.days, snapshot.seen, snapshot.day
        self.site_day.day = max(self.day, snapshot.day)
        self.opening = self.days.pop(OPENING, Row(OPENING, None)).visits
        self.total = self.opening + sum(row.visits for row in self.days.values())
        self.overflow: bytearray | None = None
        self.relist()
        self.advance()

    def relist(self) -> None:
        """Add up views under the page that an address stands for now."""
        self.views = self.by_page(self.totals)
        self.midnight = float("-inf")  # the list may name another time zone

    def by_page(self, views: Mapping[str, int]) -> Counter[str]:
        """``views`` by stored path, summed up under the pages of the list."""
        canonical, sums = self.list.pages.canonical, Counter[str]()
        for path in views.keys() & canonical.keys():
            sums[canonical[path]] += views[path]
        return sums

    @property
    def zone(self) -> ZoneInfo:
        return self.list.pages.zone

    def now(self) -> datetime:
        return moment_of(self.config.clock(), self.zone)

    @property
    def day(self) -> int:
        return self.site_day.day

    def advance(self) -> bool:
        """Begin a new day when it is time; return whether one began. A clock set back never reopens a day."""
        if self.config.clock() < self.midnight:
            self.site_day.doubt = None
            return False
        begins = self.site_day.advance(self.zone)
        tomorrow = date.fromordinal(self.day) + timedelta(days=1)
        self.midnight = datetime.combine(tomorrow, time(), self.zone).timestamp()
        self.salt.use(self.day)
        if begins:
            self.overflow, self.seen = None, 0
        return begins

    def new_batch(self) -> Batch:
        return Batch(self.day, remember=self.seen < self.config.seen_cap)

    def record(self, batch: Batch, page: str, address: bytes, headers: Mapping[bytes, bytes]) -> int:
        """Note a request of ``page`` in ``batch``; return the visitor if a visit begins with it, else 0."""
        metrics = self.metrics
        metrics.hits += 1
        if is_bot(headers):
            batch.bots += 1
            metrics.bots += 1
            return 0
        if headers.get(b"sec-gpc") == b"1":  # whoever asks not to be tracked is not told apart from others
            batch.untracked += 1
            metrics.untracked += 1
            return 0
        agent = headers[b"user-agent"][:AGENT_BYTES]
        key = view_key(self.salt.secret, address, agent, page)
        if batch.remember or self._first_beyond_cap(key):
            batch.keys[key] = page
        visitor = self.visitors.identify(address, agent)
        begins = self.visitors.see(visitor, self.config.monotonic())
        batch.visits += begins
        return visitor if begins else 0

    def _first_beyond_cap(self, key: int) -> bool:
        if self.overflow is None:
            self.overflow = bytearray(FILTER_BITS // 8)
        cell, bit = key % FILTER_BITS >> 3, 1 << (key & 7)
        first = not self.overflow[cell] & bit
        self.overflow[cell] |= bit
        return first

    def apply(self, batch: Batch, committed: Committed) -> None:
        """Count what was stored."""
        canonical = self.list.pages.canonical
        views = 0
        for path, new in committed.views.items():
            self.totals[path] = self.totals.get(path, 0) + new
            self.views[canonical.get(path, path)] += new
            views += new
        day = max(batch.day, self.stored_day)
        _, _, *old = self.days.get(day) or Row(day, None)
        added = (batch.visits, views, batch.bots, batch.untracked)
        self.days[day] = Row(day, None, *map(sum, zip(old, added, strict=True)))
        self.total += batch.visits
        self.stored_day = day
        if day == self.day:
            self.seen = committed.seen

    @property
    def content(self) -> Content:
        """What a backup of this moment would hold."""
        rows = self.days.values()
        opening = sum(self.totals.values()) - sum(row.views for row in rows)
        return Content(self.opening + opening + sum(sum(row[2:]) for row in rows), self.day)

    @property
    def today(self) -> int:
        row = self.days.get(self.day)
        return row.visits if row else 0

    def answer(self, page: str) -> Answer:
        return Answer(self.views[page], self.visitors.online, self.today, self.total)

    def estimates(self) -> list[str]:
        """Which figures are no longer exact, and why."""
        found = []
        if self.visitors.estimated:
            found.append("visits and online: more open visits than the table holds")
        if self.overflow is not None:
            found.append(
                f"views: today has more than {self.config.seen_cap} visitor-page pairs, further ones are kept in memory"
            )
        if not self.salt.stored:
            found.append("views: the salt can't be written, a restart counts today's readers again")
        return found
