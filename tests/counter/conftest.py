import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counter.storage import Storage, open_storage
from tests.counter.backends import BACKENDS
from tests.counter.harness import Counter

Opener = Callable[[], Storage]


@pytest.fixture(params=sorted(BACKENDS))
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens and loads one and the same storage, again after ``close``."""
    opened: list[Storage] = []

    with BACKENDS[request.param](tmp_path) as url:

        def open_() -> Storage:
            storage = open_storage(url, tmp_path / "backups")
            opened.append(storage)
            storage.load()
            return storage

        yield open_
        for storage in opened:
            storage.close()


@pytest.fixture
def storage(opener: Opener) -> Storage:
    return opener()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Callable[..., Counter]]:
    """Starts counters in this process and stops those that still run."""
    started: list[Counter] = []

    def start(folder: Path = tmp_path, **settings: Any) -> Counter:
        made = Counter(folder, **settings)
        started.append(made)
        return made

    yield start
    for one in started:
        if one.app.works.storage.lock != -1 if hasattr(one.app.works.storage, "lock") else True:
            one.stop()
        one.close()


@pytest.fixture
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB, or of as many as the test says."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={getattr(request, 'param', 1)}m", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        # A container may not mount anything, whatever is installed in it.
        if os.environ.get("REQUIRE_ALL") and "permi" not in mounted.stderr and "superuser" not in mounted.stderr:
            pytest.fail(mounted.stderr)
        pytest.skip(f"no small file system: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
