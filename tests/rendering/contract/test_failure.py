"""What goes wrong while a page is rendered is a finding at the line of the template."""

from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ban_tin.findings import Finding
from ban_tin.rendering.contract import explain_failure
from ban_tin.rendering.layers import one_layer
from tests.rendering.contract.conftest import ITEM, PAGE, Theme


def broken(value: Any) -> str:
    """A filter that can't take what it is given."""
    return str(len(value))


def failure(theme: Theme, page: Any = PAGE) -> Finding:
    """Render ``page.html``, which fails, and return the finding."""
    environment = Environment(loader=FileSystemLoader(theme.folder / "templates"), undefined=StrictUndefined)
    environment.filters["broken"] = broken
    with pytest.raises(Exception) as raised:
        environment.get_template("page.html").render(page=page)
    assert isinstance(raised.value, Exception)
    return explain_failure(raised.value, one_layer(theme.folder), "/tin/2026/11/a/")


@pytest.mark.parametrize(
    ("source", "kind", "said"),
    [
        ("{{ nothing }}", "theme-page-name", "“nothing”"),
        ("{{ page.titel }}", "theme-page-field", "Page has no “titel”"),
        ("{{ page.item.image.url }}", "theme-page-empty", "“url”"),
        ("{{ page.items[9].title }}", "theme-page", "UndefinedError"),
        ("{{ 1 // 0 }}", "theme-page", "ZeroDivisionError"),
        ("{{ 1|broken }}", "theme-page", "TypeError: object of type 'int' has no len()"),
        ("{{ page.title|int + page.title }}", "theme-page", "TypeError"),
        ("{% if 1 %}{{ page|xyzzy }}{% endif %}", "theme-page", "TemplateRuntimeError"),
        ("{% include 'xyzzy.html' %}", "theme-file-foreign", "xyzzy.html"),
        ("{% extends 'strict.html' %}", "theme-page", "main"),
        ("{% include 'part.html' %}", "theme-open", "{% endif %}"),
    ],
)
def test_the_finding_names_file_line_and_page(source: str, kind: str, said: str, theme: Theme) -> None:
    theme.write(
        {
            "page.html": f"\n\n{source}",
            "part.html": "\n\n{% if page %}",
            "strict.html": "\n\n{% block main required %}{% endblock %}",
        }
    )
    finding = failure(theme, replace(PAGE, item=replace(ITEM, image=None)))
    file = {"theme-open": "part.html", "{% extends 'strict.html' %}": "strict.html"}
    expected = file.get(finding.kind) or file.get(source) or "page.html"
    assert (finding.path, finding.line, finding.kind) == (f"theme/templates/{expected}", 3, kind)
    text = finding.message() + finding.fix()
    assert said in text
    assert "/tin/2026/11/a/" in text or kind in ("theme-file-foreign", "theme-open")


def test_it_is_the_innermost_line_of_a_template(theme: Theme) -> None:
    theme.write(
        {
            "page.html": "{% import 'parts/a.html' as a %}\n{{ a.b(page) }}",
            "parts/a.html": "{% macro b(c) %}\n\n\n{{ c.d }}\n{% endmacro %}",
        }
    )
    finding = failure(theme)
    assert (finding.path, finding.line) == ("theme/templates/parts/a.html", 4)


def test_a_template_that_is_not_there_at_all_is_named(theme: Theme) -> None:
    theme.write({"other.html": ""})
    finding = failure(theme)
    assert (finding.path, finding.line, finding.kind) == ("theme/templates/page.html", 0, "theme-file-foreign")


def test_an_exception_from_elsewhere_names_the_theme(theme: Theme) -> None:
    finding = explain_failure(ValueError("x"), one_layer(theme.folder), "/a/")
    assert (finding.path, finding.line) == ("theme", 0)
    assert finding.message() == "The page /a/ cannot be made here: ValueError: x"
