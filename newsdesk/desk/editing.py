"""The room of editing: an article as its blocks, saving, undoing, and what is typed and not saved yet."""

from collections.abc import Sequence
from typing import Any

from anyio import CapacityLimiter
from starlette.routing import Route

from newsdesk.desk.addresses import API
from newsdesk.desk.answering import by_json, by_query
from newsdesk.desk.article_view import ArticleView
from newsdesk.desk.desk import Desk
from newsdesk.editing.changes import Change, UnusableChangeError
from newsdesk.editing.saving import Opened, keep_base, open_article, save
from newsdesk.editing.undoing import redo, undo
from newsdesk.editing.unsaved import drop_unsaved, keep_unsaved

#: Changes of one save.
_MOST = 500


def editing_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    limiter, view = CapacityLimiter(4), ArticleView(desk)
    room = _Editing(desk, view)
    handlers = (
        ("article", by_query(room.article, limiter), "GET"),
        ("article/save", by_json(room.save, limiter), "POST"),
        ("article/undo", by_json(room.undo, limiter), "POST"),
        ("article/redo", by_json(room.redo, limiter), "POST"),
        ("unsaved", by_json(room.keep, limiter), "PUT"),
        ("unsaved", by_query(room.forget, limiter), "DELETE"),
    )
    return [Route(f"{API}{name}", handler, methods=[method]) for name, handler, method in handlers]


class _Editing:
    """What each address does; ``given`` is what was sent, ``by`` who sent it."""

    def __init__(self, desk: Desk, view: ArticleView) -> None:
        self._desk, self._view = desk, view

    def article(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Tell of the article in ``file``, or of that at the address ``url``."""
        file = _text(given, "file") if "file" in given else self._view.file_at(_text(given, "url"))
        opened = open_article(self._desk.folder, file)
        self._view.check_known(file)
        return self._view.view(opened)

    def save(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Make changes; a ``place`` that is named holds nothing unsaved any more."""
        file = _text(given, "file")
        self._view.check_known(file)
        opened = save(self._desk.folder, file, _text(given, "digest"), read_changes(given.get("changes")), by)
        if "place" in given:
            drop_unsaved(self._desk.folder, file, _text(given, "place"))
        return self._shown(opened)

    def undo(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Take back what was done last."""
        return self._shown(undo(self._desk.folder, _text(given, "file"), _text(given, "digest"), by))

    def redo(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Do again what was undone last."""
        return self._shown(redo(self._desk.folder, _text(given, "file"), _text(given, "digest"), by))

    def keep(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Keep what is typed and not saved yet, and the text that it is typed over."""
        file, digest = _text(given, "file"), _text(given, "digest")
        keep_unsaved(self._desk.folder, file, _text(given, "place"), _text(given, "text"), digest, by)
        keep_base(self._desk.folder, file, digest)
        return {"kept": True}

    def forget(self, given: dict[str, Any], by: str) -> dict[str, Any]:
        """Forget what was typed at a place and not saved."""
        drop_unsaved(self._desk.folder, _text(given, "file"), _text(given, "place"))
        return {"kept": False}

    def _shown(self, opened: Opened) -> dict[str, Any]:
        article, shown = self._view.show(opened)
        return {"digest": opened.digest, "article": article, "shown": shown}


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise UnusableChangeError(name)
    return value


def read_changes(given: Any) -> list[Change]:
    """Return the changes of lines that were sent. Raises ``UnusableChangeError`` for anything else."""
    if not isinstance(given, list) or not 0 < len(given) <= _MOST:
        raise UnusableChangeError("changes")
    changes = []
    for each in given:
        if not isinstance(each, dict):
            raise UnusableChangeError("changes")
        first, last, apart = each.get("first"), each.get("last"), each.get("apart", False)
        if type(first) is not int or type(last) is not int or type(apart) is not bool:
            raise UnusableChangeError("lines")
        changes.append(Change(first, last, _text(each, "was"), _text(each, "text"), apart))
    return changes
