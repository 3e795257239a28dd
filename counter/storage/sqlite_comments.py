"""Comments in SQLite: ``comment`` has what waits, ``decision`` the audit, ``comment_today`` what came from whom today."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from counter.storage.comments import (
    APPROVE,
    ASK,
    EXPIRE,
    WITHDRAW,
    Comment,
    Decision,
    Ended,
    NewComment,
    Stored,
    Totals,
    split,
    sums,
)
from counter.storage.sqlite_files import translated_errors

if TYPE_CHECKING:
    from counter.storage.sqlite import SqliteStorage

WAITING_OF = "select id from comment_today join comment on comment.id = comment_today.comment where key = ?"
INSERT = """
insert into comment(received, path, name, text, suspect, signs, size, number) values(?, ?, ?, ?, ?, ?, ?, ?)
on conflict(number) do nothing
"""
DECIDE = (
    "insert into decision(comment, path, decision, at, number) select id, path, ?, ?, number from comment where id = ?"
)
PENDING = """
select id, received, path, name, text, suspect, signs from comment where suspect = ? and id > ? order by id limit ?
"""
KEPT = "select id, received, path, name, text, suspect, signs, number from comment order by id"
OUTCOME = "select decision, comment, path from decision where number = ? order by seq"


class SqliteComments:
    """In the database of ``base``, through its connection and its guard."""

    def __init__(self, base: "SqliteStorage"):
        self.base = base

    def add(self, comments: Sequence[NewComment]) -> list[Stored]:
        def work(db: sqlite3.Connection) -> list[Stored]:
            return [_add(db, new) for new in comments]

        return self.base.change(work)

    def decide(self, decisions: Sequence[tuple[int, str]], at: int) -> list[str]:
        def work(db: sqlite3.Connection) -> list[str]:
            return [_decide(db, number, decision, at) for number, decision in decisions]

        return self.base.change(work, erases=True)

    def withdraw(self, number: bytes, at: int) -> str:
        def work(db: sqlite3.Connection) -> str:
            waiting = db.execute("select id from comment where number = ?", (number,)).fetchone()
            if waiting:
                return _decide(db, waiting[0], WITHDRAW, at)
            ended = db.execute(OUTCOME, (number,)).fetchall()
            if [each[0] for each in ended] == [APPROVE]:
                _, comment, path = ended[0]
                line = "insert into decision(comment, path, decision, at, number) values(?, ?, ?, ?, ?)"
                db.execute(line, (comment, path, ASK, at, number))
                return ASK
            return str(ended[-1][0]) if ended else ""

        return self.base.change(work, erases=True)

    def expire(self, before: int, at: int) -> int:
        def work(db: sqlite3.Connection) -> int:
            found = db.execute("select id from comment where received < ?", (before,)).fetchall()
            for (number,) in found:
                _decide(db, number, EXPIRE, at)
            return len(found)

        return self.base.change(work, erases=True)

    def totals(self) -> Totals:
        with translated_errors(), self.base.reading() as db:
            return sums(db.execute("select suspect, count(*), sum(size) from comment group by suspect"))

    def since(self, received: int) -> dict[tuple[str, bool], int]:
        query = "select path, suspect, count(*) from comment where received >= ? group by path, suspect"
        with translated_errors(), self.base.reading() as db:
            return {(path, bool(suspect)): count for path, suspect, count in db.execute(query, (received,))}

    def pending(self, after: int, limit: int, suspect: bool) -> list[Comment]:
        with translated_errors(), self.base.reading() as db:
            rows = db.execute(PENDING, (suspect, after, limit))
            return [Comment(*row)._replace(suspect=suspect) for row in rows]

    def decisions(self, after: int, limit: int) -> list[Decision]:
        query = "select seq, comment, path, decision, at from decision where seq > ? order by seq limit ?"
        with translated_errors(), self.base.reading() as db:
            return [Decision(*row) for row in db.execute(query, (after, limit))]

    def kept(self) -> Iterator[NewComment | Ended]:
        with translated_errors(), self.base.reading() as db:
            for *values, number in db.execute(KEPT):
                comment = Comment(*values)
                yield NewComment(comment._replace(suspect=bool(comment.suspect)), number, None)
            for *line, number in db.execute(
                "select seq, comment, path, decision, at, number from decision order by seq"
            ):
                yield Ended(Decision(*line), number)

    def fill(self, kept: Iterable[NewComment | Ended]) -> None:
        comments, ended = split(kept)

        def work(db: sqlite3.Connection) -> None:
            rows = [(*each.comment, each.comment.size, each.number) for each in comments]
            db.executemany("insert or ignore into comment values(?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            lines = [(*each.line, each.number) for each in ended]
            db.executemany("insert or ignore into decision values(?, ?, ?, ?, ?, ?)", lines)
            # A comment that was decided keeps its id for itself.
            last = max([each.line.id for each in ended], default=0)
            db.execute(
                "insert into sqlite_sequence select 'comment', 0 where not exists (select 1 from sqlite_sequence where name = 'comment')"
            )
            db.execute("update sqlite_sequence set seq = max(seq, ?) where name = 'comment'", (last,))

        self.base.change(work)


def _add(db: sqlite3.Connection, new: NewComment) -> Stored:
    _, *values = new.comment
    if new.key is not None and (same := db.execute(WAITING_OF, (new.key,)).fetchone()):
        db.execute("update comment set number = ? where id = ?", (new.number, same[0]))
        return Stored(same[0], False)
    is_new = db.execute(INSERT, (*values, new.comment.size, new.number)).rowcount == 1
    (number,) = db.execute("select id from comment where number = ?", (new.number,)).fetchone()
    if new.key is not None:
        db.execute("insert or replace into comment_today values(?, ?)", (new.key, number))
    return Stored(number, is_new)


def _decide(db: sqlite3.Connection, number: int, decision: str, at: int) -> str:
    if db.execute(DECIDE, (decision, at, number)).rowcount:
        db.execute("delete from comment where id = ?", (number,))
        return decision
    found = db.execute("select decision from decision where comment = ? order by seq", (number,)).fetchone()
    return str(found[0]) if found else ""
