"""SQLite: WAL and synchronous=FULL, so a COMMIT that returned is on the disk.

``page_day`` and ``site_day`` stay for ever, ``seen`` holds today's keys. Every count is kept once; totals are summed at the start.
"""

import json
import logging
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import TypeVar

from counter.storage import OPENING, Batch, Committed, Row, Snapshot, StorageCorruptError, StorageError
from counter.storage.backups import may_hold_counts, newest_first
from counter.storage.open_files import WRITTEN, OpenFiles
from counter.storage.sqlite_comments import SqliteComments
from counter.storage.sqlite_files import (
    connect,
    find_damage,
    find_overwriting,
    find_wrong_sums,
    found_aside,
    is_good,
    name_moment,
    take_lock,
    transaction,
    translated_errors,
)
from counter.storage.sqlite_ratings import SqliteRatings
from counter.storage.sqlite_statements import (
    ADD_DAY,
    ADD_KEYS,
    ADD_PAGES,
    ADD_VIEWS,
    ANSWERS,
    FORGET,
    MOVE_DAYS,
    MOVE_VIEWS,
    NEW_KEYS,
    PUT_PAGE,
    ROWS,
    SCHEMA,
    VERSION,
)

MUST_STAY = ("", ".lock")  # without its lock, another counter may have begun to write
AWAY = (
    "{name} was removed, renamed or replaced while the counter ran: hits are refused until it is back where it was, or"
    " until the counter is started again"
)
AGAIN = "the database was away for a moment: trying again"

log = logging.getLogger("counter")
Result = TypeVar("Result")


class SqliteStorage:
    """The default backend. A lock beside ``file`` keeps a second writer out, in this process and in others."""

    suffix = ".db"

    def __init__(self, file: Path, backups: Path, *, write: bool = True, begin_anew: bool = False):
        """Raises StorageError when another counter writes to ``file``, or when there is nothing to read."""
        self.file, self.backups, self.begin_anew = file, backups, begin_anew
        self.files = OpenFiles(file)
        self.rescued: Path | None = None
        self.db: sqlite3.Connection | None = None
        self.lock = -1
        self.wrong_sums: list[str] = []
        self.ratings, self.comments = SqliteRatings(self), SqliteComments(self)
        if write:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.lock = take_lock(file.with_name(f"{file.name}.lock"))
        elif not file.exists():
            raise StorageError(f"there is no {file}")

    def load(self) -> Snapshot:
        self._check_there()
        with translated_errors():
            # A database that was there once is not made anew: it may be away for a moment.
            db = self.db or connect(self.file, "rw" if self.files.opened else "rwc")
        try:
            snapshot = self._read(db)
        except BaseException:
            self.db = None
            db.close()
            raise
        self.db, self.day = db, snapshot.day
        self.known = set(snapshot.pages)
        self.sums = [
            sum(column) for column in zip((0, 0, 0, 0), *(row[2:] for row in snapshot.days.values()), strict=True)
        ]
        self.files.remember()
        if not self.files.all_there():
            self._writer.close()
            self.db = None
            raise StorageError(AGAIN)
        self.rescued = None
        return snapshot

    def _read(self, db: sqlite3.Connection) -> Snapshot:
        with translated_errors():
            version = db.execute("pragma user_version").fetchone()[0]
            if version > VERSION:
                raise StorageError(f"{self.file} was written by a newer counter (version {version})")
            if damage := find_damage(db):
                raise StorageCorruptError(f"{self.file}: {damage}")
            for script in (SCHEMA, ANSWERS)[version:]:
                db.executescript(script)
            self.wrong_sums = find_wrong_sums(db)
            pages = dict(db.execute("select path, sum(views) from page_day join page on page.id = page group by page"))
            days = {day: Row(day, None, *counts) for day, *counts in db.execute("select * from site_day")}
            self.seen: int = db.execute("select count(*) from seen").fetchone()[0]
        snapshot = Snapshot(pages, days, self.seen)
        if snapshot.is_empty and self._has_backups():
            raise StorageCorruptError(f"{self.file} has no counts, but there are backups of them in {self.backups}")
        return snapshot

    def _has_backups(self) -> bool:
        return not self.begin_anew and may_hold_counts(self.backups)

    def _check_there(self) -> None:
        """Raise before SQLite creates an empty database in the place of one that is gone."""
        if self.file.exists() and self.file.stat().st_size:
            return
        if self._has_backups():
            raise StorageCorruptError(f"{self.file} is gone, but there are backups of it in {self.backups}")
        wal = Path(f"{self.file}-wal")
        if wal.exists() and wal.stat().st_size:
            # SQLite would delete it, and the newest hits are in it.
            raise StorageError(
                f"{self.file} is gone, but {wal.name} is there: bring the database back, or move that away"
            )

    def commit(self, batch: Batch) -> Committed:
        return self._with_room(lambda: self._store(batch))

    def change(self, work: Callable[[sqlite3.Connection], Result], *, erases: bool = False) -> Result:
        """Do ``work`` of another subject in a transaction of its own. It has to bear being done again.

        ``erases``: what it deletes has to go from the WAL too.
        """
        return self._with_room(lambda: self._changed(work, erases))

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection of its own, to read from any thread."""
        return closing(connect(self.file, "ro"))

    def _with_room(self, store: Callable[[], Result]) -> Result:
        self._check_files()
        try:
            return store()
        except StorageCorruptError:
            raise
        except StorageError:
            if self.away():
                raise
            try:
                # A full disk: copying the WAL into the database may free what the WAL takes.
                with translated_errors():
                    self._writer.execute("pragma wal_checkpoint(truncate)").fetchall()
                return store()
            finally:
                self.files.remember_writes()

    def _changed(self, work: Callable[[sqlite3.Connection], Result], erases: bool) -> Result:
        with translated_errors(), transaction(self._writer) as db:
            result = work(db)
        missing = self.files.missing(WRITTEN)
        if {*missing} & {*MUST_STAY}:  # it stays in what is rescued: a reader who sends it again changes nothing
            self._rescue()
            raise StorageError(self.away() or AGAIN)
        self._written(missing, erases)
        return result

    def _written(self, missing: list[str], erases: bool) -> None:
        """The files are as this process left them."""
        if missing:
            self._reopen(missing)
        elif erases:
            with suppress(sqlite3.Error):  # what was deleted is in old frames of the WAL too
                self._writer.execute("pragma wal_checkpoint(truncate)").fetchall()
            self.files.remember_writes()
        else:
            self.files.accept_writes()

    def _store(self, batch: Batch) -> Committed:
        day, seen, views = max(batch.day, self.day), self.seen, dict[str, int]()
        new = "[]"
        with translated_errors(), transaction(self._writer) as db:
            if day > self.day:
                for forget in FORGET:
                    db.execute(forget)
                seen = 0
            if batch.keys:
                new = db.execute(NEW_KEYS, (str([*batch.keys]),)).fetchone()[0]
                keys: list[int] = json.loads(new)
                views = Counter(map(batch.keys.__getitem__, keys))
                if batch.remember:
                    db.execute(ADD_KEYS, (new,))
                    seen += len(keys)
                counts = json.dumps(views)
                if not views.keys() <= self.known:
                    db.execute(ADD_PAGES, (counts,))
                db.execute(ADD_VIEWS, (day, counts))
            added = (batch.visits, sum(views.values()), batch.bots, batch.untracked)
            db.execute(ADD_DAY, (day, *added))
        missing, begins = self.files.missing(WRITTEN), day > self.day
        if {*missing} & {*MUST_STAY}:
            self._take_back(day, new if batch.remember else "[]", views, added)
            self._rescue()
            raise StorageError(self.away() or AGAIN)
        self.day, self.seen = day, seen
        self.sums = [old + more for old, more in zip(self.sums, added, strict=True)]
        self.known.update(views)
        self._written(missing, begins)
        return Committed(views, seen)

    def _take_back(self, day: int, keys: str, views: dict[str, int], added: tuple[int, ...]) -> None:
        """Undo a commit that nobody will be told of: the file may come back, and holds what was acknowledged."""
        with suppress(sqlite3.Error), transaction(self._writer) as db:
            db.execute("delete from seen where key in (select value from json_each(?))", (keys,))
            db.execute(ADD_VIEWS, (day, json.dumps({path: -new for path, new in views.items()})))
            db.execute("delete from page_day where day = ? and views = 0", (day,))
            db.execute(ADD_DAY, (day, *(-count for count in added)))

    # -- files that somebody else touched

    def _check_files(self) -> None:
        """Raise StorageError while the database is not at its path, StorageCorruptError when it was overwritten there."""
        missing = self.files.missing()
        if {*missing} & {*MUST_STAY}:
            self._rescue()
            raise StorageError(self.away() or AGAIN)
        if missing or self.db is None:
            self._reopen(missing)
        elif self.files.changed() and (wrong := find_overwriting(self.file, self.sums, self.wrong_sums)):
            raise StorageCorruptError(wrong)

    def _rescue(self) -> None:
        """Write what is open, and has no name any more, as a backup: the next start finds it."""
        if self.db is None or (self.rescued and self.rescued.exists()) or not self._may_rescue():
            return
        target = self.backups / f"removed-{name_moment()}{self.suffix}"
        try:
            self._copy(self.db, target)
            self.rescued = target
            log.warning("%s or its WAL is not where it was: what was counted is in %s", self.file, target)
        except (StorageError, OSError):
            log.exception("what was counted could not be saved")

    def _may_rescue(self) -> bool:
        """Not where the folder was renamed or unmounted: nothing is lost then, and a new folder would be in its way."""
        try:
            return self.file.parent.stat().st_dev == self.files.opened[""][0]
        except OSError:
            return not os.fstat(self.lock).st_nlink

    def _reopen(self, missing: list[str]) -> None:
        """Only the WAL or its index is gone: they are still open, so the database gets what is in them."""
        if self.db:
            with translated_errors():
                busy, *_ = self.db.execute("pragma wal_checkpoint(truncate)").fetchone()
            if busy:
                raise StorageError(AGAIN)
            for suffix in missing:
                with suppress(FileNotFoundError):
                    Path(f"{self.file}{suffix}").rename(f"{self.file}.replaced-{name_moment()}{suffix}")
            self._rescue()  # should the database go too before it is open again
            self.db.close()
            self.db = None
        rescued, opened = self.rescued, self.files.opened
        try:
            if self.files.is_gone(""):
                raise StorageError(self.away() or AGAIN)
            self.load()
            if self.files.opened[""] != opened[""]:
                self._writer.close()
                self.db = None
                raise StorageError(AGAIN)
        except BaseException:
            self.files.opened, self.rescued = opened, rescued
            raise
        if rescued:
            rescued.unlink(missing_ok=True)
        log.warning("the WAL of %s was removed or replaced while the counter ran; nothing is lost", self.file)

    def away(self) -> str:
        gone = next((suffix for suffix in MUST_STAY if self.files.is_gone(suffix)), None)
        return "" if gone is None else AWAY.format(name=f"{self.file}{gone}")

    def put(self, rows: Iterable[Row]) -> None:
        with translated_errors(), transaction(self._writer) as db:
            for row in rows:
                if row.path is None:
                    db.execute("insert or replace into site_day values(?, ?, ?, ?, ?)", (row.day, *row[2:]))
                else:
                    db.execute("insert or ignore into page(path) values(?)", (row.path,))
                    db.execute(PUT_PAGE, (row.day, row.views, row.path))
        self.load()

    def rows(self) -> Iterator[Row]:
        with translated_errors(), closing(connect(self.file, "ro")) as db:
            yield from map(Row._make, db.execute(ROWS))

    def views_since(self, day: int) -> dict[str, int]:
        with translated_errors(), closing(connect(self.file, "ro")) as db:
            return dict(
                db.execute(
                    "select path, sum(views) from page_day join page on page.id = page where day >= ? group by page",
                    (max(day, OPENING + 1),),
                )
            )

    def check(self) -> list[str]:
        with closing(connect(self.file, "ro")) as db:
            try:
                damage = db.execute("pragma integrity_check").fetchall()
                return [text for (text,) in damage if text != "ok"] or find_wrong_sums(db)
            except sqlite3.DatabaseError as error:
                return [str(error)]

    def move_days(self, after: int) -> None:
        with translated_errors(), transaction(self._writer) as db:
            db.execute(MOVE_VIEWS, (after,))
            db.execute(MOVE_DAYS, (after,))
            db.execute("delete from page_day where day > ?", (after,))
            db.execute("delete from site_day where day > ?", (after,))
            for forget in FORGET:
                db.execute(forget)
        self.load()

    def backup(self, target: Path) -> None:
        if away := self.away():
            raise StorageError(away)
        with translated_errors(), closing(connect(self.file, "ro")) as db:
            self._copy(db, target)

    def _copy(self, source: sqlite3.Connection, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        part.touch(0o600)
        with translated_errors(), closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            # No journal on the disk: it would hold the keys that are deleted here.
            copy.executescript("pragma journal_mode=memory; pragma secure_delete=on")
            for forget in FORGET if copy.execute("pragma user_version").fetchone()[0] > 1 else FORGET[:1]:
                copy.execute(forget)
            copy.commit()
            copy.execute("vacuum")
            if damage := find_damage(copy):
                raise StorageCorruptError(f"{self.file}: the backup has {damage}")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)

    def recover(self) -> Snapshot:
        good = next((file for file in newest_first(self.backups) if is_good(file)), None)
        if good is None:
            raise StorageError(
                f"{self.file} is damaged or gone and there is no good backup in {self.backups}:"
                " bring one back, or move the database away and begin at zero with --begin-anew"
            )
        if self.db:
            self.db.close()
            self.db = None
        found = [suffix for suffix in ("-shm", "-wal", "") if Path(f"{self.file}{suffix}").exists()]
        mark = f"{'corrupt' if '' in found else 'missing'}-{name_moment()}"
        for suffix in found:
            Path(f"{self.file}{suffix}").rename(f"{self.file}.{mark}{suffix}")
        if "" not in found:
            Path(f"{self.file}.{mark}").touch()  # until somebody has looked after it
        shutil.copyfile(good, self.file)
        log.error("%s: %s took its place", self.file, good)
        return self.load()

    def problems(self) -> list[str]:
        return self.wrong_sums + found_aside(self.file)

    def close(self) -> None:
        if self.db:
            if self.away():
                self._rescue()
            self.db.close()
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1

    @property
    def _writer(self) -> sqlite3.Connection:
        assert self.db, "load() first"
        return self.db
