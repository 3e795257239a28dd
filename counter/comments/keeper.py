"""How much waits, and what may still be taken in. What waits is never pushed out by what comes."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from counter.comments.signs import Sorting
from counter.config import Config
from counter.storage.comments import SUSPECT, Comment, CommentStore, NewComment, Stored, Totals
from counter.writer import Work


def midnight_of(day: int, zone: ZoneInfo) -> int:
    """When ``day`` begins, in seconds since the epoch."""
    return int(datetime.combine(date.fromordinal(day), time(), zone).timestamp())


class Comments:
    """The room that is left in each of the two bins: likely ones and suspects never take each other's."""

    day = 0

    def __init__(self, config: Config, store: CommentStore, day: int, zone: ZoneInfo):
        """Raises StorageError."""
        self.config, self.store, self.zone = config, store, zone
        self.begin_day(day)
        self.sorting = Sorting(config.monotonic())
        self.expired = 0  # the day on which old ones were looked for
        self.doubtful = False  # what could not be stored may be there
        self.coming = {True: 0, False: 0}  # bytes that are being stored
        self.today = Counter(store.since(midnight_of(day, zone)))
        self.take(store.totals())

    def load(self) -> Totals:
        return self.store.totals()

    def take(self, found: Totals) -> None:
        self.totals = found

    @property
    def waiting(self) -> int:
        """How many wait for a decision."""
        return self.totals.likely + self.totals.suspects

    def begin_day(self, day: int) -> None:
        """Count anew what comes in a day."""
        if day != self.day:
            self.day, self.today = day, Counter[tuple[str, bool]]()
            self.span = midnight_of(day, self.zone), midnight_of(day + 1, self.zone) - 1

    @property
    def moment(self) -> int:
        """Now, within the day that is counted on: a clock that goes wrong makes no comment older or younger than it is."""
        first, last = self.span
        return min(max(int(self.config.clock()), first), last)

    def refusal(self, comment: Comment) -> str:
        """Which cap keeps it out, empty if there is room."""
        config, bin_ = self.config, comment.suspect
        most = config.suspects_a_day if bin_ == SUSPECT else config.comments_a_day
        if self.today[comment.path, bin_] >= most:
            return "for this article and day"
        kept = self.totals.suspect_bytes if bin_ == SUSPECT else self.totals.likely_bytes
        room = config.suspect_bytes if bin_ == SUSPECT else config.comment_bytes
        return "in all" if kept + self.coming[bin_] + comment.size > room else ""

    def full(self) -> list[str]:
        """For operators: the bins that have no room for a long comment."""
        kept = {"likely comments": (self.totals.likely_bytes, self.config.comment_bytes)}
        kept["suspects"] = (self.totals.suspect_bytes, self.config.suspect_bytes)
        return [
            f"{name} are refused: {size} of {most} bytes wait for a decision of the office"
            for name, (size, most) in kept.items()
            if size + 2000 > most
        ]


class Arrivals(Work):
    """The comments of one batch."""

    def __init__(self, comments: Comments):
        super().__init__()
        self.comments, self.new = comments, list[NewComment]()
        self.stored: list[Stored] = []

    def add(self, new: NewComment) -> int:
        """Take the room that it needs; return its place in ``stored``."""
        comment = new.comment
        self.new.append(new)
        self.comments.today[comment.path, comment.suspect] += 1
        self.comments.coming[comment.suspect] += comment.size
        return len(self.new) - 1

    def store(self) -> None:
        comments = self.comments
        doubtful, comments.doubtful = comments.doubtful, True
        self.stored = comments.store.add(self.new)
        self.totals = comments.store.totals() if doubtful else None
        comments.doubtful = False

    def done(self, stored: bool) -> None:
        comments = self.comments
        for position, new in enumerate(self.new):
            size, suspect = new.comment.size, new.comment.suspect
            comments.coming[suspect] -= size
            if not stored or not self.stored[position].is_new:
                comments.today[new.comment.path, suspect] -= 1
            else:
                more = Totals(0, 0, 1, size) if suspect else Totals(1, size)
                comments.totals = Totals(*map(sum, zip(comments.totals, more, strict=True)))
        if stored and self.totals:
            comments.take(self.totals)


class Change(Work):
    """Something that makes room: decisions, a withdrawal, what has expired. ``result`` is what ``change`` returned."""

    def __init__(self, comments: Comments, change: Callable[[], Any]):
        super().__init__()
        self.comments, self.change = comments, change
        self.result: Any = None

    def store(self) -> None:
        self.result = self.change()
        self.totals = self.comments.store.totals()

    def done(self, stored: bool) -> None:
        if stored:
            self.comments.take(self.totals)


def rows(found: Sequence[Comment]) -> list[dict[str, Any]]:
    """Comments as the office is told of them."""
    return [comment._asdict() | {"signs": [sign for sign in comment.signs.split(",") if sign]} for comment in found]
