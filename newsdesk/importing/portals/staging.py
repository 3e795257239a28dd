"""The rows of a dump, kept in a file so that those of several tables are brought together in constant memory.

A dump has the bodies of articles in another table than their titles, often before them. The rows are kept as they stand, in bytes.
"""

import marshal
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Final, Self

from counter.mysql_dump import BrokenRow, DumpReader, UnreadableDumpError, dump_chunks

#: Rows that are written at a time.
_BATCH: Final = 2000
_PREFIX: Final = "ban-tin-dump-"
#: Seconds after which rows on the disk are nobody's.
_LEFT_BEHIND: Final = 86_400

#: A row by its columns: as it lay in the database, NULL is none.
Row = Mapping[str, bytes | None]
#: Returns for a table, by its name and columns, the column by which its rows are asked for; none for a table that is not kept.
KeyOf = Callable[[str, tuple[str, ...]], str | None]
#: Returns of a row what is kept: dumps hold passwords and addresses of people, which no import needs. None: the row is not kept.
Slim = Callable[[str, Row], Row | None]


def _clear(scratch: Path) -> None:
    """Delete what runs left that were killed, a day ago or longer: no run takes as long."""
    for folder in scratch.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)


class StagedRows:
    """Rows on disk, by their table and key, until it is closed. A context manager."""

    def __init__(self, scratch: Path | None = None) -> None:
        """Make a file for the rows in the folder ``scratch``, or where the system has such. Raises OSError."""
        if scratch is not None:
            _clear(scratch)
        self._folder = Path(mkdtemp(prefix=_PREFIX, dir=scratch))
        self._owner = os.getpid()
        self._connections = {
            self._owner: sqlite3.connect(self._folder / "rows.db", isolation_level=None, check_same_thread=False)
        }
        self._batch: list[tuple[str, str, bytes]] = []
        # A file of rows that can be read anew: nothing is to be safe when the machine stops.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000", "temp_store = FILE"):
            self._rows.execute(f"PRAGMA {setting}")
        self._rows.execute("CREATE TABLE rows (source TEXT NOT NULL, key TEXT NOT NULL, fields BLOB NOT NULL)")
        self._rows.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _rows(self) -> sqlite3.Connection:
        """The connection of this process: one that was forked opens its own."""
        found = self._connections.get(os.getpid())
        if found is None:
            address = f"{(self._folder / 'rows.db').as_uri()}?mode=ro&immutable=1"
            found = self._connections[os.getpid()] = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False
            )
        return found

    def close(self) -> None:
        """Take the rows off the disk; in a forked process this is left to the one that made them."""
        if os.getpid() == self._owner:
            self._rows.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, table: str, key: str, row: Row) -> None:
        """Keep a row."""
        self._batch.append((table, key, marshal.dumps(dict(row))))
        if len(self._batch) == _BATCH:
            self._write()

    def finish(self) -> None:
        """Make what was kept ready to be asked for."""
        self._write()
        self._rows.execute("CREATE INDEX by_key ON rows (source, key)")
        self._rows.execute("COMMIT")

    def _write(self) -> None:
        self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?)", self._batch)
        self._batch.clear()

    def count(self, table: str) -> int:
        """Return how many different keys ``table`` has."""
        return int(self._rows.execute("SELECT count(DISTINCT key) FROM rows WHERE source = ?", (table,)).fetchone()[0])

    def keys(self, table: str) -> Iterator[str]:
        """Yield the keys of ``table``, numbers in their order, each once."""
        sql = "SELECT DISTINCT key FROM rows WHERE source = ? ORDER BY CAST(key AS INTEGER), key"
        with closing(self._rows.cursor()) as cursor:
            for (key,) in cursor.execute(sql, (table,)):
                yield key

    def rows(self, table: str, key: str | None = None) -> list[Row]:
        """Return the rows of ``table`` with ``key``, or all, in the order in which they stood in the dump."""
        if key is None:
            found: Iterable[tuple[bytes]] = self._rows.execute(
                "SELECT fields FROM rows WHERE source = ? ORDER BY rowid", (table,)
            )
        else:
            found = self._rows.execute(
                "SELECT fields FROM rows WHERE source = ? AND key = ? ORDER BY rowid", (table, key)
            )
        return [marshal.loads(fields) for (fields,) in found]  # noqa: S302 - written by this class

    def row(self, table: str, key: str) -> Row | None:
        """Return the row of ``table`` with ``key``; the last one, as a database would that was given them all."""
        found = self._rows.execute(
            "SELECT fields FROM rows WHERE source = ? AND key = ? ORDER BY rowid DESC LIMIT 1", (table, key)
        ).fetchone()
        return marshal.loads(found[0]) if found else None  # noqa: S302 - as above


class StagedDump(StagedRows):
    """The tables of a MySQL dump that are wanted."""

    def __init__(self, file: Path, key_of: KeyOf, slim: Slim, scratch: Path | None = None) -> None:
        """Read ``file`` through. Raises OSError, and UnreadableDumpError for a bomb.

        ``scratch`` is the folder for the rows: as large as the dump, unpacked.
        """
        super().__init__(scratch)
        #: The columns of each table that was kept.
        self.columns: dict[str, tuple[str, ...]] = {}
        #: As in ``SET NAMES``.
        self.charset = ""
        #: Rows that could not be read: the first of them, and how many there were.
        self.broken: list[BrokenRow] = []
        self.broken_count = 0
        #: Whether the dump breaks off, and in which table, where that is known.
        self.is_cut = False
        self.breaks_off = ""
        #: All tables with rows, also of those that were not kept.
        self.tables: tuple[str, ...] = ()
        try:
            self._read(file, key_of, slim)
        except BaseException:
            self.close()
            raise

    def _read(self, file: Path, key_of: KeyOf, slim: Slim) -> None:
        key_of = lru_cache(maxsize=4096)(key_of)
        reader = DumpReader(dump_chunks(file), lambda table, columns: key_of(table, columns) is not None)
        try:
            for row in reader:
                if row.table not in self.columns:
                    self.columns[row.table] = row.columns
                fields = slim(row.table, dict(zip(row.columns, row.values, strict=True)))
                if fields is not None:
                    key = fields.get(key_of(row.table, row.columns) or "") or b""
                    self.put(row.table, key.decode("utf-8", "replace"), fields)
        except UnreadableDumpError as error:
            if error.kind == "bomb":
                raise
            self.is_cut, self.breaks_off = True, error.about
        self.finish()
        self.charset, self.broken, self.broken_count = reader.charset, reader.broken, reader.broken_count
        self.tables = tuple(reader.tables)
