"""What the last build wrote: by it the next one knows what need not be made again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ban_tin.machine.stamps import Stamp

_BLOCK = 1 << 20


class ManifestEntry(NamedTuple):
    """A file of the output: the ``inputs`` it was made of, the digest of its content, and its stamp on the disk."""

    inputs: str
    digest: str
    stamp: Stamp


@dataclass(slots=True)
class Manifest:
    """The files of an output folder by their path. ``clean`` is False while they are being written."""

    files: Mapping[str, ManifestEntry] = field(default_factory=dict)
    clean: bool = True


def digest_of(content: bytes) -> str:
    """Return the digest of a file's content."""
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the digest of the file ``path``, ``""`` when there is none. Reads it in parts: a video may be large."""
    digest = blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
