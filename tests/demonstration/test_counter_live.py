"""The demonstration before a real counter: its numbers rise with JavaScript and without, and stay put for robots."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.demonstration.test_counter import A_READER
from tests.newsdesk.preview.serving import served

pytestmark = pytest.mark.browser

ARTICLE = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"
PHONE = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def site(demo_site: Path) -> Iterator[str]:
    """The address of the demonstration as ``make preview`` serves it, with a counter that begins at nothing."""
    with served(demo_site, "/api") as address:
        yield address


def views(site: str) -> int:
    """What the counter holds of the article."""
    with urlopen(f"{site}/api/counts?path={ARTICLE}", timeout=20) as answer:
        return int(json.load(answer)[ARTICLE])


def read(browser: Browser, address: str, agent: str, script: bool = True) -> str:
    """Open a page as a new reader and return what it says of its views once it does."""
    context = browser.new_context(user_agent=agent, java_script_enabled=script)
    if script:
        context.add_init_script(A_READER)
    # Its stream of events never comes to rest.
    context.route("**/__preview/*", lambda route: route.abort())
    page = context.new_page()
    # Without JavaScript, pictures count: they come before a page is loaded.
    page.goto(address)
    shown = page.locator("article .views:not(:empty)").first.inner_text() if script else ""
    context.close()
    return shown.strip("\u200b ")


def test_the_numbers_rise_with_every_reader_and_not_with_robots(browser: Browser, site: str) -> None:
    assert views(site) == 0
    assert read(browser, site + ARTICLE, PHONE.format(120)) == "1 lượt xem"
    assert read(browser, site + ARTICLE, PHONE.format(121)) == "2 lượt xem"
    # The same reader again on the same day.
    assert read(browser, site + ARTICLE, PHONE.format(121)) == "2 lượt xem"
    read(browser, site + ARTICLE, PHONE.format(122), script=False)
    assert views(site) == 3
    with urlopen(f"{site}/api/views.svg?path={ARTICLE}", timeout=20) as picture:
        assert ">3</text>" in picture.read().decode()
    assert read(browser, site + ARTICLE, ROBOT) == "3 lượt xem"
    read(browser, site + ARTICLE, ROBOT, script=False)
    assert views(site) == 3
    with urlopen(f"{site}/api/site", timeout=20) as answer:
        today = json.load(answer)["days"][-1]
    # Robots are counted, apart.
    assert (today["views"], today["bots"]) == (3, 2)
