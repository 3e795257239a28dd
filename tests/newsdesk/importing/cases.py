"""Files that nobody here wrote: they lie beside the checkout, where somebody put them."""

import os
from pathlib import Path

import pytest

from tests.builders import ROOT

#: Whether the long form of a test is asked for.
SOAK = os.environ.get("SOAK") == "1"
CASES = ROOT.parent / "shared" / "cases" / "import"


def case_files(kind: str) -> list[Path]:
    """Return the files of one kind; none where they are not there."""
    return sorted((CASES / kind).glob("*"))


def need_cases(kind: str) -> list[Path]:
    """Return the files of one kind. Skips the test where they are not there; fails it where everything is required."""
    files = case_files(kind)
    if not files:
        reason = f"no files in {CASES.relative_to(ROOT.parent)}/{kind} beside the checkout"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    return files
