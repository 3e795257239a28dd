"""What builds remember of the one before: in one SQLite file, every part of it held against its checksum.

Nothing here is needed: whatever is missing, damaged or from elsewhere is read and made anew.
"""

import errno
import io
import os
import pickle
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from ban_tin.articles.comments.parts import PartedComments
from ban_tin.articles.source import FoundFile, SourceEntry
from ban_tin.findings.report import Finding
from ban_tin.machine.stamps import Stamp
from ban_tin.views.deferred import DamagedStateError

Value = TypeVar("Value")
_UNCHANGED: tuple[dict[str, Any], set[str]] = {}, set()
_CHECKSUM = 16
#: Tables of what the search index is made of: the documents of each source file, and its shards.
_KEPT = ("document", "shard")
#: Teasers in memory, the ones used last.
_TEASERS = 12_288
#: Changes with what the file holds.
_VERSION = 5
#: What a remembered value may consist of, beside what is built in.
_MODULES = ("ban_tin.", "datetime", "zoneinfo", "pathlib", "markupsafe")


class KeptComments(NamedTuple):
    """Approved comments that the state holds."""

    #: How many there are.
    number: int
    #: Those in the article's own page.
    shown: int
    #: The fingerprint of what the state holds.
    whole: str
    #: That of each part: of the newest, then of each numbered page.
    parts: tuple[str, ...]


class Row(NamedTuple):
    """A source file as it was read: by ``stamp``, and by those of what it looked up (``None``: not there).

    ``content`` and ``teaser`` are fingerprints; what they stand for is loaded from the state.
    """

    #: What the plan knows of it.
    entry: SourceEntry
    #: The stamp of the file when it was read.
    stamp: Stamp
    #: Files that were looked for beside it, with their stamps; ``None`` for one that was not there.
    looked_up: tuple[tuple[FoundFile, Stamp | None], ...]
    #: What is wrong with it.
    findings: tuple[Finding, ...]
    #: The fingerprint of what its page is made of, which the state holds.
    content: str
    #: The same of what lists show of it.
    teaser: str
    #: The comments of an article that has some.
    comments: KeptComments | None = None


class State:
    """The file ``path``. A value is kept by its name and only found by a build that gives the same ``key`` for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        # In order, as taking the oldest out of it is one step, whatever other threads do meanwhile.
        self._teasers: OrderedDict[str, Any] = OrderedDict()
        #: What is different from the whole of each mapping.
        self._changes: dict[str, tuple[dict[str, Any], set[str]]] = {}
        self._connection = self._open()
        #: For sources alone: threads load them, one at a time, while another one writes.
        self._reading = self._connect()
        self._lock = Lock()
        self._process = os.getpid()

    def _connect(self) -> sqlite3.Connection:
        with _damage(self._path):
            return sqlite3.connect(self._path, timeout=60, isolation_level=None, check_same_thread=False)

    def _open(self) -> sqlite3.Connection:
        connection = self._connect()
        with _damage(self._path):
            connection.execute("PRAGMA journal_mode=WAL")
            # Survives `kill -9`. After a power cut, checksums reveal lost pages and the build starts from scratch.
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS value (name TEXT PRIMARY KEY, key TEXT, value BLOB)")
            connection.execute("DROP TABLE IF EXISTS source")  # Of version 2.
            # Apart: a value behind a longer one is found at the end of the other's pages.
            for table in ("content", "teaser", "comments", *_KEPT):
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (path TEXT PRIMARY KEY, value BLOB)")
        return connection

    def close(self) -> None:
        """Nothing more comes from it: whoever asks in another thread gets a ``DamagedStateError``."""
        # Not under the hands of a thread that reads: Python's module would go on in memory that is no longer SQLite's.
        with self._lock:
            self._reading.close()
        self._connection.close()

    def forget(self) -> None:
        """Forget every value; sources without their rows are nothing."""
        with _damage(self._path):
            self._connection.execute("DELETE FROM value")

    def get(self, name: str, key: str, default: Value) -> Value:
        """Return what was last kept under ``name``, ``default`` for nothing or when ``key`` is another one."""
        with _damage(self._path):
            row = self._connection.execute("SELECT key, value FROM value WHERE name = ?", (name,)).fetchone()
        if row is None or row[0] != f"{_VERSION} {key}":
            return default
        value: Value = unpacked(row[1])
        return value

    def last_key(self, name: str) -> str:
        """Return the key under which ``name`` was last kept, ``""`` for none."""
        with _damage(self._path):
            row = self._connection.execute("SELECT key FROM value WHERE name = ?", (name,)).fetchone()
        version, _, key = row[0].partition(" ") if row else ("", "", "")
        return key if version == str(_VERSION) else ""

    def put(self, name: str, key: str, value: object) -> None:
        with _damage(self._path):
            self._connection.execute("REPLACE INTO value VALUES (?, ?, ?)", (name, f"{_VERSION} {key}", packed(value)))

    def get_map(self, name: str, key: str) -> dict[str, Any]:
        """Return the mapping that was last kept under ``name``; an empty one for nothing or another ``key``."""
        known: dict[str, Any] = self.get(name, key, {})
        if not isinstance(known, dict):
            raise DamagedStateError(name)
        changed, gone = self.get(f"{name} +", key, _UNCHANGED) if known else _UNCHANGED
        self._changes[name] = changed, gone
        known |= changed
        for each in gone:
            known.pop(each, None)
        return known

    def put_map(self, name: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Keep the mapping ``after`` under ``name``, where ``get_map`` gave ``before``: in a small change only what is different."""
        changed = {each: value for each, value in after.items() if before.get(each) is not value}
        gone = before.keys() - after.keys()
        if not changed and not gone and before:
            return
        earlier, gone_earlier = self._changes.get(name, _UNCHANGED)
        changes = {each: value for each, value in (earlier | changed).items() if each in after}
        whole = not before or len(changes) + len(gone | gone_earlier) > len(after) // 20 + 100
        with self.transaction():
            if whole:
                self.put(name, key, dict(after))
            changes, gone = ({}, set()) if whole else (changes, (gone_earlier | gone) - after.keys())
            self.put(f"{name} +", key, (changes, gone))
        self._changes[name] = changes, gone

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is kept inside."""
        with _damage(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with _damage(self._path):
                self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def put_source(self, path: str, content: bytes, teaser: bytes, comments: bytes = b"") -> None:
        """Keep what a source file gave, packed; no ``comments`` are none."""
        with _damage(self._path):
            self._connection.execute("REPLACE INTO content VALUES (?, ?)", (path, content))
            self._connection.execute("REPLACE INTO teaser VALUES (?, ?)", (path, teaser))
            if comments:
                self._connection.execute("REPLACE INTO comments VALUES (?, ?)", (path, comments))
            else:
                self._connection.execute("DELETE FROM comments WHERE path = ?", (path,))

    def drop_sources(self, paths: Iterable[str]) -> None:
        gone = [(path,) for path in paths]
        with _damage(self._path):
            for table in ("content", "teaser", "comments"):
                self._connection.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608

    def put_packed(self, table: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep packed values in the ``table`` of documents or of shards, by name."""
        with _damage(self._path):
            self._connection.executemany(f"REPLACE INTO {table} VALUES (?, ?)", values)  # noqa: S608

    def drop_packed(self, table: str, names: Iterable[str]) -> None:
        """Forget what is kept in a table under ``names``."""
        with _damage(self._path):
            self._connection.executemany(f"DELETE FROM {table} WHERE path = ?", [(name,) for name in names])  # noqa: S608

    def empty(self, table: str) -> None:
        """Forget all that is kept in a table."""
        with _damage(self._path):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608

    def content(self, path: str, fingerprint: str) -> Any:
        """Return the article or page that the file ``path`` gave. Raises ``DamagedStateError``."""
        return self.unpack("content", path, fingerprint)

    def teaser(self, path: str, fingerprint: str) -> Any:
        """Return the teaser of the article in the file ``path``. Raises ``DamagedStateError``."""
        # One article stands in a dozen lists, most of them made soon one after another.
        known = self._teasers.pop(fingerprint, None)
        self._teasers[fingerprint] = found = known or self.unpack("teaser", path, fingerprint)
        if len(self._teasers) > _TEASERS:
            self._teasers.popitem(last=False)
        return found

    def comments(self, path: str, fingerprint: str) -> PartedComments:
        """Return the comments beside the article in the file ``path``. Raises ``DamagedStateError``."""
        found: PartedComments = self.unpack("comments", path, fingerprint)
        return found

    def unpack(self, table: str, path: str, fingerprint: str) -> Any:
        """Return what is kept in a table under ``path``. Raises ``DamagedStateError`` where it is not what has that ``fingerprint``."""
        if os.getpid() != self._process:
            # SQLite forbids to use, or even to close, a connection that was forked: it stays open until the process ends.
            self._inherited, self._process = self._reading, os.getpid()
            self._reading, self._lock = self._connect(), Lock()
        with _damage(self._path), self._lock:
            row = self._reading.execute(f"SELECT value FROM {table} WHERE path = ?", (path,)).fetchone()  # noqa: S608
        if row is None:
            raise DamagedStateError(path)
        if not isinstance(row[0], bytes) or fingerprint_of(row[0]) != fingerprint:
            raise DamagedStateError(path)
        return unpacked(row[0])


def copy_state(source: Path, target: Path) -> None:
    """Let the state in the file ``target`` begin with what the one in ``source`` remembers; with nothing where that can't be read."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error:
        delete_state(target)


def delete_state(path: Path) -> None:
    """Delete the file of a state, and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def packed(value: object) -> bytes:
    """Return ``value`` as bytes that tell when they are not what they were."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return blake2b(data, digest_size=_CHECKSUM).digest() + data


def fingerprint_of(data: bytes) -> str:
    """Return 16 hex digits that change with the value of which ``packed`` made ``data``."""
    return data[:8].hex()


def unpacked(data: bytes) -> Any:
    """Return the value of which ``packed`` made ``data``. Raises ``DamagedStateError``."""
    if not isinstance(data, bytes) or blake2b(data[_CHECKSUM:], digest_size=_CHECKSUM).digest() != data[:_CHECKSUM]:
        raise DamagedStateError
    try:
        return _Unpickler(io.BytesIO(data[_CHECKSUM:])).load()
    except Exception as error:  # Of an older version of our classes: anything may happen.
        raise DamagedStateError from error


_found: dict[tuple[str, str], type] = {}


class _Unpickler(pickle.Unpickler):
    """Makes only values of this project: a file from elsewhere runs no code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _maker_of_zones
        known = _found.get((module, name))
        if known is not None:
            return known
        if module.startswith(_MODULES):
            found = super().find_class(module, name)
            # A module also has what it imports, and names may have dots: `plugins.x` and `os.system`.
            if isinstance(found, type) and found.__module__.startswith(_MODULES):
                _found[module, name] = found
                return found
        raise DamagedStateError(f"{module}.{name}")


def _maker_of_zones(owner: object, name: str) -> Any:
    """Return what makes a ``ZoneInfo``, which asks for it by ``getattr``; nothing else may."""
    if owner is not ZoneInfo or name != "_unpickle":
        raise DamagedStateError(name)
    return getattr(owner, name)


def _fault_of_disk(error: sqlite3.Error, path: Path) -> int:
    """Return the number of what is wrong with the disk or its rights, where a new file would fare no better; 0 for damage."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return errno.ENOSPC
    if code == sqlite3.SQLITE_READONLY or (code == sqlite3.SQLITE_CANTOPEN and not os.access(path.parent, os.W_OK)):
        read_only = hasattr(os, "statvfs") and os.statvfs(path.parent).f_flag & os.ST_RDONLY
        return errno.EROFS if read_only else errno.EACCES
    return 0


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if number := _fault_of_disk(error, path):
            raise OSError(number, os.strerror(number), str(path)) from error
        raise DamagedStateError(str(error)) from error
    except UnicodeDecodeError as error:  # Its messages may quote what is damaged.
        raise DamagedStateError(str(error)) from error
