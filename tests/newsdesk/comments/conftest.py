from collections.abc import Iterator

import pytest

from tests.newsdesk.comments.desk import CommentedSite, commented_site


@pytest.fixture(scope="module")
def commented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommentedSite]:
    """A site with a counter that takes comments, for all tests of a module: each sends its own."""
    with commented_site(tmp_path_factory.mktemp("commented")) as made:
        yield made
