"""Feeds: one for all news, one for each section."""

from collections import defaultdict
from collections.abc import Sequence

from plugins.addresses import FEED, HOME, section_feed
from plugins.feeds.build import FEED_LENGTH, feed_file
from plugins.site_plan import Plan, planning
from plugins.view_models import ListedArticle

__all__ = ["register"]


def _add(plan: Plan) -> None:
    site = plan.site
    # Every page links to the feed of all news: it is there before the first article is.
    _add_feed(plan, site.department.name, FEED, HOME, plan.news)
    by_category = defaultdict(list)
    for article in plan.news:
        by_category[article.category.slug].append(article)
    for category in site.categories:
        if by_category[category.slug]:
            title = f"{category.name} – {site.department.short_name}"
            _add_feed(plan, title, section_feed(category.slug), category.url, by_category[category.slug])


def _add_feed(plan: Plan, title: str, url: str, page_url: str, articles: Sequence[ListedArticle]) -> None:
    entries = tuple((each.whole, each.own_links) for each in articles[:FEED_LENGTH])
    # An empty feed is of the time of the build; any other is of its newest entry's.
    now = None if entries else plan.now
    plan.add_file(url, plan.recipe(feed_file, title=title, url=url, page_url=page_url, entries=entries, now=now))


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
