"""A source file cut into blocks: nothing is lost, whatever it is; and what an editor would take for one thing is one block."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from newsdesk.editing.blocks import KINDS, cut_blocks, join
from newsdesk.editing.changes import Change, merge_changes
from newsdesk.editing.texts import decode, split_lines
from tests.shared_files import SOAK
from tests.site.builder import ROOT

EXAMPLES = 500 if SOAK else 30
HEAD = '---\ntitle: "Bài"\ndate: 2026-11-01\n---\n\n'
PIECES = (
    "Một câu.", "Hai dòng\nliền nhau.", "## Tựa", "Tựa\n---", "- a\n- b", "1. x\n\n2. y", "- a\n\n  tiếp\n\n- b", "a) x\nb) y",
    "| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | 2 |\n{: .x}", "A\tB\n1\t2", "> lời\n\n> nữa", "![Ảnh](a.jpg)\n*Chú thích. Ảnh: A*",
    "![Ảnh](a.jpg)\n\n*Chú thích*", "```\n\nx\n\n```", "~~~\nkhông đóng", "<div>\n\nx\n\n</div>", "<p>mở", "<!-- ghi\n\nchú -->", "[^1]: Chú\n    tiếp\n\n    nữa",
    "[x]: https://a.example", "*[GD]: giáo dục", "Từ\n: nghĩa", "!!! note\n    x\n\n    y", "    mã", "---", "***", "\t", "<table><tr><td>\n\n1</table>",
)  # fmt: skip
HEADS = (
    "",
    HEAD,
    "\ufeff" + HEAD,
    "Title: Bài\nDate: 2026-11-01\n\n",
    "---\nkhông đóng\n",
    "\n\n" + HEAD,
    "---\n---\n",
    "  ---\n  a: b\n  ---\n",
)
texts = st.one_of(
    st.text(max_size=200),
    st.builds(
        lambda head, pieces, gap, end, ended: (head + gap.join(pieces)).replace("\n", end) + (end if ended else ""),
        st.sampled_from(HEADS),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=8),
        st.sampled_from(("\n", "\n\n", "\n\n\n", "\n \n")),
        st.sampled_from(("\n", "\r\n", "\r")),
        st.booleans(),
    ),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts)
def test_blocks_join_to_the_same_text(text: str) -> None:
    pieces = cut_blocks(text)
    assert join(pieces) == text
    behind = pieces.body
    for block in pieces.blocks:
        assert behind < block.first <= block.last <= len(pieces.lines)
        assert block.kind in KINDS
        assert pieces.lines[block.first - 1].strip()
        behind = block.last
    between = {number for block in pieces.blocks for number in range(block.first, block.last + 1)}
    left = [line for number, line in enumerate(pieces.lines, 1) if number > pieces.body and number not in between]
    assert not "".join(left).strip()


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts, st.integers(0, 20), st.text("ab \n", max_size=12))
def test_another_text_of_a_block_changes_no_other_line(text: str, number: int, new: str) -> None:
    pieces = cut_blocks(text)
    if not pieces.blocks:
        return
    block = pieces.blocks[number % len(pieces.blocks)]
    made = split_lines(merge_changes(text, text, [Change(block.first, block.last, block.text, new)]))
    behind = list(pieces.lines[block.last :])
    assert made[: block.first - 1] == list(pieces.lines[: block.first - 1])
    assert made[len(made) - len(behind) :] == behind or not behind


@given(st.binary(max_size=60))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_bytes_give_themselves_again(content: bytes) -> None:
    found = decode(content)
    assert found.encoded(found.text) == content


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Một.\n\nHai.", ["paragraph", "paragraph"]),
        ("## Tựa\nMột.", ["heading", "paragraph"]),
        ("![Ảnh](a.jpg)\n*Chú thích*\n\nMột.", ["figure", "paragraph"]),
        ("![Ảnh](a.jpg)\n\n*Chú thích*\n\nMột.", ["figure", "paragraph"]),
        ("- a\n\n- b\n\n    c\n\nMột.", ["list", "paragraph"]),
        ("- a\n- b\n\n1. x", ["list", "list"]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n{: .x}\n\nMột.", ["table", "paragraph"]),
        ("```\n## a\n\nb\n```\n\nMột.", ["code", "paragraph"]),
        ("<div>\n\n## a\n\n<div></div>\n\n</div>\n\nMột.", ["html", "paragraph"]),
        ("<!-- a\n\nb -->\n\nMột.", ["remark", "paragraph"]),
        ("Một[^1].\n\n[^1]: a\n\n    b\n\n[^2]: c", ["paragraph", "reference", "reference"]),
        ("> a\n\n> b\n\nMột.", ["quote", "paragraph"]),
        ("Từ\n\n: nghĩa\n\nMột.", ["paragraph", "paragraph"]),
        ("!!! note\n    a\n\n    b\n\nMột.", ["other", "paragraph"]),
        ("*Nghiêng* một câu.\n\n<b>Đậm</b> một câu.", ["paragraph", "paragraph"]),
    ],
)
def test_one_thing_is_one_block(body: str, kinds: list[str]) -> None:
    for end in ("\n", "\r\n"):
        pieces = cut_blocks((HEAD + body).replace("\n", end))
        assert [block.kind for block in pieces.blocks] == kinds
        assert pieces.body == 4


def test_the_head_ends_where_the_reader_says() -> None:
    sources = [*(ROOT / "content").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
    texts = [*HEADS, *(decode(path.read_bytes()).text for path in sources)]
    for text in (each + "Một câu.\n" for each in texts):
        read = parse_source(text.replace("\r\n", "\n").replace("\r", "\n"), "", Findings())
        assert read is None or read.body_line - 1 == cut_blocks(text).body, text[:80]
    assert len(sources) > 20


def test_signs_that_open_and_never_close_take_no_long_time() -> None:
    for sign in ("```x\n\n", "<!-- x\n\n", "<div>\n\n", "- a\n\n", "~~~~\n"):
        text = sign * 2_000
        assert join(cut_blocks(text)) == text
