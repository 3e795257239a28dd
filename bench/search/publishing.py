"""What a publish writes of the search index: articles are published one by one behind 1,000, 10,000 and 100,000 others.

``python -m bench.search.publishing --articles 1000 10000 100000``: see ``bench.search``. Files and bytes are exact.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import mean

import brotli

from ban_tin.searching.abbreviations import Shortener, read_abbreviations
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.index import Made, make_index, update_index
from bench.search import peers
from bench.search.ours import prepare, read_corpus, unpack
from tests.search.planted import ABBREVIATIONS

#: Articles that are published, each counted by itself: as many as move every sixteenth part of the newest terms twice.
PUBLISHED = 32


class _Store:
    """Documents and files of an index, in memory."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self._kept = kept
        self.files: dict[str, bytes] = {}

    def documents(self, source: str) -> Sequence[SearchDocument]:
        return unpack(self._kept, source)

    def file(self, name: str) -> bytes | None:
        return self.files.get(name)

    def take(self, made: Made) -> tuple[int, int, int]:
        """Keep the files of ``made``; return how many differ, their bytes, and those of Brotli."""
        changed = [
            content for name, content in made.files.items() if content is not None and self.files.get(name) != content
        ]
        for name, content in made.files.items():
            self.files.pop(name, None)
            if content is not None:
                self.files[name] = content
        return len(changed), sum(map(len, changed)), sum(len(brotli.compress(each, quality=11)) for each in changed)


def measure(count: int, folder: Path) -> str:
    """Publish articles behind ``count`` others and return the row of a table."""
    prepare(folder / "corpus", count + PUBLISHED)
    places, kept = read_corpus(folder / "corpus")
    shortener = Shortener(read_abbreviations(ABBREVIATIONS))
    store, urls = _Store(kept), list(places)
    now = dict(list(places.items())[:count])
    made = make_index(now, partial(unpack, kept), shortener, folder)
    store.take(made)
    index, written = made.index, []
    for url in urls[count:]:
        now = {**now, url: places[url]}
        updated = update_index(index, now, {url: unpack(kept, url)}, store, shortener)
        if updated is None:  # More articles in a month than ever before.
            updated = make_index(now, partial(unpack, kept), shortener, folder)
        written.append(store.take(updated))
        index = updated.index
    files, size, sent = (list(each) for each in zip(*written, strict=True))
    return (
        f"| {count:,} | {mean(files):.0f} | {max(files)} | {mean(size) / 1e3:.0f} kB | {max(size) / 1e3:.0f} kB | "
        f"{mean(sent) / 1e3:.0f} kB | {max(sent) / 1e3:.0f} kB |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.publishing")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    folder = peers.CACHE / "publishing"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for count in parser.parse_args().articles:
        rows.append(measure(count, folder))
        print(rows[-1], file=sys.stderr)
    print("| articles before | files | at most | bytes | at most | Brotli | at most |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
