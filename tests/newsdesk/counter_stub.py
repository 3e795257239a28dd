"""A server that answers as the visit counter does, or as badly as a test likes, beside the pages of a built site."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.data.counts import counts_document
from tests.newsdesk.site_handler import SiteHandler, listening

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="16"><text y="14">1.250</text></svg>'
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclass
class Counter:
    """What the counter answers, and what it was asked: ``hits`` are the forms, ``asked`` the addresses of GETs.

    A hit is answered when ``gate`` is open.
    """

    document: dict[str, Any] = field(default_factory=counts_document)
    answer: Any = field(default_factory=lambda: {"views": 1251, "online": 3, "today": 133, "total": 547_781})
    raw: bytes | None = None
    status: int = 200
    gate: Event = field(default_factory=Event)
    hits: list[dict[str, list[str]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""


class Handler(SiteHandler):
    """``/api`` is the counter, everything else a site."""

    def __init__(self, *args: Any, stub: Counter, **kwargs: Any) -> None:
        self.stub = stub
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if not parts.path.startswith("/api/"):
            super().do_GET()
            return
        self.stub.asked.append(self.path)
        asked = parts.path.removeprefix("/api")
        if asked == "/pixel.gif":
            self._send(PIXEL, "image/gif")
        elif asked == "/views.svg":
            self._send(PICTURE.encode(), "image/svg+xml")
        else:
            document = self.stub.document
            days = parse_qs(parts.query).get("days", [""])[0]
            self._json(document["site"] if asked == "/site" else document["week" if days == "7" else "month"])

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.stub.hits.append(form)
        self.stub.gate.wait(30)
        answer = self.stub.answer
        if "also" in form and isinstance(answer, dict):
            answer = {"also": {path: 10 + place for place, path in enumerate(form["also"])}} | answer
        self._json(answer)

    def _json(self, value: Any) -> None:
        self._send(self.stub.raw if self.stub.raw is not None else json.dumps(value).encode(), "application/json")

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(self.stub.status)
        if 300 <= self.stub.status < 400:
            self.stub.status = 200
            self.send_header("Location", self.path)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[Counter]:
    """Serve the site in ``folder`` with a counter beside it; yields the counter, whose ``url`` is the site's."""
    counter = Counter()
    counter.gate.set()
    with listening(partial(Handler, directory=str(folder), stub=counter)) as counter.url:
        yield counter
