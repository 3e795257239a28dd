"""What readers wrote to an article and the office has approved, as pages and feeds show it. All of it is plain text."""

from dataclasses import dataclass
from datetime import datetime

from ban_tin.views.deferred import Deferred


@dataclass(frozen=True)
class Reply:
    """What the office answers to a comment. ``name`` is ``""`` where nobody signs."""

    at: datetime
    name: str
    text: str


@dataclass(frozen=True)
class Comment:
    """An approved comment. ``name`` is ``""`` where none was given.

    ``id`` is the counter's number; a database that is made anew begins at 1 again, so ``id`` and ``received`` together say which one it is.
    """

    id: int
    received: datetime
    name: str
    text: str
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class ListedComments:
    """The comments of an article as they are shared out to its page and to numbered ones, and loaded for each."""

    #: All of them.
    count: int
    #: Those that stand in the article's own page.
    shown: int
    #: Of a numbered page that is full.
    page_length: int
    #: Those in the article's own page, the oldest first.
    newest: Deferred[tuple[Comment, ...]]
    #: Those of the numbered pages, the first page first, the oldest comment first.
    pages: tuple[Deferred[tuple[Comment, ...]], ...]
    #: All of them, the oldest first.
    all: Deferred[tuple[Comment, ...]]

    @property
    def last_is_full(self) -> bool:
        """Whether the last numbered page holds all that it ever will."""
        return (self.count - self.shown) % self.page_length == 0
