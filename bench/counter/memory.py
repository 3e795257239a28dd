"""Does the counter's memory stay flat? Millions of hits from a million addresses on a server with everything on.

    .venv/bin/python -m bench.counter.memory              5 million hits, about ten minutes of one core for the server
    .venv/bin/python -m bench.counter.memory --hits 200000

Prints a Markdown table: resident memory after each fifth of the hits, its peak, and what the server had stored by then. Exits
with 1 when the peak is above ``--limit`` megabytes, or when hits were refused.
"""

import argparse
import asyncio
import json
import sys
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.counter.__main__ import CONNECTIONS, ORIGIN, PAGES, free_port
from bench.counter.load import Client, Run, hits, start


def peak(pid: int) -> float:
    """Return the largest resident memory a process ever had, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def now(pid: int) -> float:
    """Return the resident memory of a process in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


async def run_hits(port: int, run: Run, count: int, step: int, report: Any) -> None:
    """Send at least ``count`` hits; call ``report`` with how many were answered, before the first and after each ``step``."""
    loop, done = asyncio.get_running_loop(), 0
    report(0)
    for _ in range(CONNECTIONS):
        await loop.create_connection(lambda: Client(run), "127.0.0.1", port)
    while done < count:
        await asyncio.sleep(0.02)
        if len(run.latencies) >= step:
            done += len(run.latencies)
            run.latencies.clear()
            report(done)
    run.stopping = True
    await asyncio.sleep(0.5)


def main() -> None:
    """Run it once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hits", type=int, default=5_000_000)
    parser.add_argument("--addresses", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=80, help="megabytes")
    args = parser.parse_args()
    with TemporaryDirectory(prefix="counter-memory-") as name:
        folder, port = Path(name), free_port()
        (folder / "pages.json").write_text(
            json.dumps({"time_zone": "Asia/Ho_Chi_Minh", "origin": ORIGIN, "pages": PAGES, "aliases": {}}),
            encoding="utf-8",
        )
        server = start(folder / "pages.json", folder / "data", port)

        def health() -> Any:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health") as answer:
                return json.load(answer)

        def report(done: int) -> None:
            size = sum(file.stat().st_size for file in (folder / "data").glob("counter.db*")) / 1e6
            print(
                f"| {done:,} | {now(server.pid):.1f} MB | {peak(server.pid):.1f} MB | {health()['seen_rows']:,} | {size:.0f} MB |",
                flush=True,
            )

        print("| hits | resident | peak | keys of today | database |\n|--:|--:|--:|--:|--:|")
        run = Run(hits(PAGES, ORIGIN, "/api", args.addresses, 1), 0)
        try:
            asyncio.run(run_hits(port, run, args.hits, args.hits // 5, report))
            print(f"answers: {run.statuses}; {health()['status']}, estimates: {health()['estimates']}")
            largest = peak(server.pid)
        finally:
            server.terminate()
            server.wait(20)
    if largest > args.limit or set(run.statuses) != {"200"}:
        sys.exit(f"more than {args.limit} MB, or hits were refused")


if __name__ == "__main__":
    main()
