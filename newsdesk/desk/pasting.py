"""What is pasted into a text: formatted words come as HTML and leave as Markdown of ours."""

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.addresses import API
from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import Desk, RefusedError, answer
from newsdesk.importing.fragment import Fragment, words_in
from newsdesk.importing.fragment_process import FragmentProcess
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.language import N_, translate

_TOO_LONG = N_("This is too long to be pasted at once. Import it as a file, or paste it in parts.")
_UNREADABLE = N_("Its formatting can’t be read: it was pasted as plain text.")
_LEFT_OUT = N_("Left out: {words}")
_LETTERS = N_("Letters of an old font (TCVN3 or VNI) became Unicode: read it again.")
#: Letters of what was left out that are shown.
_SHOWN = 300


def pasting_routes(desk: Desk) -> list[Route]:
    """Return the routes of this room: ``POST api/article/pasted {html, text}`` gives ``{markdown, kept, pictures, notes}``."""
    process = FragmentProcess()
    desk.closing.append(process.close)
    limiter = anyio.CapacityLimiter(2)

    async def pasted(request: Request) -> Response:
        html, text = await _read(request)
        try:
            found = await anyio.to_thread.run_sync(process.read, html, text, limiter=limiter)
        except RefusedSourceError as error:
            said = _TOO_LONG if error.kind == "too-large" else _UNREADABLE
            raise RefusedError(translate(said), status=422) from None
        return answer({
            "markdown": found.markdown,
            "kept": list(found.kept),
            "pictures": found.pictures,
            "notes": _notes(found),
        })  # fmt: skip

    async def warm(request: Request) -> Response:
        await anyio.to_thread.run_sync(process.warm_up, limiter=limiter)
        return answer({})

    address = f"{API}article/pasted"
    return [Route(address, pasted, methods=["POST"]), Route(address, warm, methods=["PUT"])]


async def _read(request: Request) -> tuple[str, str]:
    """Return the pasted HTML and text."""
    sent = await read_json(request)
    html, text = sent.get("html", ""), sent.get("text", "")
    if not isinstance(html, str) or not isinstance(text, str):
        raise RefusedError("html and text", status=400)
    # Half of a sign outside the first plane can't be written.
    return html.encode("utf-8", "replace").decode(), text.encode("utf-8", "replace").decode()


def _notes(found: Fragment) -> list[str]:
    notes = []
    if "letters" in found.kept:
        notes.append(translate(_LETTERS))
    if words := words_in(found):
        short = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        notes.append(translate(_LEFT_OUT).format(words=short))
    return notes
