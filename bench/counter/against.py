"""Hits per CPU-second of this tree against another one, interleaved, so that other work on the machine meets both.

    git worktree add ../before COMMIT
    .venv/bin/python -m bench.counter.against ../before                 the same features on both
    .venv/bin/python -m bench.counter.against ../before --readers       ratings and comments on, here alone

Each pair of rounds gives a ratio; the middle one is the figure. Rounds differ by a fifth on a busy machine: take many short ones.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.counter.__main__ import CONNECTIONS, ORIGIN, PAGES, ROOT, free_port, wait_for
from bench.counter.load import Run, cpu_seconds, hits, load

READERS = {"rating": True, "comments": {"consent": "Tôi đồng ý", "retention_days": 30}}


def measure(tree: Path, more: dict[str, Any], seconds: float) -> float:
    """Hits per CPU-second of the counter in ``tree``, with ``more`` in ``pages.json``."""
    with TemporaryDirectory(prefix="counter-against-") as name:
        folder, port = Path(name), free_port()
        pages = {"time_zone": "Asia/Ho_Chi_Minh", "origin": ORIGIN, "pages": PAGES, "aliases": {}, **more}
        (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "counter",
            "serve",
            "--data",
            folder / "data",
            "--pages",
            folder / "pages.json",
        ]
        server = subprocess.Popen(
            [*map(str, command), "--port", str(port), "--trusted-proxy", "127.0.0.1/32"],
            cwd=tree, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), os.environ.get("PYTHONPATH", "")])},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            before, run = cpu_seconds(server.pid), Run(hits(PAGES, ORIGIN, "/api", 1_000_000, 1), 0)
            asyncio.run(load("127.0.0.1", port, run, CONNECTIONS, seconds))
            used = cpu_seconds(server.pid) - before
        finally:
            server.terminate()
            server.wait(20)
    if run.statuses.get("200", 0) < 0.98 * len(run.latencies):
        raise SystemExit(f"{tree}: {run.statuses}")
    return len(run.latencies) / used


def main() -> None:
    """Print each pair of rounds and the middle ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("--readers", action="store_true", help="ratings and comments on in this tree")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--seconds", type=float, default=3)
    args = parser.parse_args()
    ratios = []
    for number in range(args.rounds):
        pair = [(args.before.resolve(), {}), (ROOT, READERS if args.readers else {})]
        figures = {tree: measure(tree, more, args.seconds) for tree, more in (pair if number % 2 else pair[::-1])}
        before, now = (figures[tree] for tree, _ in pair)
        ratios.append(now / before)
        print(
            f"{time.strftime('%H:%M:%S')} before {before:,.0f}, now {now:,.0f} hits per CPU-second: {ratios[-1]:.3f}",
            flush=True,
        )
    print(
        f"the middle ratio of {args.rounds}: {statistics.median(ratios):.3f}; quartiles {statistics.quantiles(ratios, n=4)}"
    )


if __name__ == "__main__":
    main()
