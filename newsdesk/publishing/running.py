"""Starting a job that publishes, and what it has told so far: the same for every tab, after a reload, and for a preview that was started anew."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from newsdesk.language import translate
from newsdesk.publishing.job import BUSY, LOCK, PROGRESS, job_folder
from newsdesk.site_folder import SETTINGS, SiteFolder

#: Seconds in which a job says that it has begun; bytes of what it told that are looked at.
_BEGINS, _MOST = 20.0, 2_000_000
#: Bytes of free room below which nothing can be told in a file.
_ROOM = 100_000


class Progress(NamedTuple):
    """What the last job told. ``running``: it goes on."""

    running: bool
    events: tuple[dict[str, Any], ...]

    @property
    def action(self) -> str:
        """What it does or did, ``""`` for no job."""
        return str(self.events[0].get("begin", "")) if self.events else ""

    @property
    def end(self) -> dict[str, Any] | None:
        """How it ended; None while it goes on, and where it was broken off."""
        return self.events[-1] if self.events and "end" in self.events[-1] else None


class StartError(Exception):
    """A job could not be begun; the text is what it said, ``busy``: as another one is under way."""

    def __init__(self, said: str, busy: bool = False) -> None:
        super().__init__(said)
        self.busy = busy


def read_progress(site: SiteFolder) -> Progress:
    """Return what the last job of ``site`` told."""
    folder = job_folder(site)
    # Asked first: what ends in between has told it by then.
    running = _is_held(folder / LOCK)
    try:
        lines = (folder / PROGRESS).read_bytes()[:_MOST].decode(errors="replace").split("\n")
    except OSError:
        return Progress(running, ())
    events = []
    for line in lines[:-1]:  # The last one may be on its way.
        try:
            events.append(dict(json.loads(line)))
        except (ValueError, TypeError):
            continue
    return Progress(running, tuple(events))


def start_job(
    site: SiteFolder,
    action: str,
    by: str = "",
    release: str = "",
    seen: str = "",
    confirm_removal: bool = False,
    take_over: bool = False,
) -> None:
    """Have ``action`` done, and return once it has begun: a rollback to ``release``, or a publish of what was ``seen``. Raises ``StartError``."""
    folder = job_folder(site)
    folder.mkdir(parents=True, exist_ok=True)
    # What an option of the preview named; else the job finds the settings for publishing.
    settings = str(site.settings) if site.settings.name != SETTINGS else ""
    command = [
        *(sys.executable, "-m", "newsdesk.publishing.job", action, f"--site={site.folder}", f"--output={site.output}"),
        *(f"--cache={site.cache}", f"--settings={settings}", f"--by={by}", f"--release={release}", f"--seen={seen}"),
        *(["--confirm-removal"] if confirm_removal else []),
        *(["--take-over"] if take_over else []),
    ]
    before = _inode(folder / PROGRESS)
    with (folder / "said").open("wb") as said:
        # A session of its own: it goes on when the preview ends.
        job = subprocess.Popen(
            command, cwd=site.program, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            env=os.environ | {"PYTHONUTF8": "1"},
        )  # fmt: skip
    until = time.monotonic() + _BEGINS
    while time.monotonic() < until:
        code = job.poll()
        # In this order: it may begin and end between two looks.
        if _inode(folder / PROGRESS) != before:
            _jobs.append(job)
            return
        if code is not None:
            text = (folder / "said").read_text("utf-8", errors="replace").strip()
            raise StartError(text or _tell_room(folder, code), busy=code == BUSY)
        time.sleep(0.02)
    job.kill()
    raise StartError(translate("it did not answer within {seconds} seconds").format(seconds=round(_BEGINS)))


def _tell_room(folder: Path, code: int) -> str:
    """Return why a job ended with ``code`` that could not even write what was wrong into ``folder``."""
    if shutil.disk_usage(folder).free < _ROOM:
        return translate("the disk is full")
    return translate("it ended with code {code}").format(code=code)


#: Jobs of this process: who started one has to ask how it ended, or it stays in the list of processes.
_jobs: list["subprocess.Popen[bytes]"] = []


def forget_ended() -> None:
    """Let the system forget jobs that ended."""
    _jobs[:] = [job for job in _jobs if job.poll() is None]


def _inode(path: Path) -> int:
    """Return which file is at ``path``: a job that begins puts another one there, one that goes on writes into it."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _is_held(path: Path) -> bool:
    try:
        with path.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    except OSError:
        pass
    return False
