"""The way to the page of comments: whether a site has one, and the page itself, which is imported when it is first asked for.

It needs the site's own code, which an edit may have broken: a preview goes on all the same.
"""

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope

from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.live_site import LiveSite
from newsdesk.site_folder import SiteFolder

if TYPE_CHECKING:
    from newsdesk.preview.comments_desk import CommentsDesk


class DeskDoor:
    """Leads to the page of the site in ``folder``; ``site`` returns the live one, ``trial`` is the preview's counter."""

    def __init__(self, folder: SiteFolder, site: Callable[[], LiveSite | None], trial: ThrowawayCounter) -> None:
        self._folder, self._site, self._trial = folder, site, trial
        self._desk: CommentsDesk | None = None
        self._seen: tuple[int, int] | None = None
        self._takes = False

    def is_open(self) -> bool:
        """Return whether readers may comment, as the list of pages says; it is read again when it changes."""
        site = self._site()
        listed = site.pages_document() if site and site.counter_path else None
        if listed is None:
            return False
        try:
            status = listed.stat()
            if (seen := (status.st_mtime_ns, status.st_size)) != self._seen:
                self._takes, self._seen = b'\n"comments": ' in listed.read_bytes(), seen
        except OSError:
            return False
        return self._takes

    async def answer(self, scope: Scope, receive: Receive) -> Response:
        """Answer a request for the page or what belongs to it."""
        try:
            if self._desk is None:
                from newsdesk.preview.comments_desk import CommentsDesk

                self._desk = CommentsDesk(self._folder, self._site, self._trial)
            return await self._desk.answer(scope, receive)
        except Exception as error:
            traceback.print_exception(error)
            return PlainTextResponse(f"{type(error).__name__}: {error}", 500, {"Cache-Control": "no-store"})

    def close(self) -> None:
        """Forget what a trial kept."""
        if self._desk:
            self._desk.close()
