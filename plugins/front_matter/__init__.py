"""Front matter: both forms, every field checked, and the reader that Pelican uses for ``.md`` files."""

from typing import Any

from pelican import signals

from plugins.front_matter.fields import FIELDS, FrontMatter
from plugins.front_matter.reader import NewsReader

__all__ = ["FIELDS", "FrontMatter", "NewsReader", "register"]


def _add_reader(readers: Any) -> None:
    readers.reader_classes["md"] = NewsReader


def register() -> None:
    """Connect the reader."""
    signals.readers_init.connect(_add_reader)
