"""What builds remember of one another is never believed against the files."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.builder import ROOT, SmallSite


def the_state(site: SmallSite) -> Path:
    (path,) = site.state.glob("*.sqlite")
    return path


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for position in range(len(data) // 3, len(data), 97):
        data[position] ^= 0x55
    path.write_bytes(data)


def replaced(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)


@pytest.mark.parametrize("damage", [flipped, replaced, Path.unlink])
def test_a_state_that_is_damaged_or_gone_costs_time_and_nothing_else(
    site: SmallSite, damage: Callable[[Path], None]
) -> None:
    facts = site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('url = "/van-ban/"', 'url = "/vanban/"', 1), encoding="utf-8")
    folder = site.article("bai", "![Hội trường](anh.jpg)\n*Quang cảnh*\n")
    site.photo(folder, "anh.jpg")
    first = site.build()
    assert first.code == 0, first.err
    assert "cảnh báo: Liên kết “Văn bản”" in first.err
    before = site.tree()
    damage(the_state(site))
    again = site.build()
    assert (again.code, again.written, again.err) == (0, 0, first.err)
    assert site.tree() == before


def test_what_a_build_says_does_not_depend_on_what_it_remembers(site: SmallSite) -> None:
    site.article("anh", "![](anh.jpg)\n\nMột đoạn văn dài, có dấu chấm ở cuối.\n")
    site.photo(site.content / "tin/2026/11/anh", "anh.jpg")
    site.article("mai", date="2026-11-23 08:00")
    first = site.build()
    assert first.code == 0
    assert "cảnh báo" in first.err
    again = site.build()
    assert again.err == first.err
    site.forget()
    assert site.build().err == first.err


def test_a_build_explains_what_it_wrote(site: SmallSite) -> None:
    site.article("bai-mot")
    assert site.build().code == 0
    site.article("bai-mot", "Nội dung khác.\n")
    lines = site.build(EXPLAIN="1").out.splitlines()
    told = [line for line in lines if line.startswith("tin/2026/11/bai-mot/index.html: ")]
    assert told == ["tin/2026/11/bai-mot/index.html: content/tin/2026/11/bai-mot/index.md (whole)"]
    assert not [line for line in lines if line.startswith("404.html")]


#: Takes the lock of a build and forks a worker that goes on when its parent is killed.
HOLDER = """
import os, sys, time
from pathlib import Path
from ban_tin.machine.lock import build_lock
with build_lock(Path(sys.argv[1]), "en"):
    if os.fork() == 0:
        print("working", flush=True)
        sys.stdin.read()
        os._exit(0)
    os.kill(os.getpid(), 9)
"""
WAITER = """
import sys
from pathlib import Path
from ban_tin.machine.lock import build_lock
with build_lock(Path(sys.argv[1]), "en"):
    print("alone", flush=True)
"""


def test_a_build_waits_for_the_last_worker_of_one_that_was_killed(tmp_path: Path) -> None:
    path = str(tmp_path / "a.sqlite")

    def run(code: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", code, path]
        return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    holder = run(HOLDER)
    assert holder.stdout is not None and holder.stdin is not None
    assert holder.stdout.readline() == "working\n"
    assert holder.wait(timeout=60) == -9
    waiter = run(WAITER)
    assert waiter.stdout is not None
    said = waiter.stdout.readline()
    holder.communicate()
    assert said.startswith("Another build is running")
    assert waiter.communicate(timeout=60)[0] == "alone\n"
