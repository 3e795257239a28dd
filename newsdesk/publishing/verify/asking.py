"""Asking the live server as different visitors do, at a polite pace, and reading no more than what can be right."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newsdesk.fetching.server import Head, Server
from newsdesk.fetching.wire import FetchError
from newsdesk.publishing.verify.addresses import resolve
from newsdesk.publishing.verify.decoding import Decoder, DecodingError, decoder_for

#: Seconds for one answer, and the bytes a second that a slow line has at least.
SECONDS, SLOWEST = 20.0, 50_000
#: Of an answer whose size nobody published, and what of any text is kept for looking through.
UNKNOWN_BYTES, KEPT_BYTES = 4_000_000, 2_000_000
REDIRECTS = 5
#: Addresses in a row without an answer, after which the server is left alone.
SILENT = 8


class Visitor(NamedTuple):
    """Who seems to ask."""

    name: str
    agent: str
    referrer: str = ""
    encoding: str = "identity"


READER = Visitor(
    "reader",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
)
#: Planted pages are often shown to these two alone. A phone, because some lead only phones away.
GOOGLEBOT = Visitor("googlebot", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", "gzip")
FROM_SEARCH = Visitor(
    "search",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "https://www.google.com/",
)


class OutOfTimeError(Exception):
    """The time for the whole run is over."""


class SilentServerError(Exception):
    """The server did not answer ``SILENT`` times in a row."""


@dataclass(slots=True)
class Seen:
    """What an address gives, after redirects within the site. ``sha256`` and ``size`` are of the decoded bytes."""

    #: 0 where there was no answer.
    status: int = 0
    #: Of the decoded bytes, ``""`` where they did not come whole.
    sha256: str = ""
    #: Decoded bytes.
    size: int = 0
    #: The beginning of the decoded body.
    content: bytes = b""
    #: Of the header of this name.
    etag: str = ""
    #: The encoding that it came in.
    encoding: str = ""
    #: Of the header of this name.
    refresh: str = ""
    #: Of the header of this name.
    content_type: str = ""
    #: Where redirects within the site led that are meant to last, ``""`` for none.
    led_to: str = ""
    #: A kind of ``FetchError``, or "encoding", "redirects", "elsewhere"; ``""`` for an answer that came whole.
    trouble: str = ""
    #: What there is to say about it: a reason of the system, or where a redirect leads.
    detail: str = ""


@dataclass(slots=True)
class _Body:
    """Takes a body in: its hash, its size, its beginning; stops where it is longer than ``limit``."""

    #: Decoded bytes that are read.
    limit: int
    #: Bytes of the beginning that are kept.
    keep: int
    #: Of the decoded bytes; hashlib has no public name for what this is.
    digest: Any = field(default_factory=sha256)
    #: Decoded bytes so far.
    size: int = 0
    #: The beginning.
    kept: bytearray = field(default_factory=bytearray)
    #: Of the encoding that the head names, None before the first piece.
    decoder: Decoder | None = None
    #: There is more than the limit.
    over: bool = False

    def take(self, head: Head, piece: bytes) -> bool:
        if self.decoder is None:
            self.decoder = decoder_for(head.headers.get("content-encoding", ""))
        for plain in self.decoder.feed(piece):
            self.size += len(plain)
            if self.size > self.limit:
                self.over = True
                return False
            self.digest.update(plain)
            if len(self.kept) < self.keep:
                self.kept += plain[: self.keep - len(self.kept)]
        return True


@dataclass(slots=True)
class Asker:
    """Asks ``server``, at most ``per_second`` times a second (0: as fast as it answers), until ``deadline`` of ``time.monotonic``."""

    #: Where everything is asked for.
    server: Server
    #: Requests a second, 0 for as many as it answers.
    per_second: float
    #: The end of the run, of ``time.monotonic``.
    deadline: float
    #: Decoded bytes that came.
    received: int = 0
    #: How often the last address in a row had no answer at all.
    silent: int = 0
    #: When the next request may be sent.
    _next: float = 0.0
    #: What waits.
    _sleep: Callable[[float], None] = time.sleep

    def ask(
        self, target: str, visitor: Visitor = READER, *, size: int = -1, etag: str = "", encoding: str = ""
    ) -> Seen:
        """Return what ``visitor`` gets at ``target``; ``size`` is the published one, -1 for none. Raises ``OutOfTimeError`` and ``SilentServerError`` only.

        The encoding is the visitor's own unless another one is named. Only the beginning of what came is kept.
        """
        # A page that was changed may be longer: what it says is worth reading, but not without an end.
        limit = max(size + 1, KEPT_BYTES) if size >= 0 else UNKNOWN_BYTES
        return self._follow(target, visitor._replace(encoding=encoding or visitor.encoding), limit, KEPT_BYTES, etag)

    def ask_whole(self, target: str, most: int) -> Seen:
        """Return what a reader gets at ``target``, all of at most ``most`` bytes. Raises ``OutOfTimeError`` and ``SilentServerError`` only."""
        return self._follow(target, READER._replace(encoding="gzip"), most, most, "")

    def _follow(self, target: str, visitor: Visitor, limit: int, keep: int, etag: str) -> Seen:
        base = f"{self.server.address}{target}"
        led_to, lasting = "", True
        for _ in range(REDIRECTS + 1):
            seen, location = self._once(target, visitor, _Body(limit, keep), etag)
            if not location:
                seen.led_to = led_to if lasting else ""
                return seen
            place = resolve(f"{self.server.address}{target}", location)
            own = urlsplit(self.server.address)
            downgraded = own.scheme == "https" and location.strip().lower().startswith("http:")
            if place is None or downgraded or place.host != _host(own.hostname or "", own.port, own.scheme):
                return Seen(seen.status, trouble="elsewhere", detail=location[:500])
            if place.target == target:
                break
            target, etag, lasting = place.target, "", lasting and seen.status in (301, 308)
            led_to = target
        return Seen(seen.status, trouble="redirects", detail=base[:500])

    def _once(self, target: str, visitor: Visitor, body: _Body, etag: str) -> tuple[Seen, str]:
        self._wait()
        headers = {
            "User-Agent": visitor.agent,
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": visitor.encoding,
        }
        if visitor.referrer:
            headers["Referer"] = visitor.referrer
        if etag:
            headers["If-None-Match"] = etag
        limit = body.limit
        seconds = min(SECONDS + limit / SLOWEST, self.deadline - time.monotonic())
        seen = Seen()
        try:
            head = self.server.ask(
                target, take=body.take, seconds=seconds, most=limit + limit // 8 + 65_536, headers=headers
            )
            seen.status = head.status
            seen.etag = head.headers.get("etag", "")[:200]
            seen.encoding = head.headers.get("content-encoding", "").strip().lower()[:40]
            seen.refresh = head.headers.get("refresh", "")[:500]
            seen.content_type = head.headers.get("content-type", "")[:200]
            if body.decoder is not None and not body.over and not body.decoder.is_whole():
                seen.trouble = "cut"
        except FetchError as error:
            seen.trouble, seen.detail = error.kind, error.reason
            if time.monotonic() >= self.deadline:
                raise OutOfTimeError from None
        except DecodingError as error:
            seen.trouble, seen.detail = "encoding", str(error)
        self.received += body.size
        self.silent = self.silent + 1 if seen.trouble in ("connection", "slow", "name", "tls") else 0
        if body.over:
            seen.trouble = "long"
        seen.size, seen.content = body.size, bytes(body.kept)
        if not seen.trouble:
            seen.sha256 = body.digest.hexdigest()
        location = head.headers.get("location", "") if not seen.trouble and 300 <= seen.status < 400 else ""
        return seen, location if seen.status != 304 else ""

    def _wait(self) -> None:
        if self.silent >= SILENT:
            raise SilentServerError
        now = time.monotonic()
        if self.per_second > 0:
            if self._next > now:
                self._sleep(min(self._next - now, max(self.deadline - now, 0)))
            self._next = max(now, self._next) + 1 / self.per_second
        if time.monotonic() >= self.deadline:
            raise OutOfTimeError


def _host(name: str, port: int | None, scheme: str) -> str:
    return name if port in (None, {"http": 80, "https": 443}.get(scheme)) else f"{name}:{port}"
