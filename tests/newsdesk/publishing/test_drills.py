"""What an operator is afraid of: the server is gone, half a release was copied, the clock is wrong.

A lost key is in ``test_manifest``, a full disk and deploys that are killed in ``test_deploy``, a network that is cut in ``test_server``
and ``test_bucket``.
"""

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from newsdesk.publishing.deploy import list_releases, look_at, roll_back
from newsdesk.publishing.targets import FolderTarget, TargetError
from tests.newsdesk.publishing.hand_made import ARTICLE, Desk, live, need, send, tree_of
from tests.shared_files import SOAK


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    need("sh", "sha256sum")
    return Desk(tmp_path)


def test_the_server_is_lost_and_another_one_has_the_same_site(desk: Desk, tmp_path: Path) -> None:
    old, new = FolderTarget(tmp_path / "old"), FolderTarget(tmp_path / "new")
    send(desk.release(), old)
    desk.article("ba", "Bài ba")
    release = desk.release()
    send(release, old)
    before = live(old.folder)
    shutil.rmtree(old.folder)
    # The machine that publishes lost what it remembers, too: its clock alone tells which release is the newer one.
    shutil.rmtree(desk.cache)
    again = desk.release()
    send(again, new)
    found = live(new.folder)
    assert {path: found[path] for path in before if path != "manifest.json"} == {
        path: content for path, content in before.items() if path != "manifest.json"
    }
    assert again.manifest.number > release.manifest.number


def test_half_a_release_is_never_gone_back_to(desk: Desk, tmp_path: Path) -> None:
    target = FolderTarget(tmp_path / "web")
    for number in range(3):
        desk.article("mot", f"Bài một, lần {number}")
        send(desk.release(), target)
    (now, _), (half, _), (whole, _) = list_releases(target)
    before = live(target.folder)
    folder = target.folder / "releases" / half
    page = folder / ARTICLE.format(name="mot")
    content = page.read_bytes()
    page.unlink()
    page.write_bytes(content[: len(content) // 2])  # As a copy that broke off leaves it.
    with pytest.raises(TargetError):
        roll_back(target)
    (folder / "index.html").unlink()
    with pytest.raises(TargetError):
        roll_back(target, half)
    assert (look_at(target).name, live(target.folder)) == (now, before)
    assert not (target.folder / ".lock").exists()
    assert roll_back(target, whole) == whole


def test_a_clock_that_is_wrong_neither_loses_nor_repeats_a_release(desk: Desk, tmp_path: Path) -> None:
    target = FolderTarget(tmp_path / "web")
    names = []
    chance = Random(4)
    for number in range(20 if SOAK else 4):
        desk.article("mot", f"Bài một, lần {number}")
        desk.moment += timedelta(days=chance.uniform(-4000, 4000))
        release = desk.release()
        send(release, target)
        names.append(release.name)
        assert live(target.folder) == tree_of(release)
    assert names == sorted(set(names))
    assert [name for name, _ in list_releases(target)] == sorted(names, reverse=True)[:5]
    assert roll_back(target) == names[-2]


@pytest.mark.skipif(not SOAK, reason="builds a site twice; make soak")
def test_everything_is_lost_but_git_and_the_counters_backup(tmp_path: Path) -> None:
    need("git")
    site, kept, data = tmp_path / "site", tmp_path / "kept.git", tmp_path / "data"

    def run(*command: str | Path, folder: Path = tmp_path) -> str:
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()), "PYTHONUTF8": "1", "HOME": str(tmp_path)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def desk_of(folder: Path, target: Path) -> dict[str, bytes]:
        run(sys.executable, "-m", "newsdesk", "publish", "--site", folder)
        run(sys.executable, "-m", "newsdesk", "deploy", "--site", folder, "--dest", target)
        return live(target)

    run(sys.executable, "-m", "newsdesk", "new", site, "--yes", "--no-git")
    toml = site / "site.toml"
    toml.write_text(toml.read_text().replace("# counter_path", "counter_path"))
    for command in (
        ("init", "-q"),
        ("add", "-A"),
        ("commit", "-qm", "Trang"),
        ("clone", "-q", "--bare", ".", str(kept)),
    ):
        run("git", "-c", "user.name=x", "-c", "user.email=x@x", *command, folder=site)
    before = desk_of(site, tmp_path / "web")
    pages = tmp_path / "web/current/pages.json"
    path = json.loads(pages.read_text())["pages"][0]
    (tmp_path / "old.csv").write_text(f"{path},1234\n*,98765\n")
    counter = [sys.executable, "-m", "counter"]
    run(*counter, "import", "--data", data, "--pages", pages, "--format", "csv", tmp_path / "old.csv")
    run(*counter, "backup", "--data", data, "--name", "truoc-khi-mat")
    counted = run(*counter, "export", "--data", data)
    shutil.copytree(data / "backups", tmp_path / "elsewhere")
    for gone in (site, data, tmp_path / "web"):
        shutil.rmtree(gone)

    run("git", "clone", "-q", kept, site)
    after = desk_of(site, tmp_path / "web2")
    assert after.keys() == before.keys()
    (backup,) = (tmp_path / "elsewhere").glob("*truoc-khi-mat*")
    run(*counter, "restore", "--data", data, backup)
    assert run(*counter, "export", "--data", data) == counted
