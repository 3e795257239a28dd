from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsdesk.preview.running import Preview, Project, preview


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a home page."""
    return Project(tmp_path)


@pytest.fixture
def shown(project: Project) -> Iterator[Preview]:
    """That project in a preview."""
    with preview(project.folder) as running:
        yield running
