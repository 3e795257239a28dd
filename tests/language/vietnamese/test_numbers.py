"""Numbers and sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.language.vietnamese import format_number, format_size


@pytest.mark.parametrize(
    ("value", "lang", "digits", "shown"),
    [
        (547780, "vi", 0, "547.780"),
        (547780, "en", 0, "547,780"),
        (99.9, "vi", 1, "99,9"),
        (1234567.5, "vi", 1, "1.234.567,5"),
        (0, "vi", 0, "0"),
        (-1200, "vi", 0, "-1.200"),
    ],
)
def test_thousands_have_points_and_decimals_a_comma(value: float, lang: str, digits: int, shown: str) -> None:
    assert format_number(value, lang, digits) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "1 KB"),
        (1, "1 KB"),
        (248_400, "248 KB"),
        (999_400, "999 KB"),
        (1_400_000, "1,4 MB"),
        (25_000_000, "25,0 MB"),
    ],
)
def test_a_size_is_in_the_unit_readers_know(size: int, shown: str) -> None:
    assert format_size(size) == shown


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_can_be_read_back(value: int) -> None:
    assert int(format_number(value).replace(".", "")) == value
