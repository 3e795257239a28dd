"""Hostile comments on their whole way, in a real browser: sent to a real counter, listed, moderated, built, shown, found, exported.

Everywhere they are text as it was typed and nothing else: no script runs, no other host is asked, nothing leads away, with the site's policy
and without.
"""

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.request import Request, urlopen

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page

from counter.comments.text import MOST_BYTES
from newsdesk.comments.values import Waiting
from tests.counter.harness import FIREFOX, serving, write_pages
from tests.data.hostile_comments import HostileComment, read_hostile_comments
from tests.newsdesk.comments.desk import ORIGIN, TOKEN, CommentedSite, take_comments
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import preview
from tests.newsdesk.site_handler import served

pytestmark = pytest.mark.browser

HOSTILE = read_hostile_comments()
#: A day of one article has room for a hundred suspects.
ARTICLES = [f"/tin/2026/11/bai-{number}/" for number in range(4)]
SOAK = bool(os.environ.get("SOAK"))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
GUARD = re.compile(r"'(?=[=+\-@＝＋－＠])")
WATCH = "window.__hits = []; window.__hit = number => { window.__hits.push(String(number)) }"
#: What a person or a browser may set off: everything but following a link.
PROVOKE = """async root => {
  for (const element of root.querySelectorAll("*")) {
    for (const name of ["focus", "focusin", "pointerenter", "mouseover", "pointerover", "animationstart", "toggle", "beforetoggle", "input", "load", "error", "begin"])
      element.dispatchEvent(new Event(name, { bubbles: true }));
  }
  await new Promise(done => setTimeout(done, 80));
}"""
#: The kinds of elements below a selector, each with the names of its attributes.
KINDS = """selector => [...new Set([...document.querySelectorAll(selector)].flatMap(root => [...root.querySelectorAll("*")])
  .map(each => [each.localName, ...each.getAttributeNames().sort()].join(" ")))].sort()"""
#: Name and text of each comment of a page, a break as a line feed.
COMMENTS = """() => {
  const plain = place => [...place.childNodes].map(each => each.localName === "br" ? "\\n" : each.textContent).join("");
  return [...document.querySelectorAll(".comment")].map(each =>
    [plain(each.querySelector("bdi")), plain(each.querySelector(":scope > p:not(.comment__by)"))]);
}"""
CARDS = """() => [...document.querySelectorAll(".card")].map(each =>
  [each.querySelector("h2 bdi").textContent, each.querySelector(".text").textContent])"""


@dataclass
class Watch:
    """What happened in a browser that must not happen."""

    home: str
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Page:
        """Return a page of ``context``, watched over."""
        context.add_init_script(WATCH)
        context.on("request", lambda request: self._asked(request.url))
        page = context.new_page()
        context.on("page", lambda other: self.seen.append(f"another page: {other.url}"))
        page.on("dialog", lambda dialog: (self.seen.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.home}/", "data:", "about:")):
            self.seen.append(f"asked: {url}")

    def look(self, page: Page, address: str, selector: str) -> set[str]:
        """Open ``address`` and set off all that may be; return the kinds of elements below ``selector``."""
        page.goto(f"{self.home}{address}")
        page.evaluate(f"selector => [...document.querySelectorAll(selector)].forEach({PROVOKE})", selector)
        page.wait_for_timeout(100)
        self.seen += [f"{address}: __hit({number})" for number in page.evaluate("window.__hits")]
        if page.url != f"{self.home}{address}":
            self.seen.append(f"{address} led to {page.url}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self.seen.append(f"{address} is wider than a phone")
        return set(page.evaluate(KINDS, selector))


@contextmanager
def watched(browser: Browser, home: str, policy: bool) -> Iterator[tuple[Watch, Page]]:
    """A page whose every step is watched, with the site's policy in force or not; at the end nothing may have happened."""
    context, watch = (
        browser.new_context(
            bypass_csp=not policy,
            reduced_motion="reduce",
            service_workers="block",
            viewport={"width": 360, "height": 800},
        ),
        Watch(home),
    )
    try:
        yield watch, watch.over(context)
    finally:
        context.close()
    assert watch.seen == []


@dataclass
class Way:
    """What was seen of the comments on their way."""

    commented: CommentedSite
    waiting: list[Waiting] = field(default_factory=list)
    csv: bytes = b""
    json_lines: bytes = b""
    #: Name and text of each as the page shows it on which the office decides, with the policy and without.
    cards: dict[bool, Counter[tuple[str, str]]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)


def place_of(each: HostileComment) -> str:
    return ARTICLES[each.number % len(ARTICLES)]


def send(commented: CommentedSite, each: HostileComment) -> None:
    """Send it as a reader does, each from another address."""
    assert len(each.text.encode()) < MOST_BYTES
    assert commented.send(each.text, place_of(each), each.name, sender=each.number)


def shown(each: HostileComment) -> tuple[str, str]:
    """Name and text as pages show them: letters are composed, and several empty lines in a row are one."""
    name, text = (normalize("NFC", part) for part in (each.name or "Bạn đọc", each.kept))
    return name, re.sub(r"\n\s*\n", "\n\n", text)


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Way]:
    """All cases sent, decided about on the preview's page by its own buttons, and built."""
    folder = tmp_path_factory.mktemp("hostile")
    site = desk(folder)
    take_comments(site)
    for address in ARTICLES:
        site.article(address.split("/")[-2], "Hội nghị sơ kết.\n")
    office = folder / "office"
    office.mkdir(mode=0o700)
    for token in (office / "token", folder / "token"):
        token.touch(0o600)
        token.write_text(f"{TOKEN}\n")
    (folder / "counting").mkdir()
    rules = {"comments": {"consent": "Tôi đồng ý", "retention_days": 30}, "articles": ARTICLES}
    write_pages(folder / "counting" / "pages.json", ["/", *ARTICLES], {}, origin=ORIGIN, **rules)
    options = ("--office-token", str(folder / "token"), "--trusted-proxy", "127.0.0.1/32")
    with serving(folder / "counting", *options) as server:
        facts = site.content / "site.toml"
        lives = f'base_url = "http://127.0.0.1:{server.port}"'
        facts.write_text(re.sub(r'base_url = "[^"]*"', lives, facts.read_text("utf-8"), count=1), "utf-8")
        made = Way(CommentedSite(folder, site, server, office))
        for each in HOSTILE:
            send(made.commented, each)
        made.waiting = made.commented.client.all_pending()
        made.csv, made.json_lines = (made.commented.client.export(form) for form in ("csv", "jsonl"))
        with preview(folder, module="newsdesk.preview", environment={"BAN_TIN_OFFICE": str(office)}) as running:
            moderate(made, browser, running.address)
            assert "Traceback" not in running.said
        assert made.commented.client.all_pending() == []
    built = site.build()
    assert built.code == 0, built.err
    yield made


def moderate(made: Way, browser: Browser, address: str) -> None:
    """Look at every comment that waits and approve it: a hundred at a time, as they are shown."""
    made.cards = {False: Counter(), True: Counter()}
    with (
        watched(browser, address, policy=False) as (bare, unguarded),
        watched(browser, address, policy=True) as (watch, page),
    ):
        for view in ("likely", "suspects"):
            while True:
                address = f"/__newsdesk/comments?view={view}"
                made.kinds |= watch.look(page, address, ".cards")
                cards = page.evaluate(CARDS)
                if not cards:
                    break
                made.kinds |= bare.look(unguarded, address, ".cards")
                for policy, each in ((True, cards), (False, unguarded.evaluate(CARDS))):
                    made.cards[policy].update(map(tuple, each))
                page.evaluate(
                    "document.querySelectorAll('input[value=approve]').forEach(each => { each.checked = true })"
                )
                page.click("#do")
                page.wait_for_selector("#outcomes")
                assert page.locator("#outcomes .problem").all_text_contents() == []


def test_there_are_cases_of_every_technique() -> None:
    assert len(HOSTILE) >= 200
    assert len({each.text for each in HOSTILE}) == len(HOSTILE)
    assert min(Counter(each.technique for each in HOSTILE).values()) >= 10
    assert sum(bool(each.name) for each in HOSTILE) >= 200
    assert all(each.kept for each in HOSTILE)


def test_the_office_is_told_what_was_typed(way: Way) -> None:
    assert Counter((each.name, each.text) for each in way.waiting) == Counter(
        (each.name, each.kept) for each in HOSTILE
    )
    # As YAML would read them, they would be numbers, dates and nothing.
    assert {type(each.text) for each in way.waiting} == {str}


def test_nothing_runs_where_the_office_decides(way: Way) -> None:
    expected = Counter((each.name, each.kept) for each in HOSTILE)
    for policy, cards in way.cards.items():
        texts = Counter(text for _, text in cards.elements())
        assert texts == Counter(text for _, text in expected.elements()), policy
        names = Counter(name for name, _ in cards.elements())
        assert all(names[name] for name, _ in expected if name and name.isprintable()), policy
    assert {kind.split()[0] for kind in way.kinds} <= {
        *(
            "li",
            "article",
            "h2",
            "span",
            "bdi",
            "p",
            "a",
            "fieldset",
            "legend",
            "label",
            "input",
            "details",
            "summary",
            "textarea",
        ),
    }
    assert not [kind for kind in way.kinds if re.search(r" (on|style|src)", kind)]


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_on_pages_and_all_is_as_typed(way: Way, browser: Browser, policy: bool) -> None:
    output = way.commented.site.output
    pages = sorted(
        f"/{page.parent.relative_to(output).as_posix()}/"
        for page in output.glob("tin/2026/11/bai-*/**/index.html")
        if "comment__by" in page.read_text("utf-8")
    )
    found, kinds = Counter[tuple[str, str]](), set[str]()
    with served(output) as home, watched(browser, home, policy) as (watch, page):
        for address in pages:
            kinds |= watch.look(page, address, ".comments")
            found.update(map(tuple, page.evaluate(COMMENTS)))
    assert found == Counter(map(shown, HOSTILE))
    assert kinds == {"bdi", "br", "li class id", "p", "p class", "time datetime"}


def test_nothing_runs_in_a_feed(way: Way, browser: Browser) -> None:
    feeds = sorted(way.commented.site.output.glob("tin/2026/11/bai-*/*.xml"))
    assert len(feeds) == len(ARTICLES)
    texts, bodies = [], []
    for feed in feeds:
        tree = etree.fromstring(feed.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
        for entry in tree.iterfind("{*}entry"):
            (content,) = entry.iterfind("{*}content")
            assert content.get("type") == "html"
            bodies.append(content.text)
            soup = BeautifulSoup(content.text, "html5lib")
            for each in soup.find_all("br"):
                each.replace_with("\n")
            texts.append(soup.find("p").get_text())
            # A title is text of no type: readers that take it for HTML have to find none in it.
            assert entry.find("{*}title").get("type", "text") in ("text", "html")
    assert texts
    assert Counter(texts) <= Counter(text for _, text in map(shown, HOSTILE))
    context = browser.new_context()
    watch = Watch("http://nowhere.invalid")
    page = watch.over(context)
    # A reader of feeds that takes what it gets as it is.
    page.set_content("<main></main>")
    page.evaluate("bodies => { document.querySelector('main').innerHTML = bodies.join('') }", bodies)
    page.evaluate(f"({PROVOKE})(document.body)")
    assert set(page.evaluate(KINDS, "main")) <= {"p", "br", "bdi"}
    assert page.evaluate("window.__hits") == []
    context.close()
    assert watch.seen == []


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_in_what_the_search_shows(way: Way, browser: Browser, policy: bool) -> None:
    """Each case is looked for by its own text: what was typed is shown back, and excerpts are made of it."""
    cases = HOSTILE if SOAK else HOSTILE[:: 12 if policy else 24]
    kinds, excerpts = set[str](), 0
    with served(way.commented.site.output) as home, watched(browser, home, policy) as (watch, page):
        page.goto(f"{home}/tim-kiem/")
        for each in cases:
            query = " ".join(each.kept.split())[:80]
            if len(query) < 2:  # a beginning, of which nothing is said
                continue
            page.fill("main input[name=q]", query)
            page.keyboard.press("Enter")
            page.wait_for_function(
                "query => (document.querySelector('.search-results').dataset.shown || '').trim() === query.trim()",
                arg=query,
            )
            page.evaluate(f"({PROVOKE})(document.querySelector('.search-results'))")
            kinds |= set(page.evaluate(KINDS, ".search-results"))
            excerpts += page.locator(".search-result__excerpt mark").count()
        watch.seen += page.evaluate("window.__hits")
    assert {kind.split()[0] for kind in kinds} <= {
        *(
            "a",
            "button",
            "div",
            "h2",
            "h3",
            "li",
            "mark",
            "ol",
            "p",
            "span",
            "strong",
            "time",
            "ul",
            "bdi",
            "img",
            "picture",
            "source",
        ),
    }
    assert not [kind for kind in kinds if re.search(r" (on|style)", kind)]
    assert excerpts


def cells(text: str, delimiter: str, quoted: bool) -> Iterator[str]:
    """The cells of ``text`` as a spreadsheet reads them that takes another sign for what parts them, or knows no quotation marks."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    for row in reader:
        yield from row


def test_no_spreadsheet_finds_a_formula(way: Way) -> None:
    text = way.csv.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    texts = Counter(row[header.index("text")] for row in rows)
    plain = Counter(each.kept for each in HOSTILE)
    # As typed, but for the sign that keeps a formula from being one.
    assert Counter(GUARD.sub("", each) for each in texts.elements()) == Counter(
        GUARD.sub("", each) for each in plain.elements()
    )
    assert texts["'=1+1"] >= 1
    for delimiter in ",;\t|":
        for quoted in (True, False):
            found = [
                each
                for each in cells(text, delimiter, quoted)
                if each.strip('"\ufeff \u00a0\u3000\u200b').startswith(FORMULA)
            ]
            assert found == [], (delimiter, quoted)


def test_json_lines_are_what_was_typed(way: Way) -> None:
    lines = [json.loads(line) for line in way.json_lines.decode().splitlines()]
    assert Counter((each["name"], each["text"]) for each in lines) == Counter(
        (each.name, each.kept) for each in HOSTILE
    )


def test_what_is_typed_wrong_is_not_said_back(way: Way) -> None:
    """The answer page of a browser without JavaScript says what is missing in words of its own."""
    with serving(way.commented.folder / "counting", "--trusted-proxy", "127.0.0.1/32") as server:
        for each in HOSTILE[:: 1 if SOAK else 7]:
            headers = {
                "Origin": ORIGIN,
                "User-Agent": FIREFOX,
                "Accept": "text/html",
                "Content-Type": "application/json",
                "X-Forwarded-For": f"198.51.100.{each.number % 250}",
            }
            body = json.dumps({"path": ARTICLES[0], "text": each.text, "name": each.name})
            answer: Any = None
            try:
                answer = urlopen(
                    Request(f"http://127.0.0.1:{server.port}/api/comment", body.encode(), headers), timeout=20
                )
            except OSError as error:
                answer = error
            said = answer.read().decode()
            assert answer.status == 400
            assert "__hit" not in said
            assert "evil" not in said


def test_the_files_beside_articles_are_read_by_any_yaml(way: Way) -> None:
    """Also by one that knows nothing of us, and that would build whatever a tag asks for."""
    import yaml

    files = sorted(Path(way.commented.site.content).rglob("comments.yaml"))
    found = [each for file in files for each in yaml.load(file.read_text("utf-8"), Loader=yaml.SafeLoader)]
    assert Counter((each.get("name", ""), each["text"]) for each in found) == Counter(
        (each.name, each.kept) for each in HOSTILE
    )
