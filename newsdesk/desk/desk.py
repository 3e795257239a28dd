"""What every room of the newsdesk works with, and how it answers."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk.language import N_, translate
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.live_site import LiveSite
from newsdesk.site_folder import FACTS, SiteFolder

_NO_FACTS = N_("site.toml can’t be used. The preview says why.")
#: Of every answer: nothing is kept, nothing runs but the newsdesk's own files, nobody frames it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """The site that the newsdesk works on, and what the preview does for its rooms."""

    #: Where it lies.
    folder: SiteFolder
    #: Returns what the preview shows, None while there is nothing yet.
    site: Callable[[], LiveSite | None]
    #: Has the preview read files again at once, as if it had seen them change. Any thread may call it.
    follow: Callable[[Iterable[Path]], None]
    #: The preview's own counter.
    trial: ThrowawayCounter
    #: What every changing request has to bring along: a page of another origin can't read it.
    token: str
    #: Return what lies at an address that the site has nothing at: photos of what is no article yet. Rooms add theirs; any thread asks.
    beside: list[Callable[[str], bytes | Path | None]] = field(default_factory=list)
    #: Are called when the preview ends. Rooms add theirs.
    closing: list[Callable[[], None]] = field(default_factory=list)
    #: Hears of files that were written and that the preview shows already; ``follow`` tells it, too. Any thread may call it.
    note: Callable[[Iterable[Path]], None] = lambda paths: None

    def facts(self) -> SiteFacts:
        """Return what ``site.toml`` says. Raises ``RefusedError`` where it can't be used."""
        facts = load_facts(self.folder.folder / FACTS, f"{self.folder.folder.name}/{FACTS}", Findings())
        if facts is None:
            raise RefusedError(translate(_NO_FACTS))
        return facts

    def show_written(self, file: str) -> bool:
        """Let the preview show the source ``file``, which was just written; return whether its page shows it by now. Lists follow."""
        path, site = self.folder.folder / file, self.site()
        shown = site is not None and site.show_at_once(path)
        (self.note if shown else self.follow)([path])
        return shown


class RefusedError(Exception):
    """A request that can't be done: ``said`` is for the editor, in her language, ``fix`` what to do instead, ``more`` for the page's scripts."""

    def __init__(self, said: str, fix: str = "", status: int = 422, **more: Any) -> None:
        super().__init__(said)
        self.said, self.fix, self.status, self.more = said, fix, status, more


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        """Return JSON in UTF-8. Half a sign, as names of files have that are no UTF-8, is written as JSON does, and comes back the same."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")


def answer(value: Any, status: int = 200) -> JSONResponse:
    """Return ``value`` as JSON."""
    return _Json(value, status, HEADERS)


def refusal(error: RefusedError) -> JSONResponse:
    """Return what a page gets for ``error``: ``{"said": …, "fix": …}`` and what else it has."""
    return answer({**error.more, "said": error.said, "fix": error.fix}, error.status)


def user_of(request: Request) -> str:
    """Return who asks, as the configured proxy says; ``""`` on a machine of one's own."""
    name = request.scope.get("newsdesk.user", "")
    return name if isinstance(name, str) else ""
