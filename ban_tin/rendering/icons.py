"""The emblem of the masthead, and the icons that browsers and telephones keep: of the department's logo, or of the theme's own."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import PIL
from markupsafe import Markup
from PIL import Image, ImageDraw, ImageFont, features

from ban_tin.machine.cache import cached_bytes
from ban_tin.machine.stamps import content_digest
from ban_tin.rendering.fonts import upright_fonts
from ban_tin.rendering.layers import Layers, ThemeFileError
from ban_tin.safe_svg import UnsafeDrawingError, read_drawing
from ban_tin.site.facts import Department, SiteFacts
from ban_tin.site.logo import is_picture, read_picture

#: Pixels: as wide as the masthead shows the emblem, the icon of a tab, that of a telephone's screen, and that of search engines.
EMBLEM, TAB, TOUCH, WHOLE = 72, 32, 180, 512
#: Telephones round the corners: so much of the icon's side is the logo's.
_INNER = 0.8
#: ``--paper`` and ``--brand`` of the theme.
_PAPER, _BRAND = "#fdfcf9", "#9e1b1e"
#: Letters of an abbreviation that can still be read in an icon.
_LETTERS = 5
_MADE_BY = (content_digest(Path(__file__)), PIL.__version__, features.version("freetype2"), features.version("raqm"))


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the output, at ``path`` below it."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Icon:
    """A ``<link>`` to an icon; ``type`` and ``sizes`` are ``""`` where they need not be said."""

    rel: str
    url: str
    type: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True)
class Icons:
    """The emblem as it stands in pages, the links to icons, and the files of both."""

    emblem: Markup
    links: tuple[Icon, ...]
    files: tuple[Asset, ...]


def make_icons(theme: Layers, site: SiteFacts, content: Path, cache: Path) -> Icons:
    """Return the icons of a site whose files lie in ``content``. Raises ``UnsafeDrawingError`` and ``UnusableLogoError``."""
    logo = site.department.logo
    if is_picture(logo):
        return _of_picture(content / logo, cache)
    drawing = read_drawing(content / logo) if logo else _own_emblem(theme, site)
    icon = Asset("theme/icon.svg", drawing.encode())
    # A file, which browsers load for the tab anyway: in each page it would weigh a twentieth of an article, a coat of arms far more.
    emblem = Markup('<img src="/{}" alt="" width="{}" height="{}">').format(icon.path, EMBLEM, EMBLEM)
    if not logo:
        return Icons(emblem, (Icon("icon", f"/{icon.path}", "image/svg+xml"),), (icon,))
    # There is no pure library that draws an SVG: old browsers and telephones get the department's letters.
    ground = site.look.brand or _BRAND
    font, letters = upright_fonts(theme.file("fonts.toml"))[1], initials(site.department)

    def drawn(size: int) -> bytes:
        made_of = (letters, ground, content_digest(font), size)
        return _kept(cache, made_of, lambda: _letters(letters, ground, font, size))

    tab, touch = Asset("theme/icon-32.png", drawn(TAB)), Asset("theme/touch-icon.png", drawn(TOUCH))
    links = (_tab_link(tab), Icon("icon", f"/{icon.path}", "image/svg+xml", "any"), _touch_link(touch))
    return Icons(emblem, links, (icon, tab, touch))


def icon_of(department: Department) -> str:
    """Return the address of the logo as a file of its own, for search engines."""
    return "/theme/icon.png" if is_picture(department.logo) else "/theme/icon.svg"


def initials(department: Department) -> str:
    """Return the abbreviation in a department's short name (GDĐT), or the first letters of its words."""
    words = department.short_name.split()
    abbreviations = [each for each in words if each.isupper() and 1 < len(each) <= _LETTERS]
    capitals = [each[0] for each in words if each[0].isupper()] or [each[0].upper() for each in words]
    return abbreviations[0] if abbreviations else "".join(capitals[:3])


def _own_emblem(theme: Layers, site: SiteFacts) -> str:
    """Return the theme's emblem, its ground in the brand's colour."""
    path = theme.file("images/emblem.svg")
    try:
        emblem = read_drawing(path)
    except UnsafeDrawingError as error:
        raise ThemeFileError(path, str(error)) from None
    return emblem.replace(_BRAND, site.look.brand) if site.look.brand else emblem


def _of_picture(path: Path, cache: Path) -> Icons:
    digest = content_digest(path)

    def made(size: int, inner: float = 1, ground: str = "") -> bytes:
        return _kept(cache, (digest, size, inner, ground), lambda: _placed(read_picture(path), size, inner, ground))

    once, twice = (_hashed(f"theme/logo-{size}", made(size)) for size in (EMBLEM, 2 * EMBLEM))
    tab, whole = Asset("theme/icon-32.png", made(TAB)), Asset("theme/icon.png", made(WHOLE))
    touch = Asset("theme/touch-icon.png", made(TOUCH, _INNER, _PAPER))
    emblem = Markup('<img src="/{}" srcset="/{} 2x" alt="" width="{}" height="{}">')
    return Icons(
        emblem.format(once.path, twice.path, EMBLEM, EMBLEM),
        (_tab_link(tab), _touch_link(touch)),
        (once, twice, tab, whole, touch),
    )


def _tab_link(tab: Asset) -> Icon:
    return Icon("icon", f"/{tab.path}", "image/png", f"{TAB}x{TAB}")


def _touch_link(touch: Asset) -> Icon:
    return Icon("apple-touch-icon", f"/{touch.path}")


def _hashed(stem: str, content: bytes) -> Asset:
    return Asset(f"{stem}-{blake2b(content, digest_size=5).hexdigest()}.png", content)


def _placed(logo: Image.Image, size: int, inner: float, ground: str) -> bytes:
    """Return a square PNG with ``logo`` as large as it fits into the ``inner`` part of it, and no larger than ``logo`` is.

    Without ``ground`` it is transparent.
    """
    size = min(size, max(logo.size))
    room = round(size * inner)
    scale = room / max(logo.size)
    width, height = (max(1, round(side * scale)) for side in logo.size)
    square = Image.new("RGBA", (size, size), ground or (0, 0, 0, 0))
    place = ((size - width) // 2, (size - height) // 2)
    square.alpha_composite(logo.resize((width, height), Image.Resampling.LANCZOS), place)
    return _png(square.convert("RGB") if ground else square)


def _letters(letters: str, ground: str, font: Path, size: int) -> bytes:
    """Return a square PNG with ``letters`` as large as they fit."""
    # Drawn large, so that small icons are as even as large ones.
    side = 4 * TOUCH
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)
    tall = side // 2
    wide = ImageFont.truetype(str(font), tall).getlength(letters)
    fitting = ImageFont.truetype(str(font), min(tall, round(tall * side * _INNER / wide)))
    draw.text((side / 2, side / 2), letters, font=fitting, fill=_PAPER, anchor="mm")
    return _png(image.resize((size, size), Image.Resampling.LANCZOS))


def _png(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _kept(cache: Path, made_of: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` does, kept with the sharing pictures."""
    key = blake2b(repr((made_of, _MADE_BY)).encode(), digest_size=10).hexdigest()
    return cached_bytes(cache / "cards" / f"icon-{key}.png", make)
