"""Files that nobody here wrote lie beside the checkout, in ``../shared``, and are read there alone: they are never copied into it."""

import os
from pathlib import Path

import pytest

from tests.builders import ROOT

#: Whether the long form of a test is asked for.
SOAK = os.environ.get("SOAK") == "1"
SHARED = ROOT.parent / "shared"
CASES, SEEDS = SHARED / "cases" / "import", SHARED / "seeds"


def need_shared(path: Path) -> Path:
    """Return ``path``, a file or folder in ``SHARED``. Skips the test on machines without that folder.

    Where the folder is there, a missing file is a failure if everything is required.
    """
    if not path.exists():
        reason = f"not beside the checkout: {path.relative_to(SHARED.parent)}"
        required = os.environ.get("REQUIRE_ALL") == "1" and SHARED.exists()
        pytest.fail(reason, pytrace=False) if required else pytest.skip(reason)
    return path


def need_cases(kind: str) -> list[Path]:
    """Return the files to import of one kind, such as ``docx``; skips the test as ``need_shared`` does."""
    return sorted(need_shared(CASES / kind).glob("*"))
