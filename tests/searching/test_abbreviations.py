"""The forms of a name become one word."""

import pytest

from ban_tin.searching.abbreviations import Abbreviation, Shortener, read_abbreviations
from ban_tin.searching.words import read_sentences

GIVEN = read_abbreviations(("GDĐT = GD&ĐT = giáo dục và đào tạo", "UBND = ủy ban nhân dân"))


def shortened(text: str) -> str | None:
    shorter = Shortener(GIVEN).shorten(next(read_sentences(text)))
    return None if shorter is None else " ".join(word.folded for word in shorter)


def test_a_group_has_the_name_of_its_first_form() -> None:
    assert (
        Abbreviation("gddt", (("gddt",), ("gd", "dt"), ("giao", "duc", "va", "dao", "tao"))),
        Abbreviation("ubnd", (("ubnd",), ("uy", "ban", "nhan", "dan"))),
    ) == GIVEN


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("Sở GD&ĐT tỉnh", "so gddt tinh"),
        ("Sở Giáo dục và Đào tạo phối hợp Ủy ban nhân dân", "so gddt phoi hop ubnd"),
        ("giáo dục và đào", None),
        ("Sở GDĐT", None),
        ("uỷ ban nhân dân", "ubnd"),
    ],
)
def test_every_form_becomes_the_name(text: str, shorter: str | None) -> None:
    assert shortened(text) == shorter


def test_the_longest_form_is_taken() -> None:
    given = read_abbreviations(("TH = tiểu học", "THCS = tiểu học cơ sở"))
    shorter = Shortener(given).shorten(next(read_sentences("trường tiểu học cơ sở")))
    assert shorter is not None
    assert [word.folded for word in shorter] == ["truong", "thcs"]
