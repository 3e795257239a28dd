"""How the newsdesk looks like the site that it serves: the theme's tokens and fonts, and what the site makes of them."""

import re
from pathlib import Path

from ban_tin.findings import Findings
from ban_tin.rendering.assets import look_css
from ban_tin.site.load import load_facts
from newsdesk.preview.live_site import LiveSite
from newsdesk.site_folder import FACTS, SiteFolder

_SHEET = re.compile(rb'<link rel="stylesheet" href="(/theme/[\w.-]+\.css)"')
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def find_house_style(folder: SiteFolder, site: LiveSite | None) -> str:
    """Return a style sheet with the tokens of the theme, those of ``[look]`` of ``site.toml``, and the fonts that ``site`` serves."""
    tokens = (folder.program / "theme" / "css" / "tokens.css").read_text("utf-8")
    facts = load_facts(folder.folder / FACTS, FACTS, Findings())
    return "\n".join([*_find_faces(site), tokens, look_css(facts.look) if facts else ""])


def _find_faces(site: LiveSite | None) -> list[str]:
    """Return the rules for the fonts of the site's own style sheet; none where it has another theme, or can't be shown."""
    try:
        home = site.answer("/") if site else None
        found = _SHEET.search(_bytes_of(home))
        sheet = site.answer(found[1].decode()) if site and found else None
        return _FACE.findall(_bytes_of(sheet).decode())
    except Exception:  # a site that can't be shown says why in its own pages
        return []


def _bytes_of(given: bytes | Path | None) -> bytes:
    return given.read_bytes() if isinstance(given, Path) else given or b""
