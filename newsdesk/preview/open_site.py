"""Which kind of site a preview shows: in memory, or built whole where plugins or the theme need every page."""

import sys
from contextlib import redirect_stderr
from functools import partial
from io import StringIO
from threading import get_ident
from types import SimpleNamespace
from typing import Any, TextIO

import pelican

from ban_tin.language.translations import translation
from newsdesk.preview.built_site import BuiltSite
from newsdesk.preview.live_site import LiveSite, PageError, Problem
from newsdesk.preview.memory_site import MemorySite, UnusableFactsError
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import mistake_in
from plugins.newsroom.every_page import who_needs_every_page


def open_site(site: SiteFolder) -> LiveSite:
    """Return the live site of ``site``."""
    settings = _read_settings(site)
    try:
        _begin(settings)
    except SystemExit:
        if "FINDINGS" not in settings:
            return BuiltSite(site)  # A plugin can't be used: the build says why.
    # With a broken site.toml too: by then all plugins are registered.
    reason = who_needs_every_page(SimpleNamespace(settings=settings))
    if reason is None:
        return MemorySite(partial(begun_settings, site))
    print(translation(settings["DEFAULT_LANG"]).gettext(reason.message).format(**reason.values), flush=True)
    return BuiltSite(site)


def begun_settings(site: SiteFolder) -> dict[str, Any]:
    """Return Pelican's settings with the facts of the site in them. Raises ``UnusableFactsError``."""
    settings = _read_settings(site)
    try:
        _begin(settings)
    except SystemExit as stopped:
        if stopped.code != 1:
            raise
        raise UnusableFactsError(set(settings["FINDINGS"].found)) from None
    return settings


def _read_settings(site: SiteFolder) -> dict[str, Any]:
    """Return Pelican's settings as they are written. Raises ``PageError`` for a file that is no Python."""
    try:
        settings: dict[str, Any] = pelican.read_settings(str(site.settings), override=site.pelican_settings())
    except Exception as error:
        found = mistake_in(site.settings, error)
        if found is None:
            raise
        raise PageError(Problem(shown(found.file), found.line, "error", found.reason, "")) from error
    return settings


def _begin(settings: dict[str, Any]) -> None:
    """Let Pelican and its plugins begin. What an error prints is left to the preview, which tells its findings."""
    said = _OfThisThread(sys.stderr)
    try:
        with redirect_stderr(said):
            settings["PELICAN_CLASS"](settings)
    except SystemExit as stopped:
        if stopped.code == 1:
            said = _OfThisThread(sys.stderr)
        raise
    finally:
        sys.stderr.write(said.getvalue())


class _OfThisThread(StringIO):
    """Holds back what the thread that made it prints; what others print meanwhile goes on to ``others``."""

    def __init__(self, others: TextIO) -> None:
        super().__init__()
        self._thread, self._others = get_ident(), others

    def write(self, text: str) -> int:
        return super().write(text) if get_ident() == self._thread else self._others.write(text)
