"""What is known of the files of a release, so that the next one reads what changed: by stamps, in one file of the cache.

Kept as ``marshal`` writes it, behind its checksum: JSON takes ten times as long for the 50,000 files of 10,000 articles.
"""

import marshal
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ban_tin.machine.stamps import Stamp

#: The form of what is remembered; another one, also one of another Python, is not used.
_FORMAT = (2, sys.version_info[:2])
_CHECKSUM = 16

#: Of a file: its stamp, empty where it had just been written; its size in bytes; its SHA-256.
KnownFile = tuple[tuple[int, ...], int, str]


class ReleaseMemory:
    """What is known of the files of an output and of what lies beside it in ``folder``, from the last release."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "files.known"
        document = _read(self._file)
        #: By its path.
        self.files: dict[str, KnownFile] = document.get("files", {})
        #: By the path of a text: its SHA-256, and that of its compressed forms by their ending.
        self.texts: dict[str, tuple[str, dict[str, str]]] = document.get("texts", {})
        #: As ``files``, of what lies beside it.
        self.beside: dict[str, KnownFile] = document.get("beside", {})
        #: When the last release was seen to be what its content says: seconds since the epoch.
        self.seen: float = document.get("seen", 0.0)
        #: The SHA-256 of the manifest that lists exactly ``files`` and ``beside``.
        self.manifest: str = document.get("manifest", "")

    def save(self) -> None:
        """Remember it. Raises ``OSError``."""
        content = marshal.dumps(
            {
                "format": _FORMAT, "seen": self.seen, "manifest": self.manifest,
                "files": self.files, "texts": self.texts, "beside": self.beside,
            }
        )  # fmt: skip
        replace_file(self._file, _checksum(content) + content)


def known_file(stamp: Stamp | None, size: int, digest: str) -> KnownFile:
    """Return what is remembered of a file; ``stamp`` is None for one that may have changed while it was looked at."""
    return (tuple(stamp) if stamp else (), size, digest)


def replace_file(path: Path, content: bytes) -> None:
    """Write ``path``, whole or not at all. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _read(file: Path) -> dict[str, Any]:
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    if content[:_CHECKSUM] != _checksum(content[_CHECKSUM:]):
        return {}  # Damaged: all is read anew.
    document: dict[str, Any] = marshal.loads(memoryview(content)[_CHECKSUM:])  # noqa: S302 - our own, whole
    return document if document["format"] == _FORMAT else {}


def _checksum(content: bytes) -> bytes:
    # Of the Python too: another one may not know the form.
    return blake2b(content, digest_size=_CHECKSUM, salt=repr(sys.version_info[:2]).encode()[:16]).digest()
