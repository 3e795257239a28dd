"""From an index to the next one: only shards with terms that changed, or that move on, are opened."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ban_tin.searching.abbreviations import Term
from ban_tin.searching.layout import Layout, Shard, hash_of
from ban_tin.searching.shards import read_postings, read_shard, split_term, write_postings, write_shard
from ban_tin.searching.terms import count_words


class Changes(NamedTuple):
    """What changed: for each term the numbers of documents that no longer have it, or with another weight, and its new postings."""

    gone: dict[Term, set[int]]
    new: dict[Term, list[int]]
    #: By how much each single word stands more often, or less: see ``count_words``.
    frequencies: dict[str, int]


def find_changes(
    before: Iterable[tuple[int, Mapping[Term, int]]], after: Iterable[tuple[int, Mapping[Term, int]]]
) -> Changes:
    """Return what changed between the weighed terms of documents before and after, by number. The others have not changed."""
    changes = Changes(defaultdict(set), defaultdict(list), defaultdict(int))
    old, new = dict(before), dict(after)
    for number in sorted({*old, *new}):
        had, has = old.get(number, {}), new.get(number, {})
        for term, weight in had.items():
            if has.get(term) != weight:
                changes.gone[term].add(number)
        for term, weight in has.items():
            if had.get(term) != weight:
                changes.new[term].append(number << 3 | weight)
        for word, count in count_words(had.items()).items():
            changes.frequencies[word] -= count
        for word, count in count_words(has.items()).items():
            changes.frequencies[word] += count
    return changes


#: A group's entries: postings as they are written, or as numbers once they were touched.
_Entries = dict[tuple[str, str], str | list[int]]
_Groups = dict[str, _Entries]


def update_shards(
    before: Layout, after: Layout, changes: Changes, load: Callable[[Shard], bytes | None]
) -> dict[Shard, bytes | None]:
    """Return the shards that differ, ``None`` for those that are gone; ``load`` returns a shard of the index before, ``None`` for none."""
    moved = after.moved(before)
    opened = set(moved)
    hashes: dict[Term, tuple[str, str, int]] = {}
    for term in {*changes.gone, *changes.new}:
        group, rest = split_term(term[0])
        hashes[term] = group, rest, (hashed := hash_of(group))
        numbers = {posting >> 3 for posting in changes.new.get(term, ())}
        opened |= {before.shard_of(before.level_of(hashed, each), hashed) for each in changes.gone.get(term, ())}
        opened |= {after.shard_of(after.level_of(hashed, each), hashed) for each in numbers}
    old = {shard: content for shard in opened if (content := load(shard)) is not None}
    shards: dict[Shard, _Groups] = defaultdict(lambda: defaultdict(dict))
    for shard, content in old.items():
        groups = read_shard(content)
        if shard in moved:
            _place(groups, after, shards)
        else:
            for group, entries in groups.items():
                shards[shard][group].update(entries)
    for term, (group, rest, hashed) in hashes.items():
        _change(shards, after, hashed, group, (rest, term[1]), changes.gone.get(term, set()), changes.new.get(term, []))
    made = {
        shard: _written(after, shard, shards[shard]) for shard in opened if shard.bucket < after.buckets[shard.level]
    }
    return {shard: made.get(shard) for shard in opened if made.get(shard) != old.get(shard)}


def _place(groups: Mapping[str, Mapping[tuple[str, str], str]], layout: Layout, shards: dict[Shard, _Groups]) -> None:
    """Deal the postings of ``groups`` among ``shards``."""
    for group, entries in groups.items():
        hashed = hash_of(group)
        for key, written in entries.items():
            for level, postings in layout.levels_of(hashed, read_postings(written)):
                target = shards[layout.shard_of(level, hashed)][group]
                target[key] = sorted([*_numbers(target.get(key, "")), *postings])


def _change(
    shards: dict[Shard, _Groups],
    layout: Layout,
    hashed: int,
    group: str,
    key: tuple[str, str],
    gone: set[int],
    new: Iterable[int],
) -> None:
    """Take the numbers ``gone`` out of one term's postings and put the ``new`` ones in."""
    by_level: dict[int, tuple[set[int], list[int]]] = defaultdict(lambda: (set(), []))
    for number in gone:
        by_level[layout.level_of(hashed, number)][0].add(number)
    for posting in new:
        by_level[layout.level_of(hashed, posting >> 3)][1].append(posting)
    for level, (lost, added) in by_level.items():
        entries = shards[layout.shard_of(level, hashed)][group]
        kept = [posting for posting in _numbers(entries.get(key, "")) if posting >> 3 not in lost]
        entries[key] = sorted([*kept, *added])


def _numbers(postings: str | list[int]) -> list[int]:
    return read_postings(postings) if isinstance(postings, str) else postings


def _written(layout: Layout, shard: Shard, groups: _Groups) -> bytes:
    kept: dict[str, dict[tuple[str, str], str]] = {}
    for group, entries in groups.items():
        written = {
            key: each if isinstance(each, str) else write_postings(each) if each else ""
            for key, each in entries.items()
        }
        written = {key: each for key, each in written.items() if each}
        if written:
            kept[group] = written
    return write_shard(layout.depth_of(shard), kept)
