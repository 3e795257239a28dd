"""Opening balances from other counters. What those know of their readers is read, summed up and forgotten."""

import csv
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZipFile, is_zipfile
from zoneinfo import ZoneInfo

from counter.mysql_dump import DumpReader, dump_chunks
from counter.storage import OPENING, Row
from counter.visits.bots import is_bot
from counter.visits.visitors import Visitors, view_key

LOG_LINE = re.compile(
    r'(?P<address>\S+) \S+ .*?\[(?P<time>[^\]]+)\] "GET (?P<path>[^ ?"]+)[^"]*" (?:200|304) \S+(?: "[^"]*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
CATEGORY_COPY = re.compile(r"_\d+$")


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
        """Count ``views`` for the page at ``path``, with or without a query and a slash at its end."""
        bare = path.partition("?")[0].rstrip("/")
        if page := canonical.get(f"{bare}/") or canonical.get(bare):
            self.pages[page] += views
        else:
            self.left_out.append(f"{path}: {views} views, no such page")


def from_csv(file: Path, canonical: Mapping[str, str]) -> Opening:
    """Lines ``path,views``; a line with an empty path or ``*`` holds the visits of the site. Raises ValueError."""
    found = Opening()
    with opened(file) as lines:
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
    """GoatCounter's export, CSV or the ZIP of JSON: its visits of pages, without bots and events. Raises ValueError."""
    found = Opening()
    for path, visits in (_goatcounter_json if is_zipfile(file) else _goatcounter_csv)(file).items():
        found.add(path, visits, canonical)
    return found


def _goatcounter_csv(file: Path) -> Counter[str]:
    """A row a hit; GoatCounter itself shows those that are the first of a session on a page."""
    no = ("", "0", "false")
    with opened(file) as lines:
        rows = csv.DictReader(lines, restval="")
        first, *others = rows.fieldnames or [""]
        # The heading begins with the version of the format: 2Path. Versions 1 and 2 have the same columns where it matters.
        version = re.fullmatch(r"(\d+)Path", first)
        if version is None or not {"Event", "Bot", "FirstVisit", "Date"} <= set(others):
            raise ValueError(f"{file} is no export of GoatCounter")
        if version[1] not in ("1", "2"):
            raise ValueError(f"{file}: version {version[1]} of GoatCounter's CSV is not known")
        rows.fieldnames = ["Path", *others]
        visits = Counter[str]()
        for row in rows:
            if not row["Date"]:
                raise ValueError(f"{file} breaks off in line {rows.line_num}")
            if row["Event"].lower() in no and row["Bot"] in no and row["FirstVisit"].lower() not in no:
                visits[row["Path"]] += 1
    return visits


def _goatcounter_json(file: Path) -> Counter[str]:
    """Sums by hour, page and referrer, in ``hit_stats.jsonl``; the pages are in ``paths.jsonl``."""
    with ZipFile(file) as archive:
        names = {PurePosixPath(name).name: name for name in archive.namelist()}
        if missing := {"info.json", "paths.jsonl", "hit_stats.jsonl"} - names.keys():
            raise ValueError(f"{file} is no export of GoatCounter: {', '.join(sorted(missing))} is missing")
        if not (version := json.loads(archive.read(names["info.json"]))["export_version"]).startswith("1."):
            raise ValueError(f"{file}: version {version!r} of GoatCounter's JSON is not known")

        def rows(name: str) -> Iterator[dict[str, Any]]:
            with archive.open(names[name]) as lines:
                yield from map(json.loads, lines)

        paths = {row["id"]: row["path"] for row in rows("paths.jsonl") if not row.get("event")}
        visits = Counter[str]()
        for row in rows("hit_stats.jsonl"):
            if row["path_id"] in paths:
                visits[paths[row["path_id"]]] += row["count"]
    return visits


def from_nukeviet(file: Path, canonical: Mapping[str, str]) -> Opening:
    """A dump of NukeViet's tables: those of articles and pages with ``hitstotal``, and the total of ``…_counter``.

    An article is found by the end of its old address, ``alias-id.html``, else by its alias as the last part of a page.
    Raises ValueError where the dump has neither table, or breaks off.
    """
    ends: dict[str, set[str]] = {}
    for address, page in canonical.items():
        ends.setdefault(address.rstrip("/").rpartition("/")[2].removesuffix(".html"), set()).add(page)
    found, any_table = Opening(), False
    for each in DumpReader(dump_chunks(file)):
        table, row = each.table, each.texts()
        # An article is in …_news_rows and once more in the table of each of its categories: …_news_7.
        if row.keys() >= {"id", "alias", "hitstotal"} and not CATEGORY_COPY.search(table):
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


def from_access_log(files: Iterable[Path], canonical: Mapping[str, str], zone: ZoneInfo) -> Opening:
    """Nginx's combined log, oldest file first, by the counter's own rules: bots apart, views and visits de-duplicated."""
    found, secret, bots, other = Opening(site=0), os.urandom(32), 0, 0
    day, seen, visitors = OPENING, set[int](), Visitors(2**18, 0)
    for file in files:
        with opened(file) as lines:
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


def read_openings(form: str, files: Iterable[Path], canonical: Mapping[str, str], zone: ZoneInfo) -> Opening:
    """All ``files`` of one format (a name of FORMATS, or nginx) together. Raises OSError or ValueError."""
    if form == "nginx":
        return from_access_log(files, canonical, zone)
    whole = Opening()
    for file in files:
        part = FORMATS[form](file, canonical)
        whole.pages.update(part.pages)
        whole.left_out += part.left_out
        whole.site = part.site if part.site is not None else whole.site
    return whole


FORMATS: dict[str, Callable[[Path, Mapping[str, str]], Opening]] = {
    "csv": from_csv,
    "goatcounter": from_goatcounter,
    "nukeviet": from_nukeviet,
}


def opened(file: Path) -> IO[str]:
    """The text of ``file``, which may be packed (``.gz``) and begin with a byte order mark."""
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig", errors="replace", newline="")
    return file.open(encoding="utf-8-sig", errors="replace", newline="")
