"""What the newsdesk's list costs: its first page, and each letter that is typed into its search, in a real browser.

    .venv/bin/python -m bench.newsdesk --articles 10000

The corpus is that of ``bench.builds``, without photos. The preview runs as an office starts it. “First list” is from the request until the page
has its rows; “a letter” from the key until the rows are there that it finds; both in Chromium, on this machine. “Answer” is the server's part.
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

ROOT = Path(__file__).parents[1]
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
def preview(content: Path) -> Iterator[str]:
    """Run the preview of ``content``; yield its address once it is ready."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "newsdesk", "preview", "--site", str(content), "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stdout
        yield process.stdout.readline().split()[0].rstrip("/")
    finally:
        process.terminate()
        process.wait()


def answers(address: str, paths: list[str]) -> list[float]:
    """Return how many ms the server takes for each of ``paths``."""
    found = []
    for path in paths:
        begun = time.perf_counter()
        with urlopen(address + path) as answer:
            answer.read()
        found.append((time.perf_counter() - begun) * 1000)
    return found


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


def tell(name: str, spent: list[float]) -> None:
    print(f"| {name} | {statistics.median(spent):.0f} ms | {max(spent):.0f} ms |", flush=True)


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
    with preview(content) as address, sync_playwright() as playwright:
        cold = answers(address, [LIST])
        print(f"| {given.articles:,} articles | middle | worst |\n|---|--:|--:|")
        tell("the first answer after the start", cold)
        tell("answer: first list", answers(address, [LIST] * given.rounds))
        queries = [f"{LIST}?part=1&q={quote(word[:end])}" for word in WORDS for end in range(1, len(word) + 1)]
        tell("answer: a letter", answers(address, queries))
        states = [
            f"{LIST}?part=1&state={state}&order={order}"
            for state in ("ready", "draft")
            for order in ("title", "edited")
        ]
        tell("answer: a state, in another order", answers(address, states))
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
