"""The report on thousands of sources: pages of HTML that lead to one another, one sheet of CSV, a map for nginx, opening balances for the counter."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from io import StringIO
from itertools import islice
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zlib import crc32

from newsdesk.importing.report.entry import ReportedLine, ReportEntry
from newsdesk.importing.report.page import format_page
from newsdesk.importing.report.table import format_table
from newsdesk.importing.report.terminal import format_count
from newsdesk.importing.whole_site.first_page import Listed, format_first_page
from newsdesk.importing.whole_site.outcome import Row

Translate = Callable[[str], str]
Rows = Callable[[], Iterable[Row]]
#: Sources on a page of the report.
_ON_A_PAGE = 200
#: A line that so many sources leave out stands on every page of the old site.
_EVERYWHERE = 12
_ARTICLES = frozenset(("new", "published", "same", "edited"))
INDEX, TABLE, MAP, OPENINGS = "index.html", "import.csv", "old-addresses.map", "openings.csv"


@dataclass(frozen=True, slots=True)
class Reported:
    """Files of the report, and what the person at the terminal is told."""

    #: Their folder.
    folder: Path
    #: How many became what, in words.
    count: str
    #: How many could not be read or written, and should have been.
    failed: int
    #: Articles in which something has to be looked at.
    doubtful: int
    #: Articles of all.
    articles: int
    #: Old addresses that lead to a new one.
    addresses: int
    #: Articles with an opening balance.
    balances: int


def write_report(rows: Rows, folder: Path, language: str, translate: Translate) -> Reported:
    """Write the report on ``rows``, which are asked for several times, into ``folder``. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("page-*.html"):
        old.unlink()
    everywhere = _lines_everywhere(rows())
    said: dict[str, None] = {}
    listed: list[Listed] = []
    with (folder / TABLE).open("wb") as table:
        for number, some in enumerate(_parts(row.entry for row in rows()), start=1):
            content = format_table(some, translate)
            table.write(content if number == 1 else content.partition(b"\r\n")[2])
            short = [_without(entry, everywhere, said) for entry in some]
            (folder / f"page-{number}.html").write_bytes(_leading(format_page(short, language, translate), translate))
            listed += [Listed.of(entry, f"page-{number}.html#s{place}") for place, entry in enumerate(some, start=1)]
    addresses = _write_map(rows(), folder / MAP, translate)
    balances = _write_openings(rows(), folder / OPENINGS)
    entries = [each.entry for each in listed]
    (folder / INDEX).write_bytes(format_first_page(listed, list(said), language, translate))
    articles = [entry for entry in entries if entry.outcome in _ARTICLES]
    failed = sum(
        entry.outcome == "failed" or (entry.outcome == "refused" and _kind(entry) != "not-article") for entry in entries
    )
    return Reported(
        folder, format_count(entries, translate), failed, sum(bool(entry.doubts or entry.likely) for entry in articles), len(articles), addresses, balances
    )  # fmt: skip


def _parts(entries: Iterable[ReportEntry]) -> Iterator[list[ReportEntry]]:
    waiting = iter(entries)
    first = True
    while (some := list(islice(waiting, _ON_A_PAGE))) or first:
        first = False
        yield some


def _kind(entry: ReportEntry) -> str:
    return entry.doubts[0].kind if entry.doubts else ""


def _lines_everywhere(rows: Iterable[Row]) -> set[int]:
    counted: Counter[int] = Counter()
    for row in rows:
        counted.update({crc32(line.encode()) for each in row.entry.left_out for line in each.text.split("\n")})
    return {number for number, times in counted.items() if times >= _EVERYWHERE}


def _without(entry: ReportEntry, everywhere: set[int], said: dict[str, None]) -> ReportEntry:
    """Return ``entry`` without the lines that stand on every page of the old site: these are said once, on the first page."""
    left: list[ReportedLine] = []
    for each in entry.left_out:
        own = []
        for line in each.text.split("\n"):
            if crc32(line.encode()) in everywhere:
                said.setdefault(line)
            else:
                own.append(line)
        if own:
            left.append(replace(each, text=" · ".join(own)))
    return replace(entry, left_out=tuple(left))


def _leading(page: bytes, translate: Translate) -> bytes:
    words = escape(translate("All that was imported"))
    link = f'<p><a href="{INDEX}">{words}</a></p>'
    return page.replace(b"<body>\n", f"<body>\n{link}\n".encode(), 1)


def _write_map(rows: Iterable[Row], path: Path, translate: Translate) -> int:
    """Write which address of the old site leads to which new one, as nginx's ``map`` reads it by ``$request_uri``; return how many."""
    moved: dict[str, str] = {}
    for row in rows:
        if not row.address or row.entry.outcome not in _ARTICLES:
            continue
        for address in row.old:
            if form := _request(address):
                moved.setdefault(form, row.address)
    head = translate(
        "Addresses of the old site and where they lead: include it in a map of $request_uri (see “Chuyển trang cũ sang”)."
    )
    lines = [f'"{_escaped(old)}" "{quote(new)}";' for old, new in sorted(moved.items())]
    path.write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")
    return len(lines)


def _request(address: str) -> str:
    """Return ``address`` as a browser asks for it: percent-encoded, without the host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    query = quote(unquote(parts.query), safe="/:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path if path.strip("/") else ""


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    # What nginx takes for an expression.
    return f"\\{escaped}" if escaped.startswith("~") else escaped


def _write_openings(rows: Iterable[Row], path: Path) -> int:
    """Write how often each article was read, as ``counter import --format csv`` reads it; return of how many that is known."""
    views: dict[str, int] = {}
    for row in rows:
        if row.address and row.views >= 0 and row.entry.outcome in _ARTICLES:
            views[row.address] = max(views.get(row.address, 0), row.views)
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(sorted(views.items()))
    path.write_text(file.getvalue(), encoding="utf-8")
    return len(views)
