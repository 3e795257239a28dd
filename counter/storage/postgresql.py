"""PostgreSQL: one transaction a batch, with synchronous_commit, in the schema ``counter`` of a database.

A session's advisory lock keeps a second writer out; it ends with the session, so a crash releases it. Poolers that share
sessions between clients (PgBouncer's transaction mode) can't stand in between.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any, LiteralString, TypeVar
from uuid import uuid4

import psycopg
from psycopg import sql

from counter.storage import OLDER, OPENING, Batch, Committed, Row, Snapshot, StorageCorruptError, StorageError
from counter.storage.answers_dump import read_answers
from counter.storage.backups import may_hold_counts
from counter.storage.dump import disagreement, newest_dump, write_dump
from counter.storage.postgresql_comments import PostgresqlComments, fill_comments, take_over
from counter.storage.postgresql_ratings import PostgresqlRatings, put_ratings
from counter.storage.postgresql_statements import (
    ADD_DAY,
    ADD_PAGES,
    ADD_VIEWS,
    FORGET,
    MIGRATIONS,
    MOVE_DAYS,
    MOVE_VIEWS,
    NEW_KEYS,
    PUT_DAYS,
    PUT_VIEWS,
    ROWS,
    SET_ASIDE,
    UNSEEN_KEYS,
    VERSION,
    VIEWS_SINCE,
    WRONG_SUMS,
)

LOCK = int.from_bytes(b"counter")
LOCK_PATIENCE = 3.0  # seconds: a session that was cut off, or has just been closed, keeps its lock for a moment
SETTINGS = {"synchronous_commit": {"off"}, "fsync": {"off"}, "full_page_writes": {"off"}}
DAMAGE = (
    psycopg.errors.DataCorrupted,
    psycopg.errors.IndexCorrupted,
    psycopg.errors.UndefinedTable,
    psycopg.errors.InvalidSchemaName,
)
Connection = psycopg.Connection[tuple[Any, ...]]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Change:
    """What a transaction did when its COMMIT was sent. ``batch`` has its visits, bots and untracked views.

    ``attempt`` tells whether it was stored. PostgreSQL's own number of it would not: a crash gives that to another one.
    """

    attempt: int
    day: int
    keys: list[int]  # that were stored
    views: dict[str, int]
    batch: Batch


def open(  # noqa: A001
    url: str, backups: Path, *, write: bool = True, begin_anew: bool = False
) -> "PostgresqlStorage":
    """Connect to ``postgresql://[user[:password]@][host][:port]/database``.

    Raises StorageError when another counter writes, or the server would answer before a commit is on its disk.
    """
    return PostgresqlStorage(url, backups, write=write, begin_anew=begin_anew)


class PostgresqlStorage:
    """Counts in the schema ``counter``. Readers open connections of their own."""

    suffix = ".jsonl"

    def __init__(self, url: str, backups: Path, *, write: bool, begin_anew: bool):
        self.url, self.backups, self.begin_anew, self.name = url, backups, begin_anew, uuid4().hex
        self.db: Connection | None = None
        self.found: list[str] = []
        self.attempt = self.acknowledged = self.answers = 0
        self.ratings, self.comments = PostgresqlRatings(self), PostgresqlComments(self)
        # Transactions whose fate is unknown because the connection was lost while they were committed, oldest first.
        self.doubtful: list[Change] = []
        with _translated():
            if write:
                self.db = self._locked()
                try:
                    _migrate(self.db)
                    with self.db.transaction():
                        self.db.execute("delete from counter.writer")
                        self.db.execute("insert into counter.writer values(%s, 0)", (self.name,))
                except BaseException:
                    self.db.close()
                    raise
            else:
                with closing(self._connect()) as db:
                    if not db.execute("select to_regclass('counter.site_day')").fetchone() != (None,):
                        raise StorageError("this database has no counts")

    def load(self) -> Snapshot:
        with _translated(), closing(self._connect()) as db, _reading(db):
            self.found = _wrong_sums(db) + [
                f"schema {name}: its counts were damaged and the newest backup took their place: hits since then are missing;"
                " drop it when looked after"
                for (name,) in db.execute(SET_ASIDE)
            ]
            pages: dict[str, int] = dict(db.execute(VIEWS_SINCE, (OPENING,)).fetchall())
            days = {day: Row(day, None, *counts) for day, *counts in db.execute("select * from counter.site_day")}
            self.seen: int = db.execute("select count(*) from counter.seen").fetchall()[0][0]
        snapshot = Snapshot(pages, days, self.seen)
        if snapshot.is_empty and not self.begin_anew and may_hold_counts(self.backups):
            raise StorageCorruptError("the database has no counts, but there are backups of them")
        self.known = set(pages)
        self.day = snapshot.day
        self.doubtful.clear()
        return snapshot

    def commit(self, batch: Batch) -> Committed:
        with _translated():
            try:
                return self._store(batch)
            except psycopg.OperationalError:
                if not (self.db and self.db.closed):
                    raise
                return self._store(batch)  # the server may be back, or have closed an idle connection

    def _store(self, batch: Batch) -> Committed:
        db = self._writer()
        fate = self._stored_in_doubt(db)
        day, seen, views = max(batch.day, self.day), self.seen, dict[str, int]()
        keys: list[int] = []
        with db.transaction():
            if fate:  # its readers were told that nothing was stored
                _take_back(db, fate)
            if day > self.day:
                db.execute(FORGET)
                seen = 0
            if batch.keys:
                keys = [
                    key
                    for (key,) in db.execute(NEW_KEYS if batch.remember else UNSEEN_KEYS, ([*batch.keys],)).fetchall()
                ]
                views = Counter(map(batch.keys.__getitem__, keys))
                seen += len(keys) * batch.remember
                if not views.keys() <= self.known:
                    db.execute(ADD_PAGES, ([*views],))
                _add(db, day, views)
            counts = (batch.visits, sum(views.values()), batch.bots, batch.untracked)
            is_new = db.execute(ADD_DAY, (day, *counts)).fetchone() == (True,)
            if is_new and day == self.day:
                raise StorageCorruptError("the counts of today are gone from the database")
            self.attempt += 1
            db.execute("update counter.writer set attempt = %s", (self.attempt,))
            self.doubtful.append(Change(self.attempt, day, keys, views, batch))
        self.doubtful.clear()
        self.acknowledged = self.attempt
        self.day, self.seen = day, seen
        self.known.update(views)
        return Committed(views, seen)

    def _stored_in_doubt(self, db: Connection) -> Change | None:
        """The one change that was stored though its commit seemed to fail: each takes back the one before."""
        if self.doubtful:
            attempt = db.execute("select attempt from counter.writer").fetchall()[0][0]
            self.doubtful = [change for change in self.doubtful if change.attempt == attempt]
        return self.doubtful[0] if self.doubtful else None

    def change(self, work: Callable[[Connection], Result]) -> Result:
        """Do ``work`` of another subject in a transaction of its own. It has to bear being done again."""
        with _translated():
            try:
                return self._changed(work)
            except psycopg.OperationalError:
                if not (self.db and self.db.closed):
                    raise
                return self._changed(work)

    def _changed(self, work: Callable[[Connection], Result]) -> Result:
        db = self._writer()
        with db.transaction():
            result = work(db)
            told = db.execute("update counter.writer set answers = answers + 1 returning answers").fetchall()
        self.answers = told[0][0]
        return result

    def read(self, query: LiteralString, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of ``query``, through a connection of its own: from any thread."""
        with _translated(), closing(self._connect()) as db:
            return db.execute(query, parameters).fetchall()

    def put(self, rows: Iterable[Row]) -> None:
        with _translated():
            db = self._writer()
            with db.transaction():
                _put(db, rows)
        self.load()

    def rows(self) -> Iterator[Row]:
        with _translated(), closing(self._connect()) as db, _reading(db), db.cursor(name="rows") as cursor:
            cursor.itersize = 10_000
            yield from map(Row._make, cursor.execute(ROWS))

    def views_since(self, day: int) -> dict[str, int]:
        with _translated(), closing(self._connect()) as db:
            return dict(db.execute(VIEWS_SINCE, (max(day, OPENING + 1),)).fetchall())

    def check(self) -> list[str]:
        try:
            with _translated(), closing(self._connect()) as db:
                return _wrong_sums(db)
        except StorageError as error:
            return [str(error)]

    def backup(self, target: Path) -> None:
        write_dump(self, target)

    def recover(self) -> Snapshot:
        newest = newest_dump(self.backups)
        if newest is None:
            raise StorageError(f"the counts are damaged and there is no good backup in {self.backups}")
        aside = f"counter_corrupt_{datetime.now(UTC):%Y%m%dt%H%M%S%f}"
        with _translated():
            db = self._writer(damaged=True)
            with db.transaction():
                if db.execute("select to_regnamespace('counter')").fetchone() != (None,):
                    db.execute(sql.SQL("alter schema counter rename to {}").format(sql.Identifier(aside)))
                    # Its keys are of no use to whoever looks after it.
                    db.execute(
                        sql.SQL("drop table if exists {0}.seen, {0}.vote, {0}.comment_today").format(
                            sql.Identifier(aside)
                        )
                    )
                else:
                    db.execute(sql.SQL("create schema {}").format(sql.Identifier(aside)))
                _migrate(db)
                db.execute("insert into counter.writer values(%s, %s)", (self.name, self.acknowledged))
                _put(db, newest[1])
                if not take_over(db, aside):
                    sums, kept = read_answers(newest[0])
                    put_ratings(db, sums)
                    fill_comments(db, kept)
        self.answers = 0
        return self.load()

    def move_days(self, after: int) -> None:
        with _translated():
            db = self._writer()
            with db.transaction():
                db.execute(MOVE_VIEWS, {"after": after})
                db.execute(MOVE_DAYS, {"after": after})
                db.execute("delete from counter.page_day where day > %s", (after,))
                db.execute("delete from counter.site_day where day > %s", (after,))
                db.execute(FORGET)
        self.load()

    def away(self) -> str:
        return ""

    def problems(self) -> list[str]:
        return list(self.found)

    def close(self) -> None:
        if self.db:
            self.db.close()

    def _writer(self, *, damaged: bool = False) -> Connection:
        """The locked connection, a new one if it was lost. Raises StorageError when another counter wrote meanwhile."""
        assert self.db, "opened for reading"
        if self.db.closed:
            # The lock went with the old session, whose last transaction has ended when it can be had again. Another
            # counter may have had it in between: then what is kept in memory here is out of date for ever.
            db = self._locked()
            try:
                found = [] if damaged else db.execute("select name, attempt, answers from counter.writer").fetchall()
                if not damaged and [name for name, *_ in found] != [self.name]:
                    raise StorageError("another counter has taken over: restart this one, or let it be")
                if any(attempt < self.acknowledged or answers < self.answers for _, attempt, answers in found):
                    raise StorageError(OLDER)
            except BaseException:
                db.close()
                raise
            self.db = db
        return self.db

    def _locked(self) -> Connection:
        db = self._connect()
        try:
            for name, bad in SETTINGS.items():
                if db.execute("select current_setting(%s)", (name,)).fetchall()[0][0] in bad:
                    raise StorageError(f"PostgreSQL may lose what it acknowledged: set {name} = on in postgresql.conf")
            ends = monotonic() + LOCK_PATIENCE
            while db.execute("select pg_try_advisory_lock(%s)", (LOCK,)).fetchone() != (True,):
                if monotonic() > ends:
                    raise StorageError(f"another counter writes to the database {db.info.dbname}: stop it first")
                sleep(0.05)
        except BaseException:
            db.close()
            raise
        return db

    def _connect(self) -> Connection:
        return psycopg.connect(
            self.url,
            autocommit=True,
            connect_timeout=3,
            client_encoding="utf8",
            application_name="counter",
            # A host that is gone is noticed within 10 seconds instead of minutes.
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
            tcp_user_timeout=10_000,
        )


def _migrate(db: Connection) -> None:
    with db.transaction():
        db.execute(VERSION)
        found = db.execute("select version from counter.version").fetchall()
        version = found[0][0] if found else 0
        if version > len(MIGRATIONS):
            raise StorageError(f"the database was written by a newer counter (version {version})")
        for migration in MIGRATIONS[version:]:
            db.execute(migration)
        db.execute("delete from counter.version")
        db.execute("insert into counter.version values(%s)", (len(MIGRATIONS),))


def _put(db: Connection, rows: Iterable[Row]) -> None:
    # The last one of a row given twice counts, as if they were put one after the other.
    given = {row[:2]: row for row in rows}.values()
    pages = [row for row in given if row.path is not None]
    if pages:
        db.execute(ADD_PAGES, ([row.path for row in pages],))
        db.execute(PUT_VIEWS, ([row.day for row in pages], [row.path for row in pages], [row.views for row in pages]))
    if days := [(row.day, *row[2:]) for row in given if row.path is None]:
        db.execute(PUT_DAYS, [list(column) for column in zip(*days, strict=True)])


def _add(db: Connection, day: int, views: dict[str, int]) -> None:
    # In one order, so that pages always come in the same sequence to the index.
    paths = sorted(views)
    db.execute(ADD_VIEWS, (day, paths, [views[path] for path in paths]))


def _take_back(db: Connection, change: Change) -> None:
    if change.batch.remember:
        db.execute("delete from counter.seen where key = any(%s::bigint[])", (change.keys,))
    _add(db, change.day, {path: -views for path, views in change.views.items()})
    db.execute("delete from counter.page_day where day = %s and views = 0", (change.day,))
    counts = (change.batch.visits, sum(change.views.values()), change.batch.bots, change.batch.untracked)
    db.execute(ADD_DAY, (change.day, *(-count for count in counts)))


def _wrong_sums(db: Connection) -> list[str]:
    return [disagreement(*found) for found in db.execute(WRONG_SUMS)]


@contextmanager
def _reading(db: Connection) -> Iterator[None]:
    db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    db.read_only = True
    with db.transaction():
        yield


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise StorageCorruptError(str(error)) from error
    except psycopg.Error as error:
        raise StorageError(f"PostgreSQL: {error}") from error
