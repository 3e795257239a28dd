"""A counter in this process, asked through ASGI, and a counter in a process of its own, asked through sockets."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from counter import Config, create_app

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ORIGIN = "https://so.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
PAGES = ["/", "/tin/2026/11/khai-giang/", "/tin/2026/11/thi-dua/"]
ALIASES = {"/cu.html": "/tin/2026/11/khai-giang/"}
Result = TypeVar("Result")
SOAK = bool(os.environ.get("SOAK"))


def write_pages(file: Path, pages: Iterable[str] = PAGES, aliases: dict[str, str] | None = None, **more: Any) -> Path:
    listed = {
        "time_zone": "Asia/Ho_Chi_Minh",
        "origin": ORIGIN,
        "pages": sorted(pages),
        "aliases": ALIASES if aliases is None else aliases,
        **more,
    }
    part = file.with_suffix(".part")
    part.write_text(json.dumps(listed))
    part.replace(file)
    return file


class FakeClock:
    """Local time of the site as text sets the wall clock; ``forward`` moves it and the monotonic one."""

    def __init__(self, local: str = "2026-11-20T08:00:00"):
        self.monotonic = 1000.0
        self.set(local)

    def set(self, local: str) -> None:
        self.wall = datetime.fromisoformat(local).replace(tzinfo=ZONE).timestamp()

    @property
    def day(self) -> int:
        return datetime.fromtimestamp(self.wall, ZONE).toordinal()

    def forward(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds


@dataclass
class Response:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Counter:
    """A started counter with a clock of ours; ``restart`` keeps its data."""

    def __init__(self, folder: Path, clock: FakeClock | None = None, **settings: Any):
        self.clock = clock or FakeClock()
        pages = folder / "pages.json"
        if not pages.exists():
            folder.mkdir(parents=True, exist_ok=True)
            write_pages(pages)
        given = {"limit_per_minute": 10**9, "linger": 0.0, "data": folder / "data", "pages": pages} | settings
        self.config = Config(**given, clock=lambda: self.clock.wall, monotonic=lambda: self.clock.monotonic)
        # Of its own: a browser that was opened in this process leaves its loop running in the main thread.
        self._thread = ThreadPoolExecutor(1)
        self._loop = asyncio.new_event_loop()
        self.start()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Have ``work`` done in the thread of the counter, and wait for it."""
        return self._thread.submit(self._loop.run_until_complete, work).result()

    def start(self) -> None:
        self.app = create_app(self.config)
        self.run(self.app.start())
        self.tick()

    def tick(self) -> None:
        """A second passes for the clockwork, not for the clock."""
        self.run(self.app.works.tick())
        self.settle()

    def settle(self) -> None:
        async def idle() -> None:
            while self.app.works.writer.in_flight:
                await asyncio.sleep(0.001)

        self.run(idle())

    def stop(self) -> None:
        self.run(self.app.stop())

    def close(self) -> None:
        """End the thread; the counter has been stopped."""
        self._loop.close()
        self._thread.shutdown()

    def restart(self) -> None:
        self.stop()
        self.start()

    async def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes | list[bytes] = b"",
        client: Any = ("203.0.113.7", 5),
    ) -> Response:
        chunks = [body] if isinstance(body, bytes) else list(body)
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            if not chunks:
                await asyncio.sleep(3600)
            return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}

        async def send(message: Any) -> None:
            sent.append(message)

        path, _, query = path.partition("?")
        scope = {
            "type": "http", "method": method, "path": path, "root_path": "", "query_string": query.encode("latin-1"), "client": client,
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
        }  # fmt: skip
        await self.app(scope, receive, send)
        start = sent[0]
        return Response(
            start["status"],
            {k.decode(): v.decode() for k, v in start["headers"]},
            b"".join(m.get("body", b"") for m in sent[1:]),
        )

    def request(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes | list[bytes] = b"",
        **more: Any,
    ) -> Response:
        return self.run(self.ask(method, path, headers or {}, body, **more))

    def get(self, path: str, **headers: str) -> Response:
        return self.request("GET", path, headers)

    def hit_request(
        self, path: str, address: str = "203.0.113.7", agent: str = FIREFOX, also: Iterable[str] = (), **headers: str
    ) -> tuple[Any, ...]:
        body = urlencode([("path", path), *(("also", other) for other in also)]).encode()
        sent = {"user-agent": agent, "origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
        return (
            "POST",
            "/api/hit",
            sent | {name.replace("_", "-"): value for name, value in headers.items()},
            body,
            (address, 5),
        )

    def hit(self, path: str, *args: Any, **more: Any) -> Response:
        return self.run(self.ask(*self.hit_request(path, *args, **more)))

    def send(
        self,
        to: str,
        address: str = "203.0.113.7",
        agent: str = FIREFOX,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> Response:
        """Post a form as a script does; with ``accept`` of text/html as a browser does."""
        return self.run(self.ask(*self.form(to, address, agent, headers, **fields)))

    def form(
        self,
        to: str,
        address: str = "203.0.113.7",
        agent: str = FIREFOX,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> tuple[Any, ...]:
        sent = {"user-agent": agent, "origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
        return "POST", f"/api{to}", sent | (headers or {}), urlencode(fields).encode(), (address, 5)

    def hits(self, requests: Iterable[tuple[Any, ...]], at_once: int = 200) -> list[Response]:
        """Many hits, some at the same time."""
        waiting = iter(requests)
        answers: list[Response] = []

        async def one() -> None:
            for request in waiting:
                answers.append(await self.ask(*request))

        async def all_() -> None:
            await asyncio.gather(*(one() for _ in range(at_once)))

        self.run(all_())
        return answers

    @property
    def site(self) -> Any:
        return self.get("/api/site").json

    def day(self, name: str) -> dict[str, int]:
        """Visits, views, bots, untracked of a day."""
        return {
            key: value for row in self.site["days"] if row["day"] == name for key, value in row.items() if key != "day"
        }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A counter as an operator runs it."""

    data: Path
    pages: Path
    options: list[str] = field(default_factory=list)
    wrap: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.log = self.data.with_name(f"{self.data.name}.log")
        command = [
            sys.executable,
            "-m",
            "counter",
            "serve",
            "--data",
            self.data,
            "--pages",
            self.pages,
            "--port",
            self.port,
            *self.options,
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*self.wrap, *map(str, command)], cwd=ROOT, stdout=log, stderr=log)
        for _ in range(3000):
            if self.process.poll() is not None:
                raise RuntimeError(self.log.read_text())
            try:
                # 503 while somebody has to look after what happened: it answers all the same.
                if self.raw(b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(
                    b"HTTP/1.1 "
                ):
                    return
            except OSError:
                pass
            time.sleep(0.02)
        self.process.kill()
        raise RuntimeError("the counter did not start")

    def raw(self, sent: bytes, timeout: float = 20) -> bytes:
        """Everything that comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            connection.sendall(sent)
            received = b""
            while more := connection.recv(65536):
                received += more
            return received

    def hit(self, path: str, address: str = "203.0.113.7", connection: str = "close") -> bytes:
        body = urlencode({"path": path})
        return (
            f"POST /api/hit HTTP/1.1\r\nHost: so.example\r\nOrigin: {ORIGIN}\r\nUser-Agent: {FIREFOX}\r\nX-Forwarded-For: {address}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nConnection: {connection}\r\n\r\n{body}"
        ).encode()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@contextmanager
def serving(folder: Path, *options: str, wrap: Iterable[str] = ()) -> Iterator[Server]:
    folder.mkdir(parents=True, exist_ok=True)
    pages = folder / "pages.json"
    if not pages.exists():
        write_pages(pages)
    server = Server(folder / "data", pages, list(options), list(wrap))
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
