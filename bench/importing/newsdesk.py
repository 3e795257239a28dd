"""A Word file with six photos of 12 megapixels, dropped on the newsdesk's page in Chromium: ``.venv/bin/python -m bench.importing.newsdesk [ARTICLES] [ROUNDS]``

Times are of the clock, from the drop on. ``text``: it can be read in the page as readers will see it; ``photos``: all six are seen there (sketches);
``ready``: they are taken in, and the draft can be accepted; ``accepted``: from pressing the button until the link to the article is there. Beside: the
command on the same file, and pandoc, where it lies below ``.cache/peers/pandoc`` (see ``bench.importing.word``): words and pictures as they lay in
the file, no page, no fields.
"""

import base64
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.builds import corpus
from bench.importing.newsdesk_article import make_article

ROOT = Path(__file__).parents[2]
PANDOC = ROOT / ".cache" / "peers" / "pandoc" / "bin" / "python"
_DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  window.dropped = performance.now();
  document.querySelector(".import__zone").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""
_INSIDE = "document.querySelector('article.import iframe')?.contentDocument"
_TEXT = f"() => {_INSIDE}?.querySelector('main .prose')?.textContent.includes('Lớp học có 120') && performance.now() - window.dropped"
_PHOTOS = f"""() => {{
  const photos = [...({_INSIDE}?.querySelectorAll('main figure img') ?? [])];
  for (const photo of photos) photo.loading = 'eager';
  return photos.length === 6 && photos.every((photo) => photo.naturalWidth > 0) && performance.now() - window.dropped;
}}"""
_READY = (
    "() => document.querySelector('article.import')?.dataset.state === 'ready' && performance.now() - window.dropped"
)
_ACCEPTED = "() => document.querySelector('article.import a.button') && performance.now() - window.pressed"


@contextmanager
def preview(site: Path, log: Path) -> Iterator[str]:
    """Run a preview of ``site``; give its address."""
    with log.open("w") as out:
        command = [sys.executable, "-m", "newsdesk", "preview", "--site", str(site), "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
    try:
        while not (said := re.search(r"http://localhost:\d+", log.read_text(encoding="utf-8"))):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield said[0]
    finally:
        process.terminate()
        process.wait()


def measure(page: Page, number: int) -> dict[str, float]:
    """Drop one file, accept it, and return the seconds until each thing was seen."""
    page.goto("/__newsdesk/import")
    page.wait_for_selector(".import__zone")
    time.sleep(3)  # As long as a person takes to find the file.
    content = make_article(title=f"Khai giảng lớp bồi dưỡng giáo viên, đợt {number}")
    page.evaluate(_DROP, [f"bai-{number}.docx", base64.b64encode(content).decode()])
    found = {}
    for name, seen in (("text", _TEXT), ("photos", _PHOTOS), ("ready", _READY)):
        found[name] = page.wait_for_function(seen, timeout=60_000, polling=10).json_value() / 1000
    card = page.locator("article.import").first
    card.locator("select").select_option(index=1)
    page.wait_for_timeout(500)
    page.evaluate(
        "() => { window.pressed = performance.now(); document.querySelector('article.import [data-name=accept]').click() }"
    )
    found["accepted"] = page.wait_for_function(_ACCEPTED, timeout=60_000, polling=10).json_value() / 1000
    return found


def measure_others(folder: Path) -> dict[str, float]:
    """Return the seconds of the command, and of pandoc where it is installed, for the same file."""
    source, site = folder / "bai.docx", folder / "site-of-command"
    source.write_bytes(make_article())
    subprocess.run(
        [sys.executable, "-m", "newsdesk", "new", str(site), "--yes", "--no-git"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "newsdesk", "import", "--site", str(site), str(source)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    found = {"ban-tin import": time.perf_counter() - begun}
    if PANDOC.exists():
        code = "import pypandoc; print(pypandoc.get_pandoc_path())"
        program = subprocess.run([PANDOC, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
        begun = time.perf_counter()
        out = ["-o", str(folder / "pandoc.md"), f"--extract-media={folder / 'pandoc'}"]
        subprocess.run([program, "-f", "docx", "-t", "gfm", str(source), *out], check=True)
        found["pandoc"] = time.perf_counter() - begun
    return found


def main() -> None:
    """Measure, and print a line each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    folder = Path(tempfile.mkdtemp(prefix="ban-tin-drop-"))
    try:
        if count:
            corpus.make(folder, count, ["ours"], photos_every=10_000)
            site = folder / "ours" / "content"
        else:
            site = folder / "site"
            subprocess.run(
                [sys.executable, "-m", "newsdesk", "new", str(site), "--yes", "--no-git"],
                cwd=ROOT,
                check=True,
                capture_output=True,
            )
        with preview(site, folder / "preview.log") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_context(base_url=address).new_page()
            found = [measure(page, number) for number in range(rounds)]
            browser.close()
        for name in found[0]:
            times = [each[name] for each in found]
            print(f"{name}: {median(times):.2f} s (first {times[0]:.2f}, longest {max(times):.2f})")
        for name, seconds in measure_others(folder).items():
            print(f"{name}: {seconds:.2f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
