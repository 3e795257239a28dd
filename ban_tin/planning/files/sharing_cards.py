"""Which pages get a sharing picture with their title on it: those without a photo, and the site itself."""

from pathlib import Path

from ban_tin.planning.files.sharing_card import draw_card
from ban_tin.planning.head import SITE_SHARING_IMAGE
from ban_tin.planning.plan import Plan
from ban_tin.rendering.fonts import font_source, read_fonts
from ban_tin.site.facts import SiteFacts


def add_cards(plan: Plan, theme: Path, cache_folder: Path) -> None:
    """Plan the sharing pictures, set in the fonts of ``theme`` and kept in ``cache_folder``."""
    fonts = card_fonts(theme)
    cache = str(cache_folder / "cards")
    department = plan.site.department
    card = plan.recipe(card_file, title=department.name, kicker="", fonts=fonts, cache=cache)
    plan.add_file(SITE_SHARING_IMAGE, card)
    for article in plan.news:
        url = f"{article.url}chia-se.jpg"
        if article.sharing_image == url:
            kicker = f"{department.short_name} · {article.category.name}"
            card = plan.recipe(card_file, title=article.title, kicker=kicker, fonts=fonts, cache=cache)
            plan.add_file(url, card)


def card_fonts(theme: Path) -> tuple[str, str]:
    """Return the files of the theme's lightest and boldest upright fonts."""
    fonts = [font for font in read_fonts(theme / "fonts.toml") if font.style == "normal" and not font.axes]
    by_weight = sorted(fonts, key=lambda font: font.weight)
    return str(font_source(by_weight[0])), str(font_source(by_weight[-1]))


def card_file(site: SiteFacts, title: str, kicker: str, fonts: tuple[str, str], cache: str) -> bytes:
    """Return a JPEG with ``title`` as its words and ``kicker`` under it."""
    regular, bold = fonts
    return draw_card(title, kicker, Path(regular), Path(bold), Path(cache))
