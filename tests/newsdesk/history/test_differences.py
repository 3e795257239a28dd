"""What differs between two texts: nothing is lost of either, and each difference can be undone alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.editing.changes import Change, merge_changes
from newsdesk.history.differences import compare, compare_words, cut_paragraphs, summarize, undo_difference
from tests.newsdesk.history.conftest import article
from tests.shared_files import SOAK

EXAMPLES = 500 if SOAK else 40
WORDS = st.sampled_from(
    ["hội nghị", "học sinh", "năm 2026", "Sở", "kết thúc.", "|", "-", "![ảnh](a.jpg)", "\u00a0", "ﬀ"]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=7)
TEXTS = st.builds(
    lambda fields, paragraphs, end: "---\n" + "".join(f"{field}\n" for field in fields) + "---\n\n" + "\n\n".join(paragraphs) + end,
    st.lists(st.sampled_from(['title: "Một"', "title: Hai", "date: 2026-11-02", "tags: a, b"]), unique=True),
    PARAGRAPHS,
    st.sampled_from(["\n", ""]),
)  # fmt: skip


def undone(before: str, now: str, number: int) -> str:
    edit = undo_difference(compare(before, now), number, now)
    assert edit is not None
    return merge_changes(now, now, [Change(*edit)])


@settings(max_examples=EXAMPLES)
@given(TEXTS, TEXTS)
def test_nothing_is_lost_of_either_text(before: str, now: str) -> None:
    differences = compare(before, now)
    for number, side in ((0, before), (1, now)):
        drop = "new" if number == 0 else "gone"
        said = ["".join(word.text for word in each.words if word.kind != drop) for each in differences]
        assert [each for each in said if each] == [each.text for each in cut_paragraphs(side)]


@settings(max_examples=EXAMPLES)
@given(TEXTS, TEXTS)
def test_undoing_all_differences_gives_the_paragraphs_of_before(before: str, now: str) -> None:
    # From the last to the first, as each changes the lines of those behind it alone.
    for _ in range(60):
        changed = [number for number, each in enumerate(compare(before, now)) if each.kind != "same"]
        if not changed:
            break
        now = undone(before, now, changed[-1])
    assert [each.text for each in cut_paragraphs(now)] == [each.text for each in cut_paragraphs(before)]


def test_one_paragraph_comes_back_and_no_other_line_changes() -> None:
    before = article("Hội nghị", "Sáng nay, Sở tổ chức.", "Đại biểu phát biểu.", "Kết thúc.")
    now = article("Hội nghị sơ kết", "Chiều nay, Sở tổ chức.", "Kết thúc.", "Đoạn mới.").replace("\n", "\r\n")
    differences = compare(before, now)
    kinds = [each.kind for each in differences]
    assert kinds == ["same", "changed", "same", "same", "changed", "gone", "same", "new"]
    assert [word.text for word in differences[4].words if word.kind != "same"] == ["Sáng", "Chiều"]
    back = undone(before, now, kinds.index("gone"))
    assert back == now.replace("chức.\r\n", "chức.\r\n\r\nĐại biểu phát biểu.\r\n")
    assert undone(before, now, kinds.index("new")) == now.replace("\r\n\r\nĐoạn mới.", "")
    found = summarize(before, now)
    assert (found.fields, found.words_new, found.words_gone) == (("title",), 3, 5)


def test_words_are_read_in_phrases() -> None:
    words = compare_words("một hai ba bốn năm", "một HAI BA BỐN năm")
    assert [(word.kind, word.text) for word in words] == [
        ("same", "một "),
        ("gone", "hai ba bốn"),
        ("new", "HAI BA BỐN"),
        ("same", " năm"),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("-+" * 1450, "+-+" * 950), ("a\n\n" * 3000 + "b\n\na\n\n", "b\n\n" + "a\n\n" * 3000 + "c\n\n")]
)
def test_what_is_made_to_be_compared_for_hours_is_told_all_the_same(old: str, new: str) -> None:
    began = time.process_time()
    found = compare(old, new, 500_000)
    assert time.process_time() - began < 2
    for text, kind in ((old, "new"), (new, "gone")):
        told = "".join(word.text for each in found for word in each.words if word.kind != kind)
        assert told == text.replace("\n", "")
