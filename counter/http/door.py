"""Who may come in: the address within its limit, a page of this site, a body that is small and comes in time."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any

from counter.config import Config
from counter.http.addresses import address_reader
from counter.http.answers import HttpError
from counter.http.fields import FORM
from counter.http.limiter import Limiter

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Headers = dict[bytes, bytes]
JSON = b"application/json"


class Request:
    """What was asked. Names of headers are in lower case."""

    __slots__ = ("back", "headers", "receive", "scope")

    def __init__(self, scope: Scope, headers: Headers, receive: Receive):
        self.scope, self.headers, self.receive = scope, headers, receive
        self.back = ""  # where a page of an answer leads back to

    @property
    def query(self) -> bytes:
        return self.scope["query_string"]  # type: ignore[no-any-return]


#: What proxies add: who comes with one of these comes from elsewhere.
FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded", b"via", b"x-real-ip")


class Door:
    """Holds requests against what ``config`` allows. All methods raise HttpError."""

    def __init__(self, config: Config):
        self.config = config
        self.limiter = Limiter(config.limit_per_minute, config.monotonic())
        self.address_of, self.is_proxy, self.forget_addresses = address_reader(config.trusted_proxies)
        self.forgotten = config.monotonic()
        self.reading: dict[asyncio.Task[Any], float] = {}  # who waits for a body, and until when

    def address(self, request: Request) -> bytes:
        """The address the request comes from, within its limit. It never leaves memory."""
        client = request.scope.get("client")
        address = self.address_of(client[0] if client else "", request.headers.get(b"x-forwarded-for"))
        if wait := self.limiter.retry_after(address, self.config.monotonic()):
            raise HttpError(429, "too many requests", (b"retry-after", b"%d" % wait))
        return address

    def same_origin(self, headers: Headers, origin: str, *, referer: bool = False) -> None:
        """A page of ``origin`` asks: by Sec-Fetch-Site, else by Origin, else (an image or a form of an older phone) by Referer."""
        if headers.get(b"sec-fetch-site") == b"same-origin":
            return
        origins = (origin, *self.config.origins)
        if b"sec-fetch-site" in headers:
            allowed = False
        elif came := headers.get(b"origin"):
            allowed = came.decode("latin-1") in origins
        else:
            came_from = headers.get(b"referer", b"").decode("latin-1")
            allowed = referer and any(came_from.startswith(f"{origin}/") for origin in origins)
        if not allowed:
            raise HttpError(403, "only pages of this site count")

    def private(self, request: Request) -> None:
        """Nobody on the way can read along: TLS as far as the proxy, or nothing but this machine."""
        scope, headers = request.scope, request.headers
        client = scope.get("client")
        peer = client[0] if client and client[0] else ""
        if scope.get("scheme") == "https":
            return
        if headers.get(b"x-forwarded-proto", b"").strip().lower() == b"https" and self.is_proxy(peer):
            return
        forwarded = any(name in headers for name in FORWARDED)
        if forwarded or (peer and not _is_loopback(peer)):
            raise HttpError(403, "only by https: the proxy has to be trusted and to send X-Forwarded-Proto")

    async def body(self, request: Request) -> tuple[bytes, bytes]:
        """What was sent, and whether it is a ``FORM`` or ``JSON``."""
        headers = request.headers
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind not in (FORM, JSON):
            raise HttpError(415, "send a form or JSON")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            raise HttpError(400, "Content-Length is not a number")
        if int(length[:20]) > self.config.body_limit:
            raise HttpError(413, f"at most {self.config.body_limit} bytes")
        task = asyncio.current_task()
        assert task
        self.reading[task] = self.config.monotonic() + self.config.body_timeout
        try:
            return await self._read(request.receive), kind
        except asyncio.CancelledError:
            if task in self.reading:
                raise
            task.uncancel()
            raise HttpError(408, "the body did not come in time", (b"connection", b"close")) from None
        finally:
            self.reading.pop(task, None)

    async def _read(self, receive: Receive) -> bytes:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise HttpError(400, "the body did not come")
            body += message.get("body", b"")
            if len(body) > self.config.body_limit:
                raise HttpError(413, f"at most {self.config.body_limit} bytes")
            more = message.get("more_body", False)
        return body

    def forget(self) -> None:
        """No address stays in memory for longer than an hour, as readers are told."""
        if self.config.monotonic() >= self.forgotten + 3600:
            self.forgotten = self.config.monotonic()
            self.forget_addresses()

    def give_up_slow_ones(self) -> None:
        """End the reading of bodies whose time is over."""
        for task in [task for task, until in self.reading.items() if until < self.config.monotonic()]:
            del self.reading[task]
            task.cancel()


def _is_loopback(peer: str) -> bool:
    try:
        return ip_address(peer.removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False
