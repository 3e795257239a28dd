"""``ban-tin new``: questions, refusals and the first commit."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk import new
from tests.newsdesk.starting import make_site, run
from tests.rights import bound_by_rights, closed


@pytest.fixture(autouse=True)
def nobodys_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which git knows nobody."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("XDG_CONFIG_HOME", os.environ["HOME"])
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def facts_of(folder: Path) -> SiteFacts:
    findings = Findings()
    facts = load_facts(folder / "site.toml", "site.toml", findings)
    assert facts is not None
    assert findings.sorted() == []
    return facts


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_the_questions_are_asked_in_vietnamese_and_a_bad_answer_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # language, kind, name, short name, place, English name, governing body, domain, address, telephone, e-mail twice
    first = ["", "3", "Sở Y tế tỉnh Thanh Sơn", "", "", "", ""]
    type_in(monkeypatch, *first, "soyte.example", "5 Đường A", "0299", "sai", "a@b.vn", "Yến", "")
    assert run(new, str(tmp_path / "site"), "--no-git") == 0
    department = facts_of(tmp_path / "site").department
    assert (department.kind, department.phone, department.email) == ("Sở Y tế", "0299", "a@b.vn")
    assert (department.short_name, department.responsible_role) == ("Sở Y tế Thanh Sơn", "Chánh Văn phòng")
    said = capsys.readouterr()
    assert "3  Sở Y tế" in said.out
    assert "Tên ngắn [Sở Y tế Thanh Sơn]: " in said.out
    assert said.err == "“sai” không dùng được: không phải địa chỉ thư điện tử.\n"


def test_a_site_in_english_is_asked_about_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "en", "Museum", "Museum of Salt", *[""] * 9)
    assert run(new, str(tmp_path / "site"), "--no-git") == 0
    said = capsys.readouterr().out
    assert "Full name [Museum]: " in said
    assert "Name in English" not in said
    assert facts_of(tmp_path / "site").department.name_en == "Museum of Salt"


def test_a_flag_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, *[""] * 20)
    assert run(new, str(tmp_path / "site"), "--no-git", "--name", "Sở A", "--email", "sai") == 0
    said = capsys.readouterr()
    assert "Tên đầy đủ" not in said.out
    assert "Thư điện tử [" in said.out  # The one given is none, so that it is asked for.
    assert "“sai”" in said.err


def test_nobody_to_answer_is_told_of_the_flags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "vi")
    assert run(new, str(tmp_path / "site")) == 1
    assert "--yes" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_everything_that_is_wrong_with_flags_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--email", "sai", "--domain", "a/b/c", "--language", "fr")
    assert run(new, str(tmp_path / "site"), "--yes", *given) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["--language", "--domain", "--email"]
    assert not (tmp_path / "site").exists()


def test_names_with_every_sign_are_kept(tmp_path: Path) -> None:
    name = "Sở \"A\" \\ 'B' $x {y} # [z] &amp; <b>"
    assert run(new, str(tmp_path / "site"), "--yes", "--no-git", "--name", f" {name}\n") == 0
    assert facts_of(tmp_path / "site").department.name == name


def test_what_comes_next_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(new, str(tmp_path / "trang tin"), "--yes", "--no-git")
    said = capsys.readouterr().out
    commands = [line.split("  ")[1] for line in said.splitlines() if line.startswith("  ")]
    assert commands == [f'cd "{tmp_path / "trang tin"}"', "ban-tin preview", 'ban-tin article "Tên bài"']
    assert "department.phone" in said
    monkeypatch.setenv("MAKELEVEL", "1")
    run(new, str(tmp_path / "make"), "--yes", "--no-git", "--kind", "Thư viện", "--name", "Thư viện Hoa")
    said = capsys.readouterr().out
    assert f"make publish SITE={tmp_path / 'make'}" in said
    assert "department.name_en" in said
    monkeypatch.delenv("MAKELEVEL")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    run(new, ".", "--yes", "--no-git")
    assert "cd ." not in capsys.readouterr().out


def refusal(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    """Return what is said where no site can be made; nothing may have been written."""
    before = sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []
    assert run(new, str(folder), "--yes") == 1
    assert (sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []) == before
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "thư.docx").touch()
    assert "không trống, đang có thư.docx" in refusal(capsys, tmp_path / "a")


def test_a_site_is_left_as_it_is_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(tmp_path / "a", "so-y-te")
    capsys.readouterr()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*")}
    assert run(new, str(tmp_path / "a"), "--yes") == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*")} == before
    said = capsys.readouterr().out
    assert "đã có một trang" in said
    assert "ban-tin preview" in said


def test_a_file_and_a_missing_parent_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").touch()
    assert "là một tệp" in refusal(capsys, tmp_path / "a")
    assert f"Không có thư mục {tmp_path / 'b'}" in refusal(capsys, tmp_path / "b" / "c")
    assert refusal(capsys, tmp_path / "a" / "c")
    (tmp_path / "d").symlink_to(tmp_path / "nowhere")
    assert refusal(capsys, tmp_path / "d")


def test_a_folder_that_may_not_be_written_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").mkdir()
    with closed(tmp_path / "a", 0o555), bound_by_rights():
        assert "không có quyền" in refusal(capsys, tmp_path / "a")
        assert str(tmp_path / "a") in refusal(capsys, tmp_path / "a" / "b")


def test_a_site_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        new.write_files(tmp_path / "a", {"b/c": b"", "b/d": b"", "b": b""})
    assert list(tmp_path.iterdir()) == []


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_first_commit_has_all_files_and_the_offices_name(tmp_path: Path) -> None:
    assert run(new, str(tmp_path / "a"), "--yes", "--name", "Sở A", "--email", "a@b.vn") == 0
    assert git(tmp_path / "a", "log", "--format=%an <%ae> %s") == "Sở A <a@b.vn> Trang mới"
    assert git(tmp_path / "a", "status", "--porcelain") == ""


def test_an_empty_repository_from_elsewhere_gets_the_commit(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    git(tmp_path / "a", "init", "--quiet")
    assert run(new, str(tmp_path / "a"), "--yes") == 0
    assert git(tmp_path / "a", "rev-list", "--count", "HEAD") == "1"


def test_a_repository_around_the_folder_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "init", "--quiet")
    assert run(new, str(tmp_path / "a"), "--yes") == 0
    assert "kho git có sẵn" in capsys.readouterr().out
    assert not (tmp_path / "a" / ".git").exists()


def test_no_git_is_needed_or_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(new, str(tmp_path / "a"), "--yes", "--no-git") == 0
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert run(new, str(tmp_path / "b"), "--yes") == 0
    assert "không có git" in capsys.readouterr().out
    assert [(tmp_path / name / ".git").exists() for name in "ab"] == [False, False]
