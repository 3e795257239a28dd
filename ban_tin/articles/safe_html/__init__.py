"""The allow-list for HTML in articles, applied to the finished body: Markdown's output and raw HTML alike."""

from ban_tin.articles.safe_html.published import Published, find_links, publish, publish_blocks, rewrite_attributes
from ban_tin.articles.safe_html.rules import Violation, leaves_site
from ban_tin.articles.safe_html.typed import RawAddresses, find_raw_addresses, find_violations

__all__ = [
    "Published",
    "RawAddresses",
    "Violation",
    "find_links",
    "find_raw_addresses",
    "find_violations",
    "leaves_site",
    "publish",
    "publish_blocks",
    "rewrite_attributes",
]
