"""What was done of a run, line by line: after ``kill -9`` the next run goes on where this one ended."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

_FORMAT = 1
#: Tenths of a second that are waited for another run.
_PATIENCE = 100


class Journal:
    """A file of lines of JSON. A context manager; a run that is finished leaves its lines for the report, and the next begins anew."""

    def __init__(self, path: Path, about: str) -> None:
        """``about`` says what the run is of: a journal of another one is not gone on with."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path.with_suffix(".lock"))
        self.resumed = self._fits(about)
        if not self.resumed:
            path.unlink(missing_ok=True)
        else:
            self._cut_half_line()
        self._file = path.open("ab")
        if not self.resumed:
            self.write({"journal": _FORMAT, "about": about})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._lock.close()

    def write(self, line: dict[str, Any]) -> None:
        """Add a line. It is there when this process is killed in the next moment."""
        self._file.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._file.flush()

    def finish(self) -> None:
        """Say that the run is at its end."""
        self.write({"finished": True})

    def placed_lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield all lines but the first, each with the place at which it begins."""
        self._file.flush()
        with self._path.open("rb") as file:
            place = len(file.readline())
            for line in file:
                with suppress(ValueError):
                    found = json.loads(line)
                    if isinstance(found, dict):
                        yield place, found
                place += len(line)

    def line_at(self, place: int) -> dict[str, Any]:
        """Return the line that begins at ``place``. Raises ``ValueError`` and ``OSError``."""
        with self._path.open("rb") as file:
            file.seek(place)
            found: dict[str, Any] = json.loads(file.readline())
            return found

    def _fits(self, about: str) -> bool:
        try:
            with self._path.open("rb") as file:
                first = json.loads(file.readline())
                if first != {"journal": _FORMAT, "about": about}:
                    return False
                file.seek(max(0, os.path.getsize(self._path) - 200))  # noqa: PTH202 - of the open file's path
                return b'{"finished": true}' not in file.read()
        except (OSError, ValueError):
            return False

    def _cut_half_line(self) -> None:
        content = self._path.read_bytes()
        if content and not content.endswith(b"\n"):
            with self._path.open("r+b") as file:
                file.truncate(content.rfind(b"\n") + 1)


class BusyError(OSError):
    """Another process writes this journal."""


def _locked(path: Path) -> IO[bytes]:
    """Return the file ``path``, locked while it is open, and until this process ends. Raises ``BusyError``. Windows has no such lock."""
    file = path.open("ab")
    with suppress(ImportError):
        import fcntl

        # Processes of a run that was killed hold it until they see that it is gone.
        for attempt in range(_PATIENCE + 1):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if attempt == _PATIENCE:
                    file.close()
                    raise BusyError from None
                time.sleep(0.1)
    return file
