"""All that answers below ``/__newsdesk/``: the rooms' routes behind one guard, the page's own files, and what can't be done in words."""

import traceback
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from newsdesk.desk.addresses import API, FILES
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, refusal, user_of
from newsdesk.desk.guard import check_request
from newsdesk.desk.rooms import ROOMS
from newsdesk.desk.words import all_words
from newsdesk.language import site_language, translate
from newsdesk.preview.comments_desk import CommentsDesk

_PAGE = Path(__file__).parent / "page"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class DeskApplication:
    """Answers for ``desk``. The page of comments is older, and has a guard of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._comments = CommentsDesk(desk.folder, desk.site, desk.trial)
        routes = [route for room in ROOMS for route in room(desk)]
        session = Route(f"{API}session", self._session, methods=["GET"])
        self._router = Router([session, *routes], redirect_slashes=False, default=self._fallback)

    def close(self) -> None:
        """Forget what a trial kept."""
        self._comments.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request below ``FOLDER``."""
        request = Request(scope, receive)
        try:
            if not self._comments.answers(scope["path"]):
                check_request(request, self._desk.token)
            await self._router(scope, receive, send)
        except RefusedError as error:
            await refusal(error)(scope, receive, send)
        except Exception as error:
            traceback.print_exception(error)
            said = translate("The newsdesk made a mistake: {reason}. Nothing was changed.")
            failed = RefusedError(said.format(reason=f"{type(error).__name__}: {error}"), status=500)
            await refusal(failed)(scope, receive, send)

    async def _session(self, request: Request) -> Response:
        """Tell the page's scripts what they need first."""
        return answer(
            {"token": self._desk.token, "user": user_of(request), "language": site_language(), "words": all_words()}
        )

    async def _fallback(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if self._comments.answers(path):
            found = await self._comments.answer(scope, receive)
        else:
            found = _own_file(path) or PlainTextResponse("no such address", 404, HEADERS)
        await found(scope, receive, send)


def _own_file(path: str) -> Response | None:
    """Return a file of the folder ``page``, by its plain name."""
    name = path.removeprefix(FILES)
    file = _PAGE / name
    if not path.startswith(FILES) or "/" in name or "\\" in name or file.suffix not in _KINDS or not file.is_file():
        return None
    return FileResponse(file, headers=HEADERS, media_type=_KINDS[file.suffix])
