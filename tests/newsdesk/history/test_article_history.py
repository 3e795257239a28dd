"""Versions of git and of the newsdesk as one list, bringing back, what was deleted, and the page as it was: in a small real site."""

import os
import shutil
from pathlib import Path

import pytest

from newsdesk.editing.changes import Change
from newsdesk.editing.errors import StaleError, UnsavableError
from newsdesk.editing.saving import open_article, save
from newsdesk.editing.trash import delete_article
from newsdesk.history.article_history import (
    OldVersion,
    bring_article_back,
    bring_back,
    bring_paragraph_back,
    find_old,
    list_deleted,
    list_history,
)
from newsdesk.history.differences import compare
from newsdesk.history.keeping import CommitQueue, commit_saved
from newsdesk.history.showing import OldPages, UnshownError
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.history.conftest import run
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in

FILE = "tin/2026/11/hoi-nghi/index.md"
BODY = "Sáng nay, Sở tổ chức hội nghị.\n\n![Hội trường](anh.jpg)\n\nHội nghị kết thúc.\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = desk(tmp_path / "trang")
    folder = made.article("hoi-nghi", BODY, title='"Hội nghị"')
    made.photo(folder, "anh.jpg", (700, 400))
    return site_in(tmp_path / "trang")


def change(site: SiteFolder, old: str, new: str, by: str = "") -> None:
    opened = open_article(site, FILE)
    number = next(number for number, line in enumerate(opened.text.splitlines(), 1) if old in line)
    line = opened.text.splitlines()[number - 1]
    save(site, FILE, opened.digest, [Change(number, number, line, line.replace(old, new))], by)


def test_without_git_what_was_kept_is_compared_and_brought_back(site: SiteFolder) -> None:
    change(site, "Sáng", "Chiều", by="Lan")
    change(site, "kết thúc", "bế mạc")
    history = list_history(site, FILE)
    assert (history.by_git, [old.version.by for old in history.versions]) == (False, ["", "Lan", ""])
    first = history.versions[-1]
    now = open_article(site, FILE)
    with pytest.raises(StaleError):
        bring_back(site, FILE, first.version.id, "0" * 64, "")
    number = next(n for n, each in enumerate(compare(first.text, now.text)) if each.kind == "changed")
    back = bring_paragraph_back(site, FILE, first.version.id, number, now.digest, "Minh")
    assert "Sáng nay" in back.text
    assert "bế mạc" in back.text
    assert bring_back(site, FILE, first.version.id, back.digest, "Minh").text == first.text
    with pytest.raises(UnsavableError):
        find_old(site, FILE, "kept-../../../site")
    with pytest.raises(UnsavableError):
        list_history(site, "../../etc/passwd")


def test_with_git_both_are_one_list_and_photos_come_back(site: SiteFolder) -> None:
    run(site.folder, "init", "-q")
    run(site.folder, "add", "--all")
    run(site.folder, "commit", "-qm", "Bắt đầu")
    change(site, "Sáng", "Chiều", by="Lan")
    facts = site.folder / "site.toml"
    facts.write_text(facts.read_text("utf-8") + '\n[history]\ncommit = "save"\n', "utf-8")
    queue = CommitQueue(site)
    queue.note([site.folder / FILE])
    queue.close()
    history = list_history(site, FILE)
    assert [(old.version.what, old.version.by) for old in history.versions] == [
        ("Sửa: Hội nghị", "Lan"),
        ("Bắt đầu", "Máy trong phòng"),
    ]
    assert run(site.folder, "log", "-1", "--format=%an") == "Lan"
    first = history.versions[-1].version
    photo = (site.folder / FILE).with_name("anh.jpg")
    content = photo.read_bytes()
    photo.unlink()
    change(site, "![Hội trường](anh.jpg)", "Không còn ảnh.")
    bring_back(site, FILE, first.id, open_article(site, FILE).digest, "")
    assert photo.read_bytes() == content
    # Deleted twice: by the newsdesk, then with git by somebody.
    delete_article(site, FILE, "Lan")
    (gone,) = list_deleted(site)
    assert (gone.title, gone.by, gone.id[:6]) == ("Hội nghị", "Lan", "trash-")
    assert bring_article_back(site, gone.id, gone.file, "") == FILE
    commit_saved(site, [FILE])
    shutil.rmtree((site.folder / FILE).parent)
    run(site.folder, "commit", "-qam", "Bỏ bài")
    (gone,) = list_deleted(site)
    assert gone.id.startswith("git-")
    assert bring_article_back(site, gone.id, gone.file, "") == FILE
    assert photo.read_bytes() == content
    with pytest.raises(UnsavableError, match="đã có thứ khác"):
        bring_article_back(site, gone.id, gone.file, "")


def test_a_page_as_it_was_has_the_photos_of_then_and_runs_nothing(site: SiteFolder) -> None:
    run(site.folder, "init", "-q")
    run(site.folder, "add", "--all")
    run(site.folder, "commit", "-qm", "Bắt đầu")
    photo = (site.folder / FILE).with_name("anh.jpg")
    old_photo = photo.read_bytes()
    desk_site = site.folder.parent
    photo.write_bytes(old_photo[:-40] + os.urandom(20) + old_photo[-20:])
    change(site, "Sáng", "Chiều")
    change(site, "Chiều", 'Trưa <img src=x onerror="alert(1)">')
    pages = OldPages(site)
    try:
        trial, *_, first = list_history(site, FILE).versions
        page = pages.page(FILE, first)
        assert page.address == "/tin/2026/11/hoi-nghi/"
        assert "Sáng nay" in page.content.decode()
        shown = next(iter(page.own))
        assert pages.answer(FILE, first, shown)
        # By the same list as the site: nothing of it runs, and it is no other version's page.
        hostile = pages.page(FILE, trial).content.decode()
        assert "onerror" not in hostile
        broken = OldVersion(first.version._replace(id="kept-x"), b"kh\xf4ng ph\xe1i b\xe0i", "")
        with pytest.raises(UnshownError):
            pages.page(FILE, broken)
        assert "Sáng nay" in pages.page(FILE, first).content.decode()
        assert not (desk_site / "output").exists()
    finally:
        pages.close()
