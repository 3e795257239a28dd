"""Mistakes in a plugin or a theme of somebody else end the build; the message names whose they are."""

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from ban_tin.language.translations import N_, translation

#: Where what is written for this project lies.
_OURS = "plugins"


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
        fail(settings, message, name=name, reason=f"{reason} ({place})" if place else reason)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def fail(settings: Mapping[str, Any], message: str, **values: str) -> NoReturn:
    """Print the ``message`` (a message id) and leave with exit code 1."""
    gettext = translation(settings["DEFAULT_LANG"]).gettext
    print(gettext(message).format(**values), gettext("Nothing was written."), file=sys.stderr)
    raise SystemExit(1)


def foreign_plugins(names: Iterable[object]) -> list[str]:
    """Return those of the plugins ``names`` that don't belong to this project."""
    return [name for name in map(str, names) if name.partition(".")[0] != _OURS]


def plugin_of(module: str, settings: Mapping[str, Any]) -> str:
    """Return the plugin that the ``module`` belongs to, as Pelican names it; ``""`` for none of somebody else."""
    for name in foreign_plugins(settings["PLUGINS"] or ()):
        if module == name or module.startswith(f"{name}."):
            return name
    return ""


def _blamed(error: BaseException, settings: Mapping[str, Any], plugin: str) -> tuple[str, str, str] | None:
    """Return what to say, the name of the plugin or the theme that ``error`` comes from, and the line; None for neither."""
    broken_plugin, broken_theme = (
        N_("The plugin “{name}” failed: {reason}."),
        N_("The theme “{name}” failed: {reason}."),
    )
    theme = Path(settings["THEME"])
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = Path(frame.f_code.co_filename)
        name = plugin_of(frame.f_globals.get("__name__", ""), settings)
        if name:
            return broken_plugin, name, f"{file.name}:{line}"
        if theme in file.parents:
            return broken_theme, theme.name, f"{file.relative_to(theme)}:{line}"
    return (broken_plugin, plugin, "") if plugin else None
