"""The room of the shared repository: how things stand, getting what others sent, sending what was done here, and conflicts side by side."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.addresses import API
from newsdesk.desk.answering import answers_refusing
from newsdesk.desk.bodies import read_json
from newsdesk.desk.desk import Desk, RefusedError, answer, user_of
from newsdesk.desk.history import describe_difference
from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.versions import keep_version
from newsdesk.history import syncing
from newsdesk.history.committing import articles_among, commit_published, title_at
from newsdesk.history.differences import compare
from newsdesk.history.git import Git, GitError, alone_with, find_git
from newsdesk.history.git_versions import title_of_text
from newsdesk.history.settings import read_commit_setting, read_host
from newsdesk.language import N_, translate

_NO_GIT = N_("The folder of this site isn’t kept by git.")
_UNMERGED = N_("Of what both sides changed, {count} files wait for your decision.")
_EDITED = N_("Edited in the newsdesk")


def sharing_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the room."""
    room = SharingRoom(desk)
    post = {"git/commit": room.commit, "git/pull": room.pull, "git/push": room.push}
    return [
        Route(f"{API}git", answers_refusing(room.git), methods=["GET"]),
        *(Route(f"{API}{name}", answers_refusing(handler), methods=["POST"]) for name, handler in post.items()),
    ]


class SharingRoom:
    """Answers what is asked about the shared repository."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._site = desk, desk.folder
        # One at a time: git is the same for all.
        self._alone = CapacityLimiter(1)

    async def git(self, request: Request) -> Response:
        """Answer ``GET api/git``: how things stand, without asking anybody else."""
        return answer(await run_sync(self._look, limiter=self._alone))

    def _look(self) -> dict[str, Any]:
        try:
            git = find_git(self._site.folder)
            if git is None:
                return {"git": False, "said": translate(_NO_GIT)}
            shared = syncing.look(git)
            changed = articles_among(git, syncing.uncommitted(git))
        except GitError as error:
            return {"git": True, "said": error.said, "hindrance": error.said, "changed": [], "ahead": 0, "behind": 0}
        return {
            "git": True, "said": shared.hindrance, "hindrance": shared.hindrance, "branch": shared.branch,
            "remote": shared.remote, "ahead": shared.ahead, "behind": shared.behind,
            "changed": [{"file": file, "title": title_at(self._site.folder, file)} for file in changed],
            "commit": read_commit_setting(self._site.folder),
        }  # fmt: skip

    async def commit(self, request: Request) -> Response:
        """Answer ``POST api/git/commit``: one commit of all articles that changed."""
        await read_json(request)
        await run_sync(self._commit, user_of(request), limiter=self._alone)
        return answer(await run_sync(self._look, limiter=self._alone))

    def _commit(self, by: str) -> Git:
        git = find_git(self._site.folder)
        if git is None:
            raise GitError(translate(_NO_GIT))
        # No save waits for this: each file is taken as it is at one moment.
        commit_published(git, by, read_host(self._site.folder), translate(_EDITED))
        return git

    async def push(self, request: Request) -> Response:
        """Answer ``POST api/git/push``: commit what changed, and send all that is not sent."""
        await read_json(request)

        def do() -> int:
            return syncing.push(self._commit(user_of(request)))

        sent = await run_sync(do, limiter=self._alone)
        return answer(await run_sync(self._look, limiter=self._alone) | {"sent": sent})

    async def pull(self, request: Request) -> Response:
        """Answer ``POST api/git/pull {seen?, choices?}``: commit what changed, get what others sent; 409 with the conflicts to decide about."""
        given = await read_json(request)
        pulled = await run_sync(self._pull, given, user_of(request), limiter=self._alone)
        self._desk.follow(pulled)
        return answer(await run_sync(self._look, limiter=self._alone) | {"came": [str(each.name) for each in pulled]})

    def _pull(self, given: dict[str, Any], by: str) -> list[Path]:
        git = self._commit(by)
        seen, choices = given.get("seen"), given.get("choices")
        told = (str(seen[0]), str(seen[1])) if isinstance(seen, list) and len(seen) == 2 else None
        chosen = {
            str(path): None if text is None else str(text).encode("utf-8", "surrogateescape")
            for path, text in (choices if isinstance(choices, dict) else {}).items()
        }
        top = git.text("rev-parse", "--show-prefix")

        def keep(paths: Sequence[str]) -> None:
            for file in (path.removeprefix(top) for path in paths if path.startswith(top)):
                if file.endswith(".md") and "/" in file:
                    with suppress(UnsavableError, OSError):
                        content = (self._site.folder / file).read_bytes()
                        keep_version(self._site, file, content, "", "pulled")

        # A server may take a minute: nobody's save waits for it.
        syncing.fetch(git)
        try:
            # The repository first: whoever commits in it just now would keep all saves waiting.
            with alone_with(git), alone_in(self._site):
                host, decided = read_host(self._site.folder), self._chosen(git, chosen, told)
                pulled = syncing.pull(git, host, told, decided, keep, asked=True)
        except syncing.ConflictsError as error:
            said = translate(_UNMERGED).format(count=len(error.conflicts))
            conflicts = [_conflict(each, top) for each in error.conflicts]
            raise RefusedError(said, status=409, seen=[error.head, error.there], conflicts=conflicts) from error
        return [self._site.folder / each.removeprefix(top) for each in pulled.files if each.startswith(top)]

    def _chosen(
        self, git: Git, chosen: dict[str, bytes | None], seen: tuple[str, str] | None
    ) -> dict[str, bytes | None]:  # fmt: skip
        """Return ``chosen`` with the bytes of a side where one was chosen by name (``ours:`` and ``theirs:`` of what is no text)."""
        found = dict(chosen)
        for path, content in chosen.items():
            side = {b"\0ours": 0, b"\0theirs": 1}.get(content or b"")
            if side is not None and seen:
                found[path] = git.objects([f"{seen[side]}:{path}"])[0]
        return found


def _conflict(each: syncing.Conflict, top: str) -> dict[str, Any]:
    texts = [None if content is None or each.binary else content.decode() for content in (each.base, each.ours, each.theirs)]  # fmt: skip
    title = title_of_text(texts[1] or texts[2] or "") or each.path
    differences = compare(texts[1] or "", texts[2] or "") if not each.binary else []
    return {
        "path": each.path, "file": each.path.removeprefix(top), "title": title, "binary": each.binary,
        "base": texts[0], "ours": texts[1], "theirs": texts[2],
        "gone_here": each.ours is None, "gone_there": each.theirs is None,
        "differences": [describe_difference(one) for one in differences],
    }  # fmt: skip
