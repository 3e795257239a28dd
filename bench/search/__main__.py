"""The relevance set of tests/search, answered by ours and by the peers; what a first search downloads; what an index costs.

    .venv/bin/python -m bench.search                     the table of relevance
    .venv/bin/python -m bench.search --engines ours --faults     what ours does not answer perfectly
    .venv/bin/python -m bench.search.downloads           bytes of first and later searches among 10,000 articles
    .venv/bin/python -m bench.search.building            CPU time and memory of indexing 1,000 and 10,000 articles
    .venv/bin/python -m bench.search.publishing          files and bytes that a publish writes among 1,000, 10,000 and 100,000

Installs the peers (npm) into .cache/bench/search. For the second and third, nothing else should be running.
"""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser

from bench.search import peers
from bench.search.browser import chromium
from bench.search.documents import Document, documents
from tests.search.judged import Query, Score, faults, queries, score, table
from tests.search.reader import answers
from tests.search.site import build

FOLDER = peers.CACHE / "relevance"


def relevance(engines: list[str]) -> dict[str, list[Score]]:
    """Answer all queries with each of the engines."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    content, output = FOLDER / "content", FOLDER / "output"
    planted = build(content, output, FOLDER / "state")
    found = documents(content, output, planted)
    asked = queries()
    print(f"{len(found)} articles and pages, {len(asked)} queries", file=sys.stderr)
    with chromium() as browser:
        return {peers.NAMES[name]: _scores(asked, _ask(name, browser, output, found, asked)) for name in engines}


def _ask(name: str, browser: Browser, output: Path, found: list[Document], asked: list[Query]) -> peers.Answers:
    match name:
        case "ours":
            return answers(browser, output, asked)
        case "pagefind":
            peers.index_with_pagefind(output, FOLDER / "pagefind", found)
            return peers.pagefind(browser, FOLDER / "pagefind", found, asked)
        case "minisearch" | "minisearch-d":
            return peers.minisearch(name.endswith("-d"))(found, asked)
        case _:
            return peers.fts5(name.endswith("-d"))(found, asked)


def _scores(asked: list[Query], answers: peers.Answers) -> list[Score]:
    return [score(query, urls) for query, urls in zip(asked, answers, strict=True)]


def main() -> None:
    """Measure what the command line says and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--engines", nargs="+", choices=list(peers.NAMES), default=list(peers.NAMES))
    parser.add_argument("--faults", action="store_true", help="print what was not answered perfectly")
    wanted = parser.parse_args()
    peers.install()
    scores = relevance(wanted.engines)
    if wanted.faults:
        for name, of in scores.items():
            print(f"\n{name}\n{faults(of)}", file=sys.stderr)
    print(table(scores))


if __name__ == "__main__":
    main()
