"""The site of a preview in memory: every edit that an editor makes, followed without a build."""

import gc
import os
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ban_tin.photos.store import photo_store
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Plan
from newsdesk.preview import showing
from newsdesk.preview.keeper import Keeper
from newsdesk.preview.live_site import Change, PageError
from newsdesk.preview.memory_site import MemorySite
from newsdesk.preview.open_site import begin_project
from tests.newsdesk.preview.desk import LiveDesk, tree_of
from tests.newsdesk.preview.folder_site import site_in
from tests.rights import bound_by_rights, closed

BAI = "/tin/2026/11/bai/"
KHAC = "/tin/2025/03/khac/"
LIST = "/chuyen-muc/tin-hoat-dong/"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveDesk:
    """Two articles and a page, not started."""
    live = LiveDesk(tmp_path, monkeypatch)
    live.site.article("bai", "Câu thứ nhất.\n")
    live.site.article("khac", date="2025-03-01 08:00")
    live.site.page("mot-trang")
    return live


def source(live: LiveDesk, address: str = BAI) -> Path:
    return live.site.content / address.strip("/") / "index.md"


def page_file(live: LiveDesk, name: str = "mot-trang") -> Path:
    return live.site.content / "trang" / f"{name}.md"


def test_a_page_says_which_file_it_is_made_of(live: LiveDesk) -> None:
    live.start()
    assert live.memory.source_of(BAI) == "content/tin/2026/11/bai/index.md"
    assert live.memory.source_of("/mot-trang/") == "content/trang/mot-trang.md"
    assert live.memory.source_of(LIST) == live.memory.source_of("/") == ""


def test_everything_is_there_after_the_start(live: LiveDesk) -> None:
    change = live.start()
    assert (change.addresses, change.styles_only, change.problems) == (None, False, ())
    assert "Câu thứ nhất." in live.text(BAI)
    assert "Nội dung của trang." in live.text("/mot-trang/")
    assert "Bài khac" in live.text("/")
    assert "Bài khac" in live.text("/luu-tru/2025/")
    assert live.text("/sitemap.xml").startswith("<?xml")
    assert live.memory.answer("/khong-co/") is None
    assert "Không tìm thấy trang" in live.memory.not_found().decode()
    pages = live.memory.pages_document()
    assert pages and BAI in pages.read_text("utf-8")


def test_the_edited_article_comes_first_and_the_lists_behind_it(live: LiveDesk) -> None:
    live.start()
    path = source(live)
    path.write_text(path.read_text("utf-8").replace("Câu thứ nhất.", "Câu thứ hai."), "utf-8")
    changes = live.memory.update(frozenset({path}))
    first = next(changes)
    assert (first.addresses, first.styles_only) == (frozenset({BAI}), False)
    assert "Câu thứ hai." in live.text(BAI)
    assert "Câu thứ nhất." in live.text(LIST)  # the summary of its first words
    (second,) = changes
    assert second.addresses is not None
    assert {"/", LIST, BAI} <= second.addresses
    assert not {"/mot-trang/", "/lien-he/"} & second.addresses
    assert "Câu thứ hai." in live.text(LIST)


def test_a_page_that_is_edited_comes_first_too(live: LiveDesk) -> None:
    live.start()
    first, *_ = live.replace(page_file(live), "Nội dung", "Lời mới")
    assert first.addresses == frozenset({"/mot-trang/"})
    assert "Lời mới của trang." in live.text("/mot-trang/")


def test_a_save_that_changes_nothing_names_no_page_behind_the_article(live: LiveDesk) -> None:
    live.start()
    *_, last = live.update(source(live))
    assert last.addresses == frozenset()


def test_a_new_title_reaches_the_lists_and_the_neighbours(live: LiveDesk) -> None:
    live.start()
    *_, last = live.replace(source(live), "Bài bai", "Tên mới")
    assert last.addresses and {"/", BAI, KHAC} <= last.addresses
    assert all("Tên mới" in live.text(address) for address in ("/", BAI, KHAC))


def test_a_new_article_is_listed(live: LiveDesk) -> None:
    live.start()
    folder = live.site.article("moi")
    *_, last = live.update(folder / "index.md")
    assert last.addresses and {"/", "/tin/2026/11/moi/"} <= last.addresses
    assert "Bài moi" in live.text("/")
    assert "Nội dung của bài." in live.text("/tin/2026/11/moi/")
    pages = live.memory.pages_document()
    assert pages and "/tin/2026/11/moi/" in pages.read_text("utf-8")


def test_a_folder_is_empty_until_its_article_comes(live: LiveDesk) -> None:
    live.start()
    folder = source(live).parent.with_name("moi")
    folder.mkdir()
    live.update(folder)
    assert live.problems == []
    live.site.photo(folder, "anh.jpg")
    live.update(folder / "anh.jpg")
    assert [(path, severity) for path, _, severity in live.problems] == [("content/tin/2026/11/moi", "error")]
    live.site.article("moi", "![Sân](anh.jpg)\n*Giờ ra chơi*\n")
    live.update(folder / "index.md")
    assert live.problems == []
    assert "<img" in live.text("/tin/2026/11/moi/")


def test_a_word_file_alone_is_told_until_it_is_gone(live: LiveDesk) -> None:
    live.start()
    word = live.site.content / "tin" / "2026" / "11" / "moi" / "bai.docx"
    word.parent.mkdir()
    word.write_bytes(b"PK")
    live.update(word)
    assert [path for path, _, _ in live.problems] == ["content/tin/2026/11/moi/bai.docx"]
    shutil.rmtree(word.parent)
    live.update(word, word.parent)
    assert live.problems == []


def test_a_deleted_article_is_gone_from_everywhere(live: LiveDesk) -> None:
    live.start()
    shutil.rmtree(source(live).parent)
    *_, last = live.update(source(live).parent)
    assert last.addresses and {"/", BAI, KHAC} <= last.addresses
    assert not live.has(BAI)
    assert "Bài bai" not in live.text("/")


@pytest.mark.parametrize("name", ["ten-moi", "ban.v2"])
def test_a_renamed_folder_is_another_address(live: LiveDesk, name: str) -> None:
    live.start()
    old = source(live).parent
    new = old.rename(old.with_name(name))
    live.update(old, new / "index.md")
    assert not live.has(BAI)
    assert live.has(f"/tin/2026/11/{name.replace('.', '-')}/")
    new.rename(old)
    live.update(new, old / "index.md")
    assert live.has(BAI)
    assert not live.has(f"/tin/2026/11/{name.replace('.', '-')}/")


def test_a_link_that_leads_elsewhere_takes_its_article_along(live: LiveDesk) -> None:
    store = live.site.content / "kho"
    store.mkdir()
    old = source(live).parent.rename(store / "mot")
    link = live.site.content / "tin/2026/11/lien-ket"
    link.symlink_to(old)
    live.start()
    assert live.has("/tin/2026/11/mot/")
    old.rename(store / "hai")
    link.unlink()
    link.symlink_to(store / "hai")
    live.update(link)
    assert live.has("/tin/2026/11/hai/")
    assert not live.has("/tin/2026/11/mot/")


def test_the_sites_own_words_are_followed(live: LiveDesk) -> None:
    live.start()
    words = live.site.content / "messages/vi.po"
    words.parent.mkdir()
    words.write_text('msgid "Latest"\nmsgstr "Tin nóng"\n', "utf-8")
    live.update(words)
    assert "Tin nóng" in live.text("/")
    live.replace(words, "Latest", "Latset")
    assert ("content/messages/vi.po", 1, "error") in live.problems
    assert "Tin nóng" in live.text("/")  # What there was before stays.
    words.unlink()
    live.update(words)
    assert live.problems == []
    assert "Tin nóng" not in live.text("/")


def test_the_sites_own_theme_is_followed(live: LiveDesk) -> None:
    live.start()
    own = live.site.content / "theme/components/breadcrumb/macro.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro breadcrumb(crumbs) %}<p>Đường riêng</p>{% endmacro %}", "utf-8")
    last = live.update(own)[-1]
    assert "Đường riêng" in live.text(BAI)
    assert last.addresses and BAI in last.addresses and "/" in last.addresses
    live.replace(own, "Đường riêng", "\n{{ crumbs.url }}")
    assert ("content/theme/components/breadcrumb/macro.html", 2, "error") in live.problems
    style = live.site.content / "theme/css/rieng.css"
    style.parent.mkdir()
    style.write_text(".rieng { top: 0 }", "utf-8")
    own.unlink()
    live.update(own)
    assert live.problems == []
    assert "breadcrumb" in live.text(BAI)
    live.rewrite(style, lambda text: text.replace("0", "1px"))
    assert live.last.styles_only
    fonts = live.site.content / "theme/fonts.toml"
    fonts.write_text("font = 1", "utf-8")
    live.update(fonts)
    assert live.problems == [("content/theme/fonts.toml", 0, "error")]
    assert "breadcrumb" in live.text(BAI)  # What there was before stays.


def test_the_logo_is_followed_wherever_it_lies(live: LiveDesk) -> None:
    logo = live.site.content / "hinh/logo.svg"
    logo.parent.mkdir()
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>', "utf-8")
    facts = live.site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('logo = ""', 'logo = "hinh/logo.svg"'), "utf-8")
    live.start()
    before = live.text("/theme/icon.svg")
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1"/></svg>', "utf-8")
    live.update(logo)
    assert live.problems == []
    assert live.text("/theme/icon.svg") != before


def test_a_month_that_is_moved_takes_its_articles_along(live: LiveDesk) -> None:
    live.site.article("ban", date="2026-11-05 08:00")
    live.start()
    old = live.site.content / "tin" / "2026" / "11"
    new = old.rename(old.with_name("10"))
    live.update(old, *new.rglob("*.md"))
    # The address is that of the date; the folder is said to be another one.
    assert live.has(BAI)
    assert {path for path, _, _ in live.problems} == {f"content/tin/2026/10/{name}/index.md" for name in ("ban", "bai")}
    new.rename(old)
    live.update(new, *old.rglob("*.md"))
    assert live.problems == []


def test_a_photo_that_was_missing_is_shown_once_it_is_there(live: LiveDesk) -> None:
    live.start()
    live.replace(source(live), "Câu thứ nhất.", "![Sân trường](anh.jpg)\n*Giờ ra chơi*")
    assert live.problems == [("content/tin/2026/11/bai/index.md", 7, "error")]
    assert "Câu thứ nhất." in live.text(BAI)
    live.site.photo(source(live).parent, "anh.jpg")
    *_, last = live.update(source(live).with_name("anh.jpg"))
    assert last.problems == ()
    assert photos(live) and all(live.has(image) for image in photos(live))


def photos(live: LiveDesk, address: str = BAI) -> set[str]:
    """Return the address of every rendition that a page names."""
    return set(re.findall(r"/anh/[\w/-]+\.\w+", live.text(address)))


def test_no_page_names_a_photo_before_it_is_served(live: LiveDesk) -> None:
    live.start()
    live.site.photo(source(live).parent, "anh.jpg")
    path = source(live)
    path.write_text(path.read_text("utf-8").replace("Câu", "![Sân trường](anh.jpg)\n*Giờ ra chơi*\n\nCâu"), "utf-8")
    for _ in live.memory.update(frozenset({path, path.with_name("anh.jpg")})):
        assert all(live.has(image) for image in photos(live))
    assert photos(live)


def test_a_photo_that_is_swapped_has_another_address(live: LiveDesk) -> None:
    live.site.article("bai", "![Sân trường](anh.jpg)\n*Giờ ra chơi*\n")
    live.site.photo(source(live).parent, "anh.jpg")
    live.start()
    before = photos(live)
    live.site.photo(source(live).parent, "anh.jpg", (900, 600))
    *_, last = live.update(source(live).with_name("anh.jpg"))
    assert last.addresses and BAI in last.addresses
    assert before and photos(live) and not before & photos(live)
    assert all(live.has(image) for image in photos(live))


def test_a_photo_that_goes_is_an_error_and_the_page_stays(live: LiveDesk) -> None:
    live.site.article("bai", "![Sân trường](anh.jpg)\n*Giờ ra chơi*\n")
    live.site.photo(source(live).parent, "anh.jpg")
    photo_store(live.folder / ".cache").prepare([source(live).with_name("anh.jpg")])
    live.start()
    source(live).with_name("anh.jpg").unlink()
    live.update(source(live).with_name("anh.jpg"))
    assert live.problems == [("content/tin/2026/11/bai/index.md", 7, "error")]
    assert all(live.has(image) for image in photos(live))


def test_an_attachment_follows_its_file(live: LiveDesk) -> None:
    given = source(live).with_name("bieu.csv")
    given.write_bytes(b"a,b\n")
    live.start()
    live.replace(source(live), "category:", "attachments: [bieu.csv]\ncategory:")
    assert live.problems == []
    assert live.text(f"{BAI}bieu.csv") == "a,b\n"
    before = live.text(BAI)
    given.write_bytes(b"a,b\n" * 1000)
    *_, last = live.update(given)
    assert last.addresses and BAI in last.addresses
    assert live.text(BAI) != before
    assert live.text(f"{BAI}bieu.csv") == "a,b\n" * 1000


def test_broken_front_matter_is_told_with_its_line_and_the_old_page_stays(live: LiveDesk) -> None:
    live.start()
    good = source(live).read_text("utf-8")
    for broken, line in (('title: "hở', 2), ("title: [", 2)):
        live.rewrite(source(live), lambda text: text.replace('title: "Bài bai"', broken))  # noqa: B023
        ((path, found, severity),) = live.problems
        assert (path, severity) == ("content/tin/2026/11/bai/index.md", "error")
        assert abs(found - line) <= 1
        assert live.last.problems[0].message and live.last.problems[0].fix
        assert "Câu thứ nhất." in live.text(BAI)
        assert "Bài bai" in live.text("/")
        # Another edit meanwhile is followed, and the problem stands.
        live.rewrite(source(live, KHAC), lambda text: text + "\nThêm.\n")
        assert "Thêm." in live.text(KHAC)
        assert len(live.problems) == 1
        source(live).write_text(good.replace("thứ nhất", "thứ ba"), "utf-8")
        live.update(source(live))
        assert live.problems == []
        assert "Câu thứ ba." in live.text(BAI)
        source(live).write_text(good, "utf-8")
        live.update(source(live))


def test_an_article_that_is_broken_at_the_start_is_fixed(live: LiveDesk) -> None:
    good = source(live).read_text("utf-8")
    source(live).write_text(good.replace("Tin hoạt động", "Không có"), "utf-8")
    live.start()
    assert [path for path, _, _ in live.problems] == ["content/tin/2026/11/bai/index.md"]
    assert not live.has(BAI)
    assert live.has(KHAC)
    source(live).write_text(good, "utf-8")
    live.update(source(live))
    assert live.problems == []
    assert live.has(BAI)


def test_a_broken_article_that_is_deleted_is_no_problem_any_more(live: LiveDesk) -> None:
    source(live).write_text("---\ntitle: [\n---\n", "utf-8")
    live.start()
    assert live.problems
    shutil.rmtree(source(live).parent)
    live.update(source(live).parent)
    assert live.problems == []


def test_a_broken_site_toml_at_the_start_says_so_until_it_is_fixed(live: LiveDesk) -> None:
    facts = live.site.content / "site.toml"
    good = facts.read_text("utf-8")
    facts.write_text(good + "\n= =\n", "utf-8")
    live.start()
    ((path, line, severity),) = live.problems
    assert (path, severity, line > 1) == ("content/site.toml", "error", True)
    with pytest.raises(PageError) as failed:
        live.memory.answer("/")
    assert failed.value.problem == live.last.problems[0]
    assert live.memory.counter_path == ""
    assert live.memory.pages_document() is None
    live.update(source(live))
    assert [path for path, _, _ in live.problems] == ["content/site.toml"]
    facts.write_text(good, "utf-8")
    (change,) = live.update(facts)
    assert (change.addresses, change.problems) == (None, ())
    assert "Câu thứ nhất." in live.text(BAI)


def test_a_site_toml_that_breaks_leaves_the_pages(live: LiveDesk) -> None:
    live.start()
    facts = live.site.content / "site.toml"
    good = facts.read_text("utf-8")
    facts.write_text(good.replace("[department]", "[department"), "utf-8")
    path = source(live)
    path.write_text(path.read_text("utf-8").replace("thứ nhất", "thứ hai"), "utf-8")
    # Of one batch: the article is followed all the same.
    live.update(facts, path)
    assert [path for path, _, _ in live.problems] == ["content/site.toml"]
    assert "Câu thứ hai." in live.text(BAI)
    name = re.search('^name = "(.+?)"', good, re.MULTILINE)
    assert name
    facts.write_text(good.replace(name[1], "Phòng Khác"), "utf-8")
    (change,) = live.update(facts)
    assert (change.addresses, change.problems) == (None, ())
    assert "Phòng Khác" in live.text("/")


def test_counts_are_followed(live: LiveDesk) -> None:
    facts = live.site.content / "site.toml"
    text = re.sub('^counter_path = ".*?"', 'counter_path = "/api"', facts.read_text("utf-8"), flags=re.MULTILINE)
    facts.write_text(text, "utf-8")
    live.start()
    counts = live.site.content / "counts.json"
    counts.write_text("{", "utf-8")
    live.update(counts)
    assert [path for path, _, _ in live.problems] == ["content/counts.json"]
    counts.unlink()
    live.update(counts)
    assert live.problems == []


def test_a_template_that_breaks_fails_its_own_pages_and_no_others(live: LiveDesk) -> None:
    live.start()
    template = live.theme / "templates" / "article.html"
    good = template.read_text("utf-8")
    line = good[: good.index("{{ article.title|headline }}")].count("\n") + 1
    live.replace(template, "{{ article.title|headline }}", "{{ article.titel|headline }}")
    assert live.problems == [("theme/templates/article.html", line, "error")]
    with pytest.raises(PageError) as failed:
        live.memory.answer(BAI)
    assert (failed.value.problem.path, failed.value.problem.line) == ("theme/templates/article.html", line)
    assert "Bài bai" in live.text("/")
    assert live.has("/mot-trang/")
    template.write_text(good.replace("{{ article.title|headline }}", "{{ article.title|headline "), "utf-8")
    live.update(template)
    ((path, _, severity),) = live.problems
    assert (path, severity) == ("theme/templates/article.html", "error")
    with pytest.raises(PageError):
        live.memory.answer(BAI)
    template.write_text(good.replace("{{ article.title|headline }}", "{{ article.title|headline }}!"), "utf-8")
    *_, last = live.update(template)
    assert last.problems == ()
    assert last.addresses and BAI in last.addresses and "/" not in last.addresses
    assert "Bài bai!</h1>" in live.text(BAI)


def test_a_component_is_new_on_the_pages_that_use_it(live: LiveDesk) -> None:
    live.start()
    macro = live.theme / "components" / "pager" / "macro.html"
    *_, last = live.rewrite(macro, lambda text: text.replace("{% macro pager(", "{# Khác #}\n{% macro pager("))
    assert last.styles_only is False
    assert last.addresses and LIST in last.addresses and BAI not in last.addresses
    footer = live.theme / "components" / "footer" / "macro.html"
    *_, last = live.replace(footer, "</footer>", "<p>Chân trang mới</p></footer>")
    assert last.addresses and {"/", BAI, "/mot-trang/"} <= last.addresses
    assert "Chân trang mới" in live.text(BAI)


def sheet(live: LiveDesk, address: str = "/") -> str:
    (found,) = re.findall(r'<link rel="stylesheet" href="(/theme/site-[^"]+)"', live.text(address))
    return str(found)


def test_a_style_sheet_is_served_at_the_address_that_pages_name(live: LiveDesk) -> None:
    live.start()
    before = sheet(live)
    block = live.theme / "css" / "blocks" / "teaser.css"
    (change,) = live.rewrite(block, lambda text: text + "\n.moi-tinh { color: red }\n")
    assert change.styles_only
    assert sheet(live) == sheet(live, BAI) != before
    assert ".moi-tinh" in live.text(sheet(live))
    # A page that was fetched a moment ago may still ask for the one before.
    assert ".moi-tinh" not in live.text(before)
    # Together with a text it is more than a style sheet.
    block.write_text(block.read_text("utf-8") + "\n.nua { color: red }\n", "utf-8")
    *_, last = live.update(block, source(live))
    assert not last.styles_only


def test_a_missing_style_sheet_is_told_and_pages_stay(live: LiveDesk) -> None:
    live.start()
    block = live.theme / "css" / "blocks" / "teaser.css"
    good = block.read_bytes()
    block.unlink()
    live.update(block)
    assert live.problems == [("theme/css/blocks/teaser.css", 0, "error")]
    assert live.has(BAI)
    assert live.has(sheet(live))
    # Texts are followed meanwhile.
    live.replace(source(live), "thứ nhất", "thứ hai")
    assert "Câu thứ hai." in live.text(BAI)
    assert len(live.problems) == 1
    block.write_bytes(good)
    live.update(block)
    assert live.problems == []


def test_a_theme_that_is_broken_at_the_start_says_so_until_it_is_fixed(live: LiveDesk) -> None:
    fonts = live.theme / "fonts.toml"
    good = fonts.read_bytes()
    fonts.write_text("= =", "utf-8")
    with pytest.raises(PageError) as raised:
        live.start()
    assert (raised.value.problem.path, raised.value.problem.severity) == ("theme/fonts.toml", "error")
    fonts.write_bytes(good)
    assert live.start().problems == ()
    assert live.has(BAI)


def test_what_is_not_public_is_shown_with_its_mark_and_never_built(live: LiveDesk) -> None:
    live.site.article("nhap", "Lời nháp kín.\n", status="draft")
    live.site.article("hen", "Lời hẹn kín.\n", date="2026-12-24 08:00")
    live.site.page("trang-nhap", "Trang kín.\n", status="draft")
    live.start()
    assert live.problems == []
    marks = {"/tin/2026/11/nhap/": "Bản nháp", "/tin/2026/12/hen/": "Hẹn giờ đăng", "/trang-nhap/": "Bản nháp"}
    for address, mark in marks.items():
        assert f'<span class="status-mark">{mark}</span>' in live.text(address)
    assert live.text(LIST).count("status-mark") == 2
    assert "status-mark" not in live.text(BAI).partition("neighbours")[0]
    built = live.site.build(live.now)
    assert built.code == 0
    said = b"".join([*live.site.tree().values(), *(name.encode() for name in live.site.tree())])
    for secret in ("nhap", "kín", "/hen/", 'status-mark">'):
        assert secret.encode() not in said
    # And it stays unseen when a build begins with what the preview has read, and the other way round.
    assert live.start().problems == ()
    assert live.has("/trang-nhap/")


def test_files_of_an_article_that_is_new_are_no_longer_those_of_one_above(live: LiveDesk) -> None:
    (live.site.content / "tin/kho").mkdir(parents=True)
    (live.site.content / "tin/kho/mau.pdf").write_bytes(b"%PDF-1.4")
    above = live.site.content / "tin/danh-sach.md"
    above.write_text("---\ntitle: A\ndate: 2026-11-01\ncategory: Tin hoạt động\n---\n\n[Mẫu](kho/mau.pdf)\n", "utf-8")
    elsewhere = ("content/tin/danh-sach.md", 7, "error")
    live.start()
    assert elsewhere not in live.problems
    draft = live.site.content / "tin/kho/index.md"
    draft.write_text("---\ntitle: B\ndate: 2026-11-02\ncategory: Tin hoạt động\nstatus: draft\n---\n\nNháp.\n", "utf-8")
    live.update(draft)
    assert elsewhere in live.problems
    draft.unlink()
    live.update(draft)
    assert elsewhere not in live.problems


def test_a_draft_has_its_mark_at_every_moment_of_an_edit(live: LiveDesk) -> None:
    live.site.article("nhap", "Lời nháp.\n", status="draft")
    live.start()
    draft = source(live, "/tin/2026/11/nhap/")
    draft.write_text(draft.read_text("utf-8").replace("Lời nháp.", "Lời sửa."), "utf-8")
    for _ in live.memory.update(frozenset({live.folder / draft})):
        assert "Bản nháp" in live.text("/tin/2026/11/nhap/")


def test_a_draft_that_is_edited_or_becomes_public(live: LiveDesk) -> None:
    live.site.article("nhap", "Lời nháp.\n", status="draft")
    live.start()
    draft = source(live, "/tin/2026/11/nhap/")
    live.replace(draft, "Lời nháp.", "Lời sửa.")
    assert "Lời sửa." in live.text("/tin/2026/11/nhap/")
    assert "status-mark" in live.text("/tin/2026/11/nhap/")
    live.replace(draft, "status: draft\n", "")
    assert "status-mark" not in live.text("/tin/2026/11/nhap/")
    live.replace(source(live), "category:", "status: draft\ncategory:")
    assert "status-mark" in live.text(BAI)


def test_a_scheduled_article_is_public_once_its_time_has_come(live: LiveDesk) -> None:
    live.site.article("hen", date="2026-11-22 10:00")
    live.start()
    assert "status-mark" in live.text("/tin/2026/11/hen/")
    live.now += timedelta(hours=2)
    *_, last = live.update(source(live))
    assert last.addresses and "/tin/2026/11/hen/" in last.addresses
    assert "status-mark" not in live.text("/tin/2026/11/hen/")
    assert "status-mark" not in live.text("/")


def test_it_tells_when_it_changes_without_a_file(live: LiveDesk) -> None:
    live.start()
    assert live.memory.next_change() is None
    live.site.article("hen", date="2026-11-22 10:00")
    live.site.article("cu", date="2026-11-01 08:00", expires="2026-11-23", pinned_until="2026-11-22 09:30")
    live.site.article("nhap", date="2026-11-22 09:45", status="draft")
    live.site.article("go", date="2026-11-02 08:00", expires="2026-11-22 09:50", withdrawn='"Đăng nhầm"')
    live.update(live.site.content)
    for told in ("2026-11-22 09:30", "2026-11-22 10:00", "2026-11-23 00:00"):
        moment = live.memory.next_change()
        assert moment is not None
        assert f"{moment:%Y-%m-%d %H:%M}" == told
        live.now = moment
        live.update()
    assert live.memory.next_change() is None


def test_a_scheduled_article_loses_its_mark_by_itself(live: LiveDesk) -> None:
    live.now = live.now.replace(year=2020)
    hen = "/tin/2020/11/hen/"
    live.site.article("hen", date="2020-11-22 10:00")
    shown: list[bool] = []
    changes: list[Change] = []
    public = Event()

    def publish(change: Change) -> None:
        changes.append(change)
        shown.append("status-mark" in live.text(hen))
        live.now += timedelta(hours=2)
        if len(changes) == 2:
            public.set()

    keeper = Keeper(lambda *_: live.memory, site_in(live.folder), publish)
    keeper.start()
    assert public.wait(60)
    keeper.close()
    assert shown[:2] == [True, False]
    assert changes[1].addresses and hen in changes[1].addresses


def test_a_preview_touches_nothing_but_its_cache(live: LiveDesk) -> None:
    assert live.site.build(live.now).code == 0
    before = tree_of(live.site.output), tree_of(live.site.content)
    live.start()
    live.text(BAI)
    live.update(source(live))
    assert (tree_of(live.site.output), tree_of(live.site.content)) == before
    assert sorted(path.name for path in live.folder.iterdir() if not path.is_symlink()) == [
        ".cache", "content", "output", "state", "theme",
    ]  # fmt: skip


def again(live: LiveDesk) -> None:
    """Start another preview of the same project."""
    live.memory = MemorySite(partial(begin_project, site_in(live.folder)))
    live.start()


def test_a_second_preview_reads_what_changed_between(live: LiveDesk) -> None:
    live.start()
    live.replace(source(live), "thứ nhất", "thứ hai")
    live.replace(source(live), "thứ hai", "thứ ba")
    shutil.rmtree(source(live, KHAC).parent)
    again(live)
    assert "Câu thứ ba." in live.text(BAI)
    assert not live.has(KHAC)
    assert live.problems == []


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0 and then nothing"])
def test_a_memory_that_is_no_database_is_made_anew(live: LiveDesk, damage: bytes) -> None:
    live.start()
    live.memory._memory.state and live.memory._memory.state.close()
    for path in live.state_files():
        path.unlink() if path.suffix != ".sqlite" else path.write_bytes(damage)
    again(live)
    assert "Câu thứ nhất." in live.text(BAI)
    live.replace(source(live), "thứ nhất", "thứ hai")
    assert "Câu thứ hai." in live.text(BAI)


def test_a_part_that_is_damaged_is_read_again_when_it_is_asked_for(live: LiveDesk) -> None:
    live.start()
    with sqlite3.connect(live.state_files()[0]) as connection:
        connection.execute("UPDATE content SET value = x'00'")
    assert "Câu thứ nhất." in live.text(BAI)
    assert "Bài bai" in live.text("/")
    assert "Bài bai" in live.text(LIST)


class HeldUp:
    """Planning that waits until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_end = Event(), Event()
        monkeypatch.setattr(showing, "make_plan", self._plan)

    def _plan(self, *given: Any) -> Plan:
        self.begun.set()
        assert self.may_end.wait(60)
        return make_plan(*given)


def test_an_article_that_is_asked_for_while_it_changes_comes_with_the_change(
    live: LiveDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.start()
    live.text(KHAC)
    memory = live.memory._memory.state
    planning = HeldUp(monkeypatch)
    text = source(live).read_text("utf-8")
    # Where a source file is led to is planned.
    source(live).write_text(
        text.replace("Câu thứ nhất.", "Câu thứ hai. [Xem thêm]({filename}../khac/index.md)"), "utf-8"
    )
    with ThreadPoolExecutor(2) as threads:
        changing = threads.submit(live.update, source(live))
        assert planning.begun.wait(60)
        asked = threads.submit(live.text, BAI)  # What is shown is no longer kept.
        with pytest.raises(TimeoutError):
            asked.result(0.5)
        assert "Bài khac" in live.text(KHAC)  # What was made already does not wait.
        planning.may_end.set()
        assert "Câu thứ hai." in asked.result(60)
        changing.result(60)
    assert live.memory._memory.state is memory


def test_what_was_saved_is_shown_at_once_as_it_is_made_anew(live: LiveDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    live.start()
    path = source(live)
    live.site.photo(path.parent, "anh.jpg")
    text = path.read_text("utf-8").replace("Câu thứ nhất.", "Câu thứ hai.\n\n![Sân](anh.jpg)\n*Giờ ra chơi*")
    path.write_text(text.replace("date:", "status: draft\ndate:", 1), "utf-8")
    with monkeypatch.context() as without:
        without.setattr(showing, "make_plan", lambda *_: 1 / 0)  # No plan is waited for.
        assert live.memory.show_at_once(live.folder / path)
        shown = live.text(BAI)
        assert "Câu thứ hai." in shown and "status-mark" in shown
        photo = re.search(r'src="(/[^"]+)"', shown.partition("<figure")[2])
        assert photo and live.has(photo[1])
        assert not live.memory.has_read(live.folder / path)
    live.update(path)
    assert live.memory.has_read(live.folder / path)
    assert live.text(BAI) == shown
    assert live.update(path) == [] and live.update(path) == []  # As a watch tells it again.
    again(live)
    assert live.text(BAI) == shown


def test_what_is_saved_while_the_site_is_planned_stays_shown(live: LiveDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    live.start()
    path = live.folder / source(live)
    planning = HeldUp(monkeypatch)
    path.write_text(path.read_text("utf-8").replace("Câu thứ nhất.", "Câu thứ hai."), "utf-8")
    with ThreadPoolExecutor(1) as threads:
        changing = threads.submit(live.update, path)
        assert planning.begun.wait(60)
        path.write_text(path.read_text("utf-8").replace("Câu thứ hai.", "Câu thứ ba."), "utf-8")
        assert live.memory.show_at_once(path)
        assert "Câu thứ ba." in live.text(BAI)
        planning.may_end.set()
        changing.result(60)
    assert "Câu thứ ba." in live.text(BAI)
    live.update(path)
    assert "Câu thứ ba." in live.text(BAI)
    assert live.memory.has_read(path)


def test_nobody_waits_for_a_change_when_the_preview_ends(live: LiveDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    live.start()
    planning = HeldUp(monkeypatch)
    source(live).write_text(source(live).read_text("utf-8") + "\n[Xem thêm]({filename}../khac/index.md)\n", "utf-8")
    with ThreadPoolExecutor(2) as threads:
        changing = threads.submit(live.update, source(live))
        assert planning.begun.wait(60)
        asked = threads.submit(live.text, BAI)
        live.memory.close()
        with pytest.raises(PageError):
            asked.result(50)
        assert not changing.done()
        planning.may_end.set()
        changing.result(60)


def test_what_another_preview_of_the_project_read_is_taken_over(live: LiveDesk) -> None:
    live.start()
    other = MemorySite(partial(begin_project, site_in(live.folder)))
    other.start()
    memory = other._memory.state
    home = other.answer("/")
    live.replace(source(live), "Câu thứ nhất.", "Câu thứ hai.")
    answer = other.answer(BAI)  # It has yet to hear of the change.
    assert isinstance(answer, bytes) and "Câu thứ hai." in answer.decode()
    assert other._memory.state is memory
    *_, told = other.update(frozenset({source(live)}))
    assert other.answer("/") != home
    assert told.addresses and {"/", LIST} <= told.addresses  # Browsers still show what they were given.
    assert "Câu thứ hai." in live.text(BAI)


def test_a_change_that_failed_midway_is_made_up_for_when_its_article_is_asked_for(
    live: LiveDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.start()
    memory = live.memory._memory.state
    path = source(live)
    path.write_text(path.read_text("utf-8").replace("Bài bai", "Tên mới"), "utf-8")
    with monkeypatch.context() as failing, pytest.raises(ZeroDivisionError):
        failing.setattr(showing, "make_plan", lambda *_: 1 / 0)
        failing.setattr(live.memory._showing, "patch", lambda *_: "")
        live.update(path)
    assert "Tên mới" in live.text(BAI)
    assert live.memory._memory.state is memory
    *_, told = live.update(path)
    assert told.addresses and {"/", BAI, KHAC} <= told.addresses


def test_many_ask_while_the_site_changes(live: LiveDesk) -> None:
    live.start()
    with ThreadPoolExecutor(4) as threads:
        asked = []
        for number in range(10):
            asked += [threads.submit(live.text, address) for address in (BAI, KHAC, "/", LIST)]
            live.rewrite(source(live), lambda text: text + f"\nCâu {number}.\n")  # noqa: B023
        assert all("<main" in each.result() for each in asked)
    assert "Câu 9." in live.text(BAI)


def test_a_thousand_edits_leave_no_more_behind_than_a_few(live: LiveDesk) -> None:
    """Counted in objects here; ``SOAK=1`` makes a thousand edits and looks at the memory of the process."""
    long = os.environ.get("SOAK") == "1"
    live.start()
    for name in ("mot", "hai", "ba"):
        live.site.article(name)
    live.update(*live.site.content.rglob("*.md"))

    def edit(number: int) -> None:
        live.rewrite(source(live), lambda text: re.sub(r"(?<=\n\n).*", f"Câu số {number}.\n", text, flags=re.DOTALL))
        for address in (BAI, "/", LIST):
            live.text(address)

    # Remembered parts of pages fill up to their bound.
    first, last = (200, 1000) if long else (20, 60)
    for number in range(first):
        edit(number)
    before = footprint(long)
    for number in range(first, last):
        edit(number)
    assert footprint(long) < before + (16 << 20 if long else 40 * 40)


def footprint(long: bool) -> int:
    """Return the memory of this process in bytes, or how many values of ours there are."""
    gc.unfreeze()
    gc.collect()
    if long:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return sum(
        str(type(each).__module__).startswith(("ban_tin.", "plugins.", "newsdesk.")) for each in gc.get_objects()
    )


def test_hostile_texts_are_named_and_the_rest_is_shown(live: LiveDesk) -> None:
    live.site.article("dieu-khien", "Một\x01hai\n")
    live.site.article("ngoac", tags="[" * 30_000 + "]" * 30_000)
    live.site.article("danh-sach", "- " * 1000 + "x\n")
    for name in ("ong", "ra-ngoai"):
        (live.site.content / "tin/2026/11" / name).mkdir()
    os.mkfifo(live.site.content / "tin/2026/11/ong/index.md")
    (live.site.content / "tin/2026/11/ra-ngoai/index.md").symlink_to("/etc/passwd")
    live.start()
    assert {(path.split("/")[-2], line) for path, line, severity in live.problems if severity == "error"} == {
        ("ngoac", 5), ("danh-sach", 7), ("ong", 0), ("ra-ngoai", 0)
    }  # fmt: skip
    # A control character goes with a hint.
    assert [severity for path, _, severity in live.problems if "/dieu-khien/" in path] == ["hint"]
    assert live.has(BAI)
    assert not live.has("/tin/2026/11/ra-ngoai/")


def test_an_article_that_is_replaced_by_a_pipe_is_named(live: LiveDesk) -> None:
    live.start()
    path = source(live)
    path.unlink()
    os.mkfifo(path)
    live.update(path)
    assert live.problems == [("content/tin/2026/11/bai/index.md", 0, "error")]
    path.unlink()
    live.site.article("bai", "Lại có.\n")
    live.update(path)
    assert live.problems == []
    assert "Lại có." in live.text(BAI)


@pytest.mark.parametrize("kind", ["pipe", "folder", "brackets"])
def test_damage_to_site_toml_leaves_what_there_was(live: LiveDesk, kind: str) -> None:
    live.start()
    facts = live.site.content / "site.toml"
    good = facts.read_text("utf-8")
    facts.unlink()
    match kind:
        case "pipe":
            os.mkfifo(facts)
        case "folder":
            facts.mkdir()
        case _:
            facts.write_text("x = " + "[" * 100_000, "utf-8")
    live.update(facts)
    assert [(path, severity) for path, _, severity in live.problems] == [("content/site.toml", "error")]
    assert live.has(BAI)
    facts.rmdir() if kind == "folder" else facts.unlink()
    facts.write_text(good, "utf-8")
    live.update(facts)
    assert live.problems == []


def test_a_folder_that_may_not_be_read_is_told_and_the_rest_is_shown(live: LiveDesk) -> None:
    live.start()
    with bound_by_rights(), closed(live.site.content / "tin/2025"):
        change = live.start()
    assert [(each.path, each.severity) for each in change.problems] == [("content/tin/2025", "error")]
    assert "không có quyền đọc" in change.problems[0].message
    assert "Câu thứ nhất." in live.text(BAI)
    assert live.start().problems == ()
    assert "Bài khac" in live.text(KHAC)


def test_many_articles_that_are_gone_are_no_problem_of_a_preview(live: LiveDesk) -> None:
    for number in range(10):
        live.site.article(f"bai-{number}")
    live.start()
    shutil.rmtree(live.site.content / "tin")
    change = live.start()
    assert change.problems == ()
    assert live.memory.answer(BAI) is None


def test_the_search_index_follows_edits(live: LiveDesk) -> None:
    live.start()
    data = "/tim-kiem/data-1/"
    assert '"documents":3' in live.text(f"{data}head.json")
    assert "nhat" in live.text(f"{data}words.json")
    live.replace(source(live), "Câu thứ nhất.", "Khuyến học.")
    words = live.text(f"{data}words.json")
    assert "khuyen" in words
    assert "nhat" not in words
    assert live.memory.answer(f"{data}n/999.json") is None
