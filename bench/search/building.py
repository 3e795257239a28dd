"""What an index costs to make: CPU time, memory and files of ours and of Pagefind, each in a fresh process, rounds interleaved.

``python -m bench.search.building --articles 1000 10000 --rounds 3``: see ``bench.search``. Nothing else should be running.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import brotli

from bench.builds.measure import Spent, peak, run
from bench.search import peers
from bench.search.ours import prepare
from bench.search.texts import growth, write_html

LIMIT = 900
Case = tuple[list[str], Path, Path]


def cases(count: int, engines: list[str]) -> dict[str, Case]:
    """Return the command, the folder to run it in and the folder of the index, for each engine; what they read is written first."""
    folder = peers.CACHE / f"texts-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "index").mkdir(parents=True)
    found: dict[str, Case] = {}
    if "ours" in engines:
        prepare(folder / "corpus", count)
        command = [sys.executable, "-m", "bench.search.ours", str(folder / "corpus"), str(folder / "index")]
        found["ours"] = command, folder, folder / "index"
    if "pagefind" in engines:
        write_html(folder / "pages", count)
        found["pagefind"] = peers.pagefind_command(folder / "pages"), folder, folder / "pages" / "pagefind"
    return found


def measure(count: int, engines: list[str], rounds: int, note: Callable[[str], None]) -> list[str]:
    """Measure and return the rows of a table."""
    made = cases(count, engines)
    environment = {**os.environ, "PYTHONPATH": str(peers.ROOT), "PYTHONUTF8": "1"}
    spent: dict[str, list[Spent]] = {name: [] for name in made}
    for number in range(rounds):
        for name, (command, folder, index) in made.items():
            shutil.rmtree(index, ignore_errors=True)
            index.mkdir(parents=True)
            os.sync()
            spent[name].append(run(command, folder, environment, LIMIT))
            note(f"{count} {name} {number}: {spent[name][-1]}")
    rows = []
    for name, (command, folder, index) in made.items():
        shutil.rmtree(index, ignore_errors=True)
        index.mkdir(parents=True)
        memory = peak(command, folder, environment, LIMIT)
        files = [path for path in index.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        sent = sum(len(brotli.compress(path.read_bytes(), quality=5)) for path in files)
        cpu = median(each.cpu for each in spent[name])
        wall = median(each.wall for each in spent[name])
        ratio = ""
        if name == "ours" and "pagefind" in spent:
            pairs = zip(spent["ours"], spent["pagefind"], strict=True)
            ratio = f"{median(ours.cpu / theirs.cpu for ours, theirs in pairs):.2f}"
        rows.append(
            f"| {count:,} | {peers.NAMES[name]} | {cpu:.1f} s | {ratio} | {wall:.1f} s | {memory.largest / 1e6:,.0f} MB | "
            f"{memory.together / 1e6:,.0f} MB | {len(files):,} | {size / 1e6:.1f} MB | {sent / 1e6:.1f} MB |"
        )
    return rows


def main() -> None:
    """Print a table of what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.building")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", default=["ours", "pagefind"])
    wanted = parser.parse_args()
    peers.install()

    def note(text: str) -> None:
        print(f"  {text}", file=sys.stderr)

    rows = [row for count in wanted.articles for row in measure(count, wanted.engines, wanted.rounds, note)]
    print("| articles | | CPU | ÷ Pagefind's | wall | largest process | all together | files | on disk | Brotli |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    print("\n".join(rows))
    for count in wanted.articles:
        words, different, pairs = growth(count)
        print(
            f"\n{count:,} articles: {words:,} words, {different:,} different ones, {pairs:,} different pairs of neighbours."
        )


if __name__ == "__main__":
    main()
