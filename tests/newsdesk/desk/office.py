"""A small site with an article in each state, its preview as a process of its own, and what its newsdesk's page needs to be asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from newsdesk.publishing.manifest import PublishedFile, ReleaseManifest, format_manifest
from newsdesk.publishing.published_sources import note_published, survey_sources
from newsdesk.publishing.release import Release
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in
from tests.newsdesk.preview.running import Answer, Preview, preview
from tests.site.builder import SmallSite

LIST = "/__newsdesk/"
API = f"{LIST}api/"


def written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def made_release(site: SiteFolder, *addresses: str, number: int = 20260101000000) -> Release:
    """Return a release of pages at these addresses; of its files there are the names alone."""
    files = {f"{address[1:]}index.html": PublishedFile(1, "0" * 64) for address in addresses}
    manifest = ReleaseManifest(number, "2026-01-01T00:00:00+07:00", "https://x.example", files)
    return Release(manifest, format_manifest(manifest), b"", site.output, site.cache, 0)


def note_release(site: SiteFolder, *addresses: str) -> None:
    """Remember that the source files, as they are, were published with pages at these addresses."""
    note_published(site, survey_sources(site), made_release(site, *addresses))


@dataclass
class OfficeDesk:
    """The site, its folder and its running preview."""

    site: SmallSite
    folder: SiteFolder
    preview: Preview

    @cached_property
    def token(self) -> str:
        """What changing requests bring along."""
        return str(json.loads(self.preview.ask(f"{API}session").body)["token"])

    def own(self) -> dict[str, str]:
        """Return the headers of a request that the page itself sends."""
        return {
            "Host": self.preview.address.removeprefix("http://"),
            "Origin": self.preview.address,
            "Sec_Fetch_Site": "same-origin",
            "X_Newsdesk_Token": self.token,
            "Content_Type": "application/json",
        }

    def post(self, path: str, value: Any, **headers: str) -> Answer:
        return self.preview.ask(f"{API}{path}", "POST", json.dumps(value), **self.own() | headers)

    def do(self, path: str, value: Any) -> dict[str, Any]:
        answer = self.post(path, value)
        assert answer.status == 200, answer.text
        given: dict[str, Any] = json.loads(answer.body)
        return given

    def found(self, query: str = "") -> dict[str, dict[str, Any]]:
        """Return what the list finds, by the last part of its folder or file."""
        given = json.loads(self.preview.ask(f"{API}articles?{query}").body)
        return {each["file"].removesuffix("/index.md").rpartition("/")[2]: each for each in given["articles"]}

    def text(self, file: str) -> str:
        return (self.site.content / file).read_text("utf-8")

    def open(self, browser: Browser, address: str = LIST, **options: Any) -> Page:
        page = browser.new_context(base_url=self.preview.address, reduced_motion="reduce", **options).new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(address)
        return page


@contextmanager
def office_desk(folder: Path) -> Iterator[OfficeDesk]:
    """Make such a site in ``folder``; its preview runs meanwhile."""
    site, now = desk(folder), datetime.now(UTC) + timedelta(hours=7)
    where = replace(site_in(folder), program=site_in(folder).program)
    site.article("hoi-nghi", title='"Hội nghị sơ kết học kỳ"', author="Minh Hà", date=written(now - timedelta(days=9)))
    site.article(
        "da-sua", title='"Kết quả kỳ thi thử"', category="Thi và tuyển sinh", date=written(now - timedelta(days=8))
    )
    site.article(
        "thong-bao",
        title='"Thông báo đã cũ"',
        date=written(now - timedelta(days=30)),
        expires=written(now - timedelta(days=1)),
    )
    site.page("gioi-thieu")
    urls = [
        f"/tin/{path.parent.relative_to(site.content / 'tin').as_posix()}/"
        for path in site.content.glob("tin/*/*/*/index.md")
    ]
    note_release(where, *urls, "/gioi-thieu/")
    site.article(
        "da-sua",
        "Nội dung khác.\n",
        title='"Kết quả kỳ thi thử"',
        category="Thi và tuyển sinh",
        date=written(now - timedelta(days=8)),
    )
    site.article("nhap", title='"Bản nháp của tôi"', status="draft", date=written(now - timedelta(days=2)))
    site.article("hen-gio", title='"Lễ khai giảng sắp tới"', date=written(now + timedelta(days=3)))
    site.article("da-go", title='"Bài đăng nhầm"', withdrawn='"Đăng nhầm"', date=written(now - timedelta(days=4)))
    site.article(
        "moi",
        "Một tấm ảnh.\n\n![Sân trường](anh.jpg)\n",
        title='"Bài mới viết"',
        date=written(now - timedelta(hours=3)),
    )
    site.photo(site.content / f"tin/{now - timedelta(hours=3):%Y/%m}/moi", "anh.jpg")
    broken = site.content / "tin/2026/11/hong"
    broken.mkdir(parents=True, exist_ok=True)
    (broken / "index.md").write_text('---\ntitle: "Không đóng\ndate: hôm qua\n', "utf-8")
    with preview(folder, module="newsdesk.preview") as running:
        yield OfficeDesk(site, where, running)
        assert "Traceback" not in running.said, running.said
