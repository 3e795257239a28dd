"""Versions by git, commits of the newsdesk, and the way to a shared repository: with real repositories."""

import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from newsdesk.history.committing import article_paths, commit_paths, commit_published, message_of
from newsdesk.history.git import Git, GitError, _run, find_git
from newsdesk.history.git_versions import files_beside, list_git_deleted, list_git_versions, read_git_texts
from newsdesk.history.syncing import BACKUPS, ConflictsError, look, pull, push
from tests.newsdesk.history.conftest import FILE, TEXT, Person, article, run

HOST = "so.example"


def save(person: Person, file: str, text: str, by: str = "") -> str:
    person.write(file, text)
    return commit_paths(person.git, article_paths(person.site, file), message_of("save", "Hội nghị"), by, HOST)


def test_versions_follow_an_article_that_was_moved(lan: Person) -> None:
    save(lan, FILE, TEXT.replace("11 giờ", "12 giờ"), by="Nguyễn Thị Lan")
    (lan.site / "tin/2026/11/hoi-nghi/anh.jpg").write_bytes(b"\xff\xd8\xff\x01")
    lan.commit("Ảnh mới")
    run(lan.site, "mv", "tin/2026/11/hoi-nghi", "tin/2026/11/hoi-nghi-tong-ket")
    lan.commit("Đổi địa chỉ")
    versions = list_git_versions(lan.git, "tin/2026/11/hoi-nghi-tong-ket/index.md")
    assert {each.what: each.by for each in versions} == {
        "Đổi địa chỉ": "Máy trong phòng",
        "Ảnh mới": "Máy trong phòng",
        "Sửa: Hội nghị": "Nguyễn Thị Lan",
        "Bài đầu tiên": "Máy trong phòng",
    }
    assert [versions[0].what, versions[-1].what] == ["Đổi địa chỉ", "Bài đầu tiên"]
    texts = read_git_texts(lan.git, versions)
    assert [text and "12 giờ" in text.decode() for text in texts] == [True, True, True, False]
    assert files_beside(lan.git, versions[-1].id.removeprefix("git-"), versions[-1].file).keys() == {"index.md", "anh.jpg"}  # fmt: skip
    assert run(lan.site, "log", "-1", "--skip=2", "--format=%an <%ae>") == "Nguyễn Thị Lan <nguyen-thi-lan@so.example>"


def test_an_article_that_is_gone_is_listed_until_it_is_back(lan: Person) -> None:
    shutil.rmtree(lan.site / "tin")
    lan.commit("Bỏ")
    (gone,) = list_git_deleted(lan.git)
    assert (gone.file, gone.title) == (FILE, "Hội nghị tổng kết")
    lan.write(FILE, TEXT)
    assert list_git_deleted(lan.git) == []


def test_a_commit_takes_the_article_alone_and_leaves_what_is_staged(lan: Person) -> None:
    lan.write("site.toml", "# dở dang\n")
    run(lan.folder, "add", "site/site.toml")
    lan.write("ghi-chu.txt", "riêng")
    lan.write("tin/2026/11/hoi-nghi/anh-2.jpg", b"\xff\xd8\xff")
    commit = save(lan, FILE, TEXT + "\nThêm.\n")
    assert commit
    assert run(lan.folder, "show", "--format=", "--name-only", commit).splitlines() == [
        f"site/{Path(FILE).parent}/anh-2.jpg",
        f"site/{FILE}",
    ]
    assert run(lan.folder, "status", "--porcelain") == "M  site/site.toml\n?? site/ghi-chu.txt"
    assert save(lan, FILE, TEXT + "\nThêm.\n") == ""
    # A page shares its folder with others: what it names goes along.
    lan.write("trang/lien-he.md", article("Liên hệ", "![Bản đồ](ban-do.png)"))
    lan.write("trang/ban-do.png", b"\x89PNG")
    lan.write("trang/khac.md", article("Khác", "x"))
    assert article_paths(lan.site, "trang/lien-he.md") == ["trang/lien-he.md", "trang/ban-do.png"]
    assert commit_published(lan.git, "", HOST)
    assert run(lan.folder, "log", "-1", "--format=%B").splitlines()[0] == "Đăng: 2 bài"
    assert run(lan.folder, "status", "--porcelain") == "M  site/site.toml\n?? site/ghi-chu.txt"


def test_nothing_is_committed_while_somebody_merges(lan: Person) -> None:
    run(lan.folder, "checkout", "-q", "-b", "khac")
    save(lan, FILE, TEXT.replace("11 giờ", "10 giờ"))
    run(lan.folder, "checkout", "-q", "main")
    save(lan, FILE, TEXT.replace("11 giờ", "9 giờ"))
    with pytest.raises(Exception, match="merge"):
        run(lan.folder, "merge", "-q", "khac")
    before = run(lan.folder, "rev-parse", "HEAD")
    with pytest.raises(GitError, match="ghép"):
        save(lan, FILE, TEXT)
    assert run(lan.folder, "rev-parse", "HEAD") == before


def test_what_git_ignores_or_does_not_trust(lan: Person, tmp_path: Path) -> None:
    assert find_git(tmp_path) is None
    (lan.folder / ".gitignore").write_text("rieng/\n")
    (lan.folder / "rieng").mkdir()
    assert find_git(lan.folder / "rieng") is None
    if os.geteuid() == 0:
        os.chown(lan.folder / ".git", 65534, 65534)
        os.chown(lan.folder, 65534, 65534)
        with pytest.raises(GitError, match=r"safe\.directory"):
            find_git(lan.site)


def test_what_others_sent_comes_and_what_was_done_here_goes(pair: tuple[Person, Person]) -> None:
    lan, minh = pair
    save(minh, "tin/2026/11/khac/index.md", article("Khác", "Một."))
    assert push(minh.git) == 1
    assert pull(lan.git, HOST).files == ("site/tin/2026/11/khac/index.md",)
    assert lan.read("tin/2026/11/khac/index.md") == article("Khác", "Một.")
    assert push(lan.git) == 0
    # Both go on, in other lines of one article too: no merge, who and when stay.
    save(minh, FILE, TEXT.replace("Sáng nay", "Sáng 2/11"), by="Minh")
    push(minh.git)
    save(lan, FILE, TEXT.replace("11 giờ", "12 giờ"), by="Lan")
    save(lan, "tin/2026/11/moi/index.md", article("Mới", "Hai."), by="Lan")
    head = run(lan.folder, "rev-parse", "HEAD")
    with pytest.raises(GitError, match="Lấy về trước"):
        push(lan.git)
    assert pull(lan.git, HOST).remade == 2
    assert "Sáng 2/11" in lan.read(FILE)
    assert "12 giờ" in lan.read(FILE)
    assert run(lan.folder, "log", "--format=%an %p", "-3").splitlines()[0].split()[0] == "Lan"
    assert run(lan.folder, "log", "--merges", "--format=%H") == ""
    assert run(lan.folder, "status", "--porcelain") == ""
    assert head in run(lan.folder, "for-each-ref", "--format=%(objectname)", BACKUPS)
    assert push(lan.git) == 2
    pull(minh.git, HOST)
    assert minh.read(FILE) == lan.read(FILE)


def test_both_changed_the_same_lines_and_the_editor_decides(pair: tuple[Person, Person]) -> None:
    lan, minh = pair
    save(minh, FILE, TEXT.replace("11 giờ", "10 giờ"))
    push(minh.git)
    save(lan, FILE, TEXT.replace("11 giờ", "12 giờ"))
    save(lan, "tin/2026/11/moi/index.md", article("Mới", "Hai."))
    save(lan, FILE, TEXT.replace("11 giờ", "13 giờ"))
    before = run(lan.folder, "rev-parse", "HEAD")
    with pytest.raises(ConflictsError) as caught:
        pull(lan.git, HOST)
    (conflict,) = caught.value.conflicts
    assert conflict.path == f"site/{FILE}"
    assert all("giờ" in (text or b"").decode() for text in (conflict.base, conflict.ours, conflict.theirs))
    assert run(lan.folder, "rev-parse", "HEAD") == before
    assert "13 giờ" in lan.read(FILE)
    seen = (caught.value.head, caught.value.there)
    chosen = {conflict.path: TEXT.replace("11 giờ", "14 giờ").encode()}
    # Meanwhile the other one goes on: what was chosen is not of these texts any more.
    save(minh, FILE, TEXT.replace("11 giờ", "8 giờ"))
    push(minh.git)
    with pytest.raises(ConflictsError) as again:
        pull(lan.git, HOST, seen, chosen)
    assert pull(lan.git, HOST, (again.value.head, again.value.there), chosen).remade == 3
    assert "14 giờ" in lan.read(FILE)
    assert lan.read("tin/2026/11/moi/index.md")
    assert run(lan.folder, "status", "--porcelain") == ""
    assert push(lan.git) == 3


def test_commits_by_hand_and_edits_that_are_not_committed_stay_as_they_are(pair: tuple[Person, Person]) -> None:
    lan, minh = pair
    save(minh, FILE, TEXT.replace("11 giờ", "10 giờ"))
    push(minh.git)
    lan.write(FILE, TEXT.replace("11 giờ", "12 giờ"))
    with pytest.raises(GitError, match="chưa"):
        pull(lan.git, HOST)
    assert "12 giờ" in lan.read(FILE)
    lan.commit("Tự tay")
    with pytest.raises(GitError, match="Tự tay"):
        pull(lan.git, HOST)
    assert "12 giờ" in lan.read(FILE)


def test_a_move_that_is_cut_off_takes_nothing_back(
    pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, minh = pair
    save(minh, "tin/2026/11/khac/index.md", article("Khác", "Một."))
    push(minh.git)
    save(lan, FILE, TEXT.replace("11 giờ", "12 giờ"))

    real = Git.run

    def run_until(self: Git, *arguments: str, **options: object) -> bytes:
        if arguments[:3] == ("update-ref", "-m", "newsdesk: pull"):
            raise KeyboardInterrupt
        return real(self, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Git, "run", run_until)
        pull(lan.git, HOST)
    assert lan.read("tin/2026/11/khac/index.md") == article("Khác", "Một.")
    # Files are there, the branch is not: the next save and the next time get it right.
    save(lan, FILE, TEXT.replace("11 giờ", "15 giờ"))
    pull(lan.git, HOST)
    assert "15 giờ" in lan.read(FILE)
    assert lan.read("tin/2026/11/khac/index.md") == article("Khác", "Một.")
    push(lan.git)
    assert run(lan.folder, "diff", "--stat", "HEAD", "origin/main") == ""


def test_troubles_are_said_in_words(lan: Person, tmp_path: Path) -> None:
    assert "chỉ" in look(lan.git).hindrance
    run(lan.folder, "remote", "add", "origin", str(tmp_path / "khong-co.git"))
    with pytest.raises(GitError, match="git remote -v"):
        push(lan.git)
    run(lan.folder, "remote", "set-url", "origin", "https://127.0.0.1:9/chung.git")
    with pytest.raises(GitError, match="mạng"):
        push(lan.git)
    (lan.folder / ".git" / "index.lock").touch()
    with pytest.raises(GitError, match=r"index\.lock"):
        save(lan, FILE, TEXT + "\nx\n")


def test_a_file_that_is_being_written_and_one_with_an_odd_name(lan: Person) -> None:
    folder = lan.site / "tin/2026/11/hoi-nghi"
    (folder / ".0a1b2c.newsdesk-part").write_text("half of a draft", "utf-8")
    odd = os.fsencode(folder) + b"/b\xe1o.pdf"
    with open(odd, "wb") as file:
        file.write(b"%PDF-1.4")
    assert commit_published(lan.git, "", HOST)
    run(lan.site, "config", "core.quotePath", "true")
    names = run(lan.site, "show", "--name-only", "--format=", "HEAD")
    assert "newsdesk-part" not in names and '"site/tin/2026/11/hoi-nghi/b\\341o.pdf"' in names


def test_what_git_started_ends_with_it(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        _run(["sh", "-c", f"sh -c 'sleep 0.6; touch \"$0\"' {shlex.quote(str(tmp_path / 'late'))} & wait"], b"", 0.2, dict(os.environ))  # fmt: skip
    time.sleep(0.8)
    assert not (tmp_path / "late").exists()
