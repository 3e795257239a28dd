"""Front matter: both forms, every field checked, and the reader that Pelican uses for ``.md`` files."""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.front_matter.fields import FIELDS, FrontMatter
from plugins.front_matter.reader import NewsReader
from plugins.front_matter.strays import find_strays

__all__ = ["FIELDS", "FrontMatter", "NewsReader", "register"]


def _add_reader(readers: Any) -> None:
    readers.reader_classes["md"] = NewsReader


def _find_strays(generator: Any) -> None:
    content = Path(generator.settings["PATH"])
    for name in generator.settings["ARTICLE_PATHS"]:
        find_strays(content / name, f"{content.name}/{name}", generator.settings["FINDINGS"])


def register() -> None:
    """Connect the reader, and the search for files that it is never asked to read."""
    signals.article_generator_init.connect(_find_strays)
    signals.readers_init.connect(_add_reader)
