"""The preview in a real browser: a file is edited, and the page follows without a word of the test's own."""

import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from newsdesk.preview.tabs import STREAMS
from tests.newsdesk.preview.closing import close
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import PATIENCE, Preview, Project, preview

pytestmark = pytest.mark.browser

#: The theme's own pages are built while a test waits.
expect.set_options(timeout=PATIENCE * 1000)
PANEL = "#ban-tin-preview [role=alertdialog]"
COUNT = "#ban-tin-preview .count"
LONG = "\n".join(f"<p>Đoạn {number}</p>" for number in range(200))


@pytest.fixture
def tabs(browser: Browser, shown: Preview) -> Iterator[BrowserContext]:
    """A browser's profile; whatever a page complains about fails the test, problems on purpose apart."""
    context = browser.new_context(base_url=shown.address)
    context.set_default_timeout(20_000)
    complaints: list[str] = []

    def follow(page: Page) -> None:
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    context.on("page", follow)
    yield context
    close(context)
    foreseen = ["404 (Not Found)", "500 (Internal Server Error)"]
    if shown.process.poll() is not None or "khởi động lại" in shown.said:
        foreseen.append("net::ERR_")  # which one depends on how far a request had come
    assert [text for text in complaints if not any(each in text for each in foreseen)] == []


def opened(tabs: BrowserContext, path: str = "/") -> Page:
    page = tabs.new_page()
    page.goto(path)
    page.wait_for_load_state("load")
    return page


def mark(page: Page) -> None:
    """Leave a trace that a reload would wipe out."""
    page.evaluate("window.notReloaded = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.notReloaded === true"))


def test_a_page_follows_its_file(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    for number in range(5):
        project.page("", f"Bản số {number}")
        expect(page.locator("main")).to_contain_text(f"Bản số {number}")


def test_another_page_stays_as_it_is(tabs: BrowserContext, project: Project, shown: Preview) -> None:
    project.page("a", "A một")
    shown.until(lambda: shown.ask("/a/").status == 200)
    home, a = opened(tabs), opened(tabs, "/a/")
    mark(home)
    project.page("a", "A hai")
    expect(a.locator("main")).to_contain_text("A hai")
    assert is_marked(home)


def test_a_page_that_was_missing_appears(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs, "/moi/")
    expect(page.locator("h1")).to_have_text("Không tìm thấy trang")
    project.page("moi", "Bài mới")
    expect(page.locator("main")).to_contain_text("Bài mới")


def test_an_edit_between_the_page_and_its_stream_is_not_lost(tabs: BrowserContext, project: Project) -> None:
    page = tabs.new_page()

    def edit_first(route: Route) -> None:
        if not edited:
            edited.append(project.page("", "Sửa trước khi nối"))
            page.wait_for_timeout(300)
        route.continue_()

    edited: list[object] = []
    page.route("**/__preview/events*", edit_first)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Sửa trước khi nối")


def test_the_page_stays_where_it_was_read(tabs: BrowserContext, project: Project) -> None:
    project.page("", LONG)
    page = opened(tabs)
    expect(page.locator("main")).to_contain_text("Đoạn 199")
    page.evaluate("scrollTo(0, 2345)")
    project.page("", LONG + "<p>Cuối</p>")
    expect(page.locator("main")).to_contain_text("Cuối")
    page.wait_for_function("() => scrollY === 2345")


def test_the_place_is_found_again_when_pictures_come_late(tabs: BrowserContext, project: Project) -> None:
    """The page is too short for its place until the picture comes, and the page counts as loaded without it."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="4000"><rect width="9" height="9"/></svg>'
    (project.folder / "content" / "anh.svg").write_text(picture)
    project.page("", '<img src="/anh.svg" alt="" loading="lazy">')
    page = opened(tabs)
    page.locator("img").wait_for()
    page.wait_for_function("() => document.images[0].complete && document.documentElement.scrollHeight > 4000")
    page.evaluate("scrollTo(0, 2500)")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/anh.svg", slowly)
    project.page("", '<img src="/anh.svg" alt="" loading="lazy"><p>Mới</p>')
    expect(page.locator("main")).to_contain_text("Mới")
    page.wait_for_function("() => scrollY === 2500")
    # And once only: the next visit begins at its top.
    page.goto("/khong-co/")
    page.goto("/")
    page.wait_for_function("() => document.images[0].complete && scrollY === 0 && history.scrollRestoration === 'auto'")


def test_styles_are_changed_without_a_reload(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    mark(page)
    for colour in ("rgb(10, 20, 30)", "rgb(40, 50, 60)", "rgb(70, 80, 90)"):
        project.style(f"body {{ color: {colour} }}")
        page.wait_for_function("colour => getComputedStyle(document.body).color === colour", arg=colour)
    assert is_marked(page)
    page.wait_for_function("() => document.querySelectorAll('link[rel=stylesheet]').length === 1")
    # The page still follows its file.
    project.page("", "Sau khi đổi kiểu")
    expect(page.locator("main")).to_contain_text("Sau khi đổi kiểu")
    assert not is_marked(page)


def test_an_error_opens_the_overlay_and_goes_away_when_it_is_fixed(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    mark(page)
    project.page("", "ERROR: Ngày tháng không đọc được")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    expect(panel.locator("code")).to_have_text("content/index.html:7")
    expect(panel.locator(".message")).to_have_text("Ngày tháng không đọc được")
    expect(panel.locator(".fix")).to_have_text("Cách sửa: Xóa dòng này.")
    expect(panel.locator(".place b")).to_have_text("lỗi")
    # Behind it stands the last good page.
    expect(page.locator("main")).to_contain_text("Trang chủ")
    assert is_marked(page)
    project.page("", "Đã sửa xong")
    expect(page.locator("main")).to_contain_text("Đã sửa xong")
    expect(panel).to_have_count(0)


def test_the_overlay_goes_away_on_other_pages_too(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    mark(page)
    broken = project.page("khac", "ERROR: Hỏng")
    expect(page.locator(PANEL)).to_be_visible()
    broken.unlink()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(COUNT)).to_be_hidden()
    assert is_marked(page)


def test_a_page_opened_while_an_error_stands_shows_it(tabs: BrowserContext, project: Project, shown: Preview) -> None:
    project.page("khac", "ERROR: Hỏng từ trước")
    shown.until(lambda: "Hỏng từ trước" in shown.said)
    expect(opened(tabs).locator(PANEL)).to_contain_text("Hỏng từ trước")


def test_escape_closes_the_overlay_until_another_error_comes(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    page.evaluate("document.querySelector('h1').tabIndex = 0; document.querySelector('h1').focus()")
    project.page("khac", "ERROR: Hỏng thứ nhất")
    panel, count = page.locator(PANEL), page.locator(COUNT)
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()
    expect(count).to_be_visible()
    page.reload()
    expect(count).to_be_visible()
    expect(panel).to_be_hidden()
    project.page("khac", "ERROR: Hỏng thứ hai")
    expect(panel).to_contain_text("Hỏng thứ hai")
    expect(count).to_be_hidden()
    panel.get_by_role("button").click()
    expect(panel).to_be_hidden()


def test_nothing_takes_the_focus_from_somebody_who_types(tabs: BrowserContext, project: Project) -> None:
    project.page("tim", '<label>Tìm <input id="o"></label>')
    page = tabs.new_page()
    page.goto("/")
    page.wait_for_timeout(200)
    page.goto("/tim/")
    page.locator("#o").focus()
    project.page("khac", "ERROR: Hỏng")
    expect(page.locator(PANEL)).to_be_visible()
    page.keyboard.type("khai giảng")
    expect(page.locator("#o")).to_have_value("khai giảng")
    expect(page.locator("#ban-tin-preview .said")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator("#o")).to_be_focused()


def test_warnings_are_a_count_that_opens(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    project.page("khac", "WARNING: Thiếu tóm tắt\nWARNING: Thiếu ảnh")
    panel, count = page.locator(PANEL), page.locator(COUNT)
    expect(count).to_be_visible()
    expect(count).to_contain_text("2")
    expect(panel).to_be_hidden()
    count.click()
    expect(panel).to_be_focused()
    expect(panel.locator("li")).to_have_count(2)
    expect(panel).to_contain_text("Thiếu tóm tắt")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(count).to_be_focused()
    project.page("khac", "Đủ rồi")
    expect(count).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_overlay_is_accessible(browser: Browser, project: Project, shown: Preview, scheme: str, width: int) -> None:
    project.page("khac", "ERROR: Hỏng\nWARNING: Thiếu ảnh")
    context = browser.new_context(
        base_url=shown.address,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 700},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto("/")
    for part in (PANEL, COUNT):
        expect(page.locator(part)).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")
    close(context)


def test_a_page_that_fails_shows_why_and_comes_back_by_itself(tabs: BrowserContext, project: Project) -> None:
    page = opened(tabs)
    project.page("", "FAILS")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Mẫu trang hỏng")
    expect(panel.locator("code")).to_have_text("theme/article.html:7")
    expect(panel.locator(".fix")).to_have_text("Cách sửa: Sửa mẫu trang.")
    project.page("khac", "Một trang khác")
    expect(panel).to_contain_text("Mẫu trang hỏng")
    project.page("", "Lại được rồi")
    expect(page.locator("main")).to_contain_text("Lại được rồi")
    expect(panel).to_have_count(0)


def test_pages_find_the_preview_that_starts_anew(tabs: BrowserContext, project: Project, shown: Preview) -> None:
    page = opened(tabs)
    mark(page)
    (project.folder / "ban_tin" / "moi.py").write_text("x = 1\n")
    page.wait_for_function("() => !window.notReloaded")
    project.page("", "Sau khi khởi động lại")
    expect(page.locator("main")).to_contain_text("Sau khi khởi động lại")


def test_pages_find_the_preview_after_an_end(tabs: BrowserContext, project: Project, shown: Preview) -> None:
    page = opened(tabs)
    port = shown.port
    assert shown.end(signal.SIGINT) == 0
    project.page("", "Sửa khi không chạy")
    with preview(project.folder, port):
        expect(page.locator("main")).to_contain_text("Sửa khi không chạy")


def test_more_tabs_than_a_browser_has_connections(tabs: BrowserContext, project: Project) -> None:
    pages = [opened(tabs) for _ in range(STREAMS + 4)]
    project.page("", "Cho mọi thẻ")
    for page in reversed(pages):
        # A page that is awake may be on its way to the new one already.
        with suppress(Error):
            page.evaluate("dispatchEvent(new Event('focus'))")
        expect(page.locator("main")).to_contain_text("Cho mọi thẻ")


def test_a_page_from_the_history_asks_what_it_missed(tabs: BrowserContext, project: Project, shown: Preview) -> None:
    project.page("a", "A")
    shown.until(lambda: shown.ask("/a/").status == 200)
    page = opened(tabs)
    page.goto("/a/")
    project.page("", "Sửa lúc ở trang khác")
    shown.until(lambda: "Sửa lúc ở trang khác" in shown.ask("/").text)
    page.go_back()
    expect(page.locator("main")).to_contain_text("Sửa lúc ở trang khác")
    # As it comes out of a browser's memory: hidden, shown again.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    mark(page)
    project.page("", "Sửa lúc bị cất đi")
    shown.until(lambda: "Sửa lúc bị cất đi" in shown.ask("/").text)
    assert is_marked(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("main")).to_contain_text("Sửa lúc bị cất đi")


def test_a_link_that_was_followed_is_not_undone_by_a_reload(
    tabs: BrowserContext, project: Project, shown: Preview
) -> None:
    project.page("a", "Trang A")
    project.page("", '<a href="/a/">Sang A</a>')
    shown.until(lambda: shown.ask("/a/").status == 200)
    page = opened(tabs)

    def slowly(route: Route) -> None:
        project.page("", "Đổi giữa chừng")
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/a/", slowly)
    page.locator("main a").click()
    expect(page.locator("main")).to_contain_text("Trang A")


def test_the_theme_lets_the_preview_in(browser: Browser, tmp_path: Path) -> None:
    """The project's own theme with its policy, built by the command itself."""
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    with preview(tmp_path, module="newsdesk.preview") as shown:
        context = browser.new_context(base_url=shown.address)
        complaints: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/tin/2026/11/bai/")
        good = source.read_text("utf-8")
        source.write_text(good.replace("category: Tin hoạt động", "category: Không có"), "utf-8")
        expect(page.locator(PANEL)).to_contain_text("Không có chuyên mục “Không có”")
        page.keyboard.press("Escape")
        source.write_text(good.replace("thứ nhất", "thứ hai"), "utf-8")
        expect(page.locator("main")).to_contain_text("Câu thứ hai.")
        expect(page.locator(PANEL)).to_have_count(0)
        close(context)
    assert complaints == []
