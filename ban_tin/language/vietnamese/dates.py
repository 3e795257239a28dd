"""Reading and writing dates the way Vietnamese offices do.

No ``strftime`` names anywhere: the ``vi_VN`` locale is absent on most servers.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: Some day of these years, to tell what zones are today.
_TODAY = datetime(2026, 1, 1)
_ZONE = r"(?:Z|(?:UTC|GMT)? ?(?P<sign>[+-])(?P<ahead>\d{1,2})(?::?(?P<minutes>[0-5]\d))?|UTC|GMT)"
_CLOCK = r"(?P<hour>\d{1,2})(?: ?(?:[:hg]|giờ) ?(?P<minute>\d{2})?)(?::\d{2}(?:[.,]\d+)?)?(?: ?(?P<half>AM|PM|SA|CH))?"
_PARTED = r"(?P<year>\d{4})(?P<cut>[-/.])(?P<month>\d{1,2})(?P=cut)(?P<day>\d{1,2})"
_PARTED_DAY_FIRST = r"(?P<day>\d{1,2})(?P<cut>[-/.])(?P<month>\d{1,2})(?P=cut)(?P<year>\d{4})"
_VIETNAMESE = r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),?(?: năm)? (?P<year>\d{4})"
_NAMES = "|".join(name[:3] for name in _ENGLISH_MONTHS)
_ENGLISH = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<name>{_NAMES})[a-z]*\.?,?[ -](?P<year>\d{{4}})"
_AMERICAN = rf"(?P<name>{_NAMES})[a-z]*\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
_WEEKDAY = r"(?:(?:thứ \w+|chủ nhật|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*),? )?"
_DAYS = (_PARTED, _PARTED_DAY_FIRST, _VIETNAMESE, _ENGLISH, _AMERICAN)


class ImpossibleDateError(ValueError):
    """A day or a time that there is not. ``kind`` says what is too large: ``"day"``, ``"month"``, ``"hour"`` or ``"minute"``."""

    def __init__(self, kind: str, **numbers: int) -> None:
        super().__init__(f"no such {kind}: {numbers}")
        self.kind, self.numbers = kind, numbers


@cache
def _form(number: int) -> re.Pattern[str]:
    """Return one of the forms of a date: each day with a time behind it, then each with one before it. Most texts need only the first."""
    behind, day = number < len(_DAYS), _DAYS[number % len(_DAYS)]
    if behind:
        return re.compile(rf"{_WEEKDAY}{day}(?:(?:[T,]| -| lúc)? ?{_CLOCK} ?{_ZONE}?)?", re.IGNORECASE)
    return re.compile(rf"{_CLOCK},?(?: -| ngày)? {_WEEKDAY}{day}", re.IGNORECASE)


def parse_datetime(text: str, zone: tzinfo) -> datetime:
    """Read a date as people write it (``2026-11-20 08:00``, ``20/11/2026``, ``8h30 ngày 20 tháng 11 năm 2026``) as a time in ``zone``.

    A date without a time is its midnight; one with another zone's time (``2026-11-20T01:00:00Z``) is brought into ``zone``. Raises
    ``ValueError`` on anything else, and ``ImpossibleDateError`` on days that no month has.
    """
    text = " ".join(text.split())
    match = next(filter(None, (_form(number).fullmatch(text) for number in range(2 * len(_DAYS)))), None)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    part = match.groupdict()
    year, day = int(part["year"]), int(part["day"])
    month = int(part["month"]) if part.get("month") else _NAMES.lower().split("|").index(part["name"].lower()) + 1
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    half = (part["half"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in {"PM", "CH"} else 0)
    _check(year, month, day, hour, minute)
    there = zone
    if part.get("sign"):
        ahead = timedelta(hours=int(part["ahead"]), minutes=int(part["minutes"] or 0))
        if ahead >= timedelta(days=1):
            raise ValueError(f"no time zone: {text!r}")
        ahead = ahead if part["sign"] == "+" else -ahead
        # What a site in Viet Nam calls GMT+7 is its own time, whatever that was in 1960.
        there = zone if zone.utcoffset(_TODAY) == ahead else timezone(ahead)
    elif part["hour"] and text.upper().endswith(("Z", "UTC", "GMT")):
        there = UTC
    moment = datetime(year, month, day, hour, minute, tzinfo=there)
    try:
        return moment if there is zone else moment.astimezone(zone)
    except OverflowError:
        raise ValueError(f"not a date: {text!r}") from None


def _check(year: int, month: int, day: int, hour: int, minute: int) -> None:
    if not 1 <= month <= 12:
        raise ImpossibleDateError("month", month=month, day=day, year=year)
    days = monthrange(max(year, 1), month)[1]
    if day < 1:
        raise ValueError("no day 0")
    if day > days:
        raise ImpossibleDateError("day", year=year, month=month, days=days)
    if hour > 23:
        raise ImpossibleDateError("hour", hour=hour)
    if minute > 59:
        raise ImpossibleDateError("minute", minute=minute)


def format_date(moment: date) -> str:
    """Return ``20/11/2026`` and ``03/07/2020``, as the departments' portals print dates.

    NĐ 30/2020 pads only the months 1 and 2 in the text of documents; padding all of them keeps dates in
    lists and tables under one another and is what readers see on every portal.
    """
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year}"


def format_long_date(moment: date, lang: str) -> str:
    """Return ``Thứ Sáu, 20/11/2026`` or ``Friday, 20 November 2026``."""
    weekday = _WEEKDAYS[lang][moment.weekday()]
    if lang == "en":
        return f"{weekday}, {moment.day} {_ENGLISH_MONTHS[moment.month - 1]} {moment.year}"
    return f"{weekday}, {format_date(moment)}"


def format_datetime(moment: datetime, lang: str) -> str:
    """Return the long date with its time; midnight stands for "no time given" and prints none."""
    text = format_long_date(moment, lang)
    if (moment.hour, moment.minute) == (0, 0):
        return text
    return f"{text}, {moment.hour:02d}:{moment.minute:02d}"
