"""Findings: collected, ordered, printed; what stops a build."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import KINDS, Finding, Findings, Severity, format_report, nearest, report_and_exit
from ban_tin.findings.report import fields_of
from ban_tin.language.translations import LANGUAGES, translation


def test_the_report_gives_place_severity_message_and_fix() -> None:
    findings = Findings()
    findings.add("field-unknown", "content/tin/a.md", 3, field="titel", nearest="title")
    findings.add("alt-missing", "content/tin/a.md", 12, image="anh.jpg")
    findings.add("encoding", "content/tin/b.md")
    assert format_report(findings.sorted(), str).splitlines() == [
        "content/tin/a.md:12: warning: The image “anh.jpg” has no alternative text.",
        "    Fix: Say between the brackets what is seen: ![a hall full of delegates](anh.jpg)",
        "content/tin/a.md:3: error: The field “titel” is not known.",
        "    Fix: Did you mean “title”? Otherwise delete the line.",
        "content/tin/b.md: error: The file is not saved as UTF-8.",
        "    Fix: Save it again with the encoding UTF-8.",
    ]


def test_hints_come_first_one_of_a_kind_with_the_number_of_its_like() -> None:
    findings = Findings()
    for number in range(7):
        findings.add("photo-location", f"content/tin/{number}.md", 3, image="anh.jpg")
        findings.add("alt-missing", "content/tin/a.md", 12, image=f"{number}.jpg")
        findings.add("encoding", f"content/tin/{number}.md")
    lines = format_report(findings.found, str).splitlines()[::2]
    assert lines[0].startswith("content/tin/6.md:3: hint: ")
    assert lines[0].endswith("(6 more like this)")
    assert [line.partition(": ")[2][:9] for line in lines[1:6]] == ["warning: "] * 5
    assert lines[5].endswith("(2 more like this)")
    assert lines[6:] == [f"content/tin/{number}.md: error: The file is not saved as UTF-8." for number in range(7)]


@pytest.mark.parametrize(
    ("kinds", "strict", "said"),
    [
        (["photo-location"], False, "1 remark."),
        (["alt-missing", "photo-location"], False, "1 warning, 1 remark."),
        (["alt-missing"], True, "1 warning. The build is stopped by: 1 warning. Nothing was written."),
        (["encoding", "alt-missing"], False, "1 error, 1 warning. The build is stopped by: 1 error. Nothing was written."),
        (["encoding", "alt-missing"], True, "1 error, 1 warning. The build is stopped by: 1 error, 1 warning. Nothing was written."),
    ],
)  # fmt: skip
def test_the_last_line_says_what_stopped_the_build(
    kinds: list[str], strict: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = Findings()
    for kind in kinds:
        findings.add(kind, "a.md", 1, **dict.fromkeys(fields_of(kind), "x"))
    with suppress(SystemExit):
        report_and_exit(findings, "en", strict)
    assert capsys.readouterr().err.splitlines()[-1] == said


def test_the_report_speaks_vietnamese_and_translates_our_own_reasons() -> None:
    finding = Finding("a.md", 2, "photo-unreadable", (("image", "anh.jpg"), ("reason", "the file is empty")))
    text = format_report([finding], translation("vi").gettext)
    assert "lỗi" in text
    assert "the file is empty" not in text
    assert "image" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_said_in_every_language(kind: str, lang: str) -> None:
    gettext = translation(lang).gettext
    names = {
        field
        for template in (KINDS[kind].message, KINDS[kind].fix)
        for _, field, _, _ in string.Formatter().parse(template)
        if field
    }
    finding = Finding("a.md", 1, kind, tuple((name, f"<{name}>") for name in sorted(names)))
    said = finding.message(gettext) + finding.fix(gettext)
    for name in names:
        assert f"<{name}>" in said
    if lang == "vi":
        assert finding.message(gettext) != finding.message()


def test_an_unknown_kind_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        Findings().add("misspelt", "a.md")


@pytest.mark.parametrize("values", [{}, {"imgae": "a.jpg"}, {"image": "a.jpg", "caption": "x"}])
def test_values_that_no_text_names_fail_where_the_finding_is_made(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"alt-missing has \['image'\]"):
        Findings().add("alt-missing", "a.md", 1, **values)


def test_the_same_finding_twice_stands_once() -> None:
    findings = Findings()
    for _ in range(2):
        findings.add("encoding", "a.md")
    assert len(findings.found) == 1


@pytest.mark.parametrize(
    ("kinds", "strict", "stops"),
    [
        ([], False, False),
        ([], True, False),
        (["alt-missing"], False, False),
        (["alt-missing"], True, True),
        (["encoding"], False, True),
        (["alt-missing", "encoding"], False, True),
    ],
)
def test_errors_stop_every_build_and_warnings_a_strict_one(
    kinds: list[str], strict: bool, stops: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = Findings()
    for kind in kinds:
        findings.add(kind, "a.md", 1, **dict.fromkeys(fields_of(kind), "anh.jpg"))
    assert findings.stop(strict) is stops
    if stops:
        with pytest.raises(SystemExit) as left:
            report_and_exit(findings, "en", strict)
        assert left.value.code == 1
    else:
        report_and_exit(findings, "en", strict)
    printed = capsys.readouterr().err
    assert ("Nothing was written." in printed) is stops
    assert printed.count("a.md:1") == len(kinds)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("titel", "title"), ("Title", "title"), ("tag", "tags"), ("catagory", "category"), ("sumary", "summary")],
)
def test_a_misspelt_word_finds_the_one_that_was_meant(word: str, meant: str) -> None:
    assert nearest(word, ["title", "tags", "category", "summary", "date"]) == meant


def test_a_word_like_no_other_is_near_none() -> None:
    assert nearest("xyzzy", ["title", "date"]) == ""


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 30), st.sampled_from(sorted(KINDS)))))
def test_the_report_is_in_order_of_path_and_line_whatever_came_first(
    entries: list[tuple[str, int, str]],
) -> None:
    one, other = Findings(), Findings()
    for path, line, kind in entries:
        one.add(kind, path, line, **dict.fromkeys(fields_of(kind), "x"))
    for path, line, kind in reversed(entries):
        other.add(kind, path, line, **dict.fromkeys(fields_of(kind), "x"))
    assert one.sorted() == other.sorted()
    assert [(each.path, each.line) for each in one.sorted()] == sorted((each.path, each.line) for each in one.found)


def test_every_severity_is_used() -> None:
    assert {kind.severity for kind in KINDS.values()} == set(Severity)


def test_a_report_shows_what_a_terminal_would_obey_and_no_book() -> None:
    finding = Finding(
        "content/tin/a\x1b[2J\nb/index.md", 3, "field-foreign", (("field", "\x1b[31mx\u202e\udcff" + "y" * 5000),)
    )
    report = format_report([finding], str)
    assert report.startswith("content/tin/a<U+001B>[2J<U+000A>b/index.md:3: error: ")
    assert "“<U+001B>[31mx<U+202E><U+DCFF>yyy" in report
    assert len(report) < 2000
    report.encode()
    assert "Đảng\u200d" in format_report([Finding("Đảng\u200d", 0, "site-file")], str)
