"""The saved answers of the counter as values. They come from outside: every field is checked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ban_tin.language.translations import N_

Place = tuple[str | int, ...]


class UnusableCountsError(ValueError):
    """The value at ``place`` (keys and positions from the root) can't be used; its text is the reason."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place = place

    @property
    def field(self) -> str:
        """Where it is, for people: ``site.days[3].visits``; ``""`` is the document as a whole."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.place).lstrip(".")


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of the day or the month that begins on ``start``; ``bots`` and ``untracked`` are in no other."""

    start: date
    visits: int
    views: int
    bots: int
    untracked: int


@dataclass(frozen=True, slots=True)
class PageViews:
    """The views of the page at ``path``."""

    path: str
    views: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the counter said at ``as_of``. ``total`` are visits with the opening balance; it counts since ``since``.

    ``days`` (the last 90) and ``months`` (all) are oldest first, the ``week`` and ``month`` of pages most viewed first.
    """

    #: When the counter said it.
    as_of: datetime
    #: The first day that it counted.
    since: date
    #: All visits, with the opening balance.
    total: int
    #: All views of pages.
    views: int
    #: The last 90 days, oldest first.
    days: tuple[Tally, ...]
    #: All months, oldest first.
    months: tuple[Tally, ...]
    #: Pages by views of seven days, the most viewed first.
    week: tuple[PageViews, ...]
    #: Pages by views of thirty days, the most viewed first.
    month: tuple[PageViews, ...]


def parse_counts(document: object) -> Counts:
    """Return the counts in ``document`` (``site``, ``week``, ``month``: the counter's answers).

    Raises ``UnusableCountsError``.
    """
    site = _take(document, ("site",), dict, N_("it is not a group of values"))
    as_of = _moment(site, ("site", "as_of"))
    return Counts(
        as_of=as_of,
        since=_day(site, ("site", "since")),
        total=_number(site, ("site", "total")),
        views=_number(site, ("site", "views")),
        days=_tallies(site, "days", "day"),
        months=_tallies(site, "months", "month"),
        week=_pages(document, "week"),
        month=_pages(document, "month"),
    )


def _take(owner: object, place: Place, kind: type, reason: str) -> Any:
    """Return the value at the last step of ``place`` in ``owner``."""
    step = place[-1]
    if isinstance(step, str) and not isinstance(owner, dict):
        raise UnusableCountsError(place[:-1], N_("it is not a group of values"))
    if isinstance(step, str) and isinstance(owner, dict) and step not in owner:
        raise UnusableCountsError(place, N_("it is missing"))
    value = owner[step]  # type: ignore[index]
    # True is a number to Python, not to anybody else.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UnusableCountsError(place, reason)
    return value


def _number(owner: object, place: Place) -> int:
    reason = N_("it is not a whole number from 0")
    value = _take(owner, place, int, reason)
    if not 0 <= value < 2**53:
        raise UnusableCountsError(place, reason)
    return int(value)


def _day(owner: object, place: Place, suffix: str = "") -> date:
    reason = N_("it is not a date such as 2026-11-22")
    value = _take(owner, place, str, reason)
    try:
        return date.fromisoformat(value + suffix)
    except ValueError:
        raise UnusableCountsError(place, reason) from None


def _moment(owner: object, place: Place) -> datetime:
    reason = N_("it is not a time such as 2026-11-22T08:00:00+07:00")
    value = _take(owner, place, str, reason)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise UnusableCountsError(place, reason) from None
    # Years at the end of what dates can say have no time in other zones.
    if moment.tzinfo is None or not 1 < moment.year < 9999:
        raise UnusableCountsError(place, reason)
    return moment


def _tallies(site: object, name: str, unit: str) -> tuple[Tally, ...]:
    entries = _take(site, ("site", name), list, N_("it is not a list"))
    tallies: list[Tally] = []
    for position, entry in enumerate(entries):
        place = ("site", name, position)
        start = _day(entry, (*place, unit), "-01" if unit == "month" else "")
        numbers = {key: _number(entry, (*place, key)) for key in ("visits", "views", "bots", "untracked")}
        if tallies and start <= tallies[-1].start:
            raise UnusableCountsError((*place, unit), N_("it does not follow the one before it"))
        tallies.append(Tally(start, **numbers))
    return tuple(tallies)


def _pages(document: object, name: str) -> tuple[PageViews, ...]:
    answer = _take(document, (name,), dict, N_("it is not a group of values"))
    entries = _take(answer, (name, "pages"), list, N_("it is not a list"))
    pages = []
    for position, entry in enumerate(entries):
        place = (name, "pages", position)
        path = _take(entry, (*place, "path"), str, N_("it is not the address of a page"))
        if not path.startswith("/"):
            raise UnusableCountsError((*place, "path"), N_("it is not the address of a page"))
        pages.append(PageViews(path, _number(entry, (*place, "views"))))
    return tuple(pages)
