"""Texts and files that once ended a build without a word: a real build names each of them, and the others too."""

import os
import re
from pathlib import Path
from xml.parsers import expat

import feedparser
import pytest

from tests.site.builder import ROOT, SmallSite

THEIRS = """
from pelican import signals

def look(content):
    pass

def register():
    signals.content_object_init.connect(look)
"""


def settings_with_another_plugin(folder: Path) -> str:
    """Return settings with a plugin that wants every page: then Pelican itself finds the articles and calls our reader."""
    (folder / "theirs.py").write_text(THEIRS)
    file = folder / "conf.py"
    file.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        f"THEME = {str(ROOT / 'theme')!r}\nCACHE_FOLDER = {str(ROOT / '.cache')!r}\n"
        f"PLUGIN_PATHS = [{str(folder)!r}]\nPLUGINS = [*PLUGINS, 'theirs']\n"
    )
    return str(file)


def add_hostile_articles(site: SmallSite, outside: Path) -> list[str]:
    """Write one article of each kind; return where each is to be named for an error."""
    # Control characters, which go with a hint, in every place.
    site.article("dieu-khien", "Dòng một\x01dòng hai\n")
    site.article("khong-la-ky-tu", "Dòng một\n\ndòng\uffffhai\n")
    site.article("tham-chieu", "Dòng một &#1; hai\n")
    site.article("tieu-de", title='"A\x0eB"')
    site.article("thoat", title='"C:\\anh"')
    pairs = site.content / "tin/2026/11/cap"
    pairs.mkdir()
    (pairs / "index.md").write_text("Title: A\x02B\nDate: 2026-11-01\nCategory: Tin hoạt động\nAuthor: C\x00D\n\nx\n")
    site.article("ngoac", tags="[" * 30_000 + "]" * 30_000)
    site.article("dai", title=f'"{"a" * 5_000_000}"')
    site.article("tieu-de-dai", title=f'"{"a" * 5000}"')
    site.article("danh-sach", "Một\n\n" + "- " * 1000 + "x\n")
    site.article("trich", "> " * 500 + "x\n")
    for name in ("ong", "ra-ngoai", "khong-dau"):
        (site.content / "tin/2026/11" / name).mkdir()
    os.mkfifo(site.content / "tin/2026/11/ong/index.md")
    (site.content / "tin/2026/11/ra-ngoai/index.md").symlink_to("/etc/passwd")
    (site.content / "tin/2026/11/khong-dau/index.md").symlink_to("nowhere")
    (site.content / "tin/2026/11/thu-muc").symlink_to(outside)
    (site.content / "tin/2026/11/o-dia").symlink_to("/")
    (site.content / "tin/2026/11/x/index.md").mkdir(parents=True)
    os.mkfifo(site.content / "trang/ong.md")
    bytes_of_latin = os.fsdecode(b"tr\xe0")
    (site.content / "tin/2026/11" / bytes_of_latin).mkdir()
    (site.content / "tin/2026/11" / bytes_of_latin / "index.md").write_text("x")
    return [
        *("thoat/index.md:2", "ngoac/index.md:5", "dai/index.md"),
        *("tieu-de-dai/index.md:2", "danh-sach/index.md:9", "trich/index.md:7", "ong/index.md", "ra-ngoai/index.md"),
        *("khong-dau/index.md", "thu-muc", "o-dia", "x/index.md", "tr<U+DCE0>/index.md"),
    ]


@pytest.mark.parametrize("every_page", [False, True], ids=["ours", "Pelican's own run"])
def test_every_hostile_text_is_named_and_nothing_is_written(site: SmallSite, tmp_path: Path, every_page: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("---\ntitle: Bí mật\ndate: 2026-11-01\ncategory: Tin hoạt động\n---\nBí mật\n")
    expected = [f"content/tin/2026/11/{place}: lỗi: " for place in add_hostile_articles(site, outside)]
    site.article("khac", category="Không có")
    settings = settings_with_another_plugin(tmp_path) if every_page else "pelicanconf.py"
    done = site.build(settings=settings)
    assert done.code == 1
    assert "Traceback" not in done.err + done.out
    assert [place for place in expected if place not in done.err] == []
    assert re.search(r"index\.md:\d: gợi ý: Đã bỏ ký tự điều khiển U\+", done.err)
    assert "content/trang/ong.md: lỗi: " in done.err
    assert "content/tin/2026/11/khac/index.md:4: lỗi: " in done.err, "the others are still checked"
    assert "root:" not in done.err
    assert "Bí mật" not in done.err
    assert not site.output.exists()


def test_without_what_is_refused_it_is_a_site_of_xml(site: SmallSite, tmp_path: Path) -> None:
    add_hostile_articles(site, tmp_path)
    site.article("tot")
    done = site.build_without_refused()
    assert "Traceback" not in done.err + done.out
    assert (site.output / "tin/2026/11/tot/index.html").is_file()
    assert "Dòng mộtdòng hai" in site.read("/tin/2026/11/dieu-khien/")
    feeds = list(site.output.rglob("*.xml"))
    for feed in feeds:
        expat.ParserCreate().Parse(feed.read_bytes(), True)
    assert len(feeds) > 3


def test_line_breaks_of_word_are_line_breaks_and_feeds_stay_xml(site: SmallSite) -> None:
    folder = site.article(
        "bai", "Kính gửi:\vCác trường\u2028Các phòng\x85\n\n![Hội\vtrường](anh.jpg)\v*Quang\vcảnh*\n", title='"A\vB"'
    )
    site.photo(folder, "anh.jpg")
    pairs = site.content / "tin/2026/11/cap"
    pairs.mkdir()
    (pairs / "index.md").write_text("Title: C\x0cD\nDate: 2026-11-01\nCategory: Tin hoạt động\n\nx &#11; y\n")
    facts = site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('short_name = "Sở', 'short_name = "Sở\v'), "utf-8")
    done = site.build(STRICT="1")
    assert done.code == 0, done.err
    page = site.read("/tin/2026/11/bai/")
    assert re.search(r"Kính gửi:<br>\s*Các trường<br>\s*Các phòng</p>", page)
    assert re.search(r"<figcaption>Quang<br>\s*cảnh", page)
    assert '<h1 class="article__title is-capitals">A B</h1>' in page
    for path, content in site.tree().items():
        if path.endswith(".xml"):
            expat.ParserCreate().Parse(content, True)
            assert not feedparser.parse(content).bozo
        if path.endswith((".html", ".xml", ".json")):
            assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xc2[\x80-\x9f]", content), path


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("x = " + "[" * 100_000 + "\n", "site.toml:1: lỗi: ", id="brackets"),
        pytest.param("\nx = " + "9" * 10_000 + "\n", "site.toml:2: lỗi: ", id="digits"),
        pytest.param(".".join("a" * 50_000) + " = 1\n", "site.toml:1: lỗi: ", id="keys"),
        pytest.param(None, "site.toml: lỗi: ", id="a folder"),
    ],
)
def test_damage_to_site_toml_is_a_finding(site: SmallSite, text: str | None, place: str) -> None:
    path = site.content / "site.toml"
    good = path.read_text("utf-8")
    path.unlink()
    if text is None:
        path.mkdir()
    else:
        path.write_text(text + good, "utf-8")
    done = site.build()
    assert done.code == 1
    assert "Traceback" not in done.err + done.out
    assert f"content/{place}" in done.err
