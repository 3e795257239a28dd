"""What the newsdesk's list costs: its first page, and each letter that is typed into its search, in a real browser.

    .venv/bin/python -m bench.newsdesk --articles 10000

The corpus is that of ``bench.builds``, without photos. The preview runs as an office starts it. “First list” is from the request until the page
has its rows; “a letter” from the key until the rows are there that it finds; both in Chromium, on this machine. “Answer” is the server's part;
its processor time counts all of the preview's threads, and says something on a busy machine too. The floor is a file of the preview's own.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.builds.corpus import make

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache/bench/newsdesk"
LIST = "/__newsdesk/"
WORDS = ("hội nghị tập huấn", "chuyen doi so", "ky thi", "lớp 12")
#: Resolves once the rows are those of what the field holds.
TYPED = """(letter) => new Promise((done) => {
  const field = document.getElementById("q"), results = document.getElementById("results");
  const begun = performance.now();
  const seen = new MutationObserver(() => requestAnimationFrame(() => { seen.disconnect(); done(performance.now() - begun); }));
  seen.observe(results, { childList: true });
  field.value += letter;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@contextmanager
def preview(content: Path) -> Iterator[tuple[str, int]]:
    """Run the preview of ``content``; yield its address once it is ready, and its process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "newsdesk", "preview", "--site", str(content), "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stdout
        yield process.stdout.readline().split()[0].rstrip("/"), process.pid
    finally:
        process.terminate()
        process.wait()


def processor(process: int) -> float:
    """Return how many ms of processor time a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def answers(name: str, address: str, process: int, paths: list[str]) -> None:
    """Tell how many ms the server takes for each of ``paths``."""
    found, before = [], processor(process)
    for path in paths:
        begun = time.perf_counter()
        with urlopen(address + path) as answer:
            answer.read()
        found.append((time.perf_counter() - begun) * 1000)
    tell(name, found, f"{(processor(process) - before) / len(paths):.0f} ms")


def first_list(page: Page, address: str) -> float:
    """Return after how many ms the page has its rows."""
    page.goto(f"{address}{LIST}", wait_until="commit")
    page.wait_for_selector(".row")
    return float(
        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()")
    )


def type_words(page: Page) -> list[float]:
    """Type all words, letter by letter; return how many ms each letter takes."""
    spent = []
    for word in WORDS:
        page.evaluate("document.getElementById('q').value = ''")
        spent += [float(page.evaluate(TYPED, letter)) for letter in word]
    return spent


def tell(name: str, spent: list[float], processor: str = "") -> None:
    print(f"| {name} | {statistics.median(spent):.0f} ms | {max(spent):.0f} ms | {processor} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    folder = CACHE / str(given.articles)
    make(folder, given.articles, ["ours"], given.articles + 1)
    content = folder / "ours" / "content"
    (content / ".cache").mkdir(exist_ok=True)
    for name in ("fonts", "cards", "photos"):
        if not (content / ".cache" / name).exists():
            (content / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with preview(content) as (address, process), sync_playwright() as playwright:
        print(f"| {given.articles:,} articles | middle | worst | processor |\n|---|--:|--:|--:|")
        answers("answer: floor", address, process, ["/__preview/client.css"] * 20)
        answers("answer: the first after the start", address, process, [LIST])
        answers("answer: first list", address, process, [LIST] * 20)
        queries = [f"{LIST}?part=1&q={quote(word[:end])}" for word in WORDS for end in range(1, len(word) + 1)]
        answers("answer: a letter", address, process, queries)
        states = [
            f"{LIST}?part=1&state={state}&order={order}"
            for state in ("ready", "draft")
            for order in ("title", "edited")
        ]
        answers("answer: a state, in another order", address, process, states * 5)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        first_list(page, address)
        tell("first list, painted", [first_list(page, address) for _ in range(given.rounds)])
        page.wait_for_selector("#new:not([hidden])")
        page.wait_for_timeout(1000)
        tell("a letter, painted", type_words(page))
        browser.close()


if __name__ == "__main__":
    main()
