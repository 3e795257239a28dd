"""Shards as text."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ban_tin.searching.shards import read_postings, read_shard, split_term, write_postings, write_shard
from tests.searching.finding import read

POSTINGS = st.dictionaries(st.integers(0, 1 << 24), st.integers(0, 7), min_size=1).map(
    lambda weights: tuple(sorted(number << 3 | weight for number, weight in weights.items()))
)


@given(POSTINGS)
def test_postings_are_read_as_they_were_written(postings: tuple[int, ...]) -> None:
    written = write_postings(postings)
    assert read_postings(written) == list(postings)
    assert read(written) == [(posting >> 3, posting & 7) for posting in postings]


def test_a_posting_takes_as_few_letters_as_it_needs() -> None:
    # 3 and weight 7: 31. One more, weight 0: 8. Then 1,000 more, weight 1: 8001, five bits at a time from below.
    assert write_postings([3 << 3 | 7, 4 << 3, 1004 << 3 | 1]) == "fIh6H"


def test_pairs_stand_with_those_whose_second_word_begins_alike() -> None:
    assert split_term("hoi nghi") == ("hoi n", "ghi")
    assert split_term("lop a") == ("lop a", "")
    assert split_term("hoi") == ("hoi", "")
    assert split_term("@c:tin-hoat-dong") == ("@c:tin-hoat-dong", "")


def test_a_shard_says_what_stands_in_it() -> None:
    groups = {
        "hoi n": {("ghi", "ộ ị"): "AB", ("ghi", " "): "CD", ("am", "ộ ă"): "EF"},
        "hoi": {("", "ộ"): "GH"},
        "lop a": {("", "ớ "): "IJ", ("n", "ớ "): "KL"},
    }
    written = write_shard(4, groups)
    assert json.loads(written) == {
        "": 4,
        "hoi": ",ộ,GH",
        "hoi n": "am,ộ ă,EF;ghi, ,CD;,ộ ị,AB",
        "lop a": ",ớ ,IJ;n,ớ ,KL",
    }
    assert read_shard(written) == groups
