"""The page of figures ("Thống kê truy cập") of a site with a visit counter."""

from plugins.addresses import STATISTICS
from plugins.site_plan import Plan, planning
from plugins.statistics.build import statistics_page

__all__ = ["register"]


def _add(plan: Plan) -> None:
    if plan.site.counter_path:
        plan.add_page(STATISTICS, "statistics", statistics_page(plan))


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
