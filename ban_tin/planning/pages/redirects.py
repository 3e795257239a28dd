"""A page that leads elsewhere."""

from ban_tin.planning.head import page_head
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import redirect_address
from ban_tin.site.facts import SiteFacts
from ban_tin.views import RedirectPage


def add_redirect(plan: Plan, url: str, target: str, source: str = "") -> None:
    """Plan a page at ``url`` that leads to ``target``; ``source`` names the file that asks for it."""
    plan.add_page(url, "redirect", plan.recipe(redirect_page, target=target), source, counted=False)


def redirect_page(site: SiteFacts, target: str) -> RedirectPage:
    """Return the page that leads to ``target``."""
    title = site.translation().gettext("Page moved")
    return RedirectPage(site.language, page_head(site, target, title, "", robots="noindex"), target)


def add_redirects(plan: Plan) -> None:
    """Plan a page for each alias of an article or a page."""
    for alias, url, source in plan.aliases:
        add_redirect(plan, redirect_address(alias), url, source)
