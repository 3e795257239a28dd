"""``python -m newsdesk.counts [ADDRESS]``: saves what the visit counter says in ``content/counts.json``, for the next build.

Where anything goes wrong, the file of the last time stays as it is.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from plugins.counts import UnusableCountsError, parse_counts
from plugins.translations import translation

ADDRESS = "http://127.0.0.1:8010/api"
FILE = Path("content/counts.json")
#: The parts of the file, and what the counter is asked for them. Home and lists are among the pages that are read most.
PARTS = {"site": "/site", "week": "/top?days=7&limit=100", "month": "/top?days=30&limit=10000"}
SECONDS, BYTES = 10, 8_000_000


class NoCountsError(Exception):
    """The counter gave no counts that can be used; the text says why, in Vietnamese."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> Request | None:
        return None


def fetch_counts(address: str) -> dict[str, Any]:
    """Return the counter's answers by their part of the file. Raises ``NoCountsError``."""
    if not address.startswith(("http://", "https://")):
        raise NoCountsError(f"“{address}” không phải địa chỉ như {ADDRESS}")
    document = {part: _ask(address.rstrip("/") + path) for part, path in PARTS.items()}
    try:
        parse_counts(document)
    except UnusableCountsError as error:
        reason = translation("vi").gettext(str(error))
        raise NoCountsError(f"câu trả lời của bộ đếm không dùng được, ở “{error.field}”: {reason}") from None
    return document


def _ask(url: str) -> Any:
    try:
        with build_opener(_NoRedirects).open(Request(url), timeout=SECONDS) as answer:  # noqa: S310 - checked above
            content = answer.read(BYTES + 1)
    except HTTPError as error:
        raise NoCountsError(f"{url} trả lời với mã {error.code}") from None
    # A ValueError is an address with a host or a port that is none.
    except (OSError, HTTPException, ValueError) as error:
        raise NoCountsError(f"không lấy được {url} ({getattr(error, 'reason', None) or error})") from None
    if len(content) > BYTES:
        raise NoCountsError(f"câu trả lời của {url} dài quá {BYTES // 1_000_000} MB")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise NoCountsError(f"câu trả lời của {url} không phải JSON: đó có phải bộ đếm không?") from None


def save(document: dict[str, Any], path: Path) -> None:
    """Write ``document`` to ``path``, whole or not at all. Raises ``OSError``."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".counts-", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def main() -> None:
    """Fetch and save; leaves with exit code 1, and the file as it was, when there is nothing to save."""
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    try:
        document = {"fetched": datetime.now(UTC).isoformat(timespec="seconds"), **fetch_counts(address)}
        save(document, FILE)
    except (NoCountsError, OSError) as error:
        print(f"Chưa có số liệu mới: {error}.\n{FILE} giữ nguyên như cũ.", file=sys.stderr)
        raise SystemExit(1) from None
    print(f"Đã ghi số liệu đến {document['site']['as_of']} vào {FILE}")


if __name__ == "__main__":
    main()
