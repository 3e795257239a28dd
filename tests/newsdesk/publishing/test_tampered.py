"""What somebody did by hand to a live site, and a deploy of the release that is live already: it is told and put right."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from newsdesk.publishing import steps
from newsdesk.publishing.deploy import find_damage, is_as_published, look_at, roll_back
from newsdesk.publishing.targets import LONG, FolderTarget, Ran, TargetError
from tests.newsdesk.publishing.hand_made import ARTICLE, Desk, live, missing, need, send, tree_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders are targets on Linux only")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    need("sh", "sha256sum")
    return Desk(tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(tmp_path / "web")


def test_a_release_that_is_live_is_put_right_where_somebody_touched_it(desk: Desk, target: FolderTarget) -> None:
    release = desk.release()
    send(release, target)
    current = target.folder / "current"
    assert is_as_published(release, target, look_at(target))
    with (current / "index.html").open("a") as page:
        page.write("w88")
    (current / "w88.html").write_text("casino")
    assert not is_as_published(release, target, look_at(target))
    done = send(release, target)
    assert (done.wrong, done.planted) == (("index.html",), ("w88.html",))
    assert live(target.folder) == tree_of(release)
    assert is_as_published(release, target, look_at(target))


def test_a_live_release_that_was_deleted_comes_again_and_can_be_gone_back_from(
    desk: Desk, target: FolderTarget
) -> None:
    first = desk.release()
    send(first, target)
    desk.article("ba", "Bài ba")
    second = desk.release()
    send(second, target)
    for afresh in (False, True):
        shutil.rmtree((target.folder / "current").resolve())
        assert not is_as_published(second, target, look_at(target))
        send(second, target, afresh=afresh)
        assert live(target.folder) == tree_of(second)
    shutil.rmtree((target.folder / "current").resolve())
    assert roll_back(target) == first.name
    assert live(target.folder) == tree_of(first)


def test_files_made_folders_or_links_and_the_reverse_are_replaced_and_nothing_behind_a_link(
    desk: Desk, target: FolderTarget, tmp_path: Path
) -> None:
    desk.write({"theme/icon.svg": "<svg/>", "van-ban/so-1.pdf": "x", "lien-he/index.html": "y"})
    release = desk.release()
    send(release, target)
    current, elsewhere = target.folder / "current", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "icon.svg").write_text("mine")
    (current / "anh.jpg").unlink()
    (current / "anh.jpg").mkdir()
    (current / "anh.jpg" / "w88.html").write_text("casino")
    shutil.rmtree(current / "van-ban")
    (current / "van-ban").write_text("x")
    shutil.rmtree(current / "theme")
    (current / "theme").symlink_to(elsewhere)
    # Also where the next release has other files in these places.
    desk.write({"theme/icon.svg": "<svg>1</svg>", "van-ban/so-1.pdf": "2", "anh.jpg": "3"})
    desk.delete("lien-he/index.html")
    after = desk.release()
    done = send(after, target, full=True)
    assert live(target.folder) == tree_of(after)
    assert "theme" in done.planted
    assert (elsewhere / "icon.svg").read_text() == "mine"


def test_readers_may_read_it_whatever_the_umask_and_however_long_the_names(desk: Desk, target: FolderTarget) -> None:
    desk.write({f"văn-bản/{'ữ' * 83}.pdf": "x", f"{'x' * 251}.pdf": "y"})
    before = os.umask(0o077)
    try:
        send(desk.release(), target)
    finally:
        os.umask(before)
    current = (target.folder / "current").resolve()
    closed = [path for path in (current, *current.rglob("*")) if not path.stat().st_mode & 0o004]
    assert closed == []
    assert (current / ARTICLE.format(name="mot")).parent.stat().st_mode & 0o777 == 0o755


def test_what_may_not_be_read_any_more_may_be_read_again(desk: Desk, target: FolderTarget) -> None:
    release = desk.release()
    send(release, target)
    current = (target.folder / "current").resolve()
    (current / "index.html").chmod(0o600)
    (current / "tin").chmod(0o700)
    assert not is_as_published(release, target, look_at(target))
    send(release, target)
    current = (target.folder / "current").resolve()
    assert [path for path in current.rglob("*") if not path.stat().st_mode & 0o004] == []


def test_what_nobody_can_delete_stops_no_deploy_and_leaves_no_lock(
    desk: Desk, target: FolderTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, own = shutil.which("rm"), tmp_path / "bin" / "rm"
    own.parent.mkdir()
    # As where a file of an old release is somebody else's.
    own.write_text(f'#!/bin/sh\ncase "$*" in *incoming-*) exit 1 ;; esac\nexec {real} "$@"\n')
    own.chmod(0o755)
    monkeypatch.setenv("PATH", f"{own.parent}:{os.environ['PATH']}")
    for number in range(3):
        desk.article("mot", f"Bài một, lần {number}")
        release = desk.release()
        assert send(release, target).planted == ()
        assert live(target.folder) == tree_of(release)
        assert not (target.folder / ".lock").exists()


class _CutWhileSwitching(FolderTarget):
    """A folder whose line is cut after the site was switched, or before."""

    switches = True
    cut = False

    def run(self, script: str, *arguments: str, given: bytes = b"", seconds: float = LONG) -> Ran:
        if script == steps.FINISH:
            _CutWhileSwitching.cut = True
            if self.switches:
                super().run(script, *arguments, given=given)
            raise TargetError("cut")
        if self.cut and not self.switches:
            raise TargetError("cut")
        return super().run(script, *arguments, given=given)


def test_a_line_that_is_cut_while_the_site_is_switched_is_no_lie(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    # As a machine that lost its power leaves it: no file is told to be somebody's for that.
    next((target.folder / "releases").glob(".digests-*")).write_text("")
    for switches in (True, False):
        _CutWhileSwitching.switches, _CutWhileSwitching.cut = switches, False
        desk.article("mot", f"Bài một, {switches}")
        release = desk.release()
        before = live(target.folder)
        if switches:
            assert send(release, _CutWhileSwitching(target.folder)).planted == ()
            assert live(target.folder) == tree_of(release)
        else:
            with pytest.raises(TargetError, match="ban-tin status"):
                send(release, _CutWhileSwitching(target.folder))
            assert live(target.folder) == before


def test_what_lay_there_damaged_is_told_when_it_is_gone_back_to(desk: Desk, target: FolderTarget) -> None:
    send(desk.release(), target)
    old = (target.folder / "current").resolve()
    desk.article("ba", "Bài ba")
    send(desk.release(), target)
    content = (old / "anh.jpg").read_bytes()
    (old / "anh.jpg").unlink()
    (old / "anh.jpg").write_bytes(b"?" * len(content))
    (old / "w88.html").write_text("casino")
    assert find_damage(target) == ()
    roll_back(target)
    assert find_damage(target) == ("anh.jpg", "w88.html")


def test_files_that_can_be_neither_linked_nor_deleted_stop_no_deploy(desk: Desk, target: FolderTarget) -> None:
    """As those of another user, which the web server's own are after a break-in."""
    need("chattr")
    release = desk.release()
    send(release, target)
    current = (target.folder / "current").resolve()
    (current / "w88").mkdir()
    (current / "w88" / "index.html").write_text("casino")
    held = [current / "w88" / "index.html", current / "index.html"]
    held[1].unlink()
    held[1].write_text("w88")
    if subprocess.run(["chattr", "+i", *held], check=False, capture_output=True).returncode:
        if os.geteuid() == 0:
            missing("files can't be made immutable here")
        pytest.skip("only root makes files immutable")
    try:
        done = send(release, target)
        assert (done.wrong, done.planted) == (("index.html",), ("w88/index.html",))
        assert live(target.folder) == tree_of(release)
        desk.article("ba", "Bài ba")
        release = desk.release()
        send(release, target)
        assert live(target.folder) == tree_of(release)
        assert not (target.folder / ".lock").exists()
    finally:
        subprocess.run(["chattr", "-R", "-i", target.folder], check=False, capture_output=True)
