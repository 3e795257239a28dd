"""A web server that is asked within limits: a connection that is kept, and one request alone."""

import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Any
from urllib.parse import SplitResult, urlsplit

from newsdesk.fetching.proxy import credentials_for, open_tunnel, proxy_for
from newsdesk.fetching.wire import HEADER_BYTES, Budget, FetchError, Place, Wire, connect, look_up, reason_of

_PIECE = 65_536


class _Connection(HTTPConnection):
    """A connection that ``open_wire`` opens."""

    def __init__(self, host: str, port: int, open_wire: Callable[[], Wire]) -> None:
        super().__init__(host, port)
        self.open_wire = open_wire

    def connect(self) -> None:
        self.sock: Any = self.open_wire()


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer; names of ``headers`` are in small letters, those that came twice joined by commas."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer(Head):
    """An answer with its ``body``, as it came."""

    body: bytes


@dataclass(slots=True)
class Server:
    """One web server, kept connected between requests. ``address`` begins with http:// or https://; its path is not used.

    ``places`` are where it is: looked up once and kept, so that a name can't lead elsewhere from one request to the next.
    """

    #: Scheme, host and port.
    address: str
    #: For https; None for what the system trusts.
    context: ssl.SSLContext | None = None
    #: Network addresses.
    places: list[Place] = field(default_factory=list)
    #: Requests sent, also those that failed.
    asked: int = 0
    #: Kept open between requests, None while there is none.
    _connection: _Connection | None = None
    #: The head of the answer has come.
    _begun: bool = False
    #: Of the last connection.
    _certificate: Mapping[str, Any] = field(default_factory=dict)
    #: Of the answer that is read now.
    _budget: Budget = field(default_factory=lambda: Budget(0))

    @property
    def certificate(self) -> Mapping[str, Any]:
        """The certificate of the last connection, as ``ssl.SSLSocket.getpeercert`` gives it; empty without one."""
        return self._certificate

    def ask(
        self,
        target: str,
        *,
        take: Callable[[Head, bytes], bool],
        seconds: float,
        most: int,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Head:
        """Ask for ``target`` (a path with its query); give the body to ``take`` piece by piece, until it returns False.

        ``seconds`` are for everything together, ``most`` are the bytes of the body as they come. Raises ``FetchError``.
        """
        self._budget = Budget(time.monotonic() + seconds)
        again = self._connection is not None and self._connection.sock is not None
        while True:
            self.asked += 1
            try:
                return self._ask_once(target, take, most, headers or {}, method, body)
            except FetchError as error:
                self.close()
                # The server may have closed what was kept open: that is no trouble.
                if not again or self._begun or error.kind not in ("connection", "garbled") or method != "GET":
                    raise
                again = False
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
        self._connection = None

    def _ask_once(
        self,
        target: str,
        take: Callable[[Head, bytes], bool],
        most: int,
        headers: Mapping[str, str],
        method: str,
        body: bytes | None,
    ) -> Head:
        parts, proxy = urlsplit(self.address), proxy_for(self.address)
        self._begun, self._budget.left, self._budget.over = False, HEADER_BYTES, "headers"
        through_proxy = proxy is not None and parts.scheme == "http"
        try:
            connection = self._connected(parts, proxy)
            connection.sock.budget = self._budget
            given = dict(headers)
            if through_proxy and proxy is not None and (known := credentials_for(proxy)):
                given["Proxy-Authorization"] = known
            connection.request(method, f"http://{parts.netloc}{target}" if through_proxy else target, body, given)
            with connection.getresponse() as response:
                head = Head(response.status, _joined(response))
                # One byte more shows that there is more.
                self._begun, self._budget.left, self._budget.over = True, most + 1, "long"
                if not _read(response, head, take, most):
                    self.close()  # Nobody waits for the rest.
        except FetchError:
            raise
        except IncompleteRead as error:
            raise FetchError("cut", reason_of(error)) from None
        except TimeoutError:
            raise FetchError("slow") from None
        except ssl.SSLError as error:
            kind = "cut" if isinstance(error, ssl.SSLEOFError) else "tls"
            why = getattr(error, "verify_message", "")
            raise FetchError(kind, f"certificate verify failed: {why}" if why else reason_of(error)) from None
        except OSError as error:
            raise FetchError("cut" if self._begun else "connection", reason_of(error)) from None
        except HTTPException as error:
            long = "LineTooLong" in type(error).__name__ or "headers" in str(error)
            raise FetchError("headers" if long else "garbled", reason_of(error)) from None
        except (ValueError, AssertionError) as error:
            raise FetchError("garbled", reason_of(error)) from None
        if self._connection is not None and response.will_close:
            self.close()
        return head

    def _connected(self, parts: SplitResult, proxy: SplitResult | None) -> _Connection:
        if self._connection is None or self._connection.sock is None:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            self._connection = _Connection(parts.hostname or "", port, lambda: self._open_wire(parts, port, proxy))
            self._connection.connect()
        return self._connection

    def _open_wire(self, parts: SplitResult, port: int, proxy: SplitResult | None) -> Wire:
        host = parts.hostname or ""
        place = (proxy.hostname or "", proxy.port or 8080) if proxy else (host, port)
        if not self.places:
            self.places = look_up(*place, self._budget.seconds())
        sock = connect(self.places, self._budget)
        try:
            if parts.scheme == "https":
                if proxy:
                    open_tunnel(sock, host, port, proxy, self._budget)
                context = self.context or ssl.create_default_context()
                sock.settimeout(self._budget.seconds())
                secure = context.wrap_socket(sock, server_hostname=host)
                self._certificate = secure.getpeercert() or {}
                sock = secure
        except BaseException:
            sock.close()
            raise
        return Wire(sock, self._budget)


def fetch(
    address: str,
    *,
    seconds: float,
    most: int,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    body: bytes | None = None,
    context: ssl.SSLContext | None = None,
) -> Answer:
    """Return what one request to ``address`` gives, within ``seconds`` in all and ``most`` bytes. Raises ``FetchError``."""
    pieces: list[bytes] = []

    def take(head: Head, piece: bytes) -> bool:
        pieces.append(piece)
        return True

    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise FetchError("garbled", reason_of(error)) from None
    server = Server(address, context)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    given = {"Connection": "close", **(headers or {})}
    try:
        head = server.ask(target, take=take, seconds=seconds, most=most, headers=given, method=method, body=body)
    finally:
        server.close()
    return Answer(head.status, head.headers, b"".join(pieces))


def _read(response: HTTPResponse, head: Head, take: Callable[[Head, bytes], bool], most: int) -> bool:
    """Give the body to ``take``; return whether it was read to its end."""
    said = response.length
    got = 0
    while (said is None or got < said) and (piece := response.read1(_PIECE)):
        got += len(piece)
        # What came together with the head was not counted yet.
        if got > most:
            raise FetchError("long")
        if not take(head, piece):
            return False
    # ``read1`` says nothing when a body is shorter than its Content-Length.
    if said is not None and got < said:
        raise FetchError("cut", f"{got} < {said}")
    return True


def _joined(response: HTTPResponse) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found
