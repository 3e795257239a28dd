"""Backups of counts that a server keeps: the counter's own export as JSON Lines, which ``import --format export`` reads too."""

import csv
import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from counter.storage import Row, Storage, StorageError
from counter.storage.answers_dump import read_answers, write_answers
from counter.storage.backups import newest_first
from counter.transfer import read_export, write_export


def write_dump(storage: Storage, target: Path) -> None:
    """Write what ``storage`` holds to ``target``, whole or not at all. Raises StorageError when what was written isn't sound."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(0o600)
    with part.open("w", encoding="utf-8") as file:
        write_export(storage.rows(), file, "jsonl")
        write_answers(storage, file)
        file.flush()
        os.fsync(file.fileno())
    read_answers(part)
    if problems := wrong_sums(read_export(part)):
        raise StorageError(f"the backup is not sound: {problems[0]}")
    part.replace(target)


def newest_dump(folder: Path) -> tuple[Path, list[Row]] | None:
    """The newest sound backup in ``folder`` and its rows."""
    for file in newest_first(folder):
        try:
            rows = read_export(file)
            read_answers(file)
        except (ValueError, OSError, csv.Error):
            continue
        if rows and not wrong_sums(rows):
            return file, rows
    return None


def wrong_sums(rows: Iterable[Row]) -> list[str]:
    """One sentence for each day whose pages don't add up to the site's views."""
    site, pages = dict[int, int](), Counter[int]()
    for row in rows:
        if row.path is None:
            site[row.day] = row.views
        else:
            pages[row.day] += row.views
    return [disagreement(day, views, pages[day]) for day, views in site.items() if day and views != pages[day]]


def disagreement(day: int, site: int, pages: int) -> str:
    return f"{date.fromordinal(day)}: the site has {site} views, its pages {pages}"
