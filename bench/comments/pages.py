"""A page with twenty comments in each form, and what a browser loads for them beyond the same page without."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from playwright.sync_api import Browser, Response

from ban_tin.articles.comments import Comment, format_comments
from bench.comments.servers import PACKAGES, isso_files
from tests.newsdesk.site_handler import SiteHandler, served
from tests.site.builder import NOW, SmallSite

COUNT = 20
#: As readers write them.
SAID = (
    "Cảm ơn Sở đã trả lời kịp thời, phụ huynh chúng tôi rất yên tâm.",
    "Đề nghị công bố danh sách phòng thi sớm hơn một ngày để các cháu ở xa còn kịp đi.",
    "Cho hỏi học sinh chuyển trường giữa kỳ thì nộp hồ sơ ở đâu?",
    "Bài viết rất hay, mong có thêm ảnh của các điểm trường vùng cao.",
    "Đường dây nóng gọi mãi không được, đề nghị xem lại.",
)
ARTICLE = "/tin/2026/11/bai/"
BARE = '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bài</title></head><body><p>Bài.</p>%s</body></html>'
ISSO = """<script data-isso="%(server)s/" data-isso-lang="vi" src="%(server)s/js/embed.min.js"></script><section id="isso-thread"></section>"""
WALINE = """<link rel="stylesheet" href="/waline.css"><div id="waline"></div><script type="module">
import { init } from "/waline.js"; init({ el: "#waline", serverURL: "%(server)s", lang: "vi-VN", path: "/bai/", pageview: true, pageSize: 20 });</script>"""
GISCUS = """<script type="importmap">{"imports": {"lit": "/lit/index.js", "lit/": "/lit/", "lit-html": "/lit-html/lit-html.js", "lit-html/": "/lit-html/",
"lit-element/": "/lit-element/", "@lit/reactive-element": "/@lit/reactive-element/reactive-element.js", "@lit/reactive-element/": "/@lit/reactive-element/"}}</script>
<script type="module" src="/giscus/dist/giscus.mjs"></script><giscus-widget repo="so/so" repoid="R_x" category="Ý kiến" categoryid="D_x" mapping="pathname" lang="vi"></giscus-widget>"""


def texts() -> list[str]:
    """Return the twenty comments, no two alike."""
    return [f"{SAID[number % len(SAID)]} ({number})" for number in range(COUNT)]


@dataclass
class Loaded:
    """What a page loaded: bytes of Brotli 11 by kind, requests, hosts other than its own and the peer's, cookies."""

    bytes: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    #: To others, whether they were answered or not.
    others: Counter[str] = field(default_factory=Counter)
    cookies: int = 0
    storage: int = 0

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    def beyond(self, bare: "Loaded") -> "Loaded":
        """Return what this has more than ``bare``."""
        more = Counter({kind: size - bare.bytes[kind] for kind, size in self.bytes.items()})
        return Loaded(more, self.requests - bare.requests, self.others, self.cookies, self.storage)


class Handler(SiteHandler):
    """Serves pages, and modules under their names."""

    extensions_map = SiteHandler.extensions_map | {".mjs": "text/javascript", ".js": "text/javascript"}


def load(browser: Browser, url: str, own: tuple[str, ...], ready: str) -> Loaded:
    """Open ``url``, scroll to the end, and wait for ``ready`` to be there ``COUNT`` times; hosts of ``own`` addresses are no others."""
    found = Loaded()
    context = browser.new_context(service_workers="block", viewport={"width": 360, "height": 800})
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    hosts = {urlsplit(each).netloc for each in (url, *own)}

    def asked(address: str) -> None:
        if address.startswith(("data:", "blob:")):
            return
        found.requests += 1
        if urlsplit(address).netloc not in hosts:
            found.others[urlsplit(address).netloc] += 1

    page.on("request", lambda request: asked(request.url))
    page.goto(url, wait_until="load")
    if ready:
        page.wait_for_function(
            "([ready, count]) => document.querySelectorAll(ready).length >= count", arg=[ready, COUNT]
        )
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1500)
    for each in responses:
        if not each.url.startswith(("data:", "blob:")) and each.request.method != "OPTIONS" and each.status < 300:
            found.bytes[each.request.resource_type] += len(brotli.compress(each.body(), quality=11))
    found.cookies = len(context.cookies())
    found.storage = page.evaluate("localStorage.length + sessionStorage.length")
    context.close()
    return found


@contextmanager
def our_pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the addresses of an article with comments and ratings, and of the same one of a site without either."""
    outputs = []
    for on in (True, False):
        site = SmallSite(folder / ("with" if on else "without"))
        article = site.article("bai", "Bài.\n")
        if on:
            facts = site.content / "site.toml"
            text = facts.read_text("utf-8")
            facts.write_text(
                re.sub(
                    r"(?m)^\[department\]", "[readers]\nrating = true\ncomments = true\n\n[department]", text, count=1
                ),
                "utf-8",
            )
            given = [
                Comment(number, NOW - timedelta(hours=30 - number), "Lan", text, None)
                for number, text in enumerate(texts(), 1)
            ]
            (article / "comments.yaml").write_text(format_comments(given), "utf-8")
        built = site.build()
        if built.code:
            raise SystemExit(built.err)
        outputs.append(site.output)
    with served(outputs[0]) as one, served(outputs[1]) as other:
        yield one + ARTICLE, other + ARTICLE


def peer_folder(folder: Path) -> Path:
    """Make a folder with the peers' scripts, as an office would put them on its own server."""
    folder.mkdir()
    for name in ("waline.js", "waline.css"):
        (folder / name).symlink_to(PACKAGES / "@waline" / "client" / "dist" / name)
    for name in ("giscus", "lit", "lit-html", "lit-element", "@lit"):
        (folder / name).symlink_to(PACKAGES / name)
    (folder / "bare.html").write_text(BARE % "", "utf-8")
    return folder


def put_page(folder: Path, name: str, embed: str) -> None:
    """Write a page with the markup of a peer."""
    (folder / f"{name}.html").write_text(BARE % embed, "utf-8")


__all__ = ["GISCUS", "ISSO", "WALINE", "Handler", "isso_files", "load", "our_pages", "peer_folder", "put_page", "texts"]
