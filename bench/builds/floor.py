"""What Python-Markdown alone costs on a corpus: no cold build that converts every article can be faster.

``python -m bench.builds.floor FOLDER`` (a site of ours) prints one JSON line a round.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown import Markdown

from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.captions import CaptionExtension

_CHUNK = 100


def bare() -> Markdown:
    """Return Python-Markdown without any extension."""
    return Markdown(output_format="html")


def ours() -> Markdown:
    """Return Python-Markdown with the extensions that articles may use, and captions."""
    return Markdown(extensions=[*EXTENSIONS, CaptionExtension()], output_format="html")


def _convert(job: tuple[Callable[[], Markdown], list[str]]) -> int:
    make, bodies = job
    converter = make()
    return sum(len(converter.reset().convert(body)) for body in bodies)


def measure(bodies: list[str], make: Callable[[], Markdown], processes: int) -> float:
    """Return the seconds to convert all ``bodies`` over some forked processes."""
    jobs = [(make, bodies[start : start + _CHUNK]) for start in range(0, len(bodies), _CHUNK)]
    began = time.monotonic()
    if processes == 1:
        list(map(_convert, jobs))
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            pool.map(_convert, jobs, chunksize=1)
    return time.monotonic() - began


def main() -> None:
    """Read the articles of a site and convert them, bare and with our extensions, on one core and on two."""
    files = sorted(Path(sys.argv[1]).glob("content/tin/*/*/*/index.md"))
    bodies = [path.read_text("utf-8").split("---\n\n", 1)[1] for path in files]
    print(
        json.dumps(
            {f"{make.__name__} {n}": round(measure(bodies, make, n), 3) for make in (bare, ours) for n in (1, 2)}
        )
    )


if __name__ == "__main__":
    main()
