"""Words as they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.searching.words import END, folded_words, read_words


@pytest.mark.parametrize(
    ("word", "folded", "marks"),
    [
        ("Hội", "hoi", "ộ"),
        ("ĐƯỜNG", "duong", "đườ"),
        ("sinh", "sinh", ""),
        ("2026", "2026", ""),
        ("02", "2", ""),
        ("00", "0", ""),
        ("007", "007", ""),
        # Tones on either vowel, i and y.
        ("hoà", "hoa", "ò"),
        ("hòa", "hoa", "ò"),
        ("thuỷ", "thuy", "ủ"),
        ("thủy", "thuy", "ủ"),
        ("quý", "qui", "í"),
        ("quí", "qui", "í"),
        ("tỷ", "ti", "ỉ"),
        ("tỉ", "ti", "ỉ"),
        ("kỹ", "ki", "ĩ"),
        # Not at the end, not after q, no word of one vowel.
        ("hoàn", "hoan", "à"),
        ("quà", "qua", "à"),
        ("ý", "y", "ý"),
        ("thầy", "thay", "ầ"),
    ],
)
def test_a_word_is_what_readers_type_for_it(word: str, folded: str, marks: str) -> None:
    assert read_words(word) == [(folded, marks)]
    assert read_words(unicodedata.normalize("NFD", word)) == [(folded, marks)]


def test_sentences_end_where_a_space_or_a_line_follows() -> None:
    words = read_words("Năm 1.250 em. Số 1284/KH-SGDĐT;\nđồng chí")
    assert [word[0] for word in words] == [
        *("nam", "1", "250", "em", END[0], "so", "1284", "kh", "sgddt", END[0], END[0], "dong", "chi")
    ]


def test_a_name_with_signs_is_a_row_of_words() -> None:
    assert folded_words("Sở GD&ĐT") == "so gd dt"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_folded_words_are_their_own_fold(text: str) -> None:
    once = folded_words(text)
    assert folded_words(once) == once
