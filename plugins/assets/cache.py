"""Files that cost time to make and depend on nothing but their name."""

import os
import time
from collections.abc import Callable
from pathlib import Path

_DAY = 24 * 60 * 60


def cached_bytes(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of ``path``, made first by ``make`` where it is missing.

    ``path`` has to name everything the content depends on. It appears under its name only when it is whole: two
    builds at once, or one that is interrupted, leave no broken file.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{os.getpid()}-{path.name}")
        unfinished.write_bytes(make())
        unfinished.replace(path)
    elif time.time() - path.stat().st_mtime > _DAY:
        path.touch()  # What is in use is not pruned (newsdesk/clean_cache.py).
    return path.read_bytes()
