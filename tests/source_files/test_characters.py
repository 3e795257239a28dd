"""Characters that no page and no feed may hold, and invisible signs: each goes, and what is left is well-formed XML."""

import unicodedata
from xml.parsers import expat
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import Findings, Severity
from ban_tin.source_files import check_value, clean_text
from tests.builders import places

FORBIDDEN = [*range(9), *range(0x0F, 0x1E), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFFFC, 0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF]
FORBIDDEN += [plane + end for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)]
BREAKS = "\v\f\x0e\x85\u2028\u2029"
INVISIBLE = "\u200b\ufeff\u2060\u00ad\u180e\u2063\u206a\u034f\u3164\x1f\u200c\u200d\u200e\u200f\u2066\u202c"


def cleaned(text: str, line_break: str = "\v") -> tuple[str, Findings]:
    findings = Findings()
    return clean_text(text, "content/tin/bai/index.md", findings, line_break), findings


@pytest.mark.parametrize("code", FORBIDDEN, ids=lambda code: f"U+{code:04X}")
def test_a_control_character_goes_with_a_hint_that_has_its_line_and_code_point(code: int) -> None:
    text, findings = cleaned(f"một\nhai{chr(code)}ba\n")
    assert text == "một\nhaiba\n"
    (finding,) = findings.found
    assert (finding.kind, finding.line, finding.severity) == ("character-control", 2, Severity.HINT)
    assert f"U+{code:04X}" in finding.message()
    assert "“hai”" in finding.message()


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda each: f"U+{ord(each):04X}")
def test_an_invisible_sign_goes_without_a_word_and_moves_no_line(sign: str) -> None:
    assert cleaned(f"{sign}## Mục{sign}\n{sign}\nmột{sign}hai {sign}\n") == ("## Mục\n\nmộthai \n", Findings())


@pytest.mark.parametrize(
    "text", ["👩\u200d🏫", "🏳️\u200d🌈", "क्\u200dष", "نمی\u200cخواهم", "שלום\u200e (1)", "\u2067שלום\u2069"]
)
def test_what_emoji_and_other_scripts_need_stays(text: str) -> None:
    assert cleaned(f"{text}\n") == (f"{text}\n", Findings())


def test_word_s_hyphens_are_hyphens_or_nothing() -> None:
    assert cleaned("19\x1e5, Hội\x1f nghị") == ("19-5, Hội nghị", Findings())


def test_what_old_programs_of_windows_wrote_is_what_it_was_with_a_hint() -> None:
    text, findings = cleaned("a\n\x93Hội nghị\x94\n")
    assert text == "a\n“Hội nghị”\n"
    (finding,) = findings.found
    assert (finding.kind, finding.line, finding.severity) == ("character-windows", 2, Severity.HINT)
    assert "U+0094" in finding.message() or "U+0093" in finding.message()


def test_a_letter_that_was_lost_is_a_warning() -> None:
    text, findings = cleaned("a\nh\ufffdi nghị\n")
    assert text == "a\nh\ufffdi nghị\n"
    assert places(findings) == [("character-lost", 2)]


@pytest.mark.parametrize("character", BREAKS, ids=lambda each: f"U+{ord(each):04X}")
def test_a_line_break_of_word_stays_one_without_a_remark_and_moves_no_line(character: str) -> None:
    assert cleaned(f"một{character}hai\nba\n") == ("một\vhai\nba\n", Findings())
    assert cleaned(f"{character}# Mục{character}\n") == ("# Mục\n", Findings())
    assert cleaned(f"một{character}hai", " ")[0] == "một hai"


@pytest.mark.parametrize("character", BREAKS, ids=lambda each: f"U+{ord(each):04X}")
def test_breaks_that_are_the_only_ends_of_lines_are_line_feeds(character: str) -> None:
    text, findings = cleaned(f"---{character}title: A{character}---{character}{character}Thân\x01{character}")
    assert text == "---\ntitle: A\n---\n\nThân\n"
    assert places(findings) == [("character-control", 5)]


@pytest.mark.parametrize(
    "reference",
    [
        *("&#0;", "&#1;", "&#x1;", "&#X0001;", "&#3", "&#129;", "&#x81;", "&#xD800;", "&#xFFFE;", "&#x1FFFF;"),
        *("&#x110000;", "&#" + "9" * 5000 + ";", "&#x" + "f" * 5000, "&#000000000001;"),
    ],
    ids=lambda each: each[:12],
)
def test_a_reference_to_a_control_character_is_one(reference: str) -> None:
    text, findings = cleaned(f"a\n\nb{reference} c\n")
    assert text == "a\n\nb c\n"
    assert places(findings) == [("character-reference", 3)]


@pytest.mark.parametrize("reference", ["&#38;", "&#x110;", "&#9;", "&#10;", "&#150;", "&#x80;", "&#8230;", "&#x1F600;"])
def test_a_reference_to_anything_else_is_left_alone(reference: str) -> None:
    assert cleaned(f"a{reference}b") == (f"a{reference}b", Findings())


def test_a_reference_to_a_line_break_is_one_and_one_to_an_invisible_sign_is_nothing() -> None:
    assert cleaned("a&#11;b&#xC;c&#x2028;d&#8203;e&#xfeff;f") == ("a\vb\vc\vdef", Findings())


@pytest.mark.parametrize(
    "line", ["Đại hội – 20/11 “khai mạc”…\u00a0\u00ab\u00bb\u2009", "😀 𠀀 \ue000 \U0010fffd", "\t"]
)
def test_what_can_be_published_stays(line: str) -> None:
    assert cleaned(f"{line}\n") == (f"{line}\n", Findings())


@pytest.mark.parametrize(
    ("line", "turned"),
    [
        ("tên \u202eđảo", True),
        ("tên \u2067đảo", True),
        ("tên &#x202E;đảo", True),
        ("\u202bשלום\u202c", False),
        ("\u2067שלום\u2069", False),
        ("\u2067ש\u202eל\u2069 sau", False),
        ("\u202eש\u2069 sau", True),
    ],
)
def test_text_that_is_turned_and_never_turned_back_is_a_warning(line: str, turned: bool) -> None:
    text, findings = cleaned(f"đầu\n{line}\ncuối")
    assert text == f"đầu\n{line}\ncuối"
    assert places(findings) == ([("character-turns", 2)] if turned else [])


def test_a_file_of_nothing_else_has_twenty_findings_and_one_a_line() -> None:
    _, findings = cleaned("\x01\x02\x03\n" * 100)
    assert places(findings) == [("character-control", line) for line in range(1, 21)]


@pytest.mark.parametrize("value", ["a\x00", "C:\x07nh", "\v", "\ud83d", "\uffff", "\x9f"])
def test_a_value_that_escapes_made_is_held_against_the_same(value: str) -> None:
    findings = Findings()
    assert not check_value(value, "content/site.toml", 3, findings)
    assert places(findings) == [("character-escape", 3)]


def test_a_value_that_turns_text_may_be_published_with_a_warning() -> None:
    findings = Findings()
    assert check_value("a\u202eb", "content/site.toml", 3, findings)
    assert check_value("a\u200db\n", "content/site.toml", 3, findings)
    assert places(findings) == [("character-turns", 3)]


PARTS = [
    *map(chr, FORBIDDEN),
    *BREAKS,
    "\n",
    "a",
    "ệ",
    "&#",
    "&#x",
    "1",
    "b",
    ";",
    "\u202e",
    "\u2069",
    "\ud800",
    "\u200b",
    "\u200d",
]
ANY = st.lists(st.sampled_from(PARTS)).map("".join)


@given(ANY)
def test_whatever_it_was_the_text_is_xml_afterwards_and_has_its_lines(text: str) -> None:
    result, findings = cleaned(text)
    expat.ParserCreate().Parse(f"<p>{escape(result)}</p>".replace("\v", "").encode(), True)
    if "\n" in text.strip():
        assert result.count("\n") == text.count("\n")
    assert all(1 <= finding.line <= result.count("\n") + 1 for finding in findings.found)
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in result.replace("\v", "").replace("\n", ""))
    assert cleaned(result)[0].strip("\v") == result.strip("\v")
