"""Photos in the preview: shown as sketches at once, encoded when their article is edited or looked at."""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from queue import Queue
from random import Random

import pytest
from PIL import Image

from newsdesk.preview.live_site import PROGRESS, Change
from newsdesk.preview.memory_site import MemorySite
from newsdesk.preview.open_site import begin_project
from newsdesk.preview.overlay import overlay
from tests.newsdesk.preview.desk import LiveDesk
from tests.newsdesk.preview.folder_site import site_in


class Listening:
    """Hears what a site does by itself."""

    def __init__(self) -> None:
        self.followed: Queue[list[Path]] = Queue()
        self.said: list[str] = []

    def follow(self, paths: Iterable[Path]) -> None:
        self.followed.put(list(paths))

    def announce(self, change: Change) -> None:
        self.said += [each.message for each in change.problems if each.severity == PROGRESS]


class PhotoDesk(LiveDesk):
    """A desk whose photos nobody has encoded."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        (folder / ".cache/photos").unlink()
        self.listening = Listening()
        self.memory = MemorySite(partial(begin_project, site_in(self.folder)), self.listening)

    def article_with(self, name: str, photos: int) -> Path:
        """Write an article with photos of its own."""
        lines = [f"![Hội trường {number}](anh-{number}.png)\n*Quang cảnh {number}*\n" for number in range(photos)]
        path = self.site.article(name, "\n".join(lines)) / "index.md"
        for number in range(photos):
            Image.frombytes("L", (8, 6), Random(f"{name} {number}").randbytes(48)).resize((800, 600)).save(
                path.with_name(f"anh-{number}.png")
            )
        return path

    def encoded(self) -> int:
        return sum(1 for _ in (self.folder / ".cache/photos").rglob("photo.json"))

    def take_encoded(self) -> Path:
        """Wait until the photos of an article are encoded, and let the site follow; return the article's file."""
        (path,) = self.listening.followed.get(timeout=60)
        self.update(path)
        return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PhotoDesk]:
    desk = PhotoDesk(tmp_path, monkeypatch)
    yield desk
    desk.memory.close()


ADDRESS = "/tin/2026/11/{}/"


def images(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split(' src="/anh/')[1:]]


def test_no_photo_is_encoded_before_it_is_looked_at(desk: PhotoDesk) -> None:
    for number in range(3):
        desk.article_with(f"bai-{number}", 2)
    desk.start()
    assert desk.text("/")
    assert desk.encoded() == 0
    assert not desk.problems


def test_a_photo_is_shown_at_once_and_encoded_once_its_page_is_looked_at(desk: PhotoDesk) -> None:
    path = desk.article_with("bai", 3)
    desk.article_with("khac", 1)
    desk.start()
    page = desk.text(ADDRESS.format("bai"))
    sketch = desk.memory.answer(f"/anh/{images(page)[0]}")
    assert isinstance(sketch, bytes)
    assert Image.open(BytesIO(sketch)).format == "JPEG"
    assert "image/webp" not in page
    assert desk.take_encoded() == path
    assert desk.encoded() == 3
    assert [said.rpartition(" ")[2] for said in desk.listening.said] == ["1/3", "2/3", "3/3"]
    page = desk.text(ADDRESS.format("bai"))
    assert "image/webp" in page
    assert isinstance(desk.memory.answer(f"/anh/{images(page)[0]}"), Path)
    assert not desk.problems
    assert desk.listening.followed.empty()


def test_the_article_in_hand_comes_before_those_that_were_looked_at(desk: PhotoDesk) -> None:
    paths = {name: desk.article_with(name, 2) for name in ("mot", "hai", "ba")}
    desk.start()
    for name in ("mot", "hai"):
        desk.text(ADDRESS.format(name))
    desk.replace(paths["ba"], "Quang cảnh", "Toàn cảnh")
    order = [desk.listening.followed.get(timeout=60)[0] for _ in range(3)]
    assert order[1:] == [paths["ba"], paths["hai"]] or order[0] == paths["ba"]


def test_a_photo_that_turns_out_to_be_damaged_is_told_once(desk: PhotoDesk) -> None:
    path = desk.site.article("bai", "![Hội trường](anh.jpg)\n*Quang cảnh*\n") / "index.md"
    photo = path.with_name("anh.jpg")
    Image.effect_noise((900, 900), 90).save(photo)
    photo.write_bytes(photo.read_bytes()[:-90_000])
    desk.start()
    assert not desk.problems
    desk.text(ADDRESS.format("bai"))
    assert desk.take_encoded() == path
    assert desk.problems == [("content/tin/2026/11/bai/index.md", 7, "error")]
    desk.text(ADDRESS.format("bai"))


def test_what_is_under_way_is_no_problem_in_the_overlay(desk: PhotoDesk) -> None:
    desk.article_with("bai", 2)
    desk.start()
    desk.memory._tell_progress(1, 2)
    shown = overlay(desk.memory._problems())
    assert (shown["working"], shown["problems"], shown["title"]) == ("Đang xử lý ảnh 2/2", [], "")
    desk.memory._tell_progress(2, 2)
    assert overlay(desk.memory._problems())["working"] == ""
