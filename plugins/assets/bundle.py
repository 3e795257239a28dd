"""Putting the theme's sources together: no bundler, no build step of its own, nothing but concatenation.

``theme/css/main.css`` and ``theme/js/main.txt`` name their parts in order.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

import rcssmin
import rjsmin
from markupsafe import Markup

from plugins.assets.card import draw_card
from plugins.assets.fonts import font_source, read_fonts, subset_font
from plugins.photos import placeholder_css
from plugins.site_facts.facts import Category
from plugins.site_plan.plan import Plan
from plugins.structured_data import SITE_SHARING_IMAGE


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the output, at ``path`` below it."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Assets:
    """What templates need to know of the assets, and their files."""

    css_url: str
    script_url: str
    preloads: tuple[str, ...]
    head_script: Markup
    csp: str
    emblem: Markup
    icon_url: str
    files: tuple[Asset, ...]


def load_assets(theme: Path, plan: Plan, cache: Path) -> Assets:
    """Return the assets of the folder ``theme`` for the planned site; fonts and cards are kept in ``cache``."""
    fonts = []
    faces = []
    for font in read_fonts(theme / "fonts.toml"):
        asset = _hashed(f"theme/{font.name}", ".woff2", subset_font(font, cache / "fonts"))
        fonts.append((font, asset))
        faces.append(
            f'@font-face{{font-family:"{font.family}";font-style:{font.style};font-weight:{font.weights};'
            f'font-display:swap;src:url("/{asset.path}") format("woff2")}}'
        )
    parts = [*faces, css_source(theme / "css" / "main.css"), placeholder_css(), section_css(plan.site.categories)]
    css = _hashed("theme/site", ".css", rcssmin.cssmin("\n".join(parts)).encode())
    script = _hashed("theme/site", ".js", _script(theme / "js").encode())
    head_script = rjsmin.jsmin((theme / "js" / "head.js").read_text(encoding="utf-8"))
    emblem = _emblem(theme, plan)
    icon = Asset("theme/icon.svg", emblem.encode())
    return Assets(
        css_url=f"/{css.path}",
        script_url=f"/{script.path}",
        preloads=tuple(f"/{asset.path}" for font, asset in fonts if font.preload),
        head_script=Markup(head_script),  # noqa: S704 - our own file
        csp=content_security_policy(head_script),
        emblem=Markup(emblem),  # noqa: S704 - our own file or the department's
        icon_url=f"/{icon.path}",
        files=(css, script, icon, *(asset for _, asset in fonts), *_cards(theme, plan, cache)),
    )


def css_source(main: Path) -> str:
    """Return the style sheets that ``main`` imports, in order. Raises ``FileNotFoundError``."""
    names = re.findall(r'^@import "([^"]+)";', main.read_text(encoding="utf-8"), re.MULTILINE)
    return "\n".join((main.parent / name).read_text(encoding="utf-8") for name in names)


def section_css(categories: Sequence[Category]) -> str:
    """Return the rules that give each section its colour; as a style sheet, since the CSP allows no style attributes."""
    light = "".join(f".section-{each.slug}{{--section:{each.colour}}}" for each in categories)
    dark = "".join(
        f':root[data-scheme="dark"] .section-{each.slug}{{--section:{each.colour_dark}}}' for each in categories
    )
    auto = "".join(
        f':root:not([data-scheme="light"]) .section-{each.slug}{{--section:{each.colour_dark}}}' for each in categories
    )
    high = ':root[data-contrast="high"] [class*="section-"]{--section:currentColor}'
    return f"{light}{dark}@media (prefers-color-scheme:dark){{{auto}}}{high}"


def content_security_policy(head_script: str) -> str:
    """Return the policy of every page: nothing from another host, no inline code but the hashed head script."""
    digest = base64.b64encode(sha256(head_script.encode()).digest()).decode()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _script(folder: Path) -> str:
    names = (folder / "main.txt").read_text(encoding="utf-8").split()
    return str(rjsmin.jsmin("\n".join((folder / name).read_text(encoding="utf-8") for name in names)))


def _emblem(theme: Path, plan: Plan) -> str:
    logo = plan.site.department.logo
    path = Path(plan.settings["PATH"]) / logo if logo else theme / "images" / "emblem.svg"
    return re.sub(r"<\?xml.*?\?>|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).strip()


def _cards(theme: Path, plan: Plan, cache: Path) -> list[Asset]:
    """Return the sharing pictures of pages without a photo: a title on paper."""
    regular, bold = _card_fonts(theme)
    name = plan.site.department.short_name
    cards = [
        Asset(SITE_SHARING_IMAGE.lstrip("/"), draw_card(plan.site.department.name, "", regular, bold, cache / "cards"))
    ]
    for article in plan.news:
        path = f"{article.url.lstrip('/')}chia-se.jpg"
        if article.sharing_image == f"/{path}":
            cards.append(
                Asset(
                    path, draw_card(article.title, f"{name} · {article.category.name}", regular, bold, cache / "cards")
                )
            )
    return cards


def _card_fonts(theme: Path) -> tuple[Path, Path]:
    fonts = [font for font in read_fonts(theme / "fonts.toml") if font.style == "normal" and not font.axes]
    by_weight = sorted(fonts, key=lambda font: font.weight)
    return font_source(by_weight[0]), font_source(by_weight[-1])


def _hashed(stem: str, suffix: str, content: bytes) -> Asset:
    return Asset(f"{stem}-{blake2b(content, digest_size=5).hexdigest()}{suffix}", content)
