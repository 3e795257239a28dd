"""Telephone numbers of Viet Nam in text: where they are certain."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = "[ \u00a0]"
_PART = f"(?:[.-]|{_SPACE})"
#: Digits in groups as people write them, the first one never that of a day or a thousand: 0912 345 678, (0269) 3.822.345.
_NUMBER = re.compile(
    rf"""(?<![\w/.,+-])(?<!\d[ \u00a0:])(?:
    (?P<own>(?:\(0\d{{2,3}}\){_SPACE}?|0\d{{2,3}}{_PART}?)\d{{1,8}}(?:{_PART}\d{{2,4}}){{0,3}})
    |(?P<abroad>(?:\(\+84\)|\+84){_PART}?(?:\(0\))?\d{{2,10}}(?:{_PART}\d{{2,4}}){{0,4}})
    |(?P<short>1[89]00(?:\.|{_SPACE})?(?:\d{{2}}(?:(?:\.|{_SPACE})?\d{{2}}){{1,2}}|\d{{3}}(?:\.|{_SPACE})\d{{3}}))
    )(?![\w/]|[.,:-]\d|{_SPACE}?%)""",
    re.VERBOSE,
)
#: Between one number and another.
_BETWEEN = re.compile(r"(?<=[\d .-]{8})/(?=0\d{2,3}[ .-]?\d)")
#: What such a number is instead, when one of these is the last to stand before it.
_OTHER = re.compile(r"tài khoản|\b(?:stk|tk|mst|cccd|cmnd|cmtnd|sbd|fax|isbn|issn)\b|\bmã\b|số (?:báo danh|hiệu|thẻ|sổ|hóa đơn|định danh|seri)|định danh|năm|từ", re.IGNORECASE)  # fmt: skip
_CALL = re.compile(
    r"điện thoại|\bđt\b|\btel\b|\bsđt\b|hotline|đường dây nóng|liên hệ|tổng đài|gọi|di động|zalo|phone", re.IGNORECASE
)
_UNIT = re.compile(
    rf"{_SPACE}*(?:đồng\b|đ\b|vnđ|vnd|usd|người|học sinh|em\b|thí sinh|bộ\b|cuốn|quyển|km|kg|m2|tỷ|triệu|nghìn)",
    re.IGNORECASE,
)
#: How far back the words are looked at that say what a number is.
_BEFORE = 40


class Phone(NamedTuple):
    """A telephone number in a text, and what a telephone calls."""

    start: int
    end: int
    called: str


def find_phones(text: str, heading: str = "") -> Iterator[Phone]:
    """Yield the telephone numbers in ``text``; ``heading`` is what stands over it, as in a table.

    >>> [phone.called for phone in find_phones("Điện thoại: (0269) 3.822.345")]
    ['+842693822345']
    """
    text = _BETWEEN.sub(";", text)
    for match in _NUMBER.finditer(text):
        called = _called(match)
        if called and not _is_other(f"{heading} {text[max(match.start() - _BEFORE, 0) : match.start()]}", text, match):
            yield Phone(match.start(), match.end(), called)


def _called(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    if match["short"]:
        return digits if len(digits) in {8, 10} else ""
    own = f"0{digits[2:].lstrip('0')}" if match["abroad"] else digits
    # Mobile numbers have ten digits; those of places, since 2017, have eleven, and begin with 02.
    if (len(own) == 10 and own[1] in "35789") or (len(own) == 11 and own[1] == "2"):
        return f"+84{own[1:]}"
    return ""


def _is_other(before: str, text: str, match: re.Match[str]) -> bool:
    if _UNIT.match(text, match.end()):
        return True
    others = [each.start() for each in _OTHER.finditer(before)]
    calls = [each.start() for each in _CALL.finditer(before)]
    return bool(others) and (not calls or calls[-1] < others[-1])
