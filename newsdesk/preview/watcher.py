"""Files that change in a project: told within milliseconds, by one watch that lasts as long as the preview."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

from watchfiles import Change, DefaultFilter, awatch
from watchfiles.main import FileChange

#: What the site is made of, in the project's folder.
WATCHED = ("content", "theme", "ban_tin", "plugins", "pelicanconf.py")
#: What a running process has read for good: a change needs a fresh one.
CODE = ("ban_tin", "plugins", "theme/locale", "pelicanconf.py")
#: Milliseconds: how long nothing more must happen after a change, and how long a series of changes is gathered.
STEP, DEBOUNCE = 5, 50

Follow = Callable[[frozenset[Path]], None]


class _SiteFiles(DefaultFilter):
    """Nothing hidden: editors and office programs put their own files beside the one that they write."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.")


async def start_watching(project: Path, follow: Follow) -> list[asyncio.Task[None]]:
    """Call ``follow`` with the files that change in the folder ``project``; return the tasks that do it until cancelled.

    What changes after the return is told, even while ``follow`` works.
    """
    roots = {(project / name).resolve(): project / name for name in WATCHED if (project / name).exists()}
    files = {path: given for path, given in roots.items() if path.is_file()}
    folders = {path: given for path, given in roots.items() if path not in files}
    tasks = []
    if folders:
        tasks.append(asyncio.create_task(_folders(folders, follow)))
    if files:
        tasks.append(asyncio.create_task(_files(files, follow)))
    # awatch sets up its watch before it waits for the first time.
    await asyncio.sleep(0)
    return tasks


def is_code(path: Path, project: Path) -> bool:
    """Return whether ``path`` is read once in the life of a process."""
    return any(path.is_relative_to(project / name) for name in CODE)


async def _folders(roots: dict[Path, Path], follow: Follow) -> None:
    passes = _SiteFiles()
    async for changes in _changes(*roots, watch_filter=passes):
        paths = {below for kind, path in changes for below in _below(Path(path)) if passes(kind, str(below))}
        found = frozenset(
            given / path.relative_to(root)
            for path in paths
            for root, given in roots.items()
            if path.is_relative_to(root)
        )
        if found:
            follow(found)


def _below(path: Path) -> Iterator[Path]:
    """Yield ``path``; of a folder, every file in it: they may have been there before the folder was watched."""
    if not path.is_dir():
        yield path
    for parent, _, names in os.walk(path):
        yield from (Path(parent, name) for name in names)


async def _files(files: dict[Path, Path], follow: Follow) -> None:
    """Watch single files by their folders: an editor that renames puts another file in their place."""

    def is_one(_: Change, path: str) -> bool:
        return Path(path) in files

    folders = {path.parent for path in files}
    async for changes in _changes(*folders, watch_filter=is_one, recursive=False):
        follow(frozenset(files[Path(path)] for _, path in changes))


async def _changes(*paths: Path, **options: Any) -> AsyncIterator[set[FileChange]]:
    try:
        async for changes in awatch(*paths, step=STEP, debounce=DEBOUNCE, **options):
            yield changes
    except OSError as error:  # so many folders that the system watches no more of them
        print(f"{error}\nPhải tự dò thay đổi, chậm hơn / looking for changes instead, which is slower", file=sys.stderr)
        async for changes in awatch(*paths, step=STEP, debounce=DEBOUNCE, force_polling=True, **options):
            yield changes
