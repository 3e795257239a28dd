"""One file a day, without anybody's key; the newest good one replaces a damaged database."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from counter.storage import Storage, StorageError, backups_in
from counter.storage.backups import Content, newest_first, read_content
from counter.storage.sqlite import SqliteStorage


def back_up(storage: Storage, folder: Path, name: str, keep: int) -> Path:
    """Write the backup called ``name``, by default the newest counted day; keep the newest ``keep`` days.

    A backup that holds more than this one is never overwritten nor deleted: this one gets a number instead.
    Raises StorageError or OSError.
    """
    new = folder / f"new-{os.getpid()}{storage.suffix}.unnamed"  # the server's and the operator's may be made at once
    storage.backup(new)
    content = read_content(new)
    if content is None:
        raise StorageError("the backup can't be read back")
    name = name or (str(date.fromordinal(content.day)) if content.day else "opening")
    target = next(file for file in _numbered(folder, name, storage.suffix) if not _is_fuller(file, content))
    new.replace(target)
    days = [file for file in newest_first(folder) if file.name[:1].isdigit() and not _is_fuller(file, content)]
    for old in days[keep:]:
        old.unlink()
    return target


def _numbered(folder: Path, name: str, suffix: str) -> Iterator[Path]:
    return (folder / f"{name}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))


def _is_fuller(file: Path, content: Content) -> bool:
    found = read_content(file)
    return found is not None and found.hits > content.hits


def last_backup(folder: Path) -> float:
    """Unix time of the newest backup, 0 without one. A file of the future says nothing about when it was made."""
    now = time.time()
    times = [file.stat().st_mtime for file in backups_in(folder)]
    return max((at for at in times if at <= now), default=0.0)


def set_aside(folder: Path) -> Path | None:
    """Rename the folder of backups, so that the counts that begin now are not held against them."""
    if not any(backups_in(folder)):
        return None
    target = next(
        path for number in count(1) if not (path := folder.with_name(f"{folder.name}-before-{number}")).exists()
    )
    return folder.rename(target)


def restore(backup: Path, database: Path) -> None:
    """Make ``backup`` the database; what was there is kept beside it. Raises StorageError when it isn't sound."""
    if problems := SqliteStorage(backup, backup.parent, write=False).check():
        raise StorageError(f"{backup}: {problems[0]}")
    lock = SqliteStorage(database, backup.parent, begin_anew=True)
    try:
        for suffix in ("-shm", "-wal", ""):
            with suppress(FileNotFoundError):
                Path(f"{database}{suffix}").replace(f"{database}.before-restore{suffix}")
        shutil.copyfile(backup, database)
        lock.load()
    finally:
        lock.close()
