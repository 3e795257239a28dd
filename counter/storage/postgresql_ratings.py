"""Ratings in PostgreSQL: ``counter.rating`` has the sums, ``counter.vote`` today's keys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import psycopg

from counter.storage.ratings import Sum, Votes, changes

if TYPE_CHECKING:
    from counter.storage.postgresql import PostgresqlStorage

BEFORE = "select key, stars from counter.vote where key = any(%s::bigint[])"
VOTE = """
insert into counter.vote select * from unnest(%s::bigint[], %s::smallint[])
on conflict(key) do update set stars = excluded.stars
"""
ADD = """
insert into counter.rating select * from unnest(%s::text[], %s::bigint[], %s::bigint[]) on conflict(path) do update set
stars = rating.stars + excluded.stars, votes = rating.votes + excluded.votes returning path, stars, votes
"""
PUT = """
insert into counter.rating select * from unnest(%s::text[], %s::bigint[], %s::bigint[]) on conflict(path) do update set
stars = excluded.stars, votes = excluded.votes
"""


class PostgresqlRatings:
    """In the schema of ``base``, through its connection and its lock."""

    def __init__(self, base: "PostgresqlStorage"):
        self.base = base

    def load(self) -> dict[str, Sum]:
        rows = self.base.read("select path, stars, votes from counter.rating")
        return {path: Sum(stars, count) for path, stars, count in rows}

    def rate(self, votes: Votes) -> dict[str, Sum]:
        def work(db: psycopg.Connection[tuple[Any, ...]]) -> dict[str, Sum]:
            keys = [*votes]
            before = dict(db.execute(BEFORE, (keys,)).fetchall())
            db.execute(VOTE, (keys, [stars for _, stars in votes.values()]))
            added = sorted((path, *more) for path, more in changes(votes, before).items())
            rows = db.execute(ADD, [list(column) for column in zip(*added, strict=True)]).fetchall()
            return {path: Sum(stars, count) for path, stars, count in rows}

        return self.base.change(work)

    def put(self, sums: Mapping[str, Sum]) -> None:
        self.base.change(lambda db: put_ratings(db, sums))


def put_ratings(db: psycopg.Connection[tuple[Any, ...]], sums: Mapping[str, Sum]) -> None:
    """Set the sums, in the transaction that is open."""
    rows = [(path, *each) for path, each in sums.items()]
    if rows:
        db.execute(PUT, [list(column) for column in zip(*rows, strict=True)])
