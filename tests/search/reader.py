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

    def type(self, query: Query, counted: bool = True) -> list[str]:
        """Put other words into the field. Return the addresses found; where it is not ``counted`` what else they load is not waited for."""
        self.asked.clear()
        self.page.fill(FIELD, query.q)
        return self._results(query, counted)

    def _results(self, query: Query, counted: bool = True) -> list[str]:
        shown = """([selector, text]) => {
            const results = document.querySelector(selector);
            const plain = (words) => words.normalize("NFC").trim().replace(/\\s+/g, " ");
            return results && "shown" in results.dataset && plain(results.dataset.shown) === text;
        }"""
        plain = " ".join(unicodedata.normalize("NFC", query.q).split())
        self.page.wait_for_function(shown, arg=[RESULTS, plain], timeout=PATIENCE)
        if counted:
            self._wait_until_quiet(query)
        return self.page.eval_on_selector_all(LINKS, "links => links.map((link) => new URL(link.href).pathname)")

    def _wait_until_quiet(self, query: Query) -> None:
        self.page.wait_for_timeout(QUIET)
        patience = time.monotonic() + PATIENCE / 1000
        while self.pending:
            assert time.monotonic() < patience, f"{query.name}: {self.pending} never came"
            self.page.wait_for_timeout(QUIET)

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
    """What one query brought, and what it downloaded as the ``first`` of a reader, and ``later``, when it was typed after another one.

    ``same``: both ways found the same.
    """

    query: Query
    urls: list[str]
    first: int | None = None
    later: int | None = None
    same: bool = True


def searches(browser: Browser, output: Path, queries: Sequence[Query], open_every: int = 1) -> list[Searched]:
    """Try each query: each ``open_every``-th as the first of a reader, those between by typing them into the page that is open.

    What is opened has been typed too, where the page before has its filters. Of what is typed, only the first in a page is counted: the others
    find in memory what those before them asked for.
    """
    opened: dict[int, tuple[list[str], int]] = {}
    typed: dict[int, tuple[list[str], int | None]] = {}
    with reader(browser, output) as one:
        for number, query in enumerate(queries):
            before = queries[number - 1] if number else None
            # What is typed keeps the filters that are set.
            if before and before.filters == query.filters:
                is_next = number - 1 in opened
                typed[number] = one.type(query, is_next), one.downloaded() if is_next else None
            if number % open_every == 0 or number not in typed:
                opened[number] = one.open(query), one.downloaded()
    found = []
    for number, query in enumerate(queries):
        again, later = typed.get(number, ([], None))
        urls, first = opened.get(number, (again, None))
        found.append(Searched(query, urls, first, later, number not in typed or urls == again))
    return found
