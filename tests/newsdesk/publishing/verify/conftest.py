"""A key of the office for all tests, and a site that was published right for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsdesk.publishing.verify.live_site import LiveSite, live, make_key, site_files


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("key"))


@pytest.fixture
def site(key: Path) -> Iterator[LiveSite]:
    with live(LiveSite(site_files(), key=key)) as found:
        found.publish()
        yield found
