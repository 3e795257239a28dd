"""How the visit counter is, as a server of HTTP tells it."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from newsdesk.publishing.counter_health import ask_counter, tell_counter


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = self.server.answers[self.path]  # type: ignore[attr-defined]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("code", "status", "problems", "hours", "well"),
    [
        (200, "ok", [], 3, True),
        (200, "ok", [], 49, False),
        (200, "ok", [], None, False),
        (200, "warning", ["list of pages"], 3, False),
        (503, "failing", ["disk full"], 3, False),
    ],
)
def test_what_the_counter_says_is_told(
    server: ThreadingHTTPServer, code: int, status: str, problems: list[str], hours: int | None, well: bool
) -> None:
    last = time.time() - hours * 3600 if hours is not None else 0.0
    body = json.dumps({"status": status, "problems": problems, "last_backup_seconds": last}).encode()
    server.answers = {"/api/health": (code, body)}  # type: ignore[attr-defined]
    health = ask_counter(f"http://127.0.0.1:{server.server_port}/api")
    assert (health.status, list(health.problems), health.well) == (status, problems, well)
    assert health.backup_hours is None if hours is None else round(health.backup_hours or 0) == hours
    assert all(each in tell_counter(health) for each in (status, *problems))


def test_what_is_no_counter_is_away(server: ThreadingHTTPServer) -> None:
    server.answers = {"/api/health": (200, b"<html>")}  # type: ignore[attr-defined]
    for address in (f"http://127.0.0.1:{server.server_port}/api", "http://127.0.0.1:1/api"):
        health = ask_counter(address)
        assert (health.status, health.well, bool(health.problems)) == ("away", False, True)
