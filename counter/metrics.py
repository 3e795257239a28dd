"""Figures about the counter itself, in Prometheus' text format. They begin at 0 with the process."""

from bisect import bisect_left
from collections.abc import Mapping

BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)


class Histogram:
    """Counts by upper bound."""

    def __init__(self, bounds: tuple[float, ...]):
        self.bounds, self.counts, self.sum = bounds, [0] * (len(bounds) + 1), 0.0

    def observe(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def lines(self, name: str) -> list[str]:
        total, found = 0, [f"# TYPE {name} histogram"]
        for bound, count in zip((*self.bounds, "+Inf"), self.counts, strict=True):
            total += count
            found.append(f'{name}_bucket{{le="{bound}"}} {total}')
        return [*found, f"{name}_sum {self.sum:.6f}", f"{name}_count {total}"]


class Metrics:
    """``rejected``: answered with an error other than 429. ``hits`` were recorded, whatever they counted as."""

    def __init__(self) -> None:
        self.hits = self.bots = self.untracked = self.comments = self.limited = self.rejected = self.commits = 0
        self.batch_sizes, self.commit_seconds = Histogram(BATCH_SIZES), Histogram(SECONDS)

    def committed(self, hits: int, seconds: float) -> None:
        self.commits += 1
        self.batch_sizes.observe(hits)
        self.commit_seconds.observe(seconds)

    def text(self, gauges: Mapping[str, float]) -> str:
        """All figures; ``gauges`` are read at this moment."""
        lines = []
        for name in ("hits", "bots", "untracked", "comments", "limited", "rejected", "commits"):
            lines += [f"# TYPE counter_{name}_total counter", f"counter_{name}_total {getattr(self, name)}"]
        for name, value in gauges.items():
            lines += [f"# TYPE counter_{name} gauge", f"counter_{name} {value}"]
        lines += self.batch_sizes.lines("counter_batch_hits") + self.commit_seconds.lines("counter_commit_seconds")
        return "\n".join(lines) + "\n"
