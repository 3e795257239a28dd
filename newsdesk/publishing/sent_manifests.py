"""Manifests of releases that were sent from here: what a target says of one by its SHA-256 need not be fetched, and is read at once."""

import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from newsdesk.publishing.manifest import ReleaseManifest, read_own_manifest

#: How many stay: of the releases that a target keeps.
_KEPT = 5
_ENDING = ".json"


class SentManifests:
    """Those that are kept in ``folder``, each by its SHA-256 in hex digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def digests(self) -> list[str]:
        """Return what is kept, the last one sent first."""
        return [path.stem for path in self._files()]

    def read(self, digest: str) -> ReleaseManifest | None:
        """Return the manifest with this SHA-256, None where it is not there, or not what it was."""
        try:
            content = (self._folder / f"{digest}{_ENDING}").read_bytes()
        except (OSError, ValueError):
            return None
        return read_own_manifest(content) if sha256(content).hexdigest() == digest else None

    def keep(self, content: bytes, file: Path) -> None:
        """Keep the manifest that is in ``content`` and in ``file``. That it can't be hinders nothing: the next deploy fetches it."""
        place = self._folder / f"{sha256(content).hexdigest()}{_ENDING}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if place.exists():
                place.touch()
            else:
                # A later manifest takes the place of the file, and is not written into it.
                try:
                    os.link(file, place)
                except OSError:
                    shutil.copyfile(file, place)
            for old in self._files()[_KEPT:]:
                old.unlink()

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        except OSError:
            return []
