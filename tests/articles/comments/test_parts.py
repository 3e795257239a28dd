"""What has left the article's page stays where it is, whatever is approved later."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.comments.parts import COMMENTS_LENGTH, ROOM, list_comments, part_comments
from ban_tin.views import Comment

WHEN = datetime(2026, 11, 20, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def comments_of(sizes: list[int]) -> list[Comment]:
    return [Comment(number, WHEN, "", "a" * size) for number, size in enumerate(sizes)]


@given(st.lists(st.integers(1, 900), min_size=1, max_size=130))
def test_full_pages_never_change(sizes: list[int]) -> None:
    comments = comments_of(sizes)
    before = part_comments(comments[:-1])
    after = part_comments(comments)
    assert after.all == tuple(comments)
    assert 1 <= len(after.newest) <= COMMENTS_LENGTH
    assert len(after.newest) == 1 or sum(len(each.text) for each in after.newest) <= ROOM
    full = [page for page in before.pages if len(page) == COMMENTS_LENGTH]
    assert list(after.pages[: len(full)]) == full
    assert all(len(page) == COMMENTS_LENGTH for page in after.pages[:-1])
    listed = list_comments(after, "comments.yaml")
    assert [each.load() for each in (listed.newest, *listed.pages)] == [after.newest, *after.pages]
    if listed.pages:
        assert listed.last_is_full == (len(after.pages[-1]) == COMMENTS_LENGTH)


def test_short_ones_fill_the_page() -> None:
    parted = part_comments(comments_of([100] * 45))
    assert [len(page) for page in (parted.newest, *parted.pages)] == [20, 20, 5]
    assert part_comments([]) == ((), ())
