"""What is done with whole articles, on a site in a folder: copies lead where their originals do, and everything is taken back."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ban_tin.findings import Findings
from ban_tin.site.load import load_facts
from newsdesk.article_actions import (
    duplicate_article,
    put_back_article,
    remove_article,
    schedule_article,
    take_back,
    withdraw_article,
)
from newsdesk.editing.errors import UnsavableError
from newsdesk.site_folder import SiteFolder
from tests.site.builder import SmallSite

FILE = "tin/2024/03/khai-giang/index.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")  # 30 November 2026
    made = SmallSite(tmp_path)
    links = "[trước]({filename}../khac/index.md) và [kia](../../../le.md#a)\n\n[mất](../khong-co/index.md)\n"
    folder = made.article("khai-giang", links, date="2024-03-02 08:00", slug="khai-giang-cu", aliases="[/cu.html]")
    made.article("khac", date="2024-03-01 08:00")
    (folder / "comments.yaml").write_text("- x\n")
    (folder / "anh.jpg").write_bytes(b"anh")
    (folder / "sau").mkdir()
    (folder / "sau" / "b.pdf").write_bytes(b"pdf")
    (made.content / "tin/le.md").write_text(
        '---\ntitle: "Bài lẻ"\ndate: 2024-01-01\ncategory: Thông báo\n---\n\nX\n', "utf-8"
    )
    return SiteFolder(made.content, tmp_path / "output", tmp_path / "cache", tmp_path / "pelicanconf.py")


def test_a_copy_has_all_files_and_leads_where_the_original_does(site: SiteFolder) -> None:
    facts = load_facts(site.folder / "site.toml", "site.toml", Findings())
    assert facts is not None
    text = (site.folder / FILE).read_text("utf-8")
    text = text.replace("title:", "# imported: sha256:00\ntitle:")
    (site.folder / FILE).write_text(text, "utf-8")
    done = duplicate_article(site, facts, FILE, "")
    assert done.file == "tin/2026/11/bai-khai-giang-ban-sao/index.md"
    copy = (site.folder / done.file).read_text("utf-8")
    assert "status: draft" in copy and "Bài khai-giang (bản sao)" in copy
    assert "slug" not in copy and "aliases" not in copy and "imported" not in copy
    assert "{filename}../../../2024/03/khac/index.md" in copy and "(../../../le.md#a)" in copy
    assert "(../khong-co/index.md)" in copy  # What led nowhere leads nowhere.
    beside = {
        path.relative_to((site.folder / done.file).parent).as_posix()
        for path in (site.folder / done.file).parent.rglob("*")
        if path.is_file()
    }
    assert beside == {"index.md", "anh.jpg", "sau/b.pdf"}
    take_back(site, done.undo, "")
    assert not (site.folder / done.file).parent.exists()
    assert (site.folder / FILE).read_text("utf-8") == text


def test_one_without_a_folder_is_copied_beside_itself(site: SiteFolder) -> None:
    facts = load_facts(site.folder / "site.toml", "site.toml", Findings())
    assert facts is not None
    assert duplicate_article(site, facts, "tin/le.md", "").file == "tin/le-2.md"
    assert duplicate_article(site, facts, "tin/le.md", "").file == "tin/le-3.md"


def test_fields_go_and_come_back(site: SiteFolder) -> None:
    before = (site.folder / FILE).read_bytes()
    done = withdraw_article(site, FILE, " Nhầm\n số liệu ", "minh-ha")
    assert "withdrawn: Nhầm số liệu\n" in (site.folder / FILE).read_text("utf-8")
    put_back_article(site, FILE, "")
    assert (site.folder / FILE).read_bytes() == before
    with pytest.raises(UnsavableError):
        schedule_article(site, FILE, "31/02/2027", ZoneInfo("Asia/Ho_Chi_Minh"), "")
    with pytest.raises(UnsavableError, match="12/02/2020 08:00"):
        schedule_article(site, FILE, "2020-02-12 08:00", ZoneInfo("Asia/Ho_Chi_Minh"), "")
    gone = remove_article(site, FILE, "")
    assert not (site.folder / FILE).parent.exists()
    assert take_back(site, gone.undo, "") == FILE
    assert (site.folder / FILE).read_bytes() == before
    assert done.undo.kind == "text"
