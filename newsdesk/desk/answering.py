"""What the newsdesk's core does, as answers; what it can't do, refused in words, with a status that says what a script can do about it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import RefusedError, answer, user_of
from newsdesk.editing.added_files import UnaddableError
from newsdesk.editing.changes import UnusableChangeError
from newsdesk.editing.errors import ConflictError, StaleError, UnsavableError
from newsdesk.history.git import GitError
from newsdesk.language import N_, translate

Handler = Callable[[Request], Awaitable[Response]]
#: Does something with what was sent, for who sent it, and returns what is answered.
Work = Callable[[dict[str, Any], str], dict[str, Any]]
_CLASH = N_("Somebody else changed the same lines meanwhile. Look at both, then choose.")
_BROKEN = N_("What was sent is no change of this text. Load the page again; what you typed is kept.")


@contextmanager
def refusing(clash: str = _CLASH) -> Iterator[None]:
    """Raise ``RefusedError`` for what the core can't do within; ``clash`` is what is said where somebody else changed the same lines.

    404: the file is gone. 409: it is another one by now, with both versions where the same lines differ. 422: it can't be done.
    """
    try:
        yield
    except ConflictError as error:
        conflict = {
            "base": error.base, "theirs": error.theirs, "yours": error.yours, "digest": error.digest,
            "first": error.first, "last": error.last,
        }  # fmt: skip
        raise RefusedError(translate(clash), status=409, conflict=conflict) from None
    except StaleError as error:
        raise RefusedError(error.said, status=409) from None
    except UnaddableError as error:
        raise RefusedError(error.said, error.fix) from None
    except UnsavableError as error:
        raise RefusedError(error.said, status=404 if error.gone else 422, gone=error.gone) from None
    except GitError as error:
        raise RefusedError(error.said) from None
    except UnusableChangeError:
        raise RefusedError(translate(_BROKEN), status=400) from None


def answers_refusing(handler: Handler, clash: str = _CLASH) -> Handler:
    """Return ``handler`` with what the core can't do refused; as ``refusing``."""

    async def answering(request: Request) -> Response:
        with refusing(clash):
            return await handler(request)

    return answering


def by_json(work: Work, limiter: CapacityLimiter) -> Handler:
    """Return what answers with what ``work`` makes of the JSON that was sent, in a thread; what it can't do is refused."""

    async def answering(request: Request) -> Response:
        given = await read_json(request)
        return answer(await run_sync(work, given, user_of(request), limiter=limiter))

    return answers_refusing(answering)


def by_query(work: Work, limiter: CapacityLimiter) -> Handler:
    """Return what answers with what ``work`` makes of the parts of the address; as ``by_json``."""

    async def answering(request: Request) -> Response:
        return answer(await run_sync(work, dict(request.query_params), user_of(request), limiter=limiter))

    return answers_refusing(answering)
