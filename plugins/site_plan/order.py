"""Who adds what to the plan of a site, in this order; no planner relies on another one."""

from collections.abc import Callable

from plugins.archives.build import add_lists
from plugins.article_pages.build import add_article_pages, add_static_pages
from plugins.assets.cards import add_cards
from plugins.counted_pages.document import add_counted_pages
from plugins.feeds.build import add_feeds
from plugins.home import add_home
from plugins.redirects.build import add_redirects
from plugins.site_plan.plan import Plan
from plugins.sitemap.build import add_crawler_files
from plugins.statistics.build import add_statistics

Planner = Callable[[Plan], None]
#: Look only at what was read.
PLANNERS: tuple[Planner, ...] = (
    add_cards,
    add_article_pages,
    add_static_pages,
    add_lists,
    add_home,
    add_redirects,
    add_feeds,
    add_crawler_files,
    add_statistics,
)
#: Look at all pages that are planned, and add files about them.
LAST_PLANNERS: tuple[Planner, ...] = (add_counted_pages,)
