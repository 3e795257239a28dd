"""Sitemaps and robots.txt."""

from plugins.addresses import ARCHIVE, DOCUMENTS, HOME, NEWS, NOTICES, STATISTICS
from plugins.site_plan import Plan, planning
from plugins.sitemap.build import add_sitemaps, robots_txt

__all__ = ["register"]


def _add(plan: Plan) -> None:
    lists = {category.url for category in plan.site.categories} | {HOME, NEWS, ARCHIVE}
    # These two pages exist only where a category has their role.
    own_pages = {"notices": NOTICES, "documents": DOCUMENTS}
    lists |= {own_pages[category.role] for category in plan.site.categories if category.role}
    if plan.site.counter_path:
        lists.add(STATISTICS)
    pages = lists | {page.url for page in plan.static_pages}
    add_sitemaps(plan, pages)
    plan.add_file("/robots.txt", robots_txt(plan.site))


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
