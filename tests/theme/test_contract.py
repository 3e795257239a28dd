"""The theme is held to its view models: a template names no field that its view model does not declare.

The walk itself is tested in ``tests/rendering/contract``; here it goes over our own theme.
"""

import dataclasses
import types
import typing
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Union

import pytest
from jinja2 import Environment

from ban_tin.findings import Finding, Findings
from ban_tin.rendering.assets import Assets
from ban_tin.rendering.contract import check_theme, read_declared
from ban_tin.rendering.layers import one_layer
from ban_tin.site.facts import SiteFacts
from ban_tin.views import ArticlePage, NewsArticle, Teaser, WithdrawnPage
from tests.theme.fixtures import ROOT, THEME, make_renderer

GLOBALS: dict[str, type] = {"site": SiteFacts, "assets": Assets, "lang": str}
TEMPLATES = sorted(path.stem for path in (THEME / "templates").glob("*.html"))
VIEW_MODELS = read_declared(one_layer(THEME), Findings()) or {}


def reachable(kind: Any, path: str = "page") -> Iterator[tuple[str, Any]]:
    """Yield each (path, type) that a template reaches from a value of the type ``kind``, properties among it."""
    yield path, kind
    for argument in typing.get_args(kind):
        if argument is not Ellipsis and argument is not type(None):
            yield from reachable(argument, path + ("[]" if typing.get_origin(kind) is tuple else ""))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        for name, hint in typing.get_type_hints(kind).items():
            yield from reachable(hint, f"{path}.{name}")


@pytest.fixture(scope="module")
def environment() -> Environment:
    return make_renderer().environment("vi")


def test_every_template_but_the_base_has_a_view_model() -> None:
    findings = Findings()
    assert sorted(read_declared(one_layer(THEME), findings) or {}) == [name for name in TEMPLATES if name != "base"]
    assert findings.found == set()


def test_our_theme_keeps_the_contract(environment: Environment) -> None:
    assert check(environment, VIEW_MODELS) == []


def check(environment: Environment, declared: dict[str, type]) -> list[Finding]:
    return check_theme(environment, declared, GLOBALS, lambda path: Path(path).relative_to(ROOT).as_posix())


@pytest.mark.parametrize("template", sorted(VIEW_MODELS))
def test_the_walk_reaches_what_a_template_shows(template: str, environment: Environment) -> None:
    """A walk that loses its way finds nothing wrong either: with a view model that has nothing, all is wrong."""
    found = {finding.path for finding in check(environment, {template: Nothing})}
    assert f"theme/templates/{template}.html" in found
    assert template == "redirect" or "theme/templates/base.html" in found


@dataclasses.dataclass(frozen=True)
class Nothing:
    """A view model without a field."""


def test_the_walk_goes_down_into_the_components(environment: Environment) -> None:
    """With an article where teasers belong, the component that shows a teaser is wrong, and no template."""
    found = check(environment, {"article": Misled})
    assert {finding.path for finding in found} == {"theme/components/teaser/macro.html"}
    assert {dict(finding.values)["name"] for finding in found} >= {"image"}


Misled = dataclasses.make_dataclass("Misled", [("related", tuple[NewsArticle, ...])], bases=(ArticlePage,), frozen=True)


def test_templates_see_their_view_model_the_site_and_the_assets_and_nothing_else(environment: Environment) -> None:
    plain = Environment(extensions=["jinja2.ext.i18n"]).globals
    ours = set(environment.globals) - set(plain) - {"gettext", "ngettext", "pgettext", "npgettext", "_"}
    # The last two are pure functions of what a template hands them.
    assert ours == {"site", "assets", "lang", "picture", "credit_separator"}


@pytest.mark.parametrize("view", [ArticlePage, WithdrawnPage])
def test_the_page_of_an_article_reaches_no_list_of_articles_but_its_related_ones(view: type) -> None:
    roots = [("page", view), ("site", SiteFacts), ("assets", Assets)]
    lists = {
        path for root, kind in roots for path, reached in reachable(kind, root) if reached in (Teaser, NewsArticle)
    }
    assert {path for path in lists if "[]" in path} <= {"page.related[]"}
    assert lists <= {"page.article", "page.previous", "page.next", "page.related[]"}


@pytest.mark.parametrize("template", sorted(set(VIEW_MODELS) - {"article"}))
def test_other_pages_reach_no_body_of_an_article(template: str) -> None:
    """Otherwise an edit of a text would change lists too."""
    assert [path for path, kind in reachable(VIEW_MODELS[template]) if kind is NewsArticle] == []


def view_model_types() -> list[type]:
    roots = (*VIEW_MODELS.values(), SiteFacts, Assets)
    seen = {kind for root in roots for _, kind in reachable(root) if isinstance(kind, type)}
    return sorted((kind for kind in seen if dataclasses.is_dataclass(kind)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", view_model_types(), ids=lambda kind: kind.__name__)
def test_a_value_that_templates_see_is_frozen_all_through(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    plain = (str, int, bool, bytes, datetime, Path)
    for name, hint in typing.get_type_hints(kind).items():
        for path, reached in reachable(hint, name):
            origin = typing.get_origin(reached)
            sound = origin in (tuple, Union, types.UnionType) or dataclasses.is_dataclass(reached)
            assert sound or (isinstance(reached, type) and issubclass(reached, plain)), path


def test_the_walk_over_types_goes_all_the_way_down() -> None:
    assert {"Photo", "Rendition", "Category", "Department", "Asset"} <= {kind.__name__ for kind in view_model_types()}
