"""Themes held to their view models: what is right renders and is not reported; what is reported doesn't render."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateNotFound

from ban_tin.findings import Severity
from ban_tin.rendering.contract import check_theme
from tests.rendering.contract.conftest import Page, Site, Theme
from tests.shared_files import SOAK

#: Files that the snippets below extend, include and import.
FILES = {
    "base.html": "{% set site_name = 'x' %}<title>{% block title %}{{ page.title }}{% endblock %}</title>"
    "{% block main %}{% endblock %}{% for item in page.items %}{% block row scoped %}{{ item.title }}{% endblock %}{% endfor %}",
    "strict.html": "{% block main required %}{% endblock %}",
    "told.html": "{{ here }}{% block main %}{% endblock %}",
    "macros.html": "{% from 'deep.html' import small %}{% set colour = 'red' %}"
    "{% macro card(item, wide=false) %}{{ item.title }}{{ wide }}{{ small(item.photo) }}{% endmacro %}"
    "{% macro box(title) %}{{ title }}{{ caller() }}{% endmacro %}"
    "{% macro rows(items) %}{% for item in items %}{{ caller(item) }}{% endfor %}{% endmacro %}"
    "{% macro maybe(item) %}{{ item.subtitle|default('') }}{{ caller() if caller is defined }}{% endmacro %}"
    "{% macro of_page() %}{{ page.title }}{% endmacro %}"
    "{% macro any(first) %}{{ first }}{{ varargs|join }}{{ kwargs.x }}{% endmacro %}"
    "{% macro tree(item, depth) %}{{ item.title }}{% if depth %}{{ tree(item, depth - 1) }}{% endif %}{% endmacro %}",
    "deep.html": "{% macro small(photo) %}{{ photo.url }}{% endmacro %}",
    "part.html": "{{ page.title }}{{ site.name }}",
    "row.html": "{{ item.title }}",
}

RIGHT = {
    "fields": "{{ page.title }}{{ page.item.photo.largest.url }}{{ page['title'] }}{{ page.item.date.year }}",
    "methods": "{{ page.title.upper() }}{{ page.item.date.strftime('%d') }}{{ page.title.startswith('T') }}",
    "keys of a dictionary": "{{ page.item.facts.unit }}{{ page.item.facts['unit'] }}{{ {'a': 1}.a }}{{ page.item.facts.items()|list }}",
    "what may be missing": "{% if subtitle is defined %}{{ subtitle }}{% endif %}{{ page.subtitle|default('') }}"
    "{% if page.subtitle is defined and page.subtitle.x %}{{ page.subtitle.x }}{% endif %}",
    "sets": "{% set a = page.item %}{{ a.title }}{% set b %}{{ a.title }}{% endset %}{{ b }}{% set c, d = 1, page %}{{ d.title }}",
    "a set in a condition": "{% if page.items %}{% set a = page.item %}{% else %}{% set a = none %}{% endif %}{{ a.title }}",
    "a name of two types": "{% set a = page %}{% if page.title %}{% set a = page.item.photo %}{% endif %}{{ a.width }}",
    "with": "{% with a = page.item, b = 2 %}{{ a.title }}{{ b }}{% endwith %}",
    "loops": "{% for a in page.items if a.title %}{{ a.title }}{{ loop.index }}{{ loop.depth0 }}{{ loop.last }}"
    "{{ loop.cycle('a', 'b') }}{{ loop.previtem is defined }}{% else %}{{ page.title }}{% endfor %}",
    "pairs": "{% for name, photo in page.links %}{{ name }}{{ photo.url }}{% endfor %}",
    "a list written out": "{% for name, item in [('a', page.item), ('b', page.items[0])] if item %}{{ item.title }}{% endfor %}",
    "a recursive loop": "{% for a in page.items recursive %}{{ a.title }}{{ loop(()) }}{% endfor %}",
    "break": "{% for a in page.items %}{% if loop.first %}{% continue %}{% endif %}{% break %}{% endfor %}",
    "slices and entries": "{{ page.items[0].title }}{% for a in page.items[:1] %}{{ a.title }}{% endfor %}{{ page.items[-1].photo.url }}",
    "filters over lists": "{% for a in page.items|sort(attribute='date')|reverse %}{{ a.title }}{% endfor %}{{ (page.items|first).title }}"
    "{{ page.items|map(attribute='title')|join }}{{ page.items|map(attribute='photo.url')|join }}"
    "{{ page.items|map(attribute='subtitle', default='')|join }}{{ page.items|selectattr('image')|list|length }}"
    "{% for key, group in page.items|groupby('title') %}{{ key }}{{ (group|first).title }}{% endfor %}"
    "{{ page.items|map('attr', 'title')|join }}{{ page.links|map(attribute='0')|join }}",
    "choices": "{{ (page.item.image or page.item.photo).url }}{{ (page.item if page.title else page.items[0]).title }}",
    "namespaces": "{% set ns = namespace(found=false) %}{% for a in page.items %}{% set ns.found = a %}{% endfor %}{{ ns.found.title }}",
    "Jinja's own": "{{ range(3)|list }}{{ dict(a=1).a }}{% set row = cycler('a', 'b') %}{{ row.next() }}{{ lipsum(n=1) }}",
    "do and filters": "{% set a = [] %}{% do a.append(page.item) %}{{ a }}{% filter upper %}{{ page.title }}{% endfilter %}",
    "translations": "{% trans n=page.items|length %}{{ n }} bài{% pluralize %}{{ n }} bài{% endtrans %}{{ _('a') }}{{ gettext('b') }}",
    "raw and autoescape": "{% raw %}{{ page.nothing }}{% endraw %}{% autoescape false %}{{ page.title }}{% endautoescape %}",
    "globals": "{{ site.name }}{{ site.addresses.tags.upper() }}{{ site.addresses.of('a') }}{{ address_of(slug='b') }}"
    "{% for a in site.menu(1) %}{{ a.title }}{% endfor %}{{ site.menu(depth=1)[0].title }}{{ address_of(*['c']) }}",
    "extends": "{% extends 'base.html' %}{% block main %}{{ super() }}{{ site_name }}{{ page.title }}{% endblock %}",
    "a set before extends": "{% set here = page.title %}{% extends 'told.html' %}{% block main %}{{ here }}{% endblock %}",
    "imports beside blocks": "{% extends 'base.html' %}{% from 'macros.html' import card %}{% block main %}{{ card(page.item) }}{% endblock %}",
    "a block in a loop": "{% extends 'base.html' %}{% block row %}{{ item.title }}{{ loop.index }}{% endblock %}",
    "what is never shown": "{% extends 'base.html' %}{{ page.nothing }}{% block nowhere %}{{ page.nothing }}{% endblock %}",
    "a parent by choice": "{% set here = 1 %}{% extends 'base.html' if page.title else 'told.html' %}{% block main %}{{ page.title }}{% endblock %}",
    "a parent not known": "{% set parent = 'base.html' %}{% extends parent %}{% block main %}{{ site_name }}{% endblock %}",
    "self": "{% block main %}{{ page.title }}{% endblock %}{{ self.main() }}",
    "a required block": "{% extends 'strict.html' %}{% block main %}{{ page.title }}{% endblock %}",
    "import as": "{% import 'macros.html' as m %}{{ m.card(page.item, wide=true) }}{{ m.colour }}",
    "from import": "{% from 'macros.html' import card as c, maybe with context %}{{ c(page.item, true) }}{{ maybe(page.item) }}",
    "with context": "{% from 'macros.html' import of_page with context %}{{ of_page() }}",
    "call": "{% from 'macros.html' import box, rows %}{% call box('a') %}{{ page.title }}{% endcall %}"
    "{% call(each) rows(page.items) %}{{ each.title }}{% endcall %}",
    "more than named": "{% from 'macros.html' import any %}{{ any(1, 2, x=3) }}",
    "a macro that calls itself": "{% from 'macros.html' import tree %}{{ tree(page.item, 2) }}",
    "a macro of its own": "{% macro a(x) %}{{ b(x) }}{% endmacro %}{% macro b(x, y=x) %}{{ y.title }}{% endmacro %}{{ a(page.item) }}",
    "a macro that is not called": "{% macro a(x) %}{{ x.y.z }}{{ nothing }}{% endmacro %}",
    "an argument that is not needed": "{% macro a(x, y) %}{{ x }}{{ y|default('') }}{% endmacro %}{{ a(1) }}",
    "arguments in a list": "{% from 'macros.html' import card %}{{ card(*[page.item]) }}{{ card(**{'item': page.item}) }}",
    "include": "{% include 'part.html' %}{% for item in page.items %}{% include 'row.html' %}{% endfor %}",
    "an include that may be missing": "{% include 'nothing.html' ignore missing %}{% include ['nothing.html', 'part.html'] %}",
    "an include not known": "{% set name = 'part' %}{% include name ~ '.html' %}",
    "a filter that may be missing": "{% if 'markdown' is filter %}{{ page.title|markdown }}{% endif %}",
}  # fmt: skip

WRONG = {
    "{{ page.titel }}": ("theme-field", "title"),
    "{{ page['titel'] }}": ("theme-field", "title"),
    "{{ page.item.xyzzy }}": ("theme-field-foreign", "title, date, photo, image, facts"),
    "{{ page.item.photo.largest.with }}": ("theme-field", "width"),
    "{{ page.item.date.yeer }}": ("theme-plain", "page.item.date.yeer"),
    "{{ page.title.text.x }}": ("theme-plain", "page.title.text"),
    "{{ page.titel }}{{ page.titel|default('') }}": ("theme-field", "title"),
    "{{ page.titel.x|default('') }}": ("theme-field", "title"),
    "{{ page.items.title }}": ("theme-list", "{% for item in page.items %}{{ item.title }}{% endfor %}"),
    "{% set a = page.item %}{{ a.titel }}": ("theme-field", "title"),
    "{% with a = page.item %}{{ a.titel }}{% endwith %}": ("theme-field", "title"),
    "{% with a = page.item, b = a.title %}{{ b }}{% endwith %}": ("theme-name-foreign", "page"),
    "{% with a = page.item %}{% endwith %}{{ a.title }}": ("theme-name-foreign", "page"),
    "{% set a %}{{ page.titel }}{% endset %}": ("theme-field", "title"),
    "{% for a in page.items %}{{ a.titel }}{% endfor %}": ("theme-field", "title"),
    "{% for a in page.items if a.titel %}{% endfor %}": ("theme-field", "title"),
    "{% for a in page.items %}{{ loop.frist }}{% endfor %}": ("theme-field", "first"),
    "{% for a in page.items %}{% set b = a %}{% endfor %}{{ b.title }}": ("theme-name-foreign", "page"),
    "{% for a in [] %}{% else %}{{ loop.index }}{% endfor %}": ("theme-name-foreign", "page"),
    "{% if not page.title %}{% set a = 1 %}{% else %}{{ a }}{% endif %}": ("theme-name-foreign", "page"),
    "{% set a = none %}{% if page.title %}{% set a = page.item %}{% endif %}{{ a.titel }}": ("theme-field", "title"),
    "{% set p = 'base.html' %}{% extends p %}{% block main %}{{ page.titel }}{% endblock %}": ("theme-field", "title"),
    "{{ loop.index }}": ("theme-name-foreign", "page"),
    "{% for a, b, c in page.links %}{% endfor %}": ("theme-unpack", "3"),
    "{% for a, b in page.links %}{{ b.title }}{% endfor %}": ("theme-field-foreign", "width"),
    "{% for n, i in [('a', page.item)] %}{{ i.titel }}{% endfor %}": ("theme-field", "title"),
    "{{ (page.items|first).titel }}": ("theme-field", "title"),
    "{% for a in page.items|sort(attribute='date')|reverse %}{{ a.titel }}{% endfor %}": ("theme-field", "title"),
    "{{ page.items|map(attribute='titel')|join }}": ("theme-field", "title"),
    "{{ page.items|sort(attribute='photo.widht') }}": ("theme-field", "width"),
    "{{ page.items[0].titel }}": ("theme-field", "title"),
    "{% for a in page.items[1:] %}{{ a.titel }}{% endfor %}": ("theme-field", "title"),
    "{{ (page.item.image or page.item.photo).urll }}": ("theme-field", "url"),
    "{{ paeg.title }}": ("theme-name", "page"),
    "{{ xyzzy }}": ("theme-name-foreign", "page"),
    "{% if xyzzy %}{% endif %}": ("theme-name-foreign", "page"),
    "{% trans %}{{ xyzzy }}{% endtrans %}": ("theme-name-foreign", "page"),
    "{{ site.nmae }}": ("theme-field", "name"),
    "{{ site.addresses.tag }}": ("theme-field", "tags"),
    "{{ address_of() }}": ("theme-call", "{{ address_of(slug) }}"),
    "{{ site.addresses.of('a', 'b') }}": ("theme-call", "{{ site.addresses.of(slug) }}"),
    "{{ site.menu(deep=2) }}": ("theme-call", "{{ site.menu(depth) }}"),
    "{{ site.menu(1)[0].titel }}": ("theme-field", "title"),
    "{% extends 'base.html' %}{% block main %}{{ page.titel }}{% endblock %}": ("theme-field", "title"),
    "{% extends 'base.html' %}{% block row %}{{ item.titel }}{% endblock %}": ("theme-field", "title"),
    "{% for x in page.items %}{% block a %}{{ x.title }}{% endblock %}{% endfor %}": ("theme-name-foreign", "page"),
    "{% extends 'told.html' %}": ("theme-name-foreign", "page"),
    "{% extends 'bas.html' %}": ("theme-file", "base.html"),
    "{% extends 'strict.html' %}": ("theme-block", "theme/templates/strict.html"),
    "{% include 'xyzzy.js' %}": ("theme-file-foreign", "xyzzy.js"),
    "{% include 'parts.html' %}": ("theme-file", "part.html"),
    "{% include 'part.html' without context %}": ("theme-name-foreign", "site"),
    "{% include 'row.html' %}": ("theme-name", "page"),
    "{% import 'macro.html' as m %}": ("theme-file", "macros.html"),
    "{% import 'macros.html' as m %}{{ m.crad(page.item) }}": ("theme-macro", "card"),
    "{% import 'macros.html' as m %}{{ m.card(page.items) }}": ("theme-list", "item.title"),
    "{% from 'macros.html' import xyzzy %}{{ xyzzy() }}": ("theme-macro-foreign", "card, box, rows"),
    "{% from 'macros.html' import small %}{{ small(page.item.photo) }}": ("theme-macro-foreign", "card"),
    "{% from 'macros.html' import of_page %}{{ of_page() }}": ("theme-name", "card"),
    "{% from 'macros.html' import card %}{{ card(page) }}": ("theme-field-foreign", "title, item"),
    "{% from 'macros.html' import card %}{{ card() }}": ("theme-needed", "{{ card(item, wide=…) }}"),
    "{% from 'macros.html' import card %}{{ card(page.item, 1, 2) }}": ("theme-arguments", "2"),
    "{% from 'macros.html' import card %}{{ card(page.item, wdie=1) }}": ("theme-argument", "wdie"),
    "{% from 'macros.html' import card %}{{ card(page.item, item=1) }}": ("theme-argument", "item"),
    "{% from 'macros.html' import card %}{% call card(page.item) %}{% endcall %}": ("theme-argument", "caller"),
    "{% from 'macros.html' import box %}{{ box('a') }}": ("theme-needed", "{% call box(title) %}…{% endcall %}"),
    "{% from 'macros.html' import box %}{% call box('a') %}{{ page.titel }}{% endcall %}": ("theme-field", "title"),
    "{% from 'macros.html' import rows %}{% call(a) rows(page.items) %}{{ a.titel }}{% endcall %}": ("theme-field", "title"),
    "{% macro a(x) %}{{ b(x) }}{% endmacro %}{% macro b(x) %}{{ x.titel }}{% endmacro %}{{ a(page.item) }}": ("theme-field", "title"),
    "{{ page.title|uper }}": ("theme-filter", "upper"),
    "{{ page.title|xyzzy }}": ("theme-filter-foreign", "xyzzy"),
    "{% if page.title %}{{ page.title|xyzzy }}{% endif %}": ("theme-filter-foreign", "xyzzy"),
    "{{ page.title is strng }}": ("theme-test", "string"),
    "{{ page.title is xyzzy }}": ("theme-test-foreign", "xyzzy"),
    "{% if page.title %}": ("theme-open", "if"),
    "{% if page.title %}{% endfor %}": ("theme-tag", "endfor"),
    "{% fi page.title %}": ("theme-tag-unknown", "fi"),
    "{{ page.title": ("theme-syntax", "unexpected end of template"),
    "{{ page.title }": ("theme-syntax", "'}'"),
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": ("theme-block-twice", "a"),
}  # fmt: skip


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_reported(source: str, theme: Theme) -> None:
    theme.write({**FILES, "page.html": source})
    theme.render()
    assert theme.check() == []


@pytest.mark.parametrize(("source", "expected"), WRONG.items(), ids=WRONG)
def test_what_does_not_render_is_reported_with_its_fix(source: str, expected: tuple[str, str], theme: Theme) -> None:
    theme.write({**FILES, "page.html": f"\n{source}"})
    with pytest.raises(Exception):  # noqa: B017 - whatever it is: Jinja's errors and Python's
        theme.render()
    kind, said = expected
    findings = theme.check()
    assert {finding.kind for finding in findings} == {kind}
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert any(said in finding.message() + finding.fix() for finding in findings), findings


def test_a_finding_names_the_file_and_the_line(theme: Theme) -> None:
    theme.write({"page.html": "{% import 'parts/a.html' as a %}\n\n{{ a.b(page) }}\n", "parts/a.html": "{% macro b(c) %}\n{{ c.titel }}\n{% endmacro %}"})  # fmt: skip
    (finding,) = theme.check()
    assert (finding.path, finding.line) == ("theme/templates/parts/a.html", 2)
    assert finding.message() == "“c.titel” does not exist: Page has no “titel”."


def test_each_place_stands_once_however_many_pages_and_calls_reach_it(theme: Theme) -> None:
    theme.write(
        {
            "a.html": "{% macro a(x) %}{{ x.xyzzy }}{% endmacro %}",
            "page.html": "{% from 'a.html' import a %}{{ a(page) }}{{ a(page.item) }}{{ a(page) }}",
            "other.html": "{% from 'a.html' import a with context %}{{ a(page.item) }}",
        }
    )
    pages = {"page": Page, "other": Page}
    found = check_theme(theme.environment(), pages, {"site": Site}, lambda path: Path(path).name)
    assert [(finding.path, finding.line) for finding in found] == [("a.html", 1)]


def test_every_template_with_a_syntax_error_is_named(theme: Theme) -> None:
    theme.write({"page.html": "{{ }}", "b.html": "{% if %}", "c.html": "{% xyzzy %}", "d.html": "{{ nothing }}"})
    assert [finding.path.rpartition("/")[2] for finding in theme.check()] == ["b.html", "c.html", "page.html"]


def test_a_broken_part_is_named_once_and_stops_no_page(theme: Theme) -> None:
    theme.write({"a.html": "\n{{ }}", "page.html": "{% import 'a.html' as a %}{{ a.b(1) }}{% include 'a.html' %}\n{{ page.titel }}"})  # fmt: skip
    assert [(finding.path.rpartition("/")[2], finding.line) for finding in theme.check()] == [("a.html", 2), ("page.html", 2)]  # fmt: skip


def test_a_template_that_is_not_utf_8_is_named(theme: Theme) -> None:
    theme.write({"page.html": ""})
    (theme.folder / "templates" / "page.html").write_bytes("Sở".encode("utf-16"))
    (finding,) = theme.check()
    assert (finding.kind, finding.path) == ("encoding", "theme/templates/page.html")


@pytest.mark.parametrize(
    "files",
    [
        {"page.html": "{% extends 'page.html' %}"},
        {"page.html": "{% include 'page.html' %}"},
        {
            "page.html": "{% import 'a.html' as a %}",
            "a.html": "{% import 'b.html' as b %}",
            "b.html": "{% import 'a.html' as a %}",
        },
        {"page.html": "{% macro a(x) %}{{ a([x]) }}{% endmacro %}{{ a(page) }}"},
    ],
    ids=["extends", "include", "import", "macro"],
)
def test_what_leads_back_to_itself_ends(files: dict[str, str], theme: Theme) -> None:
    theme.write(files)
    assert theme.check() == []


def test_a_view_model_without_a_template_is_a_mistake_of_the_programmer(theme: Theme) -> None:
    with pytest.raises(TemplateNotFound):
        theme.check()


# Templates made at random, of which each part is rendered and each value shown: the walk and Jinja agree.

NAMES = st.sampled_from(["page", "site", "a", "b", "loop"])
# None of them is a method of texts or lists, of which the walk knows no more than that it is there.
FIELDS = st.sampled_from(["item", "photo", "url", "width", "name", "items", "first"])
EXPRESSIONS = st.builds(lambda name, fields: ".".join([name, *fields]), NAMES, st.lists(FIELDS, max_size=3))
LISTS = st.sampled_from(["page.items", "a.items", "page.items|reverse", "page.items[:1]", "[page, page]", "[a]"])
TARGETS = st.sampled_from(["a", "b"])
BODIES = st.deferred(lambda: st.lists(STATEMENTS, min_size=1, max_size=3).map("".join))
STATEMENTS: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
        st.builds("{{% set {0} = {1} %}}{{{{ {0} }}}}".format, TARGETS, EXPRESSIONS),
        st.builds("{{% set {} %}}{}{{% endset %}}".format, TARGETS, BODIES),
        st.builds("{{% if 1 %}}{}{{% endif %}}".format, BODIES),
        st.builds("{{% with {0} = {1} %}}{{{{ {0} }}}}{2}{{% endwith %}}".format, TARGETS, EXPRESSIONS, BODIES),
        st.builds("{{% for {0} in {1} %}}{{{{ {0} }}}}{2}{{% endfor %}}".format, TARGETS, LISTS, BODIES),
        st.builds("{{% macro m(a) %}}{{{{ a }}}}{}{{% endmacro %}}{{{{ m({}) }}}}".format, BODIES, EXPRESSIONS),
        st.builds("{{% macro m(b) %}}{{{{ caller(b) }}}}{{% endmacro %}}{{% call(a) m({}) %}}{{{{ a }}}}{}{{% endcall %}}".format, EXPRESSIONS, BODIES),
    )
)  # fmt: skip


@settings(max_examples=400 if SOAK else 30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=BODIES)
def test_the_walk_and_jinja_agree(source: str, theme: Theme) -> None:
    theme.write({"page.html": source})
    try:
        theme.render()
    except Exception:
        assert theme.check() != [], source
    else:
        assert theme.check() == [], source
