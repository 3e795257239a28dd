"""From a source file to plain values: what the plan has to know of it, and what only its own page needs."""

import os
from pathlib import Path
from typing import Any

from plugins.reading.source import FoundFile, ReadSource, ShownPhoto, SourceEntry, WrittenLink

__all__ = ["FoundFile", "ReadSource", "ShownPhoto", "SourceEntry", "WrittenLink", "register"]


def _add_reader(readers: Any) -> None:
    from plugins.reading.pelican_reader import NewsReader  # Only Pelican's own way of building wants it.

    readers.reader_classes["md"] = NewsReader


def _find_strays(generator: Any) -> None:
    from plugins.reading.folders import list_folders, noting
    from plugins.reading.irregular import find_irregular
    from plugins.reading.strays import find_strays

    settings = generator.settings
    content, findings = Path(settings["PATH"]), settings["FINDINGS"]
    # Pelican passes over what it can't read.
    for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]):
        shown = f"{content.name}/{name}"
        on_error = noting(content / name, shown, findings)
        listings = list_folders(content / name, settings["IGNORE_FILES"], on_error, within=content)
        irregular = find_irregular(content / name, listings, content, findings)
        # Pelican would follow links that lead out, to the end of the disk.
        for excludes in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES"):
            settings[excludes] = [*settings[excludes], *(os.path.relpath(each, content) for each in irregular)]
        if name in settings["ARTICLE_PATHS"]:
            find_strays(listings, str(content / name), shown, findings)


def register() -> None:
    """Connect the reader to Pelican's own way of building, and the search for files that it is never asked to read."""
    from pelican import signals

    signals.article_generator_init.connect(_find_strays)
    signals.readers_init.connect(_add_reader)
