"""Feeds: one for all news, one for each section."""

from plugins.addresses import FEED, HOME, section_feed
from plugins.feeds.build import atom_feed
from plugins.site_plan import Plan, planning

__all__ = ["register"]


def _add(plan: Plan) -> None:
    site = plan.site
    # Every page links to the feed of all news: it is there before the first article is.
    plan.add_file(FEED, atom_feed(site, site.department.name, FEED, HOME, plan.news, plan.now))
    for category in site.categories:
        articles = [article for article in plan.news if article.category == category]
        if articles:
            url = section_feed(category.slug)
            title = f"{category.name} – {site.department.short_name}"
            plan.add_file(url, atom_feed(site, title, url, category.url, articles, plan.now))


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
