"""Numbers that one text writes in two ways: ``1.250`` and ``1,250``."""

import re
from collections.abc import Iterator

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

_POINTS = re.compile(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?![\w/-]|[.,]\d)")
_COMMAS = re.compile(r"(?<![\w.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![\w/%-]|[.,]\d)")
_DECIMAL_POINT = re.compile(r"(?<![\w.,/-])\d{1,4}\.\d{1,2}(?=[ ]?(?:%|điểm\b|tỷ\b|triệu\b|km\b|m2\b|ha\b))")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,/-])\d{1,4},\d{1,2}(?=[ ]?(?:%|điểm\b|tỷ\b|triệu\b|km\b|m2\b|ha\b))")
#: A comma before three digits, or a point before one or two: what one of the two is about.
_EITHER = re.compile(r"\d(?:,\d{3}|\.\d{1,2}(?!\d))")


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find, once in an article, thousands parted by commas where others are parted by points; decimals the other way round."""
    if not _EITHER.search(article.prose):
        return
    for pattern, usual in ((_COMMAS, _POINTS), (_DECIMAL_POINT, _DECIMAL_COMMA)):
        other = next(iter(usual.finditer(article.prose)), None)
        if other is None:
            continue
        for match in pattern.finditer(article.prose):
            if article.is_quoted(match.start()):
                continue
            typed = match[0].translate(str.maketrans(",.", ".,"))
            yield found_at(article, match.start(), text=match[0], other=other[0], typed=typed)
            break


RULES = (
    Rule(
        "number-styles",
        Example("Có 1.250 học sinh, 12.500 cuốn vở, đạt 99,9%; Thông tư 22/2021; ngày 3.7.2020; mục 1.2."),
        Example("Có 1.250 học sinh và 12,500 cuốn vở."),
        find,
        vietnamese=True,
    ),
)
