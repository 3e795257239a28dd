"""Hostile articles in a real browser: on the site and in the preview, without the site's policy there."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.data.hostile import ACTIVE, read_hostile, write_hostile
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import preview
from tests.newsdesk.site_handler import SiteHandler, served
from tests.site.builder import SmallSite

pytestmark = pytest.mark.browser

HOSTILE = read_hostile()
#: Frames in a page at a time: a page of its own for each address takes ten times as long.
AT_ONCE = 30
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_ARTICLE = re.compile(rf"content/tin/2026/11/({'|'.join(each.id for each in HOSTILE)})/")
#: Shows addresses in frames of a page that has no policy of its own.
SHOW = """async addresses => {
  document.body.replaceChildren()
  await Promise.all(addresses.map(address => new Promise(done => {
    const frame = document.body.appendChild(document.createElement("iframe"))
    frame.onload = done
    frame.src = address
  })))
  await new Promise(done => setTimeout(done, 200))
}"""
#: Returns what a page became: where it is, whether it is whole, what could run, whether its body is read as it was sent, what ran.
LOOK = """async () => {
  const active = [...document.querySelectorAll("main *")].flatMap(element => element.getAttributeNames()
    .filter(name => name.startsWith("on")).map(name => `${element.localName} ${name}`))
  active.push(...[...document.links].filter(link => /^(javascript|data|vbscript):/.test(link.protocol)).map(link => link.href))
  active.push(...[...document.querySelectorAll('main :is(script, iframe, object, embed, form, meta, base, link:not([rel="stylesheet"][href^="/theme/"]), style)')]
    .map(element => element.localName))
  // Parsed anew: the theme's own script may have changed the page.
  const sent = await (await fetch(location.pathname)).text()
  const prose = new DOMParser().parseFromString(sent, "text/html").querySelector(".prose")
  const whole = document.querySelector("body > footer") !== null
  return [location.pathname, whole, active, !prose || sent.replaceAll("\u00a0", "&nbsp;").includes(prose.innerHTML), window.hits]
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


def assert_harmless(browser: Browser, address: str, paths: list[str]) -> None:
    """Assert that nothing runs, leaves for another host or is torn on the pages at ``paths``."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script("window.hits = 0; window.__hit = () => window.hits++")
    page = context.new_page()
    # Chromium opens six connections to a host, and each page of the preview would keep one.
    context.route("**/__preview/events*", lambda route: route.abort())
    # Of the same origin, as the newsdesk is: the preview shows itself to no other. It has no policy.
    context.route(
        f"{address}/frames", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><body>")
    )
    page.goto(f"{address}/frames")
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        page.evaluate(SHOW, [f"{address}{path}" for path in some])
        assert [frame.evaluate(LOOK) for frame in page.frames[1:]] == [[path, True, [], True, 0] for path in some]
    page.goto("about:blank")
    context.close()
    assert [url for url in asked if not url.startswith(f"{address}/")] == []


def articles_of(site: SmallSite) -> list[str]:
    """Return the addresses of the articles that were built."""
    folders = sorted((site.output / "tin" / "2026" / "11").iterdir())
    assert len(folders) > 40
    return [f"/tin/2026/11/{folder.name}/" for folder in folders]


def test_nothing_runs_on_the_site(browser: Browser, built: SmallSite) -> None:
    """Its policy would only stop more; that it does is for tests/demonstration/test_browser.py."""
    with served(built.output, WithoutPolicy) as address:
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
        # Every fourth one: all of them are shown by the site's own test, and here by `make soak`.
        assert_harmless(browser, running.address, shown[:: 1 if os.environ.get("SOAK") == "1" else 4])
