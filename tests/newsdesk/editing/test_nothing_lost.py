"""Two tabs, another program that writes the file, undoing, deleting, and an end at any moment: no saved word is lost.

Held beside plain files: whatever was answered as saved is in the file, or in a version that is kept of it.
"""

import errno
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ban_tin.articles.comments import comments_file
from newsdesk.editing import saving, trash, versions, whole_files
from newsdesk.editing.changes import Change
from newsdesk.editing.errors import ConflictError, StaleError, UnsavableError
from newsdesk.editing.removed_files import save_and_remove
from newsdesk.editing.saving import Opened, open_article, save
from newsdesk.editing.texts import plain, split_lines
from newsdesk.editing.trash import delete_article, list_trash, restore_article
from newsdesk.editing.undoing import redo, undo
from newsdesk.editing.unsaved import drop_unsaved, keep_unsaved, list_unsaved
from newsdesk.editing.versions import list_versions, read_version
from newsdesk.site_folder import SiteFolder
from tests.rights import bound_by_rights
from tests.shared_files import SOAK
from tests.site.builder import ROOT

FILE = "tin/2026/11/bai/index.md"
START = '---\ntitle: "Bài"\n---\n\nMột.\n\nHai.\n\nBa.\n'


def site_at(folder: Path) -> SiteFolder:
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(START, "utf-8")
    return SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py")


class End(BaseException):
    """The process is ended here."""


@contextmanager
def ended_at(step: int) -> Iterator[None]:
    """End what is done at its ``step``-th call of the system that changes something."""
    left = step

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def work(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                raise End
            return call(*given, **named)

        return work

    with (
        patch.object(os, "fsync", counted(os.fsync)),
        patch.object(Path, "replace", counted(Path.replace)),
        patch.object(Path, "rename", counted(Path.rename)),
        # What is ended tidies nothing up.
        patch.object(Path, "unlink", counted(Path.unlink)),
        patch.object(saving, "exchange", counted(whole_files.exchange)),
        suppress(End),
    ):
        yield


class TwoTabs(RuleBasedStateMachine):
    """``saved``: a word of each save that was answered, and of each text that another program left."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="newsdesk-"))
        self.site = site_at(self.folder / "site")
        self.path = self.site.folder / FILE
        self.tabs: list[Opened] = [open_article(self.site, FILE)] * 2
        self.number = 0
        self.saved: set[str] = {"Một.", "Hai.", "Ba."}
        self.unsaved: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def word(self) -> str:
        self.number += 1
        return f"lần-{self.number}."

    @rule(
        tab=st.integers(0, 1),
        line=st.integers(4, 12),
        mode=st.sampled_from(("replace", "insert", "delete")),
        step=st.integers(0, 12),
    )
    def save(self, tab: int, line: int, mode: str, step: int) -> None:
        opened, word = self.tabs[tab], self.word()
        lines = split_lines(opened.text)
        first = min(line, len(lines))
        change = Change(first, first, plain([lines[first - 1]]), "" if mode == "delete" else word)
        if mode == "insert":
            change = Change(first, first - 1, "", word, apart=True)
        before = self.path.read_bytes() if self.path.exists() else None
        try:
            with ended_at(step):
                self.tabs[tab] = save(self.site, FILE, opened.digest, [change], "lan")
                if mode != "delete":
                    self.saved.add(word)
        except ConflictError as error:
            assert self.path.read_bytes() == before
            assert mode == "delete" or word in error.yours
        except UnsavableError:
            assert before is None and not self.path.exists()

    @rule(tab=st.integers(0, 1))
    def load(self, tab: int) -> None:
        with suppress(UnsavableError):
            self.tabs[tab] = open_article(self.site, FILE)

    @rule(line=st.integers(4, 12))
    def another_program_writes(self, line: int) -> None:
        if self.path.exists():
            word, lines = self.word(), split_lines(self.path.read_text("utf-8"))
            lines.insert(min(line, len(lines)), f"\n{word}\n")
            self.path.write_text("".join(lines), "utf-8")
            self.saved.add(word)

    @rule(tab=st.integers(0, 1), back=st.booleans(), step=st.integers(0, 12))
    def undo_or_redo(self, tab: int, back: bool, step: int) -> None:
        before = self.path.read_bytes() if self.path.exists() else None
        try:
            with ended_at(step):
                self.tabs[tab] = (undo if back else redo)(self.site, FILE, self.tabs[tab].digest, "lan")
        except (StaleError, ConflictError, UnsavableError):
            assert (self.path.read_bytes() if self.path.exists() else None) == before

    @rule(step=st.integers(0, 6))
    def delete(self, step: int) -> None:
        with suppress(UnsavableError), ended_at(step):
            delete_article(self.site, FILE, "lan")

    @rule()
    def restore(self) -> None:
        if not self.path.exists():
            assert restore_article(self.site, next(each.id for each in list_trash(self.site) if each.article)) == FILE

    @rule(place=st.sampled_from(("5", "7")), step=st.integers(0, 4))
    def type(self, place: str, step: int) -> None:
        word = self.word()
        with ended_at(step):
            keep_unsaved(self.site, FILE, place, word, self.tabs[0].digest, "lan")
            self.unsaved[place] = word

    @rule(place=st.sampled_from(("5", "7")))
    def forget(self, place: str) -> None:
        drop_unsaved(self.site, FILE, place)
        self.unsaved.pop(place, None)

    @invariant()
    def nothing_is_lost(self) -> None:
        texts = [self.path.read_text("utf-8")] if self.path.exists() else []
        kept = [read_version(self.site, FILE, each.id) for each in list_versions(self.site, FILE)]
        thrown = [path.read_text("utf-8") for path in self.site.folder.glob(".newsdesk/trash/*/content/*/index.md")]
        assert len(kept) <= versions.KEPT
        everything = "".join([*texts, *kept, *thrown])
        assert len(texts) + len(thrown) >= 1
        missing = {word for word in self.saved if word not in everything}
        assert not missing or len(kept) == versions.KEPT
        assert all(text.startswith("---\ntitle") for text in [*texts, *thrown]), "half a file"
        found = {each.place: each.text for each in list_unsaved(self.site, FILE)}
        assert all(self.unsaved[place] <= found.get(place, "") for place in self.unsaved)
        assert not [path for path in self.path.parent.glob("[!.]*") if path.name != "index.md"]


TestTwoTabs = TwoTabs.TestCase
TestTwoTabs.settings = settings(max_examples=400 if SOAK else 12, stateful_step_count=60 if SOAK else 20, deadline=None)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return site_at(tmp_path / "site")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.ENOENT])
def test_what_the_disk_refuses_is_said_and_leaves_all_as_it_was(site: SiteFolder, number: int) -> None:
    opened = open_article(site, FILE)

    def refuse(path: Path, *given: object, **named: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    with patch.object(saving, "write_part", refuse), pytest.raises(UnsavableError) as raised:
        save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    assert raised.value.said
    assert open_article(site, FILE) == opened
    assert [path.name for path in opened.path.parent.iterdir()] == ["index.md"]


def test_a_folder_that_may_only_be_read_is_said(site: SiteFolder) -> None:
    opened = open_article(site, FILE)
    opened.path.parent.chmod(0o555)
    try:
        with bound_by_rights(), pytest.raises(UnsavableError):
            save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    finally:
        opened.path.parent.chmod(0o755)
    assert open_article(site, FILE) == opened


def test_a_folder_that_is_gone_is_said(site: SiteFolder) -> None:
    opened = open_article(site, FILE)
    opened.path.parent.rename(site.folder / "elsewhere")
    with pytest.raises(UnsavableError) as raised:
        save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    assert raised.value.gone
    assert not opened.path.parent.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../x.md",
        "tin/../../x.md",
        "/etc/passwd",
        "tin//x.md",
        ".newsdesk/x.md",
        "output/x.md",
        "tin\\x.md",
        "tin/x.txt",
        "tin/out.md",
        "",
        "tin/\0.md",
    ],
)
def test_what_is_no_text_of_the_site_is_neither_read_nor_written(site: SiteFolder, name: str) -> None:
    (site.folder.parent / "x.md").write_text("bí mật")
    (site.folder / "tin/out.md").symlink_to("../../x.md")
    (site.folder / "output").mkdir()
    (site.folder / "output/x.md").write_text("x")
    with pytest.raises(UnsavableError):
        open_article(site, name)
    assert (site.folder.parent / "x.md").read_text() == "bí mật"


def test_what_is_written_in_the_last_moment_is_seen(site: SiteFolder) -> None:
    """Another program writes between our look at the file and our putting the new one in its place."""
    opened, looked = open_article(site, FILE), list[int]()

    def late(path: Path, content: bytes, **named: bool) -> Path:
        part = whole_files.write_part(path, content, **named)
        if not looked:
            looked.append(1)
            path.write_text(START.replace("Ba.", "Ba của người khác."), "utf-8")
        return part

    with patch.object(saving, "write_part", late):
        saved = save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    assert saved.text == START.replace("Một.", "Khác.").replace("Ba.", "Ba của người khác.")


def test_what_comes_while_it_is_put_back_is_not_lost(site: SiteFolder) -> None:
    """Somebody writes in the last moment, and again while that is put back."""
    opened, theirs = open_article(site, FILE), ["Ba một.", "Ba hai.", "Ba ba."]

    def crossed(part: Path, path: Path) -> bool:
        if theirs:
            other = path.with_name("other")
            other.write_text(START.replace("Ba.", theirs.pop(0)), "utf-8")
            other.replace(path)
        return whole_files.exchange(part, path)

    with patch.object(saving, "exchange", crossed):
        saved = save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    assert saved.text == START.replace("Một.", "Khác.").replace("Ba.", "Ba ba.")


def test_what_was_being_written_when_the_process_ended_is_tidied_up(site: SiteFolder) -> None:
    opened = open_article(site, FILE)
    with ended_at(3):
        save(site, FILE, opened.digest, [Change(5, 5, "Một.", "Khác.")], "")
    save(site, FILE, opened.digest, [Change(7, 7, "Hai.", "Khác.")], "")
    assert [path.name for path in opened.path.parent.iterdir()] == ["index.md"]


_SAVER = """
import sys
from pathlib import Path
from newsdesk.editing.changes import Change
from newsdesk.editing.errors import ConflictError, UnsavableError
from newsdesk.editing.saving import open_article, save
from newsdesk.site_folder import SiteFolder
folder, name, file = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
site = SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py")
number = 0
while True:
    opened = open_article(site, file)
    number += 1
    word = f"{name}-{number}."
    # The line above the end, which both write again and again, and one of its own.
    lines = opened.text.split("\\n")
    change = Change(5, 5, lines[4], word) if number % 3 else Change(6, 5, "", word, apart=True)
    try:
        save(site, file, opened.digest, [change], name)
    except (ConflictError, UnsavableError):
        continue
    print(word, flush=True)
"""


@pytest.mark.skipif(not SOAK, reason="long: ends injected in one process stand for it; make soak")
def test_programs_that_are_killed_lose_nothing_that_they_answered(site: SiteFolder) -> None:
    """Two real processes save into one file, and are killed again and again."""
    for life in range(30):
        names = [f"a{life}", f"b{life}"]
        command = [sys.executable, "-c", _SAVER, str(site.folder)]
        given = os.environ | {"PYTHONPATH": str(ROOT)}
        running = [
            subprocess.Popen([*command, name, FILE], stdout=subprocess.PIPE, text=True, env=given) for name in names
        ]
        answered: list[str] = []
        try:
            for process in running:
                assert process.stdout
                answered.append(process.stdout.readline().strip())
            time.sleep(random.uniform(0.02, 0.4))
        finally:
            for process in running:
                process.kill()
                assert process.stdout
                answered += process.stdout.read().split("\n")[:-1]
                process.stdout.close()
                process.wait()
        assert all(answered[:2])
        kept = [each.id for each in list_versions(site, FILE)]
        everything = open_article(site, FILE).text + "".join(read_version(site, FILE, each) for each in kept)
        # Of what is older than fifty versions, the words are gone that later ones took out.
        newest = answered[-versions.KEPT // 4 :]
        assert [word for word in newest if word not in everything] == []
        assert open_article(site, FILE).text.startswith('---\ntitle: "Bài"\n')


def test_a_photo_that_is_gone_from_the_trash_hinders_no_undo(site: SiteFolder) -> None:
    folder = (site.folder / FILE).parent
    (folder / "anh.jpg").write_bytes(b"\xff\xd8")
    opened = save(site, FILE, open_article(site, FILE).digest, [Change(5, 5, "Một.", "Khác.")], "")
    opened, removed = save_and_remove(site, FILE, opened.digest, [Change(7, 7, "Hai.", "Nữa.")], ["anh.jpg"], "")
    assert removed == ["anh.jpg"]
    shutil.rmtree(site.folder / ".newsdesk/trash")
    opened = undo(site, FILE, opened.digest, "")
    assert opened.text == START.replace("Một.", "Khác.")
    opened = undo(site, FILE, opened.digest, "")
    assert opened.text == START
    assert redo(site, FILE, redo(site, FILE, opened.digest, "").digest, "").text.count("Nữa.") == 1


def test_what_can_not_go_into_the_trash_whole_stays_where_it_was(site: SiteFolder) -> None:
    file = "tin/2026/11/le.md"
    (site.folder / file).write_text(START, "utf-8")
    moved = comments_file(site.folder / file)
    moved.write_bytes(b"- x\n")

    def second_fails(source: Path, target: Path) -> None:
        if source == site.folder / file and target != site.folder / file:
            raise OSError(errno.EIO, "Input/output error")
        source.rename(target)

    with patch.object(trash, "_rename", second_fails), pytest.raises(UnsavableError):
        delete_article(site, file, "")
    assert moved.read_bytes() == b"- x\n" and (site.folder / file).is_file()
    assert not list_trash(site)


def test_nothing_comes_back_outside_of_the_site(site: SiteFolder) -> None:
    gone = delete_article(site, FILE, "")
    about = site.folder / f".newsdesk/trash/{gone}/what.json"
    for place in ("../ngoai", str(site.folder.parent / "ngoai")):
        about.write_text(json.dumps(json.loads(about.read_text("utf-8")) | {"places": [place]}), "utf-8")
        (site.folder / f".newsdesk/trash/{gone}/content/ngoai").mkdir(exist_ok=True)
        with pytest.raises(UnsavableError):
            restore_article(site, gone)
    assert not (site.folder.parent / "ngoai").exists()


def test_a_file_system_that_can_not_write_names_at_once_keeps_what_is_saved(site: SiteFolder) -> None:
    """As network folders, and folders of Windows below WSL."""

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    with patch.object(os, "fsync", refuse):
        save(site, FILE, open_article(site, FILE).digest, [Change(5, 5, "Một.", "Khác.")], "")
    assert open_article(site, FILE).text == START.replace("Một.", "Khác.")
