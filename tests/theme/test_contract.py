"""The theme is held to its view models: a template names no field that its view model does not declare.

``Checker`` follows values through a template's syntax tree with their declared types: from ``page`` through ``{% set %}``
and ``{% for %}``, into the templates it extends and into the macros it calls.
"""

import dataclasses
import types
import typing
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Union

import pytest
from jinja2 import Environment, meta, nodes

from plugins import view_models
from plugins.assets.bundle import Assets
from plugins.site_facts.facts import SiteFacts
from plugins.view_models import VIEW_MODELS, ArticlePage, NewsArticle, Teaser, WithdrawnPage
from tests.theme.fixtures import THEME, make_renderer

GLOBALS: dict[str, Any] = {"site": SiteFacts, "assets": Assets, "lang": str}
TEMPLATES = sorted(path.stem for path in (THEME / "templates").glob("*.html"))
Scope = dict[str, Any]
#: The macros a template has imported, with the files they stand in.
Macros = dict[str, tuple[nodes.Macro, str]]
UNKNOWN = object()


class Checker:
    """Collects the names that templates use and their values don't have, in ``found``."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self.found: list[str] = []
        self.checked: set[str] = set()
        self._inner: dict[str, Macros] = {}
        self._overridden: frozenset[str] = frozenset()

    def template(self, name: str, page: Any) -> None:
        self._body(self._parse(name), {**GLOBALS, "page": page}, name, frozenset())

    def _parse(self, name: str) -> nodes.Template:
        loader = self._environment.loader
        assert loader is not None
        return self._environment.parse(loader.get_source(self._environment, name)[0])

    def _body(self, tree: nodes.Template, scope: Scope, where: str, overridden: frozenset[str]) -> None:
        """Check a template and what it extends; of the latter not the blocks that it fills itself."""
        blocks = overridden | {block.name for block in tree.find_all(nodes.Block)}
        macros: Macros = {}
        for node in tree.body:
            if isinstance(node, nodes.Extends):
                self._body(self._parse(node.template.value), scope, node.template.value, blocks)
            else:
                self._overridden = overridden
                self._node(node, scope, macros, where)

    def _node(self, node: nodes.Node, scope: Scope, macros: Macros, where: str) -> None:
        if isinstance(node, nodes.FromImport):
            source = node.template.value
            tree = self._parse(source)
            inner: Macros = {}
            for imported in tree.find_all(nodes.FromImport):
                self._node(imported, scope, inner, source)
            inner |= {macro.name: (macro, source) for macro in tree.find_all(nodes.Macro)}
            macros |= {name: inner[name] for name in node.names}
            self._inner[source] = inner
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope[node.target.name] = self._type(node.node, scope, macros, where)
        elif isinstance(node, nodes.For):
            element = element_type(self._type(node.iter, scope, macros, where))
            inside = {**scope, "loop": UNKNOWN, **bind(node.target, element)}
            for child in (node.test, *node.body, *node.else_):
                if child is not None:
                    self._node(child, inside, macros, where)
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Block) and node.name in self._overridden):
            return
        elif isinstance(node, nodes.CallBlock):
            self._node(node.call, scope, macros, where)
            for child in node.body:
                self._node(child, scope, macros, where)
        elif isinstance(node, nodes.Expr):
            self._type(node, scope, macros, where)
        else:
            for child in node.iter_child_nodes():
                self._node(child, scope, macros, where)

    def _type(self, node: nodes.Expr, scope: Scope, macros: Macros, where: str) -> Any:
        """Return the type of an expression, ``UNKNOWN`` where it is not simply known; check all that it reads."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, UNKNOWN)
        if isinstance(node, nodes.Getattr):
            return self._field(self._type(node.node, scope, macros, where), node, where)
        if isinstance(node, nodes.Getitem):
            return element_type(self._type(node.node, scope, macros, where))
        if isinstance(node, nodes.Call):
            self._call(node, scope, macros, where)
            return UNKNOWN
        kinds = [
            self._type(child, scope, macros, where)
            for child in node.iter_child_nodes()
            if isinstance(child, nodes.Expr)
        ]
        if isinstance(node, nodes.Const):
            return type(node.value)
        if isinstance(node, nodes.Or) and dataclasses.is_dataclass(kinds[0]):
            return kinds[0]
        return UNKNOWN

    def _field(self, owner: Any, node: nodes.Getattr, where: str) -> Any:
        owner = without_none(owner)
        if owner is UNKNOWN:
            return UNKNOWN
        if not isinstance(owner, type):
            return UNKNOWN
        self.checked.add(f"{owner.__name__}.{node.attr}")
        fields = typing.get_type_hints(owner) if dataclasses.is_dataclass(owner) else {}
        if node.attr in fields:
            return fields[node.attr]
        if not hasattr(owner, node.attr):
            self.found.append(f"{where}:{node.lineno}: {owner.__name__} has no {node.attr}")
            return UNKNOWN
        member = getattr(owner, node.attr)
        return typing.get_type_hints(member.fget).get("return", UNKNOWN) if isinstance(member, property) else UNKNOWN

    def _call(self, node: nodes.Call, scope: Scope, macros: Macros, where: str) -> None:
        given = [self._type(argument, scope, macros, where) for argument in node.args]
        named = {each.key: self._type(each.value, scope, macros, where) for each in node.kwargs}
        if not (isinstance(node.node, nodes.Name) and node.node.name in macros):
            self._type(node.node, scope, macros, where)
            return
        macro, source = macros[node.node.name]
        names = [argument.name for argument in macro.args]
        if len(given) > len(names) or set(named) - set(names):
            self.found.append(f"{where}:{node.lineno}: {macro.name} takes {names}")
        inside = {**GLOBALS, **dict.fromkeys(names, UNKNOWN), **dict(zip(names, given, strict=False)), **named}
        for child in macro.body:
            self._node(child, inside, dict(self._inner[source]), source)


def without_none(kind: Any) -> Any:
    """Return ``X`` of ``X | None``."""
    if typing.get_origin(kind) in (Union, types.UnionType):
        rest = [each for each in typing.get_args(kind) if each is not type(None)]
        return rest[0] if len(rest) == 1 else UNKNOWN
    return kind


def element_type(kind: Any) -> Any:
    """Return what a tuple of any length holds."""
    arguments = typing.get_args(kind)
    return arguments[0] if typing.get_origin(kind) is tuple and arguments[-1] is Ellipsis else UNKNOWN


def bind(target: nodes.Node, kind: Any) -> Scope:
    """Return the types of the names in the target of a loop."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    assert isinstance(target, nodes.Tuple)
    kinds = typing.get_args(kind) or [UNKNOWN] * len(target.items)
    assert len(kinds) == len(target.items), "a loop unpacks another number of values than there are"
    return {name.name: each for name, each in zip(target.items, kinds, strict=True) if isinstance(name, nodes.Name)}


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
    assert sorted(VIEW_MODELS) == [name for name in TEMPLATES if name != "base"]


@pytest.mark.parametrize("template", sorted(VIEW_MODELS))
def test_a_template_names_only_what_its_view_model_declares(template: str, environment: Environment) -> None:
    checker = Checker(environment)
    checker.template(f"{template}.html", VIEW_MODELS[template])
    assert checker.found == []
    # The walk went down to the parts: a checker that loses its way finds nothing wrong either.
    assert "Head.canonical" in checker.checked
    assert template == "redirect" or "Department.place" in checker.checked


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ page.titel }}", "ArticlePage has no titel"),
        ("{{ page.article.headline }}", "NewsArticle has no headline"),
        ("{% set a = page.article %}{{ a.headline }}", "NewsArticle has no headline"),
        ("{% for each in page.related %}{{ each.body }}{% endfor %}", "Teaser has no body"),
        ("{{ page.article.lead.photo.widths }}", "Photo has no widths"),
        ("{{ page.article.tags[0].title }}", "Term has no title"),
        ("{{ page.article.date.weekdays }}", "datetime has no weekdays"),
        ("{% if page.previous %}{{ page.previous.body }}{% endif %}", "Teaser has no body"),
        ("{{ site.department.fax }}", "Department has no fax"),
        ('{% extends "base.html" %}{% block main %}{{ page.items }}{% endblock %}', "ArticlePage has no items"),
        (
            '{% from "components/tag_list/macro.html" import tag_list with context %}{{ tag_list(page.crumbs) }}',
            "Crumb has no name",
        ),
        (
            '{% from "components/figure/macro.html" import figure %}{{ figure(page.article.lead, wide=true) }}',
            "figure takes",
        ),
    ],
)
def test_the_walk_finds_what_a_view_model_lacks(source: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(source, encoding="utf-8")
    environment = make_renderer().environment("vi")
    loader = environment.loader
    assert loader is not None
    loader.searchpath.insert(0, str(tmp_path))  # type: ignore[attr-defined]
    checker = Checker(environment)
    checker.template("wrong.html", ArticlePage)
    assert any(found in each for each in checker.found), checker.found


def test_templates_see_their_view_model_the_site_and_the_assets_and_nothing_else(environment: Environment) -> None:
    plain = Environment(extensions=["jinja2.ext.i18n"]).globals
    ours = set(environment.globals) - set(plain) - {"gettext", "ngettext", "pgettext", "npgettext", "_"}
    # The last three are constants, and pure functions of what a template hands them.
    assert ours == {"site", "assets", "lang", "addresses", "picture", "credit_separator"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_no_undeclared_name(template: str, environment: Environment) -> None:
    tree = environment.parse((THEME / "templates" / f"{template}.html").read_text(encoding="utf-8"))
    # Jinja's walk doesn't see in a block what is imported above it.
    imported = {name for node in tree.find_all(nodes.FromImport) for name in node.names}
    names = meta.find_undeclared_variables(tree) - imported
    # base.html is told by the template that extends it which section is the current one.
    assert names <= {"page", "site", "assets", "_", "gettext", "ngettext"} | ({"here"} if template == "base" else set())


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
    exported = {value for value in vars(view_models).values() if isinstance(value, type)}
    seen = {kind for root in (*exported, SiteFacts, Assets) for _, kind in reachable(root) if isinstance(kind, type)}
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


def test_the_walk_over_types_sees_every_view_model() -> None:
    assert set(VIEW_MODELS.values()) <= set(view_model_types())
    assert {"Photo", "Rendition", "Category", "Department", "Asset"} <= {kind.__name__ for kind in view_model_types()}
