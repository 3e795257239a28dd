"""SQLite's files: connections, transactions, the lock of the one writer, and what is wrong with them."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from counter.storage import StorageCorruptError, StorageError
from counter.storage.dump import disagreement
from counter.storage.sqlite_statements import SITE_SUMS, WRONG_SUMS

CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def connect(file: Path, mode: str = "rwc") -> sqlite3.Connection:
    """Return a connection to ``file``; ``mode`` as in an address of SQLite: rwc, rw or ro."""
    if mode != "ro":
        with suppress(OSError):  # what is wrong with the file, SQLite says
            # What readers wrote waits in it: it is for the counter alone, in a folder that others may enter too.
            if mode == "rwc" and not file.exists():
                file.touch(0o600)
            file.chmod(0o600)
    db = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    if mode != "ro":
        db.executescript("pragma journal_mode=wal; pragma synchronous=full; pragma secure_delete=on")
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit what the context does, or nothing of it."""
    db.execute("begin immediate")
    try:
        yield db
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise ``StorageError`` for what SQLite raises, ``StorageCorruptError`` for a damaged file."""
    try:
        yield
    except sqlite3.Error as error:
        corrupt = getattr(error, "sqlite_errorcode", 0) & 0xFF in CORRUPT
        raise (StorageCorruptError if corrupt else StorageError)(str(error)) from error


def find_damage(db: sqlite3.Connection) -> str:
    """Return what is wrong with the file of ``db``, ``""`` for nothing."""
    found: str = db.execute("pragma quick_check(1)").fetchone()[0]
    return "" if found == "ok" else found


def find_wrong_sums(db: sqlite3.Connection) -> list[str]:
    """Return a sentence for each day whose views are not those of its pages."""
    return [disagreement(*found) for found in db.execute(WRONG_SUMS)]


def find_overwriting(file: Path, sums: list[int], wrong_sums: list[str]) -> str:
    """Return what is wrong with a database that somebody else wrote to, ``""`` if it has these sums as before."""
    with translated_errors(), closing(connect(file, "ro")) as db:
        if damage := find_damage(db):
            return f"{file}: {damage}"
        if list(map(int, db.execute(SITE_SUMS).fetchone())) != sums or find_wrong_sums(db) != wrong_sums:
            return f"{file} was overwritten while the counter ran"
    return ""


def found_aside(file: Path) -> list[str]:
    """Return a sentence for each time that a backup took the place of the database ``file``."""
    damaged = sorted(file.parent.glob(f"{file.name}.corrupt-*[0-9]"))
    missing = sorted(file.parent.glob(f"{file.name}.missing-*[0-9]"))
    return [
        f"{each} was damaged and the newest backup took its place: hits since then are missing; move it away when looked after"
        for each in damaged
    ] + [
        f"{file} was gone and the newest backup took its place: hits since then are missing;"
        f" delete {each.name} when looked after"
        for each in missing
    ]


def name_moment() -> str:
    """Return the present time, for the name of a file."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"


def is_good(file: Path) -> bool:
    """Return whether ``file`` is a database of the counter without damage."""
    try:
        with closing(connect(file, "ro")) as db:
            return not find_damage(db) and bool(db.execute("pragma user_version").fetchone()[0])
    except sqlite3.Error:
        return False


def take_lock(file: Path) -> int:
    """Return the handle of the lock ``file``. Raises ``StorageError`` where another process has it."""
    handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise StorageError(f"another counter writes to {file.with_suffix('')}: stop it first") from None
    return handle
