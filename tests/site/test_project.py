"""Where the sources of a site lie."""

from pathlib import Path

import pytest

from ban_tin.site.project import source_folders


@pytest.mark.parametrize(
    ("there", "language", "found"),
    [
        ([], "vi", ("tin", "trang")),
        ([], "en", ("news", "pages")),
        (["tin", "trang"], "en", ("tin", "trang")),
        (["tin", "pages"], "en", ("news", "pages")),
        (["news"], "vi", ("news", "pages")),
        (["news", "tin"], "vi", ("tin", "trang")),
    ],
)
def test_a_site_has_the_folders_of_its_language_or_those_that_are_there(
    tmp_path: Path, there: list[str], language: str, found: tuple[str, str]
) -> None:
    for name in there:
        (tmp_path / name).mkdir()
    assert source_folders(tmp_path, language) == found
