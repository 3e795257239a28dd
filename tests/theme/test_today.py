"""The date above the masthead is the office's day, wherever the reader is."""

import re

import pytest
from playwright.sync_api import Browser

from tests.theme.fixtures import THEME, make_renderer


@pytest.mark.parametrize(
    ("zone", "language", "today"),
    [
        ("Asia/Ho_Chi_Minh", "vi", "Thứ Bảy, 21/11/2026"),
        ("America/Los_Angeles", "vi", "Thứ Sáu, 20/11/2026"),
        ("Pacific/Kiritimati", "en", "Saturday 21/11/2026"),
        ("Nowhere/Such", "en", "Friday 20/11/2026"),  # Not known to the browser: the reader's own.
    ],
)
def test_today_is_the_day_in_the_time_zone_of_the_site(zone: str, language: str, today: str, browser: Browser) -> None:
    with browser.new_context(timezone_id="America/New_York") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-20T20:00:00Z")
        page.set_content(f'<html lang="{language}"><body><p data-today="{zone}"></p></body></html>')
        page.add_script_tag(content=(THEME / "js" / "today.js").read_text(encoding="utf-8"))
        shown = page.locator("p").text_content() or ""
    assert re.findall(r"\w+", shown) == re.findall(r"\w+", today)


def test_the_bar_names_the_time_zone_of_the_site() -> None:
    environment = make_renderer().environment("vi")
    toolbar = '{% from "components/toolbar/macro.html" import toolbar %}{{ toolbar() }}'
    assert 'data-today="Asia/Ho_Chi_Minh"' in environment.from_string(toolbar).render()
