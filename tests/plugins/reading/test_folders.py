"""Which source files there are."""

from pathlib import Path

from plugins.reading.folders import linked, list_folders, source_files


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
