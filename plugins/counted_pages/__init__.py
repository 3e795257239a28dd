"""``pages.json``: the addresses that the visit counter counts; it takes no other."""

from plugins.counted_pages.document import pages_document
from plugins.site_plan import Plan, planned

__all__ = ["register"]


def _add(plan: Plan) -> None:
    plan.add_file("/pages.json", pages_document(plan))


def register() -> None:
    """Connect the moment when every page is planned."""
    planned.connect(_add)
