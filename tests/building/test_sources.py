"""Which sources are read again: real files beside real articles."""

import os
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from ban_tin.articles.net import ReaderMaker, ReadingNet
from ban_tin.articles.reader import SourceReader
from ban_tin.articles.source import FoundFile
from ban_tin.building import sources as module
from ban_tin.building.sources import (
    UNSETTLED,
    ReadFile,
    Sources,
    bring_up_to_date,
    known_sources,
    read_file,
    read_files,
    still_true,
)
from ban_tin.building.state import Row, State
from ban_tin.machine.stamps import Stamp
from tests.builders import CACHE, NOW, picture, site

NFD = unicodedata.normalize("NFD", "ảnh.jpg")
HEAD = "title: Hội nghị\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n"
PHOTO = "![Hội trường](ảnh.jpg)\n*Quang cảnh*\n"


class Desk:
    """A folder of content, and what builds remember of it."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.state = State(folder / "state.sqlite")
        self.rows: dict[str, Row] = {}
        self.prepared: list[str] = []

    def write(self, name: str = "hoi-nghi", body: str = "Thân bài.\n", head: str = HEAD) -> Path:
        path = self.content / "tin/2026/11" / name / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n{body}", encoding="utf-8")
        return path

    def maker(self) -> ReaderMaker:
        return ReaderMaker(self.content, ("trang",), site(), CACHE)

    def reading(self) -> tuple[SourceReader, ReadingNet]:
        return self.maker().reader(), ReadingNet(self.content, CACHE, site())

    def update(self, until: datetime | None = NOW) -> Sources:
        """Bring what is known of all sources up to date, as a build does."""
        files = [str(path) for path in sorted(self.content.rglob("*.md"))]
        self.prepared.clear()

        def prepare(stale: Sequence[str], true: Mapping[str, Row]) -> None:
            self.prepared.extend(stale)

        done = bring_up_to_date(self.rows, files, until, partial(read_files, self.maker()), self.state, prepare)
        self.rows = done.rows
        return done

    def titles(self) -> list[str]:
        return [
            known.content.load().title for known in known_sources(self.rows, self.state) if known.content.fingerprint
        ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # Files that were just written are read once more; here they are old.
    monkeypatch.setattr(module, "now", lambda: 4_000_000_000 * 10**9)
    desk = Desk(tmp_path)
    with closing(desk.state):
        yield desk


def test_others_can_write_while_sources_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT_AT_ONCE", 2)
    for number in range(5):
        desk.write(f"bai-{number}")
    other = sqlite3.connect(desk.state._path, timeout=0, isolation_level=None)

    def read(reader: SourceReader, net: ReadingNet, file: str, until: datetime | None) -> ReadFile:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
        return read_file(reader, net, file, until)

    monkeypatch.setattr(module, "read_file", read)
    with closing(other):
        assert desk.update().read == 5
    assert desk.titles() == ["Hội nghị"] * 5


def test_what_did_not_change_is_not_read(desk: Desk) -> None:
    picture(desk.write(body=PHOTO).parent / "ảnh.jpg", (1200, 800))
    desk.write("hai", head=HEAD.replace("Hội nghị", "Hai"))
    first = desk.update()
    assert (first.read, desk.prepared) == (2, list(first.rows))
    again = desk.update()
    assert (again.read, desk.prepared) == (0, [])
    assert again.rows == first.rows
    assert again.findings == first.findings
    assert desk.titles() == ["Hai", "Hội nghị"]


def test_what_was_edited_added_or_deleted_is_all_that_is_read(desk: Desk) -> None:
    one, two = desk.write("mot"), desk.write("hai")
    desk.update()
    desk.write("mot", head=HEAD.replace("Hội nghị", "Một"))
    three = desk.write("ba")
    two.unlink()
    done = desk.update()
    assert set(desk.prepared) == {str(one), str(three)}
    assert set(done.rows) == {str(one), str(three)}
    assert sorted(desk.titles()) == ["Hội nghị", "Một"]


def swapped(folder: Path) -> None:
    picture(folder / "other.jpg", (1200, 800), (0, 0, 90)).replace(folder / "ảnh.jpg")


def swapped_with_its_time(folder: Path) -> None:
    times = (folder / "ảnh.jpg").stat()
    picture(folder / "ảnh.jpg", (1200, 800), (0, 0, 90))
    os.utime(folder / "ảnh.jpg", ns=(times.st_atime_ns, times.st_mtime_ns))


def deleted(folder: Path) -> None:
    (folder / "ảnh.jpg").unlink()


@pytest.mark.parametrize("change", [swapped, swapped_with_its_time, deleted])
def test_an_article_is_read_again_when_its_photo_changed(desk: Desk, change: object) -> None:
    path = desk.write(body=PHOTO)
    picture(path.parent / "ảnh.jpg", (1200, 800))
    other = desk.write("khac")
    before = desk.update().rows[str(path)]
    assert desk.update().read == 0
    change(path.parent)  # type: ignore[operator]
    after = desk.update()
    assert desk.prepared == [str(path)]
    assert after.rows[str(path)].entry.photos != before.entry.photos
    assert str(other) in after.rows


def test_a_file_whose_name_is_spelt_otherwise_is_looked_after_too(desk: Desk) -> None:
    path = desk.write(body=PHOTO)
    picture(path.parent / NFD, (1200, 800))
    before = desk.update()
    assert not before.findings
    assert desk.update().read == 0
    picture(path.parent / NFD, (1200, 800), (0, 0, 90))
    assert desk.update().read == 1


def test_a_file_of_the_exact_name_goes_before_one_that_is_spelt_otherwise(desk: Desk) -> None:
    path = desk.write(body=PHOTO)
    picture(path.parent / NFD, (1200, 800))
    before = desk.update().rows[str(path)].entry.photos
    picture(path.parent / "ảnh.jpg", (1200, 800), (0, 0, 90))
    done = desk.update()
    assert done.read == 1
    assert done.rows[str(path)].entry.photos != before


def test_a_third_spelling_that_comes_first_is_found(desk: Desk) -> None:
    """Each letter of the name may be composed or not: four names for the file system."""
    path = desk.write(body="![Hội trường](ảnh-ẩn.jpg)\n*Quang cảnh*\n")
    ends = unicodedata.normalize("NFD", "-ẩn.jpg")
    picture(path.parent / f"ảnh{ends}", (1200, 800))
    before = desk.update().rows[str(path)].entry.photos
    assert desk.update().read == 0
    picture(path.parent / f"{NFD.removesuffix('.jpg')}{ends}", (1200, 800), (0, 0, 90))
    done = desk.update()
    assert done.read == 1
    assert done.rows[str(path)].entry.photos != before


@pytest.mark.parametrize("name", ["ảnh.jpg", NFD])
def test_a_file_that_was_missing_is_found_when_it_comes(desk: Desk, name: str) -> None:
    path = desk.write(body=PHOTO)
    assert [each.kind for each in desk.update().findings] == ["file-missing"]
    picture(path.parent / name, (1200, 800))
    done = desk.update()
    assert not done.findings
    assert done.rows[str(path)].entry.photos


def test_a_file_is_looked_after_whatever_way_leads_to_it(desk: Desk) -> None:
    path = desk.write(body="[Tệp](a/../ke-hoach.docx)\n")
    (path.parent / "a").mkdir()
    (path.parent / "ke-hoach.docx").write_bytes(b"-")
    desk.update()
    assert desk.update().read == 0
    (path.parent / "ke-hoach.docx").write_bytes(b"+")
    assert desk.update().read == 1


def single_file(desk: Desk) -> Path:
    """Write an article without a folder of its own, with a photo in a folder below."""
    path = desk.content / "tin/danh-sach.md"
    picture(path.parent / "hinh/anh.jpg", (1200, 800))
    path.write_text(f"---\n{HEAD}---\n![Hội trường](hinh/anh.jpg)\n*Quang cảnh*\n", encoding="utf-8")
    return path


def test_a_file_is_another_article_s_as_soon_as_that_is_there(desk: Desk) -> None:
    path = single_file(desk)
    assert not desk.update().findings
    assert desk.update().read == 0
    (path.parent / "hinh/index.md").write_text(f"---\n{HEAD}status: draft\n---\n", encoding="utf-8")
    done = desk.update()
    assert sorted(each.kind for each in done.findings) == ["draft", "file-elsewhere"]
    assert not done.rows[str(path)].entry.photos
    (path.parent / "hinh/index.md").unlink()
    done = desk.update()
    assert not done.findings
    assert done.rows[str(path)].entry.photos
    assert desk.update().read == 0


def test_a_scheduled_article_is_read_when_its_time_comes_and_held_back_when_it_goes(desk: Desk) -> None:
    desk.write(head=HEAD.replace("07:00", "09:00"))
    before = desk.update()
    assert [each.kind for each in before.findings] == ["scheduled"]
    assert desk.titles() == []
    assert desk.update(NOW + timedelta(minutes=59)).read == 0
    assert desk.update(NOW + timedelta(minutes=60)).read == 1
    assert desk.titles() == ["Hội nghị"]
    assert desk.update(NOW + timedelta(days=9)).read == 0
    # A clock that was wrong.
    assert desk.update(NOW).read == 1
    assert desk.titles() == []


def test_a_preview_reads_drafts_and_a_build_after_it_holds_them_back(desk: Desk) -> None:
    desk.write(head=f"{HEAD}status: draft\n")
    desk.update(None)
    assert desk.titles() == ["Hội nghị"]
    desk.update(NOW)
    assert desk.titles() == []
    assert desk.update(NOW).read == 0
    assert desk.update(None).read == 1


def test_warnings_are_said_at_every_build_and_errors_looked_at_again(desk: Desk) -> None:
    warned = desk.write("2026", head=HEAD.replace("2026-11-20", "2026-10-20"))
    wrong = desk.write("sai", head=HEAD.replace("Tin hoạt động", "Không có"))
    first = desk.update()
    assert sorted(each.kind for each in first.findings) == ["category-unknown", "folder-date"]
    again = desk.update()
    assert sorted(again.findings) == sorted(first.findings)
    assert desk.prepared == [str(wrong)]
    assert str(warned) in again.rows


def test_a_file_that_may_change_again_within_the_same_tick_is_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.write()
    monkeypatch.setattr(module, "now", lambda: path.stat().st_mtime_ns)
    assert desk.update().rows[str(path)].stamp == UNSETTLED
    assert desk.update().read == 1
    monkeypatch.setattr(module, "now", lambda: path.stat().st_mtime_ns + 10 * 10**9)
    assert desk.update().read == 1
    assert desk.update().read == 0


def test_a_photo_that_may_change_again_within_the_same_tick_is_looked_at_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.write(body=PHOTO)
    photo = picture(path.parent / "ảnh.jpg", (1200, 800))
    monkeypatch.setattr(module, "settled", lambda found, looked_at: found.inode != photo.stat().st_ino)
    assert desk.update().rows[str(path)].stamp == UNSETTLED
    assert desk.update().read == 1


def test_a_source_that_vanishes_before_it_is_read_is_none(desk: Desk) -> None:
    path = desk.write()
    reader, net = desk.reading()
    path.unlink()
    read = read_file(reader, net, str(path), NOW)
    assert (read.row, read.findings) == (None, ())


def test_all_sources_are_read_whoever_reads_them(desk: Desk) -> None:
    """Enough for several processes: what they give is what one gives."""
    for number in range(60):
        desk.write(f"bai-{number:02d}", head=HEAD.replace("Hội nghị", f"Bài {number}"))
    done = desk.update()
    assert done.read == len(done.rows) == 60
    assert desk.titles() == [f"Bài {number}" for number in range(60)]
    alone = {file: read_file(*desk.reading(), file, NOW).row for file in done.rows}
    assert alone == done.rows
    assert list(done.rows) == sorted(done.rows)


def test_a_row_is_no_longer_true_when_its_source_is_gone(desk: Desk) -> None:
    path = desk.write()
    row = desk.update().rows[str(path)]
    assert still_true(row, str(path), NOW)
    assert not still_true(row, str(path.with_name("other.md")), NOW)
    assert not still_true(row._replace(stamp=Stamp(1, 2, 3, 4)), str(path), NOW)


def test_a_row_is_no_longer_true_when_what_it_did_not_find_is_there(desk: Desk) -> None:
    path = desk.write()
    missing = path.with_name("anh.jpg")
    row = desk.update().rows[str(path)]._replace(looked_up=((FoundFile(str(missing), ""), None),))
    assert still_true(row, str(path), NOW)
    missing.symlink_to("nowhere")
    assert not still_true(row, str(path), NOW)
