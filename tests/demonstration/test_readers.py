"""Readers rate, write and have deleted what they wrote, before a real counter: with a script, without one, by keyboard, without a network."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.demonstration.test_browser import AXE_TAGS, violations
from tests.demonstration.test_counter import A_READER
from tests.newsdesk.preview.serving import served

pytestmark = pytest.mark.browser

ARTICLE = "/tin/2026/11/co-giao-ha-thi-son-muoi-hai-nam-giu-lop-ghep/"
PHONE = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36"
NUMBER = re.compile(r"\w{4}-\w{4}-\w{4}-\w{4}")
RATING, COMMENTING, DELETING = ".rating", ".commenting", ".readers details form"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Iterator[str]:
    """The address of the demonstration as ``make preview`` serves it, with a counter that begins at nothing."""
    with served(demo_site, "/api") as address:
        yield address


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens the article as the reader of that number."""
    contexts = []

    def open_article(number: int, script: bool = True, path: str = ARTICLE) -> Page:
        context = browser.new_context(
            user_agent=PHONE.format(number), java_script_enabled=script, viewport={"width": 360, "height": 800},
            has_touch=True, is_mobile=True, base_url=site, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        if script:
            context.add_init_script(A_READER)
        # Its stream of events never comes to rest.
        context.route("**/__preview/*", lambda route: route.abort())
        page = context.new_page()
        page.goto(path)
        return page

    yield open_article
    for context in contexts:
        context.close()


def said(page: Page, form: str) -> str:
    place = page.locator(f"{form} [role=status]")
    expect(place).not_to_be_empty()
    return place.inner_text()


def rate(page: Page, stars: int) -> None:
    page.check(f"{RATING} [value='{stars}']")
    page.click(f"{RATING} button")


def write(page: Page, text: str, name: str = "") -> None:
    page.fill(f"{COMMENTING} textarea", text)
    page.fill(f"{COMMENTING} [name=name]", name)
    page.check(f"{COMMENTING} [name=consent]")
    page.click(f"{COMMENTING} button")


def test_a_rating_is_shown_with_the_one_answer_and_moves_nothing(reader: Callable[..., Page]) -> None:
    path = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"
    page = reader(110, path=path)
    shown = page.locator("[data-rating]")
    expect(shown).to_have_text("Chưa có đánh giá")
    rate(page, 4)
    assert "4" in said(page, RATING)
    expect(shown).to_have_text("")  # it would say that nobody has rated
    rate(page, 5)
    expect(page.locator(f"{RATING} [role=status]")).to_contain_text("5")
    other = reader(111, path=path)
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.reload()
    expect(other.locator("[data-rating]")).to_have_text("5,0/5 – 1 lượt đánh giá")
    assert sum("/api/" in url for url in asked) == 1
    assert other.evaluate(SHIFTS) == 0
    rate(other, 4)
    assert "4,5" in said(other, RATING)


def test_a_rating_by_keyboard(reader: Callable[..., Page]) -> None:
    page = reader(112)
    page.focus(f"{RATING} [value='1']")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "4" in said(page, RATING)
    for label in page.locator(".rating__stars label").all() + page.locator(".readers button:visible").all():
        box = label.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44


def test_characters_are_those_that_readers_see(reader: Callable[..., Page]) -> None:
    page = reader(113)
    field, left = page.locator(f"{COMMENTING} textarea"), page.locator("#con-lai")
    expect(left).to_have_text("Còn 500/500 ký tự")
    for text, rest in (("tie\u0302\u0301ng", 495), ("👨‍👩‍👧‍👦🇻🇳", 498), ("a\nb", 497)):
        field.fill(text)
        expect(left).to_have_text(f"Còn {rest}/500 ký tự")
    voice = page.locator(f"{COMMENTING} [aria-live]")
    # Nothing is said while somebody types.
    field.fill("")
    field.press_sequentially("xin chào")
    assert voice.inner_text() != "Còn 492/500 ký tự"
    expect(voice).to_have_text("Còn 492/500 ký tự")
    field.fill("ế" * 512)
    expect(left).to_have_text("Thừa 12 ký tự")
    assert not field.evaluate("element => element.validity.valid")
    page.check(f"{COMMENTING} [name=consent]")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.click(f"{COMMENTING} button")
    assert field.input_value() == "ế" * 512 and not [url for url in sent if "/comment" in url]


def test_a_comment_is_received_and_deleted_by_its_number(reader: Callable[..., Page]) -> None:
    page = reader(114)
    page.wait_for_timeout(100)
    write(page, "Xin cảm ơn cô giáo.\nMong có thêm bài.", "Lan")
    text = said(page, COMMENTING)
    number = NUMBER.search(text)
    assert number
    assert "chờ" in text
    assert page.input_value(f"{COMMENTING} textarea") == ""
    expect(page.locator("#con-lai")).to_have_text("Còn 500/500 ký tự")
    page.click(".readers summary")
    assert page.input_value("#so-y-kien") == number[0]
    page.click(f"{DELETING} button")
    said(page, DELETING)
    page.fill("#so-y-kien", "0000-0000-0000-0000")
    page.click(f"{DELETING} button")
    expect(page.locator(f"{DELETING} [role=status]")).to_contain_text("Không có ý kiến nào")
    assert page.url.endswith(ARTICLE)


def refuse(route: Route) -> None:
    route.fulfill(status=502, content_type="text/html", body="<html><body><h1>502 Bad Gateway</h1></body></html>")


@pytest.mark.parametrize("trouble", [lambda route: route.abort(), refuse], ids=["no network", "a proxy"])
def test_what_was_typed_stays_when_it_cannot_be_sent(
    trouble: Callable[[Route], None], reader: Callable[..., Page]
) -> None:
    page = reader(115)
    page.route("**/api/comment", trouble)
    write(page, "Còn đây", "An")
    assert "vẫn còn đây" in said(page, COMMENTING)
    assert page.input_value(f"{COMMENTING} textarea") == "Còn đây" and page.input_value("#ten") == "An"
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.unroute("**/api/comment")
    page.click(f"{COMMENTING} button")
    expect(page.locator(f"{COMMENTING} [role=status]")).to_contain_text(NUMBER)


def test_everything_works_without_a_script(reader: Callable[..., Page]) -> None:
    page = reader(116, script=False)
    assert not page.is_visible("[data-rating]")
    rate(page, 3)
    assert "3" in page.inner_text("main")
    page.click("main a")
    assert page.url.endswith(f"{ARTICLE}#rating")
    write(page, "Gửi không cần JavaScript")
    number = NUMBER.search(page.inner_text("main"))
    assert number
    page.click("main a")
    assert page.url.endswith(f"{ARTICLE}#comments")
    page.click(".readers summary")
    page.fill("#so-y-kien", number[0].lower().replace("-", " "))
    page.click(f"{DELETING} button")
    assert "không còn" in page.inner_text("main")


def test_axe_finds_nothing_with_errors_shown_in_any_mode(reader: Callable[..., Page]) -> None:
    page = reader(117)
    page.route("**/api/**", refuse)
    page.click(".readers summary")
    page.fill("#so-y-kien", "1234")
    page.click(f"{DELETING} button")
    rate(page, 2)
    write(page, "Chữ")
    for form in (RATING, COMMENTING, DELETING):
        said(page, form)
    page.fill(f"{COMMENTING} textarea", "ế" * 501)
    assert violations(page, {"type": "tag", "values": AXE_TAGS}) == []
    colours = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    for attribute, value in (("data-scheme", "dark"), ("data-contrast", "high")):
        page.evaluate("setting => document.documentElement.setAttribute(...setting)", [attribute, value])
        assert violations(page, colours) == [], value
        page.evaluate("name => document.documentElement.removeAttribute(name)", attribute)
    page.emulate_media(forced_colors="active")
    assert violations(page, {"type": "tag", "values": AXE_TAGS}) == []


def test_paper_has_the_comments_and_no_form(reader: Callable[..., Page]) -> None:
    page = reader(118)
    page.emulate_media(media="print")
    assert page.locator(".comment:visible").count() == 20
    assert page.locator(".readers :is(form, summary, button):visible").count() == 0
