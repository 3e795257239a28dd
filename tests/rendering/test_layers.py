"""A site's own files are laid over the theme one by one; what can't be used is told of the site's file."""

from io import BytesIO
from pathlib import Path

import pytest
from jinja2 import Environment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ban_tin.findings import Findings
from ban_tin.planning.pages.articles import add_static_pages
from ban_tin.rendering import Renderer, ThemeFiles
from ban_tin.rendering.assets import Assets, css_source, load_assets
from ban_tin.rendering.contract import check_theme, read_declared
from ban_tin.rendering.layers import Layers, note_unusable, one_layer, theme_layers
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import Project
from tests.builders import CACHE, NOW, ROOT, plan, site

THEME = ROOT / "theme"
TOOLBAR = "components/toolbar/macro.html"


def laid(content: Path, files: dict[str, str | bytes]) -> Layers:
    """Lay ``files`` over our theme, in the folder ``content`` of a site."""
    for name, text in files.items():
        path = content / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return theme_layers(Project(content, THEME, CACHE, CACHE / "builds", site(), NOW))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "noi-dung"


def assets(theme: Layers, content: Path) -> Assets:
    return load_assets(theme, site(), content, CACHE)


def test_a_file_of_the_site_takes_the_place_of_ours_and_no_other(content: Path) -> None:
    theme = laid(content, {TOOLBAR: "mine"})
    assert theme.file(TOOLBAR) == content / "theme" / TOOLBAR
    assert theme.file("templates/base.html") == THEME / "templates" / "base.html"
    assert theme.file("khong-co.html") == THEME / "khong-co.html"
    assert theme.shown(theme.file(TOOLBAR)) == f"noi-dung/theme/{TOOLBAR}"
    assert theme.shown(THEME / "css" / "main.css") == "theme/css/main.css"
    assert theme.shown(content / "site.toml") == ""


def test_a_site_without_such_a_folder_has_our_theme(content: Path) -> None:
    theme = laid(content, {})
    assert css_source(theme) == css_source(one_layer(THEME))
    assert ThemeFiles(theme).files == ThemeFiles(one_layer(THEME)).files
    assert assets(theme, content) == assets(one_layer(THEME), content)


def test_a_macro_and_a_template_of_the_site_are_shown(content: Path) -> None:
    own = {
        TOOLBAR: "{% macro toolbar() %}<p>Thanh riêng</p>{% endmacro %}",
        "components/rieng/macro.html": "{% macro rieng() %}<i>Mới</i>{% endmacro %}",
        "templates/404.html": '{% set here = "" %}{% extends "base.html" %}'
        '{% from "components/rieng/macro.html" import rieng %}{% block main %}{{ rieng() }}{% endblock %}',
    }
    theme = laid(content, own)
    files = ThemeFiles(theme)
    planned = plan()
    add_static_pages(planned)
    html = Renderer(files, site(), assets(theme, content)).render("404", planned.pages["404.html"].view)
    assert "Thanh riêng" in html and "<i>Mới</i>" in html and 'class="footer"' in html
    assert files.shown(TOOLBAR) == f"noi-dung/theme/{TOOLBAR}"
    assert files.shown("404.html") == "noi-dung/theme/404.html"
    assert files.shown("base.html") == "theme/base.html"


def test_the_sites_files_are_held_to_the_view_models(content: Path) -> None:
    theme = laid(content, {TOOLBAR: "\n{% macro toolbar() %}{{ site.nmae }}{% endmacro %}"})
    renderer = Renderer(ThemeFiles(theme), site(), assets(theme, content))
    declared = read_declared(theme, Findings())
    assert declared
    types = {"site": SiteFacts, "assets": Assets, "lang": str}
    found = check_theme(renderer.environment("vi"), declared, types, lambda path: theme.shown(Path(path)))
    assert [(each.path, each.line, each.kind) for each in found] == [(f"noi-dung/theme/{TOOLBAR}", 2, "theme-field")]


def test_style_sheets_and_scripts_are_replaced_and_added(content: Path) -> None:
    theme = laid(content, {
        "css/blocks/footer.css": ".footer { color: rebeccapurple }",
        "css/so-hai.css": ".b { margin: 2px }",
        "css/so-mot.css": ".a { margin: 1px }",
        "js/rieng.js": "window.rieng = 1;",
        "js/search/rieng.js": "rieng(2);",
        "css/.an.css": ".an {}",
    })  # fmt: skip
    css = css_source(theme)
    assert css.endswith(".b { margin: 2px }\n.a { margin: 1px }")
    # Those that a site adds stand in the one sheet that every page has.
    assert ".b { margin" not in css_source(theme, "print")
    assert "rebeccapurple" in css and ".footer { border-top" not in css and ".an" not in css
    made = assets(theme, content)
    (script,) = [each.content for each in made.files if f"/{each.path}" == made.script_url]
    assert script.rstrip().endswith(b"window.rieng=1;") and b"rieng(2)" not in script
    searching = [each.content for each in made.files if f"/{each.path}" in dict(made.search_scripts).values()]
    assert [content.count(b"rieng(2);") for content in searching] == [1, 1]


def test_a_main_style_sheet_of_the_site_says_what_is_imported(content: Path) -> None:
    theme = laid(content, {"css/main.css": '@import "tokens.css";\n@import "a.css";\n', "css/a.css": ".a { top: 0 }"})
    assert css_source(theme) == (THEME / "css" / "tokens.css").read_text(encoding="utf-8") + "\n.a { top: 0 }"


def test_pictures_of_the_site_are_published_without_what_they_carry(content: Path) -> None:
    said, photo = PngInfo(), BytesIO()
    said.add_text("Author", "Somebody")
    Image.new("RGB", (9, 9), "red").save(photo, "PNG", pnginfo=said)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- x --><title>x</title></svg>'
    theme = laid(content, {"images/nen.png": photo.getvalue(), "images/a/hinh.svg": drawing})
    files = {each.path: each.content for each in assets(theme, content).files if "/images/" in each.path}
    assert set(files) == {"theme/images/nen.png", "theme/images/a/hinh.svg"}
    assert Image.open(BytesIO(files["theme/images/nen.png"])).info == {}
    assert files["theme/images/a/hinh.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def test_an_emblem_of_the_site_is_the_icon_and_no_file_beside_it(content: Path) -> None:
    theme = laid(content, {"images/emblem.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 7"/>'})
    found = assets(theme, content)
    assert b'viewBox="0 0 7 7"' in next(each.content for each in found.files if each.path == "theme/icon.svg")
    assert not [each.path for each in found.files if "/images/" in each.path]


@pytest.mark.parametrize(
    ("name", "text", "path", "reason"),
    [
        ("css/a.css", b"\xff\xfe", "noi-dung/theme/css/a.css", "UTF-8"),
        ("js/main.txt", b"\xff\xfe", "noi-dung/theme/js/main.txt", "UTF-8"),
        ("css/main.css", '@import "khong-co.css";', "theme/css/khong-co.css", "missing"),
        ("fonts.toml", "font = 1", "noi-dung/theme/fonts.toml", "fonts.toml"),
        ("fonts.toml", '[[font]]\nname="a"\nfamily="Mới"\nweights="400"', "noi-dung/theme/fonts.toml", "not installed"),
        ("images/a.svg", "<svg", "noi-dung/theme/images/a.svg", "SVG"),
        ("images/a.png", "không", "noi-dung/theme/images/a.png", "not an image"),
        ("images/emblem.svg", "", "noi-dung/theme/images/emblem.svg", "SVG"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_path(
    name: str, text: str | bytes, path: str, reason: str, content: Path
) -> None:
    theme, findings = laid(content, {name: text}), Findings()
    with pytest.raises((OSError, ValueError)) as raised:
        assets(theme, content)
    assert isinstance(raised.value, OSError | ValueError)
    note_unusable(raised.value, theme, findings)
    (found,) = findings.found
    assert (found.kind, found.path) == ("theme-unusable", path)
    assert reason in found.message()


def test_pages_are_not_indented_as_templates_are(content: Path) -> None:
    theme = laid(
        content,
        {"templates/pre.html": "<pre>\n  a\n</pre>\n", "templates/plain.html": "<ul>\n\t <li>a\n  b</li>\n</ul>\n"},
    )
    files = ThemeFiles(theme)
    assert files.get_source(Environment(), "plain.html")[0] == "<ul>\n<li>a\nb</li>\n</ul>\n"
    assert files.get_source(Environment(), "pre.html")[0] == "<pre>\n  a\n</pre>\n"
