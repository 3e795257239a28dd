"""The rows of a dump, kept in a file so that those of several tables are brought together in constant memory.

A dump has the bodies of articles in another table than their titles, often before them. The rows are kept as they stand, in bytes.
"""

import marshal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

from counter.mysql_dump import BrokenRow, DumpReader, UnreadableDumpError, dump_chunks

#: Rows that are written at a time.
_BATCH: Final = 2000

#: A row by its columns: as it lay in the database, NULL is none.
Row = Mapping[str, bytes | None]
#: Returns for a table, by its name and columns, the column by which its rows are asked for; none for a table that is not kept.
KeyOf = Callable[[str, tuple[str, ...]], str | None]
#: Returns of a row what is kept: dumps hold passwords and addresses of people, which no import needs. None: the row is not kept.
Slim = Callable[[str, Row], Row | None]


class StagedDump:
    """The tables of a dump that are wanted, on disk until it is closed. A context manager."""

    def __init__(self, file: Path, key_of: KeyOf, slim: Slim, scratch: Path | None = None) -> None:
        """Read ``file`` through. Raises OSError, and UnreadableDumpError where not a row could be read.

        ``scratch`` is the folder for the rows: as large as the dump, unpacked.
        """
        self._folder = TemporaryDirectory(prefix="ban-tin-dump-", dir=scratch)
        self._rows = sqlite3.connect(Path(self._folder.name) / "rows.db", isolation_level=None, check_same_thread=False)
        #: The columns of each table that was kept.
        self.columns: dict[str, tuple[str, ...]] = {}
        #: As in ``SET NAMES``.
        self.charset = ""
        #: Rows that could not be read: the first of them, and how many there were.
        self.broken: list[BrokenRow] = []
        self.broken_count = 0
        #: Where the dump breaks off, ``""`` where it is whole.
        self.breaks_off = ""
        #: All tables with rows, also of those that were not kept.
        self.tables: tuple[str, ...] = ()
        try:
            self._read(file, key_of, slim)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take the rows off the disk."""
        self._rows.close()
        self._folder.cleanup()

    def _read(self, file: Path, key_of: KeyOf, slim: Slim) -> None:
        # A file of rows that can be read anew: nothing is to be safe when the machine stops.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16000", "temp_store = FILE"):
            self._rows.execute(f"PRAGMA {setting}")
        self._rows.execute("CREATE TABLE rows (source TEXT NOT NULL, key TEXT NOT NULL, fields BLOB NOT NULL)")
        self._rows.execute("BEGIN")
        reader = DumpReader(dump_chunks(file), lambda table, columns: key_of(table, columns) is not None)
        batch: list[tuple[str, str, bytes]] = []
        try:
            for row in reader:
                if row.table not in self.columns:
                    self.columns[row.table] = row.columns
                fields = slim(row.table, dict(zip(row.columns, row.values, strict=True)))
                if fields is None:
                    continue
                key = fields.get(key_of(row.table, row.columns) or "") or b""
                batch.append((row.table, key.decode("utf-8", "replace"), marshal.dumps(dict(fields))))
                if len(batch) == _BATCH:
                    self._write(batch)
        except UnreadableDumpError as error:
            if error.kind == "bomb":
                raise
            self.breaks_off = str(error)
        self._write(batch)
        self._rows.execute("CREATE INDEX by_key ON rows (source, key)")
        self._rows.execute("COMMIT")
        self.charset, self.broken, self.broken_count = reader.charset, reader.broken, reader.broken_count
        self.tables = tuple(reader.tables)

    def _write(self, batch: list[tuple[str, str, bytes]]) -> None:
        self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?)", batch)
        batch.clear()

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
