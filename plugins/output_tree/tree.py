"""The folder of the output on the disk: what lies in it, and making room in it."""

import os
from collections.abc import Iterable
from pathlib import Path

from plugins.signatures import Signature, signature_of

#: The signature of every file by its path, and the folders that hold nothing.
FoundBelow = tuple[dict[str, Signature], list[str]]


def signatures_below(folder: Path) -> FoundBelow:
    """Return the signature of every file below ``folder`` by its path in it, with ``/``, and the folders that hold nothing.

    Links are not followed.
    """
    found: dict[str, Signature] = {}
    empty: list[str] = []
    pending = [("", str(folder))]
    while pending:
        prefix, path = pending.pop()
        try:
            entries = os.scandir(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            before = len(found) + len(pending)
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    found[f"{prefix}{entry.name}"] = signature_of(entry.stat(follow_symlinks=False))
            if prefix and len(found) + len(pending) == before:
                empty.append(prefix.removesuffix("/"))
    return found, empty


def check_inside(folder: Path, paths: Iterable[str]) -> None:
    """Raise ``ValueError`` for one of ``paths`` that would leave ``folder``."""
    for path in paths:
        if path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"{path} lies outside {folder}")


def delete_files(folder: Path, paths: Iterable[str]) -> None:
    """Delete ``paths`` below ``folder``, and the folders that are empty then."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
    delete_empty(folder, {path.rpartition("/")[0] for path in paths})


def delete_empty(folder: Path, paths: Iterable[str]) -> None:
    """Delete the folders ``paths`` below ``folder`` that are empty, and those that are empty then."""
    for path in paths:
        for each in (folder / path, *(folder / path).parents):
            if each == folder:
                break
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
