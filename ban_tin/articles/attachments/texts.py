"""The words of attachments, kept: a file is read once, as long as what it holds and how it is read stay the same."""

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from ban_tin.articles.attachments.text import READ, extract_text
from ban_tin.language.vietnamese import legacy, syllables
from ban_tin.machine.cache import cached_bytes
from ban_tin.machine.stamps import content_digest


class TextStore:
    """Keeps the text of attachments in ``folder``; two builds at once may use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def text_of(self, path: Path, sha256: str) -> str:
        """Return ``extract_text`` of the file ``path``, whose content ``sha256`` names.

        Raises ``OSError`` for a file that can't be opened: nothing is kept of it.
        """
        ending = path.suffix.lower()
        if ending not in READ:
            return ""
        kept = self._folder / f"{sha256}-{way_of_reading()}{ending}"
        return cached_bytes(kept, lambda: extract_text(path).encode()).decode()


@cache
def way_of_reading() -> str:
    """Return what changes when the text of a file may change: the code that reads it, and what that stands on."""
    modules = sorted((*Path(__file__).parent.glob("*.py"), Path(legacy.__file__), Path(syllables.__file__)))
    code = "".join(map(content_digest, modules))
    return blake2b(f"{code} {version('pypdf')} {sys.version_info[:2]}".encode(), digest_size=8).hexdigest()
