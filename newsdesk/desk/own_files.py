"""The newsdesk's own scripts, styles and icon: small, and packed for who takes it packed."""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import brotli
import rcssmin
import rjsmin
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newsdesk.desk.desk import HEADERS

PAGE = Path(__file__).parent / "page"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def send_own_file(request: Request) -> Response:
    """Answer with a file of the folder ``page``, by its plain name."""
    name = request.path_params["name"]
    file = PAGE / name
    if "/" in name or "\\" in name or file.suffix not in _KINDS or not file.is_file():
        return PlainTextResponse("no such address", 404, HEADERS)
    sent = await run_sync(shrink_file, file, file.stat().st_mtime_ns)
    headers, kind = HEADERS | {"Vary": "Accept-Encoding"}, _KINDS[file.suffix]
    accepted = ",".join(request.headers.getlist("accept-encoding"))
    taken = {each.partition(";")[0].strip() for each in accepted.split(",")}
    if "br" in taken:
        return Response(sent.brotli, headers=headers | {"Content-Encoding": "br"}, media_type=kind)
    if "gzip" in taken:
        return Response(sent.gzip, headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)
    return Response(sent.plain, headers=headers, media_type=kind)


class SmallFile(NamedTuple):
    """What is sent of a file, as it is and packed."""

    plain: bytes
    gzip: bytes
    #: Browsers take it over https, and from this machine.
    brotli: bytes


@lru_cache(maxsize=128)
def shrink_file(file: Path, version: int) -> SmallFile:
    """Return what is sent of ``file``; ``version`` changes with it."""
    text = file.read_text("utf-8")
    small = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}.get(file.suffix, str)(text).encode()
    return SmallFile(small, gzip.compress(small, mtime=0), brotli.compress(small, mode=brotli.MODE_TEXT))
