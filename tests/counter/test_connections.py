"""Connections that say nothing, or speak another protocol, end by themselves: over TCP and on a UNIX socket."""

import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.counter.harness import PAGES, Server, write_pages

MANY = 500
# The server as it is, with a patience that a test can wait for.
IMPATIENT = "import sys; from counter import __main__ as program; program.HEAD_SECONDS = 1; sys.exit(program.main(sys.argv[4:]))"
HTTP2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
REQUEST = b"GET /api/site HTTP/1.1\r\nHost: x\r\n\r\n"
SAID = {
    "nothing": b"",
    "HTTP/2": HTTP2,
    "half of HTTP/2": HTTP2[:8],
    "half a request": REQUEST[:20],
    "one request": REQUEST,
}


class AnyServer(Server):
    """Listens at a port, or with ``--uds`` at a socket file."""

    def connect(self) -> socket.socket:
        if "--uds" not in self.options:
            return socket.create_connection(("127.0.0.1", self.port), 30)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(30)
        try:
            connection.connect(self.options[-1])
        except OSError:
            connection.close()
            raise
        return connection

    def raw(self, sent: bytes, timeout: float = 20) -> bytes:
        with self.connect() as connection:
            connection.sendall(sent)
            return read_all(connection)


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other side closes. Raises TimeoutError when it doesn't."""
    received = b""
    with suppress(ConnectionError):
        while more := connection.recv(65536):
            received += more
    return received


@pytest.mark.parametrize("way", ["port", "socket"])
def test_silent_connections_end(tmp_path: Path, way: str) -> None:
    options = ["--uds", str(tmp_path / "s.sock")] if way == "socket" else []
    pages = write_pages(tmp_path / "pages.json")
    server = AnyServer(tmp_path / "data", pages, options, [sys.executable, "-c", IMPATIENT])
    try:
        opened = [(name, server.connect()) for _ in range(MANY // len(SAID)) for name in SAID]
        for name, connection in opened:
            with suppress(ConnectionError):
                connection.sendall(SAID[name])
        assert b"200 OK" in server.raw(server.hit(PAGES[1])), "others are served meanwhile"
        answers: dict[str, set[bytes]] = {name: set() for name in SAID}
        for name, connection in opened:
            with connection:
                answers[name].add(read_all(connection)[:15])
        assert answers["one request"] == {b"HTTP/1.1 200 OK"}
        assert answers["nothing"] == {b""}
        assert not answers["HTTP/2"] & {b"HTTP/1.1 200 OK"}
        assert b"200 OK" in server.raw(server.hit(PAGES[1]))
    finally:
        server.stop()
