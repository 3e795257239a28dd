"""Who adds what to the plan of a site, in this order; no planner relies on another one, but where it says so."""

from collections.abc import Callable

from ban_tin.planning.files.counted_pages import add_counted_pages
from ban_tin.planning.files.feeds import add_feeds
from ban_tin.planning.files.plain_hosts import add_plain_hosts
from ban_tin.planning.files.sitemaps import add_crawler_files
from ban_tin.planning.pages.articles import add_article_pages, add_static_pages
from ban_tin.planning.pages.comments import add_comments
from ban_tin.planning.pages.documents import add_documents
from ban_tin.planning.pages.home import add_home
from ban_tin.planning.pages.lists import add_lists
from ban_tin.planning.pages.privacy import add_privacy
from ban_tin.planning.pages.redirects import add_redirects
from ban_tin.planning.pages.search import add_search_page
from ban_tin.planning.pages.statistics import add_statistics
from ban_tin.planning.plan import Plan

Planner = Callable[[Plan], None]
#: Look only at what was read.
PLANNERS: tuple[Planner, ...] = (
    add_article_pages,
    add_static_pages,
    add_privacy,
    add_comments,
    add_lists,
    add_documents,
    add_home,
    add_search_page,
    add_redirects,
    add_plain_hosts,
    add_feeds,
    add_crawler_files,
    add_statistics,
)
#: Look at all pages that are planned, and add files about them.
LAST_PLANNERS: tuple[Planner, ...] = (add_counted_pages,)
