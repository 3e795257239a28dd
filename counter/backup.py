"""One file a day, without anybody's key; the newest good one replaces a damaged database."""

import shutil
from contextlib import suppress
from pathlib import Path

from counter.storage import Storage, StorageError, backups_in
from counter.storage.sqlite import SqliteStorage


def back_up(storage: Storage, folder: Path, name: str, keep: int) -> Path:
    """Write the backup called ``name`` (a day), keep the newest ``keep``. Raises StorageError or OSError."""
    target = folder / f"{name}{storage.suffix}"
    storage.backup(target)
    for old in [file for file in backups_in(folder) if file.name[:1].isdigit()][:-keep]:
        old.unlink()
    return target


def last_backup(folder: Path) -> float:
    """Unix time of the newest backup, 0 without one."""
    return max((file.stat().st_mtime for file in backups_in(folder)), default=0.0)


def restore(backup: Path, database: Path) -> None:
    """Make ``backup`` the database; what was there is kept beside it. Raises StorageError when it isn't sound."""
    if problems := SqliteStorage(backup, backup.parent, write=False).check():
        raise StorageError(f"{backup}: {problems[0]}")
    lock = SqliteStorage(database, backup.parent)
    try:
        for suffix in ("-shm", "-wal", ""):
            with suppress(FileNotFoundError):
                Path(f"{database}{suffix}").replace(f"{database}.before-restore{suffix}")
        shutil.copyfile(backup, database)
        lock.load()
    finally:
        lock.close()
