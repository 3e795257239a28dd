"""What a reader of 10,000 articles downloads for a first search and for later ones: ours, and Pagefind with the same pages.

``python -m bench.search.downloads --articles 10000``: the demonstration and the planted corpus of tests/search among that many articles, so
that the queries of the relevance set find something; what is served is counted, compressed by Brotli of quality 11. How well they are answered
is not asked here: the sentences of the answers stand in many of the others.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from bench.search import peers
from bench.search.browser import chromium
from bench.search.documents import html_copies
from bench.search.texts import write_articles
from tests.newsdesk.site_handler import SiteHandler, listening
from tests.search.judged import Query, queries
from tests.search.planted import write_content
from tests.search.reader import Searched, compressed, searches
from tests.search.site import build_content

#: Pagefind shows results with their excerpts; readers see about five at once.
SHOWN = 5


class _Counting(SiteHandler):
    """Remembers what was asked for: Pagefind asks in a worker, which the browser's own events don't tell of."""

    def __init__(self, *arguments: object, asked: list[str], directory: str) -> None:
        self.asked = asked
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 - the name that its base calls
        self.asked.append(unquote(urlsplit(self.path).path))
        super().do_GET()


@contextmanager
def counted(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; give the address and the list of what is asked for."""
    asked: list[str] = []
    with listening(partial(_Counting, asked=asked, directory=str(folder))) as address:
        yield address, asked


def pagefind_searches(browser: Browser, site: Path, asked_for: Sequence[Query]) -> list[Searched]:
    """Search as ``searches`` does for ours."""
    found = []
    with counted(site) as (address, asked):
        context = browser.new_context(base_url=address)
        page = context.new_page()

        def downloaded() -> int:
            size = sum(compressed(site / path.lstrip("/")) for path in asked if path.startswith("/pagefind/"))
            asked.clear()
            return size

        def find(query: Query) -> list[str]:
            urls: list[str] = page.evaluate("([query, most]) => find(query, most)", [query.q, SHOWN])
            return urls

        for number, query in enumerate(asked_for):
            peers.load_pagefind(page)
            urls = find(query)
            first = downloaded()
            later = None
            if number + 1 < len(asked_for):
                find(asked_for[number + 1])
                later = downloaded()
            found.append((urls, first, later))
        context.close()
    laters = [None, *(later for _, _, later in found[:-1])]
    return [
        Searched(query, urls, first, later)
        for query, (urls, first, _), later in zip(asked_for, found, laters, strict=True)
    ]


def make(count: int, folder: Path) -> Path:
    """Write and build the site of ``count`` articles in ``folder``, unless it is there; return its output."""
    output = folder / "output"
    if not (output / "index.html").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write_content(folder / "content")
        write_articles(folder / "content", count)
        build_content(folder / "content", output, folder / "state", timeout=1800)
    return output


def main() -> None:
    """Print a table of what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.downloads")
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000])
    parser.add_argument("--engines", nargs="+", default=["ours", "pagefind"])
    parser.add_argument("--queries", type=int, default=1000, help="so many of the set")
    parser.add_argument("--again", action="store_true", help="build the site anew")
    wanted = parser.parse_args()
    peers.install()
    asked = [each for each in queries() if not each.filters]
    Random(16).shuffle(asked)
    asked = asked[: wanted.queries]
    rows = []
    for count in wanted.articles:
        folder = peers.CACHE / f"site-{count}"
        if wanted.again:
            shutil.rmtree(folder, ignore_errors=True)
        output = make(count, folder)
        with chromium() as browser:
            for name in wanted.engines:
                if name == "ours":
                    found = searches(browser, output, asked)
                elif name == "pagefind":
                    found = pagefind_searches(browser, _pagefind_site(output, folder), asked)
                else:
                    continue
                rows.append(_row(count, name, found))
    print("| articles | | first search, middle | 95 % at most | most | later ones, middle | 95 % at most |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    print("\n".join(rows))


def _pagefind_site(output: Path, folder: Path) -> Path:
    site = folder / "pagefind"
    if not site.exists():
        pages = [
            *output.glob("tin/[0-9]*/[0-9]*/*/index.html"),
            *(output / name / "index.html" for name in ("about", "gioi-thieu", "lien-he")),
        ]
        html_copies(output, site, [f"/{page.parent.relative_to(output).as_posix()}/" for page in pages])
        subprocess.run(peers.pagefind_command(site), check=True)
        (site / "empty.html").write_text(peers.EMPTY, encoding="utf-8")
    return site


def _row(count: int, name: str, found: Sequence[Searched]) -> str:
    first = [each.first for each in found if each.first is not None]
    later = [each.later for each in found if each.later is not None]
    cells = [median(first), quantiles(first, n=20)[-1], max(first), median(later), quantiles(later, n=20)[-1]]
    for each in sorted(found, key=lambda each: -(each.first or 0))[:10]:
        print(f"  {name}: {each.query.name}: {each.first:,} bytes, later {each.later}", file=sys.stderr)
    return f"| {count:,} | {peers.NAMES[name]} | {' | '.join(f'{cell:,.0f}' for cell in cells)} |"


if __name__ == "__main__":
    main()
