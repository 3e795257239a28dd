"""Where terms lie follows from the numbers of documents alone, and a publish moves few of them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ban_tin.searching.layout import (
    ARCHIVE,
    FOLDERS,
    NEWEST,
    OLDER,
    RECENT,
    STEPS,
    Layout,
    Shard,
    bucket_of,
    buckets_for,
    depth_of,
)

HASHES = st.integers(0, (1 << 32) - 1)


@given(HASHES, st.integers(1, 5000))
def test_a_hash_has_one_bucket_whose_low_bits_it_shares(hashed: int, buckets: int) -> None:
    bucket = bucket_of(hashed, buckets)
    assert 0 <= bucket < buckets
    mask = (1 << depth_of(bucket, buckets)) - 1
    assert hashed & mask == bucket


@given(st.integers(1, 300))
def test_one_more_bucket_takes_from_one_alone(buckets: int) -> None:
    moved = {(bucket_of(each, buckets), bucket_of(each, buckets + 1)) for each in range(2048)}
    changed = {pair for pair in moved if pair[0] != pair[1]}
    assert {after for _, after in changed} == {buckets}
    assert len({before for before, _ in changed}) == 1


@given(HASHES, st.integers(0, 9000))
def test_every_document_is_in_one_level_and_the_old_ones_below(hashed: int, count: int) -> None:
    layout = Layout(range(count))
    postings = [number << 3 for number in range(count)]
    levels = dict(layout.levels_of(hashed, postings))
    assert [posting for level in (ARCHIVE, OLDER, RECENT, NEWEST) for posting in levels.get(level, [])] == postings
    for level, step in enumerate(STEPS):
        assert len(levels.get(level, [])) < 2 * step
    for level, some in levels.items():
        assert layout.buckets[level]
        assert {layout.level_of(hashed, posting >> 3) for posting in some} == {level}


@given(HASHES, st.sets(st.integers(0, 3000), max_size=1200), st.sets(st.integers(0, 3000), max_size=40))
def test_what_lies_elsewhere_than_before_is_named(hashed: int, numbers: set[int], changed: set[int]) -> None:
    before, after = Layout(sorted(numbers)), Layout(sorted(numbers ^ changed))
    moved = after.moved(before)
    for number in sorted(numbers - changed)[::7]:
        old = before.shard_of(before.level_of(hashed, number), hashed)
        new = after.shard_of(after.level_of(hashed, number), hashed)
        assert old == new or {old, new} <= moved
        if old == new and before.depth_of(old) != after.depth_of(new):
            assert old in moved


def test_a_publish_moves_a_small_part() -> None:
    before = Layout(range(10_000))
    moved = Layout(range(10_001)).moved(before)
    by_level = [sum(shard.level == level for shard in moved) for level in range(len(FOLDERS))]
    assert by_level[NEWEST] <= 1
    assert by_level[RECENT] <= 13
    assert by_level[OLDER] <= 5
    assert by_level[ARCHIVE] <= 3


def test_buckets_come_a_few_at_a_time() -> None:
    counts = range(1, 12_000)
    buckets = [Layout(range(0)).buckets, *(buckets_for(count) for count in counts)]
    for level, most in ((NEWEST, 1), (RECENT, 2), (OLDER, 2), (ARCHIVE, 2)):
        grown = [after[level] - before[level] for before, after in pairwise(buckets)]
        assert min(grown) >= 0
        assert max(grown) <= most


def test_a_shard_lies_in_the_folder_of_its_level() -> None:
    assert [Shard(level, 7).name for level in (NEWEST, RECENT, OLDER, ARCHIVE)] == [
        "n/7.json",
        "r/7.json",
        "o/7.json",
        "a/7.json",
    ]
