"""What the text says otherwise than the title: another year, another number of the same thing."""

import re
from collections.abc import Iterator

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.prose import BLANK
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

#: Words that lead to a number, and it: “6 tháng đầu năm 2017”, “nhiệm kỳ 2020-2025”, “năm học 2026 - 2027”.
_NUMBERED = re.compile(
    rf"(?P<words>(?:[^\W_]+[ {BLANK}]+){{2}}(?:năm học|năm|nhiệm kỳ|khóa|khoá|lần thứ|giai đoạn)) (?P<number>(?:19|20)\d\d(?:[ ]?[-–][ ]?(?:19|20)\d\d)?|[IVXL]+\b)",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"[Nn]ăm học (?P<from>(?:19|20)\d\d)[ ]?[-–/][ ]?(?P<to>(?:19|20)\d\d)\b")
#: Before it another year is meant: it is compared with.
_COMPARED = re.compile(
    r"\b(?:so với|cùng kỳ|kết quả|trước|như|của|qua|từ|sau|thực hiện|tổng kết|đánh giá|tiếp tục|đến|hướng tới|so|hơn)[^.,;\n]{0,40}$",
    re.IGNORECASE,
)
#: Behind it, what is still to come.
_PLANNED = re.compile(r"[^.;\n]{0,20}\b(?:dự kiến|sẽ|tới|trở đi)\b")


def _title_of(article: CheckedArticle) -> tuple[int, int]:
    line = article.field_lines.get("title")
    if not line:
        return 0, 0
    start = article.start_of(line)
    end = article.text.find("\n", start)
    return start, end if end >= 0 else len(article.text)


def _number(text: str) -> str:
    return re.sub(r"\s", "", text).replace("–", "-")


def find_years(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find words of the title with another number behind them in the text, in which the title's own does not stand behind them."""
    start, end = _title_of(article)
    said: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(article.prose, start, end):
        said.setdefault(" ".join(match["words"].lower().split()), set()).add(_number(match["number"]))
    for words, numbers in said.items():
        if len(numbers) != 1:
            continue
        (number,) = numbers
        pattern = re.compile(
            rf"(?<!\w){re.escape(words).replace(chr(92) + ' ', '[ ]+')}[ ](?P<number>(?:19|20)\d\d(?:[ ]?[-–][ ]?(?:19|20)\d\d)?|[IVXL]+\b)",
            re.IGNORECASE,
        )
        found = list(pattern.finditer(article.prose, article.body))
        if any(_number(each["number"]) == number for each in found) and len(found) > 2:
            continue
        for each in found:
            other = _number(each["number"])
            before, behind = (
                article.prose[max(0, each.start() - 60) : each.start()],
                article.prose[each.end() : each.end() + 30],
            )
            if other != number and not _COMPARED.search(before) and not _PLANNED.match(behind):
                yield found_at(article, each.start("number"), text=each[0], number=number, other=other)
                break


def find_school_years(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find school years that are no two years in a row."""
    for match in _SCHOOL_YEAR.finditer(article.prose) if "năm học" in article.folded else ():
        first, last = int(match["from"]), int(match["to"])
        if last - first != 1:
            before = article.prose[max(0, match.start() - 20) : match.start()].lower()
            if "từ" in before or "các" in before:
                continue
            yield found_at(article, match.start(), text=match[0], typed=f"năm học {first}-{first + 1}")


_HEAD = (
    '---\ntitle: "Sơ kết công tác Đảng 6 tháng đầu năm 2017"\ndate: 2017-07-20 08:00\ncategory: Tin hoạt động\n---\n'
)
RULES = (
    Rule(
        "year-contradicts",
        Example(f"{_HEAD}Báo cáo 6 tháng đầu năm 2017 tốt hơn so với 6 tháng đầu năm 2016."),
        Example(f"{_HEAD}Báo cáo 6 tháng đầu năm 2016 đã chỉ rõ."),
        find_years,
        vietnamese=True,
    ),
    Rule(
        "school-year",
        Example("Năm học 2026-2027, năm học 2019 - 2020."),
        Example("Năm học 2026-2028."),
        find_school_years,
        vietnamese=True,
    ),
)
