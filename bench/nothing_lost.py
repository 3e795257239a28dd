"""What it takes to compare every article with its page: reading with and without, turn by turn, as a ratio.

    .venv/bin/python -m bench.nothing_lost [--articles 1000] [--rounds 9] [--sites demonstration corpus]

Reads the demonstration's articles and those of the corpus of ``bench.builds``, made below .cache/bench where it is missing. The first round
encodes photos and is not counted. Each round reads all articles in both ways; the ratio is the middle one of the rounds' own.
"""

import argparse
import statistics
import time
from pathlib import Path

from ban_tin.articles import reader as reader_module
from ban_tin.articles.body import convert
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from ban_tin.photos.store import photo_store
from ban_tin.site.load import load_facts
from bench.builds import corpus

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "bench" / "nothing_lost"


def measure(name: str, content: Path, rounds: int) -> None:
    """Print what the comparison takes of reading the articles of ``content``."""
    site = load_facts(content / "site.toml", "site.toml", Findings())
    reader = SourceReader(content, ("trang",), site, photo_store(ROOT / ".cache" / "photos"))
    files = sorted(content.glob("tin/**/*.md"))
    told = Findings()
    for file in files:
        reader.read(file, None, told)
    checks = convert.check_words, reader_module.check_shown_fields
    ratios, plain = [], []
    for number in range(rounds):
        spent = {True: 0.0, False: 0.0}
        for file in files:
            # Side by side, so that whatever else the machine does slows both.
            for compared in ((True, False), (False, True))[number % 2]:
                convert.check_words, reader_module.check_shown_fields = checks if compared else (_none, _none)
                began = time.process_time()
                reader.read(file, None, Findings())
                spent[compared] += time.process_time() - began
        ratios.append(spent[True] / spent[False])
        plain.append(spent[False] / len(files))
    convert.check_words, reader_module.check_shown_fields = checks
    lost = sum(finding.kind.startswith(("words-missing", "markup-shown", "field-markup")) for finding in told.found)
    print(
        f"{name}: {len(files)} articles, {statistics.median(plain) * 1e3:.2f} ms each without, "
        f"{(statistics.median(ratios) - 1) * 100:+.1f} % with the comparison "
        f"({(min(ratios) - 1) * 100:+.1f} to {(max(ratios) - 1) * 100:+.1f}); {lost} findings of it"
    )


def _none(*_: object) -> None:
    """Compare nothing."""


def main() -> None:
    """Measure the sites that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sites", nargs="+", default=["demonstration", "corpus"])
    options = parser.parse_args()
    if "demonstration" in options.sites:
        measure("demonstration", ROOT / "content", options.rounds)
    if "corpus" in options.sites:
        corpus.make(CACHE / str(options.articles), options.articles, ["ours"])
        measure("corpus", CACHE / str(options.articles) / "ours" / "content", options.rounds)


if __name__ == "__main__":
    main()
