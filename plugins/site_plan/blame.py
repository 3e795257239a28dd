"""Which article the program was busy with when it failed: told by what the innermost functions held."""

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.findings.crash import Crashes
from plugins.findings.report import Finding
from plugins.incremental.state import DamagedStateError
from plugins.incremental.strict import plugin_of
from plugins.reading import SourceEntry
from plugins.site_plan.build import KnownSource
from plugins.view_models import Deferred, ListedArticle, ListedPage, NewsArticle, SourcePage


def blame(error: Exception, settings: Mapping[str, Any], source: str = "") -> Finding | None:
    """Return the finding that ``error`` is about the article in hand, or about ``source`` where there is none.

    None for what is nobody's article, what a plugin of somebody else has to do with, and what a build begins anew for.
    """
    if isinstance(error, DamagedStateError) or _is_foreign(error, settings):
        return None
    source = source_in_hand(error) or source
    crashes = Crashes(Path(settings["CACHE_FOLDER"]) / "crashes", settings["SITE"].support)
    return crashes.finding(error, source) if source else None


def source_in_hand(error: BaseException) -> str:
    """Return the source file of the article or page that stands in the innermost frame of ``error`` with any, ``""`` for none."""
    for frame, _ in reversed(list(traceback.walk_tb(error.__traceback__))):
        for value in frame.f_locals.values():
            if source := _source_of(value):
                return source
    return ""


def _source_of(value: object) -> str:
    if isinstance(value, (ListedArticle, ListedPage, NewsArticle, SourcePage)):
        return value.source_path
    if isinstance(value, SourceEntry):
        return value.path
    if isinstance(value, KnownSource):
        return value.entry.path
    return value.source if isinstance(value, Deferred) else ""


def _is_foreign(error: BaseException, settings: Mapping[str, Any]) -> bool:
    """Return whether a plugin of somebody else has to do with ``error``: whoever wrote it is told, and no editor."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(plugin_of(frame.f_globals.get("__name__", ""), settings) for frame in frames)
