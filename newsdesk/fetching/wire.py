"""A socket whose every wait takes from what is left of an answer's time and bytes."""

import socket
import time
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

#: Of the status line and all header lines of an answer, with what is read ahead.
HEADER_BYTES = 72_000
#: As ``socket.getaddrinfo`` gives them.
Place = tuple[int, tuple[Any, ...]]


class FetchError(Exception):
    """There is no whole answer. ``kind`` is one of ``KINDS``, ``reason`` what the system says about it, perhaps ``""``."""

    #: No such host; no connection; a certificate that is not trusted; out of time; too many bytes; headers that are
    #: too long; ended before its end; no HTTP.
    KINDS = ("name", "connection", "tls", "slow", "long", "headers", "cut", "garbled")

    def __init__(self, kind: str, reason: str = "") -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """What is left for an answer: until ``deadline`` of ``time.monotonic``, and ``left`` bytes; ``over`` is the trouble after these."""

    deadline: float
    left: int = HEADER_BYTES
    over: str = "headers"

    def seconds(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchError("slow")
        return left


class Wire:
    """A socket as ``HTTPConnection`` uses one; every wait takes from the budget of the answer."""

    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self.sock = sock
        self.budget = budget
        self.readers = 0
        self.closing = False

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(self.budget.seconds())
        self.sock.sendall(data)

    def makefile(self, mode: str) -> BufferedReader:
        self.readers += 1
        return BufferedReader(_Reader(self))

    def close(self) -> None:
        self.closing = True
        self.release(0)

    def release(self, count: int = 1) -> None:
        self.readers -= count
        # An answer that ends with its connection is still being read when that is told to close.
        if self.closing and self.readers <= 0:
            self.sock.close()


class _Reader(RawIOBase):
    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        budget = self.wire.budget
        self.wire.sock.settimeout(budget.seconds())
        count = self.wire.sock.recv_into(memoryview(buffer)[: budget.left])
        budget.left -= count
        if budget.left <= 0:
            raise FetchError(budget.over)
        return count

    def close(self) -> None:
        if not self.closed:
            super().close()
            self.wire.release()


def is_loopback(host: str) -> bool:
    """Return whether ``host`` names this very machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def look_up(host: str, port: int, seconds: float) -> list[Place]:
    """Return where ``host`` is. Raises ``FetchError``; a thread, because the system's own look-up has no limit."""
    answers: SimpleQueue[list[Place] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([(family, place) for family, _, _, _, place in found])
        except (OSError, ValueError) as error:  # A ValueError is a name that is too long to be one.
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise FetchError("slow") from None
    if isinstance(answer, Exception):
        raise FetchError("name", reason_of(answer)) from None
    return answer


def connect(places: list[Place], budget: Budget) -> socket.socket:
    """Return a connection to the first of ``places`` that takes one. Raises ``OSError`` and ``FetchError``."""
    failed: OSError | None = None
    for number, (family, place) in enumerate(places):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            # The last one may take all the time that is left, those before it their share.
            sock.settimeout(budget.seconds() / (len(places) - number))
            sock.connect(place)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        except OSError as error:
            sock.close()
            failed = error
        except BaseException:
            sock.close()
            raise
    raise failed or FetchError("name")


def reason_of(error: Exception) -> str:
    """Return what ``error`` says, in one short line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (text or type(error).__name__)[:200]
