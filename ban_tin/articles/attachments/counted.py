"""A file that is read some times over and no more."""

import io
from io import BufferedReader
from pathlib import Path

from ban_tin.articles.attachments.effort import TooMuchWorkError

#: Bytes that are read of a file, beyond what it has itself.
_READ_AGAIN = 50_000_000


class CountedReader(BufferedReader):
    """A file that can be read as a whole some times and no more: what looks for lost parts of it reads all of it for each."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self._left = path.stat().st_size + _READ_AGAIN

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        self._left -= len(content)
        if self._left < 0:
            raise TooMuchWorkError
        return content
