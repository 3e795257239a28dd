"""Links inside the site: with the whole plan at hand it is known where each of them leads."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ban_tin.articles.source import SourceEntry
from ban_tin.planning.plan import Plan, page_path
from ban_tin.rendering.layers import Layers

#: What is drawn for every site: the icons. The other files of a theme lie in its layers.
_ICONS = ("icon", "touch-icon")


def check_links(plan: Plan, entries: Iterable[SourceEntry], facts_path: str, theme: Layers) -> None:
    """Add a finding for each link of an article, a page or ``site.toml`` (``facts_path``) that leads nowhere.

    The same for photos and films that are to lie elsewhere on the site: among the files of the plan, or in the ``theme``.
    """
    known: dict[str, bool] = {}

    def leads_somewhere(link: str) -> bool:
        if link not in known:
            known[link] = _leads_somewhere(plan, link)
        return known[link]

    for entry in entries:
        for link in entry.links:
            if not leads_somewhere(link.target):
                plan.findings.add("link-missing", entry.path, link.line, target=link.target)
        for media in entry.media:
            if not leads_somewhere(media.target) and not _is_of_theme(media.target, theme):
                name = PurePosixPath(unquote(urlsplit(media.target).path)).name
                plan.findings.add("media-missing", entry.path, media.line, target=media.target, name=name)
    for item in {*plan.site.menu, *plan.site.footer}:
        if not leads_somewhere(item.url):
            plan.findings.add("menu-missing", facts_path, title=item.title, url=item.url)


def _leads_somewhere(plan: Plan, link: str) -> bool:
    path = unquote(urlsplit(link).path)
    # Without its final slash, a web server redirects to the folder.
    candidates = (path.lstrip("/"), page_path(path), page_path(f"{path}/"))
    return any(candidate in plan.pages or candidate in plan.files for candidate in candidates)


def _is_of_theme(address: str, theme: Layers) -> bool:
    path = unquote(urlsplit(address).path)
    if not path.startswith("/theme/") or ".." in path:
        return False
    name = path.removeprefix("/theme/")
    return name.startswith(_ICONS) or theme.file(name).is_file()
