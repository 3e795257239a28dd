"""The demonstration's site as built: what the issue promises of its content, and that every page of it holds together."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from bs4 import BeautifulSoup
from PIL import Image

HOST = "https://sogddt.lamgiang.example"
NOTE = "Trang minh họa, không phải cổng chính thức"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def parsed(path: Path) -> BeautifulSoup:
    """Parse each page once: it is what these tests spend their time on."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def articles(site: Path) -> list[Path]:
    return sorted(path for path in site.glob("tin/*/*/*/index.html") if "trang" not in path.parts)


def test_there_are_articles_of_several_years_categories_and_authors(demo_site: Path) -> None:
    heads = [parsed(path) for path in articles(demo_site)]
    sections = {tag["content"] for head in heads for tag in head.select('meta[property="article:section"]')}
    authors = {link.get_text() for head in heads for link in head.select(".byline__author a")}
    years = {path.parts[-4] for path in articles(demo_site)}
    assert len(heads) >= 24
    assert len(sections) >= 6
    assert len(authors) >= 6
    assert len(years) >= 4


@pytest.mark.parametrize(
    ("address", "captions"),
    [
        ("tin/2020/01/dang-uy-so-gddt-tra-vinh-tong-ket-cong-tac-dang-nam-2019", 4),
        ("tin/2020/05/dang-bo-so-gd-dt-lang-son-nhin-lai-nhiem-ky-2015-2020", 3),
        ("tin/2017/06/dang-bo-so-gddt-quang-nam-so-ket-6-thang-dau-nam-2017", 1),
        ("tin/2020/01/dai-hoi-diem-chi-bo-phong-giao-duc-va-dao-tao-mong-cai", 5),
        ("tin/2020/07/dang-uy-so-gddt-soc-trang-so-ket-6-thang-dau-nam-2020", 1),
    ],
)
def test_the_five_reports_have_as_many_captioned_pictures_as_their_sources(
    demo_site: Path, address: str, captions: int
) -> None:
    content = parsed(demo_site / address / "index.html").select_one(".article__content")
    assert content is not None
    figures = content.select("figure")
    assert len(figures) == captions
    for figure in figures:
        caption = figure.find("figcaption")
        assert caption is not None
        assert caption.get_text().endswith("Hình minh họa")
        assert len(caption.get_text()) > len(". Hình minh họa")
    assert "Nguồn:" in content.get_text()


def test_every_page_says_that_it_is_a_demonstration(demo_site: Path) -> None:
    assert not [path for path in pages(demo_site) if NOTE not in path.read_text("utf-8") and path.parts[-2] != "about"]
    assert "A demonstration, not the official portal" in (demo_site / "about/index.html").read_text("utf-8")


def test_the_demonstration_has_no_finding(demo_site: Path) -> None:
    log = (demo_site.parent / "demo-site.log").read_text(encoding="utf-8")
    assert "cảnh báo" not in log
    assert "lỗi" not in log


def test_every_page_is_well_formed_html(demo_site: Path) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for path in pages(demo_site):
        parser.parse(path.read_text(encoding="utf-8"))


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(demo_site: Path) -> None:
    for path in pages(demo_site):
        levels = [int(tag.name[1]) for tag in parsed(path).find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, path
        assert all(below <= above + 1 for above, below in pairwise(levels)), (path, levels)


def test_identifiers_stand_once(demo_site: Path) -> None:
    for path in pages(demo_site):
        ids = [tag["id"] for tag in parsed(path).find_all(id=True)]
        assert len(ids) == len(set(ids)), path


def _addresses(soup: BeautifulSoup) -> set[str]:
    found = {tag[name] for name in ("href", "src", "poster") for tag in soup.find_all(attrs={name: True})}
    for tag in soup.find_all(srcset=True):
        found |= {candidate.split()[0] for candidate in tag["srcset"].split(",")}
    for tag in soup.select('meta[property^="og:"]'):
        if tag["content"].startswith(HOST):
            found.add(tag["content"])
    for script in soup.select('script[type="application/ld+json"]'):
        found |= set(re.findall(rf'"({re.escape(HOST)}[^"]*)"', script.string or ""))
    # Those of the visit counter are answered by a program.
    return {address for address in found if not address.startswith("/api/")}


def test_every_address_of_the_site_leads_to_a_file(demo_site: Path) -> None:
    missing = set()
    for path in pages(demo_site):
        for address in _addresses(parsed(path)):
            parts = urlsplit(address.removeprefix(HOST))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = demo_site / unquote(parts.path).lstrip("/")
            served = target / "index.html" if parts.path.endswith("/") else target
            if not served.is_file():
                missing.add((path.relative_to(demo_site).as_posix(), address))
    assert not missing


def test_fragments_lead_to_an_element(demo_site: Path) -> None:
    for path in pages(demo_site):
        soup = parsed(path)
        ids = {tag["id"] for tag in soup.find_all(id=True)}
        for link in soup.select('a[href^="#"]'):
            assert link["href"][1:] in ids, (path, link)


def test_nothing_is_loaded_from_another_host(demo_site: Path) -> None:
    for path in pages(demo_site):
        soup = parsed(path)
        loaded = soup.find_all(src=True) + soup.find_all(srcset=True) + soup.select('link:not([rel="canonical"])')
        for tag in loaded:
            for name in ("src", "srcset", "href"):
                assert "//" not in tag.get(name, ""), (path, tag)
    for sheet in demo_site.glob("theme/*.css"):
        # On paper the site's own address stands before those of its pages.
        assert "//" not in sheet.read_text(encoding="utf-8").replace("/**/", "").replace(f'"{HOST}"', "")


def test_feeds_are_complete_and_absolute(demo_site: Path) -> None:
    feeds = sorted(demo_site.glob("feeds/*.xml"))
    assert len(feeds) == 8
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert feed.entries
        for entry in feed.entries:
            assert entry.updated.endswith("+07:00")
            html = entry.content[0].value
            assert len(html) > 300
            assert not re.search(r'(?:href|src)="/|, /|srcset="/', html), path


def test_sitemaps_list_every_article_once(demo_site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ElementTree.parse(demo_site / "sitemap.xml")
    shards = [node.text for node in index.iterfind(".//s:loc", space)]
    listed = []
    for shard in shards:
        tree = ElementTree.parse(demo_site / shard.removeprefix(f"{HOST}/"))
        listed += [node.text for node in tree.iterfind(".//s:loc", space)]
    expected = {
        f"{HOST}/{path.parent.relative_to(demo_site).as_posix()}/"
        for path in articles(demo_site)
        if "noindex" not in path.read_text(encoding="utf-8")
    }
    assert len(listed) == len(set(listed))
    assert expected <= set(listed)
    assert "Sitemap: " + HOST + "/sitemap.xml" in (demo_site / "robots.txt").read_text("utf-8")


def test_the_counter_counts_the_pages_that_are_their_own_address_and_meant_to_be_found(demo_site: Path) -> None:
    found = set()
    for path in pages(demo_site):
        soup, address = parsed(path), "/" + path.relative_to(demo_site).as_posix().removesuffix("index.html")
        canonical = soup.select_one('link[rel="canonical"]')
        if canonical is not None and canonical["href"] == HOST + address and not soup.select('meta[name="robots"]'):
            found.add(address)
    assert "/" in found and "/404.html" not in found
    listed = json.loads((demo_site / "pages.json").read_text(encoding="utf-8"))["pages"]
    assert set(listed) == found
    assert len(listed) == len(found)


def test_every_article_has_a_sharing_picture_and_structured_data(demo_site: Path) -> None:
    for path in articles(demo_site):
        soup = parsed(path)
        if soup.select('meta[name="robots"]'):
            continue
        picture = soup.select_one('meta[property="og:image"]')["content"].removeprefix(f"{HOST}/")
        with Image.open(demo_site / picture) as image:
            assert image.size == (1200, 630)
            assert image.format == "JPEG"
        graph = json.loads(soup.select_one('script[type="application/ld+json"]').string)["@graph"]
        article = next(node for node in graph if node["@type"] == "NewsArticle")
        assert article["datePublished"].endswith("+07:00")
        assert article["headline"] == soup.h1.get_text().replace("\u00a0", " ")
        assert soup.select_one('link[rel="canonical"]')["href"] == article["mainEntityOfPage"]
        names = {tag["name"] for tag in soup.find_all("meta", attrs={"name": re.compile("^DC")})}
        assert {"DC.title", "DC.creator", "DC.date", "DC.description", "DC.publisher", "DC.identifier"} <= names


def test_the_nu_checker_accepts_every_page(demo_site: Path) -> None:
    jar = os.environ.get("VNU_JAR", "")
    java = shutil.which("java")
    if not (java and Path(jar).is_file()):
        reason = "needs Java and the Nu Html Checker: VNU_JAR=…/vnu.jar"
        assert os.environ.get("REQUIRE_ALL") != "1", reason
        pytest.skip(reason)
    done = subprocess.run(
        [java, "-jar", jar, "--skip-non-html", "--errors-only", str(demo_site)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[:4000]
