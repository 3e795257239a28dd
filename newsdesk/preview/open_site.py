"""Which kind of site a preview shows: in memory, or built whole where plugins or the theme need every page."""

import sys
from contextlib import redirect_stderr
from functools import partial
from io import StringIO
from threading import get_ident
from types import SimpleNamespace
from typing import Any, TextIO

import pelican

from ban_tin.findings import Finding, Findings
from ban_tin.language.translations import translation
from ban_tin.site.project import Project
from newsdesk.preview.built_site import BuiltSite
from newsdesk.preview.live_site import Listener, LiveSite, PageError, Problem
from newsdesk.preview.memory_site import MemorySite, UnusableSiteError
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import mistake_in
from plugins.newsroom.begin import UnusableFactsError, begin
from plugins.newsroom.begun import begun
from plugins.newsroom.every_page import who_needs_every_page


def open_site(site: SiteFolder, listener: Listener) -> LiveSite:
    """Return the live site of ``site``; ``listener`` hears of what it does by itself."""
    settings = _read_settings(site)
    try:
        _begin(settings)
    except SystemExit as stopped:
        if stopped.code == 1 and _broken_facts(settings) is None:
            return BuiltSite(site)  # A plugin can't be used: the build says why.
    # With a broken site.toml too: by then all plugins are registered.
    reason = who_needs_every_page(SimpleNamespace(settings=settings))
    if reason is None:
        return MemorySite(partial(begin_project, site), listener)
    print(translation(settings["DEFAULT_LANG"]).gettext(reason.message).format(**reason.values), flush=True)
    return BuiltSite(site)


def begin_project(site: SiteFolder) -> tuple[Project, Findings]:
    """Return the project that ``site`` is, and the findings of its ``site.toml``. Raises ``UnusableSiteError``."""
    settings = _read_settings(site)
    try:
        _begin(settings)
    except SystemExit as stopped:
        found = _broken_facts(settings) if stopped.code == 1 else None
        if found is None:
            raise
        raise UnusableSiteError(found) from None
    begins = begun(settings)
    return begins.project, begins.findings


def _broken_facts(settings: dict[str, Any]) -> set[Finding] | None:
    """Return what is wrong with ``site.toml``; None where it can be used."""
    try:
        begin(settings)
    except UnusableFactsError as error:
        return error.findings.found
    return None


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
