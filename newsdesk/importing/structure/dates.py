"""Dates as they stand in documents: in the line under a title, and in the first sentences. What is no whole date is none."""

import re
from datetime import datetime
from typing import NamedTuple

_DAY = r"(?P<day>\d{1,2})"
_NUMBERS = rf"{_DAY}\s*(?P<cut>[/.-])\s*(?P<month>\d{{1,2}})\s*(?P=cut)\s*(?P<year>(?:19|20)\d{{2}})(?!\d)"
_WORDS = rf"{_DAY}\s+tháng\s+(?P<month>\d{{1,2}}|giêng|chạp)\s*,?\s*(?:năm\s+)?(?P<year>(?:19|20)\d{{2}})(?!\d)"
_ISO = r"(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"
_WHOLE = tuple(re.compile(rf"(?<![\d/.-]){form}", re.IGNORECASE) for form in (_NUMBERS, _WORDS, _ISO))
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s*(?:[:hg]|giờ)\s*(?P<minute>[0-5]\d)?(?:\s*:\s*[0-5]\d)?\s*(?:phút)?\s*(?P<half>AM|PM|SA|CH)?(?![\w:/])",
    re.IGNORECASE,
)
#: How a sentence tells when what it reports was: a part of the day, or a day at its beginning. Documents that are named have dates too.
_HAPPENED = re.compile(
    r"(?:(?:vào|trong|hôm)\s+)?(?:(?:sáng|trưa|chiều|tối)(?:\s+nay)?\s*(?:,|\(|ngày)?|(?:vào\s+|trong\s+)?ngày|hôm nay\s*[,(]?)\s*(?=\(?\d{1,2}\s*(?:[/.-]|tháng))\(?(?:ngày\s+)?",
    re.IGNORECASE,
)
#: The day in brackets before the first word: ``(20-11-2026) Sở …``, ``(Hà Giang, ngày 20/11/2026) – …``
_DATELINE = re.compile(r"\s*\((?:[^()\d]{1,30},\s*)?(?:ngày\s+)?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^|[.!?…]\s+|[,;:–—-]\s*|\s)$")
#: What stands before the date of a document that is cited.
_CITED = re.compile(
    r"(?:số\s+\S+|kế hoạch|công văn|quyết định|thông báo|nghị quyết|chỉ thị|thông tư|nghị định|văn bản|tờ trình|ban hành|ký|từ|đến|trước|sau|kể từ|hạn)\s*,?\s*$",
    re.IGNORECASE,
)
#: What follows a day at the beginning of a sentence: ``Ngày 12/6/2024, Sở …``, not ``ngày 05 tháng 3 năm 2020 của Chính phủ``.
_GOES_ON = re.compile(r"\s*(?:[,:)(–—-]|tại(?!\w)|ở(?!\w)|vừa qua)", re.IGNORECASE)
_PARTIAL = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối)\s*(?:ngày\s*)?|ngày\s+)\(?(?P<date>\d{1,2}\s*[/-]\s*\d{1,2}|\d{1,2}\s+tháng\s+\d{1,2})(?![\d/-]|\s*[/-]?\s*năm)\)?",
    re.IGNORECASE,
)
#: Letters from the beginning of a text in which its event is told.
_NEAR = 400


class FoundDate(NamedTuple):
    """A date in a text."""

    #: As front matter has it: ``2026-11-20``, or with its time.
    value: str
    #: The words that say so.
    quote: str


def read_date(text: str) -> FoundDate | None:
    """Return the one date that a short ``text``, such as the line under a title, holds, with its time where that stands there."""
    found = {value: quote for match, value, quote in _whole_dates(text)}
    if len(found) != 1:
        return None
    ((value, quote),) = found.items()
    clock = _CLOCK.search(text.replace(quote, " ", 1))
    if clock is not None and (clock["minute"] or "g" in clock[0].lower() or "h" in clock[0].lower()):
        hour = int(clock["hour"])
        if (clock["half"] or "").upper() in {"PM", "CH"} and hour < 12:
            hour += 12
        value = f"{value} {hour:02d}:{int(clock['minute'] or 0):02d}"
    return FoundDate(value, " ".join(text.split()))


def find_event_date(text: str) -> FoundDate | None:
    """Return the whole date on which what a ``text`` begins to report took place, None where it doesn't say."""
    head = text[:_NEAR]
    for match, value, _ in _whole_dates(head):
        before = head[: match.start()]
        if _DATELINE.fullmatch(before) and head[match.end() :].lstrip().startswith(")"):
            return FoundDate(value, " ".join(head[: match.end()].split()).lstrip("( "))
        told = next((each for each in _HAPPENED.finditer(head) if each.end() == match.start()), None)
        if told is None or _CITED.search(before[: told.start()]):
            continue
        # "ngày" alone is said of documents and terms too: only where a sentence begins with it.
        if told[0].strip().lower() == "ngày" and (
            before[: told.start()].strip() or not _GOES_ON.match(head, match.end())
        ):
            continue
        start = max(before.rfind(". ", 0, told.start()) + 2 if ". " in before[: told.start()] else 0, told.start())
        return FoundDate(value, " ".join(head[start : match.end()].split()))
    return None


def find_partial_date(text: str) -> str:
    """Return a date without its year in the first sentences, as it stands there, ``""`` for none."""
    match = _PARTIAL.search(text[:_NEAR])
    return " ".join(match[0].split()) if match else ""


def _whole_dates(text: str) -> list[tuple[re.Match[str], str, str]]:
    found = []
    for form in _WHOLE:
        for match in form.finditer(text):
            month = {"giêng": 1, "chạp": 12}.get(match["month"].lower()) or int(match["month"])
            try:
                day = datetime(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
            found.append((match, f"{day:%Y-%m-%d}", match[0]))
    return sorted(found, key=lambda each: each[0].start())
