"""The demonstration in the preview that ``make preview`` starts, in a browser: what an editor sees of every edit."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.demonstration.test_counter import A_READER
from tests.newsdesk.preview.closing import close
from tests.newsdesk.preview.desk import desk, own_theme
from tests.newsdesk.preview.running import PATIENCE, Preview, preview
from tests.site.builder import ROOT

pytestmark = pytest.mark.browser

expect.set_options(timeout=PATIENCE * 1000)
PANEL = "#ban-tin-preview [role=alertdialog]"
COUNT = "#ban-tin-preview .count"
ARTICLE = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"
SOURCE = f"content{ARTICLE}index.md"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The demonstration's content, copied, in a preview."""
    folder = tmp_path_factory.mktemp("demonstration")
    desk(folder)
    own_theme(folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(ROOT / "content", folder / "content")
    with preview(folder, module="newsdesk.preview") as running:
        if running.ask(ARTICLE).status != 200:
            pytest.fail(f"the demonstration is not shown; does `make demo-files` help?\n{running.said}", pytrace=False)
        yield running


@pytest.fixture
def page(browser: Browser, demonstration: Preview) -> Iterator[Page]:
    """The article in a browser; nothing may complain to the console, and the files are put back."""
    kept = {path: path.read_bytes() for path in (demonstration.folder / SOURCE, *css(demonstration))}
    before = shown_article(demonstration)
    context = browser.new_context(base_url=demonstration.address, viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    context.add_init_script(A_READER)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location}") if is_complaint(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(ARTICLE)
    page.wait_for_load_state("load")
    yield page
    close(context)
    for path, content in kept.items():
        if path.read_bytes() != content:
            path.write_bytes(content)
    # Else the next test's page would be loaded again in the middle of it.
    demonstration.until(lambda: shown_article(demonstration) == before)
    demonstration.until(lambda: is_still(demonstration))
    assert complaints == []


def is_still(running: Preview) -> bool:
    """Return whether nothing more follows an edit for a moment."""
    before = state(running)
    time.sleep(0.2)
    return state(running) == before


def state(running: Preview) -> str:
    """Return the number of the state that the preview is in: lists follow a moment after the article."""
    found = re.search(r'data-version="(\d+)"', running.ask(ARTICLE).body.decode())
    assert found
    return found[1]


def shown_article(running: Preview) -> str:
    """Return the article as the preview shows it now, whatever number its state has."""
    return re.sub(r'data-version="\d+"', "", running.ask(ARTICLE).body.decode())


def is_complaint(said: ConsoleMessage) -> bool:
    """Return whether a page complains: of more than a page that can't be shown, which has no icon either."""
    foreseen = "500 (Internal Server Error)" in said.text or said.location["url"].endswith("/favicon.ico")
    return said.type in {"error", "warning"} and not foreseen


def css(running: Preview) -> list[Path]:
    return [running.folder / "theme" / "css" / "blocks" / "prose.css"]


def edit(running: Preview, old: str, new: str) -> None:
    path = running.folder / SOURCE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def body_words(running: Preview) -> str:
    """Return the last plain paragraph of the article."""
    paragraphs = (running.folder / SOURCE).read_text("utf-8").split("\n\n")
    return next(each for each in reversed(paragraphs) if re.match(r"\w[^*\[\]]+\Z", each.strip())).strip()


def test_an_edited_article_changes_where_it_is_read(page: Page, demonstration: Preview) -> None:
    words = body_words(demonstration)
    page.evaluate("scrollTo(0, 700)")
    for number in range(3):
        edit(demonstration, words, f"Câu số {number}. {words}")
        words = f"Câu số {number}. {words}"
        expect(page.locator("article.article")).to_contain_text(f"Câu số {number}.")
        page.wait_for_function("() => scrollY === 700")


def test_a_new_title_reaches_the_front_page(page: Page, demonstration: Preview) -> None:
    page.goto("/")
    title = page.locator(f'main a[href="{ARTICLE}"]:not([aria-hidden])').first
    expect(title).to_be_visible()
    path = demonstration.folder / SOURCE
    path.write_text(re.sub("(?m)^title:.*", 'title: "Tên bài vừa đổi"', path.read_text("utf-8"), count=1), "utf-8")
    expect(title).to_have_text("Tên bài vừa đổi")


def test_an_error_is_told_over_the_last_good_page_until_it_is_fixed(page: Page, demonstration: Preview) -> None:
    page.evaluate("window.notReloaded = true")
    path = demonstration.folder / SOURCE
    good = path.read_text("utf-8")
    category = good.splitlines().index(next(each for each in good.splitlines() if each.startswith("category:"))) + 1
    path.write_text(re.sub("(?m)^category:.*", "category: Không có", good, count=1), "utf-8")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    error = panel.locator("li.error")
    expect(error.locator("code")).to_have_text(f"{SOURCE}:{category}")
    expect(error.locator(".message")).to_contain_text("Không có chuyên mục “Không có”")
    expect(error.locator(".fix")).to_contain_text("Cách sửa:")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("window.notReloaded")
    path.write_text(good, "utf-8")
    expect(panel).to_be_hidden()


def test_what_other_articles_have_to_be_looked_at_for_is_folded_away(page: Page, demonstration: Preview) -> None:
    first = demonstration.folder / SOURCE
    articles = sorted((demonstration.folder / "content" / "tin").rglob("index.md"))
    second = next(path for path in articles if path != first and "\nexpires:" not in path.read_text("utf-8"))
    good = {path: path.read_text("utf-8") for path in (first, second)}
    for path, text in good.items():
        path.write_text(re.sub("(?m)^date: .*", r"\g<0>\nexpires: 1999-01-01", text, count=1), "utf-8")
    panel = page.locator(PANEL)
    # Whether it is open or not: there may be hints about the attachments of others, which come a moment later.
    expect(panel.locator("> ol code")).to_have_text([re.compile(f"{SOURCE}:")])
    page.locator(COUNT).click()
    folded = panel.locator("details")
    expect(folded.locator("li").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("code")).to_contain_text([second.relative_to(demonstration.folder).as_posix()])
    for path, text in good.items():
        path.write_text(text, "utf-8")
    expect(panel.locator("> ol code")).to_have_count(0)


def test_a_draft_carries_its_mark_while_it_is_one(page: Page, demonstration: Preview) -> None:
    mark = page.locator("article.article .status-mark")
    expect(mark).to_have_count(0)
    edit(demonstration, "\ncategory:", "\nstatus: draft\ncategory:")
    expect(mark).to_have_text("Bản nháp")
    page.goto("/")
    expect(page.locator(".status-mark")).not_to_have_count(0)
    page.go_back()
    edit(demonstration, "\nstatus: draft", "")
    expect(mark).to_have_count(0)


def test_styles_change_without_a_reload(page: Page, demonstration: Preview) -> None:
    page.evaluate("window.notReloaded = true")
    (block,) = css(demonstration)
    block.write_text(block.read_text("utf-8") + "\n.prose { outline: 3px solid rgb(1, 2, 3) }\n", "utf-8")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.prose')).outlineColor === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.notReloaded")


def test_a_template_that_breaks_is_told_and_the_page_comes_back(page: Page, demonstration: Preview) -> None:
    template = demonstration.folder / "theme" / "templates" / "article.html"
    good = template.read_text("utf-8")
    template.write_text(good.replace("{{ article.title|headline }}", "{{ article.titel|headline }}"), "utf-8")
    panel = page.locator(PANEL)
    try:
        expect(panel.locator("li.error code").first).to_contain_text("theme/templates/article.html:")
    finally:
        template.write_text(good, "utf-8")
    expect(panel).to_be_hidden()
    expect(page.locator("article.article h1")).to_be_visible()


def test_views_are_counted_by_a_counter_that_begins_at_nothing(page: Page, demonstration: Preview) -> None:
    # An article that nobody has read says nothing about it; the counter has answered all the same.
    with page.expect_response(re.compile(r"/api/")) as answered:
        page.reload()
    assert answered.value.ok
    expect(page.locator("article .views").first).to_be_attached()
