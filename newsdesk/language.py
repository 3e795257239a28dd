"""The language in which editors are spoken to: that of the site, whatever state the project is in."""

from gettext import NullTranslations
from pathlib import Path

from newsdesk.site_value import site_value


def site_language() -> str:
    """Return what ``content/site.toml`` says, ``"vi"`` while it can't be read."""
    return site_value(Path(), "language") or "vi"


def catalogue() -> NullTranslations:
    """Return the catalogue of the site's language; no texts but English while the site's own code is broken."""
    try:
        from ban_tin.language.translations import LANGUAGES, translation

        return translation(site_language() if site_language() in LANGUAGES else LANGUAGES[0])
    except Exception:  # an edit of the plugins may have broken anything, and the site tells what
        return NullTranslations()


def translate(text: str) -> str:
    """Return ``text`` in the language of the site."""
    return catalogue().gettext(text)
