"""Names below the content that stand for no plain file of ours: each a finding, none read."""

import os
import socket
from pathlib import Path

import pytest

from ban_tin.articles.folders import list_folders, source_files
from ban_tin.articles.irregular import find_irregular
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from tests.builders import NOW, STORE, site

SECRET = "mật khẩu của máy"


def found_in(content: Path, name: str = "tin") -> tuple[list[tuple[str, str]], list[str]]:
    """Return kind and path of each finding below ``content/tin``, and the source files that are left to be read."""
    findings = Findings()
    listings = list_folders(content / name, [".*"], within=content)
    irregular = find_irregular(content / name, listings, content, findings)
    left = [os.path.relpath(file, content) for file in source_files(listings) if file not in irregular]
    return [(each.kind, each.path) for each in findings.sorted()], left


def read_as_pelican_does(content: Path, relative: str) -> list[tuple[str, str]]:
    """Return the findings of the reader, which Pelican's own run calls for whatever it finds."""
    findings = Findings()
    read = SourceReader(content, ["trang"], site(), STORE).read(content / relative, NOW, findings)
    assert read is None
    assert SECRET not in str(findings.found)
    return [(each.kind, each.path) for each in findings.sorted()]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with one article, beside a folder that is nobody's business."""
    folder = tmp_path / "content"
    (folder / "tin/2026/11/tot").mkdir(parents=True)
    (folder / "tin/2026/11/tot/index.md").write_text("---\ntitle: Tốt\n---\n", "utf-8")
    outside = tmp_path / "ngoai"
    (outside / "bai").mkdir(parents=True)
    (outside / "bai/index.md").write_text(SECRET, "utf-8")
    (outside / "bai/index").write_text(SECRET, "utf-8")
    return folder


GOOD = ["tin/2026/11/tot/index.md"]


def test_a_link_to_a_file_outside_is_not_read(content: Path) -> None:
    (content / "tin/2026/11/bai").mkdir()
    link = content / "tin/2026/11/bai/index.md"
    link.symlink_to(content.parent / "ngoai/bai/index.md")
    expected = [("source-outside", "content/tin/2026/11/bai/index.md")]
    assert found_in(content) == (expected, GOOD)
    assert read_as_pelican_does(content, "tin/2026/11/bai/index.md") == expected


def test_a_link_to_a_folder_outside_is_not_looked_into(content: Path) -> None:
    (content / "tin/2026/11/bai").symlink_to(content.parent / "ngoai/bai")
    (content / "tin/2026/11/tat-ca").symlink_to("/")
    names = ["bai", "tat-ca"]
    assert found_in(content) == ([("source-outside", f"content/tin/2026/11/{name}") for name in names], GOOD)
    assert read_as_pelican_does(content, "tin/2026/11/bai/index.md") == [
        ("source-outside", "content/tin/2026/11/bai/index.md")
    ]


def test_a_link_that_leads_out_by_way_of_another_is_one_too(content: Path) -> None:
    (content / "kho").symlink_to(content.parent / "ngoai")
    (content / "tin/2026/11/bai").symlink_to("../../../kho/bai")
    assert found_in(content) == ([("source-outside", "content/tin/2026/11/bai")], GOOD)


def test_all_news_in_another_place_is_one_finding(content: Path) -> None:
    (content / "tin").rename(content.parent / "tin-that")
    (content / "tin").symlink_to(content.parent / "tin-that")
    assert found_in(content) == ([("source-outside", "content/tin")], [])


def test_links_within_the_content_are_followed(content: Path) -> None:
    (content / "tin/2026/11/tot").rename(content / "kho")
    (content / "tin/2026/11/tot").symlink_to("../../../kho")
    (content / "tin/2026/11/tep.md").symlink_to("../../../kho/index.md")
    assert found_in(content) == ([], ["tin/2026/11/tep.md", "tin/2026/11/tot/index.md"])
    linked = content.parent / "lien-ket"
    linked.symlink_to(content)
    assert found_in(linked) == ([], ["tin/2026/11/tep.md", "tin/2026/11/tot/index.md"])


@pytest.mark.parametrize(("name", "target"), [("index.md", "nowhere.md"), ("index.md", "index.md"), ("", "nowhere")])
def test_a_link_to_nothing_is_named(content: Path, name: str, target: str) -> None:
    link = content / "tin/2026/11/bai" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(target)
    shown = f"content/tin/2026/11/bai/{name}".rstrip("/")
    assert found_in(content) == ([("source-dangling", shown)], GOOD)
    if name:
        assert read_as_pelican_does(content, "tin/2026/11/bai/index.md") == [("source-dangling", shown)]


def test_a_photo_that_is_a_link_to_nothing_waits_until_it_is_wanted(content: Path) -> None:
    (content / "tin/2026/11/tot/anh.jpg").symlink_to("nowhere.jpg")
    (content / "tin/2026/11/tot/.#index.md").symlink_to("somebody@somewhere")  # Emacs' mark of a file that is open
    assert found_in(content) == ([], GOOD)


def test_a_pipe_a_socket_and_a_device_hold_nobody(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ong", "thiet-bi", "o-cam"):
        (content / "tin/2026/11" / name).mkdir()
    os.mkfifo(content / "tin/2026/11/ong/index.md")
    (content / "tin/2026/11/thiet-bi/index.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        # A socket's path has at most 107 bytes.
        monkeypatch.chdir(content / "tin/2026/11/o-cam")
        listening.bind("index.md")
        found, left = found_in(content)
        assert read_as_pelican_does(content, "tin/2026/11/o-cam/index.md")[0][0] == "source-plain"
    assert {path.split("/")[-2]: kind for kind, path in found} == {
        "ong": "source-plain",
        "o-cam": "source-plain",
        "thiet-bi": "source-outside",
    }
    assert left == GOOD
    assert read_as_pelican_does(content, "tin/2026/11/ong/index.md") == [
        ("source-plain", "content/tin/2026/11/ong/index.md")
    ]


def test_a_folder_called_as_a_text_is_named(content: Path) -> None:
    (content / "tin/2026/11/bai/index.md").mkdir(parents=True)
    (content / "tin/2026/11/khac.md").mkdir(parents=True)
    expected = ["content/tin/2026/11/bai/index.md", "content/tin/2026/11/khac.md"]
    assert found_in(content) == ([("source-plain", path) for path in expected], GOOD)


@pytest.mark.parametrize("name", [b"a\xff", b"a\x1b[31m", b"a\nb", "a\u202eb".encode(), b"a\xc2\x85"])
def test_a_name_that_nobody_can_see_or_write_is_an_error(content: Path, name: bytes) -> None:
    folder = content / "tin/2026/11" / os.fsdecode(name)
    folder.mkdir()
    (folder / "index.md").write_text("---\ntitle: a\n---\n", "utf-8")
    found, left = found_in(content)
    assert [kind for kind, _ in found] == ["source-name"]
    assert left == GOOD


def test_names_that_people_give_are_read(content: Path) -> None:
    for name in ("Đảng bộ Sở", "Đa\u0309ng", "a\u00a0b", "a\u200db", "a - b (1)", "😀"):
        (content / "tin/2026/11" / name).mkdir()
        (content / "tin/2026/11" / name / "index.md").write_text("-")
    found, left = found_in(content)
    assert found == []
    assert len(left) == 7


def test_a_text_of_megabytes_is_named_and_not_read(content: Path) -> None:
    path = content / "tin/2026/11/tot/index.md"
    path.write_text(f"---\ntitle: {'x' * 5_000_000}\n---\n", "utf-8")
    assert read_as_pelican_does(content, GOOD[0]) == [("source-large", f"content/{GOOD[0]}")]


def test_a_text_that_was_deleted_a_moment_ago_is_nothing(content: Path) -> None:
    (content / GOOD[0]).unlink()
    assert read_as_pelican_does(content, GOOD[0]) == []
