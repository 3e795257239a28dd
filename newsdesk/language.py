"""The language in which editors are spoken to: that of the site, whatever state the project is in."""

import tomllib
from gettext import NullTranslations
from pathlib import Path


def site_language() -> str:
    """Return what ``content/site.toml`` says, ``"vi"`` while it can't be read."""
    try:
        language = tomllib.loads(Path("content/site.toml").read_text(encoding="utf-8"))["site"]["language"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "vi"
    return language if isinstance(language, str) else "vi"


def catalogue() -> NullTranslations:
    """Return the catalogue of the site's language; no texts but English while the site's own code is broken."""
    try:
        from plugins.translations import LANGUAGES, translation

        return translation(site_language() if site_language() in LANGUAGES else LANGUAGES[0])
    except Exception:  # an edit of the plugins may have broken anything, and the site tells what
        return NullTranslations()


def translate(text: str) -> str:
    """Return ``text`` in the language of the site."""
    return catalogue().gettext(text)
