"""What a page that edits an article is told of it: its blocks with their places on the page, its fields, and what is wrong with it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from ban_tin.articles.front_matter.parse import Source, parse_source
from ban_tin.findings import Findings
from ban_tin.language.vietnamese import nfc
from newsdesk.desk.desk import Desk, RefusedError
from newsdesk.editing.front import body_start
from newsdesk.editing.places import shown_file
from newsdesk.editing.placing import Placed, describe_elements
from newsdesk.editing.placing_process import Asked, PlacingProcess, unplaced
from newsdesk.editing.saving import Opened
from newsdesk.editing.texts import split_lines
from newsdesk.editing.undoing import can_undo
from newsdesk.editing.unsaved import list_unsaved
from newsdesk.language import N_, catalogue, translate
from newsdesk.listing.states import BROKEN, own_state
from newsdesk.preview.live_site import LiveSite

if TYPE_CHECKING:
    from ban_tin.building.state import Row

#: Seconds that a page waits until the preview knows a file, and between two looks.
_PATIENCE, _LOOK = 3.0, 0.01
#: Findings that stand at one line and are mended in another field.
_ELSEWHERE = {"lead-alt-missing": "lead_alt", "consent-missing": "consent"}
_NO_ARTICLE = N_("There is no article at this address.")


class ArticleView:
    """Tells the page of an article of ``desk`` what it needs for editing, and waits until the preview shows what was saved."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._placing = desk, PlacingProcess()
        # By the time that somebody has found what to edit, it is there.
        self._placing.warm_up()

    def file_at(self, url: str) -> str:
        """Return which source file the page at ``url`` is made of. Raises ``RefusedError``."""
        site = self._desk.site()
        for path, row in site.sources().items() if site else ():
            if row is not None and row.entry.url == url:
                return shown_file(self._desk.folder, Path(path))
        raise RefusedError(translate(_NO_ARTICLE), status=404)

    def check_known(self, file: str) -> None:
        """Raise ``RefusedError`` for a file that the site knows nothing of, also when it is given a moment."""
        path = self._named(file)
        if not _until(lambda: self._row(path) is not None or self._is_known(path), lambda: self._desk.follow([path])):
            raise RefusedError(translate(_NO_ARTICLE), status=404)

    def show(self, opened: Opened) -> tuple[dict[str, Any], bool]:
        """Let the preview show what was just written; return what ``view`` does, and whether the page shows it."""
        placed: list[Placed] = []
        placing = Thread(target=lambda: placed.append(self._place(opened)), name="newsdesk-placing", daemon=True)
        placing.start()
        shown = self._desk.show_written(opened.file)
        placing.join()
        view = self._view(opened, placed[0], wait=not shown)
        return view, view["placed"]

    def view(self, opened: Opened) -> dict[str, Any]:
        """Return all that a page needs to edit ``opened``."""
        return self._view(opened, self._place(opened), wait=True)

    def _view(self, opened: Opened, placed: Placed, wait: bool) -> dict[str, Any]:
        path = self._named(opened.file)
        site = self._desk.site()
        if wait and site is not None:
            _until(lambda: site.has_read(path) or _matches(site, path, placed), lambda: self._desk.follow([path]))
        matches = site is not None and _matches(site, path, placed)
        if not matches:
            # Of an article with an error, the page shows how it was before.
            placed = replace(placed, blocks=tuple(replace(block, children=0) for block in placed.blocks), after=0)
        row = self._row(path)
        lines = split_lines(opened.text)
        undo, redo = can_undo(self._desk.folder, opened.file)
        return {
            "file": opened.file,
            "url": row.entry.url if row else "",
            "title": row.entry.title if row else "",
            "digest": opened.digest,
            "state": own_state(row.entry, datetime.now(UTC)) if row else BROKEN,
            "blocks": [asdict(block) for block in placed.blocks],
            "after": placed.after,
            "placed": matches,
            "body_first": body_start(lines) + 1,
            "lines": len(lines),
            "fields": _fields(opened.text),
            "findings": list(self._findings(site, path, opened.text)),
            "unsaved": {each.place: asdict(each) for each in list_unsaved(self._desk.folder, opened.file)},
            "can_undo": undo,
            "can_redo": redo,
        }

    def _place(self, opened: Opened) -> Placed:
        site, row = self._desk.site(), self._row(self._named(opened.file))
        maker = site.reader_maker() if site else None
        if maker is None:
            return unplaced(opened.text)
        return self._placing.place(
            Asked(maker, str(self._named(opened.file)), opened.text, row.entry.url if row else "/")
        )

    def _named(self, file: str) -> Path:
        """Return the path of a file as the preview names it, links not followed."""
        return self._desk.folder.folder / file

    def _row(self, path: Path) -> "Row | None":
        site = self._desk.site()
        return site.row_of(path) if site else None

    def _is_known(self, path: Path) -> bool:
        site = self._desk.site()
        return site is not None and str(path) in site.sources()

    def _findings(self, site: LiveSite | None, path: Path, text: str) -> Iterable[dict[str, Any]]:
        gettext = catalogue().gettext
        source = _source(text)
        lines = {line: name for name, line in source.lines.items() if line < source.body_line} if source else {}
        folder = self._desk.folder.folder
        shown = nfc(f"{folder.name}/{path.relative_to(folder).as_posix()}")
        for each in site.findings() if site else ():
            if each.path == shown:
                yield {
                    "line": each.line,
                    "severity": str(each.severity),
                    "kind": each.kind,
                    # Where it is mended in the form of the fields; "" for what is mended in the text.
                    "field": _ELSEWHERE.get(each.kind) or lines.get(each.line, ""),
                    "message": each.message(gettext),
                    "fix": each.fix(gettext),
                }


def _until(holds: Callable[[], bool], begin: Callable[[], None]) -> bool:
    """Wait until something ``holds``, which ``begin`` may bring about; return whether it does."""
    if holds():
        return True
    begin()
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        time.sleep(_LOOK)
        if holds():
            return True
    return False


def _matches(site: LiveSite, path: Path, placed: Placed) -> bool:
    body = site.shown_body(path)
    return body is not None and describe_elements(body) == placed.looks


def _fields(text: str) -> dict[str, Any]:
    """Return the fields as they are written; what is wrong with them is among the findings."""
    source = _source(text)
    return source.values if source else {}


def _source(text: str) -> Source | None:
    return parse_source(text.replace("\r\n", "\n").replace("\r", "\n"), "", Findings())
