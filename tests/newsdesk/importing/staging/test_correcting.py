"""Fields in the head of an imported text, as a person corrects them."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.source_document import LIKELY, SURE, Found, SourceDocument
from newsdesk.importing.staging.correcting import WrongValueError, check_value, correct
from tests.builders import ROOT
from tests.shared_files import SOAK

from hypothesis import settings  # isort: skip

LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40).map(
    lambda text: " ".join(text.split())
)
DOCUMENT = SourceDocument(
    "bài.docx",
    "a" * 64,
    "<h1>Khai giảng lớp bồi dưỡng</h1><p>Một đoạn.</p>",
    fields={
        "title": Found("Khai giảng lớp bồi dưỡng", SURE, "đoạn 1", "Khai giảng lớp bồi dưỡng"),
        "date": Found("2026-11-26", LIKELY, "đoạn 2", "Sáng 26/11/2026"),
        "author": Found(("Minh Hà", "Quốc Bảo"), LIKELY, "đoạn 9", "Minh Hà, Quốc Bảo"),
        "tags": Found(("năm học", "giáo viên"), SURE, "đầu tệp", "năm học"),
    },
)


@cache
def facts() -> SiteFacts:
    found = load_facts(ROOT / "tests" / "data" / "site.toml", "site.toml", Findings())
    assert found is not None
    return found


def test_a_chosen_category_gives_what_the_command_writes_with_it() -> None:
    category = facts().categories[0].name
    without = compose(DOCUMENT, facts()).text
    assert correct(without, {"category": category}) == compose(DOCUMENT, facts(), ComposeOptions(category)).text


def test_what_a_person_looked_at_is_doubtful_no_longer() -> None:
    text = compose(DOCUMENT, facts()).text
    corrected = correct(text, {"date": "2026-11-27 08:00", "author": "Minh Hà"})
    expected = text.replace("date: 2026-11-26\n", "date: 2026-11-27 08:00\n")
    expected = expected.replace('authors: ["Minh Hà", "Quốc Bảo"]\n', 'author: "Minh Hà"\n')
    likely = [line for line in text.split("\n") if line.startswith("# likely ")]
    assert len(likely) == 2
    for line in likely:
        expected = expected.replace(f"{line}\n", "")
    assert corrected == expected
    assert correct(corrected, {"author": ""}) == corrected.replace('author: "Minh Hà"\n', "")


@settings(max_examples=400 if SOAK else 40)
@given(LINES, LINES, st.lists(LINES, max_size=4))
def test_only_the_lines_of_a_field_change(summary: str, author: str, body: list[str]) -> None:
    document = replace(
        DOCUMENT, flow="".join(f"<p>{line.translate({60: None, 38: None})}</p>" for line in [*body, "x"])
    )
    text = compose(document, facts()).text
    try:
        values = {name: check_value(name, value, facts()) for name, value in (("summary", summary), ("author", author))}
    except WrongValueError:
        return
    corrected = correct(text, values)
    assert corrected.partition("\n---\n")[2] == text.partition("\n---\n")[2]

    def others(whole: str) -> list[str]:
        head = whole.partition("\n---\n")[0].split("\n")
        return [line for line in head if not line.removeprefix("# likely ").startswith(("summary:", "author"))]

    assert others(corrected) == others(text)
    # Said twice, it is the same.
    assert correct(corrected, values) == corrected


@pytest.mark.parametrize(
    ("field", "value", "fix"),
    [("date", "31/11/2026", "30"), ("category", "Không có", ""), ("title", " ", "title:"), ("status", "published", ""), ("summary", "x" * 3001, "")],
)  # fmt: skip
def test_a_value_that_can_not_be_is_told(field: str, value: str, fix: str) -> None:
    with pytest.raises(WrongValueError) as caught:
        check_value(field, value, facts())
    assert caught.value.said
    assert caught.value.field == field
    assert fix in caught.value.said + caught.value.fix


def test_dates_are_read_as_people_write_them() -> None:
    assert check_value("date", "5/11/2026", facts()) == "2026-11-05"
    assert check_value("date", "2026-11-05 8:30", facts()) == "2026-11-05 08:30"
