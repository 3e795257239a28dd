"""A page that leads elsewhere."""

from plugins.site_plan.plan import Plan
from plugins.structured_data import page_head
from plugins.translations import translation
from plugins.view_models import RedirectPage


def add_redirect(plan: Plan, url: str, target: str, source: str = "") -> None:
    """Plan a page at ``url`` that leads to ``target``; ``source`` names the file that asks for it."""
    language = plan.site.language
    head = page_head(plan.site, target, translation(language).gettext("Page moved"), "", robots="noindex")
    plan.add_page(url, "redirect", RedirectPage(language, head, target), source)
