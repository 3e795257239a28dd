"""Importing by dropping, in a real browser and over real HTTP, against one preview of a small site."""

import base64
import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench.importing.newsdesk_article import TITLE, make_article
from tests.newsdesk.importing.hostile.sources import SECRET, Surroundings, hostile_sources, png
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import Preview, preview

API, PAGE = "/__newsdesk/api/import", "/__newsdesk/import"
#: Milliseconds: a machine may be busy.
PATIENCE = 30_000
RULES = {"resultTypes": ["violations"]}
#: One of each kind of harm.
HOSTILE = (
    "ratio.docx", "lying-size.docx", "entries.docx", "overlapping.docx", "laughs.docx", "program.docx", "pdf-as-word.docx", "zeros.doc",
    "word-97-cut.doc", "page.doc", "cut.sql.gz", "run.sql", "picture.docx",
)  # fmt: skip
#: Drops a file, as the system hands it over, on the middle of the page.
DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  const place = document.querySelector(".import__zone");
  for (const type of ["dragenter", "dragover", "drop"])
    place.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}"""


@dataclass(frozen=True)
class Newsdesk:
    """A running preview, and the folder of its site."""

    preview: Preview
    content: Path

    def ask(self, path: str, value: Any = None, raw: bytes | None = None, **headers: str) -> tuple[int, Any]:
        """Send a request as the page's scripts do; return its status and what it answers."""
        own = f"http://localhost:{self.preview.port}"
        token = json.loads(self.preview.ask("/__newsdesk/api/session").text)["token"]
        sent = {"Origin": own, "Host": own.removeprefix("http://"), "X-Newsdesk-Token": token} | headers
        body = raw if raw is not None else json.dumps(value).encode() if value is not None else None
        if value is not None:
            sent["Content-Type"] = "application/json"
        connection = HTTPConnection("127.0.0.1", self.preview.port, timeout=30)
        try:
            connection.request("GET" if body is None else "POST", path, body, sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def imports(self, *settled: str) -> list[dict[str, Any]]:
        """Return all imports, once nothing is under way."""
        found: dict[str, Any] = {"busy": True}
        end = time.monotonic() + 60
        while found["busy"]:
            assert time.monotonic() < end, self.preview.said
            time.sleep(0.05)
            found = self.ask(API)[1]
        return list(found["imports"])

    def drafts(self) -> list[Path]:
        return sorted(self.content.glob("tin/**/index.md"))


@pytest.fixture(scope="module")
def newsdesk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsdesk]:
    folder = tmp_path_factory.mktemp("import")
    site = desk(folder)
    site.article("co-san")
    with preview(folder, module="newsdesk.preview") as running:
        yield Newsdesk(running, site.content)
        assert "Traceback" not in running.said


@pytest.fixture
def page(newsdesk: Newsdesk, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=newsdesk.preview.address, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    expect.set_options(timeout=PATIENCE)
    page.goto(PAGE)
    yield page
    context.close()
    expect.set_options(timeout=5_000)


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def test_a_word_file_is_dropped_looked_at_corrected_and_taken(newsdesk: Newsdesk, page: Page) -> None:
    article = make_article((640, 480))
    drop(page, "bài gửi.docx", article)
    card = page.locator("article.import").first
    expect(card.get_by_role("button", name=TITLE)).to_be_visible(timeout=20_000)
    shown = page.frame_locator("article.import iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)
    # As readers will see it: letters of .VnTime are Unicode, a caption of two paragraphs is one, photos are there.
    expect(shown.get_by_text("Hội nghị đã thống nhất các nội dung trên.")).to_be_visible()
    expect(shown.locator("figcaption").filter(has_text="Các đại biểu chụp ảnh lưu niệm")).to_contain_text("Hữu Phước")
    expect(shown.locator("table td").first).to_be_visible()
    expect(card).to_have_attribute("data-state", "ready")
    # Its page is loaded once more when it is ready: the photo is looked for anew each time.
    page.wait_for_function(
        """() => {
          const photo = document.querySelector("article.import iframe").contentDocument?.querySelector("figure img");
          photo?.scrollIntoView();
          return photo?.naturalWidth > 0;
        }"""
    )
    # Nothing of it runs, and nobody else frames it.
    assert (
        page.evaluate("document.querySelector('article.import iframe').contentDocument.documentElement.className") == ""
    )
    expect(card.get_by_label("Ngày đăng", exact=True)).to_have_value("2026-11-26")
    expect(card.locator(".field", has=page.locator("[name=date]"))).to_contain_text("Sáng 26/11/2026")
    expect(card.locator(".import__doubts")).to_contain_text("ngày diễn ra sự việc")
    for width, scheme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page, options=RULES).response["violations"] == []

    take = card.get_by_role("button", name="Nhận làm bản nháp")
    take.focus()
    page.keyboard.press("Enter")
    # Nobody but her knows the category.
    expect(card.get_by_label("Chuyên mục", exact=True)).to_be_focused()
    expect(card.get_by_role("alert").or_(card.locator(".problem:visible")).first).to_contain_text("Hãy chọn chuyên mục")
    card.get_by_label("Chuyên mục", exact=True).select_option("Tin hoạt động")
    card.get_by_label("Ngày đăng", exact=True).fill("2026-11-30")
    card.get_by_label("Tác giả", exact=True).focus()
    expect(card.locator(".field", has=page.locator("[name=date]"))).to_contain_text("bạn đã xem")
    expect(shown.locator("main")).to_contain_text("30/11/2026")
    page.screenshot(path=str(newsdesk.preview.folder / "import.png"), full_page=True)
    take.click()
    link = card.get_by_role("link", name="Sửa tiếp bài này")
    expect(link).to_be_focused()
    taken = next(path for path in newsdesk.drafts() if path.parent.name != "co-san")
    assert re.search(r"^date: 2026-11-30$", taken.read_text("utf-8"), re.MULTILINE)
    assert len([*taken.parent.glob("*.jpg")]) == 6
    # The first of its versions.
    assert [*(newsdesk.content / ".newsdesk" / "versions").glob("tin/2026/11/*/index.md/*")]
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    # It is known from now on.
    page.goto(PAGE)
    drop(page, "bài gửi.docx", article)
    expect(page.locator("article.import").first).to_contain_text("chữ trong bài giống hệt")
    taken.write_text(taken.read_text("utf-8").replace("120 giáo viên", "121 giáo viên"), "utf-8")
    drop(page, "bài gửi.docx", article)
    expect(page.locator("article.import").first.locator("ins")).to_contain_text("120 giáo viên")
    # Thrown away, and brought back.
    page.locator("article.import").first.get_by_role("button", name="Bỏ").click()
    page.locator("article.import").first.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("article.import").first.locator("ins").first).to_be_visible()
    # Pasted, without a mouse.
    page.get_by_text("Dán văn bản, hoặc chọn chuyên mục chung").press("Enter")
    page.get_by_label("Dán vào đây").fill("Thông báo nghỉ lễ\n\nCác trường nghỉ từ ngày 01/01/2027.")
    page.get_by_role("button", name="Nhận đoạn văn này").press("Enter")
    expect(page.get_by_role("button", name="Thông báo nghỉ lễ")).to_be_visible(timeout=20_000)


def test_hostile_files_write_nothing_and_the_newsdesk_lives(newsdesk: Newsdesk, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.png").write_bytes(png(64, 64, 64) + SECRET.encode())
    around = Surroundings("http://127.0.0.1:9", tmp_path / "secret.txt", tmp_path / "secret.png")
    sources = [each for each in hostile_sources(short=True) if each.name in HOSTILE]
    assert len(sources) == len(HOSTILE)
    before, drafts = {each["id"] for each in newsdesk.imports()}, newsdesk.drafts()
    _, begun = newsdesk.ask(f"{API}/begin", {"files": [{"name": each.name, "size": 1} for each in sources]})
    for each in sources:
        each.make(tmp_path / each.name, around)
        status, _ = newsdesk.ask(f"{API}/drop?batch={begun['batch']}&name={quote(each.name)}", raw=(tmp_path / each.name).read_bytes())  # fmt: skip
        assert status == 200, each.name
    newsdesk.ask(f"{API}/read", {"batch": begun["batch"]})
    found = {each["source"]: each for each in newsdesk.imports() if each["id"] not in before}
    assert {each.name for each in sources if each.refused and found[each.name]["state"] != "refused"} == set()
    for each in found.values():
        whole = newsdesk.ask(f"{API}/{each['id']}")[1]
        assert each["state"] != "refused" or whole["lines"]["doubts"][0]["sentence"]
        assert SECRET not in json.dumps(whole)
        newsdesk.ask(f"{API}/{each['id']}/discard", {})
    assert newsdesk.drafts() == drafts
    _, again = newsdesk.ask(f"{API}/drop?name=a.txt", raw="Một bài viết\n\nMột đoạn văn bình thường của bài.".encode())
    assert {each["state"] for each in newsdesk.imports() if each["id"].startswith(again["batch"])} == {"ready"}
    # Decided about in several windows at once: nothing of it is lost.
    name = f"{again['batch']}.0"
    values = {"title": "Tên khác", "date": "2026-10-05", "category": "Tin hoạt động", "author": "Minh Hà"}
    with ThreadPoolExecutor() as pool:
        asked = [
            pool.submit(newsdesk.ask, f"{API}/{name}/correct", {"set": {key: value}}) for key, value in values.items()
        ]
        assert [each.result()[0] for each in asked] == [200] * 4
        asked = [pool.submit(newsdesk.ask, f"{API}/{name}/accept", {}) for _ in range(3)]
        assert sorted(each.result()[0] for each in asked) == [200, 409, 409]
    text = (newsdesk.content / "tin/2026/10/ten-khac/index.md").read_text("utf-8")
    assert text.startswith(
        '---\ntitle: "Tên khác"\ndate: 2026-10-05\ncategory: "Tin hoạt động"\nstatus: draft\nauthor: "Minh Hà"\n'
    )


def test_what_does_not_arrive_whole_leaves_nothing(newsdesk: Newsdesk) -> None:
    newsdesk.imports()
    batches = newsdesk.content / ".newsdesk" / "imports" / "batches"
    before = sorted(batches.glob("*"))
    too_large = {"name": "phim.docx", "size": 400_000_000}
    status, begun = newsdesk.ask(f"{API}/begin", {"files": [too_large, {"name": "trống.docx", "size": 0}]})
    assert (status, [each["name"] for each in begun["refused"]]) == (200, ["phim.docx", "trống.docx"])
    assert newsdesk.ask(f"{API}/cancel", {"batch": begun["batch"]})[0] == 200
    for headers in ({"Content-Length": "400000000"}, {"Origin": "https://khac.example"}, {"X-Newsdesk-Token": "x"}):
        try:
            status, told = newsdesk.ask(f"{API}/drop?name=a.docx", raw=b"PK", **headers)
        except (HTTPException, OSError):
            continue  # The rest was not waited for.
        assert status in (403, 413)
        assert told["said"]
    for name in ("../a.txt", "/etc/a.txt", ""):
        assert newsdesk.ask(f"{API}/drop?name={quote(name)}", raw=b"x")[0] == 400
    # The connection breaks off.
    connection = HTTPConnection("127.0.0.1", newsdesk.preview.port, timeout=20)
    token = json.loads(newsdesk.preview.ask("/__newsdesk/api/session").text)["token"]
    own = f"http://localhost:{newsdesk.preview.port}"
    connection.putrequest("POST", f"{API}/drop?name=a.txt", skip_host=True)
    for name, value in {"Host": own[7:], "Origin": own, "X-Newsdesk-Token": token, "Content-Length": "5000000"}.items():
        connection.putheader(name, value)
    connection.endheaders(b"x" * 3_000_000)
    newsdesk.preview.until(lambda: sorted(batches.glob("*")) != before)
    connection.close()
    newsdesk.preview.until(lambda: sorted(batches.glob("*")) == before)
    for address in (f"{API}/20261130-184500-aaaaaaaa.0", f"{API}/..%5csite.toml", f"{API}/x/page"):
        assert newsdesk.ask(address)[0] == 404
    assert not [path for path in newsdesk.content.rglob("*") if path.suffix == ".partial"]
    assert newsdesk.preview.process.poll() is None
