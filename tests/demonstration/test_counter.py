"""The numbers of the visit counter in a real browser: they come late, wrong or not at all, and the page stays as it is."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.newsdesk.counter_stub import Counter, served

pytestmark = pytest.mark.browser

ARTICLE = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"
LISTS = ("/tin/", "/chuyen-muc/tin-hoat-dong/")
#: Nobody counts a browser that a program drives, and so these tests say they are none.
A_READER = "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })"
#: ``underWay`` is how many answers the page waits for.
COUNT_ANSWERS = """window.underWay = 0;
const ask = fetch;
window.fetch = async (...given) => {
  underWay++;
  try {
    const answer = await ask(...given);
    await answer.clone().text();
    return answer;
  } finally { underWay-- }
}"""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Visit = Callable[..., Page]


@pytest.fixture
def counter(demo_site: Path) -> Iterator[Counter]:
    with served(demo_site) as found:
        yield found
        found.gate.set()


@pytest.fixture(scope="module")
def kept_page(browser: Browser) -> Iterator[Page]:
    """A page for readers with nothing of their own, one after another: to open another takes longer than what most tests look at."""
    context = browser.new_context()
    for script in (COUNT_ANSWERS, A_READER):
        context.add_init_script(script)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(browser: Browser, kept_page: Page, counter: Counter) -> Iterator[Visit]:
    """Opens a page as a reader; a script that fails is a failure of the test."""
    contexts = []
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    def visit(path: str, width: int = 1280, *scripts: str, reader: bool = True, **options: Any) -> Page:
        page = kept_page
        if scripts or options or not reader:
            context = browser.new_context(**options)
            contexts.append(context)
            for script in (COUNT_ANSWERS, *([A_READER] if reader else []), *scripts):
                context.add_init_script(script)
            page = context.new_page()
            page.on("pageerror", note)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(counter.url + path)
        return page

    kept_page.on("pageerror", note)
    yield visit
    kept_page.remove_listener("pageerror", note)
    kept_page.emulate_media(media="null")
    kept_page.unroute_all()
    for context in contexts:
        context.close()
    assert errors == []


def settle(page: Page) -> None:
    """Wait until a hit that is under way would have changed the page."""
    page.wait_for_function("() => !window.underWay")
    page.evaluate(DRAWN)


def wait_for_numbers(page: Page) -> None:
    page.locator(".visits__number:not(:empty)").first.wait_for()


def numbers(page: Page) -> list[str]:
    return [text for text in page.locator(".visits__number, .views").all_inner_texts() if text.strip("\u200b ")]


def test_an_article_is_counted_once_and_shows_its_number(visit: Visit, counter: Counter) -> None:
    page = visit(f"{ARTICLE}?utm_source=zalo#noi-dung")
    wait_for_numbers(page)
    settle(page)
    # The address that counts is the canonical one, whatever was clicked.
    assert counter.hits == [{"path": [ARTICLE]}]
    assert numbers(page) == ["1.251 lượt xem", "Đang truy cập: 3", "Hôm nay: 133", "Tổng lượt truy cập: 547.781"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_for_its_articles_with_the_same_request(path: str, visit: Visit, counter: Counter) -> None:
    page = visit(path)
    wait_for_numbers(page)
    listed = [link.get_attribute("href") for link in page.locator(".teaser__title a").all()]
    assert [hit["path"] for hit in counter.hits] == [[path]]
    assert counter.hits[0]["also"] == listed
    assert page.locator(".views").all_inner_texts() == [f"{10 + place} lượt xem" for place in range(len(listed))]


def test_at_most_fifty_articles_are_asked_for(visit: Visit, counter: Counter) -> None:
    # The page is read, and no script that is deferred has run yet.
    more = """document.addEventListener('readystatechange', () => {
      for (let number = 0; number < 60; number++) document.querySelector('.list').insertAdjacentHTML(
        'afterbegin', `<p><span data-count="/x/${number}/" data-text="{number}"></span></p>`)
    }, { once: true })"""
    wait_for_numbers(visit("/tin/", 1280, more))
    assert len(counter.hits[0]["also"]) == 50


def test_a_number_that_is_left_out_stays_away_and_the_others_show(visit: Visit, counter: Counter) -> None:
    counter.answer = {"views": 5, "online": 1, "today": 2, "total": 3, "also": {ARTICLE: 1250}}
    page = visit("/tin/")
    wait_for_numbers(page)
    assert numbers(page) == ["1.250 lượt xem", "Đang truy cập: 1", "Hôm nay: 2", "Tổng lượt truy cập: 3"]
    assert page.locator(".views:not(:empty)").count() == 1


def test_an_english_page_writes_numbers_in_english(visit: Visit, counter: Counter) -> None:
    page = visit("/about/")
    wait_for_numbers(page)
    assert counter.hits == [{"path": ["/about/"]}]
    assert numbers(page) == ["Online now: 3", "Visits today: 133", "Visits in all: 547,781"]


# Who is not counted, and when


def test_a_browser_that_a_program_drives_is_not_counted(visit: Visit, counter: Counter) -> None:
    page = visit(ARTICLE, reader=False)
    settle(page)
    assert (counter.hits, numbers(page)) == ([], [])


def test_pages_that_are_not_there_or_withdrawn_are_not_counted(
    visit: Visit, counter: Counter, addresses: dict[str, str]
) -> None:
    for path in ("/khong-co-trang-nay/", addresses["withdrawn article"]):
        settle(visit(path))
        assert visit(path, java_script_enabled=False).locator("img[src*='/api/']").count() == 0
    assert (counter.hits, counter.asked) == ([], [])


@pytest.mark.parametrize(("state", "event"), [("hidden", "visibilitychange"), ("prerendering", "prerenderingchange")])
def test_a_page_counts_when_somebody_looks_at_it(state: str, event: str, visit: Visit, counter: Counter) -> None:
    page = visit(ARTICLE, 1280, f"Object.defineProperty(document, '{state}', {{ value: true, configurable: true }})")
    settle(page)
    # Another event while it is still away changes nothing.
    page.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    settle(page)
    assert counter.hits == []
    page.evaluate(f"Object.defineProperty(document, '{state}', {{ value: false, configurable: true }})")
    for _ in range(2):
        page.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    wait_for_numbers(page)
    settle(page)
    assert counter.hits == [{"path": [ARTICLE]}]


# Nothing moves

WATCH = """() => {
  window.shifts = [];
  window.watcher = new PerformanceObserver(list => shifts.push(...list.getEntries().map(each => each.value)));
  watcher.observe({ type: 'layout-shift' });
}"""
#: Photos come as they are scrolled to.
SHOWN = """Promise.all([...document.images].filter(each => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).map(each => each.complete || new Promise(done => { each.onload = each.onerror = done })))"""
#: How the places would be without their kept width and line.
UNKEPT = ".views { flex-basis: 100% !important } .views:empty { display: none !important }"


def shifts(page: Page, counter: Counter, at_the_end: bool, css: str = "") -> list[float]:
    """Return what moved in the window when the answer came, long after everything else."""
    page.evaluate(
        "css => { document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync(css) }",
        css,
    )
    page.evaluate("document.fonts.ready.then(() => 1)")
    if at_the_end:
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate(SHOWN)
    page.evaluate(DRAWN)
    page.evaluate(WATCH)
    assert numbers(page) == []
    counter.gate.set()
    wait_for_numbers(page)
    page.evaluate(DRAWN)
    found: list[float] = page.evaluate("[...shifts, ...watcher.takeRecords().map(each => each.value)]")
    return found


@pytest.mark.parametrize("at_the_end", [False, True], ids=["top", "end"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("path", ["/", ARTICLE, "/tin/", "/thong-ke/"])
def test_late_numbers_move_nothing(path: str, width: int, at_the_end: bool, visit: Visit, counter: Counter) -> None:
    counter.gate.clear()
    counter.answer |= {"views": 1_234_567}
    assert shifts(visit(path, width), counter, at_the_end) == []


def test_places_that_are_not_kept_would_move_the_page(visit: Visit, counter: Counter) -> None:
    counter.gate.clear()
    assert sum(shifts(visit("/tin/", 360), counter, False, UNKEPT)) > 0


# The counter is away, or it is not one


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<html>", b"null", b"[]", b"7", b'"x"', b"{}", b'{"views": "1251", "online": "<b>", "today": null, "total": [1]}',
        b'{"views": -1, "online": 1.5, "today": 1e400, "total": true, "also": 7}', b'{"also": null}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [ARTICLE, "/tin/"])
def test_a_rubbish_answer_shows_nothing(path: str, raw: bytes, visit: Visit, counter: Counter) -> None:
    counter.raw = raw
    page = visit(path)
    settle(page)
    assert len(counter.hits) == 1
    assert numbers(page) == []


@pytest.mark.parametrize("status", [403, 404, 429, 503])
def test_an_answer_that_is_an_error_shows_nothing(status: int, visit: Visit, counter: Counter) -> None:
    counter.status = status
    page = visit(ARTICLE)
    settle(page)
    assert (len(counter.hits), numbers(page)) == (1, [])


def test_without_a_counter_the_page_is_whole(visit: Visit, counter: Counter) -> None:
    page = visit("/")
    page.route("**/api/**", lambda route: route.abort())
    page.goto(counter.url + ARTICLE)
    settle(page)
    assert numbers(page) == []
    # The dot comes with the number; the place of both is kept.
    before = page.locator(".views").evaluate("element => getComputedStyle(element, '::before').content")
    assert "·" not in before
    assert page.locator(".visits").inner_text().strip() == ""
    assert page.locator(".footer a", has_text="Thống kê truy cập").is_visible()


# Without JavaScript


def test_without_javascript_a_picture_counts_and_another_shows_the_number(visit: Visit, counter: Counter) -> None:
    page = visit(ARTICLE, java_script_enabled=False)
    # The picture with the number is asked for when the browser has time for it.
    while len(counter.asked) < 2:
        page.wait_for_event("requestfinished")
    assert sorted(counter.asked) == [f"/api/pixel.gif?path={ARTICLE}", f"/api/views.svg?path={ARTICLE}"]
    assert counter.hits == []
    picture = page.locator(".views-picture")
    assert picture.inner_text().strip() == "Lượt xem:"
    assert picture.locator("img").bounding_box()["width"] > 5
    assert not page.locator(".views").first.is_visible()


def test_with_javascript_no_picture_is_asked_for(visit: Visit, counter: Counter) -> None:
    page = visit(ARTICLE)
    wait_for_numbers(page)
    settle(page)
    assert counter.asked == []


def test_without_javascript_the_figures_of_each_day_can_be_opened(visit: Visit) -> None:
    page = visit("/thong-ke/", java_script_enabled=False)
    table = page.locator(".statistics__table .figures")
    assert page.locator(".chart__bar").count() >= 85
    assert not table.is_visible()
    page.locator("summary").click()
    assert table.is_visible()
    assert table.locator("tbody tr").count() == 90


# The page of figures


def test_the_policy_of_the_page_refuses_nothing_of_the_chart(visit: Visit) -> None:
    watch = "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))"
    page = visit("/thong-ke/", 1280, watch)
    wait_for_numbers(page)
    assert page.evaluate("refused") == []
    assert page.locator("[style]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_still_show_the_bars(scheme: str, visit: Visit) -> None:
    page = visit("/thong-ke/", forced_colors="active", color_scheme=scheme)
    bar, body = (
        page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")
        for selector, name in ((".chart__bar", "fill"), ("body", "backgroundColor"))
    )
    assert {bar, body} == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


def test_print_shows_chart_and_tables(visit: Visit) -> None:
    page = visit("/thong-ke/")
    page.emulate_media(media="print")
    for shown in (".chart__drawing", ".figures", ".most-read", ".statistics__terms"):
        assert page.locator(f"{shown} >> visible=true").count() > 0, shown
    assert not page.locator(".visits").is_visible()


def test_a_screen_reader_is_told_what_the_chart_is_and_hears_each_label_once(visit: Visit) -> None:
    page = visit("/thong-ke/")
    wait_for_numbers(page)
    tree = page.locator(".chart").aria_snapshot()
    assert 'img "Biểu đồ cột: lượt truy cập mỗi ngày"' in tree
    assert json.dumps(tree).count("rect") == 0
    assert "24/08/2026" not in tree
    assert page.locator("[aria-live], [role=status]").locator("xpath=self::*[@data-count]").count() == 0
