"""Real repositories: a shared one, and the clones of two people, each with a site in a folder of it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsdesk.history.git import Git, find_git


@dataclass
class Person:
    """A clone, with the site in its folder ``site``."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def git(self) -> Git:
        git = find_git(self.site)
        assert git is not None
        return git

    def write(self, file: str, text: str | bytes) -> None:
        path = self.site / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, file: str) -> str:
        return (self.site / file).read_text("utf-8")

    def commit(self, message: str) -> str:
        """As a person who knows git."""
        run(self.folder, "add", "--all")
        run(self.folder, "commit", "-qm", message)
        return run(self.folder, "rev-parse", "HEAD")


def run(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    assert git
    return subprocess.run([git, "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout.strip()  # fmt: skip


def need_git() -> None:
    """Skip the test on a machine without git."""
    if shutil.which("git") is None:
        reason = "no git in PATH; install the package git to run the tests of history"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_git()
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = Máy trong phòng\nemail = may@so.example\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))


def article(title: str, *paragraphs: str) -> str:
    return f'---\ntitle: "{title}"\ndate: 2026-11-02\n---\n\n' + "\n\n".join(paragraphs) + "\n"


TEXT = article("Hội nghị tổng kết", "Sáng nay, Sở tổ chức hội nghị.", "Đại biểu phát biểu.", "Hội nghị kết thúc lúc 11 giờ.")  # fmt: skip
FILE = "tin/2026/11/hoi-nghi/index.md"


@pytest.fixture
def lan(tmp_path: Path) -> Person:
    """One whose folder git keeps, with an article."""
    run(tmp_path, "init", "-q", "lan")
    person = Person(tmp_path / "lan")
    person.write("site.toml", "")
    person.write(FILE, TEXT)
    person.write("tin/2026/11/hoi-nghi/anh.jpg", b"\xff\xd8\xff\x00")
    person.commit("Bài đầu tiên")
    return person


@pytest.fixture
def pair(lan: Person, tmp_path: Path) -> tuple[Person, Person]:
    """Two who share a repository."""
    run(tmp_path, "init", "-q", "--bare", "chung.git")
    run(lan.folder, "remote", "add", "origin", str(tmp_path / "chung.git"))
    run(lan.folder, "push", "-q", "-u", "origin", "main")
    run(tmp_path, "clone", "-q", "chung.git", "minh")
    return lan, Person(tmp_path / "minh")
