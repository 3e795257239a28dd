"""The allow-list for HTML in articles, applied to the finished body: Markdown's output and raw HTML alike."""

from plugins.safe_html.check import Violation, find_violations, leaves_site, relative_addresses

__all__ = ["Violation", "find_violations", "leaves_site", "relative_addresses"]
