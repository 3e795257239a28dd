"""Photos of articles open large: as plain links without JavaScript, in a dialog with it."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from tests.demonstration.pages import Open

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.className + ' ' + (document.activeElement.textContent || '').trim()"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def opened(page: Page, number: int = 0) -> Page:
    """Open the photo ``number`` of ``page`` and wait until it is painted."""
    page.locator("a.enlarge").nth(number).click()
    return painted(page)


def painted(page: Page) -> Page:
    page.wait_for_function(
        "() => { const image = document.querySelector('.lightbox img'); return image && image.complete && image.naturalWidth }"
    )
    return page


def is_open(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.lightbox').open"))


def closed(page: Page) -> Page:
    """Wait until the dialog is closed and its step in the history is taken back."""
    page.wait_for_function("() => !document.querySelector('.lightbox').open && !history.state")
    return page


def position(page: Page) -> str:
    return page.locator(".lightbox__position").inner_text()


def focused_photo(page: Page) -> int:
    """Return the number of the photo whose link has the focus, -1 where it is elsewhere."""
    return int(page.evaluate("[...document.querySelectorAll('a.enlarge')].indexOf(document.activeElement)"))


# Without JavaScript


def test_without_javascript_the_link_of_a_photo_opens_it(open_page: Open) -> None:
    page = open_page("article with photos", java_script_enabled=False)
    assert not page.locator(".lightbox").is_visible()
    link = page.locator("a.enlarge").nth(1)
    address = link.get_attribute("href")
    link.click()
    assert page.url.endswith(address)
    width = page.locator("img").evaluate("image => image.naturalWidth") if page.locator("img").count() else 0
    assert width == 1600


def test_every_photo_of_an_article_but_those_that_lead_elsewhere_has_such_a_link(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    figures, links = page.locator("figure img"), page.locator("figure a.enlarge")
    # One is linked by the editor; those in a sentence and the teasers' are in no figure.
    assert links.count() == figures.count() - 1 == page.locator("a.enlarge").count() == 16
    assert page.locator('figure a[href="https://truong.example/"] img').count() == 1
    for name in ("home", "list"):
        assert look_at(name).locator("a.enlarge").count() == 0


def test_a_link_to_a_photo_has_a_name_whether_the_photo_is_described_or_not(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    names = {link.get_attribute("aria-label").partition(":")[0] for link in page.locator("a.enlarge").all()}
    assert names == {"Phóng to"}
    described = page.get_by_role("link", name="Phóng to: Bục phát biểu", exact=True)
    assert described.first.get_attribute("class").startswith("enlarge")
    # Its alternative text is left to the caption.
    assert page.get_by_role("link", name="Phóng to", exact=True).count() > 0


def test_the_links_are_whole_addresses_in_the_feed(demo_site: Path) -> None:
    feed = BeautifulSoup((demo_site / "feeds/tat-ca.atom.xml").read_text(encoding="utf-8"), "xml")
    bodies = [BeautifulSoup(entry.text, "html.parser") for entry in feed.find_all("content")]
    links = [link["href"] for body in bodies for link in body.select("a.enlarge")]
    assert links
    assert [link for link in links if not re.fullmatch(r"https://[^/]+/anh/\S+\.(jpg|png)", link)] == []


# The dialog


def test_a_photo_opens_in_its_largest_useful_rendition_with_its_caption(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url), 1)
    assert is_open(page)
    assert position(page) == "Ảnh 2/16"
    assert page.locator(".lightbox__caption").inner_text() == "Toàn trường trên sân"
    image = page.locator(".lightbox img")
    shown = image.bounding_box()
    assert shown["width"] > page.locator("a.enlarge img").nth(1).bounding_box()["width"]
    assert shown["width"] / shown["height"] == pytest.approx(1600 / 1067, abs=0.01)
    assert image.evaluate("image => image.currentSrc").endswith(("-1600.webp", "-1600.avif"))
    # Nothing of it lies outside the window, nor over the words.
    words = page.locator(".lightbox__words").bounding_box()
    assert shown["y"] + shown["height"] <= words["y"] + 1
    assert words["y"] + words["height"] <= 800


#: The script answers to a resize in its own time.
SAYS_ITS_WIDTH = """() => {
  const shown = document.querySelector(".lightbox img").getBoundingClientRect().width;
  return parseFloat(document.querySelector(".lightbox source").sizes) === shown;
}"""


@pytest.mark.parametrize("width", [320, 412, 1600])
def test_the_room_that_there_is_chooses_the_rendition(width: int, look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url, width))
    page.wait_for_function(SAYS_ITS_WIDTH)
    page.set_viewport_size({"width": 700, "height": 400})
    page.wait_for_function(f"() => innerWidth === 700 && ({SAYS_ITS_WIDTH})()")
    assert page.locator(".lightbox img").bounding_box()["height"] < 400


def test_the_room_changes_without_a_window_that_does_when_a_font_comes_late(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url, 1280), 2)
    page.wait_for_function(SAYS_ITS_WIDTH)
    before = page.locator(".lightbox img").bounding_box()["height"]
    page.evaluate("document.querySelector('.lightbox__words').style.minHeight = '400px'")
    page.wait_for_function(
        f"""before => document.querySelector('.lightbox img').height < before - 50 && ({SAYS_ITS_WIDTH})()""",
        arg=before,
    )


def test_a_small_photo_is_not_blown_up(open_page: Open, album_url: str) -> None:
    page = opened(open_page(album_url, viewport={"width": 2400, "height": 1600}), 2)
    assert page.locator(".lightbox img").bounding_box()["width"] == 900


def test_photos_over_one_caption_all_show_it(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    group = page.locator(".figure-group").first.locator("a.enlarge")
    for number in range(2):
        group.nth(number).click()
        assert page.locator(".lightbox__caption").inner_text() == "Sân trường và bục phát biểu"
        page.keyboard.press("Escape")
        closed(page)


def test_a_photo_without_a_caption_shows_none(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    group = page.locator(".figure-group").first
    group.locator("figcaption").evaluate("caption => caption.remove()")
    group.locator("a.enlarge").first.click()
    assert page.locator(".lightbox__caption").inner_html() == ""
    page.keyboard.press("Escape")
    closed(page)
    opened(page, 0)
    assert page.locator(".lightbox__caption").inner_text() == ""
    assert page.locator(".lightbox img").get_attribute("alt") == "Sân trường"


def test_buttons_and_arrows_lead_from_photo_to_photo_round_and_round(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url))
    page.get_by_role("button", name="Ảnh sau").click()
    assert position(page) == "Ảnh 2/16"
    page.keyboard.press("ArrowRight")
    assert position(page) == "Ảnh 3/16"
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Ảnh trước").click()
    page.keyboard.press("ArrowLeft")
    assert position(page) == "Ảnh 16/16"
    page.keyboard.press("ArrowRight")
    assert position(page) == "Ảnh 1/16"
    # Alt and an arrow is the browser's own way back.
    page.keyboard.press("Alt+ArrowRight")
    assert position(page) == "Ảnh 1/16"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_opens_a_photo_stays_inside_and_comes_back_to_it(key: str, look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    page.locator("a.enlarge").nth(1).focus()
    page.keyboard.press(key)
    painted(page)
    assert is_open(page)
    assert "Đóng" in page.evaluate(FOCUSED)
    seen = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        # Past the last button comes the browser's own furniture: the body stands for it.
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.lightbox')"
        )
        seen.add(page.evaluate(FOCUSED))
    assert len([each for each in seen if "lightbox__button" in each]) == 3
    page.keyboard.press("Escape")
    closed(page)
    assert focused_photo(page) == 1


@pytest.mark.parametrize("way", ["button", "escape", "back", "backdrop"])
def test_every_way_to_close_leads_back_to_the_photo_that_was_shown_last(
    way: str, open_page: Open, album_url: str
) -> None:
    page = open_page(album_url)
    steps = page.evaluate("history.length")
    opened(page)
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    painted(page)
    if way == "button":
        page.get_by_role("button", name="Đóng").click()
    elif way == "escape":
        page.keyboard.press("Escape")
    elif way == "back":
        page.go_back()
    else:
        page.locator(".lightbox__photo").click(position={"x": 3, "y": 3})
    closed(page)
    page.wait_for_function("() => history.scrollRestoration === 'auto'")
    assert focused_photo(page) == 9
    box = page.locator("a.enlarge").nth(9).bounding_box()
    assert box["y"] < 800 and box["y"] + box["height"] > 0
    # The next step back leaves the page, not a dialog that is closed already.
    assert page.evaluate("history.length") == steps + 1
    assert page.url == album_url
    page.go_back()
    assert page.url == "about:blank"


def test_a_click_on_the_photo_or_its_words_closes_nothing(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url), 1)
    page.locator(".lightbox img").click()
    page.locator(".lightbox__caption").click()
    assert is_open(page)


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Meta", "middle"])
def test_a_click_that_asks_for_another_tab_or_window_gets_it(modifier: str, look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    options: dict[str, Any] = {"button": "middle"} if modifier == "middle" else {"modifiers": [modifier]}
    page.evaluate(
        """addEventListener('click', event => { window.left = !event.defaultPrevented; event.preventDefault() });
        addEventListener('auxclick', event => { window.left = !event.defaultPrevented; event.preventDefault() })"""
    )
    page.locator("a.enlarge").first.click(**options)
    assert page.evaluate("window.left") is True
    assert not is_open(page)


SWIPE = """([from, to]) => {
  const stage = document.querySelector('.lightbox__photo');
  const touch = ([x, y]) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: y });
  const send = (type, all, changed) =>
    stage.dispatchEvent(new TouchEvent(type, { bubbles: true, touches: all, changedTouches: changed }));
  send('touchstart', [touch(from)], [touch(from)]);
  send('touchend', [], [touch(to)]);
}"""


@pytest.mark.parametrize(
    ("to", "shown"),
    [([60, 310], "Ảnh 3/16"), ([340, 290], "Ảnh 1/16"), ([190, 300], "Ảnh 2/16"), ([120, 500], "Ảnh 2/16")],
    ids=["left", "right", "a tap", "mostly down"],
)
def test_a_swipe_turns_over(to: list[int], shown: str, look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url, 412, has_touch=True, is_mobile=True), 1)
    page.evaluate(SWIPE, [[200, 300], to])
    assert position(page) == shown


def test_the_next_photo_is_fetched_when_the_dialog_is_open_and_not_before(open_page: Open, album_url: str) -> None:
    page = open_page(album_url)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    upright = page.locator("a.enlarge").nth(2).locator("img").evaluate("image => image.currentSrc")
    stem = upright.rsplit("-", 1)[0]
    opened(page, 1)
    page.wait_for_function(
        "stem => performance.getEntriesByType('resource').some(each => each.name.startsWith(stem) && !each.name.includes('-480'))",
        arg=stem,
    )
    # The photos after the next are left alone.
    assert {re.sub(r"-\d+\.\w+$", "", url) for url in asked} <= {
        page.locator("a.enlarge").nth(number).evaluate("link => link.href.replace(/-\\d+\\.\\w+$/, '')")
        for number in (1, 2)
    }


def test_the_page_behind_stands_still(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    page.locator("a.enlarge").nth(3).scroll_into_view_if_needed()
    before = page.evaluate("[scrollY, document.querySelector('main').getBoundingClientRect().width]")
    opened(page, 3)
    page.mouse.move(600, 300)
    page.mouse.wheel(0, 900)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    now = page.evaluate("[scrollY, document.querySelector('main').getBoundingClientRect().width]")
    assert now == before
    page.keyboard.press("Escape")
    closed(page)
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => scrollY !== " + str(before[0]))


# Everybody's dialog


@pytest.mark.parametrize(
    "settings", [{}, {"scheme": "dark"}, {"contrast": "high"}], ids=["light", "dark", "high contrast"]
)
def test_axe_finds_nothing_in_the_open_dialog(settings: dict[str, str], open_page: Open, album_url: str) -> None:
    page = opened(open_page(album_url, settings=settings), 1)
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found.response["violations"]] == []
    assert page.get_by_role("dialog", name="Ảnh cỡ lớn").count() == 1


def test_what_is_announced_is_the_position_and_the_caption_once(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url), 1)
    live = page.locator(".lightbox [aria-live=polite][aria-atomic=true]")
    assert live.count() == 1
    page.keyboard.press("ArrowRight")
    said = " ".join(live.inner_text().split())
    assert said == "Ảnh 3/16 Thầy hiệu trưởng"
    # The button that was pressed keeps the focus, and nothing else speaks.
    assert page.locator(".lightbox [role=status], .lightbox [role=alert]").count() == 0


LONG_CAPTION = "Đại biểu dự lễ khai giảng năm học mới. " * 40


@pytest.mark.parametrize("size", [(320, 568), (640, 360), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("text", ["0", "4"])
def test_there_is_room_for_everything_with_large_text_and_a_long_caption(
    text: str, size: tuple[int, int], open_page: Open, album_url: str
) -> None:
    page = open_page(album_url, viewport={"width": size[0], "height": size[1]})
    page.evaluate("text => document.documentElement.setAttribute('data-text', text)", text)
    page.locator("figcaption").first.evaluate("(caption, text) => { caption.textContent = text }", LONG_CAPTION)
    opened(page, 1)
    photo = page.locator(".lightbox img").bounding_box()
    assert photo["height"] >= 100 and photo["width"] <= size[0]
    for button in page.locator(".lightbox__button").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    assert page.evaluate("document.querySelector('.lightbox').scrollWidth") <= size[0]
    words = page.locator(".lightbox__words")
    overflows = words.evaluate("words => words.scrollHeight > words.clientHeight")
    # The keyboard reaches what scrolls.
    assert words.get_attribute("tabindex") == ("0" if overflows else "-1")
    assert overflows or size[0] == 1280
    # Whatever does not fit is reached by scrolling, nothing is cut.
    words.evaluate("words => words.scrollTo(0, words.scrollHeight)")
    end = page.locator(".lightbox__caption").bounding_box()
    page.locator(".lightbox").evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")
    end = page.locator(".lightbox__caption").bounding_box()
    assert end["y"] + end["height"] <= size[1] + 1


def test_forced_colours_show_the_buttons(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url, forced_colors="active"))
    widths = page.locator(".lightbox__button").evaluate_all(
        "all => all.map(each => getComputedStyle(each).borderTopWidth)"
    )
    assert widths == ["1px"] * 3


def test_one_photo_alone_has_no_way_to_another(open_page: Open, album_url: str) -> None:
    page = open_page(album_url)
    page.add_init_script(
        """document.addEventListener('readystatechange', () =>
          [...document.querySelectorAll('a.enlarge')].slice(1).forEach(link => link.classList.remove('enlarge')))"""
    )
    page.reload()
    opened(page)
    assert page.locator(".lightbox button:visible").count() == 1
    assert position(page) == ""


def test_without_dialogs_in_the_browser_the_links_stay_links(open_page: Open, album_url: str) -> None:
    page = open_page(album_url)
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.reload()
    address = page.locator("a.enlarge").first.evaluate("link => link.href")
    page.locator("a.enlarge").first.click()
    assert page.url == address


def test_the_words_of_the_dialog_are_in_the_pages_language(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url))
    buttons = page.locator(".lightbox__button").all_inner_texts()
    assert buttons == ["← Ảnh trước", "Ảnh sau →", "Đóng ✕"]


def test_paper_shows_the_article_and_neither_the_dialog_nor_addresses_of_photos(look_at: Open, album_url: str) -> None:
    page = opened(look_at(album_url), 1)
    page.emulate_media(media="print")
    assert not page.locator(".lightbox").is_visible()
    assert page.locator("h1").is_visible()
    after = page.locator("a.enlarge").evaluate_all("all => all.map(each => getComputedStyle(each, '::after').content)")
    assert set(after) == {"none"}


def test_the_photo_gets_the_focus_back_where_the_address_has_a_fragment(open_page: Open) -> None:
    page = open_page("article with photos")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    opened(page, 2)
    page.keyboard.press("Escape")
    closed(page)
    page.wait_for_function("() => document.activeElement !== document.body")
    assert focused_photo(page) == 2
