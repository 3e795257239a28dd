"""Requests to the live counter: by TLS or within this machine, with the office's token, within limits of time and bytes."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ban_tin.findings.report import printable
from newsdesk.fetching.server import fetch
from newsdesk.fetching.wire import FetchError, is_loopback
from newsdesk.language import N_, translate

EXAMPLE = "https://donvi.tinh.gov.vn/api"
#: For an answer, the look-up of the name and all of its bytes.
SECONDS = 20.0
#: Of one answer: 200 of the longest comments, escaped.
BYTES = 16_000_000

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
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        message = translate("“{address}” is asked by https only: else others could read along, and the token with it.")
        raise OfficeError(message.format(address=address))
    return address.rstrip("/")


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
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        method = "GET" if body is None else "POST"
        try:
            answer = fetch(
                self.address + path, seconds=self.seconds, most=self.most, headers=headers, method=method, body=body
            )
        except FetchError as error:
            raise self._error(self._meaning(error)) from None
        # A redirect is not followed: it would take the token along.
        if not 200 <= answer.status < 300:
            known = _REDIRECTED if 300 <= answer.status < 400 else _MEANINGS.get(answer.status, "")
            said = (
                translate(known) if known else translate("it answers with the code {code}").format(code=answer.status)
            )
            raise self._error(said)
        return answer.body

    def _meaning(self, error: FetchError) -> str:
        if error.kind == "slow":
            return translate("it did not answer within {seconds} seconds").format(seconds=round(self.seconds))
        if error.kind == "long":
            return translate("its answer is longer than {megabytes} MB").format(megabytes=self.most // 1_000_000)
        return printable(error.reason or error.kind)

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
