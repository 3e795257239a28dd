"""Every component has examples, and every example is sound HTML in every language."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from bs4 import BeautifulSoup

from ban_tin.language.translations import LANGUAGES
from ban_tin.rendering import Renderer
from tests.theme.fixtures import SITE, THEME, example_values, make_renderer

COMPONENTS = sorted(path.name for path in (THEME / "components").iterdir() if path.is_dir())


def examples_of(component: str) -> list[dict[str, str]]:
    """Return the examples of a component, none where it has no file."""
    path = THEME / "components" / component / "example.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


EXAMPLES = [(component, example) for component in COMPONENTS for example in examples_of(component)]
each_example = pytest.mark.parametrize(
    ("component", "example"), [pytest.param(*each, id=f"{each[0]}-{each[1]['name']}") for each in EXAMPLES]
)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return example_values(tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return make_renderer()


def render(renderer: Renderer, example: dict[str, str], lang: str, values: dict[str, Any]) -> str:
    environment = renderer.environment(lang)
    another = re.search(r"{% set site = (\w+) %}", example["template"])
    if another:
        # Components see the site of the environment, not what a template sets.
        environment = environment.overlay()
        environment.globals = environment.globals | {"site": values[another[1]]}
    return environment.from_string(example["template"]).render(values)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_has_a_macro_and_examples_with_a_name_and_a_template(component: str) -> None:
    assert (THEME / "components" / component / "macro.html").is_file()
    examples = examples_of(component)
    assert examples
    assert all(set(example) == {"name", "template"} for example in examples)
    names = [example["name"] for example in examples]
    assert len(names) == len(set(names))
    assert all(f'"components/{component}/macro.html"' in example["template"] for example in examples)


def test_the_examples_use_every_value_that_is_prepared_for_them(values: dict[str, Any]) -> None:
    templates = "\n".join(example["template"] for _, example in EXAMPLES)
    assert [name for name in values if not re.search(rf"\b{name}\b", templates)] == []


@each_language
@each_example
def test_an_example_is_valid_html(
    component: str, example: dict[str, str], lang: str, renderer: Renderer, values: dict[str, Any]
) -> None:
    html = render(renderer, example, lang, values)
    assert html.strip()
    document = f"<!doctype html><html lang={lang}><head><title>x</title></head><body>{html}</body></html>"
    html5lib.HTMLParser(strict=True).parse(document)


@each_language
@each_example
def test_an_example_carries_no_inline_style_or_script_and_no_id_twice(
    component: str, example: dict[str, str], lang: str, renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = BeautifulSoup(render(renderer, example, lang, values), "html.parser")
    elements = soup.find_all(True)
    attributes = {name for element in elements for name in element.attrs}
    assert [name for name in attributes if name == "style" or name.startswith("on")] == []
    assert {element.name for element in elements} & {"style", "script", "iframe", "object", "embed"} == set()
    ids = [element["id"] for element in elements if element.has_attr("id")]
    assert len(ids) == len(set(ids))


@each_language
@each_example
def test_an_example_refers_only_to_ids_that_it_has_and_says_nothing_empty(
    component: str, example: dict[str, str], lang: str, renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = BeautifulSoup(render(renderer, example, lang, values), "html.parser")
    for element in soup.find_all(attrs={"aria-labelledby": True}):
        assert soup.find(id=element["aria-labelledby"]) is not None
    for element in soup.find_all(["a", "h1", "h2", "h3", "figcaption", "dt", "dd", "th", "li", "button"]):
        if element.name == "a" and element.find("img"):
            continue
        assert element.get_text(strip=True), element
    assert "None" not in soup.get_text()
    assert all(element["alt"] is not None for element in soup.find_all("img"))


@each_example
def test_an_example_in_english_leaves_no_furniture_in_vietnamese(
    component: str, example: dict[str, str], renderer: Renderer, values: dict[str, Any]
) -> None:
    """What an author wrote stays; what the theme says, the labels in attributes among it, is translated."""
    spoken = {
        # Behind the name of a link to a photo stands what is seen on it.
        element[name].partition(": ")[0]
        for lang in LANGUAGES
        for element in BeautifulSoup(render(renderer, example, lang, values), "html.parser").find_all(True)
        for name in ("aria-label", "data-done", "data-stop", "data-text-status")
        if lang == "en" and element.has_attr(name)
    }
    assert [text for text in spoken if re.search(r"[^\x00-\x7f]", text)] == []


def component_soup(
    component: str, name: str, renderer: Renderer, values: dict[str, Any], lang: str = "vi"
) -> BeautifulSoup:
    example = next(each for each in examples_of(component) if each["name"] == name)
    return BeautifulSoup(render(renderer, example, lang, values), "html.parser")


@pytest.mark.parametrize(
    ("name", "photo", "section", "summary"),
    [
        ("row", True, True, True),
        ("lead", True, True, True),
        ("card", True, False, True),
        ("headline", False, False, False),
        ("row without its section", True, False, True),
        ("row without photo", False, True, True),
        ("row without summary", True, True, False),
    ],
)
def test_a_teaser_shows_what_its_variant_says(
    name: str, photo: bool, section: bool, summary: bool, renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("teaser", name, renderer, values)
    assert bool(soup.select(".teaser__photo img")) == photo
    assert bool(soup.select(".teaser__section")) == section
    assert bool(soup.select(".teaser__summary")) == summary
    # One link is announced and reached by the keyboard, the photo's is not.
    assert len(soup.select("a:not([aria-hidden])")) == 1
    assert all(link["tabindex"] == "-1" for link in soup.select("a[aria-hidden]"))


def test_text_of_an_article_is_escaped(renderer: Renderer, values: dict[str, Any]) -> None:
    soup = component_soup("teaser", "marks that HTML knows", renderer, values)
    assert soup.select_one(".teaser__title").text == 'Phong trào "Dạy tốt & học tốt" <lần\u00a02>'
    assert soup.select_one(".teaser__summary").text == "1 < 2 & 3"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("one file", "PDF, 1,5 MB, 12 trang"),
        ("pages unknown", "PDF, 1,5 MB"),
        ("one page", "PDF, 1 KB, 1 trang"),
    ],
)
def test_an_attachment_says_what_it_is_and_how_large(
    name: str, facts: str, renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("attachment_list", name, renderer, values)
    assert soup.select_one(".attachment__facts").text == facts


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("one document", ["1172/KH-SGDĐT", "05/10/2026"]),
        ("without number and type", ["—", "05/10/2026"]),
        ("without number and date", ["—", "—"]),
    ],
)
def test_a_document_without_number_or_date_gets_a_dash(
    name: str, cells: list[str], renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("document_table", name, renderer, values)
    number = soup.select_one("td.documents__number").text.split()[0]
    assert [number, soup.select_one("td.documents__date").text.strip()] == cells


@pytest.mark.parametrize(
    ("name", "alt"),
    [
        ("caption and credit", "Học sinh xếp hàng trên sân trường"),
        # Said once: a screen reader would read the caption twice.
        ("the caption says what the photo shows", ""),
    ],
)
def test_a_photo_is_described_once(name: str, alt: str, renderer: Renderer, values: dict[str, Any]) -> None:
    assert component_soup("figure", name, renderer, values).img["alt"] == alt


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("the newest page", ["/tin/trang/3/"]),
        ("in the middle", ["/tin/trang/3/", "/tin/", "/tin/trang/1/"]),
        ("the oldest page", ["/tin/trang/2/", "/tin/"]),
        ("the only page", []),
    ],
)
def test_a_pager_leads_to_the_pages_that_exist(
    name: str, links: list[str], renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("pager", name, renderer, values)
    assert [link["href"] for link in soup.find_all("a")] == links


@pytest.mark.parametrize(
    ("name", "current"),
    [
        ("inside a section", [("Tin hoạt động", "true")]),
        ("on the page of a section", [("Văn bản", "page")]),
        ("an official site", []),
        ("a demonstration", []),
    ],
)
def test_the_masthead_marks_the_current_section(
    name: str, current: list[tuple[str, str]], renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("masthead", name, renderer, values)
    assert [(link.text, link["aria-current"]) for link in soup.select("[aria-current]")] == current


@pytest.mark.parametrize(("name", "shown"), [("a demonstration", True), ("an official site", False)])
def test_only_a_demonstration_says_that_it_is_one(
    name: str, shown: bool, renderer: Renderer, values: dict[str, Any]
) -> None:
    assert bool(component_soup("masthead", name, renderer, values).select(".demo-note")) == shown


def test_a_component_folder_holds_nothing_else() -> None:
    found = {path.name for name in COMPONENTS for path in Path(THEME / "components" / name).iterdir()}
    assert found == {"macro.html", "example.yaml"}


def test_a_place_for_a_number_is_empty_and_says_how_it_will_read(renderer: Renderer, values: dict[str, Any]) -> None:
    for lang, text in (("vi", "{number} lượt xem"), ("en", "Views: {number}")):
        place = component_soup("views", "of this page", renderer, values, lang).select_one("[data-count]")
        assert (place["data-count"], place["data-text"], place.get_text()) == ("views", text, "")
    assert (
        component_soup("views", "of an article on a list", renderer, values).span["data-count"] == values["story"].url
    )


def test_nothing_that_the_counter_fills_is_announced(renderer: Renderer, values: dict[str, Any]) -> None:
    for component, name in (("views", "of this page"), ("visits", "at the foot")):
        soup = component_soup(component, name, renderer, values)
        assert soup.select("[data-count]")
        assert soup.select("[aria-live], [role=status], [role=alert], output") == []


def test_a_site_without_a_counter_has_no_place_for_its_numbers(values: dict[str, Any]) -> None:
    without = make_renderer(replace(SITE, counter_path=""))
    for component, name in (("footer", "a site in Vietnamese"), ("teaser", "row")):
        soup = component_soup(component, name, without, values)
        assert soup.select("[data-count], noscript, .visits, .before-views") == []


def test_a_chart_is_one_image_with_a_name_and_a_table_says_all_of_it(
    renderer: Renderer, values: dict[str, Any]
) -> None:
    soup = component_soup("chart", "ninety days", renderer, values)
    drawing = soup.svg
    assert drawing["role"] == "img"
    assert soup.find(id=drawing["aria-labelledby"]).get_text() == "Biểu đồ cột: lượt truy cập mỗi ngày"
    assert "25/08/2026" in soup.find(id=drawing["aria-describedby"]).get_text()
    bars = [bar.title.get_text().split(": ") for bar in soup.select(".chart__bar")]
    rows = component_soup("figures_table", "by day", renderer, values).select("tbody tr")
    told = {row.th.get_text(strip=True): row.td.get_text() for row in rows}
    # The day of the figures is in the table only: it is not over.
    assert len(bars) == len(told) - 1 == 89
    assert all(told[day] == visits for day, visits in bars)


@pytest.mark.parametrize(("lang", "number"), [("vi", "1.250 lượt xem"), ("en", "1,250 views")])
def test_views_are_written_as_the_language_does(
    lang: str, number: str, renderer: Renderer, values: dict[str, Any]
) -> None:
    assert component_soup("most_read", "several", renderer, values, lang).select_one(".count").get_text() == number


def test_one_view_is_one_view(renderer: Renderer, values: dict[str, Any]) -> None:
    name = "one, with one view and a title of 150 characters"
    assert component_soup("most_read", name, renderer, values, "en").select_one(".count").get_text() == "1 view"
