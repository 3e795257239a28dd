"""Only plain files of a sensible size are opened."""

import os
import socket
from pathlib import Path

import pytest

from ban_tin.source_files import UnusableFileError, read_plain_file, read_text
from tests.rights import bound_by_rights, closed


def why_not(path: Path) -> str:
    with pytest.raises(UnusableFileError) as caught:
        read_text(path, 1_000_000)
    return caught.value.kind


def test_a_text_is_read_in_one_form(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffCo\u0302ng\r\nhai\rba\n".encode())
    assert read_text(path) == "Công\nhai\nba\n"
    link = tmp_path / "b.md"
    link.symlink_to(path)
    assert read_plain_file(link) == path.read_bytes()


def test_a_pipe_a_socket_a_device_and_a_folder_are_no_texts_and_hold_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        found = {path.name: why_not(path) for path in tmp_path.iterdir()}
    assert found == dict.fromkeys(("pipe", "folder", "device", "socket"), "source-plain")


def test_a_file_that_is_a_pipe_by_the_time_it_is_opened_holds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, pipe = tmp_path / "a.md", tmp_path / "pipe"
    plain.write_text("a")
    os.mkfifo(pipe)
    before = plain.stat()
    monkeypatch.setattr(os, "stat", lambda path: before)
    assert why_not(pipe) == "source-plain"


def test_a_link_to_nothing_is_not_the_same_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    assert [why_not(tmp_path / name) for name in ("link", "circle")] == ["source-dangling"] * 2
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "nothing")


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(1_000_001)
    assert why_not(path) == "source-large"
    os.truncate(path, 1_000_000)
    assert len(read_text(path, 1_000_000)) == 1_000_000


def test_a_file_that_may_not_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a")
    with bound_by_rights(), closed(path):
        assert why_not(path) == "unreadable"


def test_a_name_below_a_file_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    assert why_not(tmp_path / "a.md" / "b.md") == "unreadable"
