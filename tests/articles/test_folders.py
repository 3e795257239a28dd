"""Which source files there are."""

import errno
import os
from pathlib import Path

import pytest

from ban_tin.articles.folders import linked, list_folders, noting, source_files
from ban_tin.articles.irregular import find_irregular
from ban_tin.findings import Findings
from tests.rights import bound_by_rights, closed


def test_source_files_are_found_in_every_folder_in_one_order(tmp_path: Path) -> None:
    for name in ("b/index.md", "a.md", "b/anh.jpg", "b/c/d.md", "b/.an.md", ".git/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("-")
    (tmp_path / "elsewhere").mkdir()
    listings = list_folders(tmp_path / "b", [".*"])
    assert listings == [(f"{tmp_path}/b", ["anh.jpg", "index.md"], []), (f"{tmp_path}/b/c", ["d.md"], [])]
    found = list(source_files(list_folders(tmp_path, [".*"])))
    assert found == [f"{tmp_path}/{name}" for name in ("a.md", "b/index.md", "b/c/d.md")]


def test_a_folder_that_is_linked_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "index.md").write_text("-")
    (tmp_path / "tin").mkdir()
    (tmp_path / "tin" / "bai").symlink_to(tmp_path / "shared")
    assert list(source_files(list_folders(tmp_path / "tin", []))) == [f"{tmp_path}/tin/bai/index.md"]


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert list_folders(tmp_path / "khong-co", []) == []


def test_links_are_told_with_what_they_lead_to(tmp_path: Path) -> None:
    (tmp_path / "kho" / "sau").mkdir(parents=True)
    (tmp_path / "kho" / "sau" / "tep.pdf").symlink_to("../../that.pdf")
    (tmp_path / "tin").mkdir()
    (tmp_path / "tin" / "bai").symlink_to("../kho")
    (tmp_path / "trang").symlink_to("tin")
    real = {"bai": "kho", "bai/sau/tep.pdf": "that.pdf"}
    expected = {f"{tmp_path}/tin/{link}": f"{tmp_path}/{target}" for link, target in real.items()}
    assert linked(tmp_path / "tin", list_folders(tmp_path / "tin", [])) == expected
    through = {f"{tmp_path}/trang/{link}": f"{tmp_path}/{target}" for link, target in real.items()}
    found = linked(tmp_path / "trang", list_folders(tmp_path / "trang", []))
    assert found == through | {f"{tmp_path}/trang": f"{tmp_path}/tin"}
    assert linked(tmp_path / "kho", list_folders(tmp_path / "kho", ["*.pdf"])) == {}


def found_below(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the source files below ``root``, and what can't be read there, and why."""
    findings = Findings()
    listings = list_folders(root, [".*"], noting(root, "content/tin", findings))
    found = [(each.path, dict(each.values)["reason"]) for each in findings.sorted()]
    return [file.removeprefix(f"{root}/") for file in source_files(listings)], found


def test_a_folder_that_may_not_be_read_is_no_empty_one(tmp_path: Path) -> None:
    for name in ("2026/a/index.md", "2026/b/index.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("-")
    reason = "this user may not read it"
    with bound_by_rights():
        with closed(tmp_path / "2026/a"):
            assert found_below(tmp_path) == (["2026/b/index.md"], [("content/tin/2026/a", reason)])
        with closed(tmp_path):
            assert found_below(tmp_path) == ([], [("content/tin", reason)])


def test_a_link_that_leads_nowhere_is_no_empty_folder(tmp_path: Path) -> None:
    root = tmp_path / "tin"
    root.mkdir()
    (root / "2025").symlink_to(tmp_path / "share")
    (root / "2026").symlink_to(root / "2026")
    (root / "bai.md").symlink_to("mat.md")
    (root / ".#bai.md").symlink_to("user@host:1")
    findings = Findings()
    irregular = find_irregular(root, list_folders(root, [".*"], within=tmp_path), tmp_path, findings)
    assert irregular == {str(root / name) for name in ("2025", "2026", "bai.md")}
    assert {each.kind for each in findings.found} == {"source-dangling"}
    (tmp_path / "linked").symlink_to(tmp_path / "share")
    assert found_below(tmp_path / "linked") == ([], [("content/tin", "it is a link that leads nowhere")])


def test_a_disk_that_gives_errors_is_no_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2026").mkdir()
    scandir = os.scandir

    def failing(path: str) -> object:
        if path.endswith("2026"):
            raise OSError(errno.EIO, "Input/output error", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", failing)
    assert found_below(tmp_path) == ([], [("content/tin/2026", "the disk or the network drive gives an error")])


@pytest.mark.parametrize("target", ["..", "../..", "."])
def test_a_link_that_leads_back_up_ends_nowhere(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "tin" / "2026"
    folder.mkdir(parents=True)
    (folder / "bai.md").write_text("-")
    (folder / "len").symlink_to(target)
    found = list(source_files(list_folders(tmp_path / "tin", [], within=tmp_path)))
    assert found == [f"{tmp_path}/tin/2026/bai.md"]
