"""The theme's assets: one style sheet, one script, the fonts, the emblem; addresses change with the content. And sharing pictures."""

from plugins.assets.bundle import Asset, Assets, load_assets
from plugins.assets.cards import add_cards
from plugins.site_plan import Plan, planning

__all__ = ["Asset", "Assets", "load_assets", "register"]


def _add(plan: Plan) -> None:
    add_cards(plan)


def register() -> None:
    """Connect the planning of the site."""
    planning.connect(_add)
