"""What templates are given instead of Jinja's own, for speed: it does the same."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from ban_tin.language.translations import translation
from ban_tin.rendering import remember
from ban_tin.rendering.filters import meta_tags
from ban_tin.rendering.remember import RememberExtension
from ban_tin.rendering.renderer import _gettext
from tests.theme.fixtures import make_renderer

TEXTS = st.text(st.sampled_from("aạ<>&\"'% {}"), max_size=8)


@given(st.lists(st.tuples(st.just("name"), st.sampled_from(["og:title", "DC.date"]), TEXTS), max_size=4))
def test_meta_tags_are_those_that_a_template_writes(meta: list[tuple[str, str, str]]) -> None:
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        "{% for attribute, name, content in meta %}\n"
        '  <meta {{ attribute }}="{{ name }}" content="{{ content }}">\n'
        "{% endfor %}\n"
    )
    assert f"  {meta_tags(meta)}\n" == (template.render(meta=meta) or "  \n")


class _Catalogue(NullTranslations):
    """Translates nothing but a message with a value, one with markup and one with a per cent sign."""

    def gettext(self, message: str) -> str:
        return {"{n}": "<b>%(n)s</b>", "share": "100 %% & hơn"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def environments() -> tuple[Environment, Environment]:
    """Jinja's own environment, and one with our ``gettext``."""
    made = []
    for _ in range(2):
        environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
        environment.install_gettext_translations(_Catalogue(), newstyle=True)  # type: ignore[attr-defined]
        made.append(environment)
    made[1].globals |= dict.fromkeys(("_", "gettext"), _gettext(_Catalogue()))
    return made[0], made[1]


@pytest.mark.parametrize(
    "source",
    [
        "{{ _('share') }}",
        "{{ _('share') }}{{ _('share') }}",
        "{{ _('{n}', n=value) }}",
        "{{ gettext('{n}', n=value|safe) }}",
        "{% trans %}share{% endtrans %}",
        "{% trans n=value %}Có {{ n }} bài{% endtrans %}",
        "{% trans n=3 %}Một bài{% pluralize n %}{{ n }} bài{% endtrans %}",
        "{{ _('<i>') }}",
        "{% trans message=value %}Có {{ message }}{% endtrans %}",
        "{% set text = _('share') %}{{ text }}{{ text ~ value }}",
    ],
)
def test_messages_are_what_jinja_makes_of_them(environments: tuple[Environment, Environment], source: str) -> None:
    first, second = (environment.from_string(source).render(value="<a> & 5 %") for environment in environments)
    assert first == second


def test_messages_of_the_theme_are_in_its_language() -> None:
    for lang in ("vi", "en"):
        environment = make_renderer().environment(lang)
        assert environment.from_string("{{ _('Read more') }}").render() == translation(lang).gettext("Read more")


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns all the time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty")
def test_parts_make_room_whatever_threads_do_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remember, "_PARTS", 64)
    template = Environment(extensions=[RememberExtension]).from_string(
        "{% for each in items %}{% remember each %}{{ each }} {% endremember %}{% endfor %}"
    )

    def work(thread: int) -> bool:
        names = [f"{thread}-{number}" for number in range(4000)]
        return str(template.render(items=names)).split() == names

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(4)))


@pytest.mark.parametrize(
    "source",
    [
        "{% for each in [1, true, 1, 0, false] %}{% remember each %}{{ each }} {% endremember %}{% endfor %}",
        "{% for each in ['<b>', '<b>'|safe, '<b>'] %}{% remember each %}{{ each }} {% endremember %}{% endfor %}",
        "{% remember 1 %}a{% endremember %}{% remember 1 %}b{% endremember %}",
        "{% for each in [1, 2] %}{% remember each %}{% remember 1 %}x{% endremember %}{{ each }}{% endremember %}{% endfor %}",
    ],
)
def test_parts_are_what_they_are_without_being_remembered(source: str) -> None:
    environment = Environment(extensions=[RememberExtension], autoescape=True)
    plain = re.sub(r"{% (remember [^%]*|endremember) %}", "", source)
    assert environment.from_string(source).render() == environment.from_string(plain).render()
