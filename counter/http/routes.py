"""From an address to its handler, and from what that returns or raises to an answer."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from counter.http.answers import NOSNIFF, HttpError, Reply, to_json
from counter.http.door import Receive, Request, Scope
from counter.metrics import Metrics
from counter.storage import StorageError

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Handler = Callable[[Request], Awaitable[Reply]]
Named = Mapping[str, tuple[str, Handler]]


class Routes:
    """Answers HTTP requests. ``named``: a path below the prefix -> its method and handler."""

    def __init__(self, prefix: str, named: Named, metrics: Metrics):
        self.by_path = {before + name: route for before in ("", prefix) for name, route in named.items()}
        self.metrics = metrics

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer to one request."""
        try:
            try:
                reply = await self._reply(scope, receive)
            except StorageError:
                raise HttpError(503, "the counts can't be read", (b"retry-after", b"30")) from None
        except HttpError as error:
            self.metrics.limited += error.status == 429
            self.metrics.rejected += error.status != 429
            reply = error.reply or Reply(to_json({"error": str(error)}), status=error.status, headers=error.headers)
        body, kind, cache, status, more = reply
        headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body)), cache, NOSNIFF, *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        return await send({"type": "http.response.body", "body": body})

    def _reply(self, scope: Scope, receive: Receive) -> Awaitable[Reply]:
        """Raises HttpError."""
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        route = self.by_path.get(path)
        if route is None:
            raise HttpError(404, "no such address")
        method, handler = route
        if method != scope["method"]:
            raise HttpError(405, f"use {method}", (b"allow", method.encode()))
        return handler(Request(scope, dict(scope["headers"]), receive))
