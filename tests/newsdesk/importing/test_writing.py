"""Drafts on disk: whole or not at all, once, and never over what somebody wrote since."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.importing.compose import compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.front_matter import read_imported
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.writing import Outcome, find_imported, write
from tests.builders import site
from tests.newsdesk.importing.flows import photo

FLOW = "<p>Tên bài viết thử nghiệm</p><p>08/01/2020 16:50</p><p><img src='a'></p><p>Một câu dài hơn của bài.</p><p>Tin và ảnh: Minh Hà</p>"


def draft(digest: str = "a" * 64, flow: str = FLOW) -> Draft:
    return compose(SourceDocument("thư mục/bài.docx", digest, flow, {"a": photo()}), site())


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_draft_lies_where_its_date_says_with_its_photos_beside_it(tmp_path: Path) -> None:
    found = write(draft(), tmp_path, "vi", {})
    assert found.outcome is Outcome.NEW
    assert set(written(tmp_path)) == {
        "2020/01/ten-bai-viet-thu-nghiem/index.md",
        "2020/01/ten-bai-viet-thu-nghiem/ten-bai-viet-thu-nghiem-1.jpg",
    }
    imported = read_imported(found.path.read_text())
    assert imported is not None
    assert (imported.digest, imported.name) == ("a" * 64, "bài.docx")


def test_importing_again_changes_nothing_wherever_the_article_was_moved(tmp_path: Path) -> None:
    first = write(draft(), tmp_path, "vi", {})
    moved = tmp_path / "2021" / "bai-khac"
    moved.parent.mkdir()
    first.path.parent.rename(moved)
    before = written(tmp_path)
    again = write(draft(), tmp_path, "vi", find_imported([tmp_path]))
    assert (again.outcome, again.path) == (Outcome.SAME, moved / "index.md")
    assert written(tmp_path) == before


def test_an_article_edited_since_is_left_and_the_difference_shown(tmp_path: Path) -> None:
    path = write(draft(), tmp_path, "vi", {}).path
    path.write_text(path.read_text().replace("Một câu", "Hai câu"))
    before = written(tmp_path)
    again = write(draft(), tmp_path, "vi", find_imported([tmp_path]))
    assert again.outcome is Outcome.EDITED
    assert "-Hai câu dài hơn của bài." in again.difference and "+Một câu dài hơn của bài." in again.difference
    assert written(tmp_path) == before


def test_another_source_of_the_same_title_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    write(draft(), tmp_path, "vi", {})
    second = write(draft("b" * 64), tmp_path, "vi", {})
    assert second.path.parent.name == "ten-bai-viet-thu-nghiem-2"
    assert second.twin == tmp_path / "2020/01/ten-bai-viet-thu-nghiem/index.md"


def test_what_could_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    broken = replace(draft(), files={"a.jpg": b"x", "b.jpg": tmp_path / "missing"})
    with pytest.raises(OSError, match="missing"):
        write(broken, tmp_path, "vi", {})
    assert written(tmp_path) == {}
    assert [path.name for path in (tmp_path / "2020/01").iterdir()] == []


def test_a_folder_that_an_ended_import_left_is_finished(tmp_path: Path) -> None:
    whole = draft()
    folder = tmp_path / "2020" / "01" / "ten-bai-viet-thu-nghiem"
    folder.mkdir(parents=True)
    (folder / ".index.md.partial").write_text(whole.text[:400])
    (folder / "ten-bai-viet-thu-nghiem-1.jpg").write_bytes(b"half")
    assert write(whole, tmp_path, "vi", find_imported([tmp_path])).path == folder / "index.md"
    assert set(written(folder)) == {"index.md", "ten-bai-viet-thu-nghiem-1.jpg"}
    assert (folder / "ten-bai-viet-thu-nghiem-1.jpg").read_bytes() != b"half"


def test_what_is_only_likely_stands_in_the_head_until_somebody_takes_it_out() -> None:
    text = draft(flow="<p>Tên bài viết thử nghiệm</p><p>Ngày 12/6/2024, Sở họp.</p><p>Minh Hà</p>").text
    imported = read_imported(text)
    assert imported is not None
    assert imported.likely == {"date": "Ngày 12/6/2024", "author": "Minh Hà"}
    assert read_imported(text.replace("# likely date", "# date was")).likely.keys() == {"author"}  # type: ignore[union-attr]
