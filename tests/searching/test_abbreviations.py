"""The forms of a name become one word."""

from collections.abc import Sequence

import pytest

from ban_tin.searching.abbreviations import Abbreviation, Shortener, read_abbreviations
from ban_tin.searching.words import read_words

GIVEN = read_abbreviations(("GDĐT = GD&ĐT = giáo dục và đào tạo", "UBND = ủy ban nhân dân"))


def more(text: str, given: Sequence[Abbreviation] = GIVEN) -> list[str]:
    """Return the terms that names bring to a text."""
    words = read_words(text)
    return [folded for folded, _ in Shortener(given).more_terms(words, [word[0] for word in words])]


def test_a_group_has_the_name_of_its_first_form() -> None:
    assert (
        Abbreviation("gddt", (("gddt",), ("gd", "dt"), ("giao", "duc", "va", "dao", "tao"))),
        Abbreviation("ubnd", (("ubnd",), ("uy", "ban", "nhan", "dan"))),
    ) == GIVEN


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Sở GD&ĐT tỉnh", ["gddt", "so gddt", "gddt tinh"]),
        ("Giáo dục và Đào tạo", ["gddt"]),
        ("giáo dục và đào", []),
        # It is the name already.
        ("Sở GDĐT", []),
        ("uỷ ban nhân dân", ["ubnd"]),
        # Two side by side: the pair is that of the names.
        ("Ủy ban nhân dân, Giáo dục và Đào tạo", ["ubnd", "ubnd giao", "gddt", "ubnd gddt"]),
        # Not over the end of a sentence.
        ("Đến dự. GD&ĐT", ["gddt"]),
        ("GD. ĐT", []),
    ],
)
def test_every_form_brings_the_name_and_its_pairs(text: str, terms: list[str]) -> None:
    assert more(text) == terms


def test_the_longest_form_is_taken() -> None:
    given = read_abbreviations(("TH = tiểu học", "THCS = tiểu học cơ sở"))
    assert more("trường tiểu học cơ sở", given) == ["thcs", "truong thcs"]
