"""The pages of publishing and of history in a real browser: one small site in git, with a folder as its target, published for real."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from newsdesk.publishing.deployed import last_wanted
from tests.builders import ROOT
from tests.newsdesk.desk.office import OfficeDesk
from tests.newsdesk.history.conftest import need_git, run
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in
from tests.newsdesk.preview.running import preview

PUBLISH, HISTORY = "/__newsdesk/publish", "/__newsdesk/history"
FIRST, DRAFT, SECRET = "tin/2026/11/hoi-nghi/index.md", "tin/2026/11/moi/index.md", "tin/2026/11/kin/index.md"
RULES = {"resultTypes": ["violations"]}
BODY = "Sáng nay, Sở tổ chức hội nghị.\n\nĐại biểu phát biểu.\n\nHội nghị kết thúc lúc 11 giờ.\n"


@dataclass
class Publisher:
    """The desk of the site, where it is published to, and a colleague's clone of its repository."""

    desk: OfficeDesk
    web: Path
    shared: Path
    browser: Browser

    @property
    def content(self) -> Path:
        return self.desk.site.content

    def live(self, address: str) -> str:
        return (self.web / "current" / address.strip("/") / "index.html").read_text("utf-8").replace("\u00a0", " ")

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit an article as its page does."""
        asked = json.loads(self.desk.preview.ask(f"/__newsdesk/api/article?file={quote(file)}").body)
        block = next(each for each in asked["blocks"] if old in each["text"])
        change = {"first": block["first"], "last": block["last"], "was": block["text"]}
        change["text"] = block["text"].replace(old, new)
        self.desk.do("article/save", {"file": file, "digest": asked["digest"], "changes": [change]})

    def open(self, address: str, **options: object) -> Page:
        page = self.desk.open(self.browser, address, **options)
        page.set_default_timeout(25_000)
        page.wait_for_selector("[data-ready]")
        return page


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Publisher]:
    need_git()
    # A build takes its time on a busy machine.
    expect.set_options(timeout=25_000)
    folder = tmp_path_factory.mktemp("publish")
    site, web, shared = desk(folder), folder / "web", folder / "chung.git"
    (folder / "publishconf.py").symlink_to(ROOT / "publishconf.py")
    facts = site.content / "site.toml"
    tables = f'\n[publishing]\ntarget = "{web}"\n\n[history]\ncommit = "publish"\n'
    facts.write_text(facts.read_text("utf-8") + tables, "utf-8")
    site.article("hoi-nghi", BODY, title='"Hội nghị tổng kết"')
    site.article("moi", title='"Bài mới viết"', status="draft")
    site.article("kin", "Chữ chỉ có trong nháp: bimatnhap.\n", title='"Bài còn kín"', status="draft")
    # An older release, as if one had been published before.
    older = web / "releases" / "20250101000000-00000000"
    older.mkdir(parents=True)
    (older / "index.html").write_text("cũ", "utf-8")
    (older / "manifest.json").write_text("{}", "utf-8")
    run(site.content, "init", "-q", "-b", "main")
    run(site.content, "config", "user.name", "Lan")
    run(site.content, "config", "user.email", "lan@so.example")
    run(site.content, "add", "--all")
    run(site.content, "commit", "-qm", "Bắt đầu")
    run(folder, "init", "-q", "--bare", "-b", "main", "chung.git")
    run(site.content, "remote", "add", "origin", str(shared))
    run(site.content, "push", "-q", "-u", "origin", "main")
    with preview(folder, module="newsdesk.preview") as running:
        yield Publisher(OfficeDesk(site, site_in(folder), running), web, shared, browser)
        assert "Traceback" not in running.said, running.said
    expect.set_options(timeout=5_000)


def expect_clean(page: Page) -> None:
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


@contextmanager
def closed_after(*pages: Page) -> Iterator[None]:
    yield
    for page in pages:
        page.context.close()


def test_an_article_is_published_seen_by_two_tabs_and_taken_back(publisher: Publisher) -> None:
    page = publisher.open(f"{PUBLISH}?file={DRAFT}")
    page.get_by_role("button", name="Đăng bài này").click()
    go = page.get_by_role("button", name="Đăng", exact=True)
    expect(go).to_be_visible()
    assert page.locator(".articles.new").inner_text().splitlines() == ["Hội nghị tổng kết", "Bài mới viết"]
    assert "status: published" in (publisher.content / DRAFT).read_text("utf-8")
    expect_clean(page)
    # What is written after one looked is not published unseen.
    publisher.replace(FIRST, "11 giờ", "12 giờ")
    go.click()
    expect(page.get_by_text("Có thêm thay đổi")).to_be_visible()
    assert not (publisher.web / "current").exists()
    # To look is not to publish.
    assert "Chưa đăng lần nào" in publisher.desk.preview.ask("/__newsdesk/").body.decode()
    go.click()
    other = publisher.open(PUBLISH)
    for each in (page, other):
        expect(each.locator("a.live")).to_be_visible()
    assert "12 giờ" in publisher.live("/tin/2026/11/hoi-nghi/")
    assert "Bài mới viết" in publisher.live("/tin/2026/11/moi/")
    # What is a draft never left.
    assert subprocess.run(["grep", "-rlE", "bimatnhap|Bài còn kín", str(publisher.web)], check=False).returncode == 1
    assert run(publisher.content, "log", "-1", "--format=%s") == "Đăng: 2 bài"
    first = (publisher.web / "current").resolve()
    assert page.locator(".releases > li").count() == 2
    expect(page.get_by_text("Bạn đọc đang thấy bài này đúng như ở đây.")).to_be_visible()
    expect_clean(page)
    page.get_by_role("button", name="Trở lại bản trước").click()
    page.get_by_role("dialog").get_by_role("button", name="Cho chạy lại bản này").click()
    expect(page.get_by_text("Bản trước đang chạy lại")).to_be_visible()
    assert publisher.live("/") == "cũ"
    expect(page.get_by_text("đã rút lại")).to_have_count(1)
    # Readers don't see what stands in the list, and a timer leaves it at that.
    assert "ở đây chưa đổi gì" not in publisher.desk.preview.ask("/__newsdesk/").body.decode()
    assert last_wanted(site_in(publisher.content.parent))[0] == first.name
    page.get_by_role("button", name="Cho chạy lại bản này").click()
    page.get_by_role("dialog").get_by_role("button", name="Cho chạy lại bản này").click()
    expect(page.locator(".releases > li", has_text="đang chạy")).to_contain_text("2 bài")
    with closed_after(page, other):
        assert (publisher.web / "current").resolve() == first


def test_versions_are_compared_looked_at_and_brought_back(publisher: Publisher) -> None:
    for old, new in (("Đại biểu phát biểu.", "Đại biểu từ 27 trường phát biểu."), ("Sáng nay", "Chiều nay")):
        publisher.replace(FIRST, old, new)
    page = publisher.open(f"{HISTORY}?file={FIRST}", viewport={"width": 360, "height": 780})
    versions = page.locator(".versions button")
    expect(versions.first).to_contain_text("như bây giờ")
    versions.last.click()
    expect(page.locator(".difference")).to_have_count(3)
    assert page.locator(".difference ins").first.text_content() == "[mới: Chiều]"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect_clean(page)
    page.locator(".difference", has_text="27 trường").get_by_role("button").click()
    expect(page.get_by_text("Đã lấy lại")).to_be_visible()
    text = (publisher.content / FIRST).read_text("utf-8")
    assert "\nĐại biểu phát biểu.\n" in text
    assert "Chiều nay" in text
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    assert "27 trường" in (publisher.content / FIRST).read_text("utf-8")
    page.get_by_label("Trang khi đó").check()
    then = page.frame_locator("iframe")
    expect(then.get_by_role("note")).to_contain_text("Đây là trang như lúc")
    expect(then.get_by_text("Sáng nay, Sở tổ chức")).to_be_visible()
    assert "lúc 11" in then.locator("main").inner_text()
    page.get_by_role("button", name="Lấy lại cả bản này").click()
    page.get_by_role("dialog").get_by_role("button", name="Lấy lại cả bản này").click()
    expect(page.get_by_text("Đã lấy lại")).to_be_visible()
    assert (publisher.content / FIRST).read_text("utf-8").endswith(BODY)
    publisher.desk.do("articles/delete", {"files": [SECRET]})
    with closed_after(page):
        page.goto(HISTORY)
        page.locator("li", has_text="Bài còn kín").get_by_role("button", name="Lấy lại").click()
        expect(page.get_by_text("“Bài còn kín” đã trở lại")).to_be_visible()
        assert "bimatnhap" in (publisher.content / SECRET).read_text("utf-8")


def test_what_both_sides_changed_is_decided_side_by_side(publisher: Publisher) -> None:
    colleague = publisher.shared.parent / "minh"
    run(publisher.shared.parent, "clone", "-q", str(publisher.shared), str(colleague))
    theirs = (colleague / FIRST).read_text("utf-8").replace("11 giờ", "10 giờ 30")
    (colleague / FIRST).write_text(theirs, "utf-8")
    run(colleague, "-c", "user.name=Minh", "-c", "user.email=m@so.example", "commit", "-qam", "Giờ khác")
    run(colleague, "push", "-q")
    publisher.replace(FIRST, "lúc 1", "khi gần 1")
    page = publisher.open(HISTORY)
    page.get_by_role("button", name="Gửi đi").click()
    expect(page.get_by_text("Lấy về trước")).to_be_visible()
    page.get_by_role("button", name="Lấy về").click()
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("10 giờ 30")
    expect(conflict).to_contain_text("khi gần 1")
    expect_clean(page)
    conflict.get_by_role("radio", name="Tự sửa").check()
    field = conflict.get_by_role("textbox")
    field.fill(field.input_value().replace("khi gần 1", "gần 10 giờ rưỡi, chừng 1"))
    page.get_by_role("button", name="Dùng các lựa chọn này").click()
    expect(page.get_by_text("Đã lấy về 1 tệp")).to_be_visible()
    assert "gần 10 giờ rưỡi" in (publisher.content / FIRST).read_text("utf-8")
    assert run(publisher.content, "log", "--merges", "--format=%h") == ""
    with closed_after(page):
        page.get_by_role("button", name="Gửi đi").click()
        expect(page.get_by_text("Đã gửi đi")).to_be_visible()
    run(colleague, "pull", "-q", "--ff-only")
    assert (colleague / FIRST).read_bytes() == (publisher.content / FIRST).read_bytes()
    # From here on each save is a commit of its own, soon afterwards.
    facts = publisher.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('commit = "publish"', 'commit = "save"'), "utf-8")
    publisher.replace(FIRST, "Sáng nay", "Trưa nay")
    publisher.desk.preview.until(lambda: run(publisher.content, "log", "-1", "--format=%s") == "Sửa: Hội nghị tổng kết")
    assert run(publisher.content, "status", "--porcelain") == "M site.toml"
