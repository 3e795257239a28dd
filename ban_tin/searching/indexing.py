"""All documents to an index, over all cores and in little memory.

First every process takes some documents at a time to their terms, which wait in files, dealt into parts by the hash of their groups; then
every process makes the shards of some parts.
"""

import marshal
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, TypeVar

from ban_tin.machine.processes import can_fork, forked, received, shared_out, shared_queue
from ban_tin.searching.abbreviations import Shortener, Term
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.layout import Layout, Shard, hash_of
from ban_tin.searching.shards import split_term, write_postings, write_shard
from ban_tin.searching.terms import IN_TITLE, weigh_terms

#: Documents whose terms are in memory at once.
_AT_ONCE = 512
#: Parts at most; fewer documents than these are one part.
_PARTS, _ONE_PART = 16, 500

Task = TypeVar("Task")
Result = TypeVar("Result")
#: A document by its number, and what loads it.
NumberedDocument = tuple[int, Callable[[], SearchDocument]]
#: The postings of each term.
Postings = dict[Term, list[int]]


class _Waiting(NamedTuple):
    """Terms of some documents that wait in a file: which of the files, and where in it each part begins and ends."""

    order: int
    file: int
    bounds: tuple[int, ...]


class Indexed(NamedTuple):
    """What one process made: shards by their place, and how often each single word stands in documents."""

    shards: list[tuple[Shard, bytes]]
    frequencies: dict[str, int]


def index_documents(
    numbers: Sequence[NumberedDocument],
    shortener: Shortener,
    layout: Layout,
    folder: Path,
) -> Iterator[Indexed]:
    """Yield the shards of an index of documents, given by ascending number. Files that wait lie in ``folder``, without names."""
    parts = _parts_for(layout)
    some = [(order, numbers[start : start + _AT_ONCE]) for order, start in enumerate(range(0, len(numbers), _AT_ONCE))]
    workers = max(1, min(os.cpu_count() or 1, len(some))) if can_fork() else 1
    with ExitStack() as stack:
        # Opened here, as whoever makes the shards reads what all have written.
        files = [stack.enter_context(TemporaryFile(dir=folder)) for _ in range(workers)]

        def read(number: int, tasks: Iterable[tuple[int, Sequence[NumberedDocument]]]) -> Iterator[_Waiting]:
            for order, documents in tasks:
                yield _write(order, number, files[number], _postings_of(documents, shortener, parts))

        waiting = sorted(_by_number(read, some, workers))
        yield from shared_out(
            lambda tasks: _make(tasks, parts, waiting, files, layout), range(parts), min(workers, parts)
        )


def _by_number(
    work: Callable[[int, Iterable[Task]], Iterator[Result]], tasks: Sequence[Task], workers: int
) -> Iterator[Result]:
    """Yield what ``work`` yields of ``tasks`` in each process, which is told its number."""
    if workers == 1:
        yield from work(0, tasks)
        return

    def part(number: int, parent: Connection) -> None:
        parent.send(list(work(number, mine)))

    with shared_queue(tasks) as mine, forked(part, workers) as connections:
        for results in received(connections):
            yield from results


def _parts_for(layout: Layout) -> int:
    """Return into how many parts hashes are dealt: each holds whole shards, whichever level they are of."""
    if layout.count < _ONE_PART:
        return 1
    return min(_PARTS, *(1 << (buckets.bit_length() - 1) for buckets in layout.buckets if buckets))


def _postings_of(documents: Iterable[NumberedDocument], shortener: Shortener, parts: int) -> list[Postings]:
    """Return the postings of ``documents``, dealt into ``parts``."""
    found: dict[Term, list[int]] = defaultdict(list)
    for number, load in documents:
        place = number << 3
        for term, weight in weigh_terms(load(), shortener).items():
            found[term].append(place | weight)
    dealt: list[Postings] = [{} for _ in range(parts)]
    for term, postings in found.items():
        dealt[hash_of(split_term(term[0])[0]) & (parts - 1)][term] = postings
    return dealt


def _write(order: int, number: int, file: IO[bytes], dealt: Iterable[Postings]) -> _Waiting:
    bounds = [file.tell()]
    for postings in dealt:
        bounds.append(bounds[-1] + file.write(marshal.dumps(postings)))
    file.flush()  # Others read it by its number.
    return _Waiting(order, number, tuple(bounds))


def _make(
    tasks: Iterable[int], parts: int, waiting: Sequence[_Waiting], files: Sequence[IO[bytes]], layout: Layout
) -> Iterator[Indexed]:
    for part in tasks:
        merged: Postings = {}
        for some in waiting:
            start, end = some.bounds[part], some.bounds[part + 1]
            for term, postings in marshal.loads(_read(files[some.file], start, end)).items():  # noqa: S302 - our own
                known = merged.get(term)
                if known is None:
                    merged[term] = postings
                else:
                    known += postings
        yield Indexed(list(make_shards(merged, layout, part, parts)), add_up_words(merged))


def _read(file: IO[bytes], start: int, end: int) -> bytes:
    pieces = []
    while start < end:
        piece = os.pread(file.fileno(), end - start, start)
        if not piece:
            raise EOFError  # Cut off by a disk that is full; the write that failed says so first.
        pieces.append(piece)
        start += len(piece)
    return b"".join(pieces)


def make_shards(postings: Postings, layout: Layout, part: int = 0, parts: int = 1) -> Iterator[tuple[Shard, bytes]]:
    """Yield all shards of one of ``parts``, and what is in each: these terms, and nothing in those that none of them belongs to."""
    shards: dict[Shard, dict[str, dict[tuple[str, str], str]]] = {
        Shard(level, bucket): {}
        for level, buckets in enumerate(layout.buckets)
        for bucket in range(part, buckets, parts)
    }
    for (folded, marks), found in postings.items():
        group, rest = split_term(folded)
        hashed = hash_of(group)
        for level, some in layout.levels_of(hashed, found):
            entries = shards[layout.shard_of(level, hashed)].setdefault(group, {})
            entries[rest, marks] = write_postings(some)
    for shard, groups in shards.items():
        yield shard, write_shard(layout.depth_of(shard), groups)


def add_up_words(postings: Postings) -> dict[str, int]:
    """Return how often each single word of letters stands in all documents, as ``count_words`` counts it in one."""
    found: dict[str, dict[int, int]] = {}
    for (folded, _), some in postings.items():
        if folded.isalpha():
            counts = found.setdefault(folded, {})
            for posting in some:
                counts[posting >> 3] = max(counts.get(posting >> 3, 1), 2 if posting & 7 >= IN_TITLE else 1)
    return {word: sum(counts.values()) for word, counts in found.items()}
