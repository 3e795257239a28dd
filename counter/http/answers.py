"""Answers before they are sent, and the errors that are answers."""

import json
from typing import Any, NamedTuple

JSON, TEXT, SVG = b"application/json", b"text/plain; version=0.0.4; charset=utf-8", b"image/svg+xml"
NO_STORE, BRIEFLY = (b"cache-control", b"no-store"), (b"cache-control", b"public, max-age=30")
NOSNIFF = (b"x-content-type-options", b"nosniff")


class HttpError(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str, *headers: tuple[bytes, bytes]):
        super().__init__(message)
        self.status, self.headers = status, headers
        self.reply: Reply | None = None  # instead of the usual one


class Reply(NamedTuple):
    """An answer before it is sent."""

    body: bytes
    type: bytes = JSON
    cache: tuple[bytes, bytes] = NO_STORE
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()


def to_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
