"""Which portal a file is of."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from ban_tin.language.vietnamese import fold
from counter.mysql_dump import UnreadableDumpError, dump_chunks
from newsdesk.importing.portals.entry import plain_words
from newsdesk.importing.portals.joomla import tables as joomla_tables
from newsdesk.importing.portals.joomla.records import JoomlaDump
from newsdesk.importing.portals.letters import decode
from newsdesk.importing.portals.nukeviet import tables as nukeviet_tables
from newsdesk.importing.portals.nukeviet.records import NukeVietDump
from newsdesk.importing.portals.reading import read_record
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row, StagedDump, StagedRows
from newsdesk.importing.portals.wordpress.records import WordPressExport
from newsdesk.importing.portals.wordpress.wxr import StagedExport, is_wxr
from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

#: What ``UnreadableDumpError`` is called in the report.
_REFUSED: Final = {"bomb": "too-packed", "broken": "broken", "several": "unknown"}


#: Why a row could not be read.
_BROKEN: Final = {
    "quotes": N_("its quotation marks are wrong"),
    "columns": N_("it has more or fewer values than its table has columns"),
    "large": N_("one of its values is too large"),
    "unnamed": N_("what the columns of its table are called is not in the dump"),
    "form": N_("it is not written as rows are"),
}


class Records(Protocol):
    """What a portal's dump gives."""

    portal: str

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the table and the key of each record."""
        ...

    def record(self, table: str, key: str) -> PortalRecord:
        """Return the record with ``key`` in ``table``."""
        ...

    def others(self) -> dict[str, int]:
        """Return how many records are in another language than the one that was asked for, by their tables."""
        ...

    def sections(self, table: str, key: str) -> list[Row]:
        """Return the rows of the categories that a record is in, its own first; none for one that has no category."""
        ...


@dataclass(frozen=True, slots=True)
class PortalSource:
    """One record of an opened portal, which is looked up when it is read: also by a process that was forked."""

    #: Where it stands: its table and number.
    key: str
    #: Changes when the dump does.
    stamp: str
    #: Its table, and its number there.
    name: tuple[str, str]
    #: The portal.
    portal: "Portal" = field(repr=False)

    def read(self) -> SourceDocument:
        """Return what it says. Raises ``RefusedSourceError``."""
        return read_record(self.portal.records.record(*self.name), self.portal.options)


@dataclass(frozen=True)
class Portal:
    """An opened dump or export. A context manager: what it keeps on the disk goes when it ends."""

    #: Its records.
    records: Records
    #: What was said when it was opened.
    options: PortalOptions
    #: Changes when the file does.
    stamp: str
    #: What is to be told of it as a whole.
    doubts: tuple[Doubt, ...]
    #: What it keeps on the disk.
    staged: StagedRows = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take what was kept off the disk."""
        self.staged.close()

    @property
    def name(self) -> str:
        """``nukeviet``, ``joomla`` or ``wordpress``."""
        return self.records.portal

    def unknown_sections(self) -> Counter[str]:
        """Return the categories of records that are in none of the site's, with how many of them there are."""
        known = {fold(name) for name in self.options.categories}
        found = Counter[str]()
        for table, key in self.records.names():
            names = [_name_of(row) for row in self.records.sections(table, key)]
            if names and not known & {fold(name) for name in names}:
                found[names[0]] += 1
        return found

    def count(self) -> int:
        """Return how many records it has."""
        return sum(1 for _ in self.records.names())

    def __iter__(self) -> Iterator[PortalSource]:
        """Yield its records, to be read one after another or by several processes."""
        for table, key in self.records.names():
            yield PortalSource(f"{table}, id {key}", self.stamp, (table, key), self)


def open_portal(file: Path, options: PortalOptions, scratch: Path | None = None) -> Portal:
    """Return the portal that ``file`` is a dump or an export of.

    ``scratch`` is the folder for what is kept meanwhile, as large as the dump. Raises RefusedSourceError, and OSError.
    """
    status = file.stat()
    stamp = f"{status.st_size}-{status.st_mtime_ns}"
    if is_wxr(_start(file)):
        export = StagedExport(file, scratch)
        told = (Doubt("truncated", export.breaks_off, file.name),) if export.is_cut else ()
        return Portal(WordPressExport(export, options), options, stamp, told, export)
    try:
        staged = StagedDump(file, _key_of, _slimmed, scratch)
    except UnreadableDumpError as error:
        raise RefusedSourceError(_REFUSED[error.kind], error.about) from error
    kind = next((each for each in (NukeVietDump, JoomlaDump) if each.knows(staged)), None)
    if kind is None:
        staged.close()
        if staged.is_cut and not staged.tables:
            raise RefusedSourceError("broken", staged.breaks_off)
        endings = {name.rpartition("_")[2] for name in staged.tables}
        if {"posts", "postmeta", "options"} <= endings:
            raise RefusedSourceError("wordpress-dump")
        raise RefusedSourceError("unknown-dump", ", ".join(staged.tables[:5]))
    return Portal(kind(staged, options), options, stamp, tuple(_told(staged, file.name)), staged)


def _name_of(row: Row) -> str:
    """Return what a category is called."""
    value = next((row[column] for column in ("title", "name", "cat_name") if row.get(column)), None)
    return plain_words(decode(value or b"")[0])


def _start(file: Path) -> bytes:
    """Return how the text of a file begins, packed or not."""
    try:
        return next(dump_chunks(file), b"")[:8000]
    except UnreadableDumpError as error:
        raise RefusedSourceError(_REFUSED[error.kind], error.about) from error


def _key_of(table: str, columns: tuple[str, ...]) -> str | None:
    return nukeviet_tables.key_of(table, columns) or joomla_tables.key_of(table, columns)


@lru_cache(maxsize=4096)
def _is_nukeviet(table: str, columns: tuple[str, ...]) -> bool:
    return nukeviet_tables.key_of(table, columns) is not None


def _slimmed(table: str, row: Row) -> Row | None:
    if _is_nukeviet(table, tuple(row)):
        return nukeviet_tables.slimmed(table, row)
    return joomla_tables.slimmed(table, row)


def _told(staged: StagedDump, name: str) -> Iterator[Doubt]:
    if staged.is_cut:
        yield Doubt("truncated", staged.breaks_off, name)
    for broken in staged.broken:
        yield Doubt("broken-row", said(_BROKEN[broken.why]), f"{broken.table}, {broken.number}")
    if staged.broken_count > len(staged.broken):
        yield Doubt("broken-row", str(staged.broken_count), name)
