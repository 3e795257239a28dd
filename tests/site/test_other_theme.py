"""A theme made for Pelican, without view models: a whole site at our addresses, rendered by Pelican."""

import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pelican
import pytest

from ban_tin.language.translations import translation
from tests.site.builder import ROOT, Build, SmallSite

SIMPLE = Path(pelican.__file__).parent / "themes" / "simple"
BASE = "https://sogddt.lamgiang.example"
GETTEXT = translation("vi").gettext


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """Settings with Pelican's own plain theme."""
    return settings_for(tmp_path, SIMPLE)


def settings_for(folder: Path, theme: Path, more: str = "") -> Path:
    conf = folder / "conf.py"
    conf.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        f"THEME = {str(theme)!r}\nCACHE_FOLDER = {str(ROOT / '.cache')!r}\n{more}\n",
        encoding="utf-8",
    )
    return conf


def built(site: SmallSite, conf: Path) -> Build:
    done = site.build(settings=str(conf))
    assert done.code == 0, done.out + done.err
    return done


def fill(site: SmallSite) -> None:
    """Enough of everything for every kind of page."""
    folder = site.article(
        "bai-mot", "Thân bài.\n", lead="anh.jpg", lead_caption='"Quang cảnh <hội trường>"', summary='"Tóm tắt & mở đầu"',
        tags="[sơ kết]", author="Minh Hà", attachments="[ke-hoach.pdf]", aliases="[/cu.html, /cu/]",
    )  # fmt: skip
    site.photo(folder, "anh.jpg")
    (folder / "ke-hoach.pdf").write_bytes(b"%PDF-1.4 trang")
    for day in range(1, 26):
        name = f"bai-so-{day}"
        site.article(name, "Xem [bài một](../../11/bai-mot/index.md).\n", date=f"2026-10-{day:02d} 08:00")
    site.article("cong-van", category="Văn bản", document_number='"12/CV"', document_type="Công văn")
    site.article("con-han", category="Thông báo", expires="2026-12-01")
    site.article("het-han", category="Thông báo", expires="2026-11-05")
    site.article("da-go", withdrawn='"Đăng nhầm"')
    site.page("mot-trang")


def leads_somewhere(site: SmallSite, link: str) -> bool:
    path = site.output / unquote(link.partition("#")[0]).lstrip("/")
    return path.is_file() or (path / "index.html").is_file()


def test_every_link_and_every_list_of_pages_names_what_exists(site: SmallSite, conf: Path) -> None:
    fill(site)
    done = built(site, conf)
    message = "Every page is built, because the theme “{name}” declares no view models ({file})."
    assert done.out.splitlines()[0] == GETTEXT(message).format(name="simple", file="view_models.toml")
    assert "site.toml" not in done.err
    links = {
        (path, link.removeprefix(BASE) or "/")
        for path, content in site.tree().items()
        if path.endswith(".html")
        for link in re.findall(r'(?:href|src)="([^"]*)"', content.decode())
    }
    assert len(links) > 100
    assert [each for each in sorted(links) if each[1].startswith("/") and not leads_somewhere(site, each[1])] == []
    for name in ("sitemap.xml", "sitemap-pages.xml", "sitemap-2026.xml"):
        places = [each.text or "" for each in ElementTree.fromstring(site.read(f"/{name}")).iter() if "loc" in each.tag]
        assert places
        assert all(leads_somewhere(site, place.removeprefix(BASE)) for place in places)
    counted = json.loads(site.read("/pages.json"))
    assert {"/", "/tin/", "/van-ban/", "/thong-bao/", "/tin/2026/11/bai-mot/", "/mot-trang/"} <= {*counted["pages"]}
    assert all(leads_somewhere(site, url) for url in [*counted["pages"], *counted["aliases"]])


def test_nothing_of_an_article_is_lost(site: SmallSite, conf: Path) -> None:
    fill(site)
    built(site, conf)
    page = site.read("/tin/2026/11/bai-mot/")
    for part in (
        "<p>Thân bài.</p>", "<strong>Tóm tắt &amp; mở đầu</strong>", "<figcaption>Quang cảnh &lt;hội trường&gt;</figcaption>",
        'href="/tin/2026/11/bai-mot/ke-hoach.pdf"', "<picture>", f'href="{BASE}/the/so-ket/"', f'href="{BASE}/tac-gia/minh-ha/"',
    ):  # fmt: skip
        assert part in page
    assert "<dt>Số ký hiệu</dt><dd>12/CV</dd>" in site.read("/tin/2026/11/cong-van/")
    assert f'href="{BASE}/tin/2026/11/bai-mot/"' in site.read("/tin/2026/10/bai-so-3/")
    assert "feeds/tat-ca.atom.xml" in site.read("/")
    assert (site.output / "tin" / "2026" / "10" / "bai-so-3" / "chia-se.jpg").is_file()
    assert "Trang minh họa" in site.read("/404.html")


def test_lists_hold_what_they_are_for(site: SmallSite, conf: Path) -> None:
    fill(site)
    built(site, conf)
    assert "Bài cong-van" in site.read("/van-ban/")
    assert "Bài bai-mot" not in site.read("/van-ban/")
    assert "Bài con-han" in site.read("/thong-bao/")
    assert "Bài het-han" not in site.read("/thong-bao/")
    assert "Bài het-han" in site.read("/chuyen-muc/thong-bao/")
    assert GETTEXT("This notice has expired") in site.read("/tin/2026/11/het-han/")
    assert "Bài bai-so-25" in site.read("/luu-tru/2026/10/")
    assert "url=/tin/2026/11/bai-mot/" in site.read("/cu.html")
    assert "bai-so-1/" in site.read("/tin/index3.html")


def test_an_empty_site_has_all_pages_of_its_menu(site: SmallSite, conf: Path) -> None:
    assert "cảnh báo" not in built(site, conf).err
    for url in ("/", "/tin/", "/van-ban/", "/thong-bao/", "/luu-tru/", "/chuyen-muc/guong-sang/"):
        assert site.read(url)


SECRET = "bi-mat-chua-cong-bo"


@pytest.mark.parametrize(
    "fields",
    [{"status": "draft"}, {"date": "2026-11-23 08:00"}, {"withdrawn": '"Đăng nhầm"'}],
    ids=["draft", "scheduled", "withdrawn"],
)
def test_what_is_not_public_leaves_no_trace(site: SmallSite, conf: Path, fields: dict[str, str]) -> None:
    body = f"Nội dung {SECRET}.\n\n![Ảnh {SECRET}](anh-{SECRET}.jpg)\n*Chú thích {SECRET}*\n"
    hidden = {"summary": f'"{SECRET}"', "tags": f"[{SECRET}]", "attachments": f"[de-{SECRET}.pdf]"}
    folder = site.article("kin", body, **(hidden | fields))
    site.photo(folder, f"anh-{SECRET}.jpg")
    (folder / f"de-{SECRET}.pdf").write_bytes(b"%PDF-1.4 " + SECRET.encode())
    site.article("cong-khai")
    built(site, conf)
    for path, content in site.tree().items():
        assert SECRET not in path
        assert SECRET.encode() not in content, path
    listed = [path for path, content in site.tree().items() if b"/kin/" in content and "/kin/" not in path]
    # Its address alone: for a web server, which answers 410 there.
    assert listed == (["withdrawn.map"] if "withdrawn" in fields else [])
    assert (site.output / "tin/2026/11/kin/index.html").is_file() is ("withdrawn" in fields)
    if "withdrawn" in fields:
        assert "Đăng nhầm" in site.read("/tin/2026/11/kin/")


def test_titles_and_names_are_shown_as_they_are_written(site: SmallSite, conf: Path) -> None:
    site.article("ky-hieu", title='"Toán: a < b & c"', author='"A & B"', tags='["R&D"]')
    built(site, conf)
    page = site.read("/tin/2026/11/ky-hieu/")
    assert ">Toán: a &lt; b &amp; c</a>" in page
    assert ">A &amp; B</a>" in page and ">R&amp;D</a>" in page


def test_static_files_of_the_theme_are_copied(site: SmallSite, tmp_path: Path) -> None:
    theme = tmp_path / "giao-dien"
    (theme / "static" / "css").mkdir(parents=True)
    (theme / "static" / "css" / "main.css").write_text("body { color: #222 }", encoding="utf-8")
    (theme / "templates").mkdir()
    site.article("bai")
    built(site, settings_for(tmp_path, theme))
    assert site.read("/theme/css/main.css") == "body { color: #222 }"
    assert f'href="{BASE}/theme/css/main.css"' in site.read("/tin/2026/11/bai/")


def test_a_mistake_in_the_theme_is_named_and_leaves_the_output(site: SmallSite, tmp_path: Path) -> None:
    theme = tmp_path / "giao-dien"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "article.html").write_text("<p>\n{{ article.khong.co }}\n</p>", encoding="utf-8")
    site.article("bai")
    site.output.mkdir()
    (site.output / "index.html").write_text("trang cũ", encoding="utf-8")
    done = site.build(settings=str(settings_for(tmp_path, theme)))
    assert done.code == 1
    said = GETTEXT("The theme “{name}” failed: {reason}.").format(name="giao-dien", reason="|").split("|")[0]
    [line] = [line for line in done.err.splitlines() if line.startswith(said)]
    assert "(templates/article.html:2)" in line
    assert site.tree() == {"index.html": "trang cũ".encode()}


def test_after_edits_and_other_themes_the_site_is_that_of_a_clean_build(site: SmallSite, conf: Path) -> None:
    fill(site)
    assert site.build().code == 0
    usual = site.tree()
    built(site, conf)
    simple = site.tree()
    site.article("moi")
    built(site, conf)
    assert "Bài moi" in site.read("/")
    (site.content / "tin/2026/11/moi/index.md").unlink()
    (site.content / "tin/2026/11/moi").rmdir()
    assert built(site, conf).written
    assert site.tree() == simple
    assert built(site, conf).written == 0
    assert site.build().code == 0
    assert site.tree() == usual


def test_other_plugins_work_with_such_a_theme(site: SmallSite, tmp_path: Path) -> None:
    fill(site)
    more = 'PLUGINS = [*PLUGINS, "pelican.plugins.neighbors", "pelican.plugins.seo"]\nSEO_REPORT = False\nSEO_ENHANCER = True'
    theme = tmp_path / "giao-dien"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "article.html").write_text(
        '{% extends "!simple/article.html" %}{% block footer %}{% if article.prev_article %}cũ hơn: {{ article.prev_article.title }}{% endif %}{% endblock %}',
        encoding="utf-8",
    )
    built(site, settings_for(tmp_path, theme, more))
    assert "cũ hơn: Bài bai-so-23" in site.read("/tin/2026/10/bai-so-24/")
    assert all("BreadcrumbList" in site.read(url) for url in ("/tin/2026/11/bai-mot/", "/mot-trang/", "/404.html"))
