"""Counts from elsewhere, and out again. What other counters know of their readers is read, summed up and forgotten."""

import csv
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from counter.bots import is_bot
from counter.storage import OPENING, Row
from counter.visitors import Visitors, view_key

FIELDS = Row._fields
LOG_LINE = re.compile(
    r'(?P<address>\S+) \S+ .*?\[(?P<time>[^\]]+)\] "GET (?P<path>[^ ?"]+)[^"]*" (?:200|304) \S+(?: "[^"]*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
SQL_CREATE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?`(?P<table>\w+)` \((?P<body>.*?)\n\)", re.DOTALL)
SQL_INSERT = re.compile(r"INSERT (?:IGNORE )?INTO `(?P<table>\w+)`\s*(?:\((?P<columns>[^)]*)\))?\s*VALUES\s*")
SQL_TUPLE = re.compile(r"\s*\(((?:'(?:[^'\\]|\\.|'')*'|[^'()])*)\)\s*([,;]?)", re.DOTALL)
SQL_VALUE = re.compile(r"'((?:[^'\\]|\\.|'')*)'|([^,'\s]+)", re.DOTALL)


@dataclass
class Opening:
    """Opening balances: views by path, visits of the site (None: not known), and one sentence for what was left out."""

    pages: Counter[str] = field(default_factory=Counter)
    site: int | None = None
    left_out: list[str] = field(default_factory=list)

    def rows(self) -> list[Row]:
        site = [Row(OPENING, None, visits=self.site)] if self.site is not None else []
        return site + [Row(OPENING, path, views=views) for path, views in self.pages.items()]

    def add(self, path: str, views: int, canonical: Mapping[str, str]) -> None:
        if path in canonical:
            self.pages[canonical[path]] += views
        else:
            self.left_out.append(f"{path}: {views} views, no such page")


def from_csv(file: Path, canonical: Mapping[str, str]) -> Opening:
    """Lines ``path,views``; a line with an empty path or ``*`` holds the visits of the site. Raises ValueError."""
    found = Opening()
    with _opened(file) as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            if not row or (number == 1 and not row[-1].strip().isdigit()):
                continue
            if len(row) != 2 or not row[1].strip().isdigit():
                raise ValueError(f"{file}, line {number}: not path,views")
            if row[0] in ("", "*"):
                found.site = int(row[1])
            else:
                found.add(row[0].strip(), int(row[1]), canonical)
    return found


def from_goatcounter(file: Path, canonical: Mapping[str, str]) -> Opening:
    """GoatCounter's CSV export, a row a hit: its first visits of pages, without bots and events. Raises ValueError."""
    with _opened(file) as lines:
        rows = csv.DictReader(lines)
        # The first heading begins with the number of the format: 2Path.
        rows.fieldnames = [name.lstrip("0123456789").strip().lower() for name in rows.fieldnames or ()]
        if not {"path", "event", "bot", "firstvisit"} <= set(rows.fieldnames):
            raise ValueError(f"{file} is no export of GoatCounter")
        no = ("", "0", "false")
        views = Counter(
            row["path"]
            for row in rows
            if row["event"].lower() in no and row["bot"].lower() in no and row["firstvisit"].lower() not in no
        )
    found = Opening()
    for path, count in views.items():
        found.add(path, count, canonical)
    return found


def from_nukeviet(file: Path, canonical: Mapping[str, str]) -> Opening:
    """A dump of NukeViet's tables: ``…_rows`` with ``hitstotal``, and the total of ``…_counter``.

    An article is found by the end of its old address, ``alias-id.html``, else by its alias as the last part of a page.
    Raises ValueError where the dump has neither table.
    """
    ends: dict[str, set[str]] = {}
    for address, page in canonical.items():
        ends.setdefault(address.rstrip("/").rpartition("/")[2].removesuffix(".html"), set()).add(page)
    found, any_table = Opening(), False
    with _opened(file) as lines:
        dump = lines.read()
    for table, row in sql_rows(dump):
        if table.endswith("_rows") and row.keys() >= {"id", "alias", "hitstotal"}:
            any_table = True
            name, views = f"{row['alias']}-{row['id']}", int(row["hitstotal"])
            pages = ends.get(name) or ends.get(row["alias"]) or set()
            if len(pages) == 1:
                found.pages[next(iter(pages))] += views
            else:
                found.left_out.append(f"{name}: {views} views, {'several pages' if pages else 'no page'} of that name")
        elif table.endswith("_counter") and (row.get("c_type"), row.get("c_val")) == ("total", "hits"):
            any_table = True
            found.site = int(row["c_count"])
    if not any_table:
        raise ValueError(f"{file} has no table of articles (…_rows with hitstotal) and no …_counter")
    return found


def sql_rows(dump: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Table and columns of each row of a MySQL dump, as text. Raises ValueError where it breaks off."""
    columns = {
        match["table"]: re.findall(r"^\s*`(\w+)`", match["body"], re.MULTILINE) for match in SQL_CREATE.finditer(dump)
    }
    for insert in SQL_INSERT.finditer(dump):
        names = re.findall(r"\w+", insert["columns"] or "") or columns.get(insert["table"], [])
        position, more = insert.end(), ","
        while more == ",":
            values = SQL_TUPLE.match(dump, position)
            if values is None:
                raise ValueError(f"the dump breaks off in {insert['table']}")
            position, more = values.end(), values[2]
            texts = (
                re.sub(r"\\(.)|''", lambda m: m[1] or "'", m[1] or m[2] or "") for m in SQL_VALUE.finditer(values[1])
            )
            yield insert["table"], dict(zip(names, texts, strict=False))


def from_access_log(files: Iterable[Path], canonical: Mapping[str, str], zone: ZoneInfo) -> Opening:
    """Nginx's combined log, oldest file first, by the counter's own rules: bots apart, views and visits de-duplicated."""
    found, secret, bots, other = Opening(site=0), os.urandom(32), 0, 0
    day, seen, visitors = OPENING, set[int](), Visitors(2**18, 0)
    for file in files:
        with _opened(file) as lines:
            for line in lines:
                match = LOG_LINE.match(line)
                page = canonical.get(match["path"]) if match else None
                if match is None or page is None:
                    other += 1
                    continue
                agent = (match["agent"] or "").encode()
                if is_bot({b"user-agent": agent if agent != b"-" else b""}):
                    bots += 1
                    continue
                moment = datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z").astimezone(zone)
                if moment.toordinal() > day:
                    day, seen = moment.toordinal(), set()
                key = view_key(secret, match["address"].encode(), agent, page)
                if key not in seen:
                    seen.add(key)
                    found.pages[page] += 1
                visitor = visitors.identify(match["address"].encode(), agent)
                found.site = (found.site or 0) + visitors.see(visitor, moment.timestamp())
    found.left_out.append(f"{bots} hits of bots, {other} lines that are no view of a page")
    return found


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
    with _opened(file) as lines:
        first = lines.read(1)
        lines.seek(0)
        given: Any = map(json.loads, lines) if first == "{" else csv.DictReader(lines)
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


def _opened(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8", errors="replace", newline="")
    return file.open(encoding="utf-8-sig", errors="replace", newline="")
