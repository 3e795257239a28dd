"""What only a browser can tell of some pages: what axe finds, when content is there, what is loaded. Where none is installed, nothing is said."""

import gzip
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.language import translate

MEASURED = ("first-content", "largest-content", "full", "task", "access")
#: Seconds that the rating criteria of 2025 allow.
ALLOWED = {"first-content": 3.0, "largest-content": 4.0, "full": 5.8, "task": 0.6}
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: A phone on a slow mobile network: bytes a second, and milliseconds there and back.
_SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
_PROCESSOR = 4
_COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", "/", ".json")
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "msedge")
_WATCH = """() => {
  window.__tasks = [0]; window.__largest = [0];
  new PerformanceObserver(list => list.getEntries().forEach(each => window.__tasks.push(each.duration))).observe({ type: "longtask", buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(each => window.__largest.push(each.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
}"""
_TIMES = """async () => {
  await new Promise(resolve => setTimeout(resolve, 700));
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  const page = performance.getEntriesByType("navigation")[0];
  const bytes = performance.getEntriesByType("resource").reduce((sum, each) => sum + each.encodedBodySize, page.encodedBodySize);
  return [first ? first.startTime : -1, Math.max(...window.__largest), page.loadEventEnd, Math.max(...window.__tasks), bytes];
}"""


def browse(output: Path, sample: Sequence[str], told: Callable[[str], None] = lambda url: None) -> list[Evidence]:
    """Return what a browser tells of the pages at the addresses ``sample`` of the finished site ``output``; the reason where there is no browser."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return list(_unmeasured(translate("no browser to measure with: pip install playwright axe-playwright-python")))
    try:
        with sync_playwright() as playwright, _served(output) as base:
            browser = _launch(playwright)
            if browser is None:
                return list(_unmeasured(translate("no Chromium, Chrome or Edge was found on this machine")))
            found: list[Evidence] = []
            for url in sample:
                told(url)
                try:
                    found += _measure(browser, base, url)
                except Error as error:
                    why = str(error).splitlines()[0][:200]
                    found += [Evidence(name, url, Verdict.NOT_MEASURED, why, "") for name in MEASURED]
            browser.close()
            return found
    except Error as error:
        return list(_unmeasured(str(error).splitlines()[0][:200]))


def _unmeasured(why: str) -> Iterator[Evidence]:
    for name in MEASURED:
        yield Evidence(name, "", Verdict.NOT_MEASURED, why, "")


def _launch(playwright: Any) -> Any:
    from playwright.sync_api import Error

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    ways: list[dict[str, Any]] = [{"executable_path": path}] if path else []
    for way in [*ways, {"channel": "msedge"}, {"channel": "chrome"}, {}]:
        try:
            return playwright.chromium.launch(args=arguments, **way)
        except Error:
            continue
    return None


def _measure(browser: Any, base: str, url: str) -> Iterator[Evidence]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    try:
        context.add_init_script(f"({_WATCH})()")
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": _PROCESSOR})
        page.goto(base + url, wait_until="load", timeout=60_000)
        first, largest, full, task, size = page.evaluate(_TIMES)
        measured = {"first-content": first, "largest-content": largest, "full": full, "task": task}
        for name, milliseconds in measured.items():
            seconds = milliseconds / 1000
            value = f"{seconds:.2f} s".replace(".", ",")
            if name == "full":
                value += f", {size / 1000:.0f} kB"
            if milliseconds < 0:
                yield Evidence(name, url, Verdict.NOT_MEASURED, translate("the browser said nothing of it"), _file(url))
            else:
                yield Evidence(
                    name, url, Verdict.SEEN if seconds <= ALLOWED[name] else Verdict.MISSING, value, _file(url)
                )
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        yield _ask_axe(page, url)
    finally:
        context.close()


def _ask_axe(page: Any, url: str) -> Evidence:
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
    except ImportError:
        why = translate("axe is not installed: pip install axe-playwright-python")
        return Evidence("access", url, Verdict.NOT_MEASURED, why, _file(url))
    # The page allows no script of others: axe is put into it by the browser itself.
    found = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}).response
    )
    version = found.get("testEngine", {}).get("version", "?")
    wrong = [f"{each['id']} ({len(each['nodes'])})" for each in found["violations"]]
    if wrong:
        return Evidence("access", url, Verdict.MISSING, f"axe {version}: {', '.join(wrong)}", _file(url))
    value = translate("axe {version} found nothing; it sees about a third of what people find").format(version=version)
    return Evidence("access", url, Verdict.SEEN, value, _file(url))


def _file(url: str) -> str:
    return f"{url.lstrip('/')}index.html" if url.endswith("/") else url.lstrip("/")


class _Handler(SimpleHTTPRequestHandler):
    """Serves the finished site, text compressed as web servers do."""

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if self.path.endswith(_COMPRESSED):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


@contextmanager
def _served(output: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(output)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
