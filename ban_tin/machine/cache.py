"""Content that costs time to make and depends on nothing but its name, in files that tell when they are damaged."""

import os
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from threading import get_ident

_DAY = 24 * 60 * 60
_CHECKSUM = 16
#: Of files that begin with a checksum: an older version of this code took what it found for the content.
_SUFFIX = ".kept"


def cached_bytes(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content that is kept in ``path``, made first by ``make`` where it is missing or not what it was.

    ``path`` has to name everything the content depends on. It appears under its name only when it is whole: two
    builds at once, or one that is interrupted, leave no broken file.
    """
    path = _file_of(path)
    try:
        kept = path.read_bytes()
        if kept[:_CHECKSUM] == _checksum(kept[_CHECKSUM:]):
            if time.time() - path.stat().st_mtime > _DAY:
                path.touch()  # What is in use is not pruned (newsdesk/clean_cache.py).
            return kept[_CHECKSUM:]
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    content = make()
    unfinished = path.with_name(f".{os.getpid()}-{get_ident()}-{path.name}")
    unfinished.write_bytes(_checksum(content) + content)
    unfinished.replace(path)
    return content


def is_cached(path: Path) -> bool:
    """Return whether something is kept in ``path``, whole or not."""
    return _file_of(path).exists()


def _file_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{_SUFFIX}")


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM).digest()
