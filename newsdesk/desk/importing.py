"""The room of importing: what is dropped is received, read, shown with its evidence, and accepted, corrected or thrown away."""

import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from newsdesk.desk.addresses import API, FOLDER
from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, user_of
from newsdesk.desk.frame import frame_script_page
from newsdesk.desk.import_values import describe_import, describe_in_list
from newsdesk.desk.receiving import check_announced, receive_file
from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.versions import keep_version
from newsdesk.importing.staging import ImportStore, StagedImport, State, UnknownImportError
from newsdesk.importing.staging.deciding import UndecidableError, WrongValueError, accept, correct_fields, take_back
from newsdesk.importing.staging.reading_process import ReadingProcess
from newsdesk.importing.staging.waiting_site import WaitingSite
from newsdesk.language import N_, translate
from newsdesk.preview.application import BARE_POLICY

Result = TypeVar("Result")
_TITLE = N_("Import")
_GONE = N_("This import is not here any more: it was decided about in another window, or its time is over.")
#: Seconds that an accepted article is waited for, until the preview knows its address.
_PATIENCE = 3.0
#: Where an article is edited, behind its address.
EDITING = "?edit=1"
_NOSCRIPT = re.compile(rb"<noscript\b.*?</noscript>", re.DOTALL | re.IGNORECASE)


def import_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = ImportRoom(desk)
    desk.beside.append(room.beside)
    desk.closing.append(room.close)
    routes = [
        ("", room.list_imports, "GET"), ("/begin", room.begin, "POST"), ("/drop", room.drop, "POST"), ("/read", room.read, "POST"),
        ("/cancel", room.cancel, "POST"), ("/accept-sure", room.accept_sure, "POST"), ("/{id}", room.show, "GET"), ("/{id}/page", room.page, "GET"),
        ("/{id}/correct", room.correct, "POST"), ("/{id}/accept", room.accept, "POST"), ("/{id}/discard", room.discard, "POST"),
        ("/{id}/restore", room.restore, "POST"),
    ]  # fmt: skip
    made = [Route(f"{API}import{path}", _told(answering), methods=[method]) for path, answering, method in routes]
    return [Route(f"{FOLDER}import", room.frame, methods=["GET"]), *made]


def _told(answering: Callable[[Request], Any]) -> Callable[[Request], Any]:
    """Return ``answering`` with what can't be done told in words."""

    async def told(request: Request) -> Response:
        try:
            found: Response = await answering(request)
            return found
        except UnknownImportError:
            raise RefusedError(translate(_GONE), status=404) from None
        except WrongValueError as error:
            raise RefusedError(error.said, error.fix, field=error.field) from None
        except UndecidableError as error:
            raise RefusedError(error.said, status=409, field=error.field) from None
        except UnsavableError as error:
            raise RefusedError(error.said) from None
        except OSError as error:
            raise RefusedError(unsavable(error, Path(str(error.filename or "")).name).said, status=507) from None

    return told


class ImportRoom:
    """Answers for the imports of a desk. The processes behind it begin when the room is first entered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        folder = desk.folder
        self._store = ImportStore(folder.folder)
        self._reading = ReadingProcess(folder.folder, folder.cache / "crashes")
        self._waiting = WaitingSite(folder, self._store)
        self._limiter = CapacityLimiter(6)
        self._lock = Lock()
        self._entered = False

    def close(self) -> None:
        """End the processes; what is under way is read when the room is next entered."""
        self._reading.close()
        self._waiting.close()

    def beside(self, address: str) -> bytes | Path | None:
        """Return a photo of an import, or a file that it offers."""
        return self._waiting.answer(address)

    async def frame(self, request: Request) -> Response:
        """Show the page."""
        Thread(target=self._enter, name="newsdesk-imports", daemon=True).start()
        page = frame_script_page(translate(_TITLE), "import", user_of(request), newsdesk="import")
        return HTMLResponse(page, headers=HEADERS)

    async def list_imports(self, request: Request) -> Response:
        """Tell of all imports, in short; with ``warm`` everything is made ready for the first."""
        if "warm" in request.query_params or not self._entered:
            Thread(target=self._enter, name="newsdesk-imports", daemon=True).start()
        return answer(await self._do(self._list))

    async def begin(self, request: Request) -> Response:
        """Make a batch for files that are announced, and tell which of them are refused before they are sent."""
        asked = await read_json(request)
        files = [
            (str(each.get("name", "")), max(0, each["size"]))
            for each in _list(asked.get("files"))
            if isinstance(each, dict) and isinstance(each.get("size"), int)
        ]
        category, user = str(asked.get("category", "")), user_of(request)
        return answer(await self._do(lambda: self._begin(files, category, user)))

    async def drop(self, request: Request) -> Response:
        """Receive one file: into a batch that was begun, or as one of its own, which is read at once."""
        name, batch = request.query_params.get("name", ""), request.query_params.get("batch", "")
        if batch and await self._do(lambda: self._store.batch(batch).state) != "receiving":
            raise RefusedError(translate(_GONE), status=404)
        own = batch or (await self._do(lambda: self._begin([], "", user_of(request))))["batch"]
        try:
            await receive_file(request, self._store, own, name, self._limiter)
        except BaseException:
            if not batch:
                self._store.end(own)
            raise
        if not batch:
            await self._do(lambda: self._read(own))
        return answer({"batch": own})

    async def read(self, request: Request) -> Response:
        """Have a batch read that was received whole."""
        batch = str((await read_json(request)).get("batch", ""))
        await self._do(lambda: self._read(batch))
        return answer({"batch": batch})

    async def cancel(self, request: Request) -> Response:
        """Forget a batch that was not received whole."""
        batch = str((await read_json(request)).get("batch", ""))
        await self._do(lambda: self._store.end(batch) if self._store.batch(batch).state == "receiving" else None)
        return answer({"batch": batch})

    async def show(self, request: Request) -> Response:
        """Tell all of one import."""
        return answer(await self._do(lambda: self._shown(self._found(_name(request)))))

    async def page(self, request: Request) -> Response:
        """Show an import as readers would see it. Its scripts don't run, and nobody but this page frames it."""
        page = await self._do(lambda: self._page(self._found(_name(request))))
        policy = f"{self._waiting.policy or BARE_POLICY}; frame-ancestors 'self'; sandbox allow-same-origin"
        headers = {**HEADERS, "Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
        return HTMLResponse(page, headers=headers)

    async def correct(self, request: Request) -> Response:
        """Change fields of an import."""
        values = _values(await read_json(request))
        return answer(await self._do(lambda: self._shown(self._corrected(_name(request), values))))

    async def accept(self, request: Request) -> Response:
        """Write an import into the site, with the fields that are given."""
        values, user = _values(await read_json(request)), user_of(request)
        return answer(await self._do(lambda: self._accepted(_name(request), values, user)))

    async def accept_sure(self, request: Request) -> Response:
        """Write all imports into the site of which nothing is doubtful."""
        user = user_of(request)
        return answer(await self._do(lambda: self._accept_sure(user)))

    async def discard(self, request: Request) -> Response:
        """Throw an import away."""
        return answer(await self._do(lambda: self._shown(self._discarded(_name(request)))))

    async def restore(self, request: Request) -> Response:
        """Bring back an import that was thrown away, or an article that was accepted and that nobody worked on since."""
        return answer(await self._do(lambda: self._shown(self._restored(_name(request)))))

    async def _do(self, work: Callable[[], Result]) -> Result:
        return await run_sync(work, limiter=self._limiter)

    def _enter(self) -> None:
        """Make everything ready that the first import would wait for, and go on with what was left."""
        with self._lock:
            if not self._entered:
                self._entered = True
                self._store.tidy()
                for batch in self._store.unread():
                    self._reading.read(batch)
            self._reading.warm_up()
            self._waiting.show(self._staged())

    def _staged(self) -> list[StagedImport]:
        return [each for each in self._store.all() if each.state in (State.SKETCHED, State.READY)]

    def _found(self, name: str) -> StagedImport:
        return self._store.read(name)

    def _list(self) -> dict[str, Any]:
        # In this order: whoever is told that nothing is under way asks no more, and is to have the last state of all.
        busy = bool(self._store.unread())
        imports = self._store.all()
        return {
            "imports": [describe_in_list(each) for each in imports],
            "categories": [each.name for each in self._desk.facts().categories],
            "busy": busy,
        }

    def _begin(self, files: Sequence[tuple[str, int]], category: str, user: str) -> dict[str, Any]:
        known = {each.name for each in self._desk.facts().categories}
        refused = check_announced(self._store, [*files])
        return {"batch": self._store.begin(category if category in known else "", user).id, "refused": refused}

    def _read(self, batch: str) -> None:
        told = self._store.batch(batch)
        if told.state != "receiving":
            return
        self._store.keep_batch(replace(told, state="reading"))
        self._reading.read(batch)

    def _shown(self, staged: StagedImport) -> dict[str, Any]:
        # What was read is not kept waiting for a page.
        self._waiting.show(self._staged(), patient=False)
        return describe_import(
            staged,
            self._waiting.problems(staged),
            self._address(staged.accepted or staged.existing, _PATIENCE if staged.accepted else 0),
        )

    def _page(self, staged: StagedImport) -> bytes:
        self._waiting.show(self._staged())
        page = self._waiting.page(staged)
        if (
            page is None
        ):  # Of a site whose plugins need every page, or that is broken now: the text as it will be written.
            text = (self._store.files_of(staged) / "index.md").read_text(encoding="utf-8")
            page = f'<!doctype html><meta charset="utf-8"><pre>{escape(text)}</pre>'.encode()
        # Its scripts don't run: what stands there for browsers without them, such as the counter's picture, is nothing to look at.
        return _NOSCRIPT.sub(b"", page)

    # What is changed is read within the lock: two windows may decide at once.

    def _corrected(self, name: str, values: dict[str, str]) -> StagedImport:
        with self._lock:
            staged = self._found(name)
            return correct_fields(self._store, staged, values, self._desk.facts()) if values else staged

    def _accepted(self, name: str, values: dict[str, str], user: str) -> dict[str, Any]:
        self._corrected(name, values)
        done = self._write(name, user)
        return describe_import(done, [], self._address(done.accepted or done.existing, _PATIENCE))

    def _accept_sure(self, user: str) -> dict[str, Any]:
        done = [self._write(each.id, user) for each in self._store.all() if each.is_sure]
        return {"accepted": [each.id for each in done if each.accepted]}

    def _write(self, name: str, user: str) -> StagedImport:
        """Write an import into the site, and let the preview and the history know of it."""
        with self._lock:
            done = accept(self._store, self._found(name), self._desk.facts())
        if done.accepted:
            path = self._desk.folder.folder / done.accepted
            with suppress(UnsavableError):  # It is in the site, whatever the history knows of it.
                keep_version(self._desk.folder, done.accepted, path.read_bytes(), user, "imported")
            self._desk.follow([each for each in path.parent.iterdir() if not each.name.startswith(".")])
        return done

    def _discarded(self, name: str) -> StagedImport:
        with self._lock:
            return self._store.discard(self._found(name))

    def _restored(self, name: str) -> StagedImport:
        with self._lock:
            staged = self._found(name)
            if staged.state is not State.ACCEPTED:
                return self._store.restore(staged)
            path = self._desk.folder.folder / staged.accepted
            with alone_in(self._desk.folder):
                back = take_back(self._store, staged, self._desk.facts())
        self._desk.follow([path])
        return back

    def _address(self, file: str, patience: float) -> str:
        """Return where the preview shows the source ``file`` of the site; ``""`` where it doesn't after ``patience`` seconds."""
        if not file:
            return ""
        path = str(self._desk.folder.folder / file)
        end = time.monotonic() + patience
        while True:
            site = self._desk.site()
            row = site.sources().get(path) if site else None
            if row is not None and row.entry.url:
                return f"{row.entry.url}{EDITING}"
            if time.monotonic() >= end:
                return ""
            time.sleep(0.02)


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []


def _name(request: Request) -> str:
    name: str = request.path_params["id"]
    return name


def _values(asked: dict[str, Any]) -> dict[str, str]:
    given = asked.get("set", {})
    return {str(name): str(value or "") for name, value in given.items()} if isinstance(given, dict) else {}
