"""The allow-list for HTML in articles, applied to the finished body: Markdown's output and raw HTML alike."""

from plugins.safe_html.published import Published, find_links, publish, rewrite_attributes
from plugins.safe_html.rules import Violation, leaves_site
from plugins.safe_html.typed import find_violations, relative_addresses

__all__ = [
    "Published",
    "Violation",
    "find_links",
    "find_violations",
    "leaves_site",
    "publish",
    "relative_addresses",
    "rewrite_attributes",
]
