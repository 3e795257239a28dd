"""Saves what the visit counter says in the site's ``counts.json``, for the next build.

Where anything goes wrong, the file of the last time stays as it is.
"""

import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ban_tin.site.counts import UnusableCountsError, parse_counts
from newsdesk.fetching.server import fetch
from newsdesk.fetching.wire import FetchError
from newsdesk.language import translate
from newsdesk.site_folder import shown

#: Such as one is.
EXAMPLE = "http://127.0.0.1:8010/api"
#: The parts of the file, and what the counter is asked for them. Home and lists are among the pages that are read most.
PARTS = {"site": "/site", "week": "/top?days=7&limit=100", "month": "/top?days=30&limit=10000"}
BYTES = 8_000_000
#: For everything together, the name's look-up and all answers: a build waits for it.
SECONDS_IN_ALL = 30.0


class NoCountsError(Exception):
    """The counter gave no counts that can be used; the text says why, in the language of the site."""


def fetch_counts(address: str, seconds: float) -> dict[str, Any]:
    """Return the counter's answers by their part of the file, within ``seconds`` in all. Raises ``NoCountsError``."""
    if not address.startswith(("http://", "https://")):
        raise NoCountsError(
            translate("“{address}” is no address such as {example}").format(address=address, example=EXAMPLE)
        )
    deadline, document = time.monotonic() + seconds, {}
    for part, path in PARTS.items():
        try:
            document[part] = _ask(address.rstrip("/") + path, deadline - time.monotonic())
        except FetchError as error:
            raise NoCountsError(_meaning(error, address, path, seconds)) from None
    try:
        parse_counts(document)
    except UnusableCountsError as error:
        reason = translate(str(error))
        message = translate("the counter's answer can't be used, at “{field}”: {reason}")
        raise NoCountsError(message.format(field=error.field, reason=reason)) from None
    return document


def _ask(url: str, seconds: float) -> Any:
    answer = fetch(url, seconds=seconds, most=BYTES)
    # A redirect is one of the codes: the counter is where it is said to be.
    if not 200 <= answer.status < 300:
        message = translate("{url} answers with the code {code}")
        raise NoCountsError(message.format(url=url, code=answer.status))
    try:
        value = json.loads(answer.body)
        json.dumps(value, ensure_ascii=False).encode()  # half a character can be read and not be written
        return value
    except (ValueError, RecursionError):
        raise NoCountsError(translate("the answer of {url} is no JSON: is it a counter?").format(url=url)) from None


def _meaning(error: FetchError, address: str, path: str, seconds: float) -> str:
    url = address.rstrip("/") + path
    if error.kind == "slow":
        message = translate("{address} did not answer within {seconds} seconds in all")
        return message.format(address=address, seconds=round(seconds))
    if error.kind == "long":
        message = translate("the answer of {url} is longer than {megabytes} MB")
        return message.format(url=url, megabytes=BYTES // 1_000_000)
    return translate("{url} can't be read ({reason})").format(url=url, reason=error.reason or error.kind)


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


def save_counts(address: str, file: Path) -> int:
    """Fetch and save; return the exit code: 1, and the file as it was, when there is nothing to save."""
    try:
        document = {
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
            **fetch_counts(address, SECONDS_IN_ALL),
        }
        save(document, file)
    except (NoCountsError, OSError) as error:
        message = translate("There are no new counts: {reason}.\n{file} stays as it was.")
        print(message.format(reason=error, file=shown(file)), file=sys.stderr)
        return 1
    print(
        translate("Counts up to {moment} written to {file}").format(moment=document["site"]["as_of"], file=shown(file))
    )
    return 0
