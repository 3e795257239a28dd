"""Twenty photos of twelve megapixels on two cores: wall time, memory and bytes, side by side in one run.

    .venv/bin/python -m bench.photos            the table in docs/bench.md; installs the peers (npm, pip) into .cache/bench
    .venv/bin/python -m bench.photos quality    bytes and SSIMULACRA2 of the encoders' settings

Every command starts a fresh process with an empty target. The rounds are interleaved and the middle one counts; the ratio is the middle one of
each round's own, so that a machine that slows down slows both alike. Memory is the sum of the proportional set sizes of all processes.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.photos.peers import environment, install, peers
from bench.photos.pictures import draw
from bench.photos.quality import quality_table

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
ROUNDS = 7
#: Of the slow ones, which no target depends on.
SLOW_ROUNDS = 2


@dataclass
class Row:
    """What is measured of one command."""

    command: list[str]
    environment: dict[str, str]
    rounds: int = ROUNDS
    walls: list[float] = field(default_factory=list)
    memory: int = 0
    size: int = 0


def measure(row: Row, target: Path) -> None:
    """Run a command once into an empty ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    subprocess.run(["sync"], check=True)
    began = time.monotonic()
    run = subprocess.Popen(row.command, env=row.environment, cwd=ROOT, start_new_session=True)
    while not row.walls and run.poll() is None:  # Only in the first round: looking costs time.
        row.memory = max(row.memory, _memory(run.pid))
        time.sleep(0.02)
    run.wait()
    row.walls.append(time.monotonic() - began)
    if run.returncode:
        raise SystemExit(f"failed: {row.command}")
    row.size = sum(path.stat().st_size for path in target.rglob("*") if path.suffix in {".webp", ".avif", ".jpg"})


def _memory(group: int) -> int:
    """Return the bytes that all processes of a group take."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            continue
    return total


def main() -> None:
    """Print a Markdown table."""
    install(CACHE)
    source, target = CACHE / "pictures", CACHE / "target"
    pictures = draw(source, 20)
    if sys.argv[1:] == ["quality"]:
        quality_table(pictures[:4], CACHE)
        return
    own = [sys.executable, "-m", "bench.photos.ours"]
    rows = {
        "**Bản Tin**, the same work": Row([*own, "webp", str(source), str(target)], dict(os.environ)),
        **{
            f"{peer.name} {peer.version}": Row(
                peer.command, environment(peer), SLOW_ROUNDS if peer.name == "Hugo" else ROUNDS
            )
            for peer in peers(CACHE, source, target)
        },
        "Bản Tin, all it makes but AVIF": Row(
            [*own, "all-but-avif", str(source), str(target)], dict(os.environ), SLOW_ROUNDS
        ),
        "Bản Tin, all it makes": Row([*own, "all", str(source), str(target)], dict(os.environ), SLOW_ROUNDS),
    }
    for number in range(ROUNDS):
        for row in rows.values():
            if number < row.rounds:
                measure(row, target)
    sharp = next(row for name, row in rows.items() if name.startswith("sharp"))
    print("| | wall | ÷ sharp's | fastest–slowest | memory | bytes made |\n|---|--:|--:|--:|--:|--:|")
    for name, row in rows.items():
        ratio = statistics.median(own / other for own, other in zip(row.walls, sharp.walls, strict=False))
        print(
            f"| {name} | {statistics.median(row.walls):.2f} s | {ratio:.2f} | {min(row.walls):.2f}–{max(row.walls):.2f} s "
            f"| {row.memory / 1e6:.0f} MB | {row.size / 1e6:.1f} MB |"
        )


if __name__ == "__main__":
    main()
