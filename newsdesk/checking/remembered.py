"""What rules found last time, by what that depends on: an article that is as it was is not even read."""

import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ban_tin.building.environment import code_digests, digest_of
from ban_tin.findings import Finding
from ban_tin.machine.stamps import Stamp, content_digest, stamp
from newsdesk.checking.rule import Facts

_TABLE = "CREATE TABLE IF NOT EXISTS checked (file TEXT PRIMARY KEY, context TEXT, content BLOB) WITHOUT ROWID"


class Looked(NamedTuple):
    """What was found in a source, and what it is true of."""

    #: Of the source; None where it may have changed while it was read.
    stamp: Stamp | None
    #: Of its text.
    digest: str
    #: Files beside it that rules looked at, or would have, with their stamps.
    beside: tuple[tuple[str, Stamp | None], ...]
    #: By the text and the facts alone.
    of_text: tuple[Finding, ...]
    #: By rules that look at files or at the day.
    of_rest: tuple[Finding, ...]
    #: The day of ``of_rest``.
    day: str


def context_of(facts: Facts) -> str:
    """Return what changes with the code of all rules, and with what they know of the site; not with the day."""
    own = {
        path.name: content_digest(path)
        for path in sorted(Path(__file__).parent.rglob("*"))
        if path.suffix in {".py", ".txt"}
    }
    parts = (digest_of(code_digests()), sorted(own.items()), facts.site, sorted(facts.words), sorted(facts.phones))
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def beside_is_true(looked: Looked) -> bool:
    """Return whether the files beside a source are those that were looked at."""
    return all(stamp(path) == before for path, before in looked.beside)


class Remembered:
    """Results kept in the file ``path``. One that is damaged is made anew: nothing of it can't be found again."""

    def __init__(self, path: Path, context: str) -> None:
        self._path, self._context = path, context

    def load(self) -> dict[str, Looked]:
        """Return what is known of each source in this context, by its file."""
        try:
            with closing(self._opened()) as connection:
                rows = connection.execute("SELECT file, content FROM checked WHERE context = ?", [self._context])
                return {file: pickle.loads(content) for file, content in rows}  # noqa: S301 - our own
        except (sqlite3.Error, OSError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError):
            with suppress(OSError):
                self._path.unlink()
            return {}

    def keep(self, looked: Mapping[str, Looked], gone: Iterable[str] = ()) -> None:
        """Keep what was found; a disk that is full keeps nothing, and the next run looks again."""
        rows = [(file, self._context, pickle.dumps(each)) for file, each in looked.items()]
        with suppress(sqlite3.Error, OSError), closing(self._opened()) as connection, connection:
            connection.executemany("REPLACE INTO checked VALUES (?, ?, ?)", rows)
            connection.executemany("DELETE FROM checked WHERE file = ?", [(file,) for file in gone])

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=10)
        # What is lost with the power is found again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_TABLE)
        return connection
