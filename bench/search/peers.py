"""The other engines, as their users set them up: each answers a list of queries with addresses, the best first."""

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.search.documents import Document, html_copies
from tests.newsdesk.site_handler import served
from tests.search.judged import Query

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench" / "search"
PAGEFIND, MINISEARCH = "1.6.0", "7.2.0"
NAMES = {
    "ours": "**Bản Tin**", "pagefind": f"Pagefind {PAGEFIND}", "minisearch": f"MiniSearch {MINISEARCH}",
    "minisearch-d": "MiniSearch, đ as d", "fts5": "SQLite FTS5", "fts5-d": "FTS5, đ as d",
}  # fmt: skip
#: An empty page of the site, which loads what it is told to.
EMPTY = "<!doctype html><title>–</title>"
#: Results that are looked at, so that filters leave enough.
MOST = 60
#: The best of those tried on the set, the last word half-typed: `prefix` and `fuzzy: 0.2` for all
#: words, as its introduction has them, give 0.56 in place of 0.76.
MINISEARCH_OPTIONS = {"fuzzy": 0.12, "boost": {"title": 3}}
#: What our pages show beside the text of the article.
UNREAD = ".tools, .print-only, dialog"

Answers = list[list[str]]


def install() -> None:
    """Install the peers (npm) into ``CACHE`` where they are missing."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = {"@pagefind/linux-x64": PAGEFIND, "pagefind": PAGEFIND, "minisearch": MINISEARCH}
    if any(_version(name) != version for name, version in wanted.items()):
        packages = [f"{name}@{version}" for name, version in wanted.items()]
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--prefix", CACHE, *packages], check=True)


def _version(name: str) -> str:
    package = CACHE / "node_modules" / name / "package.json"
    return str(json.loads(package.read_text("utf-8"))["version"]) if package.exists() else ""


def pagefind_command(site: Path) -> list[str]:
    """Return the command that indexes the HTML pages of a site into its folder ``pagefind``; the program itself, without Node."""
    program = CACHE / "node_modules" / "@pagefind" / "linux-x64" / "bin" / "pagefind_extended"
    # One index for all languages, so that the English page is found too.
    return [str(program), "--site", str(site), "--quiet", "--force-language", "vi", "--exclude-selectors", UNREAD]


@contextmanager
def pagefind_page(browser: Browser, site: Path) -> Iterator[Page]:
    """A page of an indexed site on which ``window.find(query, most)`` answers with the addresses."""
    with served(site) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        load_pagefind(page)
        yield page
        context.close()


def load_pagefind(page: Page) -> None:
    """Open an empty page of the site and load Pagefind into it."""
    page.goto("/empty.html")
    page.evaluate("""async () => {
        const pagefind = await import("/pagefind/pagefind.js");
        window.find = async (query, most) => {
            const found = await pagefind.search(query);
            return Promise.all(found.results.slice(0, most).map(async (each) => (await each.data()).url));
        };
    }""")


def index_with_pagefind(output: Path, site: Path, found: Sequence[Document]) -> None:
    """Copy the pages of the documents to ``site`` and index them."""
    shutil.rmtree(site, ignore_errors=True)
    html_copies(output, site, [each.url for each in found])
    subprocess.run(pagefind_command(site), check=True)
    (site / "empty.html").write_text(EMPTY, encoding="utf-8")


def pagefind(browser: Browser, site: Path, found: Sequence[Document], queries: Sequence[Query]) -> Answers:
    """Ask Pagefind in the browser."""
    with pagefind_page(browser, site) as page:
        # Typographic quotation marks are none to it.
        asked = [re.sub("[“”]", '"', query.q) for query in queries]
        return [
            _filtered(
                query, found, page.evaluate("([query, most]) => find(query, most)", [text, MOST]) if text else None
            )
            for query, text in zip(queries, asked, strict=True)
        ]


def minisearch(d: bool) -> Callable[[Sequence[Document], Sequence[Query]], Answers]:
    """Return MiniSearch with marks folded as its users do; with ``d`` đ is a d too."""

    def ask(found: Sequence[Document], queries: Sequence[Query]) -> Answers:
        listed = [{"id": each.url, "title": each.title, "text": each.text, "files": each.files} for each in found]
        given = {"documents": listed, "queries": [each.q for each in queries], "d": d, "options": MINISEARCH_OPTIONS}
        command = ["node", str(Path(__file__).with_name("minisearch.mjs")), str(CACHE)]
        done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
        return [_filtered(query, found, ids) for query, ids in zip(queries, json.loads(done.stdout), strict=True)]

    return ask


def fts5(d: bool) -> Callable[[Sequence[Document], Sequence[Query]], Answers]:
    """Return SQLite FTS5 without marks; with ``d`` đ is replaced by d in texts and queries.

    What has all words, the last as a beginning, then what has any of them. The title counts ten times.
    """

    def plain(text: str) -> str:
        return text.replace("đ", "d").replace("Đ", "D") if d else text

    def ask(found: Sequence[Document], queries: Sequence[Query]) -> Answers:
        base = sqlite3.connect(":memory:")
        base.execute(
            "CREATE VIRTUAL TABLE t USING fts5(url UNINDEXED, title, text, files, tokenize='unicode61 remove_diacritics 2')"
        )
        base.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?)", [(e.url, plain(e.title), plain(e.text), plain(e.files)) for e in found]
        )
        return [_filtered(query, found, _fts5(base, plain(query.q)) if query.q else None) for query in queries]

    return ask


def _fts5(base: sqlite3.Connection, query: str) -> list[str]:
    words = [f'"{word}"' for word in re.findall(r"\w+", query)]
    if re.fullmatch(r'\s*["“].*["”]\s*', query):
        wanted = [f'"{" ".join(re.findall(chr(92) + "w+", query))}"']
    else:
        wanted = [f"{' AND '.join(words)}*", f"{' OR '.join(words)}*"]
    matching = "SELECT url FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, 10, 1, 1) LIMIT 200"
    return list(dict.fromkeys(url for each in wanted for (url,) in base.execute(matching, (each,))))


def _filtered(query: Query, found: Sequence[Document], urls: Sequence[str] | None) -> list[str]:
    """Leave what the filters of a query want, for engines that know none here; no words: all documents, the newest first."""
    known = {each.url: each for each in found}
    return [url for url in (known if urls is None else urls) if known[url].passes(query.filters)]
