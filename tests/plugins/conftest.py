"""Property tests run the same examples every time; ``HYPOTHESIS_PROFILE=thorough`` looks for new ones."""

import os

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture
def no_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests left in this process, a browser's for example, would keep the work from being shared out."""
    monkeypatch.setattr("plugins.processes.threading.active_count", lambda: 1)
