"""Lists whose full pages never change again, the archive by year and month, and the indexes of terms."""

from plugins.archives.build import ListBuilder
from plugins.site_plan import Plan, planning

__all__ = ["register"]


def _add(plan: Plan) -> None:
    ListBuilder(plan).add_all()


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
