"""What editors are told of photos: blurred, heavy, located, and of pupils without a consent."""

import re
from pathlib import Path

import pytest

from ban_tin.articles.body import SourceContext, check_photos
from ban_tin.articles.body import photo_checks as module
from ban_tin.findings import Findings
from ban_tin.photos.plan import Photo
from ban_tin.views import Figure
from tests.builders import STORE, converted, picture
from tests.photos.test_encode import phone_photo

SOURCE = "---\nlead: dau.jpg\n---\n\n![Hội trường](anh.jpg)\n"


def found(folder: Path, figures: list[Figure], photos: list[Photo] | None = None, consent: str = "") -> list[str]:
    """Return the findings as ``line kind``."""
    findings = Findings()
    check_photos(figures, photos or [], consent, SourceContext("a.md", folder, "/x/", SOURCE, findings))
    return [f"{finding.line} {finding.kind}" for finding in findings.sorted()]


def shown(path: Path, alt: str = "Hội trường", caption: str = "Quang cảnh") -> Figure:
    return Figure(STORE.photo(path), alt, caption, "")


def test_a_good_photo_needs_no_word(tmp_path: Path) -> None:
    assert found(tmp_path, [shown(picture(tmp_path / "anh.jpg", (600, 300)))]) == []


def test_a_small_photo_of_a_figure_is_named_and_an_icon_in_a_sentence_is_not(tmp_path: Path) -> None:
    small = shown(picture(tmp_path / "anh.jpg", (599, 900)))
    assert found(tmp_path, [small]) == ["5 photo-small"]
    assert found(tmp_path, [], [small.photo]) == []


def test_a_small_photo_that_nobody_has_larger_is_not_named(tmp_path: Path) -> None:
    picture(tmp_path / "anh.jpg", (300, 200))
    body, findings = converted(tmp_path, "![Con dấu](anh.jpg){.small}\n*Mẫu dấu*")
    place = SourceContext("a.md", tmp_path, "/x/", SOURCE, findings)
    check_photos(body.figures, body.photos, "", place, body.meant_small)
    assert not findings.found


def test_a_photo_says_how_wide_it_is(tmp_path: Path) -> None:
    """The theme shows none wider: tests/demonstration/test_tables.py."""
    picture(tmp_path / "anh.jpg", (300, 200))
    picture(tmp_path / "to.jpg", (1200, 800))
    body, _ = converted(tmp_path, "![Nhỏ](anh.jpg)\n*Một*\n\nChữ ![Nhỏ](anh.jpg).\n\n![Lớn](to.jpg)\n*Hai*")
    assert re.findall(r'<img[^>]* width="(\d+)"', body.html) == ["300", "300", "1200"]


def test_a_place_is_named_wherever_the_photo_stands(tmp_path: Path) -> None:
    lead, inline = phone_photo(tmp_path / "dau.jpg"), phone_photo(tmp_path / "anh.jpg", 1)
    kinds = found(tmp_path, [shown(lead)], [STORE.photo(inline)])
    assert [kind for kind in kinds if "location" in kind] == ["2 photo-location", "5 photo-location"]


def test_a_heavy_original_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = picture(tmp_path / "anh.jpg")
    monkeypatch.setattr(module, "LARGE_FILE", path.stat().st_size - 1)
    assert found(tmp_path, [shown(path)]) == ["5 photo-large"]
    monkeypatch.setattr(module, "LARGE_FILE", path.stat().st_size)
    assert found(tmp_path, [shown(path)]) == []


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("", "Học sinh lớp 5 trồng cây", True),
        ("Các em chơi kéo co", "", True),
        ("", "Trẻ mầm non trong giờ vẽ", True),
        ("Hai học sinh giơ tay", "Giờ học", True),
        ("", "Đồng chí Giám đốc phát biểu", False),
        ("", "Toán học sinh động", False),
        ("Bốn đại biểu", "Các đồng chí trong Đoàn Chủ tịch", False),
    ],
)  # fmt: skip
def test_pupils_need_a_consent(tmp_path: Path, alt: str, caption: str, expected: bool) -> None:
    figure = shown(picture(tmp_path / "anh.jpg"), alt, caption)
    assert found(tmp_path, [figure, figure]) == (["5 consent-missing"] if expected else [])
    assert found(tmp_path, [figure], consent="Phiếu lưu tại Văn phòng Sở") == []
