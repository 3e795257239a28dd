"""Deploys by rclone: to its own WebDAV server, and to a real S3 server of the PyPI package moto."""

import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newsdesk.publishing import bucket as bucket_module
from newsdesk.publishing.bucket import DELETE_AFTER, Sending, deploy_to_bucket
from newsdesk.publishing.deploy import list_releases, look_at, preview_changes, roll_back
from newsdesk.publishing.live import LockedError, TargetError
from newsdesk.publishing.manifest import MANIFEST
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import Release
from newsdesk.publishing.targets import find_target
from tests.builders import ROOT
from tests.newsdesk.publishing.hand_made import ARTICLE, Desk, missing, need, page, send, tree, tree_of
from tests.shared_files import SOAK

#: Where the tests' S3 server is installed, as `.ci/run` does.
MOTO = ROOT / ".cache/s3/bin/moto_server"
#: rclone, which says what it is asked to do, and is gone after so many calls.
_SPY = """#!/bin/sh
log={log}
calls=$(($(cat $log.calls 2>/dev/null || echo 0) + 1))
echo $calls > $log.calls
if [ -f $log.most ] && [ $calls -gt $(cat $log.most) ]; then echo "2026/11/30 ERROR : : the line was cut" >&2; exit 1; fi
echo "# $1 $*" >> $log
case "$*" in
*--files-from-raw=-*) tee -a $log | {rclone} "$@" ;;
*) exec {rclone} "$@" ;;
esac
"""


class Spy:
    """What rclone was asked, and when it fails."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def begin(self, most: int | None = None) -> None:
        """Forget what was asked; from ``most`` calls on, rclone fails."""
        for each in (self._log, self._log.with_name("log.calls"), self._log.with_name("log.most")):
            each.unlink(missing_ok=True)
        if most is not None:
            self._log.with_name("log.most").write_text(str(most))

    def sent(self) -> list[list[str]]:
        """Return the files of each sending, in order, but those of the target's own."""
        calls = self._log.read_text().split("# ")[1:]
        found = [call.splitlines()[1:] for call in calls if call.startswith("copy") and "--header-upload" in call]
        return [paths for paths in found if not any(path.startswith(".ban-tin/") for path in paths)]


@contextmanager
def _serving(command: list[str | Path], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(400):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            assert process.poll() is None
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Return the address of a WebDAV server, and the folder that it serves."""
    need("rclone")
    folder, port = tmp_path_factory.mktemp("dav"), _free_port()
    # Without a cache of folders: the tests change files behind its back.
    options = ["--addr", f"127.0.0.1:{port}", "--dir-cache-time", "0s", "--config", "/dev/null"]
    with _serving(["rclone", "serve", "webdav", folder, *options], port):
        yield f"http://127.0.0.1:{port}", folder


@pytest.fixture
def spy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spy:
    need("rclone")
    program = tmp_path / "bin" / "rclone"
    program.parent.mkdir()
    real = subprocess.run(["which", "rclone"], capture_output=True, text=True, check=True).stdout.strip()
    program.write_text(_SPY.format(log=tmp_path / "log", rclone=real))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setattr(bucket_module, "_SETTLE", 0.0)
    return Spy(tmp_path / "log")


@pytest.fixture
def place(dav: tuple[str, Path], spy: Spy, tmp_path: Path) -> tuple[Bucket, Path]:
    """Return a target, and the folder in which its files really lie."""
    name = secrets.token_hex(4)
    found = find_target(f"rclone::webdav,url='{dav[0]}':{name}/trang web", tmp_path / "kept")
    assert isinstance(found, Bucket)
    return found, dav[1] / name / "trang web"


def site_of(folder: Path) -> dict[str, bytes]:
    """Return what readers can see in ``folder``."""
    return {path: content for path, content in tree(folder).items() if not path.startswith(".ban-tin/")}


def _later(release: Release, bucket: Bucket, seconds: float) -> None:
    sending = Sending(release.manifest, release.content, release.signature, release.source_of)
    deploy_to_bucket(sending, bucket, look_at(bucket), lambda text: None, now=lambda: time.time() + seconds)


def test_what_is_named_goes_first_and_what_is_gone_goes_a_day_later(
    tmp_path: Path, place: tuple[Bucket, Path], spy: Spy
) -> None:
    bucket, folder = place
    desk = Desk(tmp_path)
    first = desk.release()
    send(first, bucket)
    before = tree_of(first)
    assert site_of(folder) == before

    desk.article("ba", "Bài ba")
    desk.article("mot", "Bài một, đã sửa")
    desk.write(
        {"anh/2026/hoi-nghi-0123456789-800.webp": "ảnh", "van-ban.pdf": "%PDF", "index.html": page("Trang chủ 2")}
    )
    desk.delete(ARTICLE.format(name="hai"))
    second = desk.release()
    changes = preview_changes(second, bucket, look_at(bucket))
    assert {(each.change, each.title) for each in changes.articles} == {
        ("new", "Bài ba"), ("changed", "Bài một, đã sửa"), ("gone", "Bài “hai” & ba"),
    }  # fmt: skip
    spy.begin()
    done = send(second, bucket)
    forms = ["", ".br"]
    new, changed, gone = ([ARTICLE.format(name=name) + form for form in forms] for name in ("ba", "mot", "hai"))
    sent = [path for paths in spy.sent() for path in paths]
    photo, pdf = "anh/2026/hoi-nghi-0123456789-800.webp", "van-ban.pdf"
    assert set(sent) == {photo, pdf, *new, *changed, "index.html", "index.html.br", MANIFEST}
    turn = {path: number for number, paths in enumerate(spy.sent()) for path in paths}
    assert turn[photo] < turn[pdf] < turn[new[0]] < turn[changed[0]] < turn[MANIFEST] == max(turn.values())
    assert (done.files, done.waiting) == (len(sent), 2)
    assert site_of(folder) == tree_of(second) | {path: before[path] for path in gone}

    # A day later, nothing else to do, it goes; and comes back with the release that it was of.
    _later(second, bucket, DELETE_AFTER + 60)
    assert site_of(folder) == tree_of(second)
    assert list_releases(bucket) == [(second.name, True), (first.name, False)]
    assert roll_back(bucket) == first.name
    back = site_of(folder)
    assert {path: back[path] for path in before} == before
    with pytest.raises(TargetError, match=r"(?i)kept|giữ"):
        roll_back(bucket)
    assert not (folder / ".ban-tin/lock").exists()


def test_one_at_a_time_and_what_somebody_put_there_is_found(tmp_path: Path, place: tuple[Bucket, Path]) -> None:
    bucket, folder = place
    desk = Desk(tmp_path)
    (folder / "cu").mkdir(parents=True)
    (folder / "cu/index.html").write_text("trang cũ")
    with pytest.raises(TargetError, match="--afresh"):
        send(desk.release(), bucket)
    (folder / "cu/index.html").unlink()
    send(desk.release(), bucket)
    before = site_of(folder)
    (folder / ".ban-tin/lock").write_text("token-1 lan@may-khac 7 2026-11-30T10:00:00+00:00\n")
    desk.article("ba", "Bài ba")
    release = desk.release()
    for token in ("", "token-0"):
        with pytest.raises(LockedError, match="lan@may-khac, ") as locked:
            send(release, bucket, take_over=token)
    assert site_of(folder) == before
    send(release, bucket, take_over=locked.value.token)
    assert site_of(folder) == tree_of(release)
    (folder / "index.html").write_text("casino")
    (folder / "theme/w88.html").write_text("casino")
    done = send(release, bucket, full=True)
    assert (done.wrong, done.planted) == (("index.html",), ("theme/w88.html",))
    (folder / "theme/w88.html").unlink()
    assert site_of(folder) == tree_of(release)


def test_names_of_others_hinder_nothing_and_what_is_kept_damaged_is_not_sent_back(tmp_path: Path, spy: Spy) -> None:
    folder = tmp_path / "there"
    bucket = Bucket(f":local:{folder}", tmp_path / "kept")
    desk = Desk(tmp_path)
    send(desk.release(), bucket)
    (folder / "a\nb").touch()
    (folder / os.fsdecode(b"x\xe9y")).touch()
    desk.article("mot", "Bài một, đã sửa")
    release = desk.release()
    assert len(send(release, bucket, full=True).planted) == 2
    (folder / "a\nb").unlink()
    (folder / os.fsdecode(b"x\xe9y")).unlink()
    for each in (tmp_path / "kept").rglob("objects/*"):
        each.write_text("broken")
    with pytest.raises(TargetError, match=r"--to"):
        roll_back(bucket)
    assert site_of(folder) == tree_of(release)


def test_broken_off_anywhere_the_next_deploy_makes_it_whole(
    tmp_path: Path, place: tuple[Bucket, Path], spy: Spy
) -> None:
    """In the short form at one call of rclone, ``make soak`` at each of them."""
    bucket, folder = place
    desk = Desk(tmp_path)
    desk.delete(ARTICLE.format(name="hai"))
    send(desk.release(), bucket)
    breaks = [8]
    if SOAK:
        spy.begin()
        desk.article("mot", "Bài một, lần 0")
        send(desk.release(), bucket)
        breaks = [*range(spy_calls(tmp_path))]
    for most in breaks:
        desk.article("mot", f"Bài một, sửa dở {most}")
        desk.article(f"moi-{most}", "Bài mới")
        spy.begin(most)
        with suppress(TargetError):
            send(desk.release(), bucket)
        # The next one is not the same: what was begun is taken back.
        desk.article("mot", "Bài một, lần 0")
        desk.delete(ARTICLE.format(name=f"moi-{most}"))
        spy.begin()
        release = desk.release()
        try:
            send(release, bucket)
        except LockedError as locked:
            send(release, bucket, take_over=locked.token)
        _later(release, bucket, DELETE_AFTER + 60)
        assert site_of(folder) == tree_of(release), most


def spy_calls(folder: Path) -> int:
    return int((folder / "log.calls").read_text())


def test_what_rclone_cannot_do_is_said(spy: Spy, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TargetError, match="rclone config"):
        look_at(find_target("rclone:khong-co:web"))
    for named in ("rclone:web", "rclone:-x:web", "rclone:"):
        with pytest.raises(TargetError):
            find_target(named)
    with pytest.raises(TargetError, match=r"127\.0\.0\.1:1"):
        look_at(find_target("rclone::webdav,url='http://127.0.0.1:1':web"))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(TargetError, match="rclone"):
        look_at(find_target("rclone:khong-co:web"))


@pytest.fixture
def s3(spy: Spy, tmp_path: Path) -> Iterator[Callable[[str], bytes]]:
    """Have a remote ``s3`` in rclone's configuration; return what tells all of its bucket."""
    if not MOTO.exists():
        missing("no S3 server: .ci/run installs moto into .cache/s3")
    port = _free_port()
    (tmp_path / "rclone.conf").write_text(
        "[s3]\ntype = s3\nprovider = Other\naccess_key_id = x\nsecret_access_key = y\nregion = us-east-1\n"
        f"endpoint = http://127.0.0.1:{port}\n"
    )

    def ask(path: str) -> bytes:
        command = ["rclone", "lsjson", "--stat", "--metadata", f"s3:so-giao-duc/{path}"]
        environment = {name: value for name, value in os.environ.items() if name != "AWS_CA_BUNDLE"}
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout

    with _serving([MOTO, "-H", "127.0.0.1", "-p", str(port)], port):
        yield ask


def test_a_release_goes_to_a_bucket_of_s3(
    tmp_path: Path, s3: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, spy: Spy
) -> None:
    monkeypatch.setenv(
        "AWS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt"
    )  # Of other tools: rclone would stop at it.
    desk, back = Desk(tmp_path), tmp_path / "back"
    photo = "anh/hoi-nghi-0123456789-800.webp"
    desk.write({"tệp có dấu/văn bản 'số 1'.pdf": "%PDF", photo: "ảnh"})
    bucket = find_target("rclone:s3:so-giao-duc", tmp_path / "kept")
    assert isinstance(bucket, Bucket)
    first = desk.release()
    send(first, bucket)
    desk.article("mot", "Bài một, đã sửa")
    second = desk.release()
    spy.begin()
    done = send(second, bucket)
    assert sorted(path for paths in spy.sent() for path in paths) == sorted(
        [MANIFEST, *(ARTICLE.format(name="mot") + form for form in ("", ".br"))]
    )
    assert done.files == 3
    assert done.bytes < 30_000
    bucket.fetch(sorted(tree_of(second)), back)
    assert tree(back) == tree_of(second)
    kept = {path: json.loads(s3(path))["Metadata"]["cache-control"] for path in (photo, "index.html")}
    assert kept == {photo: "public, max-age=31536000, immutable", "index.html": "public, max-age=300"}
