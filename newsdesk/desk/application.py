"""All that answers below ``/__newsdesk/``: the rooms' routes behind one guard, the page's own files, and what can't be done in words."""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Message, Receive, Scope, Send

from newsdesk.desk.addresses import API, COMMENTS, FILES, FOLDER
from newsdesk.desk.bodies import JSON_BYTES, NO_JSON, check_length, too_long
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, refusal, user_of
from newsdesk.desk.guard import check_request
from newsdesk.desk.house_style import find_house_style
from newsdesk.desk.own_files import send_own_file
from newsdesk.desk.rooms import ROOMS
from newsdesk.desk.words import all_words
from newsdesk.history.keeping import CommitQueue
from newsdesk.importing.limits import LIMITS
from newsdesk.language import N_, site_language, translate
from newsdesk.trouble import tell

#: Addresses that take files, as they are; all others take a text and what is said about it.
UPLOADS = (f"{API}article/add-file", f"{API}import/drop")
_FAILED = N_("The newsdesk made a mistake: {reason}. Nothing was changed.")


class DeskApplication:
    """Answers every request below ``FOLDER`` for ``desk``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk = _committing(desk)
        routes = [
            Route(f"{API}session", self._session, methods=["GET"]),
            Route(f"{FOLDER}tokens.css", self._tokens, methods=["GET"]),
            Route(f"{FOLDER}head.js", self._head, methods=["GET"]),
            Route(f"{FILES}{{name}}", send_own_file, methods=["GET"]),
        ]
        self._router = Router(
            [*routes, *(route for room in ROOMS for route in room(desk))], redirect_slashes=False, default=_nothing
        )

    def beside(self, address: str) -> bytes | Path | None:
        """Return what the newsdesk has at an ``address`` that the site has nothing at. Any thread calls this."""
        return next((found for room in self._desk.beside if (found := room(address)) is not None), None)

    def close(self) -> None:
        """End what rooms have under way."""
        for close in self._desk.closing:
            close()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """The routes of all rooms and of what they share."""
        return self._router.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request below ``FOLDER``."""
        request = Request(scope, receive)
        try:
            if scope["path"] == COMMENTS and request.method == "POST":
                # A form, which works without JavaScript: its room checks it, by a token in a field.
                check_length(request, JSON_BYTES)
            else:
                check_request(request, self._desk.token)
            most = LIMITS.file_bytes if scope["path"] in UPLOADS else JSON_BYTES
            check_length(request, most)
            await self._router(scope, _limited(receive, most), _closed(send))
        except RefusedError as error:
            await refusal(error)(scope, receive, send)
        except ClientDisconnect:
            return  # Nobody is left to be told.
        except UnicodeEncodeError:
            # Half a sign where a name or a text was expected: only a broken script sends that.
            await refusal(RefusedError(translate(NO_JSON), status=400))(scope, receive, send)
        except Exception as error:
            traceback.print_exception(error)
            await refusal(RefusedError(translate(_FAILED).format(reason=tell(error)), status=500))(scope, receive, send)

    async def _session(self, request: Request) -> Response:
        """Tell the page's scripts what they need first."""
        return answer(
            {"token": self._desk.token, "user": user_of(request), "language": site_language(), "words": all_words()}
        )

    async def _tokens(self, request: Request) -> Response:
        style = await run_sync(find_house_style, self._desk.folder, self._desk.site())
        return Response(style, headers=HEADERS, media_type="text/css")

    async def _head(self, request: Request) -> Response:
        file = self._desk.folder.program / "theme" / "js" / "head.js"
        return FileResponse(file, headers=HEADERS, media_type="text/javascript")


def _committing(desk: Desk) -> Desk:
    """Return ``desk`` with what is written in it kept in git, too, where site.toml wants each save there."""
    queue = CommitQueue(desk.folder)
    desk.closing.append(queue.close)

    def follow(paths: Iterable[Path]) -> None:
        written = [*paths]
        desk.follow(written)
        queue.note(written)

    return replace(desk, follow=follow, note=queue.note)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("no such address", 404, HEADERS)(scope, receive, send)


def _limited(receive: Receive, most: int) -> Receive:
    """Return what gives the parts of a body until they are more than ``most`` bytes, whatever it said of its length."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise too_long(most)
        return message

    return limited


def _closed(send: Send) -> Send:
    """Return what sends an answer with the newsdesk's headers, whatever made it: also one that Starlette makes itself."""

    async def closed(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message["headers"], *(each for each in more if each[0] not in given)]
        await send(message)

    return closed
