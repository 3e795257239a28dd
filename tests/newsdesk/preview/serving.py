"""A built folder as the preview answers with it, counter included, in a thread of the test's own process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast

from newsdesk.preview.application import Application
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.live_site import LiveSite, Problem
from newsdesk.preview.session import bind, http_server
from newsdesk.preview.tabs import Tabs


@dataclass
class BuiltFolder:
    """What an application asks of a site, for a folder that nobody changes."""

    folder: Path
    counter_path: str
    policy: str = ""

    def answer(self, address: str) -> Path | None:
        file = self.folder / (address[1:] + "index.html" if address.endswith("/") else address[1:])
        return file if file.is_file() else None

    def source_of(self, address: str) -> str:
        return ""

    def not_found(self) -> bytes:
        return (self.folder / "404.html").read_bytes()

    def pages_document(self) -> Path:
        return self.folder / "pages.json"


@contextmanager
def served(folder: Path, counter_path: str) -> Iterator[str]:
    """Serve the site in ``folder`` with a counter that begins at nothing; yields its address."""
    listener = bind(0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    site = cast("LiveSite", BuiltFolder(folder, counter_path))
    running: dict[str, Any] = {}
    ready = Event()

    async def serve() -> None:
        counter = ThrowawayCounter((address,))
        application = Application(lambda: site, Tabs(lambda *_: None), counter, _unexpected)
        running["server"] = http_server(application)
        ready.set()
        await running["server"].serve(sockets=[listener])
        await counter.close()

    thread = Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    ready.wait()
    yield address
    running["server"].should_exit = True
    thread.join()


def _unexpected(error: Exception) -> Problem:
    raise error
