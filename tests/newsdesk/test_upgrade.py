"""``ban-tin upgrade``: shows what changes, asks, and writes whole files."""

import io
import shutil
from pathlib import Path

import pytest

from newsdesk import upgrade
from tests.newsdesk.starting import make_site, run
from tests.rights import bound_by_rights, closed
from tests.site.test_format import OLD


@pytest.fixture
def old(tmp_path: Path) -> Path:
    shutil.copytree(OLD, tmp_path / "old")
    return tmp_path / "old"


def test_an_older_site_is_shown_what_changes_and_asked(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (old / "site.toml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("k\n"))
    assert run(upgrade, "--site", str(old)) == 1
    said = capsys.readouterr()
    assert "--- site.toml" in said.out
    assert [line for line in said.out.splitlines() if line.startswith(("+f", "-["))] == ["+format = 2"]
    assert "giữ nguyên" in said.err
    assert (old / "site.toml").read_bytes() == before
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(upgrade, "--site", str(old)) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("C\n"))
    assert run(upgrade, "--site", str(old)) == 0
    assert b"format = 2" in (old / "site.toml").read_bytes()


def test_all_that_stood_there_stays_byte_for_byte(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = old / "site.toml"
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    path.chmod(0o640)
    files = sorted(old.rglob("*"))
    assert run(upgrade, "--site", str(old), "--yes") == 0
    assert path.read_bytes().replace(b"format = 2\r\n\r\n", b"") == windows
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(old.rglob("*")) == files
    assert run(upgrade, "--site", str(old), "--yes") == 0
    assert "không có gì phải đổi" in capsys.readouterr().out


def test_a_new_site_has_the_newest_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(upgrade, "--site", str(make_site(tmp_path / "a", "so-y-te"))) == 0
    assert "không có gì phải đổi" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"format = 99\n", "chỉ biết đến phiên bản"),
        (b"format = \n", "site.toml:1"),
        (b"\xff\xff", "UTF-8"),
        (None, "Thiếu tệp site.toml"),
    ],
)
def test_what_cannot_be_upgraded_is_said(
    tmp_path: Path, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "site.toml").write_bytes(content)
    assert run(upgrade, "--site", str(tmp_path), "--yes") == 1
    assert said in capsys.readouterr().err
    assert content is None or (tmp_path / "site.toml").read_bytes() == content


def test_a_folder_that_may_not_be_written_is_an_error(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (old / "site.toml").read_bytes()
    with closed(old, 0o555), bound_by_rights():
        assert run(upgrade, "--site", str(old), "--yes") == 1
    assert "không có quyền" in capsys.readouterr().err
    assert (old / "site.toml").read_bytes() == before
