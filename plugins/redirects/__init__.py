"""Old addresses: each alias of an article gets a page that leads to the article."""

from plugins.addresses import redirect_address
from plugins.redirects.build import add_redirect
from plugins.site_plan import Plan, planning

__all__ = ["add_redirect", "register"]


def _add(plan: Plan) -> None:
    for alias, url, source in plan.aliases:
        add_redirect(plan, redirect_address(alias), url, source)


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
