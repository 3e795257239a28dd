"""Any sequence of hits, bots, days, restarts and clocks against a dictionary."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.counter.harness import GOOGLEBOT, PAGES, SOAK, Counter, FakeClock

visitors = st.integers(1, 4).map("203.0.113.{}".format)
pages = st.sampled_from(PAGES)


class Model(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock("2026-12-30T22:00:00")
        self.counter = Counter(Path(self.folder.name), self.clock)
        self.seen: set[tuple[str, str, str]] = set()
        self.visits: dict[str, float] = {}
        self.days: dict[str, dict[str, int]] = {}
        self.newest = ""
        self.day()

    def day(self) -> str:
        self.newest = max(self.newest, f"{self.counter.app.works.counting.now():%Y-%m-%d}")
        self.days.setdefault(self.newest, dict.fromkeys(("visits", "views", "bots", "untracked"), 0))
        return self.newest

    @rule(visitor=visitors, page=pages)
    def hit(self, visitor: str, page: str) -> None:
        counts = self.days[self.day()]
        self.seen.add((self.newest, visitor, page))
        counts["views"] = sum(day == self.newest for day, _, _ in self.seen)
        counts["visits"] += self.clock.monotonic - self.visits.get(visitor, float("-inf")) > 1800
        self.visits[visitor] = self.clock.monotonic
        self.compare(page, self.counter.hit(page, visitor).json)

    @rule(visitor=visitors, page=pages)
    def bot(self, visitor: str, page: str) -> None:
        self.days[self.day()]["bots"] += 1
        self.compare(page, self.counter.hit(page, visitor, GOOGLEBOT).json)

    @rule(visitor=visitors, page=pages)
    def untracked(self, visitor: str, page: str) -> None:
        self.days[self.day()]["untracked"] += 1
        self.compare(page, self.counter.hit(page, visitor, sec_gpc="1").json)

    @rule(page=st.sampled_from(["/x/", "", "//", "/tin"]))
    def unknown(self, page: str) -> None:
        assert self.counter.hit(page).status == 404

    @rule(seconds=st.sampled_from([1, 299, 300, 301, 1800, 1801, 5000, 40_000, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds)

    @rule(seconds=st.sampled_from([1, 4000, 100_000]))
    def clock_is_set_back(self, seconds: int) -> None:
        self.clock.wall -= seconds

    @rule()
    def restart(self) -> None:
        self.counter.restart()
        self.visits.clear()
        self.day()

    @precondition(lambda self: hasattr(self, "counter"))
    @invariant()
    def days_agree(self) -> None:
        self.day()
        self.counter.tick()
        found = {row.pop("day"): row for row in self.counter.site["days"]}
        assert {day: found[day] for day in self.days if day in found} == {
            day: row for day, row in self.days.items() if day in found
        }
        assert not self.counter.app.works.storage.check()

    def compare(self, page: str, answer: dict[str, int]) -> None:
        assert answer == {
            "views": sum(seen == page for _, _, seen in self.seen),
            "online": sum(self.clock.monotonic - last < 300 for last in self.visits.values()),
            "today": self.days[self.newest]["visits"],
            "total": sum(counts["visits"] for counts in self.days.values()),
        }

    def teardown(self) -> None:
        if hasattr(self, "counter"):
            self.counter.stop()
            self.counter.close()
            self.folder.cleanup()


TestModel = Model.TestCase
TestModel.settings = settings(
    max_examples=300 if SOAK else 25,
    stateful_step_count=60 if SOAK else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
