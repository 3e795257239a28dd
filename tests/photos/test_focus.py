"""What must be seen of a photo where it is cut."""

import re

import pytest

from ban_tin.photos.focus import focus_classes, focus_css, parse_focus


@pytest.mark.parametrize(
    ("text", "focus"), [("40% 30%", (40, 30)), ("0%, 100%", (0, 100)), ("7 % 8 %", (7, 8)), ("40 30", (40, 30))]
)
def test_two_percentages_are_a_place(text: str, focus: tuple[int, int]) -> None:
    assert parse_focus(text) == focus


@pytest.mark.parametrize("text", ["40%", "40% 101%", "-4% 30%", "giữa", "40% 30% 20%"])
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_focus(text)


def test_every_place_has_classes_and_each_of_them_a_rule() -> None:
    assert focus_classes(None) == focus_classes((50, 53)) == ""
    assert focus_classes((40, 26)) == "focus-x4 focus-y3"
    css = focus_css()
    for percent in range(101):
        for name in focus_classes((percent, 100 - percent)).split():
            assert f".{name}{{" in css
