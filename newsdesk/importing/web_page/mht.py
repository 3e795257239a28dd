"""Pages in one file, as browsers save them (``.mht``, ``.mhtml``): the page, its parts, and where it was."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError

#: How deeply parts may stand in each other.
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page and what was saved with it."""

    #: The page.
    html: bytes
    #: The encoding that its part says.
    charset: str
    #: Where it was, ``""`` where that is not said.
    address: str
    #: When it was saved.
    saved: datetime | None
    #: Whether the file ends before its end.
    truncated: bool
    #: What was saved with it, by its addresses.
    _parts: dict[str, Message]

    def find(self, address: str) -> bytes | None:
        """Return the bytes of the part at ``address``, None where it was not saved."""
        address = address.strip()
        for key in (
            address,
            urljoin(self.address, address) if self.address and not address.lower().startswith("cid:") else "",
        ):
            part = self._parts.get(_key(key)) if key else None
            if part is not None:
                return payload_of(part)
        return None


def read_mht(content: bytes) -> SavedPage:
    """Return the page in ``content``. Raises ``RefusedSourceError`` where there is none."""
    message = message_from_bytes(content.lstrip(b"\xef\xbb\xbf \r\n\t"))
    parts: list[Message] = []
    _gather(message, parts, 0)
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    start = str(message.get_param("start") or "").strip("<> ")
    address = _header(message, "Snapshot-Content-Location")
    page = next(
        (part for part in pages if start and _header(part, "Content-ID").strip("<> ") == start),
        next(
            (part for part in pages if address and _header(part, "Content-Location") == address),
            pages[0] if pages else None,
        ),
    )
    if page is None:
        raise RefusedSourceError("broken")
    address = address or _header(page, "Content-Location") or _header(message, "Content-Location")
    by_address: dict[str, Message] = {}
    for part in parts:
        if location := _header(part, "Content-Location"):
            by_address.setdefault(_key(location), part)
            base = _header(message, "Content-Base") or address
            by_address.setdefault(_key(urljoin(base, location) if base else location), part)
        if identity := _header(part, "Content-ID").strip("<> "):
            by_address.setdefault(_key(f"cid:{identity}"), part)
    charset = page.get_content_charset() or ""
    truncated = any(
        isinstance(defect, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect) for defect in message.defects
    )
    saved = _date(_header(message, "Date"))
    return SavedPage(
        payload_of(page), charset, address if re.match("https?:", address) else "", saved, truncated, by_address
    )


def _gather(message: Message, parts: list[Message], depth: int) -> None:
    if depth > DEEPEST:
        raise RefusedSourceError("too-deep", str(DEEPEST))
    payload = message.get_payload()
    if not isinstance(payload, list):
        parts.append(message)
        if len(parts) > LIMITS.entries:
            raise RefusedSourceError("too-many", f"> {LIMITS.entries}")
        return
    for part in payload:
        if isinstance(part, Message):
            _gather(part, parts, depth + 1)


def _header(message: Message, name: str) -> str:
    return re.sub(r"\s+", "", str(message.get(name) or "")) if name != "Date" else str(message.get(name) or "")


def _key(address: str) -> str:
    return unquote(address.partition("#")[0]).strip()


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def payload_of(part: Message) -> bytes:
    """Return the bytes of ``part``, whatever they were written in."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""
