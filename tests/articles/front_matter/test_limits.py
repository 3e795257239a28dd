"""Front matter that would end the process, or stand still: looked at before a loader sees it."""

from zoneinfo import ZoneInfo

import pytest
import yaml

from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.articles.front_matter.limits import DEPTH_MOST
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from tests.builders import places

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
REQUIRED = "title: Bài\ndate: 2026-11-20\ncategory: Tin hoạt động\n"


def checked(text: str) -> tuple[FrontMatter | None, Findings]:
    findings = Findings()
    source = parse_source(text, "content/tin/bai/index.md", findings)
    front = check_fields(source, "content/tin/bai/index.md", ZONE, False, findings) if source else None
    return front, findings


def fenced(head: str) -> str:
    return f"---\n{REQUIRED}{head}---\nThân\n"


DEEP = [
    pytest.param("tags: " + "[" * 30_000 + "]" * 30_000 + "\n", 5, id="brackets: ends libyaml's process"),
    pytest.param("tags: " + "[" * 5_000 + "\n", 5, id="brackets never closed"),
    pytest.param("tags:\n" + "".join(f"{' ' * depth}[\n" for depth in range(1, 300)), 25, id="brackets on lines"),
    pytest.param("x: " + "{a: " * 5_000 + "\n", 5, id="braces"),
    pytest.param("x:\n  " + "- " * 5_000 + "x\n", 6, id="hyphens"),
    pytest.param("? " * 5_000 + "x\n", 5, id="keys that are groups"),
    pytest.param("x:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 300)), 25, id="groups"),
    pytest.param("office: Có không?\nx: " + "[" * 5_000 + "]" * 5_000 + "\n", 6, id="as PyYAML reads it"),
]


@pytest.mark.parametrize("with_libyaml", [True, False])
@pytest.mark.parametrize(("head", "line"), DEEP)
def test_front_matter_nested_too_deep_is_named_with_its_line(
    head: str, line: int, with_libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", with_libyaml and yaml.__with_libyaml__)
    front, findings = checked(fenced(head))
    assert front is None
    assert places(findings) == [("front-matter-deep", line)]


def test_lists_as_deep_as_any_field_wants_them_are_read() -> None:
    assert DEPTH_MOST > 10
    many = "".join(f"  - file: tep-{number}.pdf\n    title: Tệp {number}\n" for number in range(100))
    front, findings = checked(fenced(f"attachments:\n{many}"))
    assert front is not None, findings
    assert len(front.attachments) == 100
    front, findings = checked(fenced('summary: "[a - b - c - d] {' + "- " * 50 + '}"\n'))
    assert front is not None, findings


@pytest.mark.parametrize(
    "head",
    [
        "tags: [&a x,*a,*a]\n",
        "tags: [&a [x,x],&b [*a,*a],&c [*b,*b]]\n",
        "&a tags: [x]\n",
        "tags: [!!python/object x]\n",
        "{!x tags: y}\n",
    ],
)
def test_anchors_and_tags_are_refused_wherever_they_stand(head: str) -> None:
    """Ten lists of ten aliases each would be ten thousand million words."""
    front, findings = checked(fenced(head) if not head.startswith("{") else f"---\n{head}---\n")
    assert front is None
    assert {kind for kind, _ in places(findings)} == {"yaml-mark"}


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\UFfffFfff"])
def test_an_escape_beyond_all_characters_is_named(escape: str) -> None:
    for before in ("x", "x # y"):
        front, findings = checked(fenced(f'office: {before}\nsummary: "a {escape} b"\n'))
        assert front is None
        assert places(findings) == [*([("yaml-hash", 5)] if "#" in before else []), ("yaml-syntax", 6)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('summary: "a\\x01b"\n', "character-escape"),
        ('summary: "C:\\anh\\van-ban"\n', "character-escape"),
        ('summary: "a\\uD83Db"\n', "character-escape"),
        ('tags: [a, "b\\uFFFF"]\n', "character-escape"),
        ('attachments: [{file: a.pdf, title: "b\\0"}]\n', "character-escape"),
    ],
)
def test_a_character_that_an_escape_makes_is_held_against_the_same(head: str, kind: str) -> None:
    front, findings = checked(fenced(head))
    assert front is None
    assert places(findings) == [(kind, 5)]


def test_a_group_in_the_place_of_a_name_is_no_field() -> None:
    front, findings = checked(fenced("? [a, b]\n: c\n"))
    assert front is None
    assert places(findings) == [("yaml-syntax", 5)]


def test_a_front_matter_that_never_ends_is_not_read() -> None:
    lines = "".join(f"    dòng {number}\n" for number in range(20_000))
    for text in (fenced(f"summary:\n{lines}"), f"Title: Bài\nSummary:\n{lines}\nThân"):
        front, findings = checked(text)
        assert front is None
        assert places(findings) == [("front-matter-long", 1)]


def test_more_fields_than_there_are_is_one_finding() -> None:
    for text in (fenced("".join(f"f{n}: x\n" for n in range(2000))), "".join(f"F{n}: x\n" for n in range(2000))):
        front, findings = checked(text)
        assert front is None
        assert places(findings) == [("front-matter-fields", 1)]


@pytest.mark.parametrize("letters", [(500, 501), (50_000, 60_000)], ids=["just", "absurd"])
def test_a_title_is_not_a_book(letters: tuple[int, int]) -> None:
    for number in letters:
        front, findings = checked(fenced("").replace("Bài", "x" * number))
        assert (front is None) == (number > 500)
        assert places(findings) == ([("field-long", 2)] if number > 500 else [])


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("tags: [" + "x" * 501 + "]\n", "field-long"),
        ("tags: " + ", ".join(f"nhãn {n}" for n in range(201)) + "\n", "field-many"),
        ("tags: " + ", ".join(f"nhãn {n}" for n in range(200)) + "\n", ""),
        ("summary: " + "chữ " * 700 + "\n", ""),
        ("summary: " + "chữ " * 800 + "\n", "field-long"),
        ("attachments: [a.pdf | " + "x" * 501 + "]\n", "field-long"),
        ("attachments: " + "; ".join(f"tep-{n}.pdf | Kế hoạch {n}" for n in range(100)) + "\n", ""),
    ],
)
def test_each_field_has_its_limit(head: str, found: str) -> None:
    front, findings = checked(fenced(head))
    assert (front is None) == bool(found)
    assert places(findings) == ([(found, 5)] if found else [])


@pytest.mark.parametrize(
    "head", ["a" + " " * 60_000, "a " * 30_000, "a:" + " x" * 29_000 + ' "', 'a: "' + " " * 60_000 + "x\ny"]
)
def test_a_line_without_end_is_looked_through_once(head: str) -> None:
    """A pattern that tries every letter of it for each letter takes minutes: the test would not end."""
    for text in (f"{head}\n\nThân", fenced(f"{head}\n")):
        front, _ = checked(text)
        assert front is None


def test_the_line_break_of_word_is_a_space_in_a_value() -> None:
    """As U+000B, which is what the reader makes of all such breaks; a line of the file stays one line."""
    for text in (fenced("summary: một\vhai\ntitel: x\n"), "Title: Bài\nSummary: một\vhai\nTitel: x\n\nThân\v"):
        source = parse_source(text, "x", findings := Findings())
        assert source is not None, findings
        assert source.values["summary"] == "một hai"
        assert source.lines["titel"] == source.lines["summary"] + 1
