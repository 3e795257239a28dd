"""``make``: what it sets up and when it does so anew, and what it says of a wrong Python or variable. No Python of its own is made."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Stands for Python: notes what it is asked for, says the version in the file beside it, and prints its other arguments.
FAKE = f"""#!/bin/sh
here=$(dirname "$0")
echo "$*" >> "$LOG"
case "$*" in
  "-c " | theme/locale/*) ;;
  *"print(sys.version.split()"*) cat "$here/version" ;;
  *"sys.version_info <"*) case $(cat "$here/version") in 3.1[1-9]*) ;; *) exit 1 ;; esac ;;
  *"import ensurepip"*) [ ! -f "$here/no-venv" ] ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && cp "$here/version" "$3/bin" ;;
  "-m pip "*) [ ! -f "$HOME/no-network" ] ;;
  *difflib*) exec {sys.executable} "$@" ;;
  *) shift 2; for each; do printf '<%s>' "$each"; done; echo ;;
esac
"""


class Copy:
    """A checkout without code, and a fake Python in front of all others."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin, self.log = folder / "ban tin", folder / "bin", folder / "log"
        (self.folder / "requirements").mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", self.folder)
        shutil.copy(ROOT / "requirements" / "set-up", self.folder / "requirements")
        for name in ("build", "test"):
            (self.folder / "requirements" / f"{name}.txt").write_text(f"{name}\n")
        self.bin.mkdir()
        self.python("3.12.1")

    def python(self, version: str, name: str = "python3") -> None:
        folder = self.bin if name == "python3" else self.bin.with_name("other")
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(FAKE)
        (folder / name).chmod(0o755)
        (folder / "version").write_text(f"{version}\n")

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        known = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        for name in ("SITE", "CONTENT", "OUTPUT", "SETTINGS", "TITLE", "PYTHON", "PORT", "DAYS", "COUNTER"):
            known.pop(name, None)
        path = f"{self.bin}:{self.bin.with_name('other')}:{os.environ['PATH']}"
        given = known | {"PATH": path, "LOG": str(self.log), "HOME": str(self.bin)} | environment
        return subprocess.run(
            ["make", *arguments], cwd=self.folder, env=given, capture_output=True, text=True, timeout=60
        )

    def set_ups(self) -> list[str]:
        """Return what was made since the last call: environments, and lists that were installed."""
        asked = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [
            "venv" if "-m venv" in each else Path(each).stem for each in asked if each.startswith(("-m venv", "-m pip"))
        ]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


# Set-up


def test_it_is_set_up_once_and_anew_when_it_is_not_what_it_should_be(copy: Copy) -> None:
    environment = copy.folder / ".venv"

    def made(*arguments: str) -> list[str]:
        done = copy.make(*(arguments or ("messages",)))
        assert done.returncode == 0, done.stderr
        return copy.set_ups()

    whole = ["venv", "build"]
    assert made() == whole
    assert made() == []
    assert made("set-up-test") == ["test"]
    assert made("set-up-test") == made() == []
    # Other packages.
    (copy.folder / "requirements/test.txt").write_text("other\n")
    assert made() == []
    assert made("set-up-test") == ["test"]
    (copy.folder / "requirements/build.txt").write_text("other\n")
    assert made("set-up-test") == [*whole, "test"]
    # Another Python under its feet, as after an upgrade of the system.
    (environment / "bin" / "version").write_text("3.13.0\n")
    assert made() == whole
    (environment / "bin" / "python").unlink()
    assert made() == whole
    # Another one is named; none is named, and the one that is there will do.
    copy.python("3.14.0", "python3.14")
    assert made("messages", "PYTHON=python3.14") == whole
    assert made("messages", "PYTHON=python3.14") == made() == []
    # Moved.
    copy.folder = copy.folder.rename(copy.folder.with_name("elsewhere"))
    assert made() == whole


def test_a_set_up_that_was_interrupted_is_made_anew(copy: Copy) -> None:
    (copy.bin / "no-network").touch()
    assert copy.make("messages").returncode != 0
    assert copy.set_ups() == ["venv", "build"]
    (copy.bin / "no-network").unlink()
    (copy.folder / ".venv" / "half-made").touch()
    assert copy.make("messages").returncode == 0
    assert copy.set_ups() == ["venv", "build"]
    assert not (copy.folder / ".venv" / "half-made").exists()


def test_an_environment_that_is_a_link_loses_only_the_link(copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "kept").touch()
    (copy.folder / ".venv").symlink_to(tmp_path / "shared")
    assert copy.make("messages").returncode == 0
    assert (tmp_path / "shared" / "kept").exists()


@pytest.mark.parametrize(
    ("version", "arguments", "said"),
    [
        ("3.10.4", [], "Cần Python 3.11 trở lên, mà “python3” là bản 3.10.4."),
        ("3.12.1", ["PYTHON=khong-co"], "Không chạy được “khong-co”. Cần Python 3.11 trở lên"),
        ("", [], "sudo apt install python3-venv"),
    ],
)
def test_a_wrong_python_is_one_sentence(copy: Copy, version: str, arguments: list[str], said: str) -> None:
    copy.python(version or "3.12.1")
    if not version:
        (copy.bin / "no-venv").touch()
    done = copy.make("build", *arguments)
    assert done.returncode == 2
    first, second, *rest = done.stderr.splitlines()
    assert said in first
    assert "ython" in second
    assert len(rest) == 1, "make's own line"
    assert not (copy.folder / ".venv").exists()


# Variables


@pytest.mark.parametrize("target", [[], ["build"], ["help"], ["test"], ["-n", "clean"]])
def test_an_unknown_variable_is_an_error_that_names_the_nearest_first(copy: Copy, target: list[str]) -> None:
    done = copy.make(*target, "OUPUT=a b=c", "TITLE=x KNOWN=y")
    assert done.returncode == 2
    assert "“OUPUT”" in done.stderr
    assert "Các biến / the variables are: OUTPUT " in done.stderr
    assert "SETTINGS" in done.stderr
    assert copy.set_ups() == []


def test_every_variable_that_is_offered_is_known(copy: Copy) -> None:
    offered = set(re.findall(r"\b([A-Z_]{2,})=", copy.make("help").stdout))
    assert len(offered) > 15
    done = copy.make("help", *(f"{name}=1" for name in sorted(offered - {"CONTENT"})))
    assert done.returncode == 0, done.stderr


def test_a_site_has_one_name(copy: Copy) -> None:
    done = copy.make("build", "SITE=a", "CONTENT=b")
    assert (done.returncode, "SITE và CONTENT là một" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (["build"], "<build>"),
        (
            ["build", "SITE=a b", "OUTPUT=c'\"d", "SETTINGS=e.py"],
            "<build><--site><a b><--output><c'\"d><--settings><e.py>",
        ),
        (["publish", "CONTENT=a"], "<publish><--site><a>"),
        (["preview", "SITE=a", "PORT=0"], "<preview><--site><a><--port><0>"),
        (["counts", "SITE=a"], "<counts><--site><a><http://127.0.0.1:8010/api>"),
        (["clean", "SITE=a", "OUTPUT=b"], "<clean><--site><a><--output><b>"),
        (["clean-cache", "DAYS=0"], "<clean-cache><--days><0>"),
        (["new", "SITE=a b"], "<new><a b>"),
        (
            ["import", "SITE=a", "FILE=b c.docx", "CATEGORY=Tin tức"],
            "<import><--site><a><--category><Tin tức><b c.docx>",
        ),
        (["check", "SITE=a", "FORMAT=json", "ONLINE=1"], "<check><--site><a><--online><--format><json>"),
        (["rollback", "SITE=a", "DEST=b:/c", "TO=d"], "<rollback><--site><a><--dest=b:/c><--to=d>"),
        (["verify", "SITE=a", "URL=https://b"], "<verify><--site><a><https://b>"),
        (["upgrade", "SITE=a"], "<upgrade><--site><a>"),
        (["article", "SITE=a", "TITLE=Khai mạc “hội nghị”: $$5"], "<article><--site><a><Khai mạc “hội nghị”: $5>"),
    ],
)
def test_the_command_is_told_what_make_was(copy: Copy, given: list[str], asked: str) -> None:
    done = copy.make(*given)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == asked
