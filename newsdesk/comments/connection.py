"""Requests to the live counter: by TLS or within this machine, with the office's token, within limits of time and bytes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from ban_tin.findings.report import printable
from newsdesk.language import N_, translate

EXAMPLE = "https://donvi.tinh.gov.vn/api"
#: For an answer, the look-up of the name and all of its bytes.
SECONDS = 20.0
#: Of one answer: 200 of the longest comments, escaped.
BYTES = 16_000_000
Result = TypeVar("Result")

#: What a status says to the office.
_MEANINGS = {
    401: N_(
        "it does not know the token. Has it been changed? The file on the server and the one here need a line in common"
    ),
    403: N_("it lets the office in by https only: does its proxy send X-Forwarded-Proto, and is it trusted?"),
    404: N_("there is no office: was the counter started with --office-token, and is the address right?"),
    408: N_("what was sent came too slowly"),
    413: N_("what was sent is too long for it"),
    429: N_("too much was asked of it. Wait a minute"),
    503: N_("it can’t store or read anything just now. Try again in a few minutes; /health says why"),
}
_REDIRECTED = N_("it leads elsewhere, which is not followed with a token: name the final address")


class OfficeError(Exception):
    """Something that an office has to know or to do; the text says it in one sentence, in the language of the site."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> Request | None:
        return None


def checked_address(address: str) -> str:
    """Return the counter's ``address`` without a final slash, if nobody can read along on the way. Raises ``OfficeError``."""
    try:
        parts = urlsplit(address)
        plain = bool(parts.hostname) and parts.port != 0 and address.isprintable() and " " not in address
    except ValueError:
        plain = False
    if not plain or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        message = translate("“{address}” is no address such as {example}.")
        raise OfficeError(message.format(address=printable(address), example=EXAMPLE))
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        message = translate("“{address}” is asked by https only: else others could read along, and the token with it.")
        raise OfficeError(message.format(address=address))
    return address.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Connection:
    """The counter at ``address``, as ``checked_address`` gives it. All methods raise ``OfficeError``."""

    address: str
    token: str = field(repr=False)
    seconds: float = SECONDS
    most: int = BYTES

    def get(self, path: str) -> bytes:
        """Return what lies at ``path`` below the address."""
        return self._ask(path, None)

    def get_json(self, path: str) -> dict[str, Any]:
        """Return the decoded object at ``path``."""
        return self._decoded(self._ask(path, None))

    def post_json(self, path: str, value: Any) -> dict[str, Any]:
        """Send ``value``; return the decoded answer."""
        return self._decoded(self._ask(path, json.dumps(value).encode()))

    def _ask(self, path: str, body: bytes | None) -> bytes:
        return self._in_time(lambda: self._open(path, body))

    def _open(self, path: str, body: bytes | None) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = Request(self.address + path, body, headers)  # noqa: S310 - checked_address
        # Between this machine and itself there is no proxy, whatever the environment says: it would see the token.
        proxies = [ProxyHandler({})] if self.address.startswith("http:") else []
        try:
            with build_opener(_NoRedirects, *proxies).open(request, timeout=self.seconds) as answer:
                content: bytes = answer.read(self.most + 1)
        except HTTPError as error:
            error.close()
            known = _REDIRECTED if 300 <= error.code < 400 else _MEANINGS.get(error.code, "")
            said = translate(known) if known else translate("it answers with the code {code}").format(code=error.code)
            raise self._error(said) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise self._error(printable(str(reason) or type(error).__name__)) from None
        if len(content) > self.most:
            raise self._error(
                translate("its answer is longer than {megabytes} MB").format(megabytes=self.most // 1_000_000)
            )
        return content

    def _in_time(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns, within ``seconds`` in all: a server that sends a byte now and then must not hold anybody up."""
        answers: SimpleQueue[tuple[Result | None, BaseException | None]] = SimpleQueue()

        def run() -> None:
            try:
                answers.put((work(), None))
            except BaseException as error:
                answers.put((None, error))

        Thread(target=run, daemon=True).start()
        try:
            result, error = answers.get(timeout=self.seconds)
        except Empty:
            said = translate("it did not answer within {seconds} seconds").format(seconds=round(self.seconds))
            raise self._error(said) from None
        if isinstance(error, OfficeError):
            raise error
        if error is not None:
            raise self._error(printable(repr(error))) from error
        return result  # type: ignore[return-value]  # there was no error

    def _decoded(self, content: bytes) -> dict[str, Any]:
        try:
            given = json.loads(content)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise self._error(translate("its answer is no JSON of a counter: is the address right?"))
        return given

    def _error(self, reason: str) -> OfficeError:
        return OfficeError(translate("The counter at {address}: {reason}.").format(address=self.address, reason=reason))
