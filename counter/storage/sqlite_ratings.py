"""Ratings in SQLite: ``rating`` has the sums, ``vote`` today's keys."""

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from counter.storage.ratings import Sum, Votes, changes
from counter.storage.sqlite_files import translated_errors

if TYPE_CHECKING:
    from counter.storage.sqlite import SqliteStorage

ADD = """
insert into rating values(?, ?, ?) on conflict do update set stars = stars + excluded.stars, votes = votes + excluded.votes
"""


class SqliteRatings:
    """In the database of ``base``, through its connection and its guard."""

    def __init__(self, base: "SqliteStorage"):
        self.base = base

    def load(self) -> dict[str, Sum]:
        with translated_errors(), self.base.reading() as db:
            return {path: Sum(*sums) for path, *sums in db.execute("select path, stars, votes from rating")}

    def rate(self, votes: Votes) -> dict[str, Sum]:
        def work(db: sqlite3.Connection) -> dict[str, Sum]:
            keys = json.dumps([*votes])
            before = dict(
                db.execute("select key, stars from vote where key in (select value from json_each(?))", (keys,))
            )
            given = [(key, stars) for key, (_, stars) in votes.items()]
            db.executemany("insert or replace into vote values(?, ?)", given)
            added = changes(votes, before)
            db.executemany(ADD, [(path, *more) for path, more in added.items()])
            paths = json.dumps([*added])
            rows = db.execute(
                "select path, stars, votes from rating where path in (select value from json_each(?))", (paths,)
            )
            return {path: Sum(*sums) for path, *sums in rows}

        return self.base.change(work)

    def put(self, sums: Mapping[str, Sum]) -> None:
        rows = [(path, *each) for path, each in sums.items()]
        self.base.change(lambda db: db.executemany("insert or replace into rating values(?, ?, ?)", rows))
