"""What is sent to the newsdesk, read within limits: more is refused before it is read, or as soon as it comes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request

from newsdesk.desk.desk import RefusedError
from newsdesk.editing.errors import unsavable
from newsdesk.language import N_, translate

#: Of a text with all that is said about it: the longest article has less.
JSON_BYTES = 8_000_000
#: Bytes that are written to the disk at a time.
_BLOCK = 1 << 20
_TOO_LONG = N_("That is more than the newsdesk takes at once ({megabytes} MB).")
NO_JSON = N_("What was sent can’t be read. Load the page again and try once more.")


async def read_body(request: Request, most: int) -> bytes:
    """Return what was sent, ``most`` bytes at most. Raises ``RefusedError`` (413) for more, without reading the rest."""
    check_length(request, most)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise too_long(most)
        parts.append(part)
    return b"".join(parts)


async def read_json(request: Request, most: int = JSON_BYTES) -> dict[str, Any]:
    """Return the JSON object that was sent. Raises ``RefusedError`` for anything else, or more than ``most`` bytes."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RefusedError("JSON", status=415)
    try:
        value = json.loads(await read_body(request, most))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusedError(translate(NO_JSON), status=400)
    return value


def read_text(given: Mapping[str, Any], name: str, most: int = JSON_BYTES) -> str:
    """Return the text ``name`` of what was ``given``, ``""`` where it isn't. Raises ``RefusedError`` for anything else, or more than ``most`` letters."""
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise RefusedError(translate(NO_JSON), status=400)
    return value


async def write_body(request: Request, target: Path, name: str, most: int, limiter: CapacityLimiter) -> int:
    """Write what was sent as ``name`` to ``target`` as it comes, and return how many bytes it was.

    Raises ``RefusedError``: 413 for more than ``most`` bytes, 507 for more than the disk takes.
    """
    check_length(request, most)
    parts, held, size = list[bytes](), 0, 0
    try:
        with target.open("wb") as file:
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise too_long(most)
                parts.append(part)
                held += len(part)
                if held >= _BLOCK:
                    await run_sync(file.writelines, parts, limiter=limiter)
                    parts, held = [], 0
            await run_sync(file.writelines, parts, limiter=limiter)
    except OSError as error:
        raise RefusedError(unsavable(error, name).said, status=507) from None
    return size


def check_length(request: Request, most: int) -> None:
    """Raise ``RefusedError`` for a request that says itself that it is longer than ``most`` bytes."""
    given = request.headers.get("content-length", "0")
    if not given.isdecimal() or len(given) > 18 or int(given) > most:
        raise too_long(most)


def too_long(most: int) -> RefusedError:
    """Return what is said of more than ``most`` bytes."""
    return RefusedError(translate(_TOO_LONG).format(megabytes=max(1, most // 1_000_000)), status=413)
