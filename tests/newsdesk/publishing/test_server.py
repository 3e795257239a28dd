"""Deploys to a real server: an sshd of this machine, with rsync."""

import getpass
import os
import random
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from newsdesk.publishing.deploy import LockedError, look_at, preview_changes, roll_back
from newsdesk.publishing.targets import ServerTarget, TargetError, find_target
from tests.newsdesk.publishing.hand_made import ARTICLE, Desk, live, need, send, tree_of
from tests.shared_files import SOAK

#: Joins ssh with the server, and cuts the line after so many bytes on their way there.
_CUT = """
import os, socket, sys, threading
host, port, left = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
line = socket.create_connection((host, port))
def back():
    while data := line.recv(65536):
        os.write(1, data)
    os._exit(0)
threading.Thread(target=back, daemon=True).start()
while left > 0 and (data := os.read(0, min(left, 4096))):
    line.sendall(data)
    left -= len(data)
os._exit(1)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Return the command of ssh for a server that is up."""
    need("ssh", "sshd", "rsync", "ssh-keygen", "sha256sum")
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        f"PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nMaxStartups 100\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # Where sshd wants to be confined.
    process = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", folder / "config"], stderr=subprocess.PIPE)
    command = ["ssh", "-F", "none", "-p", str(port), "-i", str(folder / "user"), "-o", "StrictHostKeyChecking=no"]
    command += ["-o", f"UserKnownHostsFile={folder}/known", "-o", "LogLevel=ERROR"]
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.05)
        yield command
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def target(server: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerTarget:
    monkeypatch.setenv("RSYNC_RSH", shlex.join(server))
    return ServerTarget(f"{getpass.getuser()}@127.0.0.1", f"{tmp_path}/máy chủ/web site")


def test_a_release_goes_to_a_server_and_the_next_one_by_what_changed(tmp_path: Path, target: ServerTarget) -> None:
    desk, folder = Desk(tmp_path), Path(target.folder)
    desk.write({"tệp có dấu/văn bản 'số 1'.pdf": "x", "to.pdf": "x" * 300_000, "-đầu": "$(touch x)"})
    first = desk.release()
    send(first, target)
    whole = tree_of(first)
    assert live(folder) == whole
    desk.article("mot", "Bài một, đã sửa")
    desk.delete(ARTICLE.format(name="hai"))
    second = desk.release()
    changes = preview_changes(second, target, look_at(target))
    assert [(each.change, each.title) for each in changes.articles] == [
        ("changed", "Bài một, đã sửa"), ("gone", "Bài “hai” & ba"),
    ]  # fmt: skip
    done = send(second, target)
    assert live(folder) == tree_of(second)
    assert done.files == 3
    assert done.bytes < 20_000
    releases = list((folder / "releases").glob("[0-9]*"))
    assert len(releases) == 2
    assert releases[0].joinpath("to.pdf").samefile(releases[1] / "to.pdf")
    roll_back(target)
    assert look_at(target).name == first.name
    assert live(folder) == whole


def test_defacement_ends_with_the_next_deploy(tmp_path: Path, target: ServerTarget) -> None:
    desk, folder = Desk(tmp_path), Path(target.folder)
    send(desk.release(), target)
    (folder / "current" / "anh.jpg").write_bytes(b"??")  # Two bytes, as before.
    (folder / "current" / "w88.html").write_text("casino")
    desk.article("ba", "Bài ba")
    release = desk.release()
    done = send(release, target)
    assert live(folder) == tree_of(release)
    assert (done.wrong, done.planted) == (("anh.jpg",), ("w88.html",))


def test_a_line_that_is_cut_leaves_the_old_site(
    tmp_path: Path, target: ServerTarget, server: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, folder = Desk(tmp_path), Path(target.folder)
    first = desk.release()
    send(first, target)
    before = tree_of(first)
    desk.write({f"{number}.pdf": os.urandom(40_000).hex() for number in range(4)})
    release = desk.release()
    script = tmp_path / "cut.py"
    script.write_text(_CUT)
    token = ""
    # In the short form at a few places, `make soak` at any.
    chance = random.Random()
    for after in [chance.randrange(400_000) for _ in range(40)] if SOAK else (2_500, 9_000, 120_000):
        proxy = shlex.join([sys.executable, str(script), "%h", "%p", str(after)]).replace("'%h' '%p'", "%h %p")
        with monkeypatch.context() as cut:
            cut.setenv("RSYNC_RSH", shlex.join([*server, "-o", f"ProxyCommand={proxy}"]))
            with suppress(TargetError) if SOAK else pytest.raises(TargetError, match=r"127|ssh|deploying|đăng lên đó"):
                send(release, target, take_over=token)
        # Cut late enough, all of it arrived.
        assert live(folder) in ((before, tree_of(release)) if SOAK else (before,))
        lock = folder / ".lock" / "owner"
        token = lock.read_text().partition(" ")[0] if lock.exists() else ""
    # The lock of one that was cut off may have stayed, and is taken over.
    try:
        send(release, target)
    except LockedError as locked:
        send(release, target, take_over=locked.token)
    assert live(folder) == tree_of(release)


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    need("ssh")
    monkeypatch.setenv("RSYNC_RSH", "ssh -F none -p 1")
    with pytest.raises(TargetError, match=r"127\.0\.0\.1"):
        look_at(find_target("ai@127.0.0.1:/srv/web"))
