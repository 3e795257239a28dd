"""A built folder as a web server gives it, for tests that need pages and no preview."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a built site: never from a cache, with the site's own page for what is missing."""

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
        pass


@contextmanager
def listening(handler: Callable[..., Any]) -> Iterator[str]:
    """Answer with ``handler`` in a thread; give the address, without a final slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # The end is looked for that often: every half second, as it comes, would be most of the time of a short test.
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = SiteHandler) -> Iterator[str]:
    """Serve the built site in ``folder``; give its address, without a final slash."""
    with listening(partial(handler, directory=str(folder))) as address:
        yield address
