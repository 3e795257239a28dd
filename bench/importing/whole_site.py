"""How long a folder of saved pages takes, and how much memory: ``python -m bench.importing.whole_site [PAGES]``."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.importing.portal_pages import make_many, save_html

ROOT = Path(__file__).parents[2]
#: What is asked of it: seconds for a thousand pages on two cores, and bytes of memory.
SECONDS, MEMORY = 60, 300_000_000


def memory_of(process: int) -> int:
    """Return the bytes of memory of a process and its children, what they share counted once."""
    total = 0
    waiting = [process]
    while waiting:
        number = waiting.pop()
        try:
            rollup = Path(f"/proc/{number}/smaps_rollup").read_text()
            total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return total


def main(count: int) -> None:
    """Make ``count`` pages, take them in, and again; print a table."""
    with tempfile.TemporaryDirectory() as scratch:
        source, site = Path(scratch, "trang-cu"), Path(scratch, "trang")
        source.mkdir()
        site.mkdir()
        shutil.copyfile(ROOT / "content" / "site.toml", site / "site.toml")
        for page in make_many(count):
            save_html(page, source, pictures=False)
        print("| run | pages | cores | s | CPU s | ms CPU a page | memory, MB |\n|---|---|---|---|---|---|---|")
        for name in ("first", "again"):
            begun, before = time.monotonic(), os.times()
            run = subprocess.Popen(
                [sys.executable, "-m", "newsdesk", "import", str(source), "--site", str(site)],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            most = 0
            while run.poll() is None:
                most = max(most, memory_of(run.pid))
                time.sleep(0.2)
            run.wait()
            seconds, after = time.monotonic() - begun, os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            written = sum(1 for _ in site.rglob("index.md"))
            print(
                f"| {name} | {written} | {os.cpu_count()} | {seconds:.1f} | {used:.1f} | {used / count * 1000:.0f} | {most / 1e6:.0f} |"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
