"""The demonstration is published by the button, seen live, and taken back: its content, a preview as an office starts it, a real browser."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from newsdesk.publishing.running import read_progress
from tests.builders import ROOT
from tests.newsdesk.desk.office import OfficeDesk
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in
from tests.newsdesk.preview.running import preview
from tests.newsdesk.site_handler import served

REPORT = "tin/2026/07/so-ket-cong-tac-dang-6-thang-dau-nam-2026"
ADDED = "Danh sách đơn vị được khen thưởng sẽ công bố trong tuần sau."
#: Milliseconds: a build of the whole demonstration, on a busy machine.
PATIENCE = 40_000


def test_the_demonstration_goes_live_by_the_button_and_back(tmp_path: Path, browser: Browser) -> None:
    drawn = [path for path in (ROOT / "content" / REPORT).iterdir() if path.suffix == ".jpg"]
    if not drawn:
        pytest.fail("the demonstration's photos are not drawn: make demo-files", pytrace=False)
    site, web = desk(tmp_path), tmp_path / "web"
    shutil.rmtree(site.content)
    shutil.copytree(ROOT / "content", site.content)
    (tmp_path / "publishconf.py").symlink_to(ROOT / "publishconf.py")
    facts, article = site.content / "site.toml", site.content / REPORT / "index.md"
    facts.write_text(f'{facts.read_text("utf-8")}\n[publishing]\ntarget = "{web}"\n', "utf-8")
    folder = site_in(tmp_path)
    with preview(tmp_path, module="newsdesk.preview") as running:
        page = OfficeDesk(site, folder, running).open(browser, "/__newsdesk/publish")
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        try:
            publish = page.get_by_role("button", name="Đăng", exact=True)
            live, progress = page.locator("a.live"), page.get_by_role("list", name="Đã đến đâu")
            publish.click()
            expect(progress).to_contain_text("Gửi lên")
            expect(live).to_have_attribute("href", re.compile(r"^https://[^/]+\.example"))
            first = (web / "current").resolve()
            article.write_text(f"{article.read_text('utf-8').rstrip()}\n\n{ADDED}\n", "utf-8")
            page.get_by_role("button", name="Xem lại những gì sẽ đổi").click()
            expect(page.locator(".articles.changed")).to_contain_text("sơ kết")
            publish.click()
            expect(live).to_be_visible()
            # What was looked at went out as it was: nothing was built a second time.
            assert "build" not in {each.get("step") for each in read_progress(folder).events}
            with served(web / "current") as address:
                readers = browser.new_page()
                readers.goto(f"{address}/{REPORT}/")
                expect(readers.locator("main")).to_contain_text(ADDED)
                assert readers.locator("main figure img").count() >= 6
                page.get_by_role("button", name="Trở lại bản trước").click()
                page.get_by_role("dialog").get_by_role("button", name="Cho chạy lại bản này").click()
                expect(page.get_by_text("Bản trước đang chạy lại")).to_be_visible()
                readers.reload()
                expect(readers.locator("main")).not_to_contain_text(ADDED)
            assert (web / "current").resolve() == first
            # What the office wrote is still there.
            assert ADDED in article.read_text("utf-8")
        finally:
            expect.set_options(timeout=5_000)
            page.context.close()
