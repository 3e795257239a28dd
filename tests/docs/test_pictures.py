"""The pictures of the guides: each is there, described, small and without a word about who made it; the script still draws them."""

import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

DOCS = Path(__file__).parents[2] / "docs"
#: What a reader of a guide waits for, and how long a description is at least.
MOST_BYTES, SHORTEST = 60_000, 40
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
#: Description and file of each picture, by guide.
NAMED = [
    (guide, text, name)
    for guide, words in GUIDES.items()
    for text, name in re.findall(r"^!\[([^\]]*)\]\((pictures/[^)]*)\)$", words, re.MULTILINE)
]
FILES = sorted((DOCS / "pictures").iterdir())


def test_each_picture_that_a_guide_names_is_there_and_no_other() -> None:
    assert sorted({name for _, _, name in NAMED}) == [f"pictures/{path.name}" for path in FILES]
    assert {guide for guide, _, _ in NAMED} >= {"bien-tap.md", "van-hanh.md"}


@pytest.mark.parametrize(("guide", "text", "name"), NAMED, ids=lambda value: value[-30:])
def test_a_picture_is_described_for_those_who_do_not_see_it(guide: str, text: str, name: str) -> None:
    assert len(text) >= SHORTEST, f"{guide}: {name}"
    # And whoever sees it reads what it is about.
    after = GUIDES[guide].split(f"]({name})\n\n")[1]
    assert re.match(r"[A-ZĐÀ-Ỹ]", after), f"{guide}: nothing is said below {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_picture_is_small_and_says_nothing_of_its_maker(path: Path) -> None:
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.format == "WEBP"
        assert picture.width <= 900
        assert not {"exif", "xmp", "icc_profile"} & set(picture.info)


@pytest.mark.skipif(os.environ.get("SOAK") != "1", reason="takes a minute; make soak")
def test_the_script_draws_them_all(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docs import pictures

    monkeypatch.setattr(pictures, "FOLDER", tmp_path / "pictures")
    pictures.FOLDER.mkdir()
    (tmp_path / "work").mkdir()
    pictures.draw_pictures(tmp_path / "work", pictures.Camera(browser))
    assert [path.name for path in sorted(pictures.FOLDER.iterdir())] == [path.name for path in FILES]
