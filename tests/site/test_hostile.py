"""Hostile articles in a real browser: on the site and in the preview, with the site's policy and without."""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.data.hostile import ACTIVE, read_hostile, write_hostile
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import preview
from tests.newsdesk.site_handler import SiteHandler
from tests.site.builder import SmallSite

pytestmark = pytest.mark.browser

HOSTILE = read_hostile()
#: Frames in a page at a time: a page of its own for each address takes ten times as long.
AT_ONCE = 30
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_ARTICLE = re.compile(rf"content/tin/2026/11/({'|'.join(each.id for each in HOSTILE)})/")
#: Shows addresses in frames and returns what each became: where it led, whether the page is whole, what could run,
#: and whether the body is read as it was sent.
SHOW = """async addresses => {
  const frames = addresses.map(address => {
    const frame = document.body.appendChild(document.createElement("iframe"))
    const loaded = new Promise(done => frame.onload = done)
    frame.src = address
    return [frame, loaded]
  })
  const shown = []
  for (const [frame, loaded] of frames) {
    await loaded
    const page = frame.contentDocument
    if (!page) { shown.push([frame.src, "another origin"]); continue }
    const active = [...page.querySelectorAll("main *")].flatMap(element => element.getAttributeNames()
      .filter(name => name.startsWith("on") || /^\\s*(javascript|data|vbscript):/i.test(element.getAttribute(name)))
      .map(name => `${element.localName} ${name}`))
    active.push(...[...page.querySelectorAll("main :is(script, iframe, object, embed, form, meta, base, link, style)")]
      .map(element => element.localName))
    // Parsed anew: the theme's own script may have changed the page.
    const sent = await (await fetch(page.location.pathname)).text()
    const prose = new DOMParser().parseFromString(sent, "text/html").querySelector(".prose")
    const whole = page.querySelector("footer.site-footer, body > footer") !== null
    const asSent = !prose || sent.includes(prose.innerHTML)
    shown.push([page.location.pathname, whole, active, asSent])
  }
  await new Promise(done => setTimeout(done, 200))
  frames.forEach(([frame]) => frame.remove())
  return shown
}"""


class WithoutPolicy(SiteHandler):
    """Serves a built site as if it had no Content-Security-Policy."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        outputfile.write(_POLICY.sub(lambda match: b" " * len(match[0]), source.read()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A site of those articles that a build does not refuse."""
    site = SmallSite(tmp_path_factory.mktemp("hostile"))
    for each in HOSTILE:
        write_hostile(site, each)
    first = site.build()
    assert first.code == 1 and "Traceback" not in first.err, first.err
    refused = {
        match[1] for line in first.err.splitlines() if re.search(r": lỗi: ", line) and (match := _ARTICLE.match(line))
    }
    for name in refused:
        shutil.rmtree(site.content / "tin" / "2026" / "11" / name)
    second = site.build()
    assert second.code == 0, second.err
    return site


def serve(folder: Path, handler: type[SiteHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def assert_harmless(browser: Browser, address: str, paths: list[str]) -> None:
    """Assert that nothing runs, leaves for another host or is torn on the pages at ``paths``."""
    context = browser.new_context(base_url=address)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script("window.top.hits ??= []; window.__hit = number => window.top.hits.push(location.pathname)")
    page = context.new_page()
    page.goto("/robots.txt")
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        assert page.evaluate(SHOW, some) == [[path, True, [], True] for path in some]
    assert page.evaluate("window.hits") == []
    assert [url for url in asked if not url.startswith(address)] == []
    page.goto("about:blank")
    context.close()


def articles_of(site: SmallSite) -> list[str]:
    """Return the addresses of the articles that were built."""
    folders = sorted((site.output / "tin" / "2026" / "11").iterdir())
    assert len(folders) > 40
    return [f"/tin/2026/11/{folder.name}/" for folder in folders]


@pytest.mark.parametrize("handler", [SiteHandler, WithoutPolicy])
def test_nothing_runs_on_the_site(browser: Browser, built: SmallSite, handler: type[SiteHandler]) -> None:
    for address in serve(built.output, handler):
        assert_harmless(browser, address, ["/", "/tin/", *articles_of(built)])


def test_no_active_file_is_published(built: SmallSite) -> None:
    names = {path.name for path in built.output.rglob("*") if path.is_file()}
    assert not names & ACTIVE.keys()


def test_nothing_runs_in_a_feed(browser: Browser, built: SmallSite) -> None:
    feeds = list(built.output.rglob("*.xml"))
    assert feeds
    page = browser.new_page()
    found = page.evaluate(
        """texts => texts.flatMap(text => {
          const feed = new DOMParser().parseFromString(text, "application/xml")
          if (feed.querySelector("parsererror")) return ["no XML"]
          return [...feed.querySelectorAll("content")].flatMap(each => {
            const parsed = new DOMParser().parseFromString(each.textContent, "text/html")
            return [...parsed.querySelectorAll("script, iframe, object, embed, form, meta, base, link, style")].map(
              element => element.localName).concat([...parsed.querySelectorAll("*")].flatMap(
              element => element.getAttributeNames().filter(name => name.startsWith("on"))))
          })
        })""",
        [path.read_text("utf-8") for path in feeds],
    )
    page.close()
    assert found == []


def test_nothing_runs_in_the_preview(browser: Browser, tmp_path: Path) -> None:
    site = desk(tmp_path)
    for each in HOSTILE:
        write_hostile(site, each)
    with preview(tmp_path, module="newsdesk.preview") as running:
        paths = [f"/tin/2026/11/{each.id}/" for each in HOSTILE]
        shown = [path for path in paths if running.ask(path).status == 200]
        # Articles whose HTML is refused are shown too, without it.
        assert len(shown) > 100
        for name in ACTIVE:
            assert running.ask(f"/tin/2026/11/q234/{name}").status == 404, name
        answer = running.ask(shown[0])
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert_harmless(browser, running.address, shown)
