"""Dates that can't be, or can't be meant: the wrong weekday, the 31st of November, an end before its beginning, what will be and is over."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMES = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "bẩy": 5,
    **{str(number): number - 2 for number in range(2, 8)},
}
_DAY = (
    r"(?P<day{0}>\d{{1,2}})(?:[ ]?(?P<sign{0}>[/.-])[ ]?(?P<month{0}>\d{{1,2}})(?:[ ]?(?P=sign{0})[ ]?(?P<year{0}>\d{{4}}))?|"
    r"[ ]tháng[ ](?P<named{0}>\d{{1,2}})(?:[ ]?(?:,[ ])?năm[ ](?P<full{0}>\d{{4}}))?)(?![\d%])(?![/.-]\d)"
)
_DATE = re.compile(rf"(?<![\d/.,-]){_DAY.format('')}", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"(?:(?P<name>thứ[ ](?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7]))|(?P<sunday>chủ[ ]nhật))(?:[ ]?[,(][ ]?|[ ])(?:ngày[ ])?{_DAY.format('')}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\btừ[ ](?:\d{{1,2}}[hg:]\d{{0,2}}[ ,]*)?(?:ngày[ ])?{_DAY.format('1')}[ ]?(?:đến|tới|[-–])[ ](?:hết[ ])?(?:ngày[ ])?{_DAY.format('2')}",
    re.IGNORECASE,
)
_WITH_YEAR = re.compile(r"\d{1,2} ?[/.-] ?\d{4}|tháng \d{1,2},? năm \d{4}")
_WILL = re.compile(r"\b[Ss]ẽ\b")
#: A day that some month lacks, or a month that there is not.
_ODD_DAY = re.compile(r"(?:29|[3-9]\d)(?: ?[/.-] ?| tháng )\d|\d(?: ?[/.-] ?| tháng )(?:1[3-9]|[2-9]\d)\D")
_SPANS = re.compile(r"từ (?:ngày )?\d")
#: An end of a sentence; as many letters are looked back for one.
_ENDS = ("\n", ". ", "; ", "! ", "? ")
_LONGEST = 500
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.](?=[\w\d])[^.!?\n;]*)*")
#: What makes an earlier date right beside a future: it is of a document, or told as past.
_PAST = re.compile(
    r"\b(?:số|theo|căn cứ|tại|quyết định|kế hoạch|công văn|thông tư|nghị định|nghị quyết|luật|chỉ thị|văn bản|hướng dẫn|đã|từ|kể từ|trước|sinh|ban hành|ký|kỷ niệm|hôm|vừa|ra đời|thành lập|nhằm|thay|tờ trình|thông báo)\b",
    re.IGNORECASE,
)  # fmt: skip


class Written(NamedTuple):
    """A date of a text: its numbers as they are typed, 0 for a year that is not."""

    day: int
    month: int
    year: int


def written_date(match: re.Match[str], name: str = "") -> Written:
    """Return the date in ``match`` whose groups end in ``name``."""
    month = match[f"month{name}"] or match[f"named{name}"]
    return Written(int(match[f"day{name}"]), int(month), int(match[f"year{name}"] or match[f"full{name}"] or 0))


def real(found: Written, year: int = 0) -> date | None:
    """Return the date, in ``year`` where it says none; None where there is no such day."""
    try:
        return date(found.year or year, found.month, found.day)
    except ValueError:
        return None


def year_of(article: CheckedArticle) -> int:
    """Return the year of the front matter's date, 0 where it has none."""
    published = published_on(article)
    return published.year if published else 0


def published_on(article: CheckedArticle) -> date | None:
    """Return the day of the front matter's date."""
    text = str(article.fields.get("date") or "")
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return real(Written(int(found[3]), int(found[2]), int(found[1])))
    if found := _DATE.search(text):
        return real(written_date(found))
    return None


def find_weekdays(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find dates with the name of another day."""
    if "thứ " not in article.folded and "chủ nhật" not in article.folded:
        return
    for match in _WEEKDAY.finditer(article.prose):
        found = written_date(match)
        day = real(found, year_of(article))
        said = 6 if match["sunday"] else _NAMES[match["name"].lower().split()[-1]]
        if day is None or day.weekday() == said or not day.year:
            continue
        # Without a year, it may be the next one: an article of December tells of January.
        published = published_on(article)
        if not found.year and published and abs((day - published).days) > 150:
            continue
        yield found_at(
            article, match.start(), text=match[0], date=f"{day:%d/%m/%Y}", weekday=WEEKDAYS[day.weekday()],
            other=WEEKDAYS[said],
        )  # fmt: skip


def find_impossible(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find days that no month has."""
    for match in _DATE.finditer(article.prose) if _ODD_DAY.search(article.prose) else ():
        found = written_date(match)
        named = bool(match["named"])
        before = article.prose[max(0, match.start() - 8) : match.start()].lower()
        said = named or before.rstrip().endswith(("ngày", "sáng", "chiều", "tối", "hôm"))
        if (
            not (found.year or said)
            or (found.year and not 1800 <= found.year <= 2200)
            or found.month == 0
            or found.day == 0
        ):
            continue
        if match["sign"] in {".", "-"} and not found.year:
            continue
        if found.month > 12:
            if said and found.year:
                yield found_at(article, match.start(), text=match[0], reason=f"1–12: {found.month}")
            continue
        last = monthrange(found.year or 2024, found.month)[1]
        if found.day > last:
            yield found_at(article, match.start(), text=match[0], reason=f"1–{last}: {found.day}")


def find_spans(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find spans that end before they begin."""
    for match in _SPAN.finditer(article.prose) if _SPANS.search(article.folded) else ():
        first, last = written_date(match, "1"), written_date(match, "2")
        year = year_of(article) or 2024
        if not first.year and not last.year and first.month > last.month:
            continue  # From December to January.
        begin, end = real(first, last.year or year), real(last, first.year or year)
        if first.year == 0 and last.year and begin and end and begin > end:
            begin = real(first, last.year - 1)
        if begin and end and begin > end:
            yield found_at(article, match.start(), text=match[0])


def find_past(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find what “will” be on a day that was over when the article was published."""
    published = published_on(article)
    if published is None or "sẽ" not in article.folded or not _WITH_YEAR.search(article.prose):
        return
    done = -1
    for will in _WILL.finditer(article.prose):
        if will.start() < done:
            continue
        least = max(0, will.start() - _LONGEST)
        start = max(article.prose.rfind(end, least, will.start()) + len(end) for end in _ENDS)
        start = max(start, least)
        sentence = _SENTENCE.match(article.prose, start)
        if sentence is None:
            continue
        done = sentence.end()
        dates = list(_DATE.finditer(article.prose, sentence.start(), sentence.end()))
        if len(dates) != 1 or article.is_quoted(dates[0].start()):
            continue
        (match,) = dates
        found = written_date(match)
        if not found.year:
            continue
        day = real(found)
        before = article.prose[sentence.start() : match.start()]
        if day and (published - day).days > 1 and not _PAST.search(before):
            yield found_at(article, match.start(), date=f"{day:%d/%m/%Y}", published=f"{published:%d/%m/%Y}")


RULES = (
    Rule(
        "date-weekday",
        Example("Sáng thứ Sáu, ngày 20/11/2026; Chủ nhật (22/11/2026); thứ Tư, ngày 07 tháng 8 năm 2019."),
        Example("Sáng thứ Năm, ngày 20/11/2026."),
        find_weekdays,
        vietnamese=True,
    ),
    Rule(
        "date-impossible",
        Example("Ngày 29/02/2024, ngày 30/11, tỷ lệ 31/30, Nghị quyết 29-NQ/TW, chia 24/7."),
        Example("Thi vào ngày 31/11/2026."),
        find_impossible,
        vietnamese=True,
    ),
    Rule(
        "dates-swapped",
        Example("Từ ngày 01/12/2026 đến ngày 15/12/2026; từ ngày 25/12 đến 05/01/2027; từ 28/12 đến 03/01."),
        Example("Nhận hồ sơ từ ngày 15/12/2026 đến ngày 10/12/2026."),
        find_spans,
        vietnamese=True,
    ),
    Rule(
        "date-past",
        Example("Kỳ thi sẽ diễn ra ngày 05/12/2026. Theo Kế hoạch ban hành ngày 01/09/2026, lớp học sẽ mở."),
        Example("Kỳ thi sẽ diễn ra ngày 05/11/2026."),
        find_past,
        vietnamese=True,
    ),
)
