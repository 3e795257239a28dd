"""Feeds: one for all news, one for each section."""

from plugins.feeds.addresses import ALL_FEED, category_feed
from plugins.feeds.build import atom_feed
from plugins.site_plan import Plan, planning

__all__ = ["register"]


def _add(plan: Plan) -> None:
    site = plan.site
    if plan.news:
        plan.add_file(ALL_FEED, atom_feed(site, site.department.name, ALL_FEED, "/", plan.news))
    for category in site.categories:
        articles = [article for article in plan.news if article.category == category]
        if articles:
            url = category_feed(category)
            title = f"{category.name} – {site.department.short_name}"
            plan.add_file(url, atom_feed(site, title, url, category.url, articles))


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
