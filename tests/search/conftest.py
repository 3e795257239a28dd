"""The site of the relevance set, built once for the tests of a process."""

from pathlib import Path

import pytest

from tests.search.site import build


@pytest.fixture(scope="session")
def searched_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("search")
    build(folder / "content", folder / "output", folder / "state")
    return folder / "output"
