"""The tokens of the office: lines of a file that its owner alone can read."""

import hashlib
import os
import stat
from hmac import compare_digest
from pathlib import Path

SHORTEST = 32


class OfficeKeys:
    """One token a line, so that a new one works before the old one goes. The file is read again when it changes."""

    def __init__(self, file: Path):
        """Raises OSError or ValueError with a sentence for the operator."""
        self.file = file
        self.mark, self.hashes = _read(file)
        self.problem = ""

    def opened_by(self, authorization: bytes) -> bool:
        """Whether ``Authorization`` has one of the tokens. Takes as long whichever it is."""
        self._refresh()
        kind, _, token = authorization.partition(b" ")
        given = hashlib.sha256(token.strip()).digest()
        found = [compare_digest(given, each) for each in self.hashes]
        return kind.lower() == b"bearer" and any(found)

    def _refresh(self) -> None:
        """A file that became unusable opens to nobody until it is mended."""
        try:
            if _mark(self.file) != self.mark:
                self.mark, self.hashes = _read(self.file)
            self.problem = ""
        except (OSError, ValueError) as error:
            self.mark, self.hashes, self.problem = (), [], f"the office is closed: {error}"


def _mark(file: Path) -> tuple[int, ...]:
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode, found.st_uid


def _read(file: Path) -> tuple[tuple[int, ...], list[bytes]]:
    mark = _mark(file)
    if stat.S_IMODE(mark[3]) & 0o077 or mark[4] not in (os.geteuid(), 0):
        raise ValueError(f"{file} may be read by others: chmod 600")
    tokens = [line.strip() for line in file.read_bytes().splitlines() if line.strip()]
    if not tokens or min(map(len, tokens)) < SHORTEST:
        raise ValueError(f"{file} needs a token of at least {SHORTEST} characters in each line")
    return mark, [hashlib.sha256(token).digest() for token in tokens]
