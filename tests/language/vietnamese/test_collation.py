"""Vietnamese alphabetical order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.language.vietnamese import collation_key


@pytest.mark.parametrize(
    "words",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["An Giang", "Ăn", "Ân Thi", "Bạc Liêu", "Đà Nẵng", "Đồng Tháp", "Ea Kar", "Ê Đê"],
        ["da", "đa", "e"],
        ["Sở", "Sở Giáo dục", "Sởn"],
        ["bán 2", "bàn a"],  # letters and digits count before the tone of an earlier letter
    ],
)
def test_words_stand_as_in_a_vietnamese_dictionary(words: list[str]) -> None:
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=collation_key) == words


@given(st.lists(st.text(alphabet="aàáăâbdđeêoôơuư AĐ", max_size=6)), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_before(words: list[str], chance: random.Random) -> None:
    shuffled = list(words)
    chance.shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == sorted(words, key=collation_key)


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_keys(first: str, second: str) -> None:
    assert (collation_key(first) == collation_key(second)) == (first == second)
