"""``make pictures``: draws the pictures of the guides, ``docs/pictures/*.webp``, from what the commands and pages really show.

    python -m docs.pictures

A new site in a temporary folder, a Word file of an office's kind and the backup of a portal (``docs/office_files.py``) are imported by the
command; the preview and the reports are opened in headless Chromium, which Playwright finds or the variable ``CHROMIUM`` names. Nothing of
the machine that draws them is in the pictures: folders have names of their own, and no address bar is drawn.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.office_files import write_portal, write_word_file

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
#: Of one picture: a guide is read over slow lines too.
MOST_BYTES = 60_000
#: Seconds until a command is done or a preview answers.
PATIENCE = 120

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

WORD_FILE = "Bao cao Ngay hoi Doc sach.docx"
OFFICE = {
    "kind": "1", "name": "Sở Giáo dục và Đào tạo tỉnh Lam Giang", "place": "Lam Giang", "short-name": "Sở GDĐT Lam Giang",
    "domain": "sogddt.lamgiang.example",
}  # fmt: skip
IMPORT = ("import", f"../{WORD_FILE}", "--category", "Tin hoạt động")
COMMENTS = (
    ("Nguyễn Thị Mai", "Lớp con tôi còn hai thùng sách cũ. Phụ huynh góp thêm thì gửi ở đâu, đến ngày nào?"),
    ("", "Cảm ơn các thầy cô và các em."),
    ("Trần Văn Bình", "Số trường ở bảng cộng lại đúng 14, nhưng điểm trường Nà Lĩnh chưa nhận được sách."),
)
#: Milliseconds in which what a larger window shows has come; a preview never stops listening.
_SETTLED = 1500
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1b1d23; color: #e6e6e6; font: 14px/1.5 "DejaVu Sans Mono", monospace }
pre { margin: 0; padding: 20px 24px; font: inherit; white-space: pre-wrap } b { color: #fff }
</style><pre>"""


def run_command(site: Path, *arguments: str) -> str:
    """Return what ``ban-tin`` with these arguments prints, in the folder of the site. Raises ``RuntimeError`` with it if it fails."""
    site.mkdir(exist_ok=True)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "newsdesk", *arguments],
        cwd=site, env=_environment(), capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"ban-tin {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "92"}


def make_site(folder: Path) -> Path:
    """Make a new site in ``folder`` whose readers can comment."""
    flags = [part for name, value in OFFICE.items() for part in (f"--{name}", value)]
    run_command(folder.parent, "new", folder.name, "--yes", "--no-git", *flags)
    facts = folder / "site.toml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(re.sub(r"^# (counter_path|comments) =", r"\1 =", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


def find_draft(site: Path) -> Path:
    """Return the article that was imported."""
    (source,) = (path for path in (site / "tin").rglob("index.md") if "# imported:" in path.read_text(encoding="utf-8"))
    return source


def publish_draft(source: Path) -> None:
    """Do what an editor does with an imported draft: say that its fields are right, and that it is ready."""
    text = source.read_text(encoding="utf-8")
    source.write_text(re.sub(r"^(?:status: draft|# likely .*)\n", "", text, flags=re.MULTILINE), encoding="utf-8")


@contextmanager
def preview(site: Path) -> Iterator[str]:
    """Show ``site`` meanwhile; yield the address."""
    log = site.parent / "preview.log"
    command = [sys.executable, "-u", "-m", "newsdesk", "preview", "--port", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=site, env=_environment(), stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
    try:
        yield _wait_for_address(log)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait_for_address(log: Path) -> str:
    """Return the address that a preview says in its ``log``, once it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if said := re.search(r"http://localhost:\d+", log.read_text(encoding="utf-8")):
            return said[0]
        time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))


def send_comments(preview_address: str, article: str) -> None:
    """Send the comments as readers do, to the preview's own counter."""
    for number, (name, text) in enumerate(COMMENTS):
        fields = urlencode({"path": article, "name": name, "text": text, "consent": "on"}).encode()
        # A browser of its own for each: they are different readers.
        browser = f"Mozilla/5.0 (X11; Linux x86_64; rv:14{number}.0) Gecko/20100101 Firefox/14{number}.0"
        headers = {"Origin": preview_address, "User-Agent": browser}
        request = Request(f"{preview_address}/api/comment", fields, headers)  # noqa: S310 - the preview
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            answer.read()


class Camera:
    """Takes pictures of pages and keeps them in ``FOLDER``."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def open(self, address: str, width: int) -> Page:
        """Open a page, all of its photos loaded."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            color_scheme="light",
            locale="vi-VN",
        )
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("load")
        return page

    def keep(self, page: Page, name: str, height: int = 0) -> None:
        """Save what ``page`` shows, or all of it down to ``height`` pixels, as a WebP file within ``MOST_BYTES``; close the page."""
        # Not of the page, which is never less high than its window.
        whole = page.evaluate("Math.ceil(document.body.getBoundingClientRect().bottom)")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": min(whole, height or whole)})  # type: ignore[index]
        page.wait_for_timeout(_SETTLED)
        with Image.open(BytesIO(page.screenshot())) as shot:
            (FOLDER / f"{name}.webp").write_bytes(small_file(shot.convert("RGB")))
        page.context.close()


def small_file(picture: Image.Image) -> bytes:
    """Return ``picture`` as a WebP file within ``MOST_BYTES``, as good as it can be. Raises ``RuntimeError`` where no quality suffices."""
    # Of pages of text the exact file is the smaller one, too.
    for quality in (None, 90, 80, 70, 60, 50, 40):
        file = BytesIO()
        picture.save(file, "WEBP", method=6, lossless=quality is None, quality=quality or 100)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
    raise RuntimeError(f"a picture of {picture.size} does not fit into {MOST_BYTES} bytes")


def terminal_page(command: str, printed: str) -> str:
    """Return a page that shows what a terminal does."""
    return f"{_TERMINAL}<b>&gt; {escape(command)}</b>\n{escape(printed.strip())}</pre>"


def draw_pictures(folder: Path, camera: Camera) -> None:
    """Import into sites below ``folder``, and keep the pictures."""
    write_word_file(folder / WORD_FILE)
    site = make_site(folder / "trang")
    printed = run_command(site, *IMPORT)
    page = camera.open("about:blank", 900)
    page.set_content(terminal_page(f'ban-tin import "{WORD_FILE}" --category "Tin hoạt động"', printed))
    camera.keep(page, "nhap-tep-word")
    page = camera.open((site / ".cache/imports/report.html").as_uri(), 900)
    page.locator("summary").first.click()
    camera.keep(page, "bao-cao-tep-word", 1000)
    draft = find_draft(site)
    article = f"/{draft.parent.relative_to(site).as_posix()}/"
    with preview(site) as address:
        page = camera.open(address + article, 800)
        # What is to be looked at is told first, and photos are made after the page was shown.
        page.wait_for_selector(".count")
        page.wait_for_selector(".working", state="hidden")
        camera.keep(page, "ban-nhap-xem-thu", 1270)
    publish_draft(draft)
    with preview(site) as address:
        send_comments(address, article)
        page = camera.open(f"{address}/__newsdesk/comments?counter=trial", 900)
        page.locator("article").nth(0).get_by_text("Duyệt", exact=True).click()
        page.locator("article").nth(0).locator("summary").click()
        page.locator("article").nth(0).locator("textarea").first.fill(
            "Mời phụ huynh gửi tại thư viện Trường THPT Vân Lĩnh đến hết ngày 30/11."
        )
        camera.keep(page, "duyet-y-kien", 1460)
    old = folder / "cong-cu"
    old.mkdir()
    write_portal(old)
    taken = make_site(folder / "trang-moi")
    run_command(taken, "import", "../cong-cu/so.sql", "--uploads", "../cong-cu/uploads")
    (report,) = (taken / ".cache/imports").glob("*/index.html")
    camera.keep(camera.open(report.as_uri(), 900), "bao-cao-cong-cu", 1000)


def main() -> int:
    """Draw all pictures anew; return the exit code."""
    browser_path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        print("There is no Chromium in PATH: install the package chromium, or name it in CHROMIUM.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="ban-tin-pictures-") as folder, sync_playwright() as playwright:
        # Containers have neither the sandbox's name spaces nor a graphics card.
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        draw_pictures(Path(folder), Camera(browser))
        browser.close()
    for file in sorted(FOLDER.iterdir()):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} B")
    return 0


if __name__ == "__main__":
    sys.exit(main())
