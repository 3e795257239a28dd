"""Whose the files of an output folder are: builds list what they write in a file that lies among them, and delete nothing else.

The list lies in the output itself, so that it is still there when everything else that builds remember is gone.
"""

import json
import os
from collections.abc import Iterable, Mapping, Set
from hashlib import blake2b
from pathlib import Path

from ban_tin.building.written_files import ManifestEntry, digest_of_file
from ban_tin.machine.stamps import Stamp

#: The list. Web servers do not serve files whose name begins with a dot; it names nothing but published addresses.
LIST = ".ban-tin.json"
#: The list while it is being written.
_UNFINISHED = f"{LIST}.part"
OWN_NAMES = frozenset({LIST, _UNFINISHED})


class ForeignFolderError(Exception):
    """The folder holds files, and nothing says that builds wrote any of them."""


class ForeignFilesError(Exception):
    """Files that no build wrote lie where files of the output are to be; the arguments are their paths in it."""


class Claim:
    """Which files of ``folder`` builds have written, by its list; where there is none, by what is ``remembered`` of the last build.

    Raises ``OSError`` where the folder cannot be read.
    """

    def __init__(self, folder: Path, remembered: Mapping[str, ManifestEntry]) -> None:
        self._folder = folder
        self._listed = _listed(_content(folder / LIST))
        self._remembered = remembered
        #: Whether the folder holds files, and nothing says that builds wrote any of them.
        self.foreign = self._listed is None and not remembered and not _is_empty(folder)

    @property
    def before(self) -> Set[str]:
        """What the last build left, or was about to write."""
        return self._remembered.keys() if self._listed is None else self._listed

    def owned(self, on_disk: Mapping[str, Stamp]) -> Set[str]:
        """Return the paths that builds have written, whatever lies there now; ``on_disk`` is what lies in the folder.

        Without a list, a remembered file is only believed to be ours while it is as it was written: the folder may be another one.
        Raises ``ForeignFolderError``.
        """
        if self.foreign:
            raise ForeignFolderError(str(self._folder))
        if self._listed is not None:
            return self._listed | OWN_NAMES
        return OWN_NAMES | {
            path
            for path, kept in self._remembered.items()
            if path in on_disk and (on_disk[path] == kept.stamp or digest_of_file(self._folder / path) == kept.digest)
        }

    def write(self, paths: Iterable[str]) -> None:
        """List ``paths``, where they are not what is listed. Raises ``OSError``."""
        listed = frozenset(paths)
        if listed == self._listed:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / _UNFINISHED
        unfinished.write_bytes(_format(listed))
        unfinished.replace(self._folder / LIST)
        self._listed = listed


def _format(paths: Iterable[str]) -> bytes:
    folders: dict[str, list[str]] = {}
    for path in sorted(paths):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    # In ASCII: the name of a file need not be Unicode.
    listed = json.dumps(folders, indent=0).encode()
    head = {
        "what": "Bản Tin đã ghi các tệp này. Tệp khác trong thư mục được giữ nguyên. / Files written by Bản Tin.",
        "digest": _digest(listed),
    }
    return json.dumps(head).encode() + b"\n" + listed


def _digest(listed: bytes) -> str:
    return blake2b(listed, digest_size=16).hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return b""


def _listed(content: bytes) -> frozenset[str] | None:
    """Return the paths in a list; None for one that is missing, damaged or somebody else's.

    Its first line is a JSON object with the digest of the rest, which is one too: the names of files by their folder.
    """
    try:
        head, _, listed = content.partition(b"\n")
        if json.loads(head)["digest"] != _digest(listed):
            return None
        folders = json.loads(listed)
        return frozenset(f"{folder}/{name}" if folder else name for folder, names in folders.items() for name in names)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_empty(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return all(entry.name == _UNFINISHED for entry in entries)
    except FileNotFoundError:
        return True


def find_conflicts(planned: Set[str], on_disk: Set[str], owned: Set[str]) -> list[str]:
    """Return the files of others that lie where ``planned`` files, or their folders, are to be."""
    foreign = on_disk - owned
    if not foreign:
        return []  # As nearly always.
    folders = {parent for path in planned for parent in parents(path)}
    return sorted(
        path for path in foreign if path in planned or path in folders or not planned.isdisjoint(parents(path))
    )


def parents(path: str) -> list[str]:
    """Return the folders above the file ``path``, the highest first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
