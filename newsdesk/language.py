"""The language in which editors are spoken to: that of the site, whatever state it is in."""

import os
from gettext import NullTranslations
from pathlib import Path

from newsdesk.site_value import site_value

#: The variable of the environment that names the site's folder, for this process and those that it starts.
SITE = "BAN_TIN_SITE"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark now, translate later"
    """Mark ``text`` as a message id; as in ``ban_tin``, which may be broken."""
    return text


def speak_for(folder: Path) -> None:
    """Speak the language of the site in ``folder`` from here on."""
    os.environ[SITE] = str(folder.absolute())


def site_language() -> str:
    """Return what ``site.toml`` says, ``"vi"`` while it can't be read."""
    return site_value(Path(os.environ.get(SITE) or "content"), "language") or "vi"


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
