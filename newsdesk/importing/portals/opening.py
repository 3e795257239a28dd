"""Which portal a file is of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from counter.mysql_dump import UnreadableDumpError
from newsdesk.importing.portals.nukeviet import tables as nukeviet_tables
from newsdesk.importing.portals.nukeviet.records import NukeVietDump
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row, StagedDump
from newsdesk.importing.source_document import Doubt, RefusedSourceError

#: What ``UnreadableDumpError`` is called in the report.
_REFUSED: Final = {"bomb": "too-packed", "broken": "broken", "several": "unknown"}


class Records(Protocol):
    """What a portal's dump gives."""

    portal: str

    def count(self) -> int: ...

    def records(self) -> Iterator[PortalRecord]: ...


@dataclass
class Portal:
    """An opened dump or export. A context manager: what it keeps on the disk goes when it ends."""

    #: Its records.
    source: Records
    #: What is to be told of it as a whole.
    doubts: tuple[Doubt, ...] = ()
    _staged: StagedDump | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take what was kept off the disk."""
        if self._staged:
            self._staged.close()

    @property
    def name(self) -> str:
        """``nukeviet``, ``joomla`` or ``wordpress``."""
        return self.source.portal

    def count(self) -> int:
        """Return how many records there are."""
        return self.source.count()

    def records(self) -> Iterator[PortalRecord]:
        """Yield them."""
        return self.source.records()


def open_portal(file: Path, options: PortalOptions, scratch: Path | None = None) -> Portal:
    """Return the portal that ``file`` is a dump or an export of.

    ``scratch`` is the folder for what is kept meanwhile, as large as the dump. Raises RefusedSourceError, and OSError.
    """
    try:
        staged = StagedDump(file, _key_of, _slimmed, scratch)
    except UnreadableDumpError as error:
        raise RefusedSourceError(_REFUSED[error.kind], str(error)) from error
    if not NukeVietDump.knows(staged):
        tables = ", ".join(staged.tables[:5])
        staged.close()
        raise (
            RefusedSourceError("unknown-dump", tables)
            if tables or not staged.breaks_off
            else RefusedSourceError("broken")
        )
    source = NukeVietDump(staged, options)
    return Portal(source, tuple(_told(staged, file.name)), staged)


def _key_of(table: str, columns: tuple[str, ...]) -> str | None:
    return nukeviet_tables.key_of(table, columns)


def _slimmed(table: str, row: Row) -> Row | None:
    return nukeviet_tables.slimmed(table, row)


def _told(staged: StagedDump, name: str) -> Iterator[Doubt]:
    if staged.breaks_off:
        yield Doubt("truncated", staged.breaks_off, name)
    for broken in staged.broken:
        yield Doubt("broken-row", broken.why, f"{broken.table}, {broken.number}")
    if staged.broken_count > len(staged.broken):
        yield Doubt("broken-row", str(staged.broken_count), name)
