"""The visit counter's part of a build: what is counted, and the figures that home and the page of figures show."""

import json
import re

import pytest

from tests.data.counts import counts_document
from tests.site.builder import SmallSite

FIGURES = {"index.html", "thong-ke/index.html"}


def write_counts(site: SmallSite, document: object) -> None:
    text = document if isinstance(document, str) else json.dumps(document, indent=1)
    (site.content / "counts.json").write_text(text, encoding="utf-8")


@pytest.fixture
def counted(site: SmallSite) -> SmallSite:
    """A site with counts."""
    site.article("bai-mot", aliases="[/cu/bai-mot]")
    site.article("bai-hai", category="Thông báo")
    write_counts(site, counts_document())
    return site


def without_counter(site: SmallSite) -> None:
    path = site.content / "site.toml"
    path.write_text(path.read_text("utf-8").replace('counter_path = "/api"', 'counter_path = ""'), encoding="utf-8")


def test_the_figures_stand_on_home_and_on_their_page_with_their_date(counted: SmallSite) -> None:
    done = counted.build()
    assert (done.code, done.err) == (0, "")
    for url in ("/", "/thong-ke/"):
        page = counted.read(url)
        assert "Số liệu đến 08:00 ngày 22/11/2026" in page
        assert "547.780" in page
        assert re.search(r'<a href="/tin/2026/11/bai-mot/">Bài bai-mot</a>\s*<span class="count">1.250 lượt xem', page)
        assert "khong-con" not in page
    assert "Đọc nhiều trong 7 ngày" in counted.read("/")


def test_other_counts_rewrite_home_and_the_page_of_figures_and_nothing_else(counted: SmallSite) -> None:
    assert counted.build().code == 0
    before = counted.tree()
    document = counts_document()
    document["site"] |= {"total": 547_999, "as_of": "2026-11-22T08:30:00+07:00"}
    document["month"]["pages"][1]["views"] = 2000
    write_counts(counted, document)
    done = counted.build()
    after = counted.tree()
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == FIGURES
    assert done.written == len(FIGURES)
    (counted.content / "counts.json").unlink()
    assert counted.build().written == len(FIGURES)


def test_no_number_of_the_counter_stands_in_articles_and_lists(counted: SmallSite) -> None:
    assert counted.build().code == 0
    for path, content in counted.tree().items():
        if path.endswith(".html") and path not in FIGURES:
            assert not re.search(r"1\.?250|547\.?780", content.decode()), path


@pytest.mark.parametrize("text", ['{"site": {\n', "[]", "<html>", '{"site": 1, "week": {}, "month": {}}'])
def test_counts_that_cannot_be_read_are_a_warning_and_the_site_shows_none(counted: SmallSite, text: str) -> None:
    write_counts(counted, text)
    done = counted.build()
    assert done.code == 0
    assert re.search(r"content/counts\.json:\d+: cảnh báo: Không (đọc|dùng) được số liệu truy cập", done.err), done.err
    assert "make counts" in done.err
    assert "Traceback" not in done.err + done.out
    assert "Chưa có số liệu." in counted.read("/thong-ke/")
    assert "Đọc nhiều trong" not in counted.read("/")


def test_without_counts_the_page_says_so_and_home_shows_nothing(site: SmallSite) -> None:
    done = site.build()
    assert (done.code, done.err) == (0, "")
    page = site.read("/thong-ke/")
    assert "Chưa có số liệu." in page
    assert "Cách tính" in page
    assert "home-figures" not in site.read("/")


def test_a_site_without_a_counter_has_none_of_it(counted: SmallSite) -> None:
    without_counter(counted)
    write_counts(counted, "hỏng")
    done = counted.build()
    assert (done.code, done.err) == (0, "")
    assert not (counted.output / "thong-ke").exists()
    traces = ("data-count", "pixel.gif", "/thong-ke/", "/quyen-rieng-tu/", "home-figures", "views.svg")
    for path, content in counted.tree().items():
        if path.endswith((".html", ".xml")):
            assert not [trace for trace in traces if trace in content.decode()], path


def test_pages_json_lists_the_pages_that_count_themselves(counted: SmallSite) -> None:
    counted.article("go", withdrawn='"Đăng nhầm"')
    counted.article("mai", date="2026-11-23 08:00")
    assert counted.build().code == 0
    listed = json.loads(counted.read("/pages.json"))
    assert listed["origin"] == "https://sogddt.lamgiang.example"
    assert listed["aliases"] == {"/cu/bai-mot/": "/tin/2026/11/bai-mot/"}
    counting = {
        "/" + path.removesuffix("index.html")
        for path, content in counted.tree().items()
        if path.endswith(".html") and b'data-counter="/api"' in content
    }
    assert listed["pages"] == sorted(counting)
    assert {"/", "/tin/", "/thong-ke/", "/tin/2026/11/bai-mot/"} <= counting
    assert not [url for url in counting if "go" in url.split("/") or "mai" in url.split("/") or "404" in url]


def test_a_page_has_its_own_address_for_readers_without_javascript(counted: SmallSite) -> None:
    assert counted.build().code == 0
    for url in ("/", "/tin/2026/11/bai-mot/", "/chuyen-muc/thong-bao/"):
        assert counted.read(url).count(f'src="/api/pixel.gif?path={url}"') == 1
    assert 'src="/api/views.svg?path=/tin/2026/11/bai-mot/"' in counted.read("/tin/2026/11/bai-mot/")
    assert "pixel.gif" not in counted.read("/404.html") + counted.read("/cu/bai-mot/")
    assert "data-counter" not in counted.read("/404.html")


def test_the_page_of_figures_speaks_english(counted: SmallSite) -> None:
    path = counted.content / "site.toml"
    path.write_text(path.read_text("utf-8").replace('language = "vi"', 'language = "en"'), encoding="utf-8")
    counts = counted.content / "counts.json"
    counts.write_text(counts.read_text("utf-8").replace("/tin/", "/news/"), encoding="utf-8")
    assert counted.build().code == 0
    page = counted.read("/statistics/")
    assert "Figures up to 08:00 on 22/11/2026" in page
    assert "547,780" in page
    assert "1,250 views" in page
    assert "How it is counted" in page


def test_the_page_of_figures_is_found(counted: SmallSite) -> None:
    assert counted.build().code == 0
    assert "/thong-ke/</loc>" in counted.read("/sitemap-pages.xml")
    assert "/quyen-rieng-tu/</loc>" in counted.read("/sitemap-pages.xml")
    assert '<a href="/thong-ke/">' in counted.read("/tin/2026/11/bai-mot/")


def test_an_article_at_the_address_of_the_figures_is_an_error(counted: SmallSite) -> None:
    counted.page("thong-ke")
    done = counted.build()
    assert done.code == 1
    assert "/thong-ke/" in done.err
