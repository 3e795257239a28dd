"""Imports that wait: read by a process of their own, kept on the disk, accepted as the command would write them."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import pytest

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from bench.importing.newsdesk_article import TITLE, make_article, make_photo
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.staging import ImportStore, StagedImport, State, UnknownImportError
from newsdesk.importing.staging.deciding import UndecidableError, accept, correct_fields, take_back
from newsdesk.importing.staging.reading_process import ReadingProcess
from tests.site.builder import ROOT, SmallSite

CATEGORY = "Tin hoạt động"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SmallSite(tmp_path_factory.mktemp("staging")).content


@pytest.fixture(scope="module")
def reading(site: Path) -> Iterator[ReadingProcess]:
    process = ReadingProcess(site, site.parent / "crashes")
    yield process
    process.close()


@pytest.fixture(scope="module")
def store(site: Path) -> ImportStore:
    return ImportStore(site)


@pytest.fixture(scope="module")
def facts(site: Path) -> SiteFacts:
    found = load_facts(site / "site.toml", "site.toml", Findings())
    assert found is not None
    return found


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def put(store: ImportStore, batch: str, name: str, content: bytes) -> Path:
    received = store.received(batch) / ".part"
    received.write_bytes(content)
    return store.place(batch, name, received)


def send(
    store: ImportStore, reading: ReadingProcess, files: dict[str, bytes], category: str = ""
) -> list[StagedImport]:
    """Have ``files`` read as one batch, and return what became of them."""
    batch = store.begin(category)
    for name, content in files.items():
        put(store, batch.id, name, content)
    store.keep_batch(replace(batch, state="reading"))
    reading.read(batch.id)
    until(lambda: store.batch(batch.id).state == "read")
    assert not store.received(batch.id).exists()
    return store.of_batch(batch.id)


def test_what_is_accepted_is_what_the_command_writes(
    site: Path, store: ImportStore, reading: ReadingProcess, facts: SiteFacts, tmp_path: Path
) -> None:
    article = make_article((640, 480))
    original = make_photo(0, (1280, 960))
    (staged,) = send(store, reading, {"bài.docx": article, "IMG_0001.jpg": original})
    assert staged.state is State.READY
    assert (staged.values["title"], staged.values["date"], staged.missing) == (TITLE, "2026-11-26", ("category",))
    # The photo that came along is the original of one in the document.
    assert [each["kind"] for each in staged.entry["notes"]] == ["photo-original"]
    assert not list(site.glob("tin/**/index.md"))
    with pytest.raises(UndecidableError) as caught:
        accept(store, staged, facts)
    assert caught.value.field == "category"
    staged = correct_fields(store, staged, {"category": CATEGORY}, facts)
    done = accept(store, staged, facts)

    other = SmallSite(tmp_path / "other").content
    folder = tmp_path / "gửi"
    folder.mkdir()
    (folder / "bài.docx").write_bytes(article)
    (folder / "IMG_0001.jpg").write_bytes(original)
    run_command(other, folder / "bài.docx", folder / "IMG_0001.jpg", "--category", CATEGORY)
    assert files_of(site / "tin") == files_of(other / "tin")
    assert done.accepted in {f"tin/{name}" for name in files_of(site / "tin")}
    assert not list(store.content.glob("tin/**/*.*"))

    # It is known from now on, and never written over.
    text = site / done.accepted
    (same,) = send(store, reading, {"tên khác.docx": article})
    text.write_text(text.read_text("utf-8").replace("120 giáo viên", "121 giáo viên"), "utf-8")
    (edited,) = send(store, reading, {"bài.docx": article})
    assert [same.state, same.entry["outcome"], same.existing] == [State.KNOWN, "same", done.accepted]
    assert [edited.state, edited.entry["outcome"]] == [State.KNOWN, "edited"]
    assert "+Lớp học có 120 giáo viên" in edited.entry["difference"]
    assert "121 giáo viên" in text.read_text("utf-8")


def run_command(site: Path, *arguments: "Path | str") -> None:
    """Import by the command, in a process of its own: its wall against the network stays up."""
    asked = [sys.executable, "-m", "newsdesk", "import", "--site", str(site), *map(str, arguments)]
    done = subprocess.run(asked, cwd=site, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_many_at_once_each_for_itself(
    site: Path, store: ImportStore, reading: ReadingProcess, facts: SiteFacts
) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a/một.txt", "Hội thi giáo viên giỏi\n\nNgày 12/10/2026, hội thi khai mạc.\n")
        archive.writestr("a/hai.md", '---\ntitle: "Hai"\ndate: 2026-10-02 08:00\n---\n\nĐoạn hai.\n')
    found = send(
        store, reading, {"gói.zip": packed.getvalue(), "Ngăn/chạy.docx": b"MZ" + bytes(3000), "ảnh.jpg": make_photo(9, (64, 48))}, CATEGORY
    )  # fmt: skip
    by_name = {each.source: each for each in found}
    assert {name: str(each.state) for name, each in by_name.items()} == {
        "gói.zip/a/một.txt": "ready", "gói.zip/a/hai.md": "ready", "Ngăn/chạy.docx": "refused", "ảnh.jpg": "refused",
    }  # fmt: skip
    assert all(each.entry["doubts"][0]["sentence"] for each in found if each.state is State.REFUSED)
    two = by_name["gói.zip/a/hai.md"]
    assert two.is_sure
    assert not by_name["gói.zip/a/một.txt"].is_sure
    # The same once more, while it waits.
    (again,) = send(
        store, reading, {"hai.md": b'---\ntitle: "Hai"\ndate: 2026-10-02 08:00\n---\n\n\xc4\x90o\xe1\xba\xa1n hai.\n'}
    )
    assert (again.state, again.entry["doubts"][0]["kind"]) == (State.KNOWN, "waiting-already")
    # Thrown away and brought back.
    gone = store.discard(two)
    assert store.read(two.id).state is State.DISCARDED
    two = store.restore(gone)
    moved = correct_fields(store, two, {"title": "Hai bài", "date": "2026-09-30"}, facts)
    assert moved.staged == "tin/2026/09/hai-bai"
    done = accept(store, moved, facts)
    assert done.accepted == "tin/2026/09/hai-bai/index.md"
    text = (site / done.accepted).read_bytes()
    # Ended in the middle: its text is in the site still, and where it is known to wait.
    kept, ends = Path.replace, iter((False, True))

    def end(path: Path, target: Path) -> Path:
        if next(ends):
            raise KeyboardInterrupt
        return kept(path, target)

    with patch.object(Path, "replace", end), pytest.raises(KeyboardInterrupt):
        take_back(store, done, facts)
    waits = store.read(done.id)
    assert (waits.state, (store.files_of(waits) / "index.md").read_bytes()) == (State.READY, text)
    assert (site / done.accepted).read_bytes() == text
    assert accept(store, waits, facts).state is State.KNOWN
    store.keep(done)
    back = take_back(store, done, facts)
    assert not (site / done.accepted).parent.exists()
    assert (store.files_of(back) / "index.md").read_bytes() == text
    done = accept(store, back, facts)
    (site / done.accepted).write_bytes(text + b"\nM\xe1\xbb\x9bi.\n")
    with pytest.raises(UndecidableError):
        take_back(store, done, facts)


def test_what_was_not_read_to_its_end_is_read_again(site: Path, store: ImportStore) -> None:
    batch = store.begin()
    put(store, batch.id, "bài.docx", make_article((1600, 1200), "Bài đọc hai lần"))
    store.keep_batch(replace(batch, state="reading"))
    first = ReadingProcess(site, site.parent / "crashes")
    first.read(batch.id)
    until(lambda: [each.state for each in store.of_batch(batch.id)] == [State.SKETCHED])
    # Its text can be looked at, while its photos are not taken in.
    (sketched,) = store.of_batch(batch.id)
    assert "Các bước đăng ký gồm:" in (store.files_of(sketched) / "index.md").read_text("utf-8")
    first.close()
    assert store.unread() == [batch.id]
    second = ReadingProcess(site, site.parent / "crashes")
    try:
        second.read(batch.id)
        until(lambda: store.batch(batch.id).state == "read")
        (staged,) = store.of_batch(batch.id)
        assert (staged.state, staged.photos_done, staged.staged) == (State.READY, 6, sketched.staged)
    finally:
        second.close()
    store.end(batch.id)
    assert not (store.content / staged.staged).exists()


def test_a_batch_whose_process_is_ended_is_told(store: ImportStore, reading: ReadingProcess) -> None:
    batch = store.begin()
    put(store, batch.id, "bài.docx", make_article((1600, 1200), "Bài bị ngắt"))
    store.keep_batch(replace(batch, state="reading"))
    reading.read(batch.id)
    until(lambda: [each.state for each in store.of_batch(batch.id)] == [State.SKETCHED])
    process = reading._process
    assert process is not None
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    until(lambda: store.batch(batch.id).state == "read")
    assert [each.state for each in store.of_batch(batch.id)] == [State.REFUSED]


@pytest.mark.parametrize("name", ["../ra ngoài.docx", "/etc/passwd", "a/../../b.txt", "C:\\x.docx", "", "."])
def test_nothing_is_received_outside_of_its_batch(store: ImportStore, name: str) -> None:
    with pytest.raises(RefusedSourceError):
        store.check_name(name)


@pytest.mark.parametrize(
    "name", ["", "x", "../../site.toml", "20261130-184500-aaaaaaaa/../x.0", "20261130-184500-aaaaaaaa.0"]
)
def test_what_there_is_not_is_not_found(store: ImportStore, name: str) -> None:
    with pytest.raises(UnknownImportError):
        store.read(name)


def test_what_is_settled_is_forgotten_in_time(tmp_path: Path) -> None:
    store = ImportStore(tmp_path)
    sending, done = store.begin(), store.begin()
    # One of the same name stands beside it, and not in its place.
    assert [put(store, sending.id, "a/b.docx", b"1").name, put(store, sending.id, "a/b.docx", b"2").name] == [
        "b.docx",
        "b (2).docx",
    ]
    store.keep_batch(replace(done, state="read"))
    folder = store.content / "tin" / "x"
    folder.mkdir(parents=True)
    waits = StagedImport(f"{done.id}.0", "a.docx", State.READY, staged="tin/x")
    thrown = StagedImport(f"{done.id}.1", "b.docx", State.DISCARDED)
    for each in (waits, thrown):
        store.keep(each)
    hours = 60 * 60
    store.tidy(time.time() + hours / 2)
    assert store.batch(sending.id).state == "receiving"
    store.tidy(time.time() + 2 * hours)
    with pytest.raises(UnknownImportError):
        store.batch(sending.id)
    assert len(store.all()) == 2
    store.tidy(time.time() + 8 * 24 * hours)
    # What waits for a decision waits for ever.
    assert store.all() == [waits]
    assert folder.exists()
    # A newer version may know more, an older one less.
    kept = tmp_path / ".newsdesk" / "imports" / "batches" / done.id / "items" / "0.json"
    kept.write_text(json.dumps(json.loads(kept.read_text("utf-8")) | {"later": 1}), "utf-8")
    assert store.read(waits.id) == waits
    kept.write_text("{", "utf-8")
    assert store.all() == []
