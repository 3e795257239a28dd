"""A theme made for Pelican, one that declares no view models: Pelican renders it, with its own context and templates.

The plan stays what it is, as far as Pelican makes its pages: redirects, feeds, sitemaps, photos and ``pages.json`` come from there.
"""

from pathlib import Path

from ban_tin.rendering.contract.declared import FILE
from plugins.newsroom.themes.article import content_html
from plugins.newsroom.themes.pages import keep_pages, make_file, write_lists, write_not_found
from plugins.newsroom.themes.settings import link_feeds, own_addresses, own_pages

__all__ = [
    "content_html",
    "is_pelican_theme",
    "keep_pages",
    "link_feeds",
    "make_file",
    "own_addresses",
    "own_pages",
    "write_lists",
    "write_not_found",
]


def is_pelican_theme(theme: Path) -> bool:
    """Return whether the theme in the folder ``theme`` declares no view models, so that only Pelican can render it."""
    return not (theme / FILE).is_file()
