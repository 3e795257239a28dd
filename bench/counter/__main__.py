"""The counter beside its peers and its floors, in one run on one machine: hits per CPU-second of the server, latency, memory.

    .venv/bin/python -m bench.counter        installs the peers (pip, npm) into .cache/bench/counter; needs nginx, redis-server, postgres and node

Everything runs on loopback; a client of ours sends 2,000 pages, 60 % new visitor-pages, 30 % repeats and 10 % bots over 64 connections.
Rounds are interleaved and the middle one of three counts. CPU is the sum over all processes of a server, without the database
server that it may use.
"""

import asyncio
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from bench.counter.load import Run, hits, load
from tests.counter.servers import PostgresqlServer, running

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench" / "counter"
PAGES = [f"/tin/2026/{number % 12 + 1:02}/bai-{number}/" for number in range(2000)]
ORIGIN = "https://so.example"
SECONDS, ROUNDS, CONNECTIONS = 6.0, 3, 64
# The columns that counting articles uses.
WALINE_TABLE = """
create table wl_counter(id serial primary key, url varchar(255) not null default '', time integer,
                        createdat timestamp default now(), updatedat timestamp default now());
create index on wl_counter(url)
"""


@dataclass
class Row:
    """A server: how it is started on a port with a folder of its own, and what it is asked."""

    command: Callable[[Path, int], list[str]]
    requests: Callable[[], Iterator[bytes]]
    environment: dict[str, str] = field(default_factory=dict)
    good: str = "200"
    half: bool = False
    measured: list[tuple[float, float, float, float]] = field(default_factory=list)
    at_half: list[float] = field(default_factory=list)


def _ours(*further: str) -> Callable[[Path, int], list[str]]:
    def command(folder: Path, port: int) -> list[str]:
        (folder / "pages.json").write_text(
            json.dumps({"time_zone": "Asia/Ho_Chi_Minh", "origin": ORIGIN, "pages": PAGES, "aliases": {}}),
            encoding="utf-8",
        )
        base = [sys.executable, "-m", "counter", "serve", "--data", f"{folder}/data", "--pages", f"{folder}/pages.json"]
        return [*base, "--port", str(port), "--trusted-proxy", "127.0.0.1/32", *further]

    return command


def _nginx(folder: Path, port: int) -> list[str]:
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\n"
        f"http {{ access_log off; keepalive_requests 100000000; server {{ listen 127.0.0.1:{port}; "
        'location / { default_type application/json; return 200 "{}"; } } }\n',
        encoding="utf-8",
    )
    return ["nginx", "-c", f"{folder}/nginx.conf"]


def _peer(name: str) -> Callable[[Path, int], list[str]]:
    python = str(CACHE / "bin" / "python")
    return lambda folder, port: [python, str(Path(__file__).with_name("peers.py")), name, str(port), str(folder)]


def _waline(postgresql: Any, service: int) -> Callable[[Path, int], list[str]]:
    """Waline on PostgreSQL: its SQLite wants a native build. Each hit asks a service for its list of logins: an empty one here."""

    def command(folder: Path, port: int) -> list[str]:
        postgresql.url()
        database = f"counts{postgresql.made}"
        postgresql.execute(WALINE_TABLE, database)
        settings = {
            "PG_HOST": postgresql.folder, "PG_DB": database, "PG_USER": "counter", "JWT_TOKEN": "bench",
            "OAUTH_URL": f"http://127.0.0.1:{service}",
        }  # fmt: skip
        package = CACHE / "node_modules" / "@waline" / "vercel"
        return [
            "env",
            *(f"{name}={value}" for name, value in settings.items()),
            "node",
            f"{package}/vanilla.js",
            str(port),
        ]

    return command


class NoLogins(BaseHTTPRequestHandler):
    """The service that Waline asks at every request."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b'{"services":[]}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def _post(target: str, body: str, kind: str = "application/json") -> bytes:
    return (
        f"POST {target} HTTP/1.1\r\nHost: so.example\r\nOrigin: {ORIGIN}\r\nContent-Type: {kind}\r\n"
        f"User-Agent: Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def _own_hits() -> Iterator[bytes]:
    return hits(PAGES, ORIGIN, "/api", 1_000_000, 1)


def _runlight_views() -> Iterator[bytes]:
    return cycle(
        _post("/runlight/e", json.dumps({"kind": "pageview", "site": "so.example", "url": ORIGIN + page}))
        for page in PAGES
    )


def _isso_comments() -> Iterator[bytes]:
    return cycle(_post(f"/new?uri={page}", '{"text":"mot binh luan","title":"Bai"}') for page in PAGES)


def _waline_views() -> Iterator[bytes]:
    return cycle(_post("/api/article", json.dumps({"path": page, "type": "time"})) for page in PAGES)


def rows(redis_port: int, postgresql: Any, service: int) -> dict[str, Row]:
    """Return every server by its name in the table."""
    bare = [str(Path(sys.executable).with_name("granian")), "--interface", "asgi", "--no-log", "bench.counter.bare:app"]
    return {
        "floor: nginx `return 200`": Row(_nginx, _own_hits),
        "floor: bare ASGI, group commit": Row(
            lambda folder, port: [*bare, "--port", str(port)], _own_hits, {"BARE_DB": "bare.db"}
        ),
        "**Bản Tin**, SQLite": Row(_ours(), _own_hits, half=True),
        "**Bản Tin**, Redis": Row(_ours("--storage", f"redis://127.0.0.1:{redis_port}/0"), _own_hits, half=True),
        "runlight, page views": Row(_peer("runlight"), _runlight_views, good="202"),
        "Waline, article views": Row(_waline(postgresql, service), _waline_views),
        "Isso, comments": Row(_peer("isso"), _isso_comments, good="201"),
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens. Raises ``SystemExit``."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("a server did not start")


def group_use(group: int) -> tuple[float, float]:
    """Return the CPU seconds and the resident megabytes of all processes of a group."""
    cpu = memory = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                cpu += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                memory += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        except OSError:
            continue
    return cpu, memory


def measure(row: Row, redis: "subprocess.Popen[bytes]") -> None:
    """Start a server, load it, and load it again with half of what it could do."""
    with TemporaryDirectory(prefix="counter-bench-") as name:
        folder, port = Path(name), free_port()
        environment = {**os.environ, **{key: f"{folder}/{value}" for key, value in row.environment.items()}}
        server = subprocess.Popen(
            row.command(folder, port),
            cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            before = group_use(server.pid)[0]
            run = Run(row.requests(), 0)
            took = asyncio.run(load("127.0.0.1", port, run, CONNECTIONS, SECONDS))
            cpu, memory = group_use(server.pid)
            done = run.statuses.get(row.good, 0)
            if done < 0.98 * len(run.latencies):
                raise SystemExit(f"{row.command}: {run.statuses}")
            latencies = sorted(run.latencies)
            row.measured.append((done / (cpu - before), latencies[len(latencies) // 2], _p99(latencies), memory))
            if row.half:
                again = Run(row.requests(), done / took / 2)
                asyncio.run(load("127.0.0.1", port, again, CONNECTIONS, SECONDS))
                row.at_half.append(_p99(sorted(again.latencies)))
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _p99(latencies: list[float]) -> float:
    return latencies[int(len(latencies) * 0.99)]


def redis_floor(port: int, redis: "subprocess.Popen[bytes]") -> float:
    """Return INCRs per CPU-second with an append-only file that is synced before every answer."""
    before = group_use(redis.pid)[0]
    subprocess.run(
        ["redis-benchmark", "-p", str(port), "-n", "200000", "-c", str(CONNECTIONS), "-r", "2000", "-q", "incr", "page:__rand_int__"],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return 200_000 / (group_use(redis.pid)[0] - before)


def main() -> None:
    """Print a Markdown table."""
    if not (CACHE / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", CACHE], check=True)
        subprocess.run(
            [CACHE / "bin" / "python", "-m", "pip", "install", "-q", "runlight", "isso", "granian"], check=True
        )
    if not (CACHE / "node_modules" / "@waline").exists():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(CACHE)]
        subprocess.run([*npm, "@waline/vercel@1.39.3"], check=True)
    service = ThreadingHTTPServer(("127.0.0.1", 0), NoLogins)
    Thread(target=service.serve_forever, daemon=True).start()
    port = free_port()
    with TemporaryDirectory(prefix="counter-redis-") as folder:
        command = [
            "redis-server",
            "--port",
            str(port),
            "--dir",
            folder,
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
        ]
        redis = subprocess.Popen(
            [*command, "--save", "", "--maxmemory-policy", "noeviction"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            with running(PostgresqlServer) as postgresql:
                table = rows(port, postgresql, service.server_port)
                for _ in range(ROUNDS):
                    for row in table.values():
                        measure(row, redis)
            incr = redis_floor(port, redis)
        finally:
            redis.terminate()
            redis.wait(20)
    print("| | hits per CPU-second | p50 | p99 | p99 at half load | memory |\n|---|--:|--:|--:|--:|--:|")
    print(f"| floor: Redis INCR, no HTTP | {incr:,.0f} | | | | |")
    for name, row in table.items():
        rate, p50, p99, memory = (statistics.median(each) for each in zip(*row.measured, strict=True))
        half = f"{statistics.median(row.at_half) * 1e3:.1f} ms" if row.at_half else ""
        print(f"| {name} | {rate:,.0f} | {p50 * 1e3:.1f} ms | {p99 * 1e3:.1f} ms | {half} | {memory:.0f} MB |")


if __name__ == "__main__":
    if shutil.which("nginx") is None or shutil.which("redis-server") is None:
        sys.exit("needs nginx and redis-server")
    main()
