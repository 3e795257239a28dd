"""Which shard holds a term of a document: newest, recent or archive, and there a bucket by the hash of its group.

The documents are sorted by number, oldest first. What is new goes to the newest shards, few and small. Every 16 documents a part of the
terms moves on to the recent shards, every 1,024 to the archive; which part is told by the hash, so that each publish moves a little and
none moves everything. Buckets are added one at a time (linear hashing, Litwin 1980), so that growing moves two of them.
All of it follows from the numbers alone: an index that was brought up to date is the one that is made anew.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import isqrt
from typing import NamedTuple
from zlib import crc32

NEWEST, RECENT, ARCHIVE = 0, 1, 2
#: The folder of each level.
FOLDERS = ("n", "r", "a")
#: Documents after which terms move on, from newest to recent and from recent to archive. Powers of two: a part is some low bits of a hash.
NEWEST_STEP = 16
RECENT_STEP = 1024
STEPS = (NEWEST_STEP, RECENT_STEP)
#: Buckets at most: of the newest level one publish writes all, of the recent level a sixteenth.
_MOST_NEWEST, _MOST_RECENT = 16, 192
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
        #: For each part of the terms the number from which on documents are newest, and that from which on they are not in the archive.
        self.cuts = tuple([_first_above(numbers, step, part) for part in range(step)] for step in STEPS)

    def levels_of(self, hashed: int, postings: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the levels that hold the terms with this hash, and those of their ascending ``postings`` that each holds."""
        recent = _position(postings, self.cuts[1][hashed & (STEPS[1] - 1)])
        newest = _position(postings, self.cuts[0][hashed & (STEPS[0] - 1)])
        if recent:
            yield ARCHIVE, postings[:recent]
        if recent < newest:
            yield RECENT, postings[recent:newest]
        if newest < len(postings):
            yield NEWEST, postings[newest:]

    def level_of(self, hashed: int, number: int) -> int:
        """Return the level that holds the terms with this hash of the document ``number``."""
        if number >= self.cuts[0][hashed & (STEPS[0] - 1)]:
            return NEWEST
        return RECENT if number >= self.cuts[1][hashed & (STEPS[1] - 1)] else ARCHIVE

    def shard_of(self, level: int, hashed: int) -> Shard:
        """Return the shard of a level that holds the terms with this hash."""
        return Shard(level, bucket_of(hashed, self.buckets[level]))

    def depth_of(self, shard: Shard) -> int:
        """Return how many low bits the hashes in ``shard`` have in common with its number."""
        return depth_of(shard.bucket, self.buckets[shard.level])

    def moved(self, before: "Layout") -> set[Shard]:
        """Return the shards, here and ``before``, from which or to which terms move."""
        found: set[Shard] = set()
        for which, levels in enumerate(((NEWEST, RECENT), (RECENT, ARCHIVE))):
            bits = STEPS[which].bit_length() - 1
            for part, (old, new) in enumerate(zip(before.cuts[which], self.cuts[which], strict=True)):
                if old != new:
                    for level in levels:
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


def buckets_for(count: int) -> tuple[int, int, int]:
    """Return how many buckets each level has among ``count`` documents, 0 for a level that holds nothing."""
    recent = min(_MOST_RECENT, count // 2) if count >= STEPS[0] else 0
    # The archive holds little at first: two buckets more with each document, until there are as many as are good. What readers load
    # grows with their size, what builds look at with their number.
    archive = min(2 * (count - STEPS[1] + 1), isqrt(_ARCHIVE**2 * count)) if count >= STEPS[1] else 0
    return min(_MOST_NEWEST, count), recent, archive


def _first_above(numbers: Sequence[int], step: int, part: int) -> int:
    """Return the first number that is above the cut of a ``part``: every ``step`` documents it is set anew."""
    below = len(numbers) - (len(numbers) - part) % step
    if below < step:
        return 0
    # Of the last one below and not of the first one above: that one changes with whatever is published.
    return numbers[below - 1] + 1


def _position(postings: Sequence[int], number: int) -> int:
    return bisect_left(postings, number << 3)


def _shards_with(level: int, part: int, bits: int, buckets: int) -> set[Shard]:
    """Return the shards of a level that hold terms of a ``part``: all whose low ``bits`` can be those of ``part``."""
    if not buckets:
        return set()
    step = 1 << bits
    if buckets <= step:
        return {Shard(level, bucket_of(part, buckets))}
    return {Shard(level, bucket) for bucket in range(part, buckets, step)} | {Shard(level, bucket_of(part, buckets))}
