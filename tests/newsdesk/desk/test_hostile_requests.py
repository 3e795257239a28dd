"""What broken and hostile requests get: a word that tells nothing of the machine, and never more than that."""

import asyncio
import json
from collections.abc import Coroutine, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newsdesk.desk.application import DeskApplication
from newsdesk.desk.desk import Desk, answer
from newsdesk.editing.alone import alone_in
from newsdesk.history import syncing
from newsdesk.history.git import GitError
from newsdesk.preview.application import Application
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.event_stream import EventStream
from newsdesk.preview.tabs import Tabs
from newsdesk.publishing.targets import _ssh
from newsdesk.site_folder import SiteFolder
from newsdesk.trouble import tell

API = "/__newsdesk/api/"
FILE = "tin/2026/11/bai/index.md"
OWN = {
    "host": "localhost:1", "origin": "http://localhost:1", "sec-fetch-site": "same-origin", "x-newsdesk-token": "token",
    "content-type": "application/json",
}  # fmt: skip


def run_apart(work: Coroutine[Any, Any, Any]) -> Any:
    """Run ``work`` in a thread of its own: a browser of another test may have left its event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = tmp_path / "trang"
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text('---\ntitle: "Bài"\n---\n\nMột.\n', "utf-8")
    return SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py")


@pytest.fixture
def desk(site: SiteFolder) -> Iterator[DeskApplication]:
    made = DeskApplication(Desk(site, lambda: None, lambda paths: None, cast("ThrowawayCounter", None), "token"))
    yield made
    made.close()


def ask(
    application: Any, method: str, path: str, value: Any = None, headers: dict[str, str] = OWN
) -> tuple[int, dict[str, Any]]:
    """Return the status and the JSON of an answer."""
    body = b"" if value is None else json.dumps(value).encode()
    address, _, query = path.partition("?")
    sent: list[Any] = []
    scope = {
        "type": "http", "method": method, "path": address, "query_string": query.encode(), "scheme": "http", "server": ("localhost", 1),
        "headers": [(name.encode(), given.encode()) for name, given in headers.items()],
    }  # fmt: skip

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    run_apart(application(scope, receive, send))
    content = b"".join(each.get("body", b"") for each in sent)
    return sent[0]["status"], json.loads(content) if content[:1] == b"{" else {}


def test_nothing_outside_of_its_own_folder_is_forgotten(desk: DeskApplication, site: SiteFolder) -> None:
    empty = site.folder.parent / "trong"
    empty.mkdir()
    for file in ("../../../trong", "../../tin/2026/11/../../../../trong", "/etc", ".newsdesk/x.md"):
        status, said = ask(desk, "DELETE", f"{API}unsaved?file={file}&place=x")
        assert status == 422 and said["said"], file
    assert empty.is_dir()


def test_what_is_no_text_is_refused_in_words(
    desk: DeskApplication, site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = {"file": "\ud800.md", "digest": "x", "place": "p", "text": "\udce9", "files": ["\ud800.md"], "seen": "\0"}
    paths = (
        "article/undo",
        "article/redo",
        "articles/delete",
        "articles/new",
        "history/restore",
        "fields/check",
        "publish/start",
    )
    for path in paths:
        for file in ("\ud800.md", "\0.md"):
            status, said = ask(desk, "POST", f"{API}{path}", {**half, "file": file, "title": "\ud800", "changes": []})
            assert 400 <= status < 500 and said["said"], (path, status, said)
    # A name that is no UTF-8 comes back as it was told.
    assert json.loads(bytes(answer({"name": "\udce9\U0001f600"}).body)) == {"name": "\udce9\U0001f600"}

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(site.folder / "tin" / "mat.md"))

    monkeypatch.setattr("newsdesk.desk.editing.open_article", fail)
    status, said = ask(desk, "GET", f"{API}article?file={FILE}")
    assert status == 500 and "mat.md" in said["said"] and str(site.folder) not in json.dumps(said)


def test_what_is_told_names_no_folder_of_the_machine() -> None:
    trace = 'Traceback (most recent call last):\n  File "/srv/x/y.py"\nValueError: not in /srv/trang/tin/a.md, see https://a.vn/b/c'
    assert tell(trace) == "ValueError: not in …/a.md, see https://a.vn/b/c"
    assert tell(ValueError("tin/2026/11/bai/index.md")) == "ValueError: tin/2026/11/bai/index.md"
    assert tell(OSError(28, "No space left on device", "/srv/trang/.cache/x")) == "No space left on device (x)"
    assert tell("") == ""


@pytest.mark.parametrize(
    "path", ["/", "/__preview/events?server=x", "/__preview/client.js", "/tin/2026/11/bai/anh.jpg"]
)
def test_other_origins_get_no_picture_and_no_stream(site: SiteFolder, path: str) -> None:
    async def asked(headers: dict[str, str]) -> int:
        tabs = Tabs(lambda new, before: None)
        preview = Application(lambda: None, tabs, cast("ThrowawayCounter", None), lambda error: pytest.fail())
        sent: list[Any] = []
        tabs.closed = True  # A stream ends at once.

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        where, _, query = path.partition("?")
        given = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": where, "query_string": query.encode(), "headers": given}
        await preview(scope, receive, send)
        return int(sent[0]["status"])

    def get(site: str, mode: str, wanted: str) -> int:
        return run_apart(asked({"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": wanted}))

    for foreign in ("cross-site", "same-site"):
        for mode, wanted in (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")):
            assert get(foreign, mode, wanted) == 403
        assert get(foreign, "navigate", "document") != 403
    assert get("same-origin", "no-cors", "image") != 403 and get("none", "navigate", "document") != 403


def test_a_number_without_end_is_none(site: SiteFolder) -> None:
    preview = Application(
        lambda: None, Tabs(lambda new, before: None), cast("ThrowawayCounter", None), lambda e: pytest.fail()
    )
    assert isinstance(preview._events(b"version=" + b"9" * 6000), EventStream)


def test_nobody_waits_for_the_server_that_sends(
    desk: DeskApplication, site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Getting what others sent may take a minute; saves go on meanwhile."""
    from tests.newsdesk.history.conftest import need_git, run

    need_git()
    for command in (("init", "-q"), ("add", "."), ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")):
        run(site.folder, *command)
    free: list[bool] = []

    def fetch(git: object) -> None:
        def save() -> None:
            with alone_in(site):
                free.append(True)

        saving = Thread(target=save, daemon=True)
        saving.start()
        saving.join(2)
        raise GitError("far away")

    monkeypatch.setattr(syncing, "fetch", fetch)
    status, said = ask(desk, "POST", f"{API}git/pull", {})
    assert (status, said["said"], free) == (422, "far away", [True])


def test_a_preview_asks_for_no_passphrase_at_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request would wait for it for ever, and whoever sent it sees no terminal."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    asked: list[list[str]] = []
    asking = Thread(target=lambda: asked.append(_ssh()))
    asking.start()
    asking.join()
    assert "BatchMode=yes" in asked[0]
    assert "BatchMode=yes" not in _ssh()
