"""Structured data: what search engines, Zalo and Facebook read of a page."""

from plugins.structured_data.head import SITE_SHARING_IMAGE, article_head, page_head

__all__ = ["SITE_SHARING_IMAGE", "article_head", "page_head"]
