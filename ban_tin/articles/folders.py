"""Which files there are below a folder of the content."""

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import nfc
from ban_tin.source_files import unreadable_because


class Listing(NamedTuple):
    """A folder, the names of the files in it, and those of all there that is a symbolic link, a pipe or a device."""

    folder: str
    names: list[str]
    links: list[str]


def is_within(path: str, real: str) -> bool:
    """Return whether ``path`` lies in the folder ``real``, a path without symbolic links, wherever links lead."""
    return f"{os.path.realpath(path)}/".startswith(f"{real}/")


#: Called with what can't be read, and why: what nobody could look into must not be taken for deleted.
OnError = Callable[[str, OSError], None]


def _fail(path: str, error: OSError) -> None:
    raise error


def list_folders(
    root: Path, ignored: Sequence[str], on_error: OnError = _fail, within: Path | None = None
) -> list[Listing]:
    """Return every folder below ``root``, itself first, with its files; names that match a pattern of ``ignored`` are left out.

    Links to folders are followed, once each: one that leads back up ends nowhere, and none leads out of the folder ``within``.
    A ``root`` that is not there holds nothing. ``on_error`` is told of folders that can't be read; without it, that raises
    ``OSError``.
    """
    bounds = os.path.realpath(within) if within is not None else ""
    if bounds and not is_within(str(root), bounds):
        return []
    pattern = "|".join(fnmatch.translate(each) for each in ignored)
    leave_out = re.compile(pattern).match if pattern else lambda name: None
    listings: list[Listing] = []
    pending = [(str(root), False)]
    seen: set[str] = set()
    while pending:
        folder, linked = pending.pop()
        if linked:
            real = os.path.realpath(folder)
            if real in seen or f"{os.path.realpath(os.path.dirname(folder))}/".startswith(f"{real}/"):  # noqa: PTH120
                continue
            seen.add(real)
        try:
            with os.scandir(folder) as scanned:
                entries = [entry for entry in scanned if not leave_out(entry.name)]
        except FileNotFoundError as error:
            if os.path.islink(folder):  # noqa: PTH114 - seldom
                on_error(folder, error)
            continue
        except OSError as error:
            on_error(folder, error)
            continue
        names, below, links = [], [], []
        for entry in entries:
            link = entry.is_symlink()
            folder_there = _is(entry.is_dir)
            if link or not (folder_there or _is(entry.is_file)):
                links.append(entry.name)
            if not folder_there:
                names.append(entry.name)
            elif not (link and bounds) or is_within(entry.path, bounds):
                below.append((entry.path, linked or link))
        names.sort()
        below.sort(reverse=True)
        pending += below
        listings.append(Listing(folder, names, links))
    return listings


def _is(asks: Callable[[], bool]) -> bool:
    """Return what ``asks`` says; a link that leads nowhere, or round in a circle, is nothing: ``find_irregular`` names it."""
    try:
        return asks()
    except OSError:
        return False


def noting(root: Path, shown: str, findings: Findings) -> OnError:
    """Return what makes a finding of what can't be read below ``root``, which findings call ``shown``."""

    def note(path: str, error: OSError) -> None:
        place = nfc(f"{shown}{path.removeprefix(str(root))}")
        findings.add("unreadable", place, reason=unreadable_because(error))

    return note


def real_folders() -> Callable[[str], str]:
    """Return what ``os.path.realpath`` is, for folders, asking about each one only once: they have to stay as they are meanwhile."""

    @cache
    def real_folder(folder: str) -> str:
        parent, name = os.path.split(folder)
        if name in {"", ".", ".."} or os.path.islink(folder):  # noqa: PTH114 - once for each folder of the content
            return os.path.realpath(folder)
        return os.path.join(real_folder(parent), name)  # noqa: PTH118 - as above

    return real_folder


def source_files(listings: Iterable[Listing]) -> Iterator[str]:
    """Yield the path of every source file in ``listings``."""
    for folder, names, _ in listings:
        for name in names:
            if name.endswith(".md"):
                yield f"{folder}/{name}"


def linked(root: Path, listings: Iterable[Listing]) -> dict[str, str]:
    """Return where every symbolic link in the ``listings`` of ``root`` leads, and the folder itself if it is one."""
    links = [f"{folder}/{name}" for folder, _, names in listings for name in names]
    return {link: os.path.realpath(link) for link in [*([str(root)] if root.is_symlink() else []), *links]}
