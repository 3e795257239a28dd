"""Old addresses: each alias of an article gets a page that leads to the article."""

from plugins.redirects.build import add_redirect
from plugins.site_plan import Plan, planning

__all__ = ["add_redirect", "register"]


def _add(plan: Plan) -> None:
    for alias, url, source in plan.aliases:
        # An address with neither an extension nor a final slash is a folder to a web server.
        has_extension = "." in alias.rsplit("/", 1)[-1]
        add_redirect(plan, alias if has_extension or alias.endswith("/") else f"{alias}/", url, source)


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
