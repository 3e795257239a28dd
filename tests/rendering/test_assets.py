"""Style sheet, script, fonts, and the policy that names them."""

import base64
import re
from dataclasses import fields, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from ban_tin.planning.pages.articles import add_static_pages
from ban_tin.rendering import Renderer, ThemeFiles
from ban_tin.rendering.assets import Assets, content_security_policy, css_source, load_assets, section_css
from ban_tin.rendering.fonts import read_fonts, subset_font
from ban_tin.rendering.layers import one_layer
from ban_tin.site.look import Look
from tests.builders import CATEGORIES, ROOT, plan, site

THEME = ROOT / "theme"
LAYERS = one_layer(THEME)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵfjwz"
TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.fixture(scope="module")
def cache() -> Path:
    """The project's own cache: cutting fonts takes seconds and gives the same bytes."""
    return ROOT / ".cache"


@pytest.fixture(scope="module")
def assets(cache: Path) -> Assets:
    return load_assets(LAYERS, site(), ROOT / "content", cache)


def test_every_style_sheet_of_the_theme_is_imported_once_and_exists() -> None:
    main = THEME / "css" / "main.css"
    text = "".join(main.with_name(f"{each}.css").read_text(encoding="utf-8") for each in ("main", "overview"))
    names = re.findall(r'@import "([^"]+)"', text)
    there = {path.relative_to(main.parent).as_posix() for path in main.parent.rglob("*.css")}
    assert len(names) == len(set(names))
    assert set(names) == there - {
        "main.css",
        "overview.css",
        "readers.css",
        "statistics.css",
        "lists.css",
        "lightbox.css",
        "search.css",
        "indexes.css",
    }
    source = css_source(LAYERS) + css_source(LAYERS, "print") + css_source(LAYERS, sheet="overview")
    for name in names:
        assert (main.parent / name).read_text(encoding="utf-8") in source


def test_a_style_sheet_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "main.css").write_text('@import "thieu.css";\n')
    with pytest.raises(FileNotFoundError):
        css_source(one_layer(tmp_path))


def test_every_script_of_the_theme_is_used() -> None:
    folder = THEME / "js"
    listed = (folder / "main.txt").read_text(encoding="utf-8").split()
    assert {*listed, "head.js", "readers.js", "worker.js"} == {path.name for path in folder.glob("*.js")}
    searching = (folder / "search.txt").read_text(encoding="utf-8").split()
    assert sorted(searching) == sorted(path.name for path in (folder / "search").iterdir())


def test_the_policy_allows_nothing_but_the_sites_own(assets: Assets) -> None:
    rules = dict(rule.split(" ", 1) for rule in assets.csp.split("; "))
    script = rules.pop("script-src").split()
    assert script[0] == "'self'" and len(script) == 2 and script[1].startswith("'sha256-")
    assert rules == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }


def test_the_policy_allows_the_head_script_as_it_stands_in_the_page(assets: Assets) -> None:
    planned = plan()
    add_static_pages(planned)
    page = planned.pages["404.html"]
    soup = BeautifulSoup(Renderer(ThemeFiles(LAYERS), site(), assets).render(page.template, page.view), "html.parser")
    policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    inline = [script for script in soup.find_all("script") if not script.get("src") and not script.get("type")]
    assert len(inline) == 1
    digest = base64.b64encode(sha256(str(inline[0].string).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in str(policy["content"])
    assert not list(soup.find_all("style"))


def test_an_offices_colours_stand_in_the_one_style_sheet_and_in_our_emblem(cache: Path) -> None:
    look = Look(brand="#00552b", brand_dark="#7fd1a0")
    theirs = load_assets(LAYERS, site(look=look), ROOT / "content", cache)
    (css,) = [each.content.decode() for each in theirs.files if f"/{each.path}" == theirs.css_url]
    assert ":root{--brand:#00552b" in css
    assert css.count("{--brand:#7fd1a0") == 2
    assert "--gold:#" in css
    (emblem,) = [each.content for each in theirs.files if each.path == "theme/icon.svg"]
    assert b"#00552b" in emblem and b"#9e1b1e" not in emblem
    assert theirs.csp == load_assets(LAYERS, site(), ROOT / "content", cache).csp


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = content_security_policy("x")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert content_security_policy("y") != policy


def test_addresses_change_with_the_content_and_name_files_of_the_output(assets: Assets) -> None:
    paths = {f"/{asset.path}": asset.content for asset in assets.files}
    assert len(paths) == len(assets.files)
    sheets = (
        assets.css_url,
        assets.overview_css_url,
        assets.print_css_url,
        assets.statistics_css_url,
        assets.lists_css_url,
        assets.lightbox_css_url,
        assets.readers_css_url,
        assets.indexes_css_url,
        assets.search_css_url,
    )
    scripts = (assets.script_url, assets.readers_script_url, *(url for _, url in assets.search_scripts))
    for url in (*sheets, *scripts, *(each.url for each in assets.icons), *assets.preloads):
        assert url in paths
    css = paths[assets.css_url].decode()
    for url in re.findall(r"url\(([^)]+)\)", css):
        assert url.strip("\"'") in paths
    assert "@import" not in css
    assert re.fullmatch(r"/theme/site-[0-9a-f]{10}\.css", assets.css_url)


def test_every_section_has_its_colour_in_light_and_dark() -> None:
    css = section_css(CATEGORIES)
    for category in CATEGORIES:
        assert f".section-{category.slug}{{--section:{category.colour}}}" in css
        assert css.count(category.slug) == 3


@pytest.mark.parametrize("font", read_fonts(THEME / "fonts.toml"), ids=lambda font: font.name)
def test_every_font_has_every_vietnamese_letter(font: object, cache: Path) -> None:
    content = subset_font(font, cache / "fonts")  # type: ignore[arg-type]
    assert content[:4] == b"wOF2"
    covered = set(TTFont(BytesIO(content)).getBestCmap())
    for character in LETTERS + LETTERS.upper() + TONES + "0123456789“”‘’–—…•₫&@%/":
        assert ord(character) in covered, character


def test_a_font_is_cut_once(tmp_path: Path) -> None:
    (font, *_) = read_fonts(THEME / "fonts.toml")
    first = subset_font(font, tmp_path)
    (path,) = tmp_path.iterdir()
    before = path.stat().st_mtime_ns
    assert subset_font(font, tmp_path) == first
    assert path.stat().st_mtime_ns == before
    path.unlink()
    assert subset_font(font, tmp_path) == first


def test_a_department_shows_its_own_emblem_written_anew(tmp_path: Path, cache: Path) -> None:
    drawing = (
        '<?xml version="1.0"?><!-- x --><?x ><img src=x onerror=alert(1)>?>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" id="rieng"><title>x</title></svg>'
    )
    (tmp_path / "huy-hieu.svg").write_text(drawing, encoding="utf-8")
    facts = site(department=replace(site().department, logo="huy-hieu.svg"))
    assets = load_assets(LAYERS, facts, tmp_path, cache)
    assert assets.emblem == '<img src="/theme/icon.svg" alt="" width="72" height="72">'
    (shown,) = [each.content for each in assets.files if each.path == "theme/icon.svg"]
    assert shown == b'<svg xmlns="http://www.w3.org/2000/svg" id="rieng" viewBox="0 0 9 9"/>'


def test_what_pages_show_of_the_assets_is_all_but_their_files(assets: Assets) -> None:
    others = [each.name for each in fields(assets) if each.name not in {"files"}]
    for name in others:
        changed = replace(assets, **{name: "khác"})
        assert changed.shown() != assets.shown(), name
    assert replace(assets, files=()).shown() == assets.shown()


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 100_000, "x = " + "9" * 10_000, "", "font = 1", "[[font]]\nname = 1", "font = [1]"]
)
def test_a_list_of_fonts_that_cannot_be_used_is_one_kind_of_error(tmp_path: Path, text: str) -> None:
    """The one that the preview shows, and goes on."""
    (tmp_path / "fonts.toml").write_text(text)
    with pytest.raises(ValueError, match=r"."):
        read_fonts(tmp_path / "fonts.toml")
