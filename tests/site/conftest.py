from pathlib import Path

import pytest

from tests.site.builder import SmallSite


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """An empty site of the demonstration's department."""
    return SmallSite(tmp_path)
