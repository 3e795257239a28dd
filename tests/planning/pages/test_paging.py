"""Lists whose numbered pages never change again."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.pages.paging import ListPart, paginate
from ban_tin.site.addresses import VIETNAMESE

LENGTHS = st.integers(1, 12)


def numbered(count: int, length: int) -> dict[int, ListPart[int]]:
    """Return the numbered pages of a list of the items 1 (the oldest) to ``count``."""
    return {part.number: part for part in paginate(range(count, 0, -1), length, "/tin/", VIETNAMESE) if part.number}


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (10, [10]),
        (19, [19]),
        (20, [10, 10]),
        (29, [19, 10]),
        (30, [10, 10, 10]),
        (39, [19, 10, 10]),
    ],
)
def test_the_lists_own_address_shows_between_one_and_two_pages(count: int, sizes: list[int]) -> None:
    parts = paginate(range(count), 10, "/tin/", VIETNAMESE)
    assert sorted(len(part.items) for part in parts[1:]) == sorted(sizes[1:])
    assert len(parts[0].items) == sizes[0]
    assert [part.number for part in parts] == [0, *range(1, len(sizes))]


@given(st.integers(0, 200), LENGTHS)
def test_every_item_stands_on_exactly_one_page_and_newest_first(count: int, length: int) -> None:
    parts = paginate(range(count, 0, -1), length, "/tin/", VIETNAMESE)
    in_order = [parts[0], *reversed(parts[1:])]
    assert [item for part in in_order for item in part.items] == list(range(count, 0, -1))
    assert all(len(part.items) == length for part in parts[1:])
    assert len(parts[0].items) < 2 * length
    assert not parts[1:] or len(parts[0].items) >= length


@given(st.integers(0, 200), LENGTHS, st.integers(1, 60))
def test_newer_items_never_change_a_numbered_page(count: int, length: int, added: int) -> None:
    before, after = numbered(count, length), numbered(count + added, length)
    for number, page in before.items():
        assert after[number] == page


@given(st.integers(0, 200), LENGTHS)
def test_page_one_holds_the_oldest_for_ever(count: int, length: int) -> None:
    first = numbered(count, length).get(1)
    assert first is None or first.items == tuple(range(length, 0, -1))


@given(st.integers(0, 200), LENGTHS)
def test_one_more_item_writes_at_most_the_list_and_one_new_page(count: int, length: int) -> None:
    before = {part.url: part for part in paginate(range(count, 0, -1), length, "/tin/", VIETNAMESE)}
    after = {part.url: part for part in paginate(range(count + 1, 0, -1), length, "/tin/", VIETNAMESE)}
    assert len([url for url, part in after.items() if before.get(url) != part]) <= 2
    assert set(before) <= set(after)


@given(st.integers(0, 200), LENGTHS)
def test_the_links_lead_through_the_whole_list_and_back(count: int, length: int) -> None:
    parts = {part.url: part for part in paginate(range(count, 0, -1), length, "/tin/", VIETNAMESE)}
    # The address of the next number leads to the list itself until that page is full.
    parts[VIETNAMESE.numbered("/tin/", len(parts))] = parts["/tin/"]
    seen = [parts["/tin/"]]
    while seen[-1].older:
        seen.append(parts[seen[-1].older])
    assert [item for part in seen for item in part.items] == list(range(count, 0, -1))
    for newer, older in itertools.pairwise(seen):
        assert parts[older.newer] is newer


def test_a_numbered_page_has_an_address_that_no_slug_can_take() -> None:
    assert VIETNAMESE.numbered("/chuyen-muc/thi/", 3) == "/chuyen-muc/thi/trang/3/"
