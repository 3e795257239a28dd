"""An output folder with pages as builds write them, made by hand: so much is quicker than a build."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ban_tin.building.claim import LIST, Claim
from newsdesk.publishing.deploy import Deployed, deploy, look_at, preview_changes
from newsdesk.publishing.manifest import MANIFEST, SIGNATURE
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import Release, make_release
from newsdesk.publishing.targets import Target

MOMENT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
BASE = "https://so.example"
ARTICLE = "tin/2026/11/{name}/index.html"


def page(title: str, body: str = "Nội dung.") -> str:
    return (
        f'<!doctype html><title>{title} – Sở</title><meta property="og:title" content="{title}">\n'
        f"<p>{body}</p>{'<p>Chữ của trang, để nén cho đáng.</p>' * 250}"
    )


class Desk:
    """An output folder, and the releases that are made of it."""

    def __init__(self, folder: Path) -> None:
        self.output, self.cache = folder / "output", folder / "cache"
        self.moment = MOMENT
        self.write(
            {"index.html": page("Trang chủ"), "theme/site-0123456789.css": "a{color:red}" * 99, "anh.jpg": "\xff"}
        )
        self.article("mot", "Bài một")
        self.article("hai", "Bài “hai” &amp; ba")

    def write(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            file = self.output / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (self.output / LIST).unlink(missing_ok=True)
        Claim(self.output, {}).write(
            path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file()
        )

    def article(self, name: str, title: str, body: str = "Nội dung.") -> None:
        self.write({ARTICLE.format(name=name): page(title, body)})

    def delete(self, path: str) -> None:
        (self.output / path).unlink()

    def release(self, key: Path | None = None) -> Release:
        self.moment += timedelta(minutes=1)
        return make_release(self.output, self.cache, BASE, self.moment, key)


def send(
    release: Release, target: Target | Bucket, afresh: bool = False, take_over: str = "", full: bool = False
) -> Deployed:
    with target.shared() as line:
        live = look_at(line)
        changes = preview_changes(release, line, live)
        return deploy(release, line, live, changes, lambda text: None, take_over, afresh, full)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, also those of links."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if not path.is_dir()}


def tree_of(release: Release) -> dict[str, bytes]:
    """Return the files of ``release``."""
    files = {path: (release.source_of(path) / path).read_bytes() for path in release.manifest.files}
    return files | {MANIFEST: release.content} | ({SIGNATURE: release.signature} if release.signature else {})


def live(folder: Path) -> dict[str, bytes]:
    return tree((folder / "current").resolve())


def missing(reason: str) -> None:
    pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)


def need(*programs: str) -> None:
    """Skip the test where one of ``programs`` is not there."""
    for each in programs:
        if not shutil.which(each, path=f"{os.environ['PATH']}:/usr/sbin"):
            missing(f"no {each}")


#: Deploys in a process of its own: its arguments are the output, the cache and the folder. Says when it begins.
_CHILD = """
import sys
from pathlib import Path
from newsdesk.publishing.deploy import LockedError, is_left_behind
from newsdesk.publishing.release import open_release
from newsdesk.publishing.targets import FolderTarget
from tests.newsdesk.publishing.hand_made import send
output, cache, folder = map(Path, sys.argv[1:])
release, target = open_release(output, cache), FolderTarget(folder)
print("begun", flush=True)
try:
    send(release, target)
except LockedError as error:
    assert is_left_behind(error.owner), error.owner
    send(release, target, take_over=error.token)
"""


def start_deploy(desk: Desk, folder: Path) -> subprocess.Popen[bytes]:
    """Start a deploy to ``folder`` in a process of its own, and return when it begins."""
    command = [sys.executable, "-c", _CHILD, str(desk.output), str(desk.cache), str(folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"begun\n", child.communicate()
    return child


def kill_all(child: subprocess.Popen[bytes]) -> None:
    """Kill ``child`` and all that it started, as a machine does that loses power."""
    doomed: set[int] = set()
    found = {child.pid}
    while found - doomed:  # Stopped first: nobody who is looked at starts another one meanwhile.
        for pid in found - doomed:
            _signal(pid, signal.SIGSTOP)
        doomed |= found
        parents = _parents()
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
    for pid in doomed:
        _signal(pid, signal.SIGKILL)
    child.wait()


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _parents() -> dict[int, int]:
    parents: dict[int, int] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            with suppress(OSError, ValueError):
                parents[int(each.name)] = int((each / "stat").read_text().rpartition(") ")[2].split()[1])
    return parents
