"""Which comments stand in the article's own page, and which on numbered pages.

The order is that of the file: what is approved is added at its end. So what has left the article's page never comes back to it, and a
page that is full stays as it is for ever. Only a comment that is deleted changes the pages from its place on.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from ban_tin.views import Comment, Deferred, ListedComments, fingerprint

#: Comments on a page: of the newest in the article's own, and of those on a numbered one.
COMMENTS_LENGTH = 20
#: Letters of comments and replies in the article's own page, which phones wait for; a longer one stands there alone.
ROOM = 3000


class PartedComments(NamedTuple):
    """Comments, shared out; the oldest first everywhere."""

    #: In the article's own page.
    newest: tuple[Comment, ...]
    #: On numbered ones: all are full but perhaps the last one.
    pages: tuple[tuple[Comment, ...], ...]

    @property
    def all(self) -> tuple[Comment, ...]:
        return (*(comment for page in self.pages for comment in page), *self.newest)


def part_comments(comments: Sequence[Comment]) -> PartedComments:
    """Return the newest of ``comments`` for the article's page, as many as it has room for, and the older ones in pages."""
    first, left = len(comments), ROOM
    while first > 0 and len(comments) - first < COMMENTS_LENGTH:
        left -= _size(comments[first - 1])
        if left < 0 and first < len(comments):
            break
        first -= 1
    older = comments[:first]
    pages = tuple(tuple(older[start : start + COMMENTS_LENGTH]) for start in range(0, len(older), COMMENTS_LENGTH))
    return PartedComments(tuple(comments[first:]), pages)


def _size(comment: Comment) -> int:
    reply = comment.reply
    return len(comment.name) + len(comment.text) + (len(reply.name) + len(reply.text) if reply else 0)


def list_comments(parted: PartedComments, source: str) -> ListedComments:
    """Return ``parted`` comments from the file ``source`` as ones that are loaded already."""
    prints = [fingerprint(part) for part in (parted.newest, *parted.pages)]
    return listed_by(len(parted.all), len(parted.newest), fingerprint(*prints), prints, lambda: parted, source)


def listed_by(
    count: int, shown: int, whole: str, prints: Sequence[str], load: Callable[[], PartedComments], source: str
) -> ListedComments:
    """Return the comments that ``load`` loads; ``whole`` is their fingerprint, ``prints`` that of each part, the newest first."""
    newest, *pages = prints
    return ListedComments(
        count,
        shown,
        COMMENTS_LENGTH,
        Deferred(newest, partial(_newest, load), source),
        tuple(Deferred(each, partial(_page, load, number), source) for number, each in enumerate(pages)),
        Deferred(whole, partial(_all, load), source),
    )


def _newest(load: Callable[[], PartedComments]) -> tuple[Comment, ...]:
    return load().newest


def _page(load: Callable[[], PartedComments], number: int) -> tuple[Comment, ...]:
    return load().pages[number]


def _all(load: Callable[[], PartedComments]) -> tuple[Comment, ...]:
    return load().all
