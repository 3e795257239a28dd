"""SQLite: WAL and synchronous=FULL, so a COMMIT that returned is on the disk.

``page_day`` and ``site_day`` stay for ever, ``seen`` holds today's keys. Every count is kept once; totals are summed at the start.
"""

import fcntl
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from counter.storage import (
    OPENING,
    Batch,
    Committed,
    Row,
    Snapshot,
    StorageCorruptError,
    StorageError,
    backups_in,
)

SCHEMA = """
begin;
create table page(id integer primary key, path text not null unique);
create table page_day(day integer, page integer, views integer not null, primary key(day, page)) without rowid;
create table site_day(day integer primary key, visits integer not null, views integer not null,
                      bots integer not null, untracked integer not null);
create table seen(key integer primary key) without rowid;
pragma user_version = 1;
commit;
"""
NEW_KEYS = """
select json_group_array(value) from json_each(?) as given where not exists (select 1 from seen where key = given.value)
"""
ADD_KEYS = "insert into seen select value from json_each(?)"
ADD_PAGES = "insert or ignore into page(path) select key from json_each(?)"
ADD_VIEWS = """
insert into page_day select ?, page.id, given.value from json_each(?) as given join page on page.path = given.key where true
on conflict do update set views = views + excluded.views
"""
ADD_DAY = """
insert into site_day values(?, ?, ?, ?, ?) on conflict do update set visits = visits + excluded.visits,
views = views + excluded.views, bots = bots + excluded.bots, untracked = untracked + excluded.untracked
"""
PUT_PAGE = "insert or replace into page_day select ?, id, ? from page where path = ?"
ROWS = """
select day, null as path, visits, views, bots, untracked from site_day
union all select day, path, 0, views, 0, 0 from page_day join page on page.id = page order by 1, 2
"""
WRONG_SUMS = """
select day, site_day.views, coalesce(sum(page_day.views), 0) as pages from site_day left join page_day using(day)
where day > 0 group by day having site_day.views <> pages
"""
CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class SqliteStorage:
    """The default backend. A lock beside ``file`` keeps a second writer out, in this process and in others."""

    suffix = ".db"

    def __init__(self, file: Path, backups: Path, *, write: bool = True):
        """Raises StorageError when another counter writes to ``file``, or when there is nothing to read."""
        self.file, self.backups = file, backups
        self.db: sqlite3.Connection | None = None
        self.lock = -1
        self.wrong_sums: list[str] = []
        if write:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.lock = _lock(file.with_name(f"{file.name}.lock"))
        elif not file.exists():
            raise StorageError(f"there is no {file}")

    def load(self) -> Snapshot:
        with _translated():
            self.db = db = _connect(self.file)
            if not db.execute("pragma user_version").fetchone()[0]:
                db.executescript(SCHEMA)
            if damage := _damage(db):
                raise StorageCorruptError(f"{self.file}: {damage}")
            self.wrong_sums = _wrong_sums(db)
            pages = dict(db.execute("select path, sum(views) from page_day join page on page.id = page group by page"))
            days = {day: Row(day, None, *counts) for day, *counts in db.execute("select * from site_day")}
            self.seen: int = db.execute("select count(*) from seen").fetchone()[0]
        self.known = set(pages)
        snapshot = Snapshot(pages, days, self.seen)
        self.day = snapshot.day
        return snapshot

    def commit(self, batch: Batch) -> Committed:
        try:
            return self._store(batch)
        except StorageCorruptError:
            raise
        except StorageError:
            # A full disk: copying the WAL into the database may free what the WAL takes.
            with _translated():
                self._writer.execute("pragma wal_checkpoint(truncate)").fetchall()
            return self._store(batch)

    def _store(self, batch: Batch) -> Committed:
        day, seen, views = max(batch.day, self.day), self.seen, dict[str, int]()
        with _translated(), _transaction(self._writer) as db:
            if day > self.day:
                db.execute("delete from seen")  # secure_delete writes zeros over the keys
                seen = 0
            if batch.keys:
                new: str = db.execute(NEW_KEYS, (str([*batch.keys]),)).fetchone()[0]
                keys: list[int] = json.loads(new)
                views = Counter(map(batch.keys.__getitem__, keys))
                if batch.remember:
                    db.execute(ADD_KEYS, (new,))
                    seen += len(keys)
                counts = json.dumps(views)
                if not views.keys() <= self.known:
                    db.execute(ADD_PAGES, (counts,))
                db.execute(ADD_VIEWS, (day, counts))
            db.execute(ADD_DAY, (day, batch.visits, sum(views.values()), batch.bots, batch.untracked))
        if day > self.day:
            with suppress(sqlite3.Error):  # the keys are in old frames of the WAL too
                self._writer.execute("pragma wal_checkpoint(truncate)").fetchall()
        self.day, self.seen = day, seen
        self.known.update(views)
        return Committed(views, seen)

    def put(self, rows: Iterable[Row]) -> None:
        with _translated(), _transaction(self._writer) as db:
            for row in rows:
                if row.path is None:
                    db.execute("insert or replace into site_day values(?, ?, ?, ?, ?)", (row.day, *row[2:]))
                else:
                    db.execute("insert or ignore into page(path) values(?)", (row.path,))
                    db.execute(PUT_PAGE, (row.day, row.views, row.path))
        self.load()

    def rows(self) -> Iterator[Row]:
        with _translated(), closing(_connect(self.file, "ro")) as db:
            yield from map(Row._make, db.execute(ROWS))

    def views_since(self, day: int) -> dict[str, int]:
        with _translated(), closing(_connect(self.file, "ro")) as db:
            return dict(
                db.execute(
                    "select path, sum(views) from page_day join page on page.id = page where day >= ? group by page",
                    (max(day, OPENING + 1),),
                )
            )

    def check(self) -> list[str]:
        with closing(_connect(self.file, "ro")) as db:
            try:
                damage = db.execute("pragma integrity_check").fetchall()
                return [text for (text,) in damage if text != "ok"] or _wrong_sums(db)
            except sqlite3.DatabaseError as error:
                return [str(error)]

    def backup(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        with _translated(), closing(_connect(self.file, "ro")) as db, closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
            # No journal on the disk: it would hold the keys that are deleted here.
            copy.executescript("pragma journal_mode=memory; pragma secure_delete=on; delete from seen; vacuum")
            if damage := _damage(copy):
                raise StorageCorruptError(f"{self.file}: the backup has {damage}")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)

    def recover(self) -> Snapshot:
        good = next((file for file in reversed(backups_in(self.backups)) if _is_good(file)), None)
        if good is None:
            raise StorageError(f"{self.file} is damaged and there is no good backup in {self.backups}")
        if self.db:
            self.db.close()
        mark = f"corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        for suffix in ("-shm", "-wal", ""):
            with suppress(FileNotFoundError):
                Path(f"{self.file}{suffix}").rename(f"{self.file}.{mark}{suffix}")
        shutil.copyfile(good, self.file)
        return self.load()

    def problems(self) -> list[str]:
        damaged = sorted(self.file.parent.glob(f"{self.file.name}.corrupt-*[0-9]"))
        return self.wrong_sums + [
            f"{file} was damaged and the newest backup took its place: hits since then are missing; move it away when looked after"
            for file in damaged
        ]

    def close(self) -> None:
        if self.db:
            self.db.close()
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1

    @property
    def _writer(self) -> sqlite3.Connection:
        assert self.db, "load() first"
        return self.db


def _connect(file: Path, mode: str = "rwc") -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    if mode != "ro":
        db.executescript("pragma journal_mode=wal; pragma synchronous=full; pragma secure_delete=on")
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    db.execute("begin immediate")
    try:
        yield db
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        corrupt = getattr(error, "sqlite_errorcode", 0) & 0xFF in CORRUPT
        raise (StorageCorruptError if corrupt else StorageError)(str(error)) from error


def _damage(db: sqlite3.Connection) -> str:
    found: str = db.execute("pragma quick_check(1)").fetchone()[0]
    return "" if found == "ok" else found


def _wrong_sums(db: sqlite3.Connection) -> list[str]:
    return [f"day {day}: the site has {site} views, its pages {pages}" for day, site, pages in db.execute(WRONG_SUMS)]


def _is_good(file: Path) -> bool:
    try:
        with closing(_connect(file, "ro")) as db:
            return not _damage(db) and bool(db.execute("pragma user_version").fetchone()[0])
    except sqlite3.Error:
        return False


def _lock(file: Path) -> int:
    handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise StorageError(f"another counter writes to {file.with_suffix('')}: stop it first") from None
    return handle
