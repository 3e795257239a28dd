"""Saves what the visit counter says in the site's ``counts.json``, for the next build.

Where anything goes wrong, the file of the last time stays as it is.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ban_tin.site.counts import UnusableCountsError, parse_counts
from newsdesk.language import translate
from newsdesk.site_folder import shown

#: Such as one is.
EXAMPLE = "http://127.0.0.1:8010/api"
#: The parts of the file, and what the counter is asked for them. Home and lists are among the pages that are read most.
PARTS = {"site": "/site", "week": "/top?days=7&limit=100", "month": "/top?days=30&limit=10000"}
SECONDS, BYTES = 10, 8_000_000
#: For everything together, the name's look-up and all answers: a build waits for it.
SECONDS_IN_ALL = 30.0


class NoCountsError(Exception):
    """The counter gave no counts that can be used; the text says why, in the language of the site."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> Request | None:
        return None


def fetch_in_time(address: str, seconds: float) -> dict[str, Any]:
    """Return what ``fetch_counts`` returns. Raises ``NoCountsError`` after ``seconds``, whatever takes so long.

    A thread, because neither looking up a name nor a server that sends a byte now and then can be given a limit in sum.
    It does not keep the program from ending.
    """
    answers: SimpleQueue[dict[str, Any] | BaseException] = SimpleQueue()

    def fetch() -> None:
        try:
            answers.put(fetch_counts(address))
        except BaseException as error:
            answers.put(error)

    Thread(target=fetch, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        message = translate("{address} did not answer within {seconds} seconds in all")
        raise NoCountsError(message.format(address=address, seconds=round(seconds))) from None
    if isinstance(answer, NoCountsError):
        raise answer
    if isinstance(answer, BaseException):
        message = translate("{url} can't be read ({reason})")
        raise NoCountsError(message.format(url=address, reason=repr(answer))) from answer
    return answer


def fetch_counts(address: str) -> dict[str, Any]:
    """Return the counter's answers by their part of the file. Raises ``NoCountsError``."""
    if not address.startswith(("http://", "https://")):
        raise NoCountsError(
            translate("“{address}” is no address such as {example}").format(address=address, example=EXAMPLE)
        )
    document = {part: _ask(address.rstrip("/") + path) for part, path in PARTS.items()}
    try:
        parse_counts(document)
    except UnusableCountsError as error:
        reason = translate(str(error))
        message = translate("the counter's answer can't be used, at “{field}”: {reason}")
        raise NoCountsError(message.format(field=error.field, reason=reason)) from None
    return document


def _ask(url: str) -> Any:
    try:
        with build_opener(_NoRedirects).open(Request(url), timeout=SECONDS) as answer:  # noqa: S310 - checked above
            content = answer.read(BYTES + 1)
    except HTTPError as error:
        raise NoCountsError(translate("{url} answers with the code {code}").format(url=url, code=error.code)) from None
    # A ValueError is an address with a host or a port that is none.
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise NoCountsError(translate("{url} can't be read ({reason})").format(url=url, reason=reason)) from None
    if len(content) > BYTES:
        message = translate("the answer of {url} is longer than {megabytes} MB")
        raise NoCountsError(message.format(url=url, megabytes=BYTES // 1_000_000))
    try:
        answer = json.loads(content)
        json.dumps(answer, ensure_ascii=False).encode()  # half a character can be read and not be written
        return answer
    except (ValueError, RecursionError):
        raise NoCountsError(translate("the answer of {url} is no JSON: is it a counter?").format(url=url)) from None


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
            **fetch_in_time(address, SECONDS_IN_ALL),
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
