"""Previous, next and related articles."""

from plugins.article_links.links import Links, link_articles

__all__ = ["Links", "link_articles"]
