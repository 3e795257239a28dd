"""What ``remember`` keeps of one page and would show on another is reported, and nothing else."""

from dataclasses import replace

import pytest

from tests.rendering.contract.conftest import PAGE, Theme

FILES = {
    "macros.html": "{% macro card(item) %}{{ item.title }}{{ site.name }}{% endmacro %}"
    "{% macro of_page() %}{{ page.title }}{% endmacro %}",
}
RIGHT = [
    "{% remember %}{{ site.name }}{{ _('a') }}{{ site.addresses.tags }}{% endremember %}",
    "{% remember page %}{{ page.title }}{{ page.item.title }}{% endremember %}",
    "{% remember page.item %}{{ page.item.title }}{{ page.item.photo.url }}{% endremember %}",
    "{% remember page.title, page.item.title %}{{ page.title }}{{ page.item.title }}{% endremember %}",
    "{% remember page.items %}{% for a in page.items %}{{ a.title }}{{ loop.index }}{% endfor %}{% endremember %}",
    "{% remember %}{% set a = 'x' %}{{ a }}{% endremember %}",
    "{% from 'macros.html' import card %}{% for a in page.items %}{% remember a %}{{ card(a) }}{% endremember %}{% endfor %}",
    "{% macro b(x) %}{{ x }}{{ site.name }}{% endmacro %}{% remember page.title %}{{ b(page.title) }}{% endremember %}",
]
WRONG = {
    "{% remember %}{{ page.title }}{% endremember %}": ["page.title"],
    "{% remember page.item %}{{ page.item.title }}{{ page.title }}{% endremember %}": ["page.title"],
    "{% remember page.item.title %}{{ page.item.photo.url }}{% endremember %}": ["page.item.photo.url"],
    "{% for a in page.items %}{% remember %}{{ a.title }}{% endremember %}{% endfor %}": ["a.title"],
    "{% set here = page.title %}{% remember %}{% if here %}x{% endif %}{% endremember %}": ["here"],
    "{% from 'macros.html' import card %}{% remember %}{{ card(page.item) }}{% endremember %}": ["page.item"],
    "{% from 'macros.html' import of_page with context %}{% remember %}{{ of_page() }}{% endremember %}": ["page.title"],
    "{% macro b() %}{{ page.title }}{% endmacro %}{% remember %}{{ b() }}{% endremember %}": ["page.title"],
    "{% macro b() %}{% remember %}{{ caller() }}{% endremember %}{% endmacro %}{% call b() %}{{ page.title }}{% endcall %}": ["caller"],
}  # fmt: skip


def rendered_twice(theme: Theme) -> tuple[str, str, str]:
    """Return two pages, and the second as it is when it is rendered alone."""
    other_item = replace(PAGE.item, title="Bài khác", photo=replace(PAGE.item.photo, url="/b.jpg"))
    other = replace(PAGE, title="Trang khác", item=other_item, items=(other_item,))
    template = theme.environment().get_template("page.html")
    first, second = template.render(page=PAGE), template.render(page=other)
    return first, second, theme.environment().get_template("page.html").render(page=other)


@pytest.mark.parametrize("source", RIGHT)
def test_what_is_named_or_global_is_right(source: str, theme: Theme) -> None:
    theme.write({**FILES, "page.html": source})
    _, second, alone = rendered_twice(theme)
    assert second == alone
    assert theme.check() == []


@pytest.mark.parametrize(("source", "names"), WRONG.items())
def test_what_is_of_one_page_is_reported(source: str, names: list[str], theme: Theme) -> None:
    theme.write({**FILES, "page.html": f"\n{source}"})
    found = theme.check()
    assert [(each.kind, each.line, dict(each.values)["name"]) for each in found] == [
        ("theme-remember", 2, name) for name in names
    ]


def test_what_is_reported_shows_the_text_of_another_page(theme: Theme) -> None:
    theme.write({"page.html": "{% remember %}{{ page.title }}{% endremember %}"})
    first, second, alone = rendered_twice(theme)
    assert first == second != alone
