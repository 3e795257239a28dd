"""Deletes what no build has used for long, of what can be made again."""

import time
from pathlib import Path
from shutil import rmtree

DAY = 24 * 60 * 60


def prune(cache: Path, days: float) -> int:
    """Delete from ``cache`` what was not used for ``days``; return how many: photos, originals, fonts, cards, texts of attachments, that
    themes were right, and what builds remember.

    A build touches what it uses at least once a day (``PhotoStore``, ``cached_bytes``), on whatever branch.
    """
    limit = time.time() - days * DAY
    deleted = 0
    for folder in cache.glob("photos/*/??/*"):
        facts = folder / "photo.json"
        if (facts if facts.exists() else folder).stat().st_mtime <= limit:
            rmtree(folder)
            deleted += 1
    for unfinished in cache.glob("photos/*/unfinished-*"):
        if unfinished.stat().st_mtime <= min(limit, time.time() - DAY) or not days:
            rmtree(unfinished)
            deleted += 1
    for pattern in ("photos/originals/*/*", "fonts/*", "cards/*", "texts/*", "templates/*", "themes/*", "builds/*"):
        for file in cache.glob(pattern):
            if file.is_file() and file.stat().st_mtime <= limit:
                file.unlink()
                deleted += 1
    return deleted
