"""What goes wrong around a deploy: what a server says, machines with one name, clocks, settings, and two at once. Mostly without a server."""

import os
import socket
import subprocess
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from ban_tin.site.target import check_target
from newsdesk.publishing.deploy_command import _note
from newsdesk.publishing.deployed import last_deploy, note_deployed
from newsdesk.publishing.doubts import doubts_about
from newsdesk.publishing.live import Deployed, Live, LockedError, is_left_behind, owner_here
from newsdesk.publishing.manifest import SigningError, sign
from newsdesk.publishing.prepared import mark_inputs
from newsdesk.publishing.reasons import tell_reason, tell_remote_reason, tell_signing_reason
from newsdesk.publishing.release import release_folder
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.targets import FolderTarget, ServerTarget, TargetError, find_target
from newsdesk.publishing.turn import own_turn
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.publishing.hand_made import Desk, need


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "site.toml").write_text('[site]\nlanguage = "en"\ntime_zone = "Mars"\n', "utf-8")
    return SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py")


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("sh: 12: printf: printf: I/O error", "df -h"),
        ("sort: write failed: 'standard output': No space left on device\nsort: write error", "df -h"),
        ("mkdir: cannot create directory '/srv/web': Permission denied", "chown"),
        ("an@may-chu: Permission denied (publickey,password).", "ssh-copy-id an@may-chu"),
        ("@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@\nHost key verification failed.", "-R may-chu"),
        ("No ED25519 host key is known\nHost key verification failed.", "yes một lần: ssh an@may-chu"),
        ("bash: line 1: rsync: command not found\nrsync: connection unexpectedly closed", "apt install rsync"),
        ("find: unrecognized: -printf\nBusyBox v1.35.0 multi-call binary.", "coreutils findutils"),
        ("fatal: unrecognized command 'sh -c '\\''… Permission denied''", "/bin/sh"),
        ("ssh: connect to host may-chu port 22: Connection timed out", "thử lại"),
        ("one\ntwo\nthree\nfour.\r\n", "two / three / four"),
        ("", "ssh"),
    ],
)  # fmt: skip
def test_what_a_server_says_is_told_with_what_to_do(said: str, meaning: str) -> None:
    told = tell_reason(said, "an@may-chu")
    assert meaning in told
    assert "{" not in told
    assert not told.endswith((".", "?"))


def test_what_rclone_says_is_told_without_its_clock() -> None:
    assert "rclone config" in tell_remote_reason("2026/11/30 22:43:26 ERROR : AccessDenied: status code: 403")
    assert tell_remote_reason("2026/11/30 22:43:26 ERROR : something new") == "something new"


def test_what_ssh_keygen_says_is_told_with_the_key(tmp_path: Path) -> None:
    key = tmp_path / "key"
    need("ssh-keygen")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", key], check=True)
    with pytest.raises(SigningError, match=f"ssh-add {key}") as error:
        sign(b"x", key)
    assert "Enter" not in str(error.value)
    assert "chmod 600" in tell_signing_reason("Permissions 0644 for 'k' are too open.\nbad permissions", key)


def test_a_text_with_a_long_name_is_published_as_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    name = "x" * 251 + ".txt"
    desk.write({name: "chữ " * 9999, f"{'ữ' * 79}.txt": "chữ " * 9999})
    files = desk.release().manifest.files
    assert name in files
    assert f"{name}.br" not in files
    assert f"{'ữ' * 79}.txt.br" not in files


def test_a_shell_that_greets_is_told_and_nothing_is_taken_for_a_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("sh")
    ssh = tmp_path / "ssh"
    ssh.write_text('#!/bin/sh\n[ -f "$0.greets" ] && echo Welcome\nfor last; do :; done\nexec sh -c "$last"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(ssh))
    server = ServerTarget("may-chu", str(tmp_path))
    assert server.run("echo live").out == b"live\n"
    (tmp_path / "ssh.greets").touch()
    with pytest.raises(TargetError, match="bashrc"):
        server.run("echo live")
    ssh.write_text("#!/bin/sh\nexec sleep 9\n")
    with pytest.raises(TargetError, match="không trả lời"):
        server.run("echo live", seconds=0.2)


@pytest.mark.skipif(os.name == "nt", reason="asks no process of Windows")
def test_a_machine_of_the_same_name_is_another_one_and_a_restart_ends_what_was_begun() -> None:
    mine = owner_here()
    shown, _, mark = mine.rpartition(" ")
    machine, start = mark.split(".")
    ended = shown.replace(f" {os.getpid()} ", " 4194305 ")  # More than Linux gives.
    other = "1" * 8
    assert not is_left_behind(mine)
    assert is_left_behind(f"{ended} {mark}")
    assert not is_left_behind(f"{ended} {other}.{start}")
    assert is_left_behind(f"{shown} {machine}.{other}")
    assert not is_left_behind(f"{shown} {machine}.{'0' * 8}")  # Who could not tell which start that was.
    # As versions of before wrote it.
    assert is_left_behind(ended)
    assert not is_left_behind(shown)
    assert not is_left_behind(f"an@{socket.gethostname()} {'9' * 40} x")
    assert mark not in str(LockedError("1", mine))
    assert shown.split()[0] in str(LockedError("1", mine))


def test_another_site_and_an_older_release_are_doubted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    older, newer = desk.release(), desk.release()
    desk.article("ba", "Bài ba")
    newer = desk.release()
    assert doubts_about(newer.manifest, Live("", None)) == []
    assert doubts_about(newer.manifest, Live(older.name, older.manifest)) == []
    (doubt,) = doubts_about(older.manifest, Live(newer.name, newer.manifest))
    assert str(newer.manifest.number) in doubt
    elsewhere = replace(older.manifest, base_url="https://khac.example")
    (doubt,) = doubts_about(newer.manifest, Live("x", elsewhere))
    assert "https://khac.example" in doubt


@pytest.mark.parametrize(
    ("named", "usable"),
    [
        ("an@may-chu:/srv/web", True), ("/srv/có dấu", True), ("~/web", True), ("rclone:kho:ten-kho/thu-muc", True),
        ("rclone::local:/srv/web", True), ("rclone:", False), ("/", False), ("//", False), ("an@may-chu:/", False), ("an@may-chu:", False),
    ],
)  # fmt: skip
def test_site_toml_and_a_deploy_take_the_same_targets(named: str, usable: bool) -> None:
    assert (check_target(named) == "") is usable
    if usable:
        assert find_target(named)
    else:
        with pytest.raises(TargetError):
            find_target(named)


def test_a_site_that_is_not_in_order_does_not_stop_what_looks_at_it(site: SiteFolder) -> None:
    assert read_publishing_settings(site.folder).time_zone == "UTC"
    (site.folder / "vong").symlink_to("vong")
    assert mark_inputs(site).mark == ""


def test_what_cannot_be_remembered_here_is_live_all_the_same(site: SiteFolder, tmp_path: Path) -> None:
    release = Desk(tmp_path / "desk").release()
    done = Deployed(release.name, 1, 1)
    assert _note(site, "web", release, "", done) == []
    assert last_deploy(site)
    file = release_folder(site.cache, site.output) / "deployed.json"
    file.unlink()
    file.mkdir()
    with pytest.raises(OSError, match=r"deployed\.json"):
        note_deployed(site, "web", release, "")
    (line,) = _note(site, "web", release, "", done)
    assert "lên trang" in line


@pytest.mark.skipif(os.name == "nt", reason="nothing is waited for")
def test_two_that_publish_at_once_wait_for_one_another(site: SiteFolder) -> None:
    said: list[str] = []
    began: list[str] = []

    def another() -> None:
        with own_turn(site, said.append):
            began.append("it")

    with own_turn(site, said.append):
        thread = Thread(target=another)
        thread.start()
        while not said and thread.is_alive():
            thread.join(0.01)
        assert began == []
    thread.join(10)
    assert began == ["it"]
    with pytest.raises(ImportError), own_turn(site, said.append):  # What goes wrong within is nothing of the lock's.
        raise ImportError


def test_a_folder_that_does_not_answer_is_left(tmp_path: Path) -> None:
    need("sh")
    with pytest.raises(TargetError, match="không trả lời"):
        FolderTarget(tmp_path).run("sleep 9", seconds=0.1)
