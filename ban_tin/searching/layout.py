"""Which shard holds a term of a document: newest, recent, older or archive, and there a bucket by the hash of its group.

The documents are sorted by number, oldest first. What is new goes to the newest shards, few and small. Every 16 documents a part of the
terms moves on to the recent shards, every 256 to the older ones, every 4,096 to the archive; which part is told by the hash, so that each
publish moves a little and none moves everything. Buckets are added one at a time (linear hashing, Litwin 1980), so that growing moves two of them.
All of it follows from the numbers alone: an index that was brought up to date is the one that is made anew.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import isqrt
from typing import NamedTuple
from zlib import crc32

NEWEST, RECENT, OLDER, ARCHIVE = 0, 1, 2, 3
#: The folder of each level.
FOLDERS = ("n", "r", "o", "a")
#: Documents after which terms move on to the next level. Powers of two: a part is some low bits of a hash.
NEWEST_STEP = 16
RECENT_STEP = 256
OLDER_STEP = 4096
STEPS = (NEWEST_STEP, RECENT_STEP, OLDER_STEP)
#: Buckets at most: of the newest level one publish writes all, of each other one as many as move.
_MOST_NEWEST, _MOST_RECENT, _MOST_OLDER = 8, 64, 1024
#: Buckets of the archive, for the root of the number of documents: 4,000 at 10,000.
_ARCHIVE = 40


class Shard(NamedTuple):
    """A shard's place."""

    level: int
    bucket: int

    @property
    def name(self) -> str:
        """Where it lies below the folder of the index."""
        return f"{FOLDERS[self.level]}/{self.bucket}.json"


def hash_of(group: str) -> int:
    """Return the hash of a group of terms, 32 bits."""
    return crc32(group.encode())


def bucket_of(hashed: int, buckets: int) -> int:
    """Return which of ``buckets`` a hash belongs to."""
    below = 1 << (buckets.bit_length() - 1)
    bucket = hashed & (2 * below - 1)
    return bucket if bucket < buckets else bucket & (below - 1)


def depth_of(bucket: int, buckets: int) -> int:
    """Return how many low bits the hashes of a bucket have in common with its number."""
    bits = buckets.bit_length() - 1
    return bits + 1 if bucket < buckets - (1 << bits) or bucket >= 1 << bits else bits


class Layout:
    """The layout of an index of the documents with these ``numbers``, in ascending order."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.count = count = len(numbers)
        #: Buckets of each level, 0 for a level that holds nothing.
        self.buckets = buckets_for(count)
        #: For each level but the archive, and each part of the terms, the number from which on documents are in it or above.
        self.cuts = tuple([_first_above(numbers, step, part) for part in range(step)] for step in STEPS)

    def levels_of(self, hashed: int, postings: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the levels that hold the terms with this hash, and those of their ascending ``postings`` that each holds."""
        end = len(postings)
        for level, cuts in enumerate(self.cuts):
            start = bisect_left(postings, cuts[hashed & (STEPS[level] - 1)] << 3, 0, end)
            if start < end:
                yield level, postings[start:end]
            if not start:
                return
            end = start
        yield ARCHIVE, postings[:end]

    def level_of(self, hashed: int, number: int) -> int:
        """Return the level that holds the terms with this hash of the document ``number``."""
        for level, cuts in enumerate(self.cuts):
            if number >= cuts[hashed & (STEPS[level] - 1)]:
                return level
        return ARCHIVE

    def shard_of(self, level: int, hashed: int) -> Shard:
        """Return the shard of a level that holds the terms with this hash."""
        return Shard(level, bucket_of(hashed, self.buckets[level]))

    def depth_of(self, shard: Shard) -> int:
        """Return how many low bits the hashes in ``shard`` have in common with its number."""
        return depth_of(shard.bucket, self.buckets[shard.level])

    def moved(self, before: "Layout") -> set[Shard]:
        """Return the shards, here and ``before``, from which or to which terms move."""
        found: set[Shard] = set()
        for above, step in enumerate(STEPS):
            bits = step.bit_length() - 1
            for part, (old, new) in enumerate(zip(before.cuts[above], self.cuts[above], strict=True)):
                if old != new:
                    for level in (above, above + 1):
                        found |= _shards_with(level, part, bits, before.buckets[level])
                        found |= _shards_with(level, part, bits, self.buckets[level])
        for level in range(len(FOLDERS)):
            low, high = sorted((before.buckets[level], self.buckets[level]))
            for bucket in range(low, high):
                # What a bucket holds came out of another one, when there were fewer.
                found.add(Shard(level, bucket))
                if low:
                    found.add(Shard(level, bucket_of(bucket, low)))
        return found


def buckets_for(count: int) -> tuple[int, int, int, int]:
    """Return how many buckets each level has among ``count`` documents, 0 for a level that holds nothing.

    A level holds little at first: it gets two buckets more with each document, until there are as many as are good. What readers load
    grows with the size of buckets, what builds look at with their number.
    """
    recent, older, archive = (2 * (count - step + 1) if count >= step else 0 for step in STEPS)
    return (
        min(_MOST_NEWEST, count),
        min(_MOST_RECENT, recent),
        min(_MOST_OLDER, older),
        min(isqrt(_ARCHIVE**2 * count), archive),
    )


def _first_above(numbers: Sequence[int], step: int, part: int) -> int:
    """Return the first number that is above the cut of a ``part``: every ``step`` documents it is set anew."""
    below = len(numbers) - (len(numbers) - part) % step
    if below < step:
        return 0
    # Of the last one below and not of the first one above: that one changes with whatever is published.
    return numbers[below - 1] + 1


def _shards_with(level: int, part: int, bits: int, buckets: int) -> set[Shard]:
    """Return the shards of a level that hold terms of a ``part``: all whose low ``bits`` can be those of ``part``."""
    if not buckets:
        return set()
    step = 1 << bits
    if buckets <= step:
        return {Shard(level, bucket_of(part, buckets))}
    return {Shard(level, bucket) for bucket in range(part, buckets, step)} | {Shard(level, bucket_of(part, buckets))}
