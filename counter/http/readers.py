"""Answers to what readers send: JSON for a script, a page in the site's language for a form sent without one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from counter.http.answers import HttpError, Reply, to_json
from counter.http.door import Request
from counter.pages import Pages
from counter.storage import StorageError

HTML = b"text/html; charset=utf-8"
POLICY = (
    b"content-security-policy",
    b"default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
)
#: It tells no page where its reader comes from: a web server's log would say from which address somebody just wrote.
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><title>{title}</title></head>
<body><main><h1>{title}</h1>{paragraphs}<p><a href="{back}">{link}</a></p></main></body></html>
"""
NOT_DONE = "That did not work"
#: What an error says to a reader who is not meant to know more, by its status.
BY_STATUS = {
    403: "This can only be sent from a page of this site.",
    404: "There is no such article any more.",
    413: "What was sent is too long.",
    429: "Too much was sent from your network. Please try again in a few minutes.",
    503: "It could not be stored just now. Please go back and send it again in a few minutes.",
}
OTHERWISE = "What was sent could not be read. Please go back and send it again."
BACK = "Back to the article"
RATED = "Thank you for your rating"
RATED_NOW = "Stored: {stars} of 5. On average {average} of 5, ratings: {votes}."
NO_STARS = "Please choose from 1 to 5 stars."
UNTRACKED = (
    "Your browser asks not to be tracked. So that nobody rates a hundred times, a rating is tied to a sign of the reader that is"
    " forgotten at midnight; of you we keep none, so your rating was not taken. Nothing was stored."
)
RECEIVED = "Received"
RECEIVED_WAITS = "Your comment was received and waits to be read by the office. Nobody else sees it before that."
RECEIVED_NUMBER = "If you want it deleted, give this number: {number}. It is shown only now, so please write it down."
EMPTY = "Please write something."
TOO_LONG = "The comment is longer than 500 characters. Please go back and shorten it: what you typed is still there."
NAME_TOO_LONG = "The name is longer than 60 characters."
NO_CONSENT = "Please tick that you agree. Go back: what you typed is still there."
FULL = "Very many comments wait to be read. Please keep yours and send it again later."
DELETED = "Deleted"
DELETED_NOW = "The comment with this number is no longer kept here."
ASKED = "The office was asked"
ASKED_OFFICE = "The office has taken the comment over already. It was told that you want it deleted."
NO_NUMBER = "There is no comment with this number. Please look whether it was typed right."
#: All that is said to readers. The build translates them, word for word the same (``pages.json``, ``words``).
WORDS = [NOT_DONE, *BY_STATUS.values(), OTHERWISE, BACK, RATED, RATED_NOW, NO_STARS, UNTRACKED]
WORDS += [RECEIVED, RECEIVED_WAITS, RECEIVED_NUMBER, EMPTY, TOO_LONG, NAME_TOO_LONG, NO_CONSENT, FULL]
WORDS += [DELETED, DELETED_NOW, ASKED, ASKED_OFFICE, NO_NUMBER]


class ReaderError(HttpError):
    """An error whose message is one of ``WORDS``."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader is told: ``json`` to a script, ``title`` and ``texts`` on a page with a link to ``back``."""

    json: Mapping[str, Any]
    title: str
    texts: tuple[str, ...]
    back: str
    values: Mapping[str, float | str | None] = field(default_factory=dict)


def for_readers(
    pages: Callable[[], Pages], handle: Callable[[Request], Awaitable[Told]]
) -> Callable[[Request], Awaitable[Reply]]:
    """A handler that answers in the form that was asked for, errors too. They are raised, with their reply."""

    async def handler(request: Request) -> Reply:
        try:
            return _reply(request, pages(), await handle(request))
        except StorageError:
            error = HttpError(503, "not stored", (b"retry-after", b"30"))
        except HttpError as raised:
            error = raised
        if error.status != 404 or request.back:  # what is switched off is not there, in any form
            text = str(error) if isinstance(error, ReaderError) else BY_STATUS.get(error.status, OTHERWISE)
            said = _said(pages(), text, {})
            told = Told({"error": str(error), "message": said}, NOT_DONE, (text,), request.back or "/")
            error.reply = _reply(request, pages(), told, error.status, error.headers)
        raise error

    return handler


def _reply(
    request: Request, pages: Pages, told: Told, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = ()
) -> Reply:
    if b"text/html" not in request.headers.get(b"accept", b""):
        return Reply(to_json(told.json), status=status, headers=headers)
    page = PAGE.format(
        language=escape(pages.language),
        title=escape(_said(pages, told.title, told.values)),
        paragraphs="".join(f"<p>{escape(_said(pages, text, told.values))}</p>" for text in told.texts),
        back=escape(told.back),
        link=escape(_said(pages, BACK, {})),
    )
    return Reply(page.encode(), HTML, status=status, headers=(*headers, POLICY))


def _said(pages: Pages, text: str, values: Mapping[str, float | str | None]) -> str:
    """``text`` in the words of the site. A translation with other braces is left as it is."""
    said = pages.words.get(text, text)
    for name, value in values.items():
        said = said.replace(
            f"{{{name}}}", _number(value, pages.language) if isinstance(value, int | float) else str(value)
        )
    return said


def _number(value: float, language: str) -> str:
    text = f"{value:,}"
    return text.translate({ord(","): ".", ord("."): ","}) if language == "vi" else text
