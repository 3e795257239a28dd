"""Which pages get a sharing picture with their title on it: those without a photo, and the site itself."""

from pathlib import Path

from ban_tin.planning.files.sharing_card import Colours, draw_card
from ban_tin.planning.plan import Plan
from ban_tin.rendering.fonts import upright_fonts
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import SiteFacts


def add_cards(plan: Plan, fonts_file: Path, cache_folder: Path) -> None:
    """Plan the sharing pictures, set in the fonts that ``fonts_file`` of the theme lists, and kept in ``cache_folder``."""
    regular, bold = upright_fonts(fonts_file)
    fonts = str(regular), str(bold)
    cache = str(cache_folder / "cards")
    department, addresses = plan.site.department, plan.site.addresses
    card = plan.recipe(card_file, title=department.name, kicker="", fonts=fonts, cache=cache)
    plan.add_file(addresses.sharing_picture(HOME), card)
    for article in plan.news:
        url = addresses.sharing_picture(article.url)
        if article.sharing_image == url:
            kicker = f"{department.short_name} · {article.category.name}"
            card = plan.recipe(card_file, title=article.title, kicker=kicker, fonts=fonts, cache=cache)
            plan.add_file(url, card)


def card_file(site: SiteFacts, title: str, kicker: str, fonts: tuple[str, str], cache: str) -> bytes:
    """Return a JPEG with ``title`` as its words and ``kicker`` under it."""
    regular, bold = fonts
    usual = Colours()
    colours = Colours(site.look.brand or usual.brand, site.look.accent or usual.accent)
    return draw_card(title, kicker, colours, Path(regular), Path(bold), Path(cache))
