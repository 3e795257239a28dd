"""Old addresses: each alias of an article gets a page that leads to the article."""

from plugins.site_plan import Plan, planning
from plugins.structured_data import page_head
from plugins.translations import translation
from plugins.view_models import RedirectPage

__all__ = ["register"]


def _add(plan: Plan) -> None:
    title = translation(plan.site.language).gettext("Page moved")
    for alias, url, source in plan.aliases:
        # An address with neither an extension nor a final slash is a folder to a web server.
        has_extension = "." in alias.rsplit("/", 1)[-1]
        address = alias if has_extension or alias.endswith("/") else f"{alias}/"
        head = page_head(plan.site, url, title, "", robots="noindex")
        plan.add_page(address, "redirect", RedirectPage(plan.site.language, head, url), source)


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
