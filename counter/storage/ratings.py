"""What is asked of a storage about ratings. Sums are kept for ever, who gave what only for the day."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Sum(NamedTuple):
    """All ratings of an article."""

    stars: int
    votes: int

    @property
    def average(self) -> float | None:
        """To one decimal, halves upwards; none where nobody rated."""
        return (20 * self.stars + self.votes) // (2 * self.votes) / 10 if self.votes else None


#: Signed 64-bit key of visitor, article and day -> the article, and the stars.
Votes = Mapping[int, tuple[str, int]]


class RatingStore(Protocol):
    """The ratings in a storage. A commit of the storage that begins a day forgets all keys, not what they gave."""

    def load(self) -> dict[str, Sum]:
        """Read all sums, by article."""

    def rate(self, votes: Votes) -> dict[str, Sum]:
        """Store these votes; on return they survive a crash. A key that rated today rates anew.

        Returns the sums of their articles. Called from the thread that commits; the same votes again change nothing, so
        it is no harm when an answer was lost. Raises StorageError.
        """

    def put(self, sums: Mapping[str, Sum]) -> None:
        """Set (not add) the sums of these articles."""


def changes(votes: Votes, before: Mapping[int, int]) -> dict[str, tuple[int, int]]:
    """What ``votes`` add to the stars and the votes of each article; ``before``: the stars that keys gave today."""
    found: dict[str, tuple[int, int]] = {}
    for key, (path, stars) in votes.items():
        old = before.get(key)
        more, new = found.get(path, (0, 0))
        found[path] = more + stars - (old or 0), new + (old is None)
    return found
