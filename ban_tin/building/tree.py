"""The folder of the output on the disk: what lies in it, and making room in it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ban_tin.machine.stamps import Stamp, stamp_of

#: What a web server needs: files that everybody may read, folders that everybody may also enter.
_FILE_MODE, _FOLDER_MODE = 0o044, 0o055
#: The umask that leaves published files 0644 and folders 0755.
_UMASK = 0o022


class FoundBelow(NamedTuple):
    """The stamp of every file by its path, the files and folders that not everybody may read, and which of the files are links."""

    files: dict[str, Stamp]
    closed: list[str]
    links: frozenset[str] = frozenset()


def stamps_below(folder: Path) -> FoundBelow:
    """Return what lies below ``folder``, by its path in it, with ``/``. Links are not followed."""
    found: dict[str, Stamp] = {}
    closed: list[str] = []
    links: list[str] = []
    pending = [("", str(folder))]
    while pending:
        prefix, path = pending.pop()
        try:
            entries = os.scandir(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                name = f"{prefix}{entry.name}"
                status = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{name}/", entry.path))
                    if status.st_mode & _FOLDER_MODE != _FOLDER_MODE:
                        closed.append(name)
                    continue
                found[name] = stamp_of(status)
                if entry.is_symlink():
                    links.append(name)
                if status.st_mode & _FILE_MODE != _FILE_MODE:
                    closed.append(name)
    return FoundBelow(found, closed, frozenset(links))


@contextmanager
def readable_by_all() -> Iterator[None]:
    """Have files that are made meanwhile readable by everybody, a web server too, whatever the umask is."""
    before = os.umask(_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def open_to_all(path: str) -> None:
    """Let everybody read the file or folder ``path``, whose mode says otherwise; what else it says stays."""
    status = os.stat(path)  # noqa: PTH116 - as in ``stamp``
    wanted = _FOLDER_MODE if os.path.isdir(path) else _FILE_MODE  # noqa: PTH112
    if status.st_mode & wanted != wanted:
        os.chmod(path, status.st_mode & 0o7777 | wanted)  # noqa: PTH101


def is_open(status: os.stat_result) -> bool:
    """Return whether everybody may read the file of this ``status``."""
    return status.st_mode & _FILE_MODE == _FILE_MODE


def check_inside(folder: Path, paths: Iterable[str]) -> None:
    """Raise ``ValueError`` for one of ``paths`` that would leave ``folder``."""
    for path in paths:
        if path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"{path} lies outside {folder}")


def delete_files(folder: Path, paths: Iterable[str]) -> None:
    """Delete the files ``paths`` below ``folder``."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)


def delete_empty_parents(folder: Path, paths: Iterable[str]) -> None:
    """Delete the folders of ``paths`` below ``folder`` that are empty, and those that are empty then."""
    for parent in sorted({path.rpartition("/")[0] for path in paths}, reverse=True):
        below = [each for each in (folder / parent, *(folder / parent).parents) if each.is_relative_to(folder)]
        if any(each.is_symlink() for each in below[:-1]):
            continue  # What lies behind a link is somebody else's.
        for each in below[:-1]:
            try:
                each.rmdir()
            except OSError:
                break


def make_room(path: Path) -> None:
    """Make the folder of ``path``; an empty folder may stand where the file is needed."""
    if path.is_dir() and not path.is_symlink():
        for below, _, _ in os.walk(path, topdown=False):
            Path(below).rmdir()
    path.parent.mkdir(parents=True, exist_ok=True)
