"""What readers wrote to an article and the office has approved, as pages and feeds show it. All of it is plain text."""

from dataclasses import dataclass
from datetime import datetime


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
