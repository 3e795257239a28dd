"""Which kind of site a preview shows: in memory, or built whole where plugins or the theme need every page."""

import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
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
from plugins.newsroom.begin import UnusableFactsError, begin
from plugins.newsroom.begun import begun
from plugins.newsroom.every_page import who_needs_every_page


def open_site(project: Path, listener: Listener) -> LiveSite:
    """Return the site of the folder ``project``, which is the current one; ``listener`` hears of what it does by itself."""
    settings = _read_settings()
    try:
        _begin(settings)
    except SystemExit as stopped:
        if stopped.code == 1 and _broken_facts(settings) is None:
            return BuiltSite(project)  # A plugin can't be used: the build says why.
    # With a broken site.toml too: by then all plugins are registered.
    reason = who_needs_every_page(SimpleNamespace(settings=settings))
    if reason is None:
        return MemorySite(begin_project, listener)
    print(translation(settings["DEFAULT_LANG"]).gettext(reason.message).format(**reason.values), flush=True)
    return BuiltSite(project)


def begin_project() -> tuple[Project, Findings]:
    """Return the project in the current folder, and the findings of its ``site.toml``. Raises ``UnusableSiteError``."""
    settings = _read_settings()
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


def _read_settings() -> dict[str, Any]:
    """Return Pelican's settings as they are written. Raises ``PageError`` for a file that is no Python."""
    try:
        settings: dict[str, Any] = pelican.read_settings("pelicanconf.py")
    except SyntaxError as error:
        file = Path(error.filename or "pelicanconf.py")
        path = file.relative_to(Path.cwd()).as_posix() if file.is_relative_to(Path.cwd()) else str(file)
        message = f"{type(error).__name__}: {error.msg}"
        raise PageError(Problem(path, error.lineno or 0, "error", message, "")) from error
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
