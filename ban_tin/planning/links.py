"""Links inside the site: with the whole plan at hand it is known where each of them leads."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from ban_tin.articles.source import SourceEntry
from ban_tin.planning.plan import Plan, page_path


def check_links(plan: Plan, entries: Iterable[SourceEntry], facts_path: str) -> None:
    """Add a finding for each link of an article, a page or ``site.toml`` (``facts_path``) that leads nowhere."""
    known: dict[str, bool] = {}

    def leads_somewhere(link: str) -> bool:
        if link not in known:
            known[link] = _leads_somewhere(plan, link)
        return known[link]

    for entry in entries:
        for link in entry.links:
            if not leads_somewhere(link.target):
                plan.findings.add("link-missing", entry.path, link.line, target=link.target)
    for item in {*plan.site.menu, *plan.site.footer}:
        if not leads_somewhere(item.url):
            plan.findings.add("menu-missing", facts_path, title=item.title, url=item.url)


def _leads_somewhere(plan: Plan, link: str) -> bool:
    path = unquote(urlsplit(link).path)
    # Without its final slash, a web server redirects to the folder.
    candidates = (path.lstrip("/"), page_path(path), page_path(f"{path}/"))
    return any(candidate in plan.pages or candidate in plan.files for candidate in candidates)
