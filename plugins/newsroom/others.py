"""Mistakes in a plugin or a theme of somebody else end the build; the message names whose they are."""

import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ban_tin.findings import refuse
from ban_tin.language.translations import N_
from ban_tin.planning.blame import plugin_of


class PelicanError(Exception):
    """What Pelican only writes to its log, and goes on."""


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise PelicanError(record.getMessage()) from sys.exc_info()[1]


@contextmanager
def strict(settings: Mapping[str, Any], plugin: str = "") -> Iterator[None]:
    """End the build with exit code 1 where a plugin or a theme of somebody else fails, and where Pelican logs an error.

    ``plugin`` is whose mistake it is, when that is known.
    """
    logger, handler = logging.getLogger("pelican"), _Raise(logging.ERROR)
    level = logger.level
    logger.addHandler(handler)
    if not logger.isEnabledFor(logging.ERROR):
        logger.setLevel(logging.ERROR)
    try:
        yield
    except Exception as error:
        cause = error.__cause__ if isinstance(error, PelicanError) and error.__cause__ else error
        found = _blamed(cause, settings, plugin)
        if found is None:
            raise
        message, name, place = found
        reason = str(cause) if isinstance(cause, PelicanError) else f"{type(cause).__name__}: {cause}"
        if settings.get("DEBUG"):
            traceback.print_exception(cause)
        refuse(settings["DEFAULT_LANG"], message, name=name, reason=f"{reason} ({place})" if place else reason)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _blamed(error: BaseException, settings: Mapping[str, Any], plugin: str) -> tuple[str, str, str] | None:
    """Return what to say, the name of the plugin or the theme that ``error`` comes from, and the line; None for neither."""
    broken_plugin, broken_theme = (
        N_("The plugin “{name}” failed: {reason}."),
        N_("The theme “{name}” failed: {reason}."),
    )
    theme = Path(settings["THEME"])
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = Path(frame.f_code.co_filename)
        name = plugin_of(frame.f_globals.get("__name__", ""), settings["PLUGINS"] or ())
        if name:
            return broken_plugin, name, f"{file.name}:{line}"
        if theme in file.parents:
            return broken_theme, theme.name, f"{file.relative_to(theme)}:{line}"
    return (broken_plugin, plugin, "") if plugin else None
