"""What is asked of a storage about comments. It holds those that nobody has decided about, and what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

#: How a comment may end, and what its sender may ask for afterwards.
APPROVE, REJECT, EXPIRE, WITHDRAW, ASK = "approve", "reject", "expire", "withdraw", "ask"
LIKELY, SUSPECT = False, True  # the two bins


class Comment(NamedTuple):
    """A comment that waits. ``id`` is the office's name for it, from 1 upwards."""

    #: The office's name for it, from 1 upwards.
    id: int
    #: Seconds since the epoch.
    received: int
    #: The article.
    path: str
    #: As typed, often empty.
    name: str
    #: As typed.
    text: str
    #: Whether it looks like spam.
    suspect: bool
    #: What looked like it, with commas.
    signs: str

    @property
    def size(self) -> int:
        """About the bytes that it takes."""
        return len(self.path.encode()) + len(self.name.encode()) + len(self.text.encode()) + 100


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment to store (its ``id`` is not known yet), the hash of its number, and the key of its sender, text and day."""

    comment: Comment
    number: bytes
    key: int | None


class Stored(NamedTuple):
    """What became of a new comment; the same one of the same sender, sent again on one day, is not stored twice."""

    id: int
    is_new: bool


class Decision(NamedTuple):
    """A line of the audit: no word of the comment is in it. ``seq`` counts lines from 1 upwards."""

    seq: int
    id: int
    path: str
    decision: str
    at: int


class Ended(NamedTuple):
    """A line of the audit with the hash of the number that its comment had."""

    line: Decision
    number: bytes


class Totals(NamedTuple):
    """How many comments wait and how many bytes they take, likely ones and suspects."""

    likely: int = 0
    likely_bytes: int = 0
    suspects: int = 0
    suspect_bytes: int = 0


class CommentStore(Protocol):
    """The comments in a storage. What changes them is called from the thread that commits, the rest from any.

    Doing the same again changes nothing, so it is no harm when an answer was lost. All raise StorageError.
    """

    def add(self, comments: Sequence[NewComment]) -> list[Stored]:
        """Store them; on return they survive a crash."""

    def decide(self, decisions: Sequence[tuple[int, str]], at: int) -> list[str]:
        """Delete comments for good, each with a line of the audit; return what holds for each: an earlier decision, "" for none.

        What was decided stays: approving a rejected one answers ``reject``.
        """

    def withdraw(self, number: bytes, at: int) -> str:
        """The sender wants it gone: return ``withdraw`` or how it had ended; an approved one gets a line ``ask``, and that is returned.

        "" when there is no such number.
        """

    def expire(self, before: int, at: int) -> int:
        """Decide ``expire`` about all that was received before; return how many."""

    def totals(self) -> Totals:
        """Add up what waits."""

    def since(self, received: int) -> dict[tuple[str, bool], int]:
        """How many wait that were received since, by article and whether they are suspects."""

    def pending(self, after: int, limit: int, suspect: bool) -> list[Comment]:
        """Those of one bin with larger ids than ``after``, oldest first."""

    def decisions(self, after: int, limit: int) -> list[Decision]:
        """The lines of the audit after the line ``after``, oldest first."""

    def kept(self) -> Iterator[NewComment | Ended]:
        """All that is stored but today's keys: what waits, then the audit."""

    def fill(self, kept: Iterable[NewComment | Ended]) -> None:
        """Store what ``kept`` gave, with the same ids and lines, beside nothing."""


def all_pending(store: CommentStore) -> Iterator[Comment]:
    """All that waits, likely ones first, a few at a time."""
    for bin_ in (LIKELY, SUSPECT):
        after = 0
        while found := store.pending(after, 500, bin_):
            yield from found
            after = found[-1].id


def split(kept: Iterable[NewComment | Ended]) -> tuple[list[NewComment], list[Ended]]:
    """What waits, and the lines of the audit."""
    given = list(kept)
    return [each for each in given if isinstance(each, NewComment)], [each for each in given if isinstance(each, Ended)]


def sums(rows: Iterable[tuple[bool, int, int]]) -> Totals:
    """``Totals`` of (suspect, how many, bytes)."""
    found = {bool(suspect): (int(count), int(size)) for suspect, count, size in rows}
    return Totals(*found.get(LIKELY, (0, 0)), *found.get(SUSPECT, (0, 0)))
