"""Pages that lead elsewhere, and the same for web servers."""

from collections.abc import Iterable
from urllib.parse import quote

from ban_tin.planning.head import page_head
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import redirect_address
from ban_tin.site.facts import SiteFacts
from ban_tin.views import RedirectPage

#: What a web server is told of old addresses, so that it answers with 301; the pages are for those that can't be told.
MAP = "/redirects.map"
#: What it is told of withdrawn articles, so that it gives the note in their place with 410: search engines forget them at once.
WITHDRAWN_MAP = "/withdrawn.map"


def add_redirect(plan: Plan, url: str, target: str, source: str = "") -> None:
    """Plan a page at ``url`` that leads to ``target``; ``source`` names the file that asks for it."""
    plan.add_page(url, "redirect", plan.recipe(redirect_page, target=target), source, counted=False)


def redirect_page(site: SiteFacts, target: str) -> RedirectPage:
    """Return the page that leads to ``target``."""
    title = site.translation().gettext("Page moved")
    return RedirectPage(site.language, page_head(site, target, title, "", robots="noindex"), target)


def add_redirects(plan: Plan) -> None:
    """Plan a page for each alias of an article or a page, and the map of them all for nginx."""
    for alias, url, source in plan.aliases:
        add_redirect(plan, redirect_address(alias), url, source)
    plan.add_file(MAP, redirect_map((alias, url) for alias, url, _ in plan.aliases))
    plan.add_file(WITHDRAWN_MAP, withdrawn_map(article.url for article in plan.withdrawn))


def redirect_map(moved: Iterable[tuple[str, str]]) -> bytes:
    """Return pairs of an old and a new address as nginx's ``map`` reads them (ngx_http_map_module): decoded, in quotation marks.

    An old address with a slash at its end is asked for without it too, and the other way round.
    """
    lines = []
    for old, new in sorted(set(moved)):
        forms = {old, redirect_address(old), old.rstrip("/") or old}
        lines += [f'"{_escaped(each)}" "{quote(new)}";' for each in sorted(forms)]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines)).encode()


def withdrawn_map(urls: Iterable[str]) -> bytes:
    """Return the addresses ``urls`` as nginx's ``map`` reads them; also by the name of the file."""
    return "".join(f'"{_escaped(url)}{name}" 1;\n' for url in sorted(urls) for name in ("", "index.html")).encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
