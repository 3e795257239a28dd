"""counts.json: read field by field, since it comes from outside."""

import copy
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import Findings
from ban_tin.language.translations import translation
from ban_tin.site.counts import Tally, UnusableCountsError, load_counts, parse_counts
from tests.builders import kinds, places
from tests.data.counts import counts_document

Steps = tuple[str | int, ...]


def changed(place: Steps, value: Any) -> dict[str, Any]:
    """Return the document with another value at ``place``."""
    document = counts_document()
    owner: Any = document
    for step in place[:-1]:
        owner = owner[step]
    owner[place[-1]] = value
    return document


def test_the_answers_of_the_counter_become_values() -> None:
    counts = parse_counts(counts_document())
    assert counts.as_of == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert (counts.since, counts.total, counts.views) == (date(2026, 10, 30), 547_780, 901_234)
    assert counts.days[-1] == Tally(date(2026, 11, 21), 120, 300, 80, 4)
    assert counts.months[0].start == date(2026, 10, 1)
    assert [each.path for each in counts.week] == ["/", "/tin/2026/11/bai-mot/", "/tin/2026/11/khong-con/"]


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (("site",), [], "not a group"),
        (("site", "total"), "547780", "not a whole number"),
        (("site", "total"), -1, "not a whole number"),
        (("site", "total"), 1.5, "not a whole number"),
        (("site", "total"), True, "not a whole number"),
        (("site", "total"), None, "not a whole number"),
        (("site", "views"), 2**53, "not a whole number"),
        (("site", "as_of"), "2026-11-22T08:00:00", "not a time"),
        (("site", "as_of"), "hôm nay", "not a time"),
        (("site", "as_of"), "9999-12-31T23:59:59-10:00", "not a time"),
        (("site", "since"), "22/11/2026", "not a date"),
        (("site", "days"), {}, "not a list"),
        (("site", "days", 1), 7, "not a group"),
        (("site", "days", 1, "visits"), "7", "not a whole number"),
        (("site", "days", 1, "day"), "2026-11-31", "not a date"),
        (("site", "days", 1, "day"), "2026-11-20", "does not follow"),
        (("site", "months", 0, "month"), "2026-13", "not a date"),
        (("site", "months", 1, "month"), "2026-10", "does not follow"),
        (("week",), None, "not a group"),
        (("week", "pages"), "/", "not a list"),
        (("month", "pages", 0), "/", "not a group"),
        (("month", "pages", 0, "path"), "https://other.example/", "not the address"),
        (("month", "pages", 0, "path"), 1, "not the address"),
        (("month", "pages", 0, "views"), 1e3, "not a whole number"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(place: Steps, value: Any, reason: str) -> None:
    with pytest.raises(UnusableCountsError, match=reason) as caught:
        parse_counts(changed(place, value))
    assert caught.value.place == place
    assert translation("vi").gettext(str(caught.value)) != str(caught.value)


@pytest.mark.parametrize(
    "place", [("site",), ("week",), ("site", "total"), ("site", "days", 0, "bots"), ("week", "pages")]
)
def test_what_is_missing_is_named(place: Steps) -> None:
    document = counts_document()
    owner: Any = document
    for step in place[:-1]:
        owner = owner[step]
    del owner[place[-1]]
    with pytest.raises(UnusableCountsError, match="missing") as caught:
        parse_counts(document)
    assert caught.value.place == place


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
PLACES = [
    ("site",), ("week",), ("month",), ("site", "as_of"), ("site", "since"), ("site", "total"), ("site", "days"),
    ("site", "days", 0), ("site", "days", 0, "day"), ("site", "months", 0, "month"), ("week", "pages"),
    ("week", "pages", 0), ("week", "pages", 0, "path"), ("month", "pages", 0, "views"),
]  # fmt: skip


@given(st.sampled_from(PLACES), JSON)
def test_nothing_at_any_place_is_more_than_an_unusable_value(place: Steps, value: Any) -> None:
    try:
        parse_counts(changed(place, value))
    except UnusableCountsError as error:
        assert error.place[: len(place)] == place or place[: len(error.place)] == error.place


@given(JSON)
def test_any_other_document_is_refused(document: Any) -> None:
    with pytest.raises(UnusableCountsError):
        parse_counts(document)


def loaded(tmp_path: Path, content: str | bytes) -> tuple[Any, list[tuple[str, int, str]]]:
    path = tmp_path / "counts.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    findings = Findings()
    counts = load_counts(path, "content/counts.json", findings)
    assert all(each.path == "content/counts.json" for each in findings.found)
    return counts, [(each.kind, each.line, dict(each.values).get("field", "")) for each in findings.sorted()]


def test_without_the_file_there_are_no_counts_and_no_finding(tmp_path: Path) -> None:
    findings = Findings()
    assert load_counts(tmp_path / "counts.json", "content/counts.json", findings) is None
    assert findings.found == set()


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, json.dumps(counts_document())) == (parse_counts(counts_document()), [])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("<html>\n", 1),
        ('{\n"site": {\n', 3),
        ('{\n"site": {}, }\n', 2),
        (b"\xff{}", 0),
        ("[" * 100_000, 0),
        ("9" * 5000, 0),
    ],
    ids=["empty", "a page", "cut off", "comma", "not UTF-8", "nested", "digits"],
)
def test_a_broken_file_is_a_finding_with_its_line(tmp_path: Path, content: str | bytes, line: int) -> None:
    assert loaded(tmp_path, content) == (None, [("counts-unreadable", line, "")])


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_wrong_value_is_a_finding_with_its_line(tmp_path: Path) -> None:
    text = json.dumps(changed(("site", "days", 1, "visits"), "mười"), indent=1, ensure_ascii=False)
    assert loaded(tmp_path, text) == (None, [("counts-value", line_of(text, "mười"), "site.days[1].visits")])


def test_a_missing_value_is_a_finding_with_the_line_of_what_it_belongs_to(tmp_path: Path) -> None:
    document = copy.deepcopy(counts_document())
    del document["month"]["pages"][0]["views"]
    text = json.dumps(document, indent=1)
    after = text.index('"month": {\n  "days"')
    line = text[: text.index('{\n    "path"', after)].count("\n") + 1
    assert loaded(tmp_path, text) == (None, [("counts-value", line, "month.pages[0].views")])


def test_another_kind_of_document_is_a_finding(tmp_path: Path) -> None:
    assert loaded(tmp_path, "[1]") == (None, [("counts-value", 1, "counts.json")])


def test_a_byte_order_mark_is_no_part_of_the_document(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufeff" + json.dumps(counts_document())) == (parse_counts(counts_document()), [])


def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    findings = Findings()
    assert load_counts(tmp_path, "content/counts.json", findings) is None
    assert [each.kind for each in findings.found] == ["counts-unreadable"]


def test_a_wrong_value_where_lines_are_unknown_is_still_a_finding(tmp_path: Path) -> None:
    # Tabs indent JSON, but not YAML, which knows the lines.
    text = json.dumps(changed(("site", "total"), "mười"), indent="\t", ensure_ascii=False)
    assert loaded(tmp_path, text) == (None, [("counts-value", 0, "site.total")])


def test_a_finding_says_what_is_wrong_with_the_value(tmp_path: Path) -> None:
    path, findings = tmp_path / "counts.json", Findings()
    path.write_text(json.dumps(changed(("site", "total"), -1)), encoding="utf-8")
    load_counts(path, "content/counts.json", findings)
    assert [dict(each.values)["reason"] for each in findings.found] == ["it is not a whole number from 0"]


def test_a_file_that_is_none_holds_nobody(tmp_path: Path) -> None:
    for name in ("pipe", "folder", "device"):
        path = tmp_path / name
        {"pipe": os.mkfifo, "folder": Path.mkdir, "device": lambda path: path.symlink_to("/dev/zero")}[name](path)
        findings = Findings()
        assert load_counts(path, "content/counts.json", findings) is None
        assert kinds(findings) == ["counts-unreadable"]


def test_in_a_file_of_megabytes_no_line_is_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    path.write_text('{"site": 1, "x": "' + "a" * 2_000_000 + '"}')
    findings = Findings()
    assert load_counts(path, "content/counts.json", findings) is None
    assert places(findings) == [("counts-value", 0)]
