"""Previous, next and related articles; links from one source file to another."""

from plugins.article_links.links import Links, link_articles
from plugins.article_links.own_links import find_own_links, with_links

__all__ = ["Links", "find_own_links", "link_articles", "with_links"]
