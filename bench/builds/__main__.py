"""Builds and previews side by side in one run: cold, unchanged, edited, a new article, saved under the server; files and memory.

    .venv/bin/python -m bench.builds                                    1,000 articles, all generators
    .venv/bin/python -m bench.builds --articles 1000 10000 30000 --generators ours --cases cold edit floor     how ours grows

Installs the peers (PyPI, npm) into .cache/bench/builds and makes the corpora there. Every build is a fresh process. Rounds are interleaved
between generators and sizes; tables show the middle one, ratios are the middle one of each round's own. Everything measured is also a line of
.cache/bench/builds/results.jsonl. Nothing else should be running.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.builds.measure import Server, free_port, load_average, serving, written
from bench.builds.peers import CACHE, ROOT, environment, furnish, generators, install
from bench.builds.sites import Site, empty_aside
from bench.builds.table import tables

IMAGES = (".jpg", ".webp", ".avif", ".png")
Found = Iterator[dict[str, Any]]


def cold(site: Site, number: int) -> Found:
    """Nothing built before: neither output nor what builds remember; photos are encoded."""
    site.clear()
    spent = site.build()
    files = site.files()
    yield {**asdict(spent), "files": len(files), "html": sum(path.endswith(".html") for path in files)}


def nothing(site: Site, number: int) -> Found:
    """Build again what was built."""
    before = site.files()
    spent = site.build()
    yield {**asdict(spent), "written": len(written(before, site.files()))}


def edit(site: Site, number: int) -> Found:
    """A paragraph more in the article in the middle."""
    before = site.files()
    mark = site.edit()
    spent = site.build()
    site.check_edited(mark)
    yield {**asdict(spent), "written": len(written(before, site.files()))}


def new(site: Site, number: int) -> Found:
    """One newest article; its own photos don't count as written."""
    before = site.files()
    address = site.add(number)
    spent = site.build()
    site.check_added(address)
    changed = written(before, site.files())
    own = [path for path in changed if address in path and path.endswith(IMAGES)]
    yield {**asdict(spent), "written": len(changed) - len(own)}


def memory(site: Site, number: int) -> Found:
    """A cold build that is watched, once."""
    if number == 0:
        site.clear()
        yield asdict(site.memory())


def floor(site: Site, number: int) -> Found:
    """Python-Markdown alone on the corpus of ours, once."""
    if number == 0 and site.name == "ours":
        command = [sys.executable, "-m", "bench.builds.floor", str(site.folder)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        for what, wall in json.loads(done.stdout).items():
            yield {"what": what, "wall": wall}


BUILDS: dict[str, Callable[[Site, int], Found]] = {
    "cold": cold, "nothing": nothing, "edit": edit, "new": new, "memory": memory, "floor": floor,
}  # fmt: skip
CASES = [*BUILDS, "preview"]


def preview(sites: list[Site], rounds: int) -> Iterator[tuple[Site, int, dict[str, Any]]]:
    """Save under the watching servers of all ``sites``, which run together and take turns, each idle while it is not its own."""
    with ExitStack() as stack:
        servers: list[tuple[Site, Server]] = []
        for site in sites:
            if site.generator.serve is None:
                continue
            port = free_port()
            began = time.monotonic()
            command = site.generator.serve(port)
            server = stack.enter_context(serving(command, port, site.folder, environment(site.generator)))
            server.wait(site.edited_address(), b"<html", site.limit, poll=0.1)
            ready = time.monotonic() - began
            server.settle(site.limit)
            servers.append((site, server))
            print(f"  {site.name} serves after {ready:.1f} s", file=sys.stderr)
        for number in range(rounds):
            for site, server in servers:
                began = time.monotonic()
                server.wait(site.edited_address(), site.edit(), site.limit)
                wall = time.monotonic() - began
                server.settle(site.limit)
                yield site, number, {"wall": wall, "largest": server.largest()}


def prepare(options: argparse.Namespace) -> list[Site]:
    """Install the peers, make the corpora and return the sites; corpora are made by another process, to keep this one small."""
    install()
    known = generators()
    sites = []
    for count in options.articles:
        folder = CACHE / f"{count}-{options.photos_every}"
        sources = {known[name].source for name in options.generators}
        command = [sys.executable, "-m", "bench.builds.corpus", str(folder), str(count), str(options.photos_every)]
        subprocess.run([*command, *sorted(sources)], cwd=ROOT, check=True)
        for name in options.generators:
            site = Site(name, known[name], folder / known[name].source, count, options.limit)
            furnish(site.folder, site.generator, options.code)
            site.reset()
            sites.append(site)
    return sites


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.builds")
    names = [name for name in generators() if name != "pelican-cached"]
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--photos-every", type=int, default=1, help="each Nth article shows photos (1: each)")
    parser.add_argument("--generators", "--peers", nargs="+", default=names, choices=list(generators()))
    parser.add_argument("--cases", nargs="+", default=CASES, choices=CASES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a build has failed")
    parser.add_argument("--code", type=Path, default=ROOT, help="the project to measure as ours (another checkout)")
    parser.add_argument("--prepare", action="store_true", help="only install, make the corpora and build once")
    return parser.parse_args()


def main() -> None:
    """Measure, note every measurement, print the tables."""
    # Also when it is stopped from outside, no server stays behind and the corpora are put back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    wanted = options()
    wanted.code = wanted.code.resolve()
    load = load_average()
    sites = prepare(wanted)
    measured: list[dict[str, Any]] = []
    started = time.strftime("%Y-%m-%dT%H:%M:%S")

    def note(site: Site, case: str, number: int, found: dict[str, Any]) -> None:
        where = {"run": started, "articles": site.articles, "photos_every": wanted.photos_every, "load": load_average()}
        line = {**where, "generator": site.name, "case": case, "round": number, **found}
        measured.append(line)
        with (CACHE / "results.jsonl").open("a", encoding="utf-8") as results:
            results.write(json.dumps(line) + "\n")
        print(f"  {site.articles} {site.name} {case} {number}: {found}", file=sys.stderr)

    try:
        # Also encodes the photos, and brings the corpora into the memory of the system.
        for site in sites:
            print(f"  {site.articles} {site.name}: {site.build().wall:.1f} s, not measured", file=sys.stderr)
        for case in () if wanted.prepare else wanted.cases:
            if case == "preview":
                for count in wanted.articles:
                    for site, number, found in preview([s for s in sites if s.articles == count], wanted.rounds):
                        note(site, case, number, found)
                continue
            for number in range(wanted.rounds):
                for site in sites:
                    for found in BUILDS[case](site, number):
                        note(site, case, number, found)
    finally:
        for site in sites:
            site.reset()
        if measured:
            print(f"Load average before the run: {load}\n")
            print(tables(measured, {name: each.title for name, each in generators().items()}))
        empty_aside()


if __name__ == "__main__":
    main()
