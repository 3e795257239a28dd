"""The counter's own export, in and out, and the office's monthly report."""

import csv
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from counter.openings import opened
from counter.storage import OPENING, Row

FIELDS = Row._fields


def write_export(rows: Iterable[Row], out: IO[str], form: str) -> None:
    """All rows as ``csv`` or ``jsonl``. Days as 2026-11-22, empty (null) for opening balances; no path: the site."""
    if form == "csv":
        writer = csv.writer(out)
        writer.writerow(FIELDS)
        writer.writerows((_day_text(row.day), row.path or "", *row[2:]) for row in rows)
    else:
        for row in rows:
            out.write(json.dumps({**row._asdict(), "day": _day_text(row.day) or None}, ensure_ascii=False) + "\n")


def read_export(file: Path) -> list[Row]:
    """What ``write_export`` wrote, in either form. Raises ValueError."""
    with opened(file) as lines:
        return parse_export(lines, file)


def parse_export(lines: Iterable[str], file: Path) -> list[Row]:
    """The rows in ``lines`` of ``file``. Raises ValueError."""
    rest = (line for line in lines if not line.startswith('{"answer": '))  # what readers said is read elsewhere
    first = next(rest, "")
    given: Any = map(json.loads, chain([first], rest)) if first[:1] == "{" else csv.DictReader(chain([first], rest))
    try:
        return [
            Row(
                date.fromisoformat(row["day"]).toordinal() if row["day"] else OPENING,
                row["path"] or None,
                *(int(row[name]) for name in FIELDS[2:]),
            )
            for row in given
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file} is no export of this counter: {error!r}") from error


def write_report(rows: Iterable[Row], month: str, out: IO[str]) -> None:
    """The office's table of a month (2026-11): each day, the sum, then every page with its views, most viewed first."""
    writer, sums, pages = csv.writer(out), Counter[str](), Counter[str]()
    names = FIELDS[2:]
    writer.writerow(("Ngày", "Lượt truy cập", "Lượt xem", "Máy tự động", "Không theo dõi"))
    for row in rows:
        if _day_text(row.day)[:7] != month:
            continue
        if row.path is None:
            writer.writerow((_day_text(row.day), *row[2:]))
            sums.update(dict(zip(names, row[2:], strict=True)))
        else:
            pages[row.path] += row.views
    writer.writerow(("Cả tháng", *map(sums.__getitem__, names)))
    writer.writerows([(), ("Trang", "Lượt xem")])
    ranked = sorted(pages.items(), key=lambda item: (-item[1], item[0]))
    writer.writerows(ranked)


def _day_text(day: int) -> str:
    return date.fromordinal(day).isoformat() if day else ""
