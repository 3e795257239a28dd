"""The newsdesk's own scripts, styles and icon: small, and packed for who takes it packed."""

import gzip
from functools import lru_cache
from pathlib import Path

import rcssmin
import rjsmin
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newsdesk.desk.desk import HEADERS

PAGE = Path(__file__).parent / "page"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def own_file(request: Request) -> Response:
    """Answer with a file of the folder ``page``, by its plain name."""
    name = request.path_params["name"]
    file = PAGE / name
    if "/" in name or "\\" in name or file.suffix not in _KINDS or not file.is_file():
        return PlainTextResponse("no such address", 404, HEADERS)
    content, packed = small_file(file, file.stat().st_mtime_ns)
    headers, kind = HEADERS | {"Vary": "Accept-Encoding"}, _KINDS[file.suffix]
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=kind)
    return Response(content, headers=headers, media_type=kind)


@lru_cache(maxsize=128)
def small_file(file: Path, version: int) -> tuple[bytes, bytes]:
    """Return what is sent of one of them, and the same packed; ``version`` changes with the file."""
    text = file.read_text("utf-8")
    small = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}.get(file.suffix, str)(text).encode()
    return small, gzip.compress(small, mtime=0)
