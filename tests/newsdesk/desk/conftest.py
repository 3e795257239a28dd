from collections.abc import Iterator

import pytest

from tests.newsdesk.desk.office import OfficeDesk, office_desk


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeDesk]:
    """One site and one preview for all tests of the newsdesk's pages: each brings back what it changes."""
    with office_desk(tmp_path_factory.mktemp("office")) as started:
        yield started
