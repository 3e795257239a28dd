"""What is wrong with the texts is said before a photo is encoded."""

from dataclasses import replace
from pathlib import Path

import pytest

from ban_tin.building.rehearsal import rehearse
from ban_tin.findings import Findings
from ban_tin.photos.store import photo_store
from ban_tin.site.project import Project
from tests.builders import picture, project

HEAD = "title: Hội nghị\ndate: 2026-11-19 07:00\ncategory: {category}\nsummary: Tóm tắt\n"
PHOTO = "![Hội trường đông người](anh.jpg)\n*Quang cảnh hội nghị*\n"


class Desk:
    """A site with one article, whose photo nobody has encoded."""

    def __init__(self, folder: Path) -> None:
        self.project: Project = project(folder / "content", cache=folder / "cache")
        self.photo = picture(folder / "content/tin/2026/11/hoi-nghi/anh.jpg")
        self.file = self.photo.with_name("index.md")
        self.store = photo_store(self.project.cache)
        (folder / "content/trang").mkdir()

    def write(self, body: str = PHOTO, category: str = "Tin hoạt động") -> None:
        self.file.write_text(f"---\n{HEAD.format(category=category)}---\n{body}", encoding="utf-8")

    def rehearse(self, **changes: bool) -> None:
        files = [str(self.file)]
        rehearse(replace(self.project, **changes), Findings(), self.store, [self.photo], files, list)

    @property
    def encoded(self) -> bool:
        return any(self.project.cache.rglob("photo.json"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_without_a_mistake_nothing_is_said_and_nothing_encoded(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write()
    desk.rehearse(strict=True)
    assert capsys.readouterr().err == ""
    assert not desk.encoded


@pytest.mark.parametrize(
    ("body", "category", "strict", "named"),
    [
        (PHOTO, "Không có", False, "hoi-nghi/index.md:4: lỗi"),
        (f"{PHOTO}\n[bài khác](/tin/2026/11/khong-co/)\n", "Tin hoạt động", False, "hoi-nghi/index.md:10: lỗi"),
        ("![](anh.jpg)\n", "Tin hoạt động", True, "hoi-nghi/index.md:7: cảnh báo"),
    ],
    ids=["reading", "planning", "strict"],
)
def test_what_stops_a_build_is_said_before_photos_are_encoded(
    desk: Desk, capsys: pytest.CaptureFixture[str], body: str, category: str, strict: bool, named: str
) -> None:
    desk.write(body, category)
    with pytest.raises(SystemExit):
        desk.rehearse(strict=strict)
    assert named in capsys.readouterr().err
    assert not desk.encoded
    # Once the photos are there, the build itself says it.
    desk.store.prepare([desk.photo])
    desk.rehearse(strict=strict)


def test_a_photo_that_cannot_be_encoded_asks_for_no_rehearsal(desk: Desk) -> None:
    desk.photo.write_bytes(b"no image")
    desk.write(category="Không có")
    desk.photo.write_bytes(b"")
    desk.rehearse()
