"""Pelican's reader around ours."""

from datetime import datetime
from pathlib import Path

import pytest
from pelican.readers import Readers
from pelican.settings import read_settings

from ban_tin.findings import Findings
from plugins.newsroom import register
from plugins.newsroom.begun import Begun, keep_begun
from plugins.newsroom.reader import NewsReader
from tests.articles.test_reader import ARTICLE, NOT_PUBLIC, article, written
from tests.builders import ZONE, project


def settings(content: Path) -> dict[str, object]:
    """Return Pelican's settings for the folder ``content`` as they are once a build has begun."""
    values: dict[str, object] = read_settings(override={"PATH": str(content), "PAGE_PATHS": ["trang"]})
    keep_begun(values, Begun(project(content), Findings()))
    return values


def test_pelican_takes_our_reader_once_the_plugin_is_registered(tmp_path: Path) -> None:
    register()
    assert isinstance(Readers(settings(tmp_path)).readers["md"], NewsReader)


def test_pelican_gets_the_body_the_metadata_and_all_that_was_read(tmp_path: Path) -> None:
    text = ARTICLE.replace("---\nThân", "tags: [sơ kết]\nauthors: [Minh Hà]\n---\nThân")
    html, metadata = NewsReader(settings(tmp_path)).read(str(written(tmp_path, text)))
    assert html.strip() == "<p>Thân bài.</p>"
    assert (metadata["title"], metadata["slug"], metadata["status"]) == ("Hội nghị", "hoi-nghi", "published")
    assert metadata["date"] == datetime(2026, 11, 20, 7, tzinfo=ZONE)
    assert str(metadata["category"]) == "Tin hoạt động"
    assert [str(each) for each in (*metadata["tags"], *metadata["authors"])] == ["sơ kết", "Minh Hà"]
    assert article(metadata["read_source"]).body == html.strip()


@pytest.mark.parametrize(("old", "new", "held_back"), NOT_PUBLIC)
def test_pelican_gets_nothing_of_what_is_not_public(tmp_path: Path, old: str, new: str, held_back: str) -> None:
    html, metadata = NewsReader(settings(tmp_path)).read(str(written(tmp_path, ARTICLE.replace(old, new))))
    assert (html, metadata["status"], metadata["title"]) == ("", "skip", "")
    assert "read_source" not in metadata
