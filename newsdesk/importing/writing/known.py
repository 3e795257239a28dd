"""Which sources a site has already: each imported article says so in its own head, wherever it was moved since."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsdesk.importing.front_matter import IMPORTED, read_imported

#: Bytes at the beginning of an article in which its head stands.
_HEAD = 24_000


def find_imported(folders: Mapping[str, Path] | list[Path]) -> dict[str, Path]:
    """Return the articles below ``folders`` that were imported, by the digests of their sources."""
    found: dict[str, Path] = {}
    for folder in folders.values() if isinstance(folders, Mapping) else folders:
        for path in _texts(folder):
            try:
                with path.open("rb") as file:
                    head = file.read(_HEAD)
            except OSError:
                continue
            if IMPORTED.encode() not in head:
                continue
            imported = read_imported(head.decode(errors="replace"))
            if imported is not None:
                found.setdefault(imported.digest, path)
    return found


def _texts(folder: Path) -> Iterator[Path]:
    """Yield the texts below ``folder`` in the order of their paths; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".md"):
                yield Path(parent, name)
