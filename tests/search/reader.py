"""A reader in a real browser: opens or types queries on the search page of a built site, sees results, and downloads."""

import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import brotli
from playwright.sync_api import Browser, Page, Request

from tests.newsdesk.site_handler import served
from tests.search.judged import Query

SEARCH = "/tim-kiem/"
FIELD = "main input[name=q]"
RESULTS = ".search-results"
LINKS = f"{RESULTS} a.search-result__link"
#: Of every page, or pictures: not what searching costs.
NOT_COUNTED = {"document", "stylesheet", "font", "image", "manifest"}
#: A search is over when nothing was asked for in this time, in milliseconds: excerpts come after the results.
QUIET = 60
PATIENCE = 15_000


@dataclass
class Reader:
    """A page, and the files below ``output`` that it asked for for the last search."""

    page: Page
    output: Path
    asked: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        # Not when they end: what a script does not read, as the page that says that a file is missing, never does.
        self.page.on("response", lambda response: self._answered(response.request))
        self.page.on("requestfailed", self._answered)

    def _asked(self, request: Request) -> None:
        if request.resource_type not in NOT_COUNTED:
            self.pending.append(request.url)
            self.asked.append(unquote(urlsplit(request.url).path))

    def _answered(self, request: Request) -> None:
        if request.url in self.pending:
            self.pending.remove(request.url)

    def open(self, query: Query) -> list[str]:
        """Come to the page with the query in its address, as from a link; nothing is in a cache. Return the addresses found."""
        self.asked.clear()
        self.pending.clear()
        self.page.goto(f"{SEARCH}?{urlencode({'q': query.q, **query.filters})}")
        return self._results(query)

    def type(self, query: Query) -> list[str]:
        """Put other words into the field. Return the addresses found."""
        self.asked.clear()
        self.page.fill(FIELD, query.q)
        return self._results(query)

    def _results(self, query: Query) -> list[str]:
        shown = """([selector, text]) => {
            const results = document.querySelector(selector);
            const plain = (words) => words.normalize("NFC").trim().replace(/\\s+/g, " ");
            return results && "shown" in results.dataset && plain(results.dataset.shown) === text;
        }"""
        plain = " ".join(unicodedata.normalize("NFC", query.q).split())
        self.page.wait_for_function(shown, arg=[RESULTS, plain], timeout=PATIENCE)
        self.page.wait_for_timeout(QUIET)
        patience = time.monotonic() + PATIENCE / 1000
        while self.pending:
            assert time.monotonic() < patience, f"{query.name}: {self.pending} never came"
            self.page.wait_for_timeout(QUIET)
        return self.page.eval_on_selector_all(LINKS, "links => links.map((link) => new URL(link.href).pathname)")

    def downloaded(self) -> int:
        """Return the bytes of what was asked for by the last search, each file compressed by Brotli as well as it goes."""
        return sum(compressed(self._file(path)) for path in self.asked)

    def _file(self, path: str) -> Path:
        file = self.output / path.lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        # What is missing costs the page that says so.
        return file if file.is_file() else self.output / "404.html"


@cache
def compressed(file: Path) -> int:
    """Return how many bytes of a file are sent."""
    return len(brotli.compress(file.read_bytes(), quality=11))


@contextmanager
def reader(browser: Browser, output: Path) -> Iterator[Reader]:
    """A reader of the built site in ``output``, whose server lets nothing be cached."""
    with served(output) as address:
        # What a service worker keeps would not be counted.
        context = browser.new_context(base_url=address, service_workers="block", reduced_motion="reduce")
        yield Reader(context.new_page(), output)
        context.close()


def answers(browser: Browser, output: Path, queries: Sequence[Query]) -> list[list[str]]:
    """Return what a reader finds who opens each of the queries."""
    with reader(browser, output) as one:
        return [one.open(query) for query in queries]


@dataclass(frozen=True)
class Searched:
    """What one query brought as a reader's first and downloaded; ``later`` is what it downloads when it is typed after another one.

    ``same``: both ways found the same.
    """

    query: Query
    urls: list[str]
    first: int
    later: int | None = None
    same: bool = True


def searches(browser: Browser, output: Path, queries: Sequence[Query], later_every: int = 1) -> list[Searched]:
    """Try each query as the first of a reader; each ``later_every``-th is also typed after the one before it in the list."""
    opened: list[tuple[list[str], int]] = []
    typed: dict[int, tuple[list[str], int]] = {}
    with reader(browser, output) as one:
        for number, query in enumerate(queries):
            opened.append((one.open(query), one.downloaded()))
            following = number + 1
            # What is typed keeps the filters that are set.
            if (
                following < len(queries)
                and following % later_every == 0
                and query.filters == queries[following].filters
            ):
                typed[following] = one.type(queries[following]), one.downloaded()
    return [
        Searched(query, urls, first, typed[number][1], typed[number][0] == urls)
        if number in typed
        else Searched(query, urls, first)
        for number, (query, (urls, first)) in enumerate(zip(queries, opened, strict=True))
    ]
