"""Changes brought to a text that somebody else changed meanwhile: all of both, or a conflict that holds all three."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.editing import changes
from newsdesk.editing.changes import Change, UnusableChangeError, merge_changes, merge_texts
from newsdesk.editing.errors import ConflictError
from newsdesk.editing.texts import plain, split_lines
from tests.shared_files import SOAK

EXAMPLES = 1000 if SOAK else 40
BASE = "mot\n\nhai\n\nba\n"


def apply_changes(base: str, changes: Sequence[Change]) -> str:
    """Changes of a text that nobody else touched."""
    return merge_changes(base, base, changes)


def test_lines_elsewhere_stay_as_others_left_them() -> None:
    theirs = "không\nmot\n\nhai\n\nba khác\n"
    assert merge_changes(BASE, theirs, [Change(3, 3, "hai", "HAI\nhai")]) == "không\nmot\n\nHAI\nhai\n\nba khác\n"
    assert merge_changes(BASE, theirs, [Change(1, 0, "", "đầu")]) == "không\nđầu\nmot\n\nhai\n\nba khác\n"
    assert merge_changes(BASE, theirs, [Change(6, 5, "", "cuối")]) == "không\nmot\n\nhai\n\nba khác\ncuối\n"


def test_the_same_lines_are_a_conflict_that_can_be_settled_by_one_more_change() -> None:
    theirs = "trên\nmot\n\nhai của họ\nthêm\n\nba\n"
    with pytest.raises(ConflictError) as raised:
        merge_changes(BASE, theirs, [Change(3, 3, "hai", "hai của tôi")], "abc")
    found = raised.value
    assert (found.base, found.theirs, found.yours, found.digest) == ("hai", "hai của họ\nthêm", "hai của tôi", "abc")
    settled = apply_changes(theirs, [Change(found.first, found.last, found.theirs, "cả hai")])
    assert settled == "trên\nmot\n\ncả hai\n\nba\n"


def test_what_is_there_already_is_not_done_twice() -> None:
    done = apply_changes(BASE, [Change(3, 3, "hai", "HAI"), Change(6, 5, "", "cuối")])
    assert merge_changes(BASE, done, [Change(3, 3, "hai", "HAI"), Change(6, 5, "", "cuối")]) == done
    assert merge_changes(BASE, done + "x\n", [Change(6, 5, "", "cuối")]) == done + "x\n"


def test_of_a_version_that_nobody_knows_the_lines_are_found_where_they_stand_once() -> None:
    change = Change(3, 3, "hai", "HAI")
    assert merge_changes(None, "x\n" + BASE, [change]) == "x\nmot\n\nHAI\n\nba\n"
    for current in ("hai\nhai\n", "mot\n"):
        with pytest.raises(ConflictError) as raised:
            merge_changes(None, current, [change])
        assert raised.value.yours == "HAI"


def test_a_block_of_its_own_has_empty_lines_around() -> None:
    assert apply_changes("a\nb\n", [Change(2, 1, "", "x", apart=True)]) == "a\n\nx\n\nb\n"
    assert apply_changes("a\n\nb\n", [Change(3, 2, "", "x", apart=True)]) == "a\n\nx\n\nb\n"
    assert apply_changes("a\n\nb\n\nc\n", [Change(3, 3, "b", "", apart=True)]) == "a\n\nc\n"
    assert apply_changes("a", [Change(2, 1, "", "x", apart=True)]) == "a\n\nx"


def test_ends_of_lines_stay_what_they_are() -> None:
    assert apply_changes("a\r\nb\r\n", [Change(1, 1, "a", "x\ny")]) == "x\r\ny\r\nb\r\n"
    assert apply_changes("a\nb", [Change(2, 2, "b", "c\nd")]) == "a\nc\nd"
    assert apply_changes("a\nb", [Change(3, 2, "", "c")]) == "a\nb\nc"
    assert apply_changes("a\nb", [Change(2, 2, "b", "")]) == "a\n"
    assert apply_changes("a\rb\r", [Change(1, 1, "a", "a")]) == "a\rb\r"


@pytest.mark.parametrize(
    "changes", [[Change(0, 0, "", "x")], [Change(3, 1, "", "x")], [Change(1, 2, "mot\n", "x"), Change(2, 2, "", "y")]]
)
def test_what_is_no_change_of_any_text_is_refused(changes: list[Change]) -> None:
    with pytest.raises(UnusableChangeError):
        merge_changes(BASE, BASE, changes)


lines = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=8)


@settings(max_examples=EXAMPLES, deadline=None)
@given(lines, lines, lines)
def test_a_merge_has_all_that_both_added_or_tells_both(base: list[str], theirs: list[str], mine: list[str]) -> None:
    def text(given: list[str]) -> str:
        return "".join(f"{line}\n" for line in given)

    # What each adds is to be told from all else.
    theirs, mine = (
        [f"{line}T" if line == "c" else line for line in theirs],
        [f"{line}M" if line == "d" else line for line in mine],
    )
    try:
        merged = plain(split_lines(merge_texts(text(base), text(theirs), text(mine)))).split("\n")
    except ConflictError:
        return  # Nothing was saved: their text is in the file, mine with who typed it.
    assert merged.count("cT") == theirs.count("cT")
    assert merged.count("dM") == mine.count("dM")
    assert merge_texts(text(base), text(base), text(mine)) == text(mine)
    assert merge_texts(text(base), text(theirs), text(base)) == text(theirs)


def test_a_save_waits_for_no_text_that_is_made_to_be_compared_for_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_STEPS", 200_000)
    base, theirs = "a\nb\n" * 700, "b\na\nb\n" * 460
    began = time.process_time()
    with pytest.raises(ConflictError):
        merge_changes(base, f"{theirs}x\n", [Change(700, 700, "b", "Khác.")])
    assert merge_changes(base, f"{base}x\n", [Change(700, 700, "b", "Khác.")]).count("Khác.") == 1
    assert time.process_time() - began < 2
