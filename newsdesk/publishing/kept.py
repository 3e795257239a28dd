"""What a machine keeps of releases that were live in a bucket: what was replaced since, by its content. For going back."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from newsdesk.publishing.manifest import MANIFEST, SIGNATURE, ManifestError, parse_manifest
from newsdesk.publishing.release import digest_of, replace_file

#: How many releases stay for going back.
KEPT = 5


class Kept:
    """Releases in ``folder``: a manifest each, and the files that later ones replaced."""

    def __init__(self, folder: Path) -> None:
        self._releases, self._objects = folder / "releases", folder / "objects"

    def names(self) -> list[str]:
        """Return the names of the releases that are kept, the newest first."""
        found = self._releases.iterdir() if self._releases.is_dir() else ()
        return sorted((each.name for each in found if (each / MANIFEST).is_file()), reverse=True)

    def has(self, digest: str) -> bool:
        """Return whether the content is kept that has this SHA-256."""
        return (self._objects / digest).is_file()

    def is_whole(self, digest: str) -> bool:
        """Return whether what is kept has this SHA-256 still; reads it."""
        try:
            return digest_of(self._objects / digest)[0] == digest
        except OSError:
            return False

    def take(self, digest: str, place: Path) -> None:
        """Copy the content of this SHA-256 to ``place``."""
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._objects / digest, place)

    def manifest(self, name: str) -> tuple[bytes, bytes]:
        """Return the manifest of the release ``name`` and its signature, ``b""`` for what is not kept."""
        folder = self._releases / name
        manifest, signature = folder / MANIFEST, folder / SIGNATURE
        return (
            manifest.read_bytes() if manifest.is_file() else b"",
            signature.read_bytes() if signature.is_file() else b"",
        )

    def add(self, name: str, fetched: Path, digests: Mapping[str, str]) -> None:
        """Keep the release ``name``, whose manifest and replaced files (with their ``digests``) were ``fetched`` into a folder.

        A file that is not what was published is not kept. Of older releases, ``KEPT`` stay.
        """
        for path, digest in digests.items():
            file = fetched / path
            if file.is_file() and digest_of(file)[0] == digest:
                self._objects.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, self._objects / f".{digest}")
                (self._objects / f".{digest}").replace(self._objects / digest)
        for each in (SIGNATURE, MANIFEST):
            if (fetched / each).is_file():
                replace_file(self._releases / name / each, (fetched / each).read_bytes())
        self._forget()

    def _forget(self) -> None:
        for name in self.names()[KEPT:]:
            shutil.rmtree(self._releases / name)
        wanted: set[str] = set()
        for name in self.names():
            try:
                wanted |= {file.sha256 for file in parse_manifest(self.manifest(name)[0]).files.values()}
            except ManifestError:
                shutil.rmtree(self._releases / name)
        for each in self._objects.iterdir() if self._objects.is_dir() else ():
            if each.name not in wanted:
                each.unlink()
