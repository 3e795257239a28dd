"""Comments in PostgreSQL: ``comment`` has what waits, ``decision`` the audit, ``comment_today`` what came from whom today."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

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

if TYPE_CHECKING:
    from counter.storage.postgresql import PostgresqlStorage

Connection = psycopg.Connection[tuple[Any, ...]]
WAITING_OF = """
select id from counter.comment_today join counter.comment on comment.id = comment_today.comment where key = %s
"""
INSERT = """
insert into counter.comment(received, path, name, text, suspect, signs, size, number)
values(%s, %s, %s, %s, %s, %s, %s, %s) on conflict(number) do nothing
"""
TODAY = "insert into counter.comment_today values(%s, %s) on conflict(key) do update set comment = excluded.comment"
DECIDE = """
with gone as (delete from counter.comment where id = any(%s::bigint[]) returning id, path, number)
insert into counter.decision(comment, path, decision, at, number) select id, path, %s, %s, number from gone order by id
"""
LINE = "insert into counter.decision(comment, path, decision, at, number) values(%s, %s, %s, %s, %s)"
PENDING = """
select id, received, path, name, text, suspect, signs from counter.comment where suspect = %s and id > %s order by id limit %s
"""
TOTALS = "select suspect, count(*), sum(size) from counter.comment group by suspect"
SINCE = "select path, suspect, count(*) from counter.comment where received >= %s group by path, suspect"
KEPT = "select id, received, path, name, text, suspect, signs, number from counter.comment order by id"
ENDED = "select seq, comment, path, decision, at, number from counter.decision order by seq"
FILL = """
insert into counter.comment(id, received, path, name, text, suspect, signs, size, number) overriding system value
values(%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing
"""
FILL_ENDED = """
insert into counter.decision(seq, comment, path, decision, at, number) overriding system value
values(%s, %s, %s, %s, %s, %s) on conflict do nothing
"""
AUDIT = "select seq, comment, path, decision, at from counter.decision where seq > %s order by seq limit %s"


class PostgresqlComments:
    """In the schema of ``base``, through its connection and its lock."""

    def __init__(self, base: "PostgresqlStorage"):
        self.base = base

    def add(self, comments: Sequence[NewComment]) -> list[Stored]:
        def work(db: Connection) -> list[Stored]:
            return [_add(db, new) for new in comments]

        return self.base.change(work)

    def decide(self, decisions: Sequence[tuple[int, str]], at: int) -> list[str]:
        def work(db: Connection) -> list[str]:
            return [_decide(db, number, decision, at) for number, decision in decisions]

        return self.base.change(work)

    def withdraw(self, number: bytes, at: int) -> str:
        def work(db: Connection) -> str:
            waiting = db.execute("select id from counter.comment where number = %s", (number,)).fetchone()
            if waiting:
                return _decide(db, waiting[0], WITHDRAW, at)
            query = "select decision, comment, path from counter.decision where number = %s order by seq"
            ended = db.execute(query, (number,)).fetchall()
            if [each[0] for each in ended] == [APPROVE]:
                _, comment, path = ended[0]
                db.execute(LINE, (comment, path, ASK, at, number))
                return ASK
            return str(ended[-1][0]) if ended else ""

        return self.base.change(work)

    def expire(self, before: int, at: int) -> int:
        def work(db: Connection) -> int:
            found = [each for (each,) in db.execute("select id from counter.comment where received < %s", (before,))]
            return db.execute(DECIDE, (found, EXPIRE, at)).rowcount

        return self.base.change(work)

    def totals(self) -> Totals:
        return sums((suspect, count, size) for suspect, count, size in self.base.read(TOTALS))

    def since(self, received: int) -> dict[tuple[str, bool], int]:
        return {(path, suspect): count for path, suspect, count in self.base.read(SINCE, (received,))}

    def pending(self, after: int, limit: int, suspect: bool) -> list[Comment]:
        return [Comment(*row) for row in self.base.read(PENDING, (suspect, after, limit))]

    def decisions(self, after: int, limit: int) -> list[Decision]:
        return [Decision(*row) for row in self.base.read(AUDIT, (after, limit))]

    def kept(self) -> Iterator[NewComment | Ended]:
        for *values, number in self.base.read(KEPT):
            yield NewComment(Comment(*values), number, None)
        for *line, number in self.base.read(ENDED):
            yield Ended(Decision(*line), number)

    def fill(self, kept: Iterable[NewComment | Ended]) -> None:
        self.base.change(lambda db: fill_comments(db, kept))


def fill_comments(db: Connection, kept: Iterable[NewComment | Ended]) -> None:
    """Store what was kept elsewhere, in the transaction that is open."""
    comments, ended = split(kept)
    rows = [(*each.comment, each.comment.size, each.number) for each in comments]
    lines = [(*each.line, each.number) for each in ended]
    with db.cursor() as cursor:
        cursor.executemany(FILL, rows)
        cursor.executemany(FILL_ENDED, lines)
    # A comment that was decided keeps its id for itself.
    for table, column, last in (
        ("comment", "id", max([each.comment.id for each in comments] + [each.line.id for each in ended], default=0)),
        ("decision", "seq", max([each.line.seq for each in ended], default=0)),
    ):
        if last:
            db.execute("select setval(pg_get_serial_sequence(%s, %s), %s)", (f"counter.{table}", column, last))


def take_over(db: Connection, aside: str) -> bool:
    """What readers said may be whole in the schema ``aside``, beside damaged counts: go on with it. Return whether it was."""
    try:
        with db.transaction():
            for table, column in (("rating", ""), ("comment", "id"), ("decision", "seq")):
                names = sql.Identifier("counter", table), sql.Identifier(aside, table)
                db.execute(sql.SQL("insert into {} overriding system value select * from {}").format(*names))
                if column:
                    sequence = "select setval(pg_get_serial_sequence(%s, %s), (select last_value from {}))"
                    source = sql.Identifier(aside, f"{table}_{column}_seq")
                    db.execute(sql.SQL(sequence).format(source), (f"counter.{table}", column))
    except psycopg.Error:
        return False
    return True


def _add(db: Connection, new: NewComment) -> Stored:
    _, *values = new.comment
    if new.key is not None and (same := db.execute(WAITING_OF, (new.key,)).fetchone()):
        db.execute("update counter.comment set number = %s where id = %s", (new.number, same[0]))
        return Stored(same[0], False)
    is_new = db.execute(INSERT, (*values, new.comment.size, new.number)).rowcount == 1
    found = db.execute("select id from counter.comment where number = %s", (new.number,)).fetchall()
    if new.key is not None:
        db.execute(TODAY, (new.key, found[0][0]))
    return Stored(found[0][0], is_new)


def _decide(db: Connection, number: int, decision: str, at: int) -> str:
    if db.execute(DECIDE, ([number], decision, at)).rowcount:
        return decision
    query = "select decision from counter.decision where comment = %s order by seq limit 1"
    found = db.execute(query, (number,)).fetchone()
    return str(found[0]) if found else ""
