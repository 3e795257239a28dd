"""The file of an article's comments: what is written is read again, and what people did to it by hand is told."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ban_tin.articles.comments import Comment, Reply, comments_file, format_comments, is_comments_file, parse_comments
from ban_tin.articles.comments.file import article_of
from ban_tin.findings.catalogue import KINDS, Severity
from ban_tin.findings.report import Findings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WHEN = datetime(2026, 11, 20, 8, 15, 30, tzinfo=ZONE)
#: Any text, and more of what YAML has a meaning for.
TEXT = st.one_of(
    st.text(min_size=1),
    st.lists(st.sampled_from(["\n", " ", "\t", "---", "...", "# ", "- ", ": ", "|", "a", "\u202e", "\ufeff", "👨‍👩‍👧", "\x85", "e\u0301", '"', "\\", "\x00"])).map("".join),
).filter(str.strip)  # fmt: skip
NAME = st.one_of(st.just(""), st.text())
MOMENT = st.datetimes(timezones=st.just(timezone(timedelta(hours=7))), min_value=datetime(1990, 1, 1))
REPLY = st.builds(Reply, MOMENT, NAME, TEXT)
COMMENTS = st.lists(
    st.builds(Comment, st.integers(1, 10**12), MOMENT, NAME, TEXT, st.one_of(st.none(), REPLY)),
    unique_by=lambda each: (each.id, each.received),
    max_size=4,
)


def read(text: str) -> tuple[tuple[Comment, ...], list[tuple[int, str]]]:
    findings = Findings()
    comments = parse_comments(text, "tin/comments.yaml", ZONE, findings)
    return comments, [(each.line, each.kind) for each in findings.sorted()]


@given(COMMENTS)
@example([Comment(1, WHEN, "An # 1", " lùi vào\n\n---\n\tcột\u2028 \n", Reply(WHEN, "- id: 3", "{{ a }} # b"))])
@example([Comment(1, WHEN, "", "một\rhai\r\nba", None), Comment(2, WHEN, "~", "null", None)])
def test_what_is_written_is_read(comments: list[Comment]) -> None:
    found, findings = read(format_comments(comments))
    assert found == tuple(comments)
    assert {kind for _, kind in findings} <= {"comments-character"}


@given(st.text(alphabet="-: |#&*!{}[]\"'\n\tid12rectxnamply>%@", max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    comments, findings = read(text)
    assert all(KINDS[kind].severity is Severity.ERROR for _, kind in findings)
    assert all(each.text.strip() for each in comments)


def test_it_reads_well() -> None:
    """People look at it in git: plain words stay plain."""
    text = format_comments(
        [Comment(12, WHEN, "Lan Anh", "Cảm ơn Sở.\n\nTôi hỏi: #1?", Reply(WHEN, "Văn phòng", "Đã rõ"))]
    )
    assert text.split("\n", 2)[2] == (
        "- id: 12\n  received: 2026-11-20 08:15:30+07:00\n  name: Lan Anh\n  text: |-\n    Cảm ơn Sở.\n\n    Tôi hỏi: #1?\n"
        "  reply:\n    at: 2026-11-20 08:15:30+07:00\n    name: Văn phòng\n    text: |-\n      Đã rõ\n"
    )
    assert text.startswith("# Ý kiến bạn đọc")


def test_times_as_people_type_them() -> None:
    for typed in ("2026-11-20 08:15:30", "2026-11-20T01:15:30Z", "2026-11-20 08:15:30+07:00"):
        assert read(f"- id: 1\n  received: {typed}\n  text: a\n")[0] == (Comment(1, WHEN, "", "a"),)
    assert read("- id: 1\n  received: 20/11/2026 08:15\n  text: a\n")[0][0].received == WHEN.replace(second=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: a\n  received: 2026-13-01\n  text: ' '\n  tekst: b\n", {(1, "comments-value"), (1, "comments-missing"), (2, "comments-value"), (4, "comments-field")}),
        ("- id: 1\n  received: 2026-11-20\n  text: hỏi #1 nhé\n", {(3, "comments-hash")}),
        ("- id: 1\n  received: 2026-11-20\n  text: a\n  text: b\n", {(4, "comments-again")}),
        ("- id: 1\n  received: 2026-11-20\n  text: a\n- id: 1\n  received: 2026-11-20\n  text: b\n", {(4, "comments-twice")}),
        ("- id: 1\n  received: 2026-11-20\n  text: a\n  reply: b\n", {(4, "comments-reply")}),
        ("- id: 1\n  received: 2026-11-20\n  text: a\n  reply:\n    text: b\n", {(4, "comments-missing")}),
        ('- id: 1\n  received: 2026-11-20\n  text: "a\\x00"\n', {(3, "comments-character")}),
        ("- id: 1\n  text: a\x01\n", {(2, "comments-character")}),
        ("- &a id: 1\n", {(1, "comments-syntax")}),
        ("- id: !!python/name:os.system 1\n", {(1, "comments-syntax")}),
        ("- *a\n", {(1, "comments-syntax")}),
        ("[" * 100_000, {(1, "comments-syntax")}),
        ("- {id: " * 100_000, {(1, "comments-syntax")}),
        ("--- \n- id: 1\n", {(1, "comments-syntax")}),
        ("text: a\n", {(1, "comments-syntax")}),
        ('- id: 1\n  text: "\\UFFFFFFFF"\n', {(2, "comments-syntax")}),
    ],
)  # fmt: skip
def test_every_mistake_has_its_line(text: str, expected: set[tuple[int, str]]) -> None:
    assert set(read(text)[1]) == expected


def test_remarks_alone_are_no_comments() -> None:
    assert read("") == read("# nothing yet\n") == read("[]") == ((), [])


def test_where_they_lie() -> None:
    assert comments_file(Path("tin/2026/bai/index.md")) == Path("tin/2026/bai/comments.yaml")
    assert comments_file(Path("tin/2026/bai.md")) == Path("tin/2026/bai.comments.yaml")
    for name in ("index.md", "bai.md", "bai.moi.md"):
        file = comments_file(Path(name)).name
        assert is_comments_file(file)
        assert article_of(file) == name
