"""Links inside the site: with the whole plan at hand it is known where each of them leads."""

from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.site_plan.plan import Plan, page_path


def check_links(plan: Plan, read: Iterable[Any], facts_path: str) -> None:
    """Add a finding for each link of an article, a page or ``site.toml`` (``facts_path``) that leads nowhere."""
    for each in read:
        for link in each.body_parts.links:
            if not _leads_somewhere(plan, link):
                each.place.report("link-missing", link, target=link)
    for item in {*plan.site.menu, *plan.site.footer}:
        if not _leads_somewhere(plan, item.url):
            plan.findings.add("menu-missing", facts_path, title=item.title, url=item.url)


def _leads_somewhere(plan: Plan, link: str) -> bool:
    path = unquote(urlsplit(unescape(link)).path)
    # Without its final slash, a web server redirects to the folder.
    candidates = {path.lstrip("/"), page_path(path), page_path(f"{path}/")}
    return not candidates.isdisjoint(plan.pages) or not candidates.isdisjoint(plan.files)
