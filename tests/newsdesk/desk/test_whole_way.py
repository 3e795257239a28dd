"""From a Word file with six photos to the published page and back, in a browser, as an office does it: one site, one preview, no shortcut."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from bench.importing.newsdesk_article import TITLE, make_article
from bench.newsdesk.whole_way import RIGHT, WRONG, WholeWay
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import Preview, preview
from tests.site.builder import ROOT

pytestmark = pytest.mark.browser
#: Milliseconds: a build takes its time on a busy machine.
PATIENCE = 60_000
REASON = "Bài đăng nhầm, chờ bản đúng."
RULES = {"resultTypes": ["violations"]}


@dataclass(frozen=True)
class Office:
    """The content of a small site, the folder that readers get, and the running preview."""

    content: Path
    web: Path
    preview: Preview

    def live(self, address: str) -> str:
        """Return a page as readers get it, with plain spaces for those that keep words together."""
        page = self.web / "current" / address.strip("/") / "index.html"
        return page.read_text("utf-8").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("whole-way")
    site = desk(folder)
    (folder / "publishconf.py").symlink_to(ROOT / "publishconf.py")
    facts = site.content / "site.toml"
    facts.write_text(f'{facts.read_text("utf-8")}\n[publishing]\ntarget = "{folder / "web"}"\n', "utf-8")
    site.article("co-san", title='"Bài có từ trước"')
    with preview(folder, module="newsdesk.preview") as running:
        yield Office(site.content, folder / "web", running)
        assert "Traceback" not in running.said, running.said


@pytest.fixture
def page(office: Office, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=office.preview.address, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    expect.set_options(timeout=PATIENCE)
    yield page
    context.close()
    expect.set_options(timeout=5_000)


def expect_clean(page: Page) -> None:
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


def test_a_word_file_becomes_a_published_page_and_is_taken_back(office: Office, page: Page) -> None:
    way = WholeWay(page)
    way.drop("bài gửi.docx", make_article((640, 480)))
    way.see_photos()
    way.correct("2026-11-27", "Tin hoạt động")
    way.accept()
    address = page.url.removeprefix(office.preview.address).partition("?")[0]
    # While the photos are still being encoded.
    way.correct_caption(WRONG, RIGHT)
    # What the check found stops publishing, and the page of publishing says so before it begins anything.
    page.get_by_role("region", name="Sửa trang này").get_by_role("link", name="Đăng").click()
    expect(page.get_by_text("còn 2 cảnh báo")).to_be_visible()
    assert page.get_by_role("button", name="Đăng bài này").count() == 0
    expect_clean(page)
    page.get_by_role("link", name="Sửa chỗ này").first.click()
    way.describe_open("Bế mạc lớp học", "Học viên chụp ảnh chung trước hội trường")
    way.finish()
    live = way.publish_article()
    assert live.startswith("https://") and live.endswith(address)
    expect_clean(page)

    # As readers get it.
    shown = LexborHTMLParser(office.live(address))
    assert shown.css("h1")[0].text(strip=True) == TITLE
    assert str(shown.css("main time")[0].attributes["datetime"]).startswith("2026-11-27")
    body = shown.css("main .prose")[0]
    captions = [each.text(strip=True) for each in body.css("figcaption")]
    assert captions == [
        "Ảnh 1: Quang cảnh buổi khai giảng (Ảnh: Minh Hà)",
        RIGHT,
        "Hình 3. Học viên nhận tài liệu",
        "Đại biểu dự buổi khai giảng. Ảnh: Quốc Bảo",
        "Các đại biểu chụp ảnh lưu niệm. Ảnh: Hữu Phước",
        "Bế mạc lớp học",
    ]
    sources = [each.attributes["src"] for each in body.css("figure img")]
    assert len(sources) == 6
    assert all((office.web / "current" / str(each).lstrip("/")).stat().st_size for each in sources)
    assert [len(each.css("li")) for each in body.css("ul, ol")] == [3, 3]
    assert [each.text() for each in body.css("table td")][-3:] == ["27/11", "Chuyên đề 1", "B2"]
    assert "Hội nghị đã thống nhất các nội dung trên." in body.text()
    assert TITLE in office.live("/")

    # Off the site, and back again.
    way.withdraw(REASON)
    way.undo()
    way.withdraw(REASON)
    expect(page.locator("#beside")).to_contain_text("1 bài chờ đăng")
    way.publish()
    gone = office.live(address)
    assert REASON in gone and RIGHT not in gone and TITLE not in office.live("/")
    manifest = json.loads((office.web / "current" / "manifest.json").read_text("utf-8"))
    assert not any("giam-doc-so-phat-bieu" in name for name in manifest["files"])
    way.go_back()
    assert RIGHT in office.live(address)
    way.put_back()
    page.goto(address)
    expect(page.locator("figcaption").filter(has_text=RIGHT)).to_be_visible()
