"""Dates and times as the heads of articles print them."""

import re
from dataclasses import dataclass
from datetime import datetime

#: Today's date, as the heads of portals show it: ``Thứ 4, Ngày 7 Tháng 8 năm 2019``.
_TODAY = re.compile(
    r"(?:hôm nay\W*)?(?:thứ\s+\w+|chủ\s+nhật)\s*[,.-]?\s*ngày\s+\d{1,2}(?:\s+tháng\s+|\s*[/.-]\s*)\d{1,2}(?:\s+năm\s+|\s*[/.-]\s*|\s*,?\s*)\d{4}\W*",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)(?!\w)[\s,.-]*)"
_DAY = (
    r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<cut>[/.-])\s?(?P<month>\d{1,2})\s?(?P=cut)\s?(?P<year>(?:19|20)\d{2})(?!\d)"
    r"|(?<![\d/.-])(?P<year2>(?:19|20)\d{2})-(?P<month2>\d{1,2})-(?P<day2>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<day3>\d{1,2})\s+tháng\s+(?P<month3>\d{1,2})(?:\s*,?\s*năm\s+|\s*,?\s+|\s*[/.-]\s*)(?P<year3>(?:19|20)\d{2})(?!\d)"
)
_CLOCK = r"(?<![\d/:])(?P<hour>\d{1,2})\s?(?:[:hg]|giờ)\s?(?P<minute>\d{2})(?:\s?[:'’]\s?(?P<second>\d{2}))?(?:\s?phút)?(?!\d)(?:\s*(?P<half>AM|PM|SA|CH)(?!\w))?"
_ZONE = r"\(?(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::?\d{2})?\)?"
#: Months in words, as WordPress writes them: ``19 Tháng Mười Một, 2026``. ``tháng năm 2026`` is a month that was left out.
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_WORDED = re.compile(
    rf"(?<=\d)(?P<before>,?\s+tháng\s+)(?P<month>{'|'.join(reversed(_MONTHS))})(?=,?\s+(?:năm\s+)?(?:19|20)\d{{2}}(?!\d))(?!(?<=tháng năm)\s+\d)",
    re.IGNORECASE,
)
_FULL = re.compile(_DAY, re.IGNORECASE)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:ngày\s+đăng(?:\s+tin)?|đăng\s+(?:lúc|ngày|vào(?:\s+lúc)?)|đã\s+đăng|được\s+đăng(?:\s+lúc|\s+ngày)?|đăng|xuất\s+bản|ngày\s+(?:xuất\s+bản|phát\s+hành|tạo|viết)|thời\s+gian(?:\s+đăng)?|posted(?:\s+on)?|published(?:\s+on)?|created(?:\s+on)?|date|ngày)\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:lần\s+)?cập\s+nhật(?:\s+(?:lần\s+cuối|ngày|mới\s+nhất))?(?:\s+(?:lúc|vào|ngày))*\s*:?\s*|(?:last\s+)?(?:updated|modified)(?:\s+on)?\s*:?\s*|sửa\s+(?:lần\s+cuối|lúc)\s*:?\s*",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with a date in it."""

    #: The date as front matter writes it: ``2020-05-20 07:50``, without a time ``2020-05-20``.
    date: str
    #: What is left of the line without the date, its time and its label, with single spaces.
    rest: str
    #: ``published``, ``updated`` or ``""``: what the line calls it.
    called: str
    #: Whether it has a time of day.
    timed: bool
    #: Whether day and month may have changed places.
    doubtful: bool = False


def is_today(line: str) -> bool:
    """Return whether ``line`` is what the head of a portal says of the day on which it is read."""
    return _TODAY.fullmatch(line.strip()) is not None


def read_date(line: str) -> Dated | None:
    """Return the date in a line of at most 300 letters, None where it has none, or two days."""
    if len(line) > 300:
        return None
    line = _WORDED.sub(lambda found: f" tháng {_MONTHS.index(' '.join(found['month'].lower().split())) + 1}", line)
    days = list(_FULL.finditer(line))
    if not days or len({each[0] for each in days}) > 1:
        return None
    found = days[0]
    part = found.groupdict()
    year = int(part["year"] or part["year2"] or part["year3"])
    month = int(part["month"] or part["month2"] or part["month3"])
    day = int(part["day"] or part["day2"] or part["day3"])
    rest = line[: found.start()] + " \x00 " + line[found.end() :]
    clock = _TIME.search(rest)
    time = ""
    american = False
    if clock:
        hour, minute = int(clock["hour"]), int(clock["minute"])
        half = (clock["half"] or "").upper()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half in {"PM", "CH"} else 0)
        # SharePoint in English writes 5/20/2020 8:00:00 AM.
        american = half in {"AM", "PM"} and part["cut"] == "/"
        if hour < 24 and minute < 60:
            time = f" {hour:02d}:{minute:02d}"
        rest = rest[: clock.start()] + " \x00 " + rest[clock.end() :]
    doubtful = american and month <= 12 and day <= 12 and day != month
    if american and month > 12 >= day:
        day, month = month, day
    try:
        date = f"{datetime(year, month, day):%Y-%m-%d}"
    except ValueError:
        return None
    rest = re.sub(_ZONE, " ", rest, flags=re.IGNORECASE)
    called = ""
    if changed := _UPDATED.search(rest):
        called = "updated"
        rest = rest[: changed.start()] + rest[changed.end() :]
    elif label := re.search(rf"(?<!\w)(?:{_PUBLISHED.pattern})(?={_WEEKDAY}?[\s|,–-]*\x00)", rest, re.IGNORECASE):
        called = "published" if label[0].strip().lower() not in {"ngày", "date"} else ""
        rest = rest[: label.start()] + rest[label.end() :]
    rest = re.sub(rf"(?<!\w){_WEEKDAY}(?=\s*(?:ngày\s+|lúc\s+|[|,–-]\s*)?\x00)", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"(?<!\w)(?:ngày|lúc|vào|at|on)\s*(?=\x00)", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"[\s|,;()\[\]–-]*\x00[\s|,;()\[\]–-]*", " \x00 ", rest)
    rest = re.sub(r"(?:\s*\x00\s*)+", " | ", rest).strip(" |,;:.()–-•")
    return Dated(f"{date}{time}", " ".join(rest.split()), called, bool(time), doubtful)


def read_machine_date(text: str) -> str | None:
    """Return a date as machines write it (ISO 8601) as front matter writes it, in Viet Nam's time; None for anything else."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    try:
        moment = datetime(int(found[1]), int(found[2]), int(found[3]), int(found[4] or 0), int(found[5] or 0))
    except ValueError:
        return None
    if not found[4]:
        return f"{moment:%Y-%m-%d}"
    if found[6] and found[6] != "+07:00":
        return f"{moment:%Y-%m-%d %H:%M}{'Z' if found[6] == 'Z' else found[6]}"
    return f"{moment:%Y-%m-%d %H:%M}"
