"""The clean Debian of the guide's tests: made once, for each of them a copy."""

import subprocess
from pathlib import Path

import pytest

from tests.docs.bare_debian import make_debian


@pytest.fixture(scope="session")
def fresh_debian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    debian = tmp_path_factory.mktemp("debian") / "made"
    make_debian(debian)
    return debian


@pytest.fixture
def debian(fresh_debian: Path) -> Path:
    copy = fresh_debian.with_name("copy")
    subprocess.run(["rm", "-rf", copy], check=True)
    subprocess.run(["cp", "-a", "--reflink=auto", fresh_debian, copy], check=True)
    return copy
