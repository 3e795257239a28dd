"""Files that change in a site, and in the program that makes it: told within milliseconds, as long as the preview lasts."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

from watchfiles import Change, DefaultFilter, awatch
from watchfiles.main import FileChange

from newsdesk.language import translate
from newsdesk.site_folder import SETTINGS, SiteFolder

#: What of the program's folder the site is made of, in a checkout; what is installed does not change.
PROGRAM = ("theme", "ban_tin", "plugins", "pelicanconf.py")
#: What a running process has read for good: a change needs a fresh one.
CODE = ("ban_tin", "plugins", "theme/locale", "pelicanconf.py")
#: Milliseconds: how long nothing more must happen after a change, and how long a series of changes is gathered.
STEP, DEBOUNCE = 5, 50

Follow = Callable[[frozenset[Path]], None]


class _SiteFiles(DefaultFilter):
    """Nothing hidden: editors and office programs put their own files beside the one that they write. Nor what builds write."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.")

    def __init__(self, site: SiteFolder) -> None:
        super().__init__()
        self._made = tuple(path.resolve() for path in (site.output, site.cache))

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not any(map(Path(path).is_relative_to, self._made))


async def start_watching(site: SiteFolder, follow: Follow) -> list[asyncio.Task[None]]:
    """Call ``follow`` with the files of ``site`` that change; return the tasks that do it until cancelled.

    What changes after the return is told, even while ``follow`` works.
    """
    passes = _SiteFiles(site)
    program = [] if site.is_installed else [site.program / name for name in PROGRAM]
    roots = {path.resolve(): path for path in (*program, site.settings) if path.exists()}
    files = {path: given for path, given in roots.items() if path.is_file()}
    folders = {path: given for path, given in roots.items() if path not in files}
    root = site.folder.resolve()
    tasks = [asyncio.create_task(_top(root, site.folder, passes, follow))]
    # awatch sets up its watch before it waits for the first time.
    await asyncio.sleep(0)
    # What appears from here on is seen from above. What builds write may be more than all else, and is not watched.
    below = (each for each in root.iterdir() if each.is_dir() and passes(Change.added, str(each)))
    folders |= {each.resolve(): site.folder / each.name for each in below}
    if folders:
        tasks.append(asyncio.create_task(_folders(folders, passes, follow)))
    if files:
        tasks.append(asyncio.create_task(_files(files, follow)))
    await asyncio.sleep(0)
    return tasks


def is_code(path: Path, site: SiteFolder) -> bool:
    """Return whether ``path`` is read once in the life of a process."""
    # A site's own settings may be new.
    settings = site.settings, site.folder / SETTINGS
    return path in settings or any(path.is_relative_to(site.program / name) for name in CODE)


async def _top(root: Path, given: Path, passes: _SiteFiles, follow: Follow) -> None:
    """Watch the folder of a site, without those in it; one that appears there is watched, and all that lies in it is told."""
    appeared: dict[Path, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as group:
        async for changes in _changes(root, watch_filter=passes, recursive=False):
            found = set[Path]()
            for kind, path in ((kind, Path(name)) for kind, name in changes):
                if kind is Change.added and path.is_dir():
                    if path in appeared:
                        appeared[path].cancel()
                    watched = {path.resolve(): given / path.name}
                    appeared[path] = group.create_task(_folders(watched, passes, follow))
                    await asyncio.sleep(0)
                    found.update(below for below in _below(path) if passes(kind, str(below)))
                else:
                    found.add(path)
            follow(frozenset(given / path.relative_to(root) for path in found))


async def _folders(roots: dict[Path, Path], passes: _SiteFiles, follow: Follow) -> None:
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
        message = translate(
            "The system cannot watch so many folders ({reason}). They are looked through, which is slower."
        )
        print(message.format(reason=error), file=sys.stderr)
        async for changes in awatch(*paths, step=STEP, debounce=DEBOUNCE, force_polling=True, **options):
            yield changes
