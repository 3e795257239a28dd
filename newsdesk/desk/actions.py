"""The room of what is done with whole articles: one or several at a time. Each answer says what was done, and can be taken back."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from zoneinfo import ZoneInfo

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ban_tin.building.state import Row
from newsdesk.article import UnusableArticleError, make_article
from newsdesk.article_actions import (
    Done,
    Undo,
    duplicate_article,
    put_back_article,
    remove_article,
    schedule_article,
    set_published,
    take_back,
    withdraw_article,
)
from newsdesk.desk.addresses import API
from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import Desk, RefusedError, answer, user_of
from newsdesk.desk.listing.page import format_date
from newsdesk.editing.errors import ConflictError, UnsavableError, unsavable
from newsdesk.editing.places import shown_file
from newsdesk.editing.trash import restore_article
from newsdesk.language import N_, translate

#: Articles at once, and what was done last that can be taken back.
MOST, _KEPT = 500, 100
#: Seconds that an answer waits for the preview to show what was done.
_SHOWN, _LOOK = 3.0, 0.02
_NOTHING = N_("No article is chosen.")
_MANY = N_("These are more articles than can be changed at once ({most}).")
_NO_UNDO = N_("This can’t be undone any more here. The article’s history has what it was before.")
_MEANWHILE = N_("“{file}” was changed meanwhile: the undo would overwrite that. Its history has all versions.")
_NO_TITLE = N_("Give the article a title.")
_UNDONE = N_("Undone.")
_MADE = N_("“{title}” is begun, as a draft.")
#: What is said of one article, and of several.
_SAID = {
    "duplicate": (N_("“{title}” was duplicated, as a draft."), N_("{num} articles were duplicated, as drafts.")),
    "withdraw": (
        N_("“{title}” is withdrawn: from the next publish on, readers see only the reason."),
        N_("{num} articles are withdrawn: from the next publish on, readers see only the reason."),
    ),
    "put-back": (N_("“{title}” is put back."), N_("{num} articles are put back.")),
    "publish": (N_("“{title}” goes along with the next publish."), N_("{num} articles go along with the next publish.")),
    "draft": (
        N_("“{title}” is a draft: after the next publish, readers don’t see it."),
        N_("{num} articles are drafts: after the next publish, readers don’t see them."),
    ),
    "schedule": (N_("“{title}” is scheduled: {date}."), N_("{num} articles are scheduled: {date}.")),
    "delete": (N_("“{title}” is deleted, with all that lay beside it."), N_("{num} articles are deleted.")),
    "restore": (N_("“{title}” is back."), N_("{num} articles are back.")),
}  # fmt: skip

#: Does something with the file that is named.
Doing = Callable[[str], Done]


class ActionsRoom:
    """Does what is asked with whole articles of ``desk``, and remembers how it is taken back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limiter = CapacityLimiter(2)
        self._undos: OrderedDict[str, list[Undo]] = OrderedDict()

    async def new(self, request: Request) -> Response:
        """Begin an article: ``title``, perhaps ``category`` and ``date``."""
        given = await read_json(request)
        return answer(await run_sync(self._new, given, limiter=self._limiter))

    async def act(self, request: Request) -> Response:
        """Do what the address names with all ``files``."""
        given = await read_json(request)
        name = request.path_params["action"]
        value = await run_sync(self._act, name, given, user_of(request), limiter=self._limiter)
        return answer(value, 200 if value["done"] or not value["failed"] else 422)

    async def undo(self, request: Request) -> Response:
        """Take back what the answer with this ``undo`` had done."""
        given = await read_json(request)
        return answer(await run_sync(self._undo, str(given.get("undo", "")), user_of(request), limiter=self._limiter))

    def _new(self, given: Mapping[str, Any]) -> dict[str, Any]:
        title, site = _text(given, "title"), self._desk.folder
        if not title:
            raise RefusedError(translate(_NO_TITLE), field="title")
        try:
            path = make_article(
                site.folder, self._desk.facts(), title, _text(given, "category"), _text(given, "date"), remarks=False
            )
        except UnusableArticleError as error:
            raise RefusedError("\n".join(error.problems)) from None
        except OSError as error:
            raise RefusedError(unsavable(error, Path(str(error.filename or title)).name).said, status=507) from None
        file = shown_file(site, path)
        url = self._follow([path]).get(path, "")
        undo = self._keep([Undo("made", file)])
        return {"said": translate(_MADE).format(title=title), "file": file, "url": url, "undo": undo}

    def _act(self, name: str, given: Mapping[str, Any], user: str) -> dict[str, Any]:
        doing, said = self._doing(name, given, user)
        titles, files, done = self._titles(), self._files(given), list[Done]()
        failed = list[dict[str, str]]()
        for file in files:
            try:
                done.append(doing(file))
            except (UnsavableError, ConflictError) as error:
                failed.append({"file": file, "title": titles.get(file, file), "said": _why(error, file)})
        shown = self._follow([self._desk.folder.folder / each.file for each in done])
        one, several = _SAID[said]
        text = translate(one if len(done) == 1 else several) if done else ""
        # What was deleted had no title here until now.
        known, named = (self._titles(), done[0].file) if done and name == "restore" else (titles, files[0])
        text = text.format(title=known.get(named, named), num=len(done), date=_shown_date(_text(given, "date")))
        return {
            "said": text or "\n".join(each["said"] for each in failed),
            "done": [{"file": each.file, "url": shown.get(self._desk.folder.folder / each.file, "")} for each in done],
            "failed": failed,
            "undo": self._keep([each.undo for each in done]) if done and name != "restore" else "",
        }

    def _doing(self, name: str, given: Mapping[str, Any], by: str) -> tuple[Doing, str]:
        """Return what does the action ``name`` with one file, and under which name it is told."""
        site = self._desk.folder
        if name == "withdraw":
            return lambda file: withdraw_article(site, file, _text(given, "reason"), by), name
        if name == "put-back":
            return lambda file: put_back_article(site, file, by), name
        if name == "publish-state":
            published = given.get("published") is True
            return lambda file: set_published(site, file, published, by), "publish" if published else "draft"
        if name == "schedule":
            zone = ZoneInfo(self._desk.facts().time_zone)
            return lambda file: schedule_article(site, file, _text(given, "date"), zone, by), name
        if name == "duplicate":
            facts = self._desk.facts()
            return lambda file: duplicate_article(site, facts, file, by), name
        if name == "delete":
            return lambda file: remove_article(site, file, by), name
        if name == "restore":
            return lambda kept: Done(restore_article(site, kept), Undo("text", "")), name
        raise RefusedError("no such action", status=404)

    def _undo(self, key: str, user: str) -> dict[str, Any]:
        undos = self._undos.pop(key, None)
        if undos is None:
            raise RefusedError(translate(_NO_UNDO), status=410)
        files, failed, left = list[str](), list[str](), list[Undo]()
        for each in reversed(undos):
            try:
                files.append(take_back(self._desk.folder, each, user) or each.name)
            except (UnsavableError, ConflictError) as error:
                failed.append(_why(error, each.name))
                left.append(each)
        if not files:
            self._undos[key] = left
            raise RefusedError("\n".join(failed), status=409)
        self._follow([self._desk.folder.folder / each for each in files])
        return {"said": "\n".join([translate(_UNDONE), *failed]), "files": files}

    def _files(self, given: Mapping[str, Any]) -> list[str]:
        files = given.get("files")
        if not isinstance(files, list) or not files or not all(isinstance(each, str) for each in files):
            raise RefusedError(translate(_NOTHING))
        if len(files) > MOST:
            raise RefusedError(translate(_MANY).format(most=MOST))
        return list(dict.fromkeys(files))

    def _keep(self, undos: list[Undo]) -> str:
        key = secrets.token_urlsafe(12)
        self._undos[key] = undos
        while len(self._undos) > _KEPT:
            self._undos.popitem(last=False)
        return key

    def _titles(self) -> dict[str, str]:
        site, folder = self._desk.site(), f"{self._desk.folder.folder}/"
        rows = site.sources() if site else {}
        return {path.removeprefix(folder): row.entry.title for path, row in rows.items() if row}

    def _follow(self, paths: Sequence[Path]) -> dict[Path, str]:
        """Have the preview read ``paths`` again, wait a moment until it has, and return the addresses of those that are there."""
        site = self._desk.site()
        before = dict(site.sources()) if site else {}
        self._desk.follow(paths)
        end, left = monotonic() + _SHOWN, [*paths]
        while site and left and monotonic() < end:
            sleep(_LOOK)
            rows = site.sources()
            left = [path for path in left if not _is_followed(path, before, rows)]
        rows = site.sources() if site else {}
        return {path: row.entry.url for path in paths if (row := rows.get(str(path)))}


def _is_followed(path: Path, before: Mapping[str, Row | None], rows: Mapping[str, Row | None]) -> bool:
    """Return whether the preview has read what is at ``path``, or has seen that it is gone."""
    name = str(path)
    if not path.exists():
        return name not in rows
    return name in rows and (name not in before or rows[name] is not before[name])


def action_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = ActionsRoom(desk)
    return [
        Route(f"{API}articles/new", room.new, methods=["POST"]),
        Route(f"{API}articles/undo", room.undo, methods=["POST"]),
        Route(f"{API}articles/{{action}}", room.act, methods=["POST"]),
    ]


def _why(error: UnsavableError | ConflictError, file: str) -> str:
    return error.said if isinstance(error, UnsavableError) else translate(_MEANWHILE).format(file=file)


def _shown_date(typed: str) -> str:
    """Return a moment such as ``2026-11-20 08:00`` as the list shows it; what is none, as it is typed."""
    with suppress(ValueError):
        return format_date(datetime.fromisoformat(typed))
    return typed


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name, "")
    return value.strip()[:2000] if isinstance(value, str) else ""
