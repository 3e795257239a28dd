"""Fields of an article's head: read back as they were written, and no other byte is touched."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from newsdesk.article_fields import NoHeadError, read_field, set_fields
from tests.shared_files import SOAK

FIELDS = st.sampled_from([
    ["date: 2026-11-01 08:00"], ["category: Tin hoạt động"], ["status: draft"], ["tags:", "- sơ kết", "- năm học"],
    ["summary: >-", "  Hai câu.", "  Câu sau."], ["# một lời nhắc"], ["withdrawn: cũ"], ["attachments: [a.pdf]"],
    ["tags_: x", "", "  # nữa"],
])  # fmt: skip
TITLES = st.sampled_from([["title: Hội nghị"], ['title: "Hội nghị: sơ kết"'], ["title: >", "  Hội nghị"]])
HEADS = st.builds(
    lambda title, fields: [line for field in (title, *fields) for line in field],
    TITLES,
    st.lists(FIELDS, max_size=6, unique_by=lambda field: field[0]),
)
VALUES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" :#\"'"), min_size=1, max_size=40)


def text_of(lines: list[str], body: str, end: str, mark: str = "") -> str:
    return mark + end.join(["---", *lines, "---", "", body])


@settings(max_examples=1000 if SOAK else 50)
@given(
    HEADS,
    VALUES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["withdrawn", "status", "title"]),
)
@example(["title: A", "tags:", "- a", "status: draft"], "draft", "\n", "", "status")
def test_a_field_is_written_and_the_rest_stays(lines: list[str], value: str, end: str, mark: str, name: str) -> None:
    body = f"withdrawn: không phải{end}---{end}"
    before = text_of(lines, body, end, mark)
    after = set_fields(before, {name: value})
    assert after.endswith(end.join(["---", "", body])) and after.startswith(f"{mark}---{end}")
    others = [line for line in before.split(end) if not line.startswith((f"{name}:", "  Hội nghị"))]
    assert others == [line for line in after.split(end) if not line.startswith((f"{name}:", "  Hội nghị"))]
    assert sum(line.startswith(f"{name}:") for line in after.partition(f"{end}---{end}")[0].split(end)) == 1
    read = parse_source(set_fields("---\ntitle: A\n---\n\nX\n", {name: value}), "x", Findings())
    plain = " ".join(value.split())
    if read is not None and plain:
        assert str(read.values[name]).translate({ord(each): '"' for each in "“”"}) == plain.replace("“", '"').replace(
            "”", '"'
        )
    assert f"{name}:" not in set_fields(after, {name: None}).partition(f"{end}---{end}")[0]


def test_other_forms_of_a_head() -> None:
    pairs = "Title: Bài cũ\nDate: 2026-11-01\nStatus: draft\n\nNội dung.\n"
    assert set_fields(pairs, {"status": "published"}) == pairs.replace("Status: draft", "Status: published")
    assert "Withdrawn: Nhầm\n" in set_fields(pairs, {"withdrawn": "Nhầm"})
    assert read_field(pairs, "title") == "Bài cũ"
    assert read_field("---\ntitle: 'A b'\n---\n", "title") == "A b"
    assert read_field("không có gì", "title") == ""


@pytest.mark.parametrize("text", ["", "\n\n", "Nội dung.\n", "---\ntitle: A\n", "+++\ntitle = 'A'\n+++\n"])
def test_without_a_head_nothing_is_written(text: str) -> None:
    with pytest.raises(NoHeadError):
        set_fields(text, {"status": "draft"})
