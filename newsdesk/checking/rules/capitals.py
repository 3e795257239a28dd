"""Large letters in titles and dates, after appendix II of Decree 30/2020 (sentences, names, weekdays, articles of laws), as it is told of.

The decree is about documents; an office expects the same of its news. Which words are names no program knows: hints, where they
are not about one certain letter.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsdesk.checking.article import CheckedArticle, Edit
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.vocabulary.words import SMALL, compounds

_WORD = re.compile(r"[^\W\d_]+")
#: Words that are seldom part of a name: with a large letter, in the middle of a title, they tell of a title in large letters.
_COMMON = SMALL | frozenset(
    [
        "nghị",
        "khai",
        "giảng",
        "bế",
        "mạc",
        "tổng",
        "kết",
        "sơ",
        "kết",
        "năm",
        "học",
        "kỳ",
        "tuyển",
        "sinh",
        "thi",
        "lịch",
        "thông",
        "báo",
        "chào",
        "mừng",
        "nhân",
        "dịp",
        "ngày",
        "kế",
        "hoạch",
        "tập",
        "huấn",
        "phát",
        "động",
        "phong",
        "trào",
        "trao",
        "tặng",
        "quà",
        "kiểm",
        "tra",
        "kết",
        "quả",
        "tham",
        "dự",
        "làm",
        "việc",
        "triển",
        "khai",
        "nhiệm",
        "vụ",
        "hướng",
        "dẫn",
        "công",
        "bố",
        "tổ",
        "chức",
        "mở",
        "rộng",
        "cuộc",
        "hoạt",
        "động",
        "lần",
        "thứ",
        "một",
        "số",
        "chuyên",
        "đề",
        "giáo",
        "viên",
        "học",
        "sinh",
    ]
)
#: Behind a whole word or a number, no short form.
_FULL_STOP = re.compile(r"(?:(?:^|\s)[^\W\d_]{2,}|\d[\d–-]*|[”)])\.$")
_WEEKDAY = re.compile(
    r"\b[Tt]hứ (?P<name>hai|ba|tư|năm|sáu|bảy|bẩy)(?=[ ]?[,(][ ]?(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d)"
)
_SMALL_ARTICLE = re.compile(r" điều \d")
_ARTICLE = re.compile(
    r"\b(?:[Kk]hoản|[Đđ]iểm) (?:\d{1,3}|[a-zđ])(?:, (?:khoản|điểm)? ?(?:\d{1,3}|[a-zđ]))*,? (?P<word>điều) \d{1,3}\b"
)


def _titles(article: CheckedArticle) -> Iterator[tuple[int, str]]:
    """Yield the place and the text of the title and of each heading."""
    line = article.field_lines.get("title")
    title = article.fields.get("title")
    if line and isinstance(title, str):
        start = article.start_of(line)
        at = article.prose.find(title[:20], start)
        if at >= 0:
            yield at, title
    for heading in article.headings:
        yield heading.start, heading.text


def find_every_word(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find titles whose every word begins with a large letter."""
    for start, title in _titles(article):
        words = _WORD.findall(title)
        if len(words) < 4 or title.isupper():
            continue
        large = [word for word in words[1:] if word[0].isupper() and not word.isupper()]
        common = {word.lower() for word in large} & _COMMON
        pairs = sum(
            (one.lower(), other.lower()) in compounds() and one[0].isupper() and other[0].isupper()
            for one, other in pairwise(words)
        )
        if len(large) >= 0.75 * (len(words) - 1) and (len(common) >= 2 or pairs >= 2):
            yield found_at(article, start, text=title)


def find_first_small(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find a title that begins with a small letter."""
    for start, title in _titles(article):
        first = _WORD.match(title)
        if first and first[0].islower() and len(first[0]) > 1 and " " in title and start < article.body:
            at = article.text.find(first[0], start)
            typed = title[:1].upper() + title[1:]
            yield found_at(article, at, Edit(at, at + 1, first[0][0].upper()), text=title, typed=typed)


def find_last_dot(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find a title that ends as a sentence does."""
    for start, title in _titles(article):
        if start < article.body and _FULL_STOP.search(title):
            at = article.text.find(title, start)
            fix = Edit(at + len(title) - 1, at + len(title), "") if at >= 0 else None
            yield found_at(article, start, fix, text=title, typed=title[:-1])


def find_weekdays(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find the name of a weekday with a small letter, right before its date."""
    for match in _WEEKDAY.finditer(article.prose) if "thứ " in article.folded else ():
        at = match.start("name")
        typed = match["name"].capitalize()
        yield found_at(article, match.start(), Edit(at, at + len(typed), typed), text=match[0], typed=f"thứ {typed}")


def find_articles(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find “khoản 2 điều 5”: the article of a law has a large letter."""
    for match in _ARTICLE.finditer(article.prose) if _SMALL_ARTICLE.search(article.prose) else ():
        at = match.start("word")
        typed = match[0][: at - match.start()] + "Điều" + match[0][at - match.start() + 4 :]
        yield found_at(article, at, Edit(at, at + 4, "Điều"), text=match[0], typed=typed)


def _titled(title: str) -> Example:
    return Example(f'---\ntitle: "{title}"\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\n---\nThân bài.\n')


_GOOD = _titled("Hội nghị tổng kết năm học của Sở Giáo dục và Đào tạo tỉnh Thanh Sơn")
RULES = (
    Rule("title-every-word", _GOOD, _titled("Hội Nghị Tổng Kết Năm Học Và Triển Khai Nhiệm Vụ"), find_every_word, vietnamese=True),
    Rule("title-small", _GOOD, _titled("hội nghị tổng kết năm học"), find_first_small),
    Rule("title-dot", _GOOD, _titled("Hội nghị tổng kết năm học."), find_last_dot),
    Rule("weekday-small", Example("Vào thứ Tư, ngày 25/11/2026; lần thứ hai, 25 em."), Example("Vào thứ tư, ngày 25/11/2026."), find_weekdays, vietnamese=True),
    Rule("article-small", Example("Theo khoản 2 Điều 5; nhiều điều 5 bạn nói."), Example("Theo khoản 2 điều 5 của Luật Giáo dục."), find_articles, vietnamese=True),
)  # fmt: skip
