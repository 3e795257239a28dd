"""What the counter asks of a storage. A backend keeps rows of counts, and today's keys until the day ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from counter.storage.comments import CommentStore
from counter.storage.ratings import RatingStore

OPENING = 0  # the "day" of opening balances; real days are proleptic ordinals (``date.toordinal``)
OLDER = (
    "the server has older counts than it acknowledged, of a copy or a replica: bring the newer ones back, or restart the"
    " counter to go on from these"
)


class StorageError(Exception):
    """Nothing of this batch was stored; trying again later may help."""


class StorageCorruptError(StorageError):
    """The stored data can't be read: ``recover`` or give up."""


class Row(NamedTuple):
    """The counts of a page (``path``) or of the site (``path`` None) on a day, or its opening balance (OPENING).

    A page has views only. The site's opening balance is in ``visits``.
    """

    #: As an ordinal number, or ``OPENING``.
    day: int
    #: The page, ``None`` for the site.
    path: str | None
    #: Of the site only.
    visits: int = 0
    #: Views of pages by people.
    views: int = 0
    #: Requests of programs.
    bots: int = 0
    #: Views of readers who ask not to be tracked.
    untracked: int = 0


@dataclass(slots=True)
class Batch:
    """What one commit stores."""

    #: As an ordinal number.
    day: int
    keys: dict[int, str] = field(default_factory=dict)  # signed 64-bit key of visitor, page and day -> path
    remember: bool = True  # whether to store keys that are new
    #: Visits that began.
    visits: int = 0
    #: Requests of programs.
    bots: int = 0
    #: Views of readers who ask not to be tracked.
    untracked: int = 0


class Committed(NamedTuple):
    """What a commit made of its batch: new views by path, and how many keys are stored today."""

    views: dict[str, int]
    seen: int


@dataclass(slots=True)
class Snapshot:
    """Everything the counter keeps in memory. ``days`` has OPENING too; ``day`` is the newest stored day."""

    pages: dict[str, int]
    days: dict[int, Row]
    seen: int

    @property
    def day(self) -> int:
        return max(self.days, default=OPENING)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever counted; days may have begun."""
        return not self.pages and not any(any(row[2:]) for row in self.days.values())


class Storage(Protocol):
    """One writer at a time. ``commit``, ``put`` and ``recover`` are called from one thread, the rest from any."""

    suffix: str  # of its backups

    @property
    def ratings(self) -> RatingStore:
        """What readers gave; the same in all threads."""

    @property
    def comments(self) -> CommentStore:
        """What readers wrote."""

    def load(self) -> Snapshot:
        """Read the counts. Raises StorageCorruptError, also when there are none but ``backups`` have some."""

    def commit(self, batch: Batch) -> Committed:
        """Store the batch; on return it survives a crash. A key counts as a view if it is new today.

        The first batch of a later day forgets all keys, also those of other subjects; the batch of an earlier one is counted for the newest day.
        Raises StorageError when nothing was stored.
        """

    def put(self, rows: Iterable[Row]) -> None:
        """Set (not add) the counts of these rows, all or none."""

    def rows(self) -> Iterator[Row]:
        """Every row, by day; of a day the site's first, then the pages' by path."""

    def views_since(self, day: int) -> dict[str, int]:
        """Views by path from ``day`` on, without opening balances."""

    def check(self) -> list[str]:
        """Look for damage and for sums that don't agree; one sentence for each problem."""

    def backup(self, target: Path) -> None:
        """Write a verified copy without keys, while hits go on being stored."""

    def recover(self) -> Snapshot:
        """Put the damaged data aside and go on from the newest good backup. Raises StorageError without one."""

    def move_days(self, after: int) -> None:
        """Book all that was counted on days after ``after`` on ``after``, and forget today's keys."""

    def away(self) -> str:
        """Why nothing can be stored at the moment, without trying; empty if nothing is known."""

    def problems(self) -> list[str]:
        """What an operator has to look after, at once and without reading the data."""

    def close(self) -> None:
        """Let the next writer in."""


def backups_in(folder: Path) -> list[Path]:
    """The backups in ``folder`` by name; those an operator gave a name come before all days.

    A server's JSON Lines were once called ``.db`` too, so what is in a file is for its reader to say.
    """
    files = [file for file in folder.glob("*") if file.suffix in (".db", ".jsonl")]
    return sorted(files, key=lambda file: (file.name[:1].isdigit(), file.name))


def open_storage(url: str, backups: Path, *, write: bool = True, begin_anew: bool = False) -> Storage:
    """Open ``sqlite:///file``, ``valkey://``, ``redis://`` (``valkeys://``, ``rediss://`` by TLS) or ``postgresql://``.

    ``begin_anew``: a storage without counts is meant to have none, although there are backups of some.
    Raises StorageError with a sentence for the operator, StorageCorruptError where the data is damaged.
    """
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        from counter.storage.sqlite import SqliteStorage

        return SqliteStorage(Path(url.removeprefix("sqlite:///")), backups, write=write, begin_anew=begin_anew)
    module = {"postgresql": "postgresql"} | dict.fromkeys(("valkey", "valkeys", "redis", "rediss"), "valkey")
    if scheme not in module:
        raise StorageError(f"unknown storage {scheme!r}: use sqlite:///, valkey[s]://, redis[s]:// or postgresql://")
    try:
        backend = import_module(f"counter.storage.{module[scheme]}")
        opened: Storage = backend.open(url, backups, write=write, begin_anew=begin_anew)
    except ImportError as error:
        raise StorageError(f"storage {scheme} is not installed: {error}") from error
    return opened
