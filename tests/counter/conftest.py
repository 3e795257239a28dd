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
        if one.app.storage.lock != -1 if hasattr(one.app.storage, "lock") else True:
            one.stop()
        one.loop.close()
