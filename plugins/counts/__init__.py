"""What the visit counter says, as `make counts` saves it in ``content/counts.json``: an ordinary input of the build."""

from plugins.counts.document import Counts, PageViews, Tally, UnusableCountsError, parse_counts
from plugins.counts.load import load_counts

__all__ = ["Counts", "PageViews", "Tally", "UnusableCountsError", "load_counts", "parse_counts"]
