"""Who may ask a preview: this machine alone, or an office through the one proxy that says who it is.

The proxy is the one that may open the socket: no port of the network, and none of this machine, leads past it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from newsdesk.language import N_, translate

#: Names of this machine: a foreign name that leads here (DNS rebinding) gets nothing.
HOSTS = ("localhost", "127.0.0.1")
#: The header in which a proxy says who asks, unless another one is named.
USER_HEADER = "X-Remote-User"
#: Letters of a name.
_MOST = 100
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}")
#: What browsers and proxies send themselves: none of them says who asks.
_TAKEN = {"host", "origin", "cookie", "authorization", "referer", "user-agent", "x-newsdesk-token", "content-type"}
_NOBODY = N_("The proxy before the newsdesk does not say who you are. Whoever set it up finds how in deploy/newsdesk.")
_NO_HOSTS = N_("Behind a proxy, the preview has to know by which name the office calls it: --hosts tin.donvi.gov.vn")
_ODD_HOST = N_("“{host}” is no name of a host such as tin.donvi.gov.vn.")
_ODD_HEADER = N_("“{name}” is no name of a header of one’s own such as {example}.")
_NO_PROXY = N_(
    "{option} is for a preview behind a proxy: name its socket with --behind-proxy FILE (see deploy/newsdesk)."
)
_PUBLIC = N_(
    "The newsdesk has no passwords of its own: it is not opened on “{host}”. Put a proxy before it that knows the office’s users, "
    "and start it with --behind-proxy FILE --hosts NAME: deploy/newsdesk has both."
)  # fmt: skip


class UnusableAccessError(ValueError):
    """Options that would let in who may not; the text says what to type instead."""


@dataclass(frozen=True, slots=True)
class Access:
    """``hosts`` are the names by which it may be called. Behind a proxy ``socket`` is the file on which it listens, ``header`` says who asks."""

    hosts: tuple[str, ...] = HOSTS
    socket: Path | None = None
    header: str = ""

    @property
    def origins(self) -> tuple[str, ...]:
        """Where pages come from that are asked for through a proxy."""
        return tuple(f"https://{host}" for host in self.hosts) if self.socket else ()


def read_access(host: str, socket: str, hosts: str, header: str) -> Access:
    """Return the access that the options say, ``""`` for one that is not given. Raises ``UnusableAccessError``."""
    if host and host.lower() not in (*HOSTS, "::1"):
        raise UnusableAccessError(translate(_PUBLIC).format(host=host))
    if not socket:
        for option, given in (("--hosts", hosts), ("--user-header", header)):
            if given:
                raise UnusableAccessError(translate(_NO_PROXY).format(option=option))
        return Access()
    names = tuple(name.strip().lower() for name in hosts.split(",") if name.strip())
    if not names:
        raise UnusableAccessError(translate(_NO_HOSTS))
    for name in names:
        if not _HOST.fullmatch(name):
            raise UnusableAccessError(translate(_ODD_HOST).format(host=name))
    header = header or USER_HEADER
    if not _HEADER.fullmatch(header) or header.lower() in _TAKEN:
        raise UnusableAccessError(translate(_ODD_HEADER).format(name=header, example=USER_HEADER))
    return Access(names, Path(socket).absolute(), header)


def guarded(application: ASGIApp, access: Access | None = None) -> ASGIApp:
    """Return ``application`` for requests that ``access`` lets in."""
    access = access or Access()
    known = _ThroughProxy(application, access.header) if access.socket else application
    return TrustedHostMiddleware(known, list(access.hosts), www_redirect=False)


def is_from_elsewhere(scope: Scope) -> bool:
    """Return whether a page of another origin asks, as browsers say: for a picture of a draft, or for one of the few streams of events.

    A link from elsewhere is followed; a film is fetched by the page of nobody in which a browser shows it.
    """
    said = {name: value for name, value in scope["headers"] if name.startswith(b"sec-fetch-")}
    if said.get(b"sec-fetch-site", b"none") in (b"same-origin", b"none"):
        return False
    wanted = said.get(b"sec-fetch-dest", b"document")
    return wanted not in (b"video", b"audio") and (said.get(b"sec-fetch-mode"), wanted) != (b"navigate", b"document")


class _ThroughProxy:
    """Lets in whom the proxy names, and says so in ``newsdesk.user``. All that comes this way came by https."""

    def __init__(self, application: ASGIApp, header: str) -> None:
        self._application, self._header = application, header.lower().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = [value for name, value in scope["headers"] if name == self._header]
        name = _name_in(given[0]) if len(given) == 1 else ""
        if not name:
            headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
            await PlainTextResponse(translate(_NOBODY), 403, headers)(scope, receive, send)
            return
        await self._application({**scope, "scheme": "https", "newsdesk.user": name}, receive, send)


def _name_in(value: bytes) -> str:
    """Return the name in a header, ``""`` for none that could stand in a history."""
    try:
        name = value.decode().strip()
    except UnicodeDecodeError:
        name = value.decode("latin-1").strip()
    return name if name.isprintable() and 0 < len(name) <= _MOST and not set(name) & set("<>\\") else ""
