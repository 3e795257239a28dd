"""From a Word file with six photos to the published page, by the newsdesk's pages alone, with the clock running.

    .venv/bin/python -m bench.newsdesk.whole_way [--size 4000x3000] [--rounds 3] [--pictures FOLDER]

A new site of ``ban-tin new`` that publishes to a folder, its preview as an office starts it, Chromium on the same machine. Photos are drawn, and cost what
those of a phone do. Times are of the clock and of the machine: what a person needs to read and to decide comes on top. With ``--pictures`` a
screenshot is taken after each step.
"""

import argparse
import base64
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from subprocess import run
from sys import executable

from playwright.sync_api import FrameLocator, Locator, Page, expect, sync_playwright

from bench.importing.newsdesk import ROOT, preview
from bench.importing.newsdesk_article import TITLE, make_article

#: Drops a file, as the system hands it over, on the page.
_DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragenter", "dragover", "drop"])
    document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}"""
_ALL_SEEN = """() => {
  const photos = [...(document.querySelector("article.import iframe")?.contentDocument?.querySelectorAll("main figure img") ?? [])];
  for (const photo of photos) photo.loading = "eager";
  return photos.length === 6 && photos.every((photo) => photo.naturalWidth > 0);
}"""
NEWSDESK = "/__newsdesk/"
WRONG, RIGHT = "Giám đốc Sở phát biểu khai mạc", "Giám đốc Sở phát biểu khai mạc lớp học"


class WholeWay:
    """What an editor does with one article, each step until she sees that it is done. Words are what she sees."""

    def __init__(self, page: Page, title: str = TITLE) -> None:
        self.page = page
        self.title = title

    @property
    def card(self) -> Locator:
        """The import."""
        return self.page.locator("article.import").first

    @property
    def shown(self) -> FrameLocator:
        """The imported page as readers will see it."""
        return self.page.frame_locator("article.import iframe")

    @property
    def row(self) -> Locator:
        """The article in the list."""
        return self.page.locator(".row").filter(has_text=self.title)

    def drop(self, name: str, content: bytes) -> None:
        """Drop the file on the list of articles, until its text can be read."""
        self.page.goto(NEWSDESK)
        expect(self.page.get_by_text("thả tệp Word")).to_be_visible()
        self.page.evaluate(_DROP, [name, base64.b64encode(content).decode()])
        expect(self.card.get_by_role("button", name=self.title)).to_be_visible()
        expect(self.shown.get_by_role("heading", level=1)).to_have_text(self.title)

    def see_photos(self) -> None:
        """Wait until the page shows all photos."""
        self.page.wait_for_function(_ALL_SEEN, polling=50)

    def correct(self, date: str, category: str) -> None:
        """Correct the date, and choose the section, once the photos are taken in."""
        expect(self.card).to_have_attribute("data-state", "ready")
        self.card.get_by_label("Ngày đăng", exact=True).fill(date)
        self.card.get_by_label("Chuyên mục", exact=True).select_option(category)
        expect(self.card.locator("[data-grade=corrected] [name=date]")).to_have_value(date)
        expect(self.card.locator("[data-grade=corrected] [name=category]")).to_have_value(category)

    def accept(self) -> None:
        """Take it as a draft, and go to its page, which is edited."""
        self.card.get_by_role("button", name="Nhận làm bản nháp").click()
        self.card.get_by_role("link", name="Sửa tiếp bài này").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.title)
        expect(self.page.locator(".bar")).to_be_visible()

    def correct_caption(self, old: str, new: str) -> None:
        """Press a photo on the page, and correct what stands below it."""
        self.page.locator("figure").filter(has_text=old).locator("img").click()
        # Of the photos that stand together, the one that was pressed.
        field = self.page.locator("[data-newsdesk=photos] textarea:focus")
        expect(field).to_have_value(old)
        field.fill(new)
        expect(field).to_have_value(new)
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        expect(self.page.locator("figcaption").filter(has_text=new)).to_be_visible()

    def describe(self, finding: str, caption: str, alt: str) -> None:
        """Open what the check found, of a photo, and say what is seen on it."""
        self.page.get_by_role("button", name=finding, exact=True).click()
        self.page.get_by_role("menuitem").first.click()
        self.describe_open(caption, alt)
        expect(self.page.get_by_role("button", name=finding, exact=True)).to_have_count(0)

    def describe_open(self, caption: str, alt: str) -> None:
        """Say what is seen on the photo whose fields are open."""
        field = self.page.locator("[data-newsdesk=photos] textarea:focus")
        field.fill(caption)
        self.page.get_by_role("textbox", name="Mô tả ảnh").fill(alt)
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        expect(self.page.locator("figcaption").filter(has_text=caption)).to_be_visible()

    def finish(self) -> None:
        """End editing: the page is as readers will see it."""
        self.page.get_by_role("button", name="Xong").click()
        expect(self.page.get_by_role("link", name="Sửa bài này")).to_be_visible()

    def publish_article(self) -> str:
        """Go from the article's page to publishing it, look at what will change, publish; return the address that is named."""
        self.page.get_by_role("link", name="Đăng", exact=True).click()
        self.page.get_by_role("button", name="Đăng bài này").click()
        return self.publish_shown()

    def publish(self) -> str:
        """Publish all that waits, from the page of publishing."""
        self.page.goto(f"{NEWSDESK}publish")
        return self.publish_shown()

    def publish_shown(self) -> str:
        """Wait for what will change, publish it, and wait until readers see it."""
        self.page.get_by_role("button", name="Đăng", exact=True).click()
        expect(self.page.locator("a.live")).to_be_visible()
        return str(self.page.locator("a.live").get_attribute("href"))

    def withdraw(self, reason: str) -> None:
        """Take the article off the site, from the list; readers see it gone after the next publish."""
        self.page.goto(NEWSDESK)
        self.row.locator(".more").click()
        self.page.get_by_role("button", name="Gỡ bài…").click()
        self.page.get_by_label("Lý do").fill(reason)
        self.page.get_by_role("dialog").get_by_role("button", name="Gỡ bài").click()
        expect(self.row.locator(".chip.withdrawn")).to_be_visible()

    def undo(self) -> None:
        """Take back what was done last in the list."""
        self.page.locator("#did").get_by_role("button", name="Hoàn tác").click()
        expect(self.row.locator(".chip.withdrawn")).to_have_count(0)

    def put_back(self) -> None:
        """Let what was withdrawn be published again, from the list."""
        self.page.goto(NEWSDESK)
        self.row.locator(".more").click()
        self.page.get_by_role("button", name="Đăng trở lại").click()
        expect(self.row.locator(".chip.withdrawn")).to_have_count(0)

    def go_back(self) -> None:
        """Let the release of before be live again."""
        self.page.get_by_role("button", name="Trở lại bản trước").click()
        self.page.get_by_role("dialog").get_by_role("button", name="Cho chạy lại bản này").click()
        expect(self.page.get_by_text("Bản trước đang chạy lại")).to_be_visible()


@contextmanager
def publishing_site(folder: Path) -> Iterator[Path]:
    """Make a new site in ``folder`` that publishes to a folder beside it; give that folder."""
    site, web = folder / "site", folder / "web"
    run(
        [executable, "-m", "newsdesk", "new", str(site), "--yes", "--no-git"], cwd=ROOT, check=True, capture_output=True
    )
    facts = site / "site.toml"
    facts.write_text(f'{facts.read_text("utf-8")}\n[publishing]\ntarget = "{web}"\n', "utf-8")
    yield web


def go(way: WholeWay, article: bytes, name: str, tell: Callable[[str, Callable[[], object]], None]) -> None:
    """Go the whole way; ``tell`` does each step."""
    tell("dropped, until the text is read", lambda: way.drop(name, article))
    tell("until all six photos are seen", way.see_photos)
    tell("date and section corrected (photos taken in)", lambda: way.correct("2026-11-27", "Tin hoạt động"))
    tell("accepted, until its page is edited", way.accept)
    tell("a caption corrected on the page", lambda: way.correct_caption(WRONG, RIGHT))
    tell(
        "the photo without a caption described",
        lambda: way.describe("2 điều cần xem", "Bế mạc lớp học", "Học viên chụp ảnh chung"),
    )
    tell("editing ended", way.finish)
    tell("published, until readers see it", way.publish_article)
    tell("withdrawn in the list", lambda: way.withdraw("Bài đăng nhầm, chờ bản đúng."))
    tell("published: readers see it withdrawn", way.publish)
    tell("the release of before live again", way.go_back)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="4000x3000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    folder = Path(tempfile.mkdtemp(prefix="ban-tin-way-"))
    found: dict[str, list[float]] = {}
    expect.set_options(timeout=40_000)
    try:
        with (
            publishing_site(folder),
            preview(folder / "site", folder / "preview.log") as address,
            sync_playwright() as player,
        ):
            browser = player.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}).new_page()
            page.set_default_timeout(40_000)

            def tell(step: str, work: Callable[[], object]) -> None:
                begun = time.perf_counter()
                work()
                found.setdefault(step, []).append(time.perf_counter() - begun)
                print(f"{step}: {found[step][-1]:.2f} s", flush=True)
                if given.pictures:
                    given.pictures.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=given.pictures / f"{len(found):02d}-{re.sub(r'[^a-z]+', '-', step)[:40]}.png")

            for number in range(1, given.rounds + 1):
                title = f"{TITLE}, đợt {number}"
                go(WholeWay(page, title), make_article((width, height), title), f"bai-{number}.docx", tell)
            browser.close()
        print("| step | middle | first |\n|---|--:|--:|")
        for step, times in found.items():
            print(f"| {step} | {median(times):.1f} s | {times[0]:.1f} s |")
        total = [sum(each) for each in zip(*list(found.values())[:8], strict=True)]
        print(f"| from the file to the published page | {median(total):.1f} s | {total[0]:.1f} s |")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
