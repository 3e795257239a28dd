"""The program suits any office: neither its code nor its theme speaks of the demonstration's, or of one kind of office."""

import re

import pytest
from babel.messages.pofile import read_po

from ban_tin.starter.bodies import BODIES
from tests.site.builder import ROOT

#: The demonstration's office: its place, its street, its domain, who answers for it.
DEMONSTRATION = re.compile(r"lam giang|bến lam|lamgiang|trần minh khôi", re.IGNORECASE)
#: What only an education department says of itself and its readers.
EDUCATION = re.compile(r"(?-i:\bSở\b)|giáo dục|GDĐT|nhà trường|phụ huynh|thí sinh", re.IGNORECASE)


@pytest.mark.parametrize("folder", ["ban_tin", "plugins", "newsdesk", "counter", "theme"])
def test_no_source_names_the_demonstration(folder: str) -> None:
    paths = [
        path
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".css", ".po", ".toml", ".md"}
    ]
    assert len(paths) > 10
    assert [path for path in paths if DEMONSTRATION.search(path.read_text(encoding="utf-8"))] == []


def test_no_message_is_about_education_but_what_such_an_office_begins_with() -> None:
    with (ROOT / "theme" / "locale" / "vi.po").open("rb") as source:
        messages = [(str(each.id), str(each.string)) for each in read_po(source, locale="vi") if each.id]
    own = {text for body in BODIES for text in (body.label, body.short)} | {"Ministry of Education and Training"}
    assert [text for key, text in messages if EDUCATION.search(text) and key not in own] == []


def test_no_template_has_words_of_its_own() -> None:
    found = [path for path in (ROOT / "theme").rglob("*.html") if EDUCATION.search(path.read_text(encoding="utf-8"))]
    assert found == []
