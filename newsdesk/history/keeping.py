"""Commits behind saves, where ``site.toml`` wants one for each: in a thread of its own, as no save waits for git."""

import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from threading import Condition, Thread

from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.places import shown_file
from newsdesk.editing.versions import list_versions, version_bytes
from newsdesk.history.committing import article_paths, articles_among, commit_paths, message_of, title_at
from newsdesk.history.git import Git, find_git
from newsdesk.history.git_versions import title_of_text
from newsdesk.history.settings import SAVE, read_commit_setting, read_host
from newsdesk.site_folder import SiteFolder

#: Seconds in which what is saved of one article goes into one commit.
_QUIET = 1.0
#: What a commit says was done, by what the newsdesk kept the last version for.
_DONE = {"deleted": "delete", "restored": "restore", "imported": "import"}


class CommitQueue:
    """Makes a commit of each article that was saved, soon afterwards. What can't be committed stays on the disk, and is told at the terminal."""

    def __init__(self, site: SiteFolder) -> None:
        self._site = site
        self._changed = Condition()
        #: Files that were saved, and when.
        self._waiting: dict[str, float] = {}
        self._closed = False
        self._thread: Thread | None = None
        self._told = ""

    def note(self, paths: Iterable[Path]) -> None:
        """Hear that ``paths`` were written. Any thread calls this; it takes no time."""
        folder = self._site.folder
        files = []
        for path in paths:
            # As a person knows it, or with links followed.
            with suppress(UnsavableError, ValueError):
                files.append(shown_file(self._site, path))
        if not files or read_commit_setting(folder) != SAVE:
            return
        with self._changed:
            if self._closed:
                return
            self._waiting |= dict.fromkeys(files, time.monotonic())
            if self._thread is None:
                self._thread = Thread(target=self._work, name="newsdesk-commits", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Commit what waits, and end."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread = self._thread
        if thread:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if not self._waiting:
                    return
                left = min(self._waiting.values()) + _QUIET - time.monotonic()
                if left > 0 and not self._closed:
                    self._changed.wait(left)
                    continue
                files, self._waiting = [*self._waiting], {}
            try:
                commit_saved(self._site, files)
            except Exception as error:  # Whatever it is, what is saved later is to be kept all the same.
                if str(error) != self._told:
                    self._told = str(error)
                    print(error, file=sys.stderr, flush=True)


def commit_saved(site: SiteFolder, files: Iterable[str]) -> list[str]:
    """Make a commit of each article that ``files`` belong to; return their names. Raises ``GitError``."""
    git = find_git(site.folder)
    if git is None:
        return []
    host = read_host(site.folder)
    made = []
    for article in articles_among(git, files):
        what, by, title = _last_done(site, git, article)
        paths = article_paths(site.folder, article)
        if made_now := commit_paths(git, paths, message_of(what, title), by, host):
            made.append(made_now)
    return made


def _last_done(site: SiteFolder, git: Git, file: str) -> tuple[str, str, str]:
    """Return what was done last to ``file``, who did it, and its title."""
    what, by, title = "save", "", ""
    with suppress(UnsavableError, IndexError):
        last = list_versions(site, file)[0]
        what, by = _DONE.get(last.what, "save"), last.by
        title = title_of_text(version_bytes(site, file, last.id))
    if not (site.folder / file).exists():
        what = "delete"
    elif what == "save" and not git.ask("cat-file", "-t", f"HEAD:./{file}"):
        what = "new"
    return what, by, title or title_at(site.folder, file) or PurePosixPath(file).parent.name
