"""How long a reader on a slow phone waits for results: from the last letter to the list, among 10,000 articles.

    .venv/bin/python -m bench.search.downloads --engines ours    writes and builds the site
    .venv/bin/python -m bench.search.slow                        measures, slow 4G (1.6 Mbit/s, 150 ms) and a processor four times slower

The field has the focus already, as it has when somebody types: the script is loaded by then. Beside it the floor of the same run: how long
one small file takes. A frame that takes longer than 50 ms while letters are typed is counted: the field would lag.
"""

import argparse
from statistics import median, quantiles

from playwright.sync_api import Browser, Page

from bench.page_weight import SLOW_4G
from bench.search import peers
from bench.search.browser import chromium
from bench.search.downloads import counted
from tests.search.judged import queries

SLOWER = 4
#: Milliseconds between two letters.
TYPING = 180
FRAMES = """() => { window.slow = 0; let last = performance.now(); const next = () => { const now = performance.now();
  if (now - last > 100) window.slow++; last = now; requestAnimationFrame(next); }; requestAnimationFrame(next); }"""


def measure(browser: Browser, address: str, query: str) -> tuple[float, float, float, int]:
    """Return the milliseconds of a first search, of a second one, of one small file, and the frames that came late while typing."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto("/tim-kiem/", wait_until="networkidle")
    page.evaluate(FRAMES)
    first = _typed(page, query)
    late = page.evaluate("window.slow")
    second = _typed(page, f"{query} 2026")
    floor = page.evaluate(
        "async () => { const start = performance.now(); await (await fetch('/robots.txt', {cache: 'no-store'})).text(); return performance.now() - start; }"
    )
    context.close()
    return first, second, floor, late


def _typed(page: Page, query: str) -> float:
    """Type ``query`` and return the milliseconds from its last letter to its results."""
    page.fill("input[name=q]", "")
    page.locator("input[name=q]").press_sequentially(query[:-1], delay=TYPING)
    done = f"document.querySelector('.search-results').dataset.shown === {query!r}"
    waiting = f"""() => new Promise(resolve => {{ const start = performance.now(); const field = document.querySelector('input[name=q]');
      field.value = {query!r}; field.dispatchEvent(new Event('input', {{bubbles: true}}));
      const look = () => {done} ? resolve(performance.now() - start) : requestAnimationFrame(look); look(); }})"""
    return float(page.evaluate(waiting))


def main() -> None:
    """Print a line of what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.slow")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=20)
    wanted = parser.parse_args()
    asked = [each.q for each in queries() if not each.filters]
    asked = asked[:: max(1, len(asked) // wanted.queries)][: wanted.queries]
    output = peers.CACHE / f"site-{wanted.articles}" / "output"
    with counted(output) as (address, _), chromium() as browser:
        rows = [measure(browser, address, each) for each in asked]
    print("| | middle | 95 % at most | ÷ one small file |")
    print("|---|--:|--:|--:|")
    for name, place in (("first search", 0), ("next one", 1)):
        times = [row[place] for row in rows]
        most = quantiles(times, n=20)[-1]
        ratio = median(row[place] / row[2] for row in rows)
        print(f"| {name} | {median(times):.0f} ms | {most:.0f} ms | {ratio:.1f} |")
    print(f"\nFrames that came late while {len(rows)} queries were typed: {sum(row[3] for row in rows)}")


if __name__ == "__main__":
    main()
