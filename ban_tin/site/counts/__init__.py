"""What the visit counter says, as `make counts` saves it in ``content/counts.json``: an ordinary input of the build."""

from ban_tin.site.counts.document import Counts, PageViews, Tally, UnusableCountsError, parse_counts
from ban_tin.site.counts.load import load_counts

__all__ = ["Counts", "PageViews", "Tally", "UnusableCountsError", "load_counts", "parse_counts"]
