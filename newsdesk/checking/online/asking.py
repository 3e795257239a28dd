"""Asking the servers of others whether an address is there: one request a second each, a few bytes, within one time for all."""

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ban_tin.language.translations import N_
from newsdesk.checking.online.answers import Answered, State
from newsdesk.fetching.proxy import proxy_for
from newsdesk.fetching.server import Head, Server
from newsdesk.fetching.wire import FetchError, look_up

#: Seconds for one answer, for all, and between two requests to one server; bytes of an answer that are read.
SECONDS, ALTOGETHER, APART, BYTES = 15.0, 600.0, 1.0, 65_536
#: Servers that are asked at the same time, redirects that are followed, addresses without an answer after which a server is left alone.
AT_ONCE, REDIRECTS, SILENT = 8, 5, 3
#: What refuses programs and not readers.
_REFUSING = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
_LASTING = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TROUBLES = {
    "connection": N_("the server does not answer"),
    "tls": N_("its certificate is not trusted"),
    "slow": N_("the server is too slow"),
    "long": N_("the server sends without an end"),
    "headers": N_("the server sends no web page"),
    "cut": N_("the server broke off"),
    "garbled": N_("the server sends no web page"),
}
_NO_NAME = N_("there is no such site any more")
_GONE = {404: N_("the page is not there (code 404)"), 410: N_("the page was taken away for good (code 410)")}
_PRIVATE = N_("it leads into a network of one's own, which readers can't reach")
_REFUSED, _FAILED = N_("the server refuses programs"), N_("the server reports an error")
_HOME, _CIRCLE = N_("it leads to the home page of that site"), N_("it leads in a circle")
_NOT_ASKED, _BAD = N_("there was no time left to ask"), N_("it is no address")


@dataclass(frozen=True, slots=True)
class Manner:
    """How servers are asked."""

    #: As what this program says it is.
    agent: str
    #: Seconds between two requests to one server.
    apart: float = APART
    #: Seconds for all of it.
    altogether: float = ALTOGETHER
    #: Addresses of this machine and of networks of one's own are asked too: for tests.
    private: bool = False
    #: Seconds for one answer.
    seconds: float = SECONDS


def ask_all(
    addresses: Iterable[str], manner: Manner, told: Callable[[int], None] = lambda number: None
) -> dict[str, Answered]:
    """Return what each of ``addresses`` (http or https) gives; ``told`` hears how many are done. Raises nothing for what servers do."""
    by_server: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_server[urlsplit(address).netloc.lower()].append(address)
    end = time.monotonic() + manner.altogether
    found: dict[str, Answered] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for some in pool.map(lambda each: list(_ask_server(each, manner, end)), by_server.values()):
            found.update(some)
            told(len(found))
    return found


def _ask_server(addresses: Iterable[str], manner: Manner, end: float) -> Iterator[tuple[str, Answered]]:
    silent, last = 0, 0.0
    for address in addresses:
        if silent >= SILENT or time.monotonic() >= end:
            reason = _TROUBLES["connection"] if silent >= SILENT else _NOT_ASKED
            yield address, _answered(State.UNSURE, reason)
            continue
        time.sleep(max(0.0, last + manner.apart - time.monotonic()) if last else 0.0)
        last = time.monotonic()
        answer, spoke = _follow(address, manner, end)
        silent = 0 if spoke else silent + 1
        yield address, answer


def _follow(address: str, manner: Manner, end: float) -> tuple[Answered, bool]:
    """Return what ``address`` gives, and whether a server spoke."""
    place, lasting, seen = address, True, set[str]()
    for _ in range(REDIRECTS + 1):
        try:
            parts = _parts(place)
            head = _head(parts, manner, end)
        except _PrivateError:
            return _answered(State.DEAD, _PRIVATE), True
        except FetchError as error:
            if error.kind == "name":
                return _answered(State.DEAD, _NO_NAME), False
            return _answered(State.UNSURE, _TROUBLES.get(error.kind, _TROUBLES["connection"])), False
        except ValueError:
            return _answered(State.UNSURE, _BAD), True
        if head.status not in _REDIRECTS or not (location := head.headers.get("location", "").strip()):
            return _meaning(address, place, head.status, lasting), True
        seen.add(place)
        lasting = lasting and head.status in _LASTING
        try:
            place = urljoin(place, location[:2000])
        except ValueError:
            return _answered(State.UNSURE, _BAD), True
        if place in seen:
            break
    return _answered(State.UNSURE, _CIRCLE), True


class _PrivateError(Exception):
    """Nobody outside gets an answer there."""


def _parts(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError(address)
    return parts


def _head(parts: SplitResult, manner: Manner, end: float) -> Head:
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if not (parts.hostname or "").isascii()
        else parts.hostname or ""
    )
    port = f":{parts.port}" if parts.port else ""
    server = Server(
        f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}",
        ssl.create_default_context() if parts.scheme == "https" else None,
    )
    seconds = min(manner.seconds, max(end - time.monotonic(), 0.1))
    if not manner.private:
        _refuse_private(server, host, parts.port or (443 if parts.scheme == "https" else 80), seconds)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    )
    headers = {
        "User-Agent": manner.agent,
        "Accept": "text/html,*/*;q=0.8",
        "Accept-Language": "vi,en;q=0.5",
        "Connection": "close",
    }
    try:
        # The first piece of a body is enough: whether it is whole is for readers to see.
        return server.ask(target, take=lambda head, piece: False, seconds=seconds, most=BYTES, headers=headers)
    finally:
        server.close()


def _refuse_private(server: Server, host: str, port: int, seconds: float) -> None:
    """Raise ``_PrivateError`` where ``host`` is a machine of one's own; what was looked up is where is asked, so that it can't change."""
    try:
        if not ip_address(host).is_global:
            raise _PrivateError
    except ValueError:
        if host == "localhost" or "." not in host:
            raise _PrivateError from None
    if proxy_for(server.address) is None:
        server.places = look_up(host, port, seconds)
        if any(not ip_address(str(place[0]).partition("%")[0]).is_global for _, place in server.places):
            raise _PrivateError


def _meaning(address: str, place: str, status: int, lasting: bool) -> Answered:
    if status in _GONE:
        return _answered(State.DEAD, _GONE[status])
    if status in _REFUSING:
        return _answered(State.UNSURE, _REFUSED)
    if status >= 400:
        return _answered(State.UNSURE, _FAILED)
    before, after = urlsplit(address), urlsplit(place)
    if before.path.strip("/") and not after.path.strip("/") and not after.query:
        return _answered(State.UNSURE, _HOME)
    if lasting and _plain(before) != _plain(after):
        return _answered(State.MOVED, "", place)
    return _answered(State.THERE, "")


def _plain(parts: SplitResult) -> tuple[str, str, str]:
    """Return an address without what servers add for everybody: TLS, www, a final slash."""
    return ((parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query)


def _answered(state: State, reason: str, moved: str = "") -> Answered:
    return Answered(state, reason, moved, int(time.time()))
