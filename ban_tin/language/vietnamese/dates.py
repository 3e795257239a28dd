"""Reading and writing dates the way Vietnamese offices do.

No ``strftime`` names anywhere: the ``vi_VN`` locale is absent on most servers.
"""

import re
from datetime import date, datetime, tzinfo

_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TIME = r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?:\s*(?:GMT\+7|\+07:00))?)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _TIME)
_SLASHED = re.compile(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})" + _TIME)


def parse_datetime(text: str, zone: tzinfo) -> datetime:
    """Read ``2026-11-20 08:00``, ``20/11/2026`` or ``20/05/2020, 07:50 GMT+7`` as a time in ``zone``.

    A date without a time is its midnight. Raises ``ValueError`` on anything else, and on days that no
    month has.
    """
    match = _ISO.fullmatch(text.strip()) or _SLASHED.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    part = {name: int(value or 0) for name, value in match.groupdict().items()}
    return datetime(part["year"], part["month"], part["day"], part["hour"], part["minute"], tzinfo=zone)


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
