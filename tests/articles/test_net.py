"""Whatever happens while a file is read is a finding about it, and the others are read."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ban_tin.articles import net as module
from ban_tin.articles.net import ReaderMaker, ReadingNet
from ban_tin.articles.reader import SourceReader
from ban_tin.building.sources import ReadFile, read_files
from ban_tin.findings import Finding, Findings
from ban_tin.machine.processes import can_fork
from ban_tin.photos.store import PhotoStore
from tests.builders import CACHE, NOW, picture, site

pytestmark = pytest.mark.usefixtures("no_other_threads")

HEAD = '---\ntitle: "{}"\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n---\n\n'
#: Titles of the articles that something happens with.
Happening = Callable[[], object]


class Desk:
    """A folder of content whose articles may do harm to whoever reads them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content, self.cache = folder / "content", folder / "cache"
        self.happening: dict[str, Happening] = {}
        whole = SourceReader._whole

        def read(reader: SourceReader, front: Any, *rest: Any) -> Any:
            self.happening.get(front.title, lambda: None)()
            return whole(reader, front, *rest)

        monkeypatch.setattr(SourceReader, "_whole", read)

    def write(self, name: str, body: str = "Thân bài.\n", happening: Happening | None = None) -> Path:
        file = self.content / "tin/2026/11" / name / "index.md"
        file.parent.mkdir(parents=True)
        file.write_text(HEAD.format(name) + body, encoding="utf-8")
        if happening:
            self.happening[name] = happening
        return file

    def read(self, support: str = "") -> dict[str, ReadFile]:
        """Read everything as a build does; give what came of it by the name of the article."""
        maker = ReaderMaker(self.content, ("trang",), site(support=support), self.cache)
        files = [str(file) for file in sorted(self.content.rglob("*.md"))]
        return {Path(read.file).parent.name: read for read in read_files(maker, files, NOW)}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def fail() -> None:
    raise AttributeError("'IFDRational' object has no attribute 'encode'")


def recurse() -> None:
    recurse()


def exhaust() -> None:
    raise MemoryError


def the_finding(read: ReadFile) -> Finding:
    assert read.row is None
    (finding,) = read.findings
    return finding


@pytest.mark.parametrize("others", [2, 60])
@pytest.mark.parametrize(("happening", "key"), [(fail, "AttributeError"), (recurse, "RecursionError")])
def test_an_exception_names_its_article_and_the_others_are_read(
    desk: Desk, others: int, happening: Happening, key: str
) -> None:
    desk.write("hong", happening=happening)
    for number in range(others):
        desk.write(f"bai-{number:02d}")
    found = desk.read()
    finding = the_finding(found.pop("hong"))
    assert (finding.kind, finding.path) == ("article-crash-unknown", "content/tin/2026/11/hong/index.md")
    assert dict(finding.values)["key"].startswith(f"{key} ban_tin/")
    assert len(found) == others
    assert all(read.row for read in found.values())


def test_the_traceback_is_kept_for_whoever_looks_after_the_site(desk: Desk) -> None:
    desk.write("hong", happening=fail)
    finding = the_finding(desk.read("kythuat@so.example")["hong"])
    values = dict(finding.values)
    assert (finding.kind, values["support"]) == ("article-crash", "kythuat@so.example")
    report = Path(values["report"])
    assert report.parent == desk.cache / "crashes"
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert "Traceback" not in finding.message() + finding.fix()
    # The same again is the same finding, and the same report.
    assert the_finding(desk.read("kythuat@so.example")["hong"]) == finding
    assert len(list(report.parent.iterdir())) == 1


def test_reports_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ban_tin.findings.crash._KEPT", 3)
    for number in range(8):
        desk.write(f"hong-{number}", happening=fail)
    assert len(desk.read()) == 8
    assert len(list((desk.cache / "crashes").iterdir())) == 3


@pytest.mark.parametrize("others", [2, 60])
def test_an_article_that_takes_too_long_is_named(desk: Desk, others: int, monkeypatch: pytest.MonkeyPatch) -> None:
    init = module.Limits.__init__
    monkeypatch.setattr(module.Limits, "__init__", lambda limits, own=False: init(limits, 0.5, own=own))

    def for_ever() -> None:
        while True:
            pass

    desk.write("lau", happening=for_ever)
    for number in range(others):
        desk.write(f"bai-{number:02d}")
    found = desk.read()
    assert the_finding(found.pop("lau")).kind == "article-slow"
    assert all(read.row for read in found.values())


def test_an_article_that_takes_too_much_memory_is_named(desk: Desk) -> None:
    desk.write("nang", happening=lambda: bytearray(400_000_000))
    desk.write("het", happening=exhaust)
    desk.write("vua", happening=lambda: bytearray(100_000_000))
    found = desk.read()
    assert the_finding(found["nang"]).kind == the_finding(found["het"]).kind == "article-memory"
    assert found["vua"].row is not None


@pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
def test_an_article_that_ends_its_process_is_named(desk: Desk) -> None:
    for number in range(60):
        desk.write(f"bai-{number:02d}")
    for name in ("chet-1", "chet-2"):
        desk.write(name, happening=lambda: os.kill(os.getpid(), signal.SIGKILL))
    found = desk.read()
    for name in ("chet-1", "chet-2"):
        finding = the_finding(found.pop(name))
        assert (finding.kind, dict(finding.values)["key"]) == ("article-crash-unknown", "SIGKILL")
    assert len(found) == 60
    assert all(read.row for read in found.values())


@pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
@pytest.mark.parametrize("use", ["![Ảnh](anh.jpg)\n*Chú thích*\n", "[tải](anh.jpg)\n"])
def test_an_image_that_ends_its_process_is_named_with_its_article_in_small_builds_too(
    desk: Desk, use: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture(desk.write("anh-hong", use).parent / "anh.jpg")
    picture(desk.write("anh-lanh").parent / "anh.jpg")
    for name in ("encode_photo", "public_original"):
        monkeypatch.setattr(f"ban_tin.photos.store.{name}", lambda *given: os.kill(os.getpid(), signal.SIGKILL))
    found = desk.read()
    assert the_finding(found["anh-hong"]).kind == "article-crash-unknown"
    assert found["anh-lanh"].row is not None


def test_files_that_are_none_and_files_that_are_too_large_are_not_read(desk: Desk) -> None:
    large = desk.write("lon")
    large.write_text(HEAD.format("lon") + "Chữ. " * 500_000, encoding="utf-8")
    os.mkfifo(desk.content / "tin" / "ong.md")
    found = desk.read()
    assert the_finding(found["tin"]).kind == "source-plain"
    finding = the_finding(found["lon"])
    assert (finding.kind, dict(finding.values)) == ("source-large", {"megabytes": "3.5", "most": "2"})


def test_who_interrupts_is_heard(desk: Desk) -> None:
    net = ReadingNet(desk.content, desk.cache, site())
    for error in (KeyboardInterrupt, SystemExit):

        def interrupt(error: type[BaseException] = error) -> None:
            raise error

        with pytest.raises(error):
            net.read(str(desk.write(error.__name__)), interrupt, Findings())


def test_a_store_that_does_not_decode_says_so(tmp_path: Path) -> None:
    from ban_tin.photos.store import NotHereError

    photo = picture(tmp_path / "anh.jpg", (700, 500))
    with pytest.raises(NotHereError):
        PhotoStore(tmp_path / "kho", decodes=False).photo(photo)
    known = PhotoStore(CACHE / "photos").photo(photo)
    assert PhotoStore(CACHE / "photos", decodes=False).photo(photo) == known
