"""The pages of articles, of ``content/trang`` and of the address that does not exist."""

from plugins.article_pages.build import add_article_pages, add_static_pages
from plugins.site_plan import Plan, planning

__all__ = ["register"]


def _add(plan: Plan) -> None:
    add_article_pages(plan)
    add_static_pages(plan)


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
