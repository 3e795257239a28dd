"""Whatever stands in an article, a photo, an attachment or site.toml: a build ends, with findings and without a traceback.

``SOAK=1`` tries 10,000 cases, each made of ``FUZZ_SEED`` and its number (`make soak`); a build that fails is divided until the case is
found that makes it fail.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.site.builder import SmallSite
from tests.site.fuzz import twist_site, write_case

SOAK = os.environ.get("SOAK") == "1"
SEED = int(os.environ.get("FUZZ_SEED") or 12)
#: Cases in a build, builds of them, and builds of a changed site.toml.
TOGETHER, BUILDS, SITES = (100, 97, 300) if SOAK else (49, 3, 3)
#: Seconds for a build: an article takes five of a processor at most, and one in a hundred does.
PATIENCE = 900 if SOAK else 240


def wrong(site: SmallSite) -> str:
    """Build ``site``, then what is left of it without what was refused; return what must not happen and did."""
    try:
        build = site.build_without_refused(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"no end after {PATIENCE} s"
    if build.code not in (0, 1):
        return f"exit code {build.code}: {build.err[-3000:]}"
    said = build.out + build.err
    for sign in ("Traceback", "Bản Tin: lỗi", "Error:"):
        if sign in said:
            return said[max(said.index(sign) - 1000, 0) : said.index(sign) + 3000]
    return ""


def of_cases(folder: Path, numbers: Sequence[int]) -> str:
    site = SmallSite(folder)
    site.article("binh-thuong")
    for number in numbers:
        write_case(site, SEED, number, heavy=SOAK)
    return wrong(site)


def culprit(folder: Path, numbers: Sequence[int], found: str) -> str:
    """Return the case among ``numbers`` that alone makes a build fail, and how; all of them where none does."""
    while len(numbers) > 1:
        half = len(numbers) // 2
        for part in (numbers[:half], numbers[half:]):
            if again := of_cases(folder / f"{part[0]}-{len(part)}", part):
                numbers, found = part, again
                break
        else:
            break
    return f"FUZZ_SEED={SEED}, cases {list(numbers)}:\n{found}"


@pytest.mark.parametrize("turn", range(BUILDS))
def test_any_articles_are_built_or_named(tmp_path: Path, turn: int) -> None:
    numbers = range(turn * TOGETHER, (turn + 1) * TOGETHER)
    found = of_cases(tmp_path / "all", numbers)
    assert not found, culprit(tmp_path, numbers, found)


@pytest.mark.parametrize("number", range(SITES))
def test_any_site_toml_is_used_or_refused(site: SmallSite, number: int) -> None:
    site.article("binh-thuong")
    twist_site(site, SEED, number)
    found = wrong(site)
    assert not found, f"FUZZ_SEED={SEED}, site {number}:\n{found}"
