"""Whether the files that SQLite has open are still the ones at their paths.

A process goes on writing to a file that was removed or renamed, and the commit succeeds: into a file that nobody will ever
read. Looking before and after every commit costs some microseconds a batch.
"""

import os
from pathlib import Path

ALL = ("", "-wal", "-shm", ".lock")
WRITTEN = ("", "-wal")
Mark = tuple[int, int]


class OpenFiles:
    """What stood at the paths of the database, its WAL, the WAL's index and the lock when they were opened."""

    def __init__(self, file: Path):
        self.paths = {suffix: f"{file}{suffix}" for suffix in ALL}
        self.opened = dict[str, Mark]()  # device and inode
        self.looked = dict[str, Mark]()  # size and time of the last change
        self.written = dict[str, Mark]()

    def remember(self) -> None:
        """These are the files that are open."""
        self.opened = {}
        for suffix, path in self.paths.items():
            try:
                stat = os.stat(path)  # noqa: PTH116 - a Path would take twice as long
            except OSError:
                continue
            self.opened[suffix] = stat.st_dev, stat.st_ino
        self.remember_writes()

    def all_there(self) -> bool:
        """Whether ``remember`` found all of them: what it didn't see could not be missed."""
        return len(self.opened) == len(ALL)

    def missing(self, suffixes: tuple[str, ...] = ALL) -> list[str]:
        """Look at the paths; return the suffixes of what was removed, renamed or replaced."""
        found = []
        for suffix in suffixes:
            try:
                stat = os.stat(self.paths[suffix])  # noqa: PTH116
            except OSError:
                self.looked.pop(suffix, None)
                if suffix in self.opened:
                    found.append(suffix)
                continue
            self.looked[suffix] = stat.st_size, stat.st_mtime_ns
            if self.opened.get(suffix) not in (None, (stat.st_dev, stat.st_ino)):
                found.append(suffix)
        return found

    def is_gone(self, suffix: str) -> bool:
        """The same of one of them, for any thread."""
        try:
            stat = os.stat(self.paths[suffix])  # noqa: PTH116
        except OSError:
            return suffix in self.opened
        return self.opened.get(suffix) not in (None, (stat.st_dev, stat.st_ino))

    def changed(self) -> bool:
        """Whether, at the last look, somebody else had written to the database or its WAL."""
        return any(self.looked.get(suffix) != self.written.get(suffix) for suffix in WRITTEN)

    def accept_writes(self) -> None:
        """What the last look found was written by this process."""
        self.written = {suffix: self.looked[suffix] for suffix in WRITTEN if suffix in self.looked}

    def remember_writes(self) -> None:
        """Database and WAL are as this process left them."""
        self.missing(WRITTEN)
        self.accept_writes()
