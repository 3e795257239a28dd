"""The theme in a real browser: read aloud by axe, squeezed, spaced, printed, walked by keyboard, without JavaScript."""

import re
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, Request

from tests.demonstration.pages import PAGES, Open

pytestmark = pytest.mark.browser

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 768, 1280)
#: https://www.w3.org/WAI/WCAG22/Understanding/text-spacing.html
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""

each_page = pytest.mark.parametrize("name", PAGES)


def style(page: Page, selector: str, name: str) -> str:
    return page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")


# Accessibility rules

#: Experimental in axe, and of level A all the same.
NAMES = {"label-content-name-mismatch": {"enabled": True}}


def violations(page: Page, only: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options={"runOnly": only, "rules": NAMES, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [1280, 360])
@each_page
def test_axe_finds_nothing(name: str, width: int, look_at: Open) -> None:
    page = look_at(name, width)
    assert violations(page, {"type": "tag", "values": AXE_TAGS}) == []
    # The other modes change colours and nothing else; a width changes none.
    colours = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    for attribute, value in (("data-scheme", "dark"), ("data-contrast", "high")) if width > 360 else ():
        page.evaluate("setting => document.documentElement.setAttribute(...setting)", [attribute, value])
        assert violations(page, colours) == [], value


# Space

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = element => element && (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
    .map(element => `${width}px: ${element.tagName}.${element.className}`).concat(`${width}px`).slice(0, 5);
}"""
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
  const style = getComputedStyle(element);
  return style.overflowY === 'hidden' && element.clientHeight > 1 && element.scrollHeight > element.clientHeight + 1
    && style.webkitLineClamp === 'none' && element.textContent.trim() && !element.closest('.visually-hidden');
}).map(element => `${element.tagName}.${element.className}`)"""


@each_page
def test_nothing_scrolls_sideways_or_is_cut_with_large_text_or_spacing_of_the_readers_choice(
    name: str, look_at: Open
) -> None:
    page = look_at(name)
    found = {}
    # Style sheets that a script adopts are not for the Content Security Policy to refuse.
    page.evaluate("document.adoptedStyleSheets = [window.reader = new CSSStyleSheet()]")
    for state, text, spacing in (("plain", "0", ""), ("text at 200 %", "4", ""), ("spacing", "0", SPACING)):
        page.evaluate("text => document.documentElement.setAttribute('data-text', text)", text)
        page.evaluate("css => reader.replaceSync(css)", spacing)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[state, width] = page.evaluate(OVERFLOWING) + page.evaluate(CUT)
    assert style(page, "h1", "wordSpacing") != "0px"
    assert {state: elements for state, elements in found.items() if elements} == {}


@pytest.mark.parametrize(
    ("name", "section", "exact"),
    [
        ("list", "Tin hoạt động", True),
        ("/tin/2026/11/ngay-nha-giao-viet-nam-2026/", "Tin hoạt động", False),
        ("withdrawn article", "Thông báo", False),
        ("notices", "Thông báo", True),
        ("/chuyen-muc/thong-bao/", "Thông báo", False),
        ("/tin/2026/11/thong-bao-tuyen-dung-vien-chuc-2026/", "Thông báo", False),
        ("documents", "Văn bản", True),
        ("/tin/2026/10/ke-hoach-hoi-thi-giao-vien-day-gioi-thpt/", "Văn bản", False),
        ("/lien-he/", "Liên hệ", True),
    ],
)
def test_the_row_of_sections_marks_and_shows_the_current_one_on_a_phone_too(
    name: str, section: str, exact: bool, look_at: Open
) -> None:
    page = look_at(name, 360)
    (current,) = page.locator(".sections__link[aria-current]").all()
    assert current.inner_text() == section
    assert current.get_attribute("aria-current") == ("page" if exact else "true")
    box = current.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360 - 40  # Where the row fades.


def test_the_sections_stand_where_they_do_on_other_pages(look_at: Open) -> None:
    places = [
        [link.bounding_box()["x"] for link in look_at(name).locator(".sections__link").all()]
        for name in ("home", "list", "notices")
    ]
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize("width", [768, 1280])
@pytest.mark.parametrize("name", ["all news", "/the/nha-giao/"])
def test_rows_begin_on_one_edge_with_a_photo_or_without(name: str, width: int, look_at: Open) -> None:
    page = look_at(name, width)
    rows = page.locator(".list > .teaser")
    assert 0 < rows.locator(".teaser__photo").count() < rows.count()
    assert len({title.bounding_box()["x"] for title in rows.locator(".teaser__title").all()}) == 1


def test_lists_and_texts_begin_on_one_axis(look_at: Open) -> None:
    for width in (1280, 1600):
        text = look_at("article with photos", width).locator(".prose").bounding_box()["x"]
        assert look_at("list", width).locator(".list").bounding_box()["x"] == pytest.approx(text, abs=1)


def test_large_text_moves_the_layout(look_at: Open) -> None:
    page = look_at("article with photos", 1280)
    beside = page.locator(".tools").bounding_box()["x"]
    page.evaluate("document.documentElement.setAttribute('data-text', '4')")
    text = page.locator(".article__content").bounding_box()
    assert beside < text["x"] == page.locator(".tools").bounding_box()["x"]
    assert text["width"] > 1000
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator("main").bounding_box()["y"] < 740 / 2


TARGETS = (
    ".toolbar__button, .sections__link, .tools__button, .pager__link, .tags__link, .neighbours__link, .attachment__link, "
    ".breadcrumb a, .footer a, .byline a, .section-heading a, .page-end a, .list-end a, .terms a, .contents a"
)


@pytest.mark.parametrize("name", ["home", "list", "tags", "article with photos", "article with attachments"])
def test_targets_on_a_phone_are_as_high_as_a_thumb(name: str, look_at: Open) -> None:
    page = look_at(name, 360, has_touch=True, is_mobile=True)
    found = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
          .map(element => [element.textContent.trim(), element.getBoundingClientRect().height])
          .filter(([_, height]) => height > 0 && height < 44)""",
        TARGETS,
    )
    assert page.locator(TARGETS).count() > 5
    assert found == []


@pytest.mark.parametrize("name", ["home", "list", "archive", "site map", "404", "article with photos"])
def test_links_that_are_not_in_a_sentence_are_at_least_24_pixels_high(name: str, look_at: Open) -> None:
    page = look_at(name, 360, has_touch=True, is_mobile=True)
    found = page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary')]
          .filter(element => !element.closest('.prose, p, .skip-link, dd, h1, h2, h3'))
          .map(element => [element.textContent.trim(), element.getBoundingClientRect().height])
          .filter(([_, height]) => height > 0 && height < 24)"""
    )
    assert found == []


# Keyboard


@pytest.mark.parametrize("name", ["home", "article with photos", "English page"])
def test_the_first_tab_shows_the_skip_link_and_enter_leads_to_the_text(name: str, look_at: Open) -> None:
    page = look_at(name)
    skip = page.locator(".skip-link")
    assert skip.bounding_box()["y"] < 0
    page.keyboard.press("Tab")
    assert skip.evaluate("element => element === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("settings", [{}, {"scheme": "dark"}, {"contrast": "high"}], ids=["light", "dark", "contrast"])
def test_every_tab_stop_can_be_seen(settings: dict[str, str], open_page: Open) -> None:
    page = open_page("article with attachments", settings=settings)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const element = document.activeElement, style = getComputedStyle(element);
              return [element.tagName, element.textContent.trim(), style.outlineStyle, parseFloat(style.outlineWidth),
                element.getBoundingClientRect().width] }"""
        )
        if at[0] == "BODY":
            break
        seen.append(at)
    assert len(seen) > 30
    assert [at for at in seen if at[2] != "solid" or at[3] < 3 or at[4] == 0] == []


def test_a_photo_in_a_list_is_no_second_tab_stop_for_its_headline(look_at: Open) -> None:
    page = look_at("list")
    photos, headlines = page.locator(".teaser__photo"), page.locator(".teaser__title a")
    assert photos.count() > 0
    assert all(photo.evaluate("element => element.tabIndex") == -1 for photo in photos.all())
    assert headlines.first.evaluate("element => element.tabIndex") == 0


# Keyboard

#: A step to what stands higher, where it is not in a column further right: the reader would look for the ring.
JUMPS_UP = """() => {
  const seen = [...document.querySelectorAll('main a, main button, main [tabindex="0"], main summary, footer a')]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility());
  return seen.slice(1).map((each, place) => [seen[place], each]).filter(([before, after]) => {
    const [from, to] = [before.getBoundingClientRect(), after.getBoundingClientRect()];
    return to.bottom <= from.top && to.left < from.right;
  }).map(pair => pair.map(each => each.textContent.trim().slice(0, 30)).join(' → '));
}"""


@pytest.mark.parametrize("name", ["home", "list", "documents", "article with photos", "article with attachments"])
def test_the_keyboard_goes_the_way_that_the_eye_goes(name: str, look_at: Open) -> None:
    page = look_at(name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(JUMPS_UP) == [], width


# Display: contrast, dark, text size


@pytest.mark.parametrize(
    ("button", "attribute", "value", "paper"),
    [
        ("data-contrast", "data-contrast", "high", "rgb(0, 0, 0)"),
        ("data-scheme", "data-scheme", "dark", "rgb(21, 23, 26)"),
    ],
)
def test_a_display_button_changes_the_page_and_is_remembered(
    button: str, attribute: str, value: str, paper: str, open_page: Open
) -> None:
    page = open_page("home")
    before = style(page, "body", "backgroundColor")
    toggle = page.locator(f"button[{button}]")
    assert toggle.get_attribute("aria-pressed") == "false"
    toggle.click()
    for _ in range(2):
        assert page.locator("html").get_attribute(attribute) == value
        assert toggle.get_attribute("aria-pressed") == "true"
        assert style(page, "body", "backgroundColor") == paper
        page.reload()
    toggle.click()
    page.reload()
    assert toggle.get_attribute("aria-pressed") == "false"
    assert style(page, "body", "backgroundColor") == before


def test_the_dark_button_turns_the_systems_dark_scheme_off(open_page: Open) -> None:
    page = open_page("home", color_scheme="dark")
    toggle = page.locator("button[data-scheme]")
    assert style(page, "body", "backgroundColor") == "rgb(21, 23, 26)"
    assert toggle.get_attribute("aria-pressed") == "true"
    toggle.click()
    page.reload()
    assert style(page, "body", "backgroundColor") == "rgb(253, 252, 249)"
    assert style(page, "html", "colorScheme") == "light"


def test_high_contrast_wins_over_both_schemes(open_page: Open) -> None:
    for scheme in ("dark", "light"):
        page = open_page("home", settings={"contrast": "high", "scheme": scheme})
        assert style(page, "body", "backgroundColor") == "rgb(0, 0, 0)"
        assert style(page, ".teaser__title a", "textDecorationLine") == "underline"


def test_the_text_grows_in_four_steps_and_back_and_is_remembered(open_page: Open) -> None:
    page = open_page("home")
    larger, smaller = page.locator('[data-text-step="1"]'), page.locator('[data-text-step="-1"]')
    sizes = [style(page, "html", "fontSize")]
    assert smaller.get_attribute("aria-disabled") == "true"
    for _ in range(4):
        assert larger.get_attribute("aria-disabled") == "false"
        larger.click()
        sizes.append(style(page, "html", "fontSize"))
    assert sizes == ["16px", "18px", "20px", "24px", "32px"]
    assert larger.get_attribute("aria-disabled") == "true"
    # A button that does nothing any more keeps the focus, and keeps quiet when pressed again.
    larger.click(force=True)
    assert style(page, "html", "fontSize") == "32px"
    page.reload()
    assert style(page, "html", "fontSize") == "32px"
    for _ in range(4):
        smaller.click()
    assert style(page, "html", "fontSize") == "16px"
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("name", "value"), [("scheme", "dark"), ("contrast", "high"), ("text", "4")])
def test_a_remembered_setting_is_there_before_anything_is_painted(name: str, value: str, open_page: Open) -> None:
    page = open_page("home", settings={name: value})
    page.add_init_script(
        f"""const seen = window.seen = [];
        new MutationObserver((_, observer) => {{
          if (!document.body) return;
          seen.push(document.documentElement.getAttribute('data-{name}'));
          observer.disconnect();
        }}).observe(document, {{ childList: true, subtree: true }});
        requestAnimationFrame(() => seen.push(document.documentElement.getAttribute('data-{name}')));
        document.addEventListener('DOMContentLoaded', () =>
          seen.push(document.documentElement.getAttribute('data-{name}')));"""
    )
    page.reload()
    page.wait_for_function("() => seen.length === 3")
    # When <body> begins, at the first frame and when the page is read: at no time is it another.
    first, *later = page.evaluate("seen")
    assert first == value
    assert value in later


@pytest.mark.parametrize("scripts", [True, False])
def test_a_system_that_asks_for_more_contrast_gets_it(scripts: bool, look_at: Open) -> None:
    page = look_at("home", contrast="more", java_script_enabled=scripts)
    assert style(page, "body", "backgroundColor") == "rgb(0, 0, 0)"


def test_a_reader_may_choose_against_the_contrast_that_the_system_asks_for(open_page: Open) -> None:
    page = open_page("home", contrast="more")
    contrast, scheme = page.locator("button[data-contrast]"), page.locator("button[data-scheme]")
    # In high contrast there is nothing to choose.
    assert (contrast.get_attribute("aria-pressed"), scheme.get_attribute("aria-disabled")) == ("true", "true")
    contrast.click()
    page.reload()
    assert style(page, "body", "backgroundColor") == "rgb(253, 252, 249)"
    assert (contrast.get_attribute("aria-pressed"), scheme.get_attribute("aria-disabled")) == ("false", "false")


def test_the_size_of_the_text_is_said(open_page: Open) -> None:
    page = open_page("home")
    said = page.get_by_role("status").first
    assert said.text_content() == ""
    for _ in range(2):
        page.locator('[data-text-step="1"]').click()
    assert said.text_content() == "Cỡ chữ 125 %"


def test_a_page_works_where_storage_is_blocked(open_page: Open) -> None:
    page = open_page("home")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })")
    page.reload()
    page.locator("button[data-contrast]").click()
    assert style(page, "body", "backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(("name", "today"), [("home", "Thứ Bảy, 21/11/2026"), ("English page", "Saturday 21/11/2026")])
def test_today_is_the_readers_day_in_hanoi(name: str, today: str, open_page: Open) -> None:
    page = open_page(name, timezone_id="America/New_York")
    page.clock.set_fixed_time("2026-11-20T20:00:00Z")
    page.reload()
    words = re.findall(r"\w+", page.locator(".toolbar__today").text_content() or "")
    assert words == re.findall(r"\w+", today)


def test_copying_the_link_says_so(open_page: Open) -> None:
    page = open_page("article with photos", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]")
    button.click()
    page.wait_for_function("() => document.querySelector('[data-tool-status]').textContent !== ''")
    assert button.text_content() == button.get_attribute("data-done")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")


# Without JavaScript


@each_page
def test_without_javascript_a_page_is_readable_and_its_tools_are_hidden(name: str, look_at: Open) -> None:
    page = look_at(name, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert [each for each in page.locator(".needs-js").all() if each.is_visible()] == []
    assert page.locator(".sections__link").first.is_visible()
    assert (page.locator(".toolbar__today").text_content() or "") == ""


# What leaves the reader's device


@each_page
def test_a_page_asks_no_other_host_and_sets_no_cookie(name: str, open_page: Open, demo_url: str) -> None:
    page = open_page(name)
    asked: list[Request] = []
    ended: list[Request] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request))
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda request: ended.append(request))
    # The reload itself breaks off what the first visit was still loading.
    page.on("requestfailed", lambda it: failed.append(it.url) if it.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda answer: failed.append(answer.url) if answer.status != 200 else None)
    page.reload()
    # Photos are loaded as they come near: go to the end.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    while len(ended) < len(asked):
        page.wait_for_timeout(10)
    assert len(asked) >= 3
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(demo_url).netloc}
    assert [url for url in failed if not url.endswith(PAGES["404"])] == []
    assert page.context.cookies() == []


def test_settings_stay_on_the_device(open_page: Open) -> None:
    page = open_page("home")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    for selector in ("button[data-scheme]", "button[data-contrast]", '[data-text-step="1"]'):
        page.locator(selector).click()
    # Photos and the icon come when the browser has time for them.
    photos = (".avif", ".webp", ".jpg", ".svg")
    assert [request.url for request in asked if request.method != "GET" or not request.url.endswith(photos)] == []
    assert page.context.cookies() == []


def test_the_policy_of_a_page_stops_code_and_hosts_that_are_not_ours(browser: Browser, demo_url: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))"
    )
    page.goto(demo_url)
    assert page.evaluate("refused") == []
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          const image = new Image();
          image.src = 'https://other.example/a.png';
          document.body.append(script, image);
        }"""
    )
    page.wait_for_function("() => refused.length === 2")
    assert sorted(page.evaluate("refused")) == ["img-src", "script-src-elem"]
    assert page.evaluate("window.ran") is None
    page.context.close()


# Paper and forced colours


def test_print_shows_the_article_and_its_address_alone(open_page: Open) -> None:
    page = open_page("article with attachments", settings={"scheme": "dark"})
    page.emulate_media(media="print")
    for hidden in (".toolbar", ".sections", ".breadcrumb", ".tools", ".tags", ".neighbours", ".related", ".footer"):
        assert [each for each in page.locator(hidden).all() if each.is_visible()] == [], hidden
    for shown in (".masthead__place", "h1", ".article__meta", ".prose", ".attachments", ".permalink a"):
        assert page.locator(shown).first.is_visible(), shown
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.locator(".permalink a").inner_text() == address
    assert re.search(r"\d{2}/\d{2}/\d{4}", page.locator(".print-only").inner_text())
    # Paper is white whatever the screen shows.
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, ".prose", "color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("name", ["home", "list", "documents"])
def test_print_of_other_pages_leaves_their_navigation_out(name: str, look_at: Open) -> None:
    page = look_at(name)
    page.emulate_media(media="print")
    for hidden in (".toolbar", ".sections", ".breadcrumb", ".footer", ".pager", ".skip-link"):
        assert [each for each in page.locator(hidden).all() if each.is_visible()] == [], hidden
    assert page.locator("main").is_visible()


def foot_of(page: Page, selector: str) -> set[tuple[int, ...]]:
    """Return the colours of the lowest pixels of an element, as they are painted."""
    picture = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("RGB")
    row = picture.crop((2, picture.height - 2, picture.width - 2, picture.height - 1))
    return {colour for _, colour in row.getcolors(maxcolors=10_000) or []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_still_show_the_current_section(scheme: str, look_at: Open) -> None:
    page = look_at("list", forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    current, other = ".sections__link[aria-current]", ".sections__link:not([aria-current])"
    assert foot_of(page, current) != foot_of(page, other)
    assert style(page, current, "fontWeight") > style(page, other, "fontWeight")


def test_forced_colours_show_a_pressed_button(open_page: Open) -> None:
    page = open_page("home", settings={"contrast": "high"}, forced_colors="active")
    pressed, other = 'button[aria-pressed="true"]', 'button[aria-pressed="false"]'
    assert foot_of(page, pressed) != foot_of(page, other)
