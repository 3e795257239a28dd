"""The room of history: the versions of an article, what differs, its page then, and bringing it back; and the way to a shared repository."""

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from html import escape
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from newsdesk.desk.addresses import API, FILES, FOLDER
from newsdesk.desk.answering import answers_refusing, refusing
from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer, user_of
from newsdesk.desk.frame import frame_page, frame_script_page
from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.fields.groups import LABELS
from newsdesk.editing.places import find_text
from newsdesk.editing.saving import Opened, open_article
from newsdesk.history.article_history import (
    OldVersion,
    bring_article_back,
    bring_back,
    bring_paragraph_back,
    digest_now,
    find_old,
    list_deleted,
    list_history,
)
from newsdesk.history.committing import title_at
from newsdesk.history.differences import Difference, compare, summarize
from newsdesk.history.git import GitError
from newsdesk.history.settings import read_commit_setting
from newsdesk.history.showing import OldPages, UnshownError
from newsdesk.history.values import Version
from newsdesk.language import N_, site_language, translate
from newsdesk.site_value import site_zone

#: Versions of which it is said what changed.
_SUMMED = 60
#: Versions whose texts are kept in memory.
_KEPT = 8
_TITLE, _TITLE_OF = N_("History"), N_("History: {title}")
_OLD = N_("This is how the page was on {date}{by}. It is not what readers see, and can’t be edited.")
_BY = N_(", by {name}")
_BACK = N_("Back to the history")
_CLASH = N_("Somebody changed the same lines meanwhile. Load the page again.")
#: Of a page that is looked at: it runs nothing, whatever it brought along, and is framed by the newsdesk alone.
_OLD_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation"
)
_OLD_HEADERS = {
    **HEADERS, "Content-Security-Policy": _OLD_POLICY, "X-Frame-Options": "SAMEORIGIN", "X-Robots-Tag": "noindex",
}  # fmt: skip
_FILE_HEADERS = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
_KINDS = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "png": "image/png", "svg": "image/svg+xml"}


def history_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = HistoryRoom(desk)
    api = {
        "history": room.versions, "history/version": room.version, "history/deleted": room.deleted,
    }  # fmt: skip
    post = {
        "history/restore": room.restore, "history/bring-back": room.bring_back,
    }  # fmt: skip
    return [
        Route(f"{FOLDER}history", room.page, methods=["GET"]),
        Route(f"{FOLDER}history/then/{{token}}/{{path:path}}", room.then, methods=["GET"]),
        *(Route(f"{API}{name}", answers_refusing(handler, _CLASH), methods=["GET"]) for name, handler in api.items()),
        *(Route(f"{API}{name}", answers_refusing(handler, _CLASH), methods=["POST"]) for name, handler in post.items()),
    ]


class HistoryRoom:
    """Answers what the pages of history ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, desk.folder
        self._limiter = CapacityLimiter(4)
        self._pages = OldPages(desk.folder)
        #: Versions whose pages were looked at last.
        self._olds: dict[tuple[str, str], OldVersion] = {}
        desk.closing.append(self._pages.close)

    async def page(self, request: Request) -> Response:
        """Answer with the page: of one article, or of what was deleted and of git."""
        file = request.query_params.get("file", "")
        title = translate(_TITLE)
        if file:
            with refusing():
                find_text(self._site, file, there=False)
            title = translate(_TITLE_OF).format(title=await run_sync(title_at, self._site.folder, file))
        page = frame_script_page(title, "history", user_of(request), file=file, url=self._url_of(file))
        return HTMLResponse(page, headers=HEADERS)

    def _url_of(self, file: str) -> str:
        site = self._desk.site()
        if site is None or not file:
            return ""
        with suppress(Exception):  # a site that can't be read has no addresses
            row = site.sources().get(str(self._site.folder / file))
            return row.entry.url if row else ""
        return ""

    async def versions(self, request: Request) -> Response:
        """Answer ``GET api/history?file=``."""
        file = request.query_params.get("file", "")
        return answer(await run_sync(self._versions, file, limiter=self._limiter))

    def _versions(self, file: str) -> dict[str, Any]:
        history = list_history(self._site, file)
        versions = history.versions
        now = digest_now(self._site, file)
        current = (self._site.folder / file).read_bytes() if now else b""
        shown = []
        for number, old in enumerate(versions):
            before = versions[number + 1].text if number + 1 < len(versions) else None
            changed = _summary(before, old.text) if before is not None and number < _SUMMED else ""
            shown.append(self._version(old.version) | {"changed": changed, "current": old.content == current})
        return {
            "file": file, "url": self._url_of(file), "digest": now, "versions": shown, "git": history.by_git,
            "trouble": history.trouble, "commit": read_commit_setting(self._site.folder),
        }  # fmt: skip

    def _version(self, version: Version) -> dict[str, Any]:
        return {"id": version.id, "at": version.at.isoformat(), "date": self._date(version), "by": version.by, "what": version.what}  # fmt: skip

    def _date(self, version: Version) -> str:
        from ban_tin.language.vietnamese import format_datetime

        local = version.at.astimezone(site_zone(self._site.folder))
        return format_datetime(local, site_language())

    async def version(self, request: Request) -> Response:
        """Answer ``GET api/history/version?file=&version=&with=now|before``: what differs between this version and the text of now, or the version before it."""
        asked = request.query_params
        found = await run_sync(
            self._compare, asked.get("file", ""), asked.get("version", ""), asked.get("with", "now"), limiter=self._limiter
        )  # fmt: skip
        return answer(found)

    def _compare(self, file: str, name: str, against: str) -> dict[str, Any]:
        history = list_history(self._site, file)
        ids = [(old.version.id, *old.version.also) for old in history.versions]
        number = next((n for n, names in enumerate(ids) if name in names), -1)
        old = history.versions[number] if number >= 0 else find_old(self._site, file, name)
        digest = digest_now(self._site, file)
        if against == "before":
            before = history.versions[number + 1].text if number + 1 < len(history.versions) else ""
            one, other = before, old.text
        else:
            one, other = old.text, open_article(self._site, file).text if digest else ""
        differences = compare(one, other)
        return self._version(old.version) | {
            "digest": digest,
            "against": against,
            "page": f"{FOLDER}history/then/{_token(file, name)}/",
            "differences": [describe_difference(each) for each in differences],
            "same": all(each.kind == "same" for each in differences),
        }

    async def then(self, request: Request) -> Response:
        """Answer with the page of a version, or with what belongs to it."""
        file, name = _read_token(request.path_params["token"])
        path = request.path_params["path"]
        return await run_sync(self._then, file, name, path, limiter=self._limiter)

    def _then(self, file: str, name: str, path: str) -> Response:
        try:
            old = self._old(file, name)
            if path:
                found = self._pages.answer(file, old, f"/{path}")
                if not isinstance(found, bytes):
                    return PlainTextResponse("no such address", 404, HEADERS)
                kind = _KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")
                return Response(found, headers=_FILE_HEADERS, media_type=kind)
            page = self._pages.page(file, old)
        except (UnshownError, GitError, UnsavableError) as error:
            text = f'<p class="problem">{escape(str(error))}</p>'
            main = frame_page(translate(_TITLE), text, "history")
            return HTMLResponse(main, 200, {**HEADERS, "Content-Security-Policy": _OLD_POLICY, "X-Frame-Options": "SAMEORIGIN"})  # fmt: skip
        content = page.content
        live = self._desk.site()
        for address in sorted(page.own, key=len, reverse=True):
            if address in page.changed or live is None or live.answer(address) is None:
                content = content.replace(address.encode(), f"{FOLDER}history/then/{_token(file, name)}{address}".encode())  # fmt: skip
        return HTMLResponse(self._marked(content, file, old), headers=_OLD_HEADERS)

    def _old(self, file: str, name: str) -> OldVersion:
        """Return a version, which never changes: its photos are asked for one by one."""
        old = self._olds.get((file, name)) or find_old(self._site, file, name)
        while len(self._olds) >= _KEPT:
            self._olds.pop(next(iter(self._olds)), None)
        self._olds[file, name] = old
        return old

    def _marked(self, content: bytes, file: str, old: OldVersion) -> bytes:
        """Return the page with a line above it that says what it is."""
        version = old.version
        by = translate(_BY).format(name=version.by) if version.by else ""
        said = translate(_OLD).format(date=self._date(version), by=by)
        link = f'<a target="_top" href="{FOLDER}history?file={escape(file)}">{escape(translate(_BACK))}</a>'
        mark = (
            f'<link rel="stylesheet" href="{FILES}history-page.css">'
            f'<div class="newsdesk-old" role="note"><p>{escape(said)} {link}</p></div>'
        ).encode()
        head, begin, rest = content.partition(b"<body")
        attributes, end, body = rest.partition(b">")
        return head + begin + attributes + end + mark + body if begin else mark + content

    async def restore(self, request: Request) -> Response:
        """Answer ``POST api/history/restore {file, version, digest, paragraph?}``: all of a version, or one paragraph of it."""
        given = await read_json(request)
        file, name, digest = (str(given.get(name, "")) for name in ("file", "version", "digest"))
        number, by = given.get("paragraph"), user_of(request)

        def do() -> Opened:
            if isinstance(number, int):
                return bring_paragraph_back(self._site, file, name, number, digest, by)
            return bring_back(self._site, file, name, digest, by)

        opened = await run_sync(do, limiter=self._limiter)
        await run_sync(self._desk.show_written, file, limiter=self._limiter)
        return answer({"digest": opened.digest, "url": self._url_of(file)})

    async def deleted(self, request: Request) -> Response:
        """Answer ``GET api/history/deleted``: articles that can be brought back."""
        found = await run_sync(list_deleted, self._site, limiter=self._limiter)
        zone = site_zone(self._site.folder)
        return answer({
            "deleted": [
                {"id": each.id, "file": each.file, "title": each.title or each.file, "by": each.by, "at": each.at.isoformat(), "date": f"{each.at.astimezone(zone):%d/%m/%Y %H:%M}"}
                for each in found
            ]
        })  # fmt: skip

    async def bring_back(self, request: Request) -> Response:
        """Answer ``POST api/history/bring-back {id, file}``."""
        given = await read_json(request)
        name, file = str(given.get("id", "")), str(given.get("file", ""))
        back = await run_sync(bring_article_back, self._site, name, file, user_of(request), limiter=self._limiter)
        self._desk.follow([self._site.folder / back])
        return answer({"file": back, "url": self._url_of(back)})


def describe_difference(each: Difference) -> dict[str, Any]:
    """Return a difference as the page's script shows it: words with what became of each."""
    part = each.now or each.before
    return {"kind": each.kind, "head": bool(part and part.head), "words": [[word.kind, word.text] for word in each.words]}  # fmt: skip


def _summary(before: str, now: str) -> str:
    """Return in words what changed."""
    found = summarize(before, now)
    said = []
    if found.fields:
        said.append(", ".join(translate(LABELS[each]) if each in LABELS else each for each in found.fields))
    for number, message in (
        (found.words_new, N_("{count} words more")),
        (found.words_gone, N_("{count} words gone")),
        (found.pictures_new, N_("{count} photos more")),
        (found.pictures_gone, N_("{count} photos gone")),
    ):
        if number:
            said.append(translate(message).format(count=number))
    return "; ".join(said)


def _token(file: str, name: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([file, name]).encode()).decode().rstrip("=")


def _read_token(token: str) -> tuple[str, str]:
    try:
        file, name = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return str(file), str(name)
    except (ValueError, TypeError, RecursionError):
        raise RefusedError("no such address", status=404) from None
