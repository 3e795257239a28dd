"""Which day it is. The clock may be wrong, and what is booked on a day stays there."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from counter.storage import OPENING

SAME_CLOCK = 3600.0  # seconds that a clock may be corrected by and still be the one before
PATIENCE_AT_START = 3600.0  # seconds: a machine that was off for a week, unless its clock is set right after the start
PATIENCE = 86_400.0  # seconds: a clock that was set while this process saw that no such time passed


def moment_of(seconds: float, zone: ZoneInfo) -> datetime:
    """The time in ``zone``; the last one that Python knows for a clock beyond it."""
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (ValueError, OverflowError, OSError):
        return datetime(9000, 1, 1, tzinfo=zone)


class SiteDay:
    """The day that hits are booked on. It never goes back, and it goes more than one day ahead only on good grounds:

    the monotonic clock says the same, the clock has kept to it for long enough, or the operator has said that it is right.
    """

    def __init__(self, clock: Callable[[], float], monotonic: Callable[[], float], accepted: int):
        self.clock, self.monotonic, self.accepted = clock, monotonic, accepted
        self.day = OPENING
        self.offset: float | None = None  # of the clock to the monotonic one, when the clock was last believed
        self.doubt: tuple[float, float, float] | None = None  # since when, offset then, until when

    def advance(self, zone: ZoneInfo) -> bool:
        """Go on to the clock's day if it is to be believed; return whether a new day began."""
        before, claimed = self.day, self.claimed(zone)
        if claimed <= before or self._is_believed(claimed):
            self.doubt = None
            self.day = max(before, claimed)
        if claimed == self.day:
            self.offset = self.clock() - self.monotonic()
        return self.day > before

    def claimed(self, zone: ZoneInfo) -> int:
        """The day that the clock says."""
        return moment_of(self.clock(), zone).toordinal()

    def _is_believed(self, claimed: int) -> bool:
        if self.day == OPENING or claimed == self.day + 1 or claimed == self.accepted:
            return True
        now = self.monotonic()
        offset = self.clock() - now
        if self.offset is not None and abs(offset - self.offset) <= SAME_CLOCK:
            return True
        if self.doubt is None or abs(offset - self.doubt[1]) > SAME_CLOCK:
            self.doubt = now, offset, now + (PATIENCE_AT_START if self.offset is None else PATIENCE)
        return now >= self.doubt[2]

    def problem(self, zone: ZoneInfo) -> str:
        """What an operator has to decide, empty if the clock and the counts agree."""
        claimed, booked = date.fromordinal(self.claimed(zone)), date.fromordinal(max(self.day, 1))
        if self.doubt and claimed > booked:
            until = moment_of(self.doubt[1] + self.doubt[2], zone)
            return (
                f"the clock says {claimed}, the newest counted day is {booked}: hits are counted on {booked} until the clock"
                f" has gone on like this to {until:%Y-%m-%d %H:%M}; if it is right, restart with --accept-day {claimed}"
            )
        if claimed < booked:
            return (
                f"the newest counted day is {booked}, the clock says {claimed}: hits are counted on {booked} until that day"
                f" is over; if the clock is right, restart with --accept-day {claimed}"
            )
        return ""
