"""Server-sent events: one stream for each open tab, which ends with it."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from starlette.types import Receive, Scope, Send

from newsdesk.preview.overlay import overlay
from newsdesk.preview.tabs import Tab, Tabs

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # A proxy passes each event on as it comes.
    (b"x-accel-buffering", b"no"),
]
#: Milliseconds after which a browser asks again when the preview has gone.
RETRY = 300


class EventStream:
    """Tells ``tab`` what is new until it closes, has to be loaded again or goes to sleep; an ASGI application.

    ``source_of`` returns the source file of the page at an address, as in ``LiveSite``.
    """

    def __init__(self, tabs: Tabs, tab: Tab, server: str, source_of: Callable[[str], str]) -> None:
        self._tabs, self._tab, self._source_of = tabs, tab, source_of
        self._of_another_server = server != tabs.server
        self._ended = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events as they come."""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _send(send, f"retry: {RETRY}\n\n")
        self._tabs.enter(self._tab)
        gone = asyncio.create_task(_gone(receive))
        try:
            while True:
                self._tab.wake.clear()
                for event in self._events():
                    await _send(send, event)
                if self._ended:
                    break
                woken = asyncio.create_task(self._tab.wake.wait())
                await asyncio.wait({woken, gone}, return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                if gone.done():
                    return
        finally:
            self._tabs.leave(self._tab)
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone
        await send({"type": "http.response.body", "body": b""})

    def _events(self) -> Iterator[str]:
        tabs, tab = self._tabs, self._tab
        if tabs.closed:
            self._ended = True
        elif self._of_another_server or tabs.is_stale(tab):
            self._ended = True
            yield _event("reload")
        elif tab.asleep:
            self._ended = True
            yield _event("sleep")
        else:
            if tabs.has_stale_styles(tab):
                tab.version = tabs.version
                yield _event("styles", tab.version)
            if tab.shown != tabs.problems:
                tab.shown = tabs.problems
                yield _event("problems", overlay(tab.shown, self._source_of(tab.address)))


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _event(name: str, data: Any = None) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
