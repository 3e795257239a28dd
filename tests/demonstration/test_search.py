"""The search in a real browser: typed, walked by keyboard, led back, narrowed, without a script, without a network, with a broken index."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.demonstration.pages import Open
from tests.demonstration.test_browser import AXE_TAGS, CUT, OVERFLOWING

pytestmark = pytest.mark.browser

#: Most bytes of the script of the search, Brotli.
SCRIPT = 11_800
#: What a server sends before it waits for an answer: an article's page and its style sheet, Brotli.
FIRST_ROUND = 14_336
FIELD, LINK, RESULTS = ".search__field", ".search-result__link", ".search-results"
SHARDS = re.compile(r"/data-1/[nra]/\d+\.json$")
CONFERENCE = "Hội nghị sơ kết công tác Đảng 6 tháng đầu năm 2026"


@pytest.fixture
def other(browser: Browser, demo_url: str) -> Iterator[Page]:
    """A page that may complain: of what is broken on purpose."""
    context = browser.new_context(base_url=demo_url, reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


def search(page: Page, query: str) -> list[str]:
    """Type ``query`` on the page of the search; return the titles that are found."""
    page.fill(FIELD, query)
    return found(page, query)


def found(page: Page, query: str) -> list[str]:
    expect(page.locator(RESULTS)).to_have_attribute("data-shown", query)
    return page.locator(LINK).all_inner_texts()


def answer(route: Route, status: int, body: str) -> None:
    """Answer in the place of the server."""
    route.fulfill(status=status, body=body)


# Budgets


def test_the_field_leaves_the_first_round_of_every_article_what_it_was(demo_site: Path) -> None:
    weights = {}
    for path in demo_site.glob("tin/*/*/*/index.html"):
        page = path.read_bytes()
        sheet = re.search(rb'<link rel="stylesheet" href="/(theme/site-\w+\.css)">', page)
        assert sheet is not None
        style = (demo_site / sheet[1].decode()).read_bytes()
        weights[path.parent.name] = len(brotli.compress(page)) + len(brotli.compress(style))
    assert {name: weight for name, weight in weights.items() if weight > FIRST_ROUND} == {}


def test_the_script_of_the_search_stays_small_and_comes_when_the_field_is_used(
    demo_site: Path, open_page: Open
) -> None:
    page = open_page("home")
    script = page.locator(".search").get_attribute("data-script")
    assert script is not None
    assert len(brotli.compress((demo_site / script[1:]).read_bytes())) <= SCRIPT
    assert script not in page.content().replace(f'data-script="{script}"', "")
    with page.expect_response(f"**{script}"):
        page.focus(FIELD)


# In the masthead of every page


def test_lines_come_while_typing_and_the_keyboard_goes_through_them(open_page: Open) -> None:
    page = open_page("article with photos")
    page.focus(FIELD)
    page.keyboard.type("hoi nghi so ket", delay=10)
    lines = page.locator(f".search__panel {LINK}")
    expect(lines.first).to_have_text(CONFERENCE)
    # It is the first for what was typed until then, too.
    expect(lines.first.locator("mark")).to_have_text(["Hội nghị sơ kết"])
    page.keyboard.press("ArrowDown")
    expect(lines.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(".search__panel")).to_be_hidden()
    assert page.input_value(FIELD) == "hoi nghi so ket"
    expect(page.locator(".search [role=status]")).to_have_text(re.compile(r"^(Khoảng )?\d+ kết quả$"))
    # Enter leads to all of them.
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=hoi+nghi+so+ket")
    assert found(page, "hoi nghi so ket")[0] == CONFERENCE


def test_what_is_typed_last_is_what_is_shown(open_page: Open) -> None:
    page = open_page("search")
    held: list[Route] = []
    page.route("**/data-1/n/*.json", lambda route: held.append(route))
    page.fill(FIELD, "hội nghị")
    page.wait_for_timeout(300)
    page.fill(FIELD, "khai giảng")
    page.wait_for_timeout(300)
    assert held
    for each in held:
        each.continue_()
    assert "Khai giảng" in found(page, "khai giảng")[0]


def test_the_field_in_english_speaks_english_and_marks_titles_as_vietnamese(open_page: Open) -> None:
    page = open_page("English page")
    page.fill(FIELD, "khai giảng")
    expect(page.locator(".search__all")).to_have_text(re.compile(r"^All results( \(\d+\))?$"))
    assert page.locator(".search__lines").get_attribute("lang") == "vi"


# The page of the search


@pytest.mark.parametrize(
    ("query", "title", "said"),
    [
        ("hội nghị", CONFERENCE, ""),
        ("hội ng", CONFERENCE, ""),
        ("hooij nghij sow keets", CONFERENCE, "Hiển thị kết quả cho “hội nghị sơ kết”."),
        ("ho65i nghi5", CONFERENCE, "Hiển thị kết quả cho “hội nghị”."),
        ("hội ngị", CONFERENCE, "Hiển thị kết quả cho “hội nghị”."),
        ("nghành giáo dục lam giang", "Ngành Giáo dục Lam Giang", "“ngành giáo dục lam giang”"),
        ("khai giang dao hon lam", "Khai giảng trên đảo Hòn Lam", ""),
        ("ngày hội sách", "Ngày hội đọc sách năm 2023", ""),
        ("1172/KH-SGDĐT", "Kế hoạch tổ chức Hội thi giáo viên dạy giỏi", ""),
        ("1172", "Kế hoạch tổ chức Hội thi giáo viên dạy giỏi", ""),
        ('"đảng bộ sở"', "Đảng bộ Sở GD&ĐT Lạng Sơn", ""),
        ("to dinh khoa", "Thầy giáo Tô Đình Khoa", ""),
        ("hội nghị".replace("ộ", "o\u0302\u0323"), CONFERENCE, ""),
    ],
)
def test_what_is_typed_is_found(query: str, title: str, said: str, look_at: Open) -> None:
    page = look_at("search")
    assert search(page, query)[0].startswith(title)
    assert said in page.locator(RESULTS).inner_text()


def test_what_was_put_right_can_be_searched_as_it_was_typed(look_at: Open) -> None:
    page = look_at("search")
    search(page, "hooij nghij")
    page.get_by_role("button", name="Tìm đúng “hooij nghij” như đã gõ").click()
    expect(page.locator(RESULTS)).to_contain_text("Không tìm thấy gì với “hooij nghij”")


def test_a_result_shows_what_it_is_and_where_the_words_stand(look_at: Open) -> None:
    page = look_at("search")
    search(page, "tỷ lệ")
    # Summaries don't have the words: those that are seen are looked up in the articles' own pages, three at most.
    excerpts = page.locator(".search-result__excerpt:has(mark)")
    expect(excerpts).to_have_count(2)
    assert {each.lower() for each in excerpts.locator("mark").all_inner_texts()} <= {"tỷ lệ", "tỉ lệ"}
    first = page.locator(".search-result").first
    assert re.search(r"\d{2}/\d{2}/20\d\d", first.locator(".search-result__facts").inner_text())


def test_the_address_keeps_the_query_and_the_way_back_leads_to_it(open_page: Open) -> None:
    page = open_page("search")
    search(page, "hội nghị")
    assert page.url.endswith("?q=h%E1%BB%99i+ngh%E1%BB%8B")
    page.keyboard.press("Enter")
    page.fill(FIELD, "khai giảng")
    page.press(FIELD, "Enter")
    found(page, "khai giảng")
    page.go_back()
    assert found(page, "hội nghị")[0] == CONFERENCE
    assert page.input_value(FIELD) == "hội nghị"
    # From an article too, and to where the list was.
    last = page.locator(LINK).last
    last.scroll_into_view_if_needed()
    page.wait_for_function("() => history.state && history.state.top > 0 && Math.abs(history.state.top - scrollY) < 2")
    before = page.evaluate("scrollY")
    last.click()
    page.wait_for_url("**/tin/**")
    page.go_back()
    found(page, "hội nghị")
    page.wait_for_function("before => Math.abs(scrollY - before) < 3", arg=before)


def test_filters_narrow_and_can_be_taken_away(open_page: Open) -> None:
    page = open_page("search")
    everything = search(page, "học sinh")
    page.select_option("[name=year]", "2023")
    expect(page.locator("time").first).to_have_text(re.compile("/2023$"))
    assert "year=2023" in page.url
    assert 0 < page.locator(LINK).count() < len(everything)
    page.select_option("[name=section]", "van-ban")
    page.fill(FIELD, "khai giảng")
    expect(page.locator(RESULTS)).to_contain_text("Không tìm thấy gì")
    page.get_by_role("button", name="Tìm lại, bỏ hết bộ lọc").click()
    expect(page.locator(LINK).first).to_contain_text("Khai giảng")
    expect(page.locator(FIELD)).to_be_focused()
    assert "year" not in page.url


def test_filters_alone_list_the_newest_first(open_page: Open) -> None:
    page = open_page("/tim-kiem/?type=ke-hoach")
    found(page, "")
    expect(page.locator(LINK).first).to_be_visible()
    dates = page.locator(".search-result time").evaluate_all("times => times.map(each => each.dateTime)")
    assert len(dates) > 1
    assert dates == sorted(dates, reverse=True)


def test_more_results_come_when_asked_for_and_take_the_focus(open_page: Open) -> None:
    page = open_page("search")
    assert len(search(page, "học")) == 10
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(page.locator(LINK).nth(10)).to_be_focused()


def test_without_a_script_the_field_leads_to_the_archive(open_page: Open) -> None:
    page = open_page("home", java_script_enabled=False)
    page.fill(FIELD, "hội nghị")
    page.press(FIELD, "Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator("noscript").first.is_visible()
    assert not page.locator(".search__more").is_visible()
    links = page.locator(".search-browse a").evaluate_all("links => links.map(each => each.getAttribute('href'))")
    assert {"/chuyen-muc/tin-hoat-dong/", "/luu-tru/2023/", "/luu-tru/"} <= set(links)


# When something is wrong


def test_a_broken_index_is_said_and_can_be_tried_again(other: Page) -> None:
    for status, body in ((200, "<html>"), (503, "{}")):
        other.goto("/tim-kiem/")
        other.route(SHARDS, partial(answer, status=status, body=body))
        other.fill(FIELD, "khai giảng")
        expect(other.locator(RESULTS)).to_contain_text("Không đọc được dữ liệu tìm kiếm")
        other.unroute(SHARDS)
        other.get_by_role("button", name="Thử lại").click()
        assert "Khai giảng" in found(other, "khai giảng")[0]


def test_an_old_script_with_a_new_index_asks_to_be_reloaded(other: Page) -> None:
    other.route("**/data-1/**", lambda route: route.fulfill(status=404, body="<html>"))
    other.goto("/tim-kiem/?q=khai")
    expect(other.locator(RESULTS)).to_contain_text("Trang này đã cũ")
    other.unroute("**/data-1/**")
    other.get_by_role("button", name="Tải lại trang").click()
    assert found(other, "khai")


def test_without_a_network_it_is_said_in_the_masthead_too(other: Page) -> None:
    other.goto("/gioi-thieu/")
    with other.expect_response("**/theme/search-*.css"):
        other.focus(FIELD)
    other.context.set_offline(True)
    other.fill(FIELD, "khai giảng")
    expect(other.locator(".search__panel")).to_contain_text("Không có mạng")
    other.context.set_offline(False)
    other.get_by_role("button", name="Thử lại").click()
    expect(other.locator(LINK).first).to_contain_text("Khai giảng")


def test_the_page_works_from_the_cache_of_a_phone_and_keeps_nothing_that_was_typed(
    browser: Browser, demo_url: str
) -> None:
    context = browser.new_context(base_url=demo_url)
    other = context.new_page()
    other.goto("/tim-kiem/")
    search(other, "hội nghị")
    other.wait_for_function("() => navigator.serviceWorker.controller")
    other.wait_for_function("() => caches.open('search-1').then(cache => cache.match('/tim-kiem/'))")
    search(other, "khai giảng")
    other.wait_for_timeout(200)
    other.context.set_offline(True)
    other.goto("/tim-kiem/?q=khai+giảng")
    assert "Khai giảng" in found(other, "khai giảng")[0]
    kept = other.evaluate(
        "caches.open('search-1').then(cache => cache.keys()).then(keys => keys.map(each => each.url))"
    )
    assert [each for each in kept if urlsplit(each).query] == []
    assert other.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_nothing_that_is_typed_leaves_the_browser(open_page: Open) -> None:
    page = open_page("search")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    search(page, "khai giảng")
    search(page, "nghành giáo dục")
    assert len(asked) > 3
    assert [each for each in asked if re.search("khai.gi|nghanh|ngh%", each)] == []


# For everybody


@pytest.mark.parametrize("query", ["hội nghị", "hooij nghij", "zzzz"])
def test_axe_finds_nothing_in_results(query: str, look_at: Open) -> None:
    page = look_at("search")
    search(page, query)
    for attribute, value in (("data-scheme", "light"), ("data-scheme", "dark"), ("data-contrast", "high")):
        page.evaluate("setting => document.documentElement.setAttribute(...setting)", [attribute, value])
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], value


def test_axe_finds_nothing_in_the_lines_under_the_field(look_at: Open) -> None:
    for options in ({}, {"forced_colors": "active"}):
        page = look_at("archive", **options)
        page.fill(FIELD, "hội nghị")
        expect(page.locator(".search__all")).to_be_visible()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("name", ["search", "archive"])
def test_results_fit_small_screens_and_large_text(name: str, look_at: Open) -> None:
    page = look_at(name)
    page.fill(FIELD, "sóc trăng")
    expect(page.locator(LINK).first).to_be_visible()
    for text in ("0", "4"):
        page.evaluate("text => document.documentElement.setAttribute('data-text', text)", text)
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOWING) + page.evaluate(CUT) == [], (text, width)


@pytest.mark.parametrize("name", ["search", "archive"])
def test_targets_of_the_search_are_as_high_as_a_thumb(name: str, look_at: Open) -> None:
    page = look_at(name, 360, has_touch=True, is_mobile=True)
    page.fill(FIELD, "hooij nghij")
    expect(page.locator(LINK).first).to_be_visible()
    low = page.locator(
        ".search a, .search button, .search select, .search input, .search summary, main a"
    ).evaluate_all(
        """all => all.map(each => [each.textContent, each.getBoundingClientRect().height])
          .filter(([, height]) => height && height < 44)"""
    )
    assert [each for each in low if each[0] not in {"Trang chủ"}] == []


def test_paper_shows_no_field(look_at: Open) -> None:
    page = look_at("home")
    page.emulate_media(media="print")
    assert not page.locator(FIELD).is_visible()


def test_marks_part_no_words_where_titles_are_touched(look_at: Open) -> None:
    page = look_at("search", 1280, has_touch=True, is_mobile=True)
    page.fill(FIELD, "hội nghị sơ kết")
    title = page.locator("main .search-result__title").first
    expect(title).to_contain_text("Hội nghị sơ kết công tác Đảng")
    # As it is seen: items of a flexible box are lines of their own, and the spaces between them are gone.
    assert title.inner_text() == title.text_content()
