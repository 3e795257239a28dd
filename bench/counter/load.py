"""Load on a counter: hits per CPU-second of the server, and latency.

    python bench/counter/load.py --pages output/pages.json --seconds 10             starts a counter of its own
    python bench/counter/load.py --pages … --url http://127.0.0.1:8010/api --pid 1  measures a running one

2,000 pages; 60 % new visitor-pages, 30 % repeats, 10 % bots, as behind a proxy (the counter has to trust 127.0.0.1).
``--rate`` offers so many hits a second instead of as many as it can; latency is then counted from when a hit was due.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

AGENTS = [
    f"Mozilla/5.0 (Linux; Android {version}; SM-A{model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{chrome}.0.0.0 Mobile Safari/537.36"
    for version in (10, 11, 12, 13, 14)
    for model in ("125F", "155F", "536E")
    for chrome in range(110, 130)
]
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def hits(pages: list[str], origin: str, prefix: str, addresses: int, seed: int) -> Iterator[bytes]:
    """Requests for ever: new visitor-pages, repeats of recent ones, bots."""
    random_ = random.Random(seed)
    recent: list[bytes] = []

    def request(address: str, agent: str, page: str) -> bytes:
        body = f"path={quote(page, safe='')}"
        return (
            f"POST {prefix}/hit HTTP/1.1\r\nHost: so.example\r\nUser-Agent: {agent}\r\nX-Forwarded-For: {address}\r\n"
            f"Accept: */*\r\nAccept-Language: vi\r\nAccept-Encoding: gzip\r\nOrigin: {origin}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Sec-Fetch-Mode: cors\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    while True:
        draw, page = random_.random(), random_.choice(pages)
        if draw < 0.3 and recent:
            yield random_.choice(recent)
            continue
        number = random_.randrange(addresses)
        address = f"{11 + (number >> 16) % 200}.{number >> 8 & 255}.{number & 255}.{1 + (number >> 24)}"
        if draw >= 0.9:
            yield request(address, BOT, page)
            continue
        made = request(address, random_.choice(AGENTS), page)
        if len(recent) < 5000:
            recent.append(made)
        else:
            recent[random_.randrange(5000)] = made
        yield made


class Client(asyncio.Protocol):
    """One keep-alive connection, one request at a time."""

    def __init__(self, run: "Run"):
        self.run, self.buffer, self.due = run, b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.run.idle.append(self)
        if not self.run.rate:
            self.next(time.perf_counter())

    def next(self, due: float) -> None:
        if self in self.run.idle:
            self.run.idle.remove(self)
        self.due = due
        self.transport.write(next(self.run.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, body = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self.buffer = b""
        now = time.perf_counter()
        self.run.latencies.append(now - self.due)
        status = head[9:12].decode()
        self.run.statuses[status] = self.run.statuses.get(status, 0) + 1
        if self.run.stopping:
            self.transport.close()
        elif self.run.rate:
            if self.run.backlog:
                self.next(self.run.backlog.pop(0))
            else:
                self.run.idle.append(self)
        else:
            self.next(now)


class Run:
    """What the connections share."""

    def __init__(self, requests: Iterator[bytes], rate: float):
        self.requests, self.rate = requests, rate
        self.latencies: list[float] = []
        self.statuses: dict[str, int] = {}
        self.idle: list[Client] = []
        self.backlog: list[float] = []
        self.stopping = False


async def load(host: str, port: int, run: Run, connections: int, seconds: float) -> float:
    """Run the load; return the seconds it took."""
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    for _ in range(connections):
        await loop.create_connection(lambda: Client(run), host, port)
    sent, ends = 0, began + seconds
    while (now := time.perf_counter()) < ends:
        if run.rate:
            while sent < (now - began) * run.rate:
                due = began + sent / run.rate
                sent += 1
                if run.idle:
                    run.idle[0].next(due)
                else:
                    run.backlog.append(due)
        await asyncio.sleep(0.001 if run.rate else 0.05)
    run.stopping = True
    took = time.perf_counter() - began
    await asyncio.sleep(0.3)
    return took


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Megabytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def start(pages: Path, data: Path, port: int) -> subprocess.Popen[bytes]:
    """A counter with everything on, ready to answer."""
    command = [sys.executable, "-m", "counter", "serve", "--data", data, "--pages", pages, "--port", port]
    server = subprocess.Popen([*map(str, command), "--trusted-proxy", "127.0.0.1/32"], stdout=subprocess.DEVNULL)
    for _ in range(100):
        time.sleep(0.1)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
    raise SystemExit("the counter did not start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--url")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--addresses", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    given = json.loads(args.pages.read_text())
    data = Path(tempfile.mkdtemp(prefix="counter-load-"))
    server = None if args.url else start(args.pages, data, 8199)
    url = urlsplit(args.url or "http://127.0.0.1:8199/api")
    pid = server.pid if server else args.pid
    run = Run(hits(given["pages"][:2000], given["origin"], url.path, args.addresses, args.seed), args.rate)
    try:
        before = cpu_seconds(pid) if pid else 0.0
        took = asyncio.run(load(url.hostname or "", url.port or 80, run, args.connections, args.seconds))
        used = cpu_seconds(pid) - before if pid else float("nan")
        latencies = sorted(run.latencies)
        print(
            f"{len(latencies)} hits in {took:.1f} s: {len(latencies) / took:,.0f} a second, {len(latencies) / used:,.0f} per CPU-second; "
            f"p50 {latencies[len(latencies) // 2] * 1e3:.1f} ms, p99 {latencies[int(len(latencies) * 0.99)] * 1e3:.1f} ms; "
            f"{run.statuses}; {resident(pid) if pid else 0:.0f} MB"
        )
        if server:
            size = sum(file.stat().st_size for file in data.glob("counter.db"))
            print(f"database {size / 1e6:.1f} MB")
    finally:
        if server:
            server.terminate()
            server.wait(10)
        shutil.rmtree(data)


if __name__ == "__main__":
    main()
