"""A release that somebody looks at, and what it was made of: where nothing of that changed, it is sent as it is, and nothing is built again.

What it was made of is told by the stamps of all files of the site and of the program, taken before the build read them.
"""

import json
import os
import site as python_site
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ban_tin.installation import CODE, THEME
from ban_tin.machine.stamps import now, settled, stamp_of
from newsdesk.publishing.release import Release, read_release, release_folder, replace_file
from newsdesk.site_folder import SETTINGS, SiteFolder

if TYPE_CHECKING:
    from newsdesk.publishing.built_site import BuiltSite

_FILE = "prepared.json"
#: What lists show of an article's age changes slowly; after so long a new build is worth its time.
_HOLDS = timedelta(hours=1)
#: Folders of a site that no build reads, and of code that Python makes.
_APART = {".git", ".newsdesk", "__pycache__"}

_OWN_PLUGINS = ("plugins.newsroom",)


class Prepared(NamedTuple):
    """A release, and the digest of the sources that it was made of."""

    release: Release
    sources: str


class Inputs(NamedTuple):
    """What a build reads, as it was: ``mark`` changes with every file below ``folders``; ``""`` where that can't be told."""

    folders: tuple[str, ...]
    mark: str


def mark_inputs(site: SiteFolder) -> Inputs:
    """Return what a build of ``site`` that begins now is going to read. What can't be looked at is told by the build, where that needs it."""
    program = {*CODE.values(), THEME, Path(__file__).parents[1], site.settings, site.settings.with_name(SETTINGS)}
    folders = tuple(sorted({str(each.resolve()) for each in (site.folder, *program)}))
    try:
        return Inputs(folders, _mark_of(folders, site))
    except OSError:
        return Inputs(folders, "")  # The build says what can't be read.


def keep_prepared(site: SiteFolder, prepared: Prepared, inputs: Inputs, built: "BuiltSite", began: datetime) -> None:
    """Remember that ``prepared`` was ``built`` from ``inputs`` by a build that ``began`` then. Raises ``OSError``."""
    from newsdesk.publishing.built_site import next_change

    project = built.begun.project
    theme = project.theme.resolve()
    if project.plugins != _OWN_PLUGINS or not any(theme.is_relative_to(folder) for folder in inputs.folders):
        return  # What others' plugins read is not known, and another theme may lie anywhere.
    due = next_change(built, began)
    holds = min(began + _HOLDS, _midnight_after(began), *([due.at] if due else []))
    document = {
        "manifest": sha256(prepared.release.content).hexdigest(), "sources": prepared.sources, "folders": inputs.folders,
        "mark": inputs.mark, "from": began.timestamp(), "until": holds.timestamp(),
    }  # fmt: skip
    replace_file(_file(site), json.dumps(document).encode())


def open_prepared(site: SiteFolder, moment: datetime, inputs: Callable[[], Inputs]) -> Prepared | None:
    """Return the release that was prepared, None where a build would make another one of ``inputs`` at ``moment``, or may.

    Its files are not looked at: who sends some asks ``holds_files``.
    """
    try:
        document = json.loads(_file(site).read_bytes())
        manifest, sources = document["manifest"], document["sources"]
        before = Inputs(tuple(document["folders"]), document["mark"])
        if not before.mark or not document["from"] <= moment.timestamp() < document["until"]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    release = read_release(site.output, site.cache)
    if release is None or sha256(release.content).hexdigest() != manifest:
        return None
    return Prepared(release, sources) if inputs() == before else None


def _file(site: SiteFolder) -> Path:
    return release_folder(site.cache, site.output) / _FILE


def _midnight_after(moment: datetime) -> datetime:
    return (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _mark_of(folders: Iterable[str], site: SiteFolder) -> str:
    """Return the digest of the stamps of all files in ``folders``; ``""`` where one of them may be changing, or lies behind a link to a folder."""
    apart = {str(each.resolve()) for each in (site.output, site.cache)}
    looked_at, found = now(), [f"{sys.version} {_packages()}"]
    for folder in folders:
        for path, status in _walk(folder, apart):
            if status is None:
                return ""
            stamp = stamp_of(status)
            if not settled(stamp, looked_at):
                return ""
            found.append(f"{path} {stamp}")
    return blake2b("\n".join(sorted(found)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _walk(path: str, apart: set[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield all files below ``path``, or itself, with their status; None for a link to a folder."""
    if not os.path.isdir(path):  # noqa: PTH112 - of thousands
        if os.path.exists(path):  # noqa: PTH110
            yield path, os.stat(path)  # noqa: PTH116
        return
    pending = [path]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _APART and entry.path not in apart:
                        pending.append(entry.path)
                elif entry.is_symlink() and entry.is_dir():
                    if entry.path not in apart:
                        yield entry.path, None
                elif not entry.is_symlink() or entry.is_file():
                    yield entry.path, entry.stat()


def _packages() -> list[str]:
    # Debian's Python names folders that are not there.
    folders = [folder for folder in map(Path, python_site.getsitepackages()) if folder.is_dir()]
    return sorted(each.name for folder in folders for each in folder.iterdir() if "-info" in each.name)
