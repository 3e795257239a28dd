"""How many words in TCVN3 and VNI are read right: ``.venv/bin/python -m bench.importing.legacy_letters [FILE…]``.

Real text in Unicode (the files that are named, else the demonstration's articles and our own guides) is written in the old encodings, paragraph by
paragraph, and read again: with the font's name, without it, and with words in Unicode among the others. What is not the word that
it was is an error. Text that is Unicode already, in an old font and in none, must stay as it is.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from ban_tin.language.vietnamese.legacy import _TCVN3, _VNI
from ban_tin.language.vietnamese.text import nfc
from newsdesk.importing.legacy_text import Decoder, Face, Part, clean_signs

ROOT = Path(__file__).parents[2]
_OF_TCVN3 = {meant: written for written, meant in _TCVN3.items()}
_OF_VNI: dict[str, str] = {}
for written, meant in _VNI.items():
    # Capitals are written with capital marks.
    if meant not in _OF_VNI or written.isupper():
        _OF_VNI[meant] = written
_WORD = re.compile(r"[^\W\d_]+")


def paragraphs(paths: list[Path]) -> Iterator[str]:
    """Yield the paragraphs of the texts that have any Vietnamese letter."""
    for path in paths:
        for line in nfc(path.read_text("utf-8")).splitlines():
            line = clean_signs(line).strip()
            if (
                len(_WORD.findall(line)) > 2
                and not line.isascii()
                and not line.startswith(("```", "|", "<", "[", "    "))
            ):
                yield line


def in_tcvn3(text: str) -> str:
    """Return ``text`` as one types it in a .Vn font: capitals with marks have no letters of their own and stay small."""
    return "".join(_OF_TCVN3.get(each) or _OF_TCVN3.get(each.lower(), each) for each in text)


def in_vni(text: str) -> str:
    """Return ``text`` as one types it in a VNI font."""
    return "".join(_OF_VNI.get(each, each) for each in text)


def measure(
    lines: list[str], write: Callable[[str], str], face: Face, mixed: float = 0.0
) -> tuple[int, int, list[tuple[str, str]]]:
    """Return how many words there are, how many are wrong, and which."""
    chance = random.Random(1)
    written = []
    for line in lines:
        words = re.split(r"(\s+)", line)
        written.append("".join(word if chance.random() < mixed else write(word) for word in words))
    decoder = Decoder()
    for line in written:
        decoder.observe([Part(line, face)])
    count, wrong = 0, []
    for line, old in zip(lines, written, strict=True):
        read = "".join(decoder.decode([Part(old, face)])[0])
        meant, found = _WORD.findall(line), _WORD.findall(read)
        if write is in_tcvn3:
            # Of capitals with marks, TCVN3 keeps the letter and loses the size: no table brings it back.
            meant, found = [each.lower() for each in meant], [each.lower() for each in found]
        count += len(meant)
        wrong += [(a or "", b or "") for a, b in zip_longest(meant, found) if a != b]
    return count, len(wrong), wrong


def main(names: list[str]) -> None:
    """Print the table."""
    paths = [Path(name) for name in names] or [
        *sorted((ROOT / "content").rglob("*.md")),
        *sorted((ROOT / "docs").glob("*.md")),
    ]
    lines = list(paragraphs(paths))
    print(f"{sum(len(_WORD.findall(line)) for line in lines):,} words, {len(lines):,} paragraphs")
    for name, write, face, mixed in (
        ("TCVN3, font known", in_tcvn3, Face("TCVN3"), 0.0),
        ("VNI, font known", in_vni, Face("VNI"), 0.0),
        ("TCVN3, font known, a fifth in Unicode", in_tcvn3, Face("TCVN3"), 0.2),
        ("VNI, font known, a fifth in Unicode", in_vni, Face("VNI"), 0.2),
        ("TCVN3, font unknown", in_tcvn3, Face(), 0.0),
        ("VNI, font unknown", in_vni, Face(), 0.0),
        ("Unicode in a .Vn font", str, Face("TCVN3"), 0.0),
        ("Unicode in a VNI font", str, Face("VNI"), 0.0),
        ("Unicode", str, Face(), 0.0),
    ):
        count, wrong, which = measure(lines, write, face, mixed)
        print(f"{name:40} {100 * (1 - wrong / count):7.2f} %  {wrong:5} wrong  {which[:6]}")


if __name__ == "__main__":
    main(sys.argv[1:])
