"""Files that are sent to be imported, written to the disk as they come: within limits, within their folder, whole or not at all."""

import shutil
from pathlib import Path
from secrets import token_hex

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request

from newsdesk.desk.bodies import write_body
from newsdesk.desk.desk import RefusedError
from newsdesk.editing.errors import unsavable
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.report.kinds import explain
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.staging import ImportStore
from newsdesk.language import N_, translate

#: Files that are sent at once, and their bytes.
FILES, BATCH_BYTES = 1_000, 2_000_000_000
#: Bytes that stay free on the disk, and how many times its size a file may take until it is decided about.
_FREE, _TIMES = 200_000_000, 3
_TOO_MANY = N_("That is more than {most} files at once. Send them in parts, or as a ZIP file.")
_TOO_MUCH = N_("That is more than {most} MB at once. Send it in parts.")
_FULL = N_("The disk has no room for it: {free} MB are free. Make room, then try again.")
_BROKEN_OFF = N_("“{name}” did not arrive whole. Nothing of it was kept; send it again.")


def check_announced(store: ImportStore, files: list[tuple[str, int]]) -> list[dict[str, str]]:
    """Return what is refused of ``files``, names and sizes in bytes, before any of it is sent. Raises ``RefusedError`` where all is."""
    if len(files) > FILES:
        raise RefusedError(translate(_TOO_MANY).format(most=FILES), status=413)
    total = sum(size for _, size in files)
    if total > BATCH_BYTES:
        raise RefusedError(translate(_TOO_MUCH).format(most=BATCH_BYTES // 1_000_000), status=413)
    check_room(store.site, total)
    refused = []
    for name, size in files:
        if size > LIMITS.file_bytes:
            about = f"{size // 1_000_000} MB > {LIMITS.file_bytes // 1_000_000} MB"
            refused.append({"name": name, "said": explain("too-large", about, translate)})
        elif size == 0:
            refused.append({"name": name, "said": explain("empty", "", translate)})
    return refused


def check_room(folder: Path, size: int) -> None:
    """Raise ``RefusedError`` where the disk of ``folder`` has no room for ``size`` bytes and what is made of them."""
    free = shutil.disk_usage(folder).free
    if free < size * _TIMES + _FREE:
        raise RefusedError(translate(_FULL).format(free=free // 1_000_000), status=507)


async def receive_file(request: Request, store: ImportStore, batch: str, name: str, limiter: CapacityLimiter) -> None:
    """Write what is sent into the folder of ``batch``; what doesn't come whole leaves nothing. Raises ``RefusedError``."""
    check_room(store.site, int(request.headers.get("content-length", 0)))
    # Hidden until it is whole: reading passes over it.
    partial = store.received(batch) / f".{token_hex(8)}.partial"
    whole = False
    try:
        store.check_name(name)
        await write_body(request, partial, name, LIMITS.file_bytes, limiter)
        await run_sync(store.place, batch, name, partial, limiter=limiter)
        whole = True
    except RefusedSourceError as error:
        raise RefusedError(explain(error.kind, error.about, translate), status=400) from None
    except ClientDisconnect:
        raise RefusedError(translate(_BROKEN_OFF).format(name=name), status=400) from None
    except OSError as error:
        raise RefusedError(unsavable(error, name).said, status=507) from None
    finally:
        if not whole:
            partial.unlink(missing_ok=True)
