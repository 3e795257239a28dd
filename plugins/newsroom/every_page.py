"""Decides when a build must fall back to Pelican's own full build."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from blinker import ANY, Signal
from pelican.plugins import signals

from ban_tin.language.translations import N_
from ban_tin.planning.blame import plugin_of
from ban_tin.rendering.contract.declared import FILE as VIEW_MODELS
from plugins.newsroom.themes import is_pelican_theme

#: What of this project follows Pelican's signals: it serves a build that makes only what changed, too.
_OURS = "plugins.newsroom"
#: The one signal that a plugin may follow without getting at articles, pages, or their writing.
_HARMLESS = "initialized"
#: Settings that ask Pelican's own generators for files, by what they are when they ask for nothing.
_GENERATORS = ("STATIC_PATHS", "TEMPLATE_PAGES", "DIRECT_TEMPLATES", "OUTPUT_SOURCES")


class Reason(NamedTuple):
    """Why every page is made; ``message`` is a message id with the names of ``values``."""

    message: str
    values: dict[str, str]


def who_needs_every_page(pelican: Any) -> Reason | None:
    """Return what in ``pelican``, its plugins or its settings needs every page; None for nothing."""
    settings = pelican.settings
    plugins = sorted({plugin_of(module, settings["PLUGINS"] or ()) or module for module in _followers()})
    if plugins:
        return Reason(
            N_("Every page is built, because these plugins may want it: {names}."), {"names": ", ".join(plugins)}
        )
    if is_pelican_theme(Path(settings["THEME"])):
        message = N_("Every page is built, because the theme “{name}” declares no view models ({file}).")
        return Reason(message, {"name": Path(settings["THEME"]).name, "file": VIEW_MODELS})
    asked = [name for name in _GENERATORS if settings.get(name)]
    if asked:
        return Reason(N_("Every page is built, because of these settings: {names}."), {"names": ", ".join(asked)})
    return None


def _followers() -> Iterator[str]:
    """Yield the modules of others that follow one of Pelican's signals about articles, pages, or their writing."""
    for name, signal in vars(signals).items():
        if not isinstance(signal, Signal) or name == _HARMLESS:
            continue
        for receiver in signal.receivers_for(ANY):
            function = getattr(receiver, "func", receiver)  # Of a functools.partial.
            module = getattr(function, "__module__", "") or type(function).__module__
            if not f"{module}.".startswith(f"{_OURS}."):
                yield module
