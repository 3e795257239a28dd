"""Ratings and comments beside peers, in one run on one machine.

    .venv/bin/python -m bench.comments        installs Isso, Waline and giscus into .cache/bench/comments; needs node and PostgreSQL

What a reader loads for a page with twenty comments beyond the same page without; what is kept about a reader after one comment; comments and
hits that a server takes per CPU-second, over 16 connections, the middle one of three interleaved rounds, without the CPU of a database server.
"""

import asyncio
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import ThreadingHTTPServer
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from playwright.sync_api import Browser

from bench.comments import servers
from bench.comments.pages import GISCUS, ISSO, WALINE, Handler, Loaded, load, our_pages, peer_folder, put_page, texts
from bench.counter.__main__ import ORIGIN, PAGES, NoLogins, group_use
from bench.counter.load import Run
from bench.counter.load import load as send
from bench.search.browser import chromium
from tests.counter.harness import FIREFOX
from tests.counter.servers import PostgresqlServer, running
from tests.newsdesk.site_handler import served

SECONDS, ROUNDS, CONNECTIONS = 4.0, 3, 16
MAIL, NICK = "lan.nguyen@thu.example", "Lan"


def post(url: str, body: dict[str, Any], **headers: str) -> None:
    """Send ``body`` as JSON, as a reader at 203.0.113.7 does."""
    given = {"Content-Type": "application/json", "User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.7"} | headers
    with urlopen(Request(url, json.dumps(body).encode(), given), timeout=20) as answer:
        said = answer.read().decode()
    if '"errno":0' not in said and answer.status not in (200, 201, 202):
        raise SystemExit(f"{url}: {said}")


def loaded(browser: Browser, folder: Path, postgresql: Any, service: int) -> dict[str, tuple[Loaded, list[str]]]:
    """Return what a reader of each loads for twenty comments, and the fields that its database keeps of somebody who has written one."""
    found: dict[str, tuple[Loaded, list[str]]] = {}
    with our_pages(folder) as (with_, without):
        more = load(browser, with_, (), ".comment").beyond(load(browser, without, (), ""))
    found["**Bản Tin**"] = more, kept_by_us(folder / "kept")
    site = peer_folder(folder / "peers")
    with served(site, Handler) as home:
        bare = load(browser, f"{home}/bare.html", (), "")
        with servers.isso(folder, home) as (port, _):
            server = f"http://127.0.0.1:{port}"
            for text in texts():
                post(
                    f"{server}/new?uri=/isso.html",
                    {"text": text, "title": "Bài", "author": NICK, "email": MAIL},
                    Origin=home,
                )
            put_page(site, "isso", ISSO % {"server": server})
            found[f"Isso {isso_version()}"] = (
                load(browser, f"{home}/isso.html", (server,), ".isso-comment").beyond(bare),
                kept_by_isso(folder / "isso.db"),
            )
        with servers.waline(postgresql, service) as (port, _):
            server = f"http://127.0.0.1:{port}"
            for text in texts():
                body = {"comment": text, "nick": NICK, "mail": MAIL, "link": "", "ua": FIREFOX, "url": "/bai/"}
                post(f"{server}/api/comment", body, Origin=home)
            put_page(site, "waline", WALINE % {"server": server})
            name = f"Waline {servers.version_of('@waline/client')}, server {servers.version_of('@waline/vercel')}"
            found[name] = (
                load(browser, f"{home}/waline.html", (server,), ".wl-card-item").beyond(bare),
                kept_by_waline(postgresql),
            )
        put_page(site, "giscus", GISCUS)
        found[f"giscus {servers.version_of('giscus')} *"] = (
            load(browser, f"{home}/giscus.html", (), "").beyond(bare),
            [],
        )
    return found


def isso_version() -> str:
    """Return the version that is installed."""
    (found,) = servers.isso_files().parent.glob("isso-*.dist-info")
    return found.name.removeprefix("isso-").removesuffix(".dist-info")


def kept_by_us(folder: Path) -> list[str]:
    """Return the columns about a comment in our database, after one was sent, and those about a rating."""
    write_list(folder)
    with servers.ours(folder) as (port, _):
        for to, fields in (("comment", {"text": "Hay", "name": NICK, "consent": "1"}), ("rate", {"stars": "4"})):
            headers = {"Origin": ORIGIN, "User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.7"}
            urlopen(
                Request(f"http://127.0.0.1:{port}/api/{to}", urlencode({"path": PAGES[0], **fields}).encode(), headers),
                timeout=20,
            ).read()
    return filled(folder / "data" / "counter.db")


def kept_by_isso(file: Path) -> list[str]:
    """Return the columns that have a value."""
    return filled(file)


def filled(file: Path) -> list[str]:
    """Return ``table.column = value`` of the last row of each table, where there is a value."""
    found = []
    with sqlite3.connect(file) as db:
        names = [
            name
            for (name,) in db.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
        ]
        for name in names:
            rows = db.execute(f"select * from {name}")
            columns = [each[0] for each in rows.description]
            values = next(iter(rows.fetchall()[-1:]), ())
            found += [
                f"{name}.{column} = {shown(value)}"
                for column, value in zip(columns, values, strict=False)
                if value not in (None, "", 0)
            ]
    return found


def kept_by_waline(postgresql: Any) -> list[str]:
    """Return the columns of a comment that have a value."""
    database = f"counts{postgresql.made}"
    columns = [
        name
        for (name,) in postgresql.execute(
            "select column_name from information_schema.columns where table_name = 'wl_comment' order by ordinal_position",
            database,
        )
    ]
    (row,) = postgresql.execute("select * from wl_comment order by id desc limit 1", database)
    return [
        f"wl_comment.{column} = {shown(value)}"
        for column, value in zip(columns, row, strict=True)
        if value not in (None, "")
    ]


def shown(value: Any) -> str:
    """Return a value short enough for a line."""
    return f"{value.hex()[:16]}…" if isinstance(value, bytes) else str(value)[:60]


def write_list(folder: Path) -> None:
    """Write the list of pages of our counter into ``folder``."""
    folder.mkdir(exist_ok=True)
    readers = {"rating": True, "comments": {"consent": "Tôi đồng ý", "retention_days": 30}, "articles": PAGES}
    listed = {"time_zone": "Asia/Ho_Chi_Minh", "origin": ORIGIN, "pages": PAGES, "aliases": {}, **readers}
    (folder / "pages.json").write_text(json.dumps(listed), "utf-8")


def request(target: str, body: str, kind: str, number: int, origin: str = ORIGIN) -> bytes:
    """Return a request of the reader ``number``, by way of a proxy."""
    address = f"{11 + number % 200}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return (
        f"POST {target} HTTP/1.1\r\nHost: so.example\r\nOrigin: {origin}\r\nContent-Type: {kind}\r\nX-Forwarded-For: {address}\r\n"
        f"User-Agent: {FIREFOX}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"
    ).encode()


def different(number: int) -> str:
    """Return a text that no other comment has, in letters."""
    return f"{texts()[number % 20]} {''.join(chr(97 + int(digit)) for digit in str(number))}"


def our_comments() -> Iterator[bytes]:
    """Comments for ours."""
    for number in count():
        body = urlencode({"path": PAGES[number % 2000], "text": different(number), "name": NICK, "consent": "1"})
        yield request("/api/comment", body, "application/x-www-form-urlencoded", number)


def our_hits() -> Iterator[bytes]:
    """Hits for ours."""
    for number in count():
        yield request(
            "/api/hit", urlencode({"path": PAGES[number % 2000]}), "application/x-www-form-urlencoded", number
        )


def isso_comments() -> Iterator[bytes]:
    """Comments for Isso."""
    for number in count():
        body = json.dumps({"text": different(number), "title": "Bài", "author": NICK})
        yield request(f"/new?uri={PAGES[number % 2000]}", body, "application/json", number)


def waline_comments() -> Iterator[bytes]:
    """Comments for Waline."""
    for number in count():
        given = {
            "comment": different(number),
            "nick": NICK,
            "mail": MAIL,
            "link": "",
            "ua": FIREFOX,
            "url": PAGES[number % 2000],
        }
        yield request("/api/comment", json.dumps(given), "application/json", number)


def waline_views() -> Iterator[bytes]:
    """Views for Waline."""
    for number in count():
        yield request(
            "/api/article", json.dumps({"path": PAGES[number % 2000], "type": "time"}), "application/json", number
        )


def rate(start: Callable[[Path], Any], requests: Iterator[bytes], good: str) -> float:
    """Return how many requests a fresh server answers with ``good`` per CPU-second."""
    with TemporaryDirectory(prefix="comments-bench-") as name, start(Path(name)) as (port, group):
        before = group_use(group)[0]
        run = Run(requests, 0)
        asyncio.run(send("127.0.0.1", port, run, CONNECTIONS, SECONDS))
        time.sleep(0.2)
        used = group_use(group)[0] - before
        if run.statuses.get(good, 0) < 0.95 * len(run.latencies):
            print(f"answers: {run.statuses}", file=sys.stderr)
        return run.statuses.get(good, 0) / used


def rates(postgresql: Any, service: int) -> dict[str, list[float]]:
    """Return requests per CPU-second of each, one for each round."""

    def ours(folder: Path) -> Any:
        write_list(folder)
        return servers.ours(folder)

    rows: dict[str, tuple[Callable[[Path], Any], Callable[[], Iterator[bytes]], str]] = {
        "**Bản Tin**, comments": (ours, our_comments, "200"),
        "**Bản Tin**, hits": (ours, our_hits, "200"),
        "Isso, comments": (lambda folder: servers.isso(folder, ORIGIN), isso_comments, "201"),
        "Waline, comments": (lambda folder: servers.waline(postgresql, service), waline_comments, "200"),
        "Waline, hits": (lambda folder: servers.waline(postgresql, service), waline_views, "200"),
    }
    found: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(ROUNDS):
        for name, (start, requests, good) in rows.items():
            found[name].append(rate(start, requests(), good))
    return found


def main() -> None:
    """Print the tables."""
    servers.install()
    with ExitStack() as stack:
        service = ThreadingHTTPServer(("127.0.0.1", 0), NoLogins)
        Thread(target=service.serve_forever, daemon=True).start()
        postgresql = stack.enter_context(running(PostgresqlServer))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="comments-bench-")))
        with chromium() as browser:
            pages = loaded(browser, folder, postgresql, service.server_port)
        print(
            "| | bytes | HTML | scripts | style | data and pictures | requests | to others | cookies |\n|---|--:|--:|--:|--:|--:|--:|---|--:|"
        )
        for name, (found, _) in pages.items():
            kinds = [found.bytes[kind] for kind in ("document", "script", "stylesheet")]
            others = ", ".join(f"{host} {times}" for host, times in found.others.items()) or "none"
            cells = [found.total, *kinds, found.total - sum(kinds)]
            print(
                f"| {name} | {' | '.join(f'{cell:,}' for cell in cells)} | {found.requests} | {others} | {found.cookies} |"
            )
        for name, (_, kept) in pages.items():
            if not kept:
                continue
            print(f"\n{name} keeps: {'; '.join(kept)}")
        print("\n| | per CPU-second | of the rounds |\n|---|--:|--:|")
        for name, figures in rates(postgresql, service.server_port).items():
            print(f"| {name} | {statistics.median(figures):,.0f} | {min(figures):,.0f}–{max(figures):,.0f} |")


if __name__ == "__main__":
    main()
