"""Drafts that lack what an article must have: told as still to be done, and shown by a preview all the same."""

from datetime import datetime
from pathlib import Path

import pytest

from ban_tin.articles.reader import SourceReader
from ban_tin.articles.source import ReadSource
from ban_tin.findings import Findings
from ban_tin.views import NewsArticle
from tests.builders import NOW, STORE, ZONE, converted, kinds, site

DRAFT = "---\ntitle: Hội nghị\nstatus: draft\n---\nThân bài.\n\n![](anh.jpg)\n*Quang cảnh hội nghị*\n"


def read(content: Path, text: str, until: datetime | None) -> tuple[ReadSource | None, Findings]:
    path = content / "tin" / "chua-co-ngay" / "hoi-nghi" / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    findings = Findings()
    return SourceReader(content, ["trang"], site(), STORE).read(path, until, findings), findings


def test_a_build_passes_over_a_draft_without_date_and_category(tmp_path: Path) -> None:
    found, findings = read(tmp_path, DRAFT, NOW)
    assert found is not None and found.entry.date is None
    assert kinds(findings) == ["draft-incomplete", "draft-incomplete", "draft"]
    assert not findings.stop(strict=True)


def test_a_preview_shows_it_as_of_today_with_a_place_for_its_photo(tmp_path: Path) -> None:
    found, findings = read(tmp_path, DRAFT, None)
    assert found is not None and isinstance(found.content, NewsArticle)
    assert found.content.date.date() == datetime.now(ZONE).date()
    assert found.content.category.name == "Tin hoạt động"
    assert "draft-file-missing" in kinds(findings) and "file-missing" not in kinds(findings)
    assert not findings.stop(strict=False)


@pytest.mark.parametrize("line", ["status: published\n", ""])
def test_what_is_to_be_published_has_to_be_whole(line: str, tmp_path: Path) -> None:
    found, findings = read(tmp_path, DRAFT.replace("status: draft\n", line), None)
    assert found is None
    assert kinds(findings).count("field-missing") == 2
    assert "file-missing" in kinds(findings)


def test_a_caption_that_names_two_photographers_is_told(tmp_path: Path) -> None:
    _, findings = converted(tmp_path, "![Hội trường](anh.jpg)\n*Quang cảnh. Ảnh: Minh Hà. Ảnh: Thu Hằng*\n")
    assert "credit-two" in kinds(findings)
