"""The site of the relevance set, built as `make build` does."""

import os
import subprocess
from pathlib import Path

from tests.search.planted import ROOT, Planted, write_content
from tests.site.builder import build_command

#: 21 November 2026, 12:00 in Hà Nội, as in tests/demonstration.
BUILD_TIME = 1_795_237_200


def build(content: Path, output: Path, state: Path) -> list[Planted]:
    """Write the content and build the site; return what was planted. Photos and cards stay in the project's cache."""
    planted = write_content(content)
    build_content(content, output, state)
    return planted


def build_content(content: Path, output: Path, state: Path, timeout: float = 300) -> None:
    """Build the site of some content."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(BUILD_TIME), "PYTHONUTF8": "1"}
    command = build_command(content, output, state)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert (output / "index.html").is_file(), done.stdout + done.stderr
