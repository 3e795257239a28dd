"""What a reader's phone downloads, and when it shows something: counted by Chromium, on the built site.

    make build && .venv/bin/python bench/page_weight.py

Needs the test requirements and Chromium. The phone: 360 px wide, 2 device pixels a pixel, a processor four times slower than
this machine's, 1.6 Mbit/s with 150 ms of latency ("slow 4G"); the server compresses text with gzip, as nginx does. Bytes and
requests are exact; times depend on the machine, so they stand beside the floor of the same run: a page that holds one line of text.
"""

import gzip
import io
import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
PAGES = {
    "floor: one line of text": "/floor.html",
    "home": "/",
    "article, six photos": "/tin/2026/11/ngay-nha-giao-viet-nam-2026/",
    "list": "/tin/",
    "document": "/tin/2026/10/ke-hoach-hoi-thi-giao-vien-day-gioi-thpt/",
}
FLOOR = (
    b"<!doctype html><html lang=vi><meta charset=utf-8><title>x</title><link rel=icon href=data:,><p>Xin ch\xc3\xa0o"
)
COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", "/")
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 300) { scrollTo(0, y); await new Promise(r => setTimeout(r, 120)); }
}"""
PAINTS = """async () => {
  let largest = 0;
  new PerformanceObserver(list => { largest = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  // On a slow processor the page is loaded before it is painted; a second without a larger paint is the end.
  let last = -1, first;
  do {
    last = largest;
    await new Promise(r => setTimeout(r, 1000));
    first = performance.getEntriesByName("first-contentful-paint")[0];
  } while (!first || !largest || largest !== last);
  return [Math.round(first.startTime), Math.round(largest)];
}"""


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, text compressed."""

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if self.path != "/floor.html" and not path.is_file():
            self.send_error(404)
            return None
        content = FLOOR if self.path == "/floor.html" else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if self.path.endswith(COMPRESSED):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *args: object) -> None:
        pass


def count_bytes(browser: Browser, url: str) -> tuple[int, int]:
    """Return bytes and requests of the page scrolled to its end."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until="load")
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    context.close()
    return round(sum(sizes)), len(sizes)


def measure_paints(browser: Browser, url: str) -> tuple[int, int]:
    """Return the first and the largest contentful paint on the slow phone, in ms."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", SLOW_4G)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="load")
    first, largest = page.evaluate(PAINTS)
    context.close()
    return first, largest


def main() -> None:
    """Print a Markdown table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not (OUTPUT / "index.html").exists():
        sys.exit("needs Chromium and a built site (make build)")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(OUTPUT)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        print(
            "| page | bytes in all | requests | first paint | largest paint | largest paint ÷ floor's |\n|---|--:|--:|--:|--:|--:|"
        )
        floor = 0
        for name, url in PAGES.items():
            size, requests = count_bytes(browser, base + url)
            first, largest = sorted(measure_paints(browser, base + url) for _ in range(3))[1]
            floor = floor or largest
            print(f"| {name} | {size:,} | {requests} | {first:,} ms | {largest:,} ms | {largest / floor:.1f} |")
        browser.close()


if __name__ == "__main__":
    main()
