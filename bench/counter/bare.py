"""A floor: an ASGI handler that does nothing but the group commit (no bots, limiter, de-duplication, visits or checks).

``granian --interface asgi bench.counter.bare:app`` with ``BARE_DB`` naming its database.
"""

import asyncio
import os
import sqlite3
from collections import Counter
from threading import Condition, Thread
from typing import Any


class Store:
    """One writer thread; a batch is whatever has gathered while the one before was committed."""

    def __init__(self, path: str) -> None:
        self.path, self.loop = path, asyncio.get_running_loop()
        self.pending: list[tuple[str, asyncio.Future[None]]] = []
        self.ready = Condition()
        Thread(target=self._run, daemon=True).start()

    def add(self, page: str) -> "asyncio.Future[None]":
        future = self.loop.create_future()
        with self.ready:
            self.pending.append((page, future))
            self.ready.notify()
        return future

    def _run(self) -> None:
        db = sqlite3.connect(self.path, isolation_level=None)
        db.executescript(
            "pragma journal_mode=wal; pragma synchronous=full; create table page(path text primary key, views integer)"
        )
        while True:
            with self.ready:
                self.ready.wait_for(lambda: self.pending)
                batch, self.pending = self.pending, []
            db.execute("begin immediate")
            db.executemany(
                "insert into page values(?, ?) on conflict do update set views = views + excluded.views",
                Counter(page for page, _ in batch).items(),
            )
            db.execute("commit")
            self.loop.call_soon_threadsafe(self._done, batch)

    def _done(self, batch: list[tuple[str, "asyncio.Future[None]"]]) -> None:
        for _, future in batch:
            future.set_result(None)


store: Store | None = None


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer once the hit is stored."""
    global store
    if scope["type"] == "lifespan":
        while (await receive())["type"] == "lifespan.startup":
            store = Store(os.environ["BARE_DB"])
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    body = (await receive())["body"]
    assert store is not None
    await store.add(body.decode())
    answer = b'{"views":1,"online":1,"today":1,"total":1}'
    head = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": answer})
