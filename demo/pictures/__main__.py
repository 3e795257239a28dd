"""Draws every missing demo picture: python -m demo.pictures [CONTENT_FOLDER]."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .picture import Order, draw
from .references import Reference, in_folder
from .scenes import SCENES

_LABEL = "Vẽ ảnh minh họa / drawing pictures"
#: Seconds between two lines.
_PAUSE = 3


def _problems(found: list[Reference]) -> list[str]:
    """Return a line for each reference to an unknown scene, and the known scenes last."""
    lines = [f"{f.article}:{f.line}: unknown scene “{f.scene}” in {f.file}" for f in found if f.scene not in SCENES]
    return [*lines, "known scenes: " + ", ".join(sorted(SCENES))] if lines else []


def _orders(content: Path, found: list[Reference]) -> list[Order]:
    """Return what is missing, each picture once."""
    wanted = {f.target: f.scene for f in found}
    return [
        Order(target, target.relative_to(content).as_posix(), scene)
        for target, scene in wanted.items()
        if not target.exists()
    ]


def main(arguments: list[str] | None = None) -> int:
    """Draw what is missing; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m demo.pictures", description="Draw the missing demo pictures.")
    parser.add_argument("content", nargs="?", type=Path, default=Path("content"), help="folder of the articles")
    content: Path = parser.parse_args(arguments).content
    if not content.is_dir():
        print(f"{content}: no such folder", file=sys.stderr)
        return 1
    found = in_folder(content)
    problems = _problems(found)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    orders = _orders(content, found)
    if not orders:
        return 0
    total = len(orders)
    print(f"{_LABEL}: {total}", flush=True)
    said = time.monotonic()
    with ProcessPoolExecutor() as pool:
        for number, _ in enumerate(pool.map(draw, orders), start=1):
            if time.monotonic() - said > _PAUSE:
                said = time.monotonic()
                print(f"{_LABEL}: {number}/{total}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
