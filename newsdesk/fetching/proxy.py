"""The proxy that the environment names, and how it is asked to lead to a server by TLS."""

import base64
import socket
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from newsdesk.fetching.wire import HEADER_BYTES, Budget, FetchError, is_loopback


def proxy_for(address: str) -> SplitResult | None:
    """Return the proxy through which ``address`` is asked, None for none."""
    parts = urlsplit(address)
    # Between this machine and itself there is none, whatever the environment says.
    if is_loopback(parts.hostname or "") or proxy_bypass(parts.hostname or ""):
        return None
    named = getproxies().get(parts.scheme)
    return urlsplit(named if "://" in named else f"http://{named}") if named else None


def open_tunnel(sock: socket.socket, host: str, port: int, proxy: SplitResult, budget: Budget) -> None:
    """Have ``proxy``, at the other end of ``sock``, lead to ``host``. Raises ``OSError`` and ``FetchError``."""
    name = f"[{host}]" if ":" in host else host
    lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
    if known := credentials_for(proxy):
        lines.append(f"Proxy-Authorization: {known}")
    sock.settimeout(budget.seconds())
    sock.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    said = b""
    # Byte by byte: what comes after belongs to TLS.
    while not said.endswith(b"\r\n\r\n"):
        sock.settimeout(budget.seconds())
        byte = sock.recv(1)
        if not byte or len(said) > HEADER_BYTES:
            raise FetchError("connection", "proxy")
        said += byte
    status = said.split(b"\r\n", 1)[0].split(b" ")
    if len(status) < 2 or status[1] != b"200":
        raise FetchError("connection", f"proxy: {said.splitlines()[0].decode('ascii', 'replace')}")


def credentials_for(proxy: SplitResult) -> str:
    """Return the header that ``proxy`` knows its user by, ``""`` for none."""
    if not proxy.username:
        return ""
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode("ascii")
