"""The reader: files as they lie on a disk."""

import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from pelican.readers import Readers
from pelican.settings import read_settings

from plugins.findings import Findings
from plugins.front_matter import NewsReader
from tests.plugins.builders import CACHE, NOW, ZONE, kinds, picture, places, site

ARTICLE = "---\ntitle: Hội nghị\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n---\nThân bài.\n"


def reader(content: Path) -> NewsReader:
    settings = read_settings(override={"PATH": str(content), "PAGE_PATHS": ["trang"]})
    settings |= {"SITE": site(), "FINDINGS": Findings(), "BUILD_TIME": NOW, "CACHE_FOLDER": str(CACHE)}
    return NewsReader(settings)


def written(content: Path, text: str | bytes, relative: str = "tin/2026/11/hoi-nghi/index.md") -> Path:
    path = content / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ARTICLE.encode(), id="plain"),
        pytest.param(ARTICLE.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(ARTICLE.replace("\n", "\r\n").encode(), id="windows"),
        pytest.param(unicodedata.normalize("NFD", ARTICLE).encode(), id="macOS"),
    ],
)
def test_an_article_reads_the_same_from_every_system(tmp_path: Path, content: bytes) -> None:
    read = reader(tmp_path)
    html, metadata = read.read(str(written(tmp_path, content)))
    assert not read.settings["FINDINGS"].found
    assert html == "<p>Thân bài.</p>"
    assert metadata["title"] == "Hội nghị"
    assert metadata["date"] == datetime(2026, 11, 20, 7, tzinfo=ZONE)
    assert metadata["site_url"] == "/tin/2026/11/hoi-nghi/"


def test_a_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    read = reader(tmp_path)
    _, metadata = read.read(str(written(tmp_path, ARTICLE.encode("utf-16"))))
    assert metadata["status"] == "skip"
    assert kinds(read.settings["FINDINGS"]) == ["encoding"]


@pytest.mark.parametrize(
    ("old", "new"), [("07:00", "08:01"), ("2026-11-20 07:00", "2027-01-01"), ("---\nThân", "status: draft\n---\nThân")]
)
def test_what_is_not_public_yet_is_not_read(tmp_path: Path, old: str, new: str) -> None:
    read = reader(tmp_path)
    html, metadata = read.read(str(written(tmp_path, ARTICLE.replace(old, new))))
    assert (html, metadata["status"], metadata["title"]) == ("", "skip", "")


def test_a_withdrawn_article_keeps_its_address_and_no_byte_of_its_body(tmp_path: Path) -> None:
    picture(tmp_path / "tin/2026/11/hoi-nghi/anh.jpg")
    text = ARTICLE.replace(
        "---\nThân bài.", "withdrawn: Đăng nhầm\nlead: anh.jpg\n---\n![Hội trường](anh.jpg)\n\nThân bài."
    )
    html, metadata = reader(tmp_path).read(str(written(tmp_path, text)))
    assert html == ""
    assert metadata["lead_photo"] is None
    assert metadata["body_parts"].photos == ()


def test_an_unknown_category_names_the_known_ones(tmp_path: Path) -> None:
    read = reader(tmp_path)
    read.read(str(written(tmp_path, ARTICLE.replace("Tin hoạt động", "Tin"))))
    assert places(read.settings["FINDINGS"]) == [("category-unknown", 4)]
    assert "Công tác Đảng" in read.settings["FINDINGS"].sorted()[0].mend()


def test_a_folder_that_contradicts_the_date_is_a_warning(tmp_path: Path) -> None:
    read = reader(tmp_path)
    read.read(str(written(tmp_path, ARTICLE, "tin/2026/10/hoi-nghi/index.md")))
    assert places(read.settings["FINDINGS"]) == [("folder-date", 3)]


@pytest.mark.parametrize(
    ("relative", "url"),
    [
        ("tin/2026/11/hoi-nghi/index.md", "/tin/2026/11/hoi-nghi/"),
        ("tin/2026/11/Hội nghị.md", "/tin/2026/11/hoi-nghi/"),
        ("tin/2026/11/Đảng bộ Sở/index.md", "/tin/2026/11/dang-bo-so/"),
    ],
)
def test_the_slug_is_that_of_the_folder(tmp_path: Path, relative: str, url: str) -> None:
    _, metadata = reader(tmp_path).read(str(written(tmp_path, ARTICLE, relative)))
    assert metadata["site_url"] == url


def test_a_page_needs_a_title_only(tmp_path: Path) -> None:
    read = reader(tmp_path)
    _, metadata = read.read(str(written(tmp_path, "---\ntitle: Liên hệ\n---\nX\n", "trang/lien-he.md")))
    assert not read.settings["FINDINGS"].found
    assert (metadata["site_url"], metadata["lang"]) == ("/lien-he/", "vi")


def test_a_missing_lead_photo_is_named_with_its_line(tmp_path: Path) -> None:
    read = reader(tmp_path)
    read.read(str(written(tmp_path, ARTICLE.replace("---\nThân", "lead: thieu.jpg\n---\nThân"))))
    assert places(read.settings["FINDINGS"]) == [("file-missing", 5)]


def test_pelican_takes_our_reader_once_the_plugin_is_registered(tmp_path: Path) -> None:
    from plugins.front_matter import register

    register()
    settings = read_settings(override={"PATH": str(tmp_path)})
    settings |= {"SITE": site(), "FINDINGS": Findings(), "BUILD_TIME": NOW, "CACHE_FOLDER": str(CACHE)}
    assert isinstance(Readers(settings).readers["md"], NewsReader)
