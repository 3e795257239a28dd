"""Making a folder hold what is wanted, whatever lies in it: what builds wrote goes, what others put there stays."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ban_tin.building.claim import LIST, Claim, ForeignFilesError, ForeignFolderError
from ban_tin.building.commit import Committed, MissingFileError, PageError, Target, commit
from ban_tin.building.written_files import Manifest
from ban_tin.findings import Finding
from ban_tin.machine.stamps import stamp
from ban_tin.planning.plan import Copied

FAILED = Finding("theme/templates/page.html", 3, "theme-name", (("name", "titel"),))
#: So many files are made in several processes.
MANY = 200


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file but the list of what is ours."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def parents(content: Mapping[str, object]) -> set[str]:
    return {path.rsplit("/", depth)[0] for path in content for depth in range(1, path.count("/") + 1)}


class StoppedError(Exception):
    """What a build leaves with when pages can't be made."""


class Writer:
    """Brings a folder up to date as builds do, one after the other; notes what is made and which steps are taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest()
        #: Whether what lies in the folder is told from what others put there.
        self.claiming = True
        self.steps: list[str] = []

    def commit(self, content: Mapping[str, Any], inputs: str | None = None, failing: str = "") -> Committed:
        """Write ``content``: bytes or ``Copied`` by path; what is made of it changes with its bytes, or with ``inputs``."""
        self.steps.clear()

        def make(path: str, content: Any) -> bytes:
            self.steps.append(f"make {path}")
            if path == failing:
                raise PageError(FAILED)
            return bytes(content)

        def settle(failed: Sequence[Finding]) -> None:
            self.steps.append("settle")
            if failed:
                raise StoppedError(*failed)

        wanted = {path: Target(repr(each) if inputs is None else inputs, each) for path, each in content.items()}
        claim = Claim(self.folder, self.manifest.files) if self.claiming else None
        done = commit(self.folder, wanted, self.manifest, make, lambda: self.steps.append("begin"), settle, None, claim)
        self.manifest = Manifest(done.files)
        return done


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path / "output")


def test_files_are_made_and_copied(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "source.jpg").write_bytes(b"photo")
    done = writer.commit({"a/b.html": b"x", "c.jpg": Copied(tmp_path / "source.jpg", "1")})
    assert tree(writer.folder) == {"a/b.html": b"x", "c.jpg": b"photo"}
    assert (done.written, done.deleted, done.made) == (("a/b.html", "c.jpg"), (), 2)
    assert set(done.files) == {"a/b.html", "c.jpg"}
    assert writer.steps == ["make a/b.html", "settle", "begin"]


def test_what_is_made_of_the_same_is_not_made_again(writer: Writer) -> None:
    writer.commit({"a.html": b"x", "b.html": b"y"})
    done = writer.commit({"a.html": b"x", "b.html": b"z"})
    assert done.written == ("b.html",)
    assert writer.steps == ["make b.html", "settle", "begin"]


def test_where_nothing_changed_nothing_is_begun(writer: Writer) -> None:
    writer.commit({"a.html": b"x"})
    done = writer.commit({"a.html": b"x"})
    assert writer.steps == ["settle"]
    assert (done.written, done.deleted, done.made) == ((), (), 0)


def test_what_is_equal_keeps_its_time(writer: Writer) -> None:
    content = {"a/b.html": b"x", "c.html": b"y"}
    writer.commit(content)
    for name in content:
        os.utime(writer.folder / name, ns=(1, 1))
    done = writer.commit(content | {"c.html": b"z"}, inputs="other")
    assert done.written == ("c.html",)
    assert done.made == 2
    assert (writer.folder / "a/b.html").stat().st_mtime_ns == 1
    assert (writer.folder / "c.html").stat().st_mtime_ns != 1
    writer.commit(content | {"c.html": b"z"}, inputs="other")
    assert writer.steps == ["settle"]


def test_a_copy_is_made_again_when_its_source_changed_and_only_then(writer: Writer, tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"one")
    assert writer.commit({"a.pdf": Copied(source, "1")}).written == ("a.pdf",)
    # Touched, but the same.
    assert writer.commit({"a.pdf": Copied(source, "2")}).written == ()
    source.write_bytes(b"two")
    assert writer.commit({"a.pdf": Copied(source, "3")}).written == ("a.pdf",)
    assert tree(writer.folder) == {"a.pdf": b"two"}


@pytest.mark.parametrize("gone", ["the file", "what it belongs to"])
def test_what_is_to_be_copied_and_is_gone_stops_the_build_before_it_writes(
    writer: Writer, tmp_path: Path, gone: str
) -> None:
    writer.commit({"old.html": b"x"})
    source = tmp_path / "source.jpg"
    if gone != "the file":
        source.write_bytes(b"-")
    with pytest.raises(MissingFileError, match=r"source\.jpg"):
        writer.commit({"a.html": b"x", "b.jpg": Copied(source, "1", lambda: gone == "the file")})
    assert tree(writer.folder) == {"old.html": b"x"}
    assert "begin" not in writer.steps


@pytest.mark.parametrize("count", [3, MANY])
def test_a_page_that_cannot_be_made_leaves_everything_as_it_was(writer: Writer, count: int) -> None:
    content = {f"{number}/index.html": b"old" for number in range(count)}
    writer.commit(content)
    before = writer.manifest
    with pytest.raises(StoppedError) as stopped:
        writer.commit(dict.fromkeys([*list(content)[:-1], "new.html"], b"new"), failing="1/index.html")
    assert stopped.value.args == (FAILED,)
    assert tree(writer.folder) == content
    assert "begin" not in writer.steps
    assert writer.manifest is before


@pytest.mark.usefixtures("no_other_threads")
def test_many_files_are_made_and_written_by_several_processes(writer: Writer) -> None:
    content = {f"{number % 7}/{number}.html": str(number).encode() for number in range(MANY)}
    done = writer.commit(content)
    assert tree(writer.folder) == content
    assert set(done.written) == set(done.files) == set(content)
    # What other processes made is not noted here.
    assert (os.cpu_count() or 1) == 1 or writer.steps == ["settle", "begin"]
    assert writer.commit(content).made == 0
    assert writer.commit(content | {"5/5.html": b"new"}).written == ("5/5.html",)


@pytest.mark.usefixtures("no_other_threads")
@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="one processor is nobody's colleague")
def test_a_slow_page_holds_up_no_other(tmp_path: Path) -> None:
    context = get_context("fork")
    others, all_others = context.Value("i", 0), context.Event()

    def make(path: str, content: Any) -> bytes:
        if path == "0.html":
            assert all_others.wait(60)
        else:
            with others:
                others.value += 1
                if others.value == MANY - 1:
                    all_others.set()
        return bytes(content)

    wanted = {f"{number}.html": Target("", b"x") for number in range(MANY)}
    done = commit(tmp_path / "output", wanted, Manifest(), make, lambda: None, lambda failed: None)
    assert len(done.written) == MANY


@pytest.mark.parametrize(
    "change", ["content", "same size", "time back", "deleted", "empty folder", "link", "link to the same"]
)
def test_what_others_did_to_the_output_is_put_right(writer: Writer, tmp_path: Path, change: str) -> None:
    content = {"a/b.html": b"right", "c.html": b"x"}
    writer.commit(content)
    path = writer.folder / "a/b.html"
    status = path.stat()
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_bytes(b"wrong" if change == "link" else b"right")
    if change in {"same size", "time back"}:
        path.write_bytes(b"wrong")
    elif change == "content":
        path.write_bytes(b"other words")
    else:
        path.unlink()
    if change == "time back":
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif change == "empty folder":
        (path / "deep").mkdir(parents=True)
    elif change.startswith("link"):
        path.symlink_to(elsewhere)
    done = writer.commit(content)
    assert done.written == ("a/b.html",)
    assert tree(writer.folder) == content
    assert not path.is_symlink()
    assert elsewhere.read_bytes() == (b"wrong" if change == "link" else b"right")


def test_a_file_that_was_only_touched_is_neither_made_nor_written(writer: Writer) -> None:
    writer.commit({"a.html": b"x"})
    os.utime(writer.folder / "a.html", ns=(1, 1))
    assert writer.commit({"a.html": b"x"}).made == 0


def test_after_a_build_that_was_killed_every_file_is_looked_into(writer: Writer) -> None:
    content = {"a.html": b"right", "b.html": b"right"}
    writer.commit(content)
    path = writer.folder / "a.html"
    path.write_bytes(b"half")
    found = stamp(str(path))
    assert found is not None
    kept = dict(writer.manifest.files)
    # Even where the stamp is the one that the manifest has.
    kept["a.html"] = kept["a.html"]._replace(stamp=found)
    writer.manifest = Manifest(kept, clean=False)
    assert writer.commit(content).written == ("a.html",)
    assert tree(writer.folder) == content


def test_a_writing_that_is_cut_off_is_fixed_by_the_next(writer: Writer) -> None:
    content = {f"{number}.html": str(number).encode() * 9 for number in range(20)}
    writer.commit(content)
    for number in range(0, 20, 3):
        (writer.folder / f"{number}.html").write_bytes(b"new, and no longer wan")
    for number in range(1, 20, 3):
        (writer.folder / f"{number}.html").write_bytes(b"")
    writer.manifest = Manifest(writer.manifest.files, clean=False)
    writer.commit(content)
    assert tree(writer.folder) == content


def test_a_link_that_leads_outside_is_not_followed(writer: Writer, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "b").write_bytes(b"theirs")
    writer.folder.mkdir()
    writer.commit({"a/b": b"x"})
    shutil.rmtree(writer.folder / "a")
    (writer.folder / "a").symlink_to(private)
    with pytest.raises(ForeignFilesError) as refused:
        writer.commit({"a/b": b"x"})
    assert refused.value.args == ("a",)
    writer.commit({})
    assert (writer.folder / "a").is_symlink()
    assert tree(private) == {"b": b"theirs"}


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a/b/../../../x"])
def test_a_path_outside_is_refused_before_anything_is_written(writer: Writer, tmp_path: Path, path: str) -> None:
    writer.commit({"old.html": b"x"})
    with pytest.raises(ValueError, match="outside"):
        writer.commit({"a.html": b"x", path: b"y"})
    assert tree(tmp_path) == {"output/old.html": b"x"}


def prefix_free(content: dict[str, Any]) -> bool:
    """A name can't be a file and a folder at once."""
    return not any(other.startswith(f"{path}/") for path in content for other in content)


NAMES = st.lists(st.sampled_from(["a", "b", "ă", ".c"]), min_size=1, max_size=3).map("/".join)
CONTENTS = st.dictionaries(NAMES, st.sampled_from([b"", b"1", b"2"]), max_size=6).filter(prefix_free)


@given(st.lists(CONTENTS, min_size=1, max_size=5))
@example([{"a": b"1"}, {"a/b": b"1"}, {"a": b"1"}])
@example([{"a/b": b"1", "c": b"1"}, {"a": b"2", "c/b": b"2"}])
def test_after_any_sequence_of_builds_the_tree_equals_the_content(builds: list[dict[str, bytes]]) -> None:
    with TemporaryDirectory() as name:
        writer = Writer(Path(name) / "output")
        before: dict[str, bytes] = {}
        for content in builds:
            done = writer.commit(content)
            assert tree(writer.folder) == content
            assert not writer.folder.exists() or folders(writer.folder) == parents(content)
            assert set(done.written) == {path for path in content if before.get(path) != content[path]}
            assert set(done.deleted) == set(before) - set(content)
            before = content


FOUND = st.dictionaries(NAMES, st.integers(0, 5), max_size=6).filter(prefix_free)


@given(CONTENTS, FOUND, CONTENTS, st.booleans())
@example({"a": b"1"}, {"a": 3}, {"a": b"1"}, True)
@example({"a/b": b"1"}, {"a": 4}, {"a/b": b"1"}, True)
@example({"a": b"1"}, {"a/b/.c": 2}, {"a": b"1"}, False)
def test_whatever_lies_there_what_is_wanted_is_written_and_files_of_others_stay(
    before: dict[str, bytes], found: dict[str, int], content: dict[str, bytes], clean: bool
) -> None:
    with TemporaryDirectory() as name:
        outside = Path(name) / "outside"
        outside.mkdir()
        (outside / "1").write_bytes(b"1")
        writer = Writer(Path(name) / "output")
        writer.folder.mkdir()
        writer.commit(before)
        for path, kind in found.items():
            put(writer.folder, path, kind, outside)
        writer.manifest = Manifest(writer.manifest.files, clean)
        theirs = {path: each for path, each in entries(writer.folder).items() if path not in before}
        if prefix_free({**theirs, **content}) and not theirs.keys() & content.keys():
            writer.commit(content)
            assert writer.commit(content).made == 0
            assert entries(writer.folder) == theirs | content
        else:
            as_it_was = entries(writer.folder)
            with pytest.raises(ForeignFilesError) as refused:
                writer.commit(content)
            assert set(refused.value.args) <= theirs.keys()
            assert entries(writer.folder) == as_it_was
        assert tree(outside) == {"1": b"1"}


@given(CONTENTS, FOUND, CONTENTS)
def test_in_a_folder_that_is_ours_alone_nothing_else_stays(
    before: dict[str, bytes], found: dict[str, int], content: dict[str, bytes]
) -> None:
    with TemporaryDirectory() as name:
        writer = Writer(Path(name) / "output")
        writer.claiming = False
        writer.folder.mkdir()
        writer.commit(before)
        for path, kind in found.items():
            put(writer.folder, path, kind, Path(name))
        writer.commit(content)
        assert entries(writer.folder) == content


def entries(folder: Path) -> dict[str, bytes]:
    """Return every file, and every link with its target."""
    links = {
        path.relative_to(folder).as_posix(): bytes(path.readlink()) for path in folder.rglob("*") if path.is_symlink()
    }
    return tree(folder) | links


@pytest.mark.parametrize("theirs", ["robots.txt", "robots.txt/la.txt", "tin"])
def test_a_file_of_others_in_the_place_of_ours_is_named_and_nothing_is_changed(writer: Writer, theirs: str) -> None:
    writer.commit({"old.html": b"x"})
    (writer.folder / theirs).parent.mkdir(exist_ok=True)
    (writer.folder / theirs).write_bytes(b"theirs")
    with pytest.raises(ForeignFilesError) as refused:
        writer.commit({"robots.txt": b"ours", "tin/a/index.html": b"ours"})
    assert refused.value.args == (theirs,)
    assert tree(writer.folder) == {"old.html": b"x", theirs: b"theirs"}
    assert writer.steps == []


def test_files_and_empty_folders_of_others_stay(writer: Writer) -> None:
    writer.commit({"a/b.html": b"x", "c.html": b"x"})
    for path in (".well-known/x.txt", "a/google123.html", ".git/HEAD"):
        (writer.folder / path).parent.mkdir(exist_ok=True)
        (writer.folder / path).write_bytes(b"theirs")
    (writer.folder / ".git/refs").mkdir()
    assert writer.commit({"c.html": b"y"}).deleted == ("a/b.html",)
    assert set(tree(writer.folder)) == {"c.html", ".well-known/x.txt", "a/google123.html", ".git/HEAD"}
    assert (writer.folder / ".git/refs").is_dir()


def test_a_folder_of_others_is_refused(writer: Writer) -> None:
    writer.folder.mkdir()
    (writer.folder / "thesis.docx").write_bytes(b"-")
    with pytest.raises(ForeignFolderError):
        writer.commit({"a.html": b"x"})
    assert tree(writer.folder) == {"thesis.docx": b"-"}


def test_the_list_alone_tells_what_is_ours(writer: Writer) -> None:
    writer.commit({"a/b.html": b"x", "c.html": b"x"})
    writer.manifest = Manifest()
    assert writer.commit({"c.html": b"x"}).deleted == ("a/b.html",)
    assert not (writer.folder / "a").exists()


@pytest.mark.parametrize("damage", ["deleted", "empty", "cut", "another path"])
def test_without_the_list_what_is_remembered_is_ours_as_long_as_it_is_as_it_was_written(
    writer: Writer, damage: str
) -> None:
    content = {"a.html": b"ours", "b.html": b"ours", "c.html": b"ours", "d.html": b"ours"}
    writer.commit(content)
    path = writer.folder / LIST
    text = path.read_text()
    changed = {"empty": "", "cut": text[:-20], "another path": text.replace("a.html", "x.html")}
    path.unlink() if damage == "deleted" else path.write_text(changed[damage])
    os.utime(writer.folder / "a.html", ns=(1, 1))
    (writer.folder / "b.html").write_bytes(b"theirs")
    assert writer.commit({"d.html": b"ours"}).deleted == ("a.html", "c.html")
    assert tree(writer.folder) == {"b.html": b"theirs", "d.html": b"ours"}
    path.write_text(text[:-20])
    writer.manifest = Manifest()
    with pytest.raises(ForeignFolderError):
        writer.commit(content)


def test_what_is_going_to_be_written_is_listed_before_it_is(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.commit({"a.html": b"x"})

    def full(*given: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ban_tin.building.commit.delete_files", full)
    with pytest.raises(OSError, match="No space"):
        writer.commit({"b.html": b"x"})
    assert Claim(writer.folder, {}).before == {"a.html", "b.html"}


def test_a_disk_without_room_is_found_before_anything_is_changed(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = {f"{number}.html": b"old" * 100 for number in range(3)}
    writer.commit(content)
    free = shutil.disk_usage(tmp_path)._replace(free=500)
    monkeypatch.setattr("shutil.disk_usage", lambda path: free)
    (tmp_path / "film.mp4").write_bytes(b"x" * 501)
    for more in ({"big.html": b"x" * 501}, {"film.mp4": Copied(tmp_path / "film.mp4", "1")}):
        with pytest.raises(OSError, match=r"No space.*output"):
            writer.commit(content | {"0.html": b"new"} | more)
        assert tree(writer.folder) == content
    writer.commit({"0.html": b"y" * 800})  # What is deleted makes room.


def modes(folder: Path) -> set[str]:
    return {oct(path.stat().st_mode & 0o777) for path in [folder, *folder.rglob("*")]}


@pytest.fixture
def closed_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    assert os.umask(before) == 0o077, "the umask of the process is not ours to change"


@pytest.mark.usefixtures("closed_umask", "no_other_threads")
@pytest.mark.parametrize("count", [3, MANY])
def test_what_is_published_is_readable_by_all_whatever_the_umask(writer: Writer, tmp_path: Path, count: int) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"-")
    copied = {"b/c.pdf": Copied(source, "1")}
    writer.commit({f"a/{number}.html": b"x" for number in range(count)} | copied)
    assert modes(writer.folder) == {"0o755", "0o644"}


def test_files_and_folders_that_not_everybody_may_read_are_opened(writer: Writer) -> None:
    content = {"a/b.html": b"x", "c.html": b"x", "d.html": b"x"}
    writer.commit(content)
    theirs = writer.folder / "theirs"
    theirs.write_bytes(b"-")
    theirs.chmod(0o600)
    for path, mode in (("a", 0o700), ("a/b.html", 0o600), ("d.html", 0o640), ("c.html", 0o664), ("", 0o700)):
        (writer.folder / path).chmod(mode)
    assert writer.commit(content | {"d.html": b"new"}).written == ("d.html",)
    found = {path: oct((writer.folder / path).stat().st_mode & 0o777) for path in ("", "a", *content, "theirs")}
    assert found == {
        "": "0o755", "a": "0o755", "a/b.html": "0o644", "c.html": "0o664", "d.html": "0o644", "theirs": "0o600",
    }  # fmt: skip
    assert writer.commit(content | {"d.html": b"new"}).made == 0


def put(folder: Path, name: str, kind: int, outside: Path) -> None:
    """Put a file (0, 1), an empty folder (2), or a link to a file (3), a folder (4) or nothing (5) in place of whatever is there."""
    target = folder
    for part in name.split("/")[:-1]:
        target = target / part
        if target.is_symlink() or target.is_file():
            target.unlink()
        target.mkdir(exist_ok=True)
    target = folder / name
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.is_dir():
        shutil.rmtree(target)
    if kind < 2:
        target.write_bytes(b"1" * kind)
    elif kind == 2:
        target.mkdir()
    else:
        target.symlink_to([outside / "1", outside, outside / "nothing"][kind - 3])
