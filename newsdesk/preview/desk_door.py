"""The way to the newsdesk, which is imported when it is first asked for; and whether readers of the site may comment.

It needs the site's own code, which an edit may have broken: a preview goes on all the same.
"""

import secrets
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.live_site import LiveSite
from newsdesk.site_folder import SiteFolder

if TYPE_CHECKING:
    from newsdesk.desk.application import DeskApplication


class DeskDoor:
    """Leads to the newsdesk of the site in ``folder``; ``site`` returns the live one, ``trial`` is the preview's counter.

    ``follow`` has the preview read files again.
    """

    def __init__(
        self,
        folder: SiteFolder,
        site: Callable[[], LiveSite | None],
        trial: ThrowawayCounter,
        follow: Callable[[Iterable[Path]], None],
    ) -> None:
        self._folder, self._site, self._trial, self._follow = folder, site, trial, follow
        self._desk: DeskApplication | None = None
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

    def application(self) -> ASGIApp:
        """Return what answers below the newsdesk's address."""
        try:
            if self._desk is None:
                from newsdesk.desk.application import DeskApplication
                from newsdesk.desk.desk import Desk

                token = secrets.token_urlsafe(24)
                self._desk = DeskApplication(Desk(self._folder, self._site, self._follow, self._trial, token))
            return self._desk
        except Exception as error:
            traceback.print_exception(error)
            return PlainTextResponse(f"{type(error).__name__}: {error}", 500, {"Cache-Control": "no-store"})

    def beside(self, address: str) -> bytes | Path | None:
        """Return what the newsdesk has at an ``address`` that the site has nothing at. Any thread calls this."""
        return self._desk.beside(address) if self._desk else None

    def close(self) -> None:
        """End what the newsdesk has under way."""
        if self._desk:
            self._desk.close()
