"""``python -m newsdesk.preview [PORT]``: serves the site and builds it again whenever something changes.

A broken edit is told in the terminal and leaves the last good pages in place.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from watchfiles import watch

from newsdesk.throwaway_counter import ThrowawayCounter, counter_path

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")
OUTPUT = Path("output")


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a built site as a web server would: never from a cache, with the site's own page for what is missing.

    With a ``counter``, what lies below its path is the counter's.
    """

    def __init__(self, *args: Any, counter: ThrowawayCounter | None = None, **kwargs: Any) -> None:
        self.counter = counter
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with a file, or with what the counter says."""
        if not self._counted():
            super().do_GET()

    def do_POST(self) -> None:
        """Only the counter takes anything."""
        if not self._counted():
            super().send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def _counted(self) -> bool:
        if self.counter is None or not self.path.startswith(f"{self.counter.prefix}/"):
            return False
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, headers, content = self.counter.ask(self.command, self.path, dict(self.headers.items()), body)
        except OSError:
            super().send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return True
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        super().end_headers()
        self.wfile.write(content)
        return True

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request: the terminal is for the findings."""


def bind(port: int) -> ThreadingHTTPServer:
    """Return a server on ``port`` of this machine, or on a free one when it is taken."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), SiteHandler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), SiteHandler)


@contextmanager
def counter_for(port: int) -> Iterator[ThrowawayCounter | None]:
    """Give the counter of a preview on ``port``, where the site has one."""
    prefix = counter_path(Path("content") / "site.toml")
    if not prefix:
        yield None
        return
    counter = ThrowawayCounter(OUTPUT / "pages.json", prefix, f"http://localhost:{port}")
    try:
        yield counter
    finally:
        counter.close()


def build() -> bool:
    """Build the site in a process of its own; return whether it went well."""
    return subprocess.run([sys.executable, "-m", "pelican", "--fatal", "errors"], check=False).returncode == 0


def port_of(text: str) -> int:
    """Return the port that ``text`` names; leaves with exit code 2 when it names none."""
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    print(f"Cổng phải là một số từ 0 đến 65535 / not a port: {text}", file=sys.stderr)
    raise SystemExit(2)


def main() -> None:
    """Build, serve, and build again at every change until Ctrl-C."""
    wanted = port_of(sys.argv[1]) if len(sys.argv) > 1 else 8000
    build()
    OUTPUT.mkdir(exist_ok=True)
    with bind(wanted) as server:
        port = server.server_address[1]
        taken = f" (cổng {wanted} đang bận / port {wanted} is taken)" if wanted not in (0, port) else ""
        with counter_for(port) as counter:
            server.RequestHandlerClass = partial(SiteHandler, directory=str(OUTPUT), counter=counter)
            print(f"http://localhost:{port}/{taken}  –  Ctrl-C: dừng / stop", flush=True)
            Thread(target=server.serve_forever, daemon=True).start()
            for _ in watch(*(path for path in WATCHED if Path(path).exists()), raise_interrupt=False):
                build()


if __name__ == "__main__":
    # Ctrl-C is how a preview ends, in the middle of a build too.
    with suppress(KeyboardInterrupt):
        main()
