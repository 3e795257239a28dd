"""Địa danh và thời gian: where and when a document was issued, and from when it is in force."""

import re
from dataclasses import dataclass
from datetime import date

#: Years that a document can be of; Decree 30 is younger, scans of old ones are imported too.
_FIRST, _LAST = 1945, 2100
#: Letters of a paragraph that are looked at.
_LONGEST = 20_000
_BLANKS = r"[\s.…_]*"
_LINE = re.compile(
    r"^\W*(?P<place>[^\d,;:]{2,40}?)[,.]?\s*ngày" + _BLANKS + r"(?P<day>\d{0,2})" + _BLANKS + r"tháng" + _BLANKS + r"(?P<month>\d{0,2})" + _BLANKS
    + r"năm" + _BLANKS + r"(?P<year>\d{0,4})[\s.…_]*\W*$",
    re.IGNORECASE,
)  # fmt: skip
_SHORT = re.compile(r"^(?P<place>[^\d,;:]{2,40}?),\s*(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\W*$", re.IGNORECASE)  # fmt: skip
#: The same with dots for everything, or a footnote's number among them.
_OPEN = re.compile(r"ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,10}$", re.IGNORECASE)
_DAY = re.compile(
    r"ngày\s*(?P<day>\d{1,2})\s*(?:tháng\s*(?P<month>\d{1,2})\s*năm\s*|/\s*(?P<short>\d{1,2})\s*/\s*)(?P<year>\d{4})",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"(?P<what>[^.;]{0,220}?)\bcó hiệu lực(?: thi hành| pháp luật)?\s*(?:kể\s*)?từ\s*(?:(?P<signed>ngày (?:ký|ban hành|được ký))|(?P<day>ngày\s*\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*|/\s*\d{1,2}\s*/\s*)\d{4}))",
    re.IGNORECASE,
)
_PASSED = re.compile(r"thông qua\s+(?P<day>ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """A line with a place and a date; ``day`` is ``None`` where a part of it is left to be filled in, or there is no such day."""

    place: str
    day: date | None


def read_place_and_date(line: str) -> PlaceAndDate | None:
    """Return what a line says that is a place and a date and nothing else."""
    match = _LINE.match(line) or _SHORT.match(line)
    if match and len(match["place"].split()) <= 6:
        return PlaceAndDate(match["place"].strip(" .,…"), _day(match["day"], match["month"], match["year"]))
    if (
        match is None
        and len(line) <= 80
        and _OPEN.search(line)
        and not re.match(r"\W*(?:căn cứ|kèm theo|\(kèm)", line, re.IGNORECASE)
    ):
        before = line[: _OPEN.search(line).start()]  # type: ignore[union-attr]
        if len(before.split()) <= 7:
            return PlaceAndDate("", None)
    return None


def _day(day: str, month: str, year: str) -> date | None:
    if not (day and month and len(year) == 4 and _FIRST <= int(year) <= _LAST):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """Return the first day that ``text`` names in full, ``None`` where there is none."""
    match = _DAY.search(text)
    return _day(match["day"], match["month"] or match["short"], match["year"]) if match else None


@dataclass(frozen=True, slots=True)
class InForce:
    """From when a document is in force: a day, or ``None`` for the day of its signature."""

    day: date | None
    quote: str


def read_in_force(line: str, kind: str) -> InForce | None:
    """Return from when a document of the type ``kind`` says in ``line`` that it is in force itself."""
    if "hiệu lực" not in line:
        return None
    for match in _IN_FORCE.finditer(line[:_LONGEST]):
        what = match["what"].strip().lower()
        # Not the one that it replaces or cites.
        itself = re.escape(kind.lower())
        if not re.search(rf"(?:{itself}|văn bản) này\b[^,]*$|^(?:điều \d+\.\s*)?{itself}$", what) or re.search(
            r"\bsố\s*:?\s*\d", what
        ):
            continue
        if match["signed"]:
            return InForce(None, match[0].strip())
        if day := read_day(match["day"]):
            return InForce(day, match[0].strip())
    return None


def read_passed(line: str) -> tuple[date, str] | None:
    """Return the day on which the National Assembly passed a law, and the words that say so."""
    match = _PASSED.search(line)
    day = read_day(match["day"]) if match else None
    return (day, match[0]) if match and day else None
