"""Whether a file is the one that was looked at before: told without reading it, or by its content."""

import os
import time
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_SECOND = 1_000_000_000
#: Two changes within one tick of the kernel's clock leave the same time; file systems that keep whole seconds have longer ones.
_TICK, _LONG_TICK = _SECOND // 20, 2 * _SECOND


class Stamp(NamedTuple):
    """What changes with a file's content, by whatever means it is changed: ``ctime`` can't be set by anyone. Times in ns."""

    mtime: int
    ctime: int
    size: int
    inode: int


def stamp(path: str) -> Stamp | None:
    """Return the stamp of the file ``path``, None when there is none."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116 - thousands of them
    except OSError:
        return None


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp in a file's ``status``."""
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def settled(found: Stamp, looked_at: int) -> bool:
    """Return whether a change after the time ``looked_at`` (ns since the epoch) would show in the stamp.

    A file that changed just before may change again within the same tick. One from the future never settles.
    """
    latest = max(found.mtime, found.ctime)
    tick = _LONG_TICK if found.mtime % _SECOND == 0 and found.ctime % _SECOND == 0 else _TICK
    return latest + tick < looked_at


def now() -> int:
    """Return the present time in ns since the epoch."""
    return time.time_ns()


def content_digest(file: Path) -> str:
    """Return 16 hex digits that change with the content of ``file``. Raises ``OSError``.

    That of a module stands for its code, in the names of what it makes and a cache keeps.
    """
    return blake2b(file.read_bytes(), digest_size=8).hexdigest()
