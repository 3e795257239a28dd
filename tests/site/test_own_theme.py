"""A site's own ``theme/`` and ``messages/`` in real builds: what depends on them is built again, and a mistake stops the build."""

from pathlib import Path

import pytest

from tests.site.builder import SmallSite

MACRO = "components/breadcrumb/macro.html"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = SmallSite(tmp_path)
    site.article("bai")
    return site


def write(site: SmallSite, name: str, text: str) -> None:
    path = site.content / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_that_comes_changes_and_goes_is_followed(site: SmallSite) -> None:
    plain = site.build()
    assert plain.code == 0, plain.err
    before = site.tree()
    write(site, MACRO, "{% macro breadcrumb(crumbs) %}<p>Đường riêng</p>{% endmacro %}")
    assert f"404.html: mẫu trang: content/theme/{MACRO}" in site.build(EXPLAIN="1").out
    assert "Đường riêng" in site.read("/tin/2026/11/bai/") and "Đường riêng" not in site.read("/")
    changed = site.tree()
    site.forget()
    assert site.build().written == 0  # A clean build makes the same.
    assert site.tree() == changed
    write(site, "css/rieng.css", ".rieng { top: 0 }")
    site.build()
    assert sum(b".rieng{top:0}" in content for path, content in site.tree().items() if path.endswith(".css")) == 1
    (site.content / "theme" / MACRO).unlink()
    (site.content / "theme/css/rieng.css").unlink()
    site.build()
    assert site.tree() == before


def test_mistakes_in_it_stop_the_build_with_file_and_line(site: SmallSite) -> None:
    write(site, MACRO, "{% macro breadcrumb(crumbs) %}\n{{ crumbs.url }}{% endmacro %}")
    built = site.build()
    assert built.code == 1
    assert f"content/theme/{MACRO}:2: lỗi:" in built.err
    write(site, "css/hong.css", "")
    (site.content / "theme/css/hong.css").write_bytes(b"\xff\xfe")
    built = site.build()
    assert built.code == 1
    assert "content/theme/css/hong.css: lỗi:" in built.err
    assert "Traceback" not in built.err
    assert not site.output.exists()


def test_words_of_the_site_are_on_every_page_that_shows_them(site: SmallSite) -> None:
    folder = site.article("anh", "![Sân trường](anh.jpg)\n*Sân trường. Ảnh: Minh*\n")
    site.photo(folder, "anh.jpg")
    assert site.build().code == 0
    before = site.tree()
    (site.content / "messages").mkdir()
    words = site.content / "messages/vi.po"
    words.write_text(
        'msgid "Archive"\nmsgstr "Kho bài cũ"\n\nmsgid "View larger"\nmsgstr "Xem lớn hơn"\n', encoding="utf-8"
    )
    assert site.build().code == 0
    assert "Kho bài cũ" in site.read("/") and "<h1" in site.read("/luu-tru/")
    assert "Kho bài cũ" in site.read("/luu-tru/")
    assert "Xem lớn hơn" in site.read("/tin/2026/11/anh/")  # In what was read of an article, too.
    changed = site.tree()
    site.forget()
    assert site.build().written == 0
    assert site.tree() == changed
    words.write_text('msgid "Archive"\nmsgstr Kho\n', encoding="utf-8")
    built = site.build()
    assert (built.code, "content/messages/vi.po:2: lỗi:" in built.err, "Traceback" in built.err) == (1, True, False)
    words.unlink()
    site.build()
    assert site.tree() == before
