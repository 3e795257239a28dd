"""Making a folder equal to a set of files."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.output_tree.tree import sync_tree


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def test_files_are_written_and_copied(tmp_path: Path) -> None:
    (tmp_path / "source.jpg").write_bytes(b"photo")
    report = sync_tree(tmp_path / "out", {"a/b.html": b"x", "c.jpg": tmp_path / "source.jpg"})
    assert tree(tmp_path / "out") == {"a/b.html": b"x", "c.jpg": b"photo"}
    assert (report.written, report.deleted, report.total) == (("a/b.html", "c.jpg"), (), 2)


def test_what_is_equal_keeps_its_time(tmp_path: Path) -> None:
    content = {"a/b.html": b"x", "c.html": b"y"}
    sync_tree(tmp_path, content)
    for name in content:
        os.utime(tmp_path / name, ns=(1, 1))
    report = sync_tree(tmp_path, content | {"c.html": b"z"})
    assert report.written == ("c.html",)
    assert (tmp_path / "a/b.html").stat().st_mtime_ns == 1
    assert (tmp_path / "c.html").stat().st_mtime_ns != 1


def test_what_is_no_more_is_deleted_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    sync_tree(tmp_path, {"a/b/c.html": b"x", "a/d.html": b"y"})
    report = sync_tree(tmp_path, {"a/d.html": b"y"})
    assert report.deleted == ("a/b/c.html",)
    assert folders(tmp_path) == {"a"}


def test_files_that_others_left_in_the_folder_go_too(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "bi-mat.html").write_bytes(b"x")
    sync_tree(tmp_path, {"index.html": b"x"})
    assert tree(tmp_path) == {"index.html": b"x"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": b"1"}, {"a/b": b"2"}),
        ({"a/b": b"1"}, {"a": b"2"}),
        ({"a/b/c": b"1", "a/d": b"1"}, {"a": b"2"}),
        ({"a": b"1"}, {"a/b/c/d": b"2"}),
        ({"a/b": b"1", "c": b"1"}, {"a": b"2", "c/d": b"2"}),
    ],
)
def test_files_and_folders_change_places(tmp_path: Path, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    sync_tree(tmp_path, before)
    sync_tree(tmp_path, after)
    assert tree(tmp_path) == after


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a/b/../../../x"])
def test_a_path_outside_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    sync_tree(tmp_path / "out", {"old.html": b"x"})
    with pytest.raises(ValueError, match="outside"):
        sync_tree(tmp_path / "out", {"a.html": b"x", path: b"y"})
    assert tree(tmp_path) == {"out/old.html": b"x"}


def test_a_link_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "private")
    with pytest.raises(ValueError, match="outside"):
        sync_tree(tmp_path / "out", {"a/b": b"x"})
    assert not list((tmp_path / "private").iterdir())


def prefix_free(content: dict[str, bytes]) -> bool:
    """A name can't be a file and a folder at once."""
    return not any(other.startswith(f"{path}/") for path in content for other in content)


CONTENTS = st.dictionaries(
    st.lists(st.sampled_from(["a", "b", "ă", ".c"]), min_size=1, max_size=3).map("/".join),
    st.sampled_from([b"", b"1", b"2"]),
    max_size=6,
).filter(prefix_free)


@given(st.lists(CONTENTS, min_size=1, max_size=5))
@example([{"a": b"1"}, {"a/b": b"1"}, {"a": b"1"}])
def test_after_any_sequence_of_builds_the_tree_equals_the_content(builds: list[dict[str, bytes]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        before: dict[str, bytes] = {}
        for content in builds:
            report = sync_tree(folder, content)
            assert tree(folder) == content
            assert folders(folder) == {
                path.rsplit("/", depth)[0] for path in content for depth in range(1, path.count("/") + 1)
            }
            assert set(report.written) == {path for path in content if before.get(path) != content[path]}
            assert set(report.deleted) == set(before) - set(content)
            before = content
