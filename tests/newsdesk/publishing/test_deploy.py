"""Deploys to a real folder: whole or not at all, whatever happens on the way; and back."""

import os
import random
import secrets
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from newsdesk.publishing.changes import changes_document, tell_changes
from newsdesk.publishing.deploy import LockedError, deploy, list_releases, look_at, preview_changes, roll_back
from newsdesk.publishing.manifest import parse_manifest
from newsdesk.publishing.targets import FolderTarget, TargetError, find_target
from tests.newsdesk.publishing.hand_made import (
    ARTICLE,
    Desk,
    kill_all,
    live,
    need,
    send,
    start_deploy,
    tree_of,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders are targets on Linux only")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    need("sh", "sha256sum")
    return Desk(tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "máy chủ" / "web site")  # Spaces and letters that a shell may trip over.


def test_the_live_site_is_the_release_byte_for_byte(desk: Desk, target: FolderTarget) -> None:
    desk.write({"tệp có dấu/văn bản 'số 1'.pdf": "x", "-đầu": "x", "a  b.txt": "y"})
    release = desk.release()
    done = send(release, target)
    assert live(target.folder) == tree_of(release)
    assert done.files == len(release.manifest.files) + 1
    assert sorted(each.name for each in target.folder.iterdir()) == ["current", "releases"]
    modes = {path.stat().st_mode & 0o777 for path in (target.folder / "releases").rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_the_next_one_sends_what_changed_and_shares_the_rest(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    before = (target.folder / "current").resolve()
    desk.article("ba", "Bài ba")
    desk.article("mot", "Bài một, đã sửa")
    desk.delete(ARTICLE.format(name="hai"))
    release = desk.release()
    done = send(release, target)
    assert live(target.folder) == tree_of(release)
    assert done.files == 2 * 2 + 1  # Two pages, each in two forms, and the manifest.
    assert (before / "anh.jpg").samefile(target.folder / "current" / "anh.jpg")
    old = parse_manifest((before / "manifest.json").read_bytes())
    assert ARTICLE.format(name="hai") in old.files
    assert (before / ARTICLE.format(name="mot")).read_bytes() != live(target.folder)[ARTICLE.format(name="mot")]


def test_what_changes_is_said_before_as_readers_see_it(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    desk.article("ba", "Bài ba")
    desk.article("mot", "Bài một, đã sửa")
    desk.delete(ARTICLE.format(name="hai"))
    desk.write({"index.html": "<title>Trang chủ</title>"})
    release = desk.release()
    seen = look_at(target)
    before = live(target.folder)
    changes = preview_changes(release, target, seen)
    assert changes_document(changes)["articles"] == [
        {"change": "new", "url": "/tin/2026/11/ba/", "title": "Bài ba"},
        {"change": "changed", "url": "/tin/2026/11/mot/", "title": "Bài một, đã sửa"},
        {"change": "gone", "url": "/tin/2026/11/hai/", "title": "Bài “hai” & ba"},
    ]
    assert (changes.pages, changes.others) == (1, 0)
    assert "Bài ba" in "\n".join(tell_changes(changes))
    assert live(target.folder) == before  # Saying changes nothing.


def test_the_last_five_stay_and_each_can_be_had_back(desk: Desk, target: FolderTarget) -> None:
    sites = {}
    for number in range(7):
        desk.article("mot", f"Bài một, lần {number}")
        release = desk.release()
        send(release, target)
        sites[release.name] = tree_of(release)
    names = [name for name, _ in list_releases(target)]
    assert names == sorted(sites, reverse=True)[:5]
    assert roll_back(target) == names[1]
    assert live(target.folder) == sites[names[1]]
    assert roll_back(target) == names[2]
    assert roll_back(target, names[0]) == names[0]
    assert live(target.folder) == sites[names[0]]
    roll_back(target, names[4])
    with pytest.raises(TargetError):
        roll_back(target)
    # After going back, the next one goes on from there.
    desk.article("mot", "Bài một, cuối cùng")
    release = desk.release()
    send(release, target)
    assert live(target.folder) == tree_of(release)


def test_going_back_and_forth_to_the_same_release(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    desk.article("ba", "Bài ba")
    release = desk.release()
    send(release, target)
    roll_back(target)
    send(release, target)
    assert live(target.folder) == tree_of(release)


def test_one_at_a_time_and_whose_turn_it_is_is_said(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    before = live(target.folder)
    (target.folder / ".lock").mkdir()
    (target.folder / ".lock" / "owner").write_text("token-1 lan@may-khac 7 2026-11-30T10:00:00+00:00\n")
    desk.article("ba", "Bài ba")
    release = desk.release()
    with pytest.raises(LockedError, match="lan@may-khac, ") as locked:
        send(release, target)
    with pytest.raises(LockedError):
        roll_back(target)
    assert live(target.folder) == before
    with pytest.raises(LockedError):
        send(release, target, take_over="token-0")  # Somebody else has it by now.
    send(release, target, take_over=locked.value.token)
    assert live(target.folder) == tree_of(release)
    assert not (target.folder / ".lock").exists()


def test_another_release_that_went_live_meanwhile_is_not_undone(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    seen = look_at(target)
    desk.article("ba", "Bài ba")
    theirs = desk.release()
    send(theirs, target)
    desk.article("bon", "Bài bốn")
    release = desk.release()
    changes = preview_changes(release, target, seen)
    with pytest.raises(TargetError, match=r"(?i)meanwhile|trong lúc"):
        deploy(release, target, seen, changes, lambda text: None)
    assert live(target.folder) == tree_of(theirs)
    send(release, target)


def test_defaced_and_planted_files_do_not_live_on_in_the_next_release(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    current = target.folder / "current"
    defaced = current / ARTICLE.format(name="mot")
    before = defaced.stat()
    # Of the same size and time, and in the very file that would be linked.
    defaced.write_bytes(b"casino".ljust(before.st_size, b" "))
    os.utime(defaced, ns=(before.st_atime_ns, before.st_mtime_ns))
    (current / "moi.html").write_text("casino")
    (current / "moi.html").replace(current / "index.html")
    (current / "anh.jpg").unlink()
    (current / "theme" / "w88").mkdir()
    (current / "theme" / "w88" / "shell.php").write_text("<?php")
    (current / "theme" / "ra-ngoai").symlink_to("/etc")
    desk.article("ba", "Bài ba")
    release = desk.release()
    done = send(release, target)
    assert live(target.folder) == tree_of(release)
    assert set(done.wrong) == {ARTICLE.format(name="mot"), "anh.jpg", "index.html"}
    assert set(done.planted) == {"theme/w88/shell.php", "theme/ra-ngoai"}


def test_only_what_may_have_changed_is_read_there_and_all_of_it_when_asked(
    desk: Desk, target: FolderTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy, log = tmp_path / "bin" / "sha256sum", tmp_path / "log"
    spy.parent.mkdir()
    spy.write_text(f'#!/bin/sh\nfor file; do :; done\ncat "$file" >> {log}\nexec {shutil.which("sha256sum")} "$@"\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{spy.parent}:{os.environ['PATH']}")

    def read(full: bool = False) -> set[str]:
        log.write_text("")
        release = desk.release()
        send(release, target, full=full)
        assert live(target.folder) == tree_of(release)
        return {line[68:] for line in log.read_text().splitlines()}

    everything = read()
    assert everything == {*desk.release().manifest.files, "manifest.json"}
    desk.article("mot", "Bài một, đã sửa")
    article = ARTICLE.format(name="mot")
    assert read() == {article, f"{article}.br", "manifest.json"}
    (target.folder / "current" / "anh.jpg").touch()  # Not what is in it, but who knows.
    desk.article("mot", "Bài một, sửa lần hai")
    assert read() == {article, f"{article}.br", "manifest.json", "anh.jpg"}
    assert read(full=True) == everything
    # After going back nothing is known.
    roll_back(target)
    assert read() == everything
    (target.folder / "current" / "w88.html").write_text("casino")
    (target.folder / "current" / "anh.jpg").write_bytes(b"?")
    release = desk.release()
    done = send(release, target, full=True)  # The same release, put right.
    assert (done.wrong, done.planted) == (("anh.jpg",), ("w88.html",))
    assert live(target.folder) == tree_of(release)


def test_a_release_that_is_damaged_here_does_not_go_live(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    before = live(target.folder)
    desk.article("ba", "Bài ba")
    release = desk.release()
    (release.beside / (ARTICLE.format(name="ba") + ".br")).write_bytes(b"broken")
    with pytest.raises(TargetError, match=r"ba/index\.html\.br"):
        send(release, target)
    assert live(target.folder) == before
    assert not (target.folder / ".lock").exists()
    assert [each.name for each in (target.folder / "releases").glob("[0-9]*")] == [look_at(target).name]


def test_a_manifest_that_was_damaged_there_is_no_ground_to_stand_on(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    (target.folder / "current" / "manifest.json").write_bytes(b"{")
    desk.article("ba", "Bài ba")
    release = desk.release()
    send(release, target)
    assert live(target.folder) == tree_of(release)


def test_a_folder_that_is_a_site_itself_is_not_touched(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").write_text("cũ")
    with pytest.raises(TargetError, match="current"):
        send(desk.release(), FolderTarget(tmp_path / "web"))
    assert [each.name for each in (tmp_path / "web").iterdir()] == ["index.html"]


def test_a_full_disk_leaves_the_old_site_and_the_next_deploy_works(desk: Desk, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        target = FolderTarget(disk / "web")
        send(desk.release(), target)
        before = live(target.folder)
        desk.write({"to.pdf": "x" * 500_000})
        with pytest.raises(TargetError):
            send(desk.release(), target)
        assert live(target.folder) == before
        assert not (target.folder / ".lock").exists()
        desk.write({"to.pdf": "x" * 1000})
        release = desk.release()
        send(release, target)
        assert live(target.folder) == tree_of(release)
    finally:
        subprocess.run(["umount", disk], check=True)


def test_readers_never_meet_a_gap(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    page, asked, over = target.folder / "current" / "index.html", [0], Event()

    def read() -> None:
        while not over.is_set():
            assert page.read_bytes()
            asked[0] += 1

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        try:
            for number in range(3):
                desk.article("mot", f"Bài một, lần {number}")
                send(desk.release(), target)
            roll_back(target)
        finally:
            over.set()
        reading.result()
    assert asked[0] > 100


def test_killed_at_any_moment_the_live_site_is_wholly_one_or_the_other(desk: Desk, tmp_path: Path) -> None:
    """``make soak`` kills 200 deploys, and here a few."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc: what a deploy started can't be found")
    target = FolderTarget(tmp_path / "live")
    first = desk.release()
    send(first, target)
    known = tree_of(first)
    begun = time.monotonic()
    start_deploy(desk, target.folder).wait()
    lasts = time.monotonic() - begun
    long = bool(os.environ.get("SOAK"))
    seed = secrets.randbits(32) if long else 20
    chance = random.Random(seed)
    outcomes = {"old": 0, "new": 0}
    for number in range(200 if long else 12):
        desk.article("mot", f"Bài một, lần {number}")
        desk.write({f"tep/{each}.html": f"{number}" * 600 for each in range(10)})
        release = desk.release()
        wanted = tree_of(release)
        child = start_deploy(desk, target.folder)
        time.sleep(chance.uniform(0, lasts))
        kill_all(child)
        found = live(target.folder)
        assert found in (known, wanted), (seed, number)
        outcomes["new" if found == wanted else "old"] += 1
        known = found
    assert all(outcomes.values()) or not long, outcomes
    # And the next one, which nobody kills, takes the place of the last.
    child = start_deploy(desk, target.folder)
    _, told = child.communicate()
    assert child.returncode == 0, told
    assert live(target.folder) == tree_of(release)
    assert sorted(each.name for each in target.folder.iterdir()) == ["current", "releases"]
    assert len(list((target.folder / "releases").glob("[0-9]*"))) <= 5


@pytest.mark.parametrize("named", ["", "host:web", "-oProxyCommand=x:/web", "ma chu:/web", "a@b@c:/web"])
def test_what_is_no_target_is_refused(named: str) -> None:
    with pytest.raises(TargetError):
        find_target(named)
