"""Backups by what is in them. Names and times of files say little: clocks go wrong and files are copied."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from counter.openings import opened
from counter.storage import OPENING, Row, backups_in
from counter.transfer import parse_export, read_export

SQLITE = b"SQLite format 3\0"
CONTENT = """
select total(visits + views + bots + untracked) + (select total(views) from page_day where day = 0),
coalesce(max(day), 0) from site_day
"""


class Content(NamedTuple):
    """How much was counted. Counts only grow, so the backup with the most hits is the newest one."""

    hits: int
    day: int  # the newest


def content_of(rows: Iterable[Row]) -> Content:
    """Add up ``rows``."""
    hits, day = 0, OPENING
    for row in rows:
        if row.path is None:
            hits += sum(row[2:])
            day = max(day, row.day)
        elif row.day == OPENING:
            hits += row.views
    return Content(hits, day)


def read_content(file: Path) -> Content | None:
    """What the backup ``file`` holds, None if it can't be read."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return _read(file, stat.st_ino, stat.st_size, stat.st_mtime_ns)


@lru_cache(256)
def _read(file: Path, *_stat: int) -> Content | None:
    """A file that did not change is read once."""
    try:
        with file.open("rb") as opened:
            is_database = opened.read(len(SQLITE)) == SQLITE
        if not is_database:
            return content_of(_site_rows(file))
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            hits, day = db.execute(CONTENT).fetchone()
            return Content(int(hits), day)
    except (sqlite3.Error, ValueError, OSError, csv.Error):
        return None


def _site_rows(file: Path) -> list[Row]:
    """The rows of an export that ``content_of`` needs; of JSON Lines the others, nearly all, are not even parsed."""
    with opened(file) as lines:
        if lines.read(1) != "{":
            return read_export(file)
        lines.seek(0)
        needed = [line for line in lines if '"path": null' in line or '"day": null' in line]
    return parse_export(needed, file)


def newest_first(folder: Path) -> Iterator[Path]:
    """The backups in ``folder`` that can be read, by content; of equal ones the last by name comes first."""
    found = [
        (content, number, file) for number, file in enumerate(backups_in(folder)) if (content := read_content(file))
    ]
    return (file for _, _, file in sorted(found, reverse=True))


def may_hold_counts(folder: Path) -> bool:
    """Whether beginning at zero would pass over a backup: one with counts, or one that can't be read."""
    contents = map(read_content, backups_in(folder))
    return any(content is None or content.hits for content in contents)


def fuller_than(content: Content, folder: Path) -> list[Path]:
    """The backups in ``folder`` that hold more hits than ``content``."""
    return [file for file in newest_first(folder) if (found := read_content(file)) and found.hits > content.hits]
