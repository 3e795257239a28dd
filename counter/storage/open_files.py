"""Whether the files that SQLite has open are still the ones at their paths.

A process goes on writing to a file that was removed or renamed, and the commit succeeds: into a file that nobody will ever
read. Looking before and after every commit costs some microseconds a batch.
"""

import os
from pathlib import Path

SUFFIXES = ("", "-wal", "-shm", ".lock")
Mark = tuple[int, int]


class OpenFiles:
    """What stood at the paths of the database, its WAL, the WAL's index and the lock when they were opened."""

    def __init__(self, file: Path):
        self.paths = {suffix: f"{file}{suffix}" for suffix in SUFFIXES}
        self.opened: dict[str, Mark] = {}
        self.written: list[Mark] = []

    def remember(self) -> None:
        """These are the files that are open."""
        self.opened = {suffix: found for suffix, path in self.paths.items() if (found := _identity(path))}
        self.remember_writes()

    def missing(self) -> list[str]:
        """Suffixes of those that were removed, renamed or replaced."""
        return [suffix for suffix, mark in self.opened.items() if _identity(self.paths[suffix]) != mark]

    def remember_writes(self) -> None:
        """Database and WAL are as this process left them."""
        self.written = self._sizes_and_times()

    def changed(self) -> bool:
        """Whether somebody else has written to the database or its WAL since ``remember_writes``."""
        return self._sizes_and_times() != self.written

    def _sizes_and_times(self) -> list[Mark]:
        found = []
        for suffix in ("", "-wal"):
            try:
                stat = os.stat(self.paths[suffix])  # noqa: PTH116 - a Path would take twice as long
            except OSError:
                continue
            found.append((stat.st_size, stat.st_mtime_ns))
        return found


def _identity(path: str) -> Mark | None:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
