"""Putting the theme's sources together: no bundler, no build step of its own, nothing but concatenation.

``theme/css/main.css``, ``theme/js/main.txt`` and ``theme/js/search.txt`` name their parts in order; what a site adds comes after them.
"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b, sha256
from pathlib import Path

import rcssmin
import rjsmin
from markupsafe import Markup

from ban_tin.installation import THEME
from ban_tin.language.translations import LANGUAGES, N_
from ban_tin.photos.focus import focus_css
from ban_tin.photos.placeholder import placeholder_css
from ban_tin.rendering.fonts import Font, font_source, make_fonts, read_fonts, subset_font
from ban_tin.rendering.icons import Asset, Icon, make_icons
from ban_tin.rendering.layers import Layers, ThemeFileError
from ban_tin.rendering.pictures import own_pictures
from ban_tin.rendering.search_messages import SEARCH_MESSAGES
from ban_tin.site.facts import Category, SiteFacts
from ban_tin.site.look import USES, Look

#: The folder of the parts of the search's script.
_OF_SEARCH = "js/search/"


#: Where a web server reads the policy of pages, which is that of the theme.
POLICY_MAP = "policy.map"


@dataclass(frozen=True, slots=True)
class Assets:
    """What templates need to know of the assets, and their files."""

    #: The address of the style sheet of every page.
    css_url: str
    #: That of the home page, lists, tables of documents and figures.
    overview_css_url: str
    #: That of the one for paper.
    print_css_url: str
    #: That of the one for the page of statistics.
    statistics_css_url: str
    #: That of the one for lists that don't count 1, 2, 3.
    lists_css_url: str
    #: That of the one for photos that open large.
    lightbox_css_url: str
    #: That of what readers answer to an article.
    readers_css_url: str
    #: That of pages that say what there is: the archive, all tags, the site map.
    indexes_css_url: str
    #: That of the lines under the field of the search, and of its page.
    search_css_url: str
    #: The address of the script of every page.
    script_url: str
    #: That of the one for what readers answer.
    readers_script_url: str
    #: Those of the script of the search: (language of the page, address).
    search_scripts: tuple[tuple[str, str], ...]
    #: Addresses of the fonts that every page shows.
    preloads: tuple[str, ...]
    #: Of those that only pages with a text show.
    text_preloads: tuple[str, ...]
    #: What runs before the first paint.
    head_script: Markup
    #: The Content-Security-Policy of every page.
    csp: str
    #: The emblem or the logo, as HTML.
    emblem: Markup
    #: Icons for browsers and home screens.
    icons: tuple[Icon, ...]
    #: All files that are published.
    files: tuple[Asset, ...]

    def search_script_url(self, lang: str) -> str:
        """Return the address of the script of the search for pages in ``lang``."""
        return dict(self.search_scripts)[lang]

    def shown(self) -> tuple[object, ...]:
        """Return what pages show of the assets: all but the files themselves."""
        return tuple(getattr(self, each.name) for each in fields(self) if each.name != "files")


def load_assets(theme: Layers, site: SiteFacts, content: Path, cache: Path) -> Assets:
    """Return the assets of ``theme`` for the site whose files lie in ``content``; fonts and pictures are kept in ``cache``.

    Raises ``OSError`` and ``ValueError`` for a theme that can't be used.
    """
    fonts = []
    faces = []
    listed = listed_fonts(theme)
    make_fonts(listed, cache / "fonts")
    for font in listed:
        asset = _hashed(f"theme/{font.name}", ".woff2", subset_font(font, cache / "fonts"))
        fonts.append((font, asset))
        faces.append(
            f'@font-face{{font-family:"{font.family}";font-style:{font.style};font-weight:{font.weights};'
            f'font-display:swap;src:url("/{asset.path}") format("woff2")}}'
        )
    parts = [
        *faces,
        css_source(theme),
        look_css(site.look),
        placeholder_css(),
        focus_css(),
        section_css(site.categories),
    ]
    css = _style_sheet("site", parts)
    overview = _style_sheet("overview", [css_source(theme, sheet="overview")])
    paper = _style_sheet("print", [css_source(theme, "print"), f':root{{--site:"{site.base_url}"}}'])
    statistics = _style_sheet("statistics", [theme.text("css/statistics.css")])
    lists = _style_sheet("lists", [theme.text("css/lists.css")])
    lightbox = _style_sheet("lightbox", [theme.text("css/lightbox.css")])
    readers = _style_sheet("readers", [theme.text("css/readers.css")])
    indexes = _style_sheet("indexes", [theme.text("css/indexes.css")])
    search = _style_sheet("search", [theme.text("css/search.css")])
    script = _hashed("theme/site", ".js", _script(theme).encode())
    answering = _hashed("theme/readers", ".js", rjsmin.jsmin(theme.text("js/readers.js")).encode())
    searching = {lang: _search_script(theme, site, lang, f"/{search.path}") for lang in LANGUAGES}
    worker = Asset(f"{site.addresses.search.strip('/')}/sw.js", rjsmin.jsmin(theme.text("js/worker.js")).encode())
    head_script = rjsmin.jsmin(theme.text("js/head.js"))
    icons = make_icons(theme, site, content, cache)
    return Assets(
        css_url=f"/{css.path}",
        overview_css_url=f"/{overview.path}",
        print_css_url=f"/{paper.path}",
        statistics_css_url=f"/{statistics.path}",
        lists_css_url=f"/{lists.path}",
        lightbox_css_url=f"/{lightbox.path}",
        readers_css_url=f"/{readers.path}",
        indexes_css_url=f"/{indexes.path}",
        search_css_url=f"/{search.path}",
        script_url=f"/{script.path}",
        readers_script_url=f"/{answering.path}",
        search_scripts=tuple((lang, f"/{asset.path}") for lang, asset in searching.items()),
        preloads=tuple(f"/{asset.path}" for font, asset in fonts if font.preload == "all"),
        text_preloads=tuple(f"/{asset.path}" for font, asset in fonts if font.preload == "text"),
        head_script=Markup(head_script),  # noqa: S704 - our own file
        csp=content_security_policy(head_script),
        emblem=icons.emblem,
        icons=icons.links,
        files=(
            css,
            overview,
            paper,
            statistics,
            lists,
            lightbox,
            readers,
            indexes,
            search,
            script,
            answering,
            *searching.values(),
            worker,
            *icons.files,
            *own_pictures(theme, cache),
            *(asset for _, asset in fonts),
            Asset(POLICY_MAP, policy_map(content_security_policy(head_script))),
        ),
    )


def listed_fonts(theme: Layers) -> tuple[Font, ...]:
    """Return the fonts of ``theme``, all of them installed. Raises ``OSError`` and ``ThemeFileError``."""
    path = theme.file("fonts.toml")
    try:
        fonts = read_fonts(path)
        for font in fonts:
            font_source(font)
    except ValueError as error:
        raise ThemeFileError(path, str(error)) from None
    if not fonts:
        raise ThemeFileError(path, N_("it lists no font"))
    return fonts


def usable_fonts_file(theme: Layers) -> Path:
    """Return the list of the fonts of ``theme``; where it can't be used, that of ours: whoever loads ``theme`` says so."""
    try:
        listed_fonts(theme)
    except (OSError, ValueError):
        return THEME / "fonts.toml"
    return theme.file("fonts.toml")


def css_source(theme: Layers, medium: str = "", sheet: str = "main") -> str:
    """Return the style sheets that a ``sheet`` imports for a ``medium``, in order; those that a site adds stand behind ``css/main.css``.

    Raises ``FileNotFoundError`` and ``ThemeFileError``.
    """
    names = [name for name, wanted in _imports(theme, sheet) if wanted == medium]
    added: list[str] = []
    if sheet == "main" and not medium:
        known = {name for each in ("main", "overview") for name, _ in _imports(theme, each)}
        added = [name for name in theme.added("css", (".css",)) if name not in known]
    return "\n".join(map(theme.text, [*names, *added]))


def _imports(theme: Layers, sheet: str) -> list[tuple[str, str]]:
    """Return (file, medium) of all that ``css/<sheet>.css`` imports."""
    found = re.findall(r'^@import "([^"]+)" ?(\w*);', theme.text(f"css/{sheet}.css"), re.MULTILINE)
    return [(f"css/{name}", wanted) for name, wanted in found]


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


def look_css(look: Look) -> str:
    """Return the tokens that an office gave values of its own. High contrast and print stay as they are: their rules weigh more."""
    light = "".join(_token(key, look) for key in ("brand", "accent"))
    dark = "".join(_token(key, look) for key in ("brand_dark", "accent_dark"))
    chosen = f':root[data-scheme="dark"]{{{dark}}}'
    system = f'@media (prefers-color-scheme:dark){{:root:not([data-scheme="light"]){{{dark}}}}}'
    return (f":root{{{light}}}" if light else "") + (chosen + system if dark else "")


def _token(key: str, look: Look) -> str:
    colour = getattr(look, key)
    return f"{USES[key].token}:{colour};" if colour else ""


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


def policy_map(policy: str) -> bytes:
    """Return which addresses have the ``policy`` of pages, as nginx's ``map`` reads it; a header can also say who may frame them."""
    value = f"{policy}; frame-ancestors 'self'"
    return "".join(f'"{pattern}" "{value}";\n' for pattern in (r"~/[^./]*$", r"~*\.html?$")).encode()


def _script(theme: Layers) -> str:
    return str(rjsmin.jsmin(_joined(theme, "main", lambda name: not name.startswith(_OF_SEARCH))))


def _search_script(theme: Layers, site: SiteFacts, lang: str, sheet: str) -> Asset:
    """Return the script of the search, which says in ``lang`` what it says; ``sheet`` is the style sheet that it needs."""
    gettext = site.translation(lang).gettext
    constants = {
        "TEXT": {name: gettext(message) for name, message in SEARCH_MESSAGES.items()},
        "LANGUAGE": site.language,
        "SHEET": sheet,
    }
    known = "".join(f"const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in constants.items())
    parts = _joined(theme, "search", lambda name: name.startswith(_OF_SEARCH), _OF_SEARCH)
    # Its names are nobody else's.
    return _hashed("theme/search", ".js", rjsmin.jsmin(f'(() => {{\n"use strict";\n{known}{parts}\n}})();').encode())


def _joined(theme: Layers, listed: str, belongs: Callable[[str], bool], folder: str = "js/") -> str:
    names = [f"{folder}{name}" for name in theme.text(f"js/{listed}.txt").split()]
    added = [name for name in theme.added("js", (".js",)) if name not in names and belongs(name)]
    return "\n".join(map(theme.text, [*names, *added]))


def _style_sheet(name: str, parts: Sequence[str]) -> Asset:
    return _hashed(f"theme/{name}", ".css", rcssmin.cssmin("\n".join(parts)).encode())


def _hashed(stem: str, suffix: str, content: bytes) -> Asset:
    return Asset(f"{stem}-{blake2b(content, digest_size=5).hexdigest()}{suffix}", content)
