"""Making a folder equal to a set of files: compare, write what differs, delete what is no longer made."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to its output folder."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    total: int


def sync_tree(folder: Path, content: Mapping[str, bytes | Path]) -> Written:
    """Make ``folder`` hold exactly ``content`` (paths with ``/`` to bytes or a file to copy); return what was done.

    Unchanged files keep their time: what is uploaded afterwards by ``rsync`` is the change, not the site.
    Raises ``OSError``; a path that leaves the folder is a ``ValueError`` before anything is written.
    """
    root = folder.resolve()
    for path in content:
        if not (root / path).resolve().is_relative_to(root):
            raise ValueError(f"{path} lies outside {folder}")
    existing = _files_below(folder)
    written = [path for path in sorted(content) if _write_if_changed(folder / path, content[path])]
    deleted = sorted(existing - set(content))
    for path in deleted:
        # What stood where a folder or a file is needed now has made room already.
        if (folder / path).is_file() or (folder / path).is_symlink():
            (folder / path).unlink()
    _remove_empty_folders(folder, deleted)
    return Written(tuple(written), tuple(deleted), len(content))


def _files_below(folder: Path) -> set[str]:
    return {Path(parent, name).relative_to(folder).as_posix() for parent, _, names in os.walk(folder) for name in names}


def _write_if_changed(path: Path, content: bytes | Path) -> bool:
    data = content.read_bytes() if isinstance(content, Path) else content
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    _make_room(path)
    path.write_bytes(data)
    return True


def _make_room(path: Path) -> None:
    """Make the folder of ``path``; a file of an earlier build may stand where a folder is needed now."""
    for parent in reversed(path.parents):
        if parent.is_file():
            parent.unlink()
    if path.is_dir():
        for below, folders, names in os.walk(path, topdown=False):
            for name in names:
                Path(below, name).unlink()
            for name in folders:
                Path(below, name).rmdir()
        path.rmdir()
    path.parent.mkdir(parents=True, exist_ok=True)


def _remove_empty_folders(folder: Path, deleted: list[str]) -> None:
    for path in deleted:
        for parent in (folder / path).parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break
