"""Reading for a program with threads: by a process that can be forked, and that nothing ends for long."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from ban_tin.articles.net import ReaderMaker
from ban_tin.building.reader_process import ReaderProcess
from ban_tin.building.sources import ReadFile
from tests.builders import CACHE, NOW, site

HEAD = '---\ntitle: "Bài"\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n{}---\n\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/tin").mkdir(parents=True)
    return tmp_path / "content"


@pytest.fixture
def process() -> Iterator[ReaderProcess]:
    with closing(ReaderProcess()) as process:
        yield process


def write(content: Path, name: str, fields: str = "") -> None:
    (content / "tin" / f"{name}.md").write_text(HEAD.format(fields) + "Thân bài.\n", encoding="utf-8")


def read(process: ReaderProcess, content: Path) -> dict[str, ReadFile]:
    """Read all of ``content`` in a thread, as a preview does."""
    maker = ReaderMaker(content, ("trang",), site(), CACHE)
    files = [str(file) for file in sorted(content.rglob("*.md"))]
    found: dict[str, ReadFile] = {}

    def work() -> None:
        found.update((Path(each.file).stem, each) for each in process.read(maker, files, NOW))

    thread = Thread(target=work)
    thread.start()
    thread.join(120)
    assert not thread.is_alive()
    return found


def test_what_ends_a_process_ends_neither_this_one_nor_the_next_request(process: ReaderProcess, content: Path) -> None:
    deep = "[" * 30_000 + "]" * 30_000
    write(content, "a")
    write(content, "sau", f"tags: {deep}\n")
    write(content, "z")
    for _ in range(2):
        found = read(process, content)
        assert found["a"].row is not None
        assert found["z"].row is not None
        assert found["sau"].row is None
        assert found["sau"].findings


def test_a_process_that_was_ended_is_started_again(process: ReaderProcess, content: Path) -> None:
    write(content, "a")
    assert read(process, content)["a"].row is not None
    assert process._process is not None
    os.kill(process._process.pid, signal.SIGKILL)
    process._process.wait()
    for _ in range(2):
        assert [each.row is not None for each in read(process, content).values()][-1:] != []
    assert read(process, content)["a"].row is not None


def test_closed_it_leaves_no_process_and_reads_nothing(process: ReaderProcess, content: Path) -> None:
    write(content, "a")
    read(process, content)
    started = process._process
    assert started is not None
    process.close()
    assert started.poll() is not None
    assert read(process, content) == {}
