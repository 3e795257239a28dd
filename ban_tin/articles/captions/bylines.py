"""Lines that say who wrote an article, where it is from and when it was published: they stand below the last photo."""

import re

from ban_tin.articles.captions.names import is_name, is_office, is_proper, is_signed_name, names_only
from ban_tin.articles.captions.text import plain_space

_AND = r"\s*(?:và|,|-|–|/|&|\+)\s*"
#: What is written, and what is photographed beside it. ``Tinh và ảnh`` is how one of the five portals misspells it.
_TEXT = r"(?:tin|tinh|bài|bài viết|viết bài|nội dung)"
_WORK = r"(?:ảnh|hình|hình ảnh|bài|video|clip|tin|đồ họa)"
_LABEL = re.compile(
    rf"(?:{_TEXT}(?:{_AND}{_WORK})*|ảnh{_AND}(?:tin|bài)|tin bài|(?:người\s+)?thực hiện|tác giả(?: bài viết)?|người (?:viết|đăng|gửi|dịch)"
    r"|đăng bởi|đưa tin|biên tập|biên soạn|biên dịch|dịch|lược dịch|tổng hợp|sưu tầm|nguồn tin|nguồn bài|theo|ban biên tập|biên tập viên|phóng viên"
    r"|cộng tác viên|BTV|PV|CTV|BBT|text|by|author|written by|story by)\s*:\s*\S",
    re.IGNORECASE,
)
#: ``Bài và ảnh Minh Hà``: without a colon, only a name may come.
_BARE_LABEL = re.compile(
    rf"(?:{_TEXT}(?:{_AND}{_WORK})+|tin bài|thực hiện|tác giả|phóng viên|cộng tác viên|biên tập viên|PV|CTV|BTV|by)[\s.,–—-]+(?P<name>\S.*)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:theo|nguồn(?: tin)?\s*:?)\s+(?P<name>\S.*)", re.IGNORECASE)
_COMPILED = re.compile(
    r"\((?:tổng hợp|t/h|th|sưu tầm|st|biên soạn|ghi|lược ghi|thực hiện|dịch|lược dịch|biên tập|(?:theo|nguồn)\s[^()]*)\)\.?$",
    re.IGNORECASE,
)
_COMPILED_BY = re.compile(r"(?P<name>.+?)\s+(?:tổng hợp|sưu tầm|biên soạn|lược ghi|lược dịch|biên tập)$", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)?(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|info)(?:/\S*)?", re.IGNORECASE)
_EDITORS = re.compile(
    r"(?:ban biên tập|bbt|tòa soạn|toà soạn|pv|ctv|btv|nhóm pv|nhóm phóng viên|quản trị viên|admin|ban truyền thông|tổ truyền thông)"
    r"(?:\s+(?P<of>.+))?",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|CN),?\s*)"
_DATE = (
    rf"{_WEEKDAY}?(?:ngày\s+)?(?:\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|,?\s*\d{4})?|\d{1,2}/\d{1,2})"
)
_TIME = r"\d{1,2}\s*(?::|h|g|giờ)\s*(?:\d{2}(?:\s*(?::\s*\d{2}|'|phút|AM|PM|SA|CH))?)?"
_ZONE = r"\(?GMT\s*[+-]\s*\d{1,2}\)?"
_WHEN = re.compile(rf"(?<![\w/])(?:{_DATE}|{_TIME}|{_ZONE}|{_WEEKDAY}(?=\W|$))(?![\w/])", re.IGNORECASE)
_ABOUT_WHEN = re.compile(
    r"(?:cập nhật(?: lúc| lần cuối)?|đăng(?: lúc| ngày)?|ngày đăng|ngày|lúc|vào lúc|vào|xuất bản|phát hành|last update|updated|published)(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 160


def is_byline(lines: list[str]) -> bool:
    """Return whether ``lines`` say who wrote the article and no caption: a label, editors, a source, a site,
    when it was published, or a person's name over the name of an office.
    """
    text = plain_space(" ".join(lines))
    if len(text) > _LONGEST:
        return False
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return bool(
        _LABEL.match(text)
        or _is_signed_with(_BARE_LABEL.fullmatch(text))
        or _is_from(text)
        or is_dateline(text)
        or _SITE.fullmatch(text)
        or _COMPILED.search(text)
        or _is_signed_with(_COMPILED_BY.fullmatch(text))
        or _is_editors(text)
        or (len(lines) > 1 and is_signed_name(plain_space(lines[0])) and is_office(plain_space(lines[1])))
    )


def _is_signed_with(match: re.Match[str] | None) -> bool:
    return match is not None and names_only(match["name"])


def _is_editors(text: str) -> bool:
    match = _EDITORS.fullmatch(text)
    return match is not None and (not match["of"] or is_proper(match["of"]))


def _is_from(text: str) -> bool:
    """``Theo Báo Thanh Sơn``, not ``Theo chân đoàn công tác``."""
    match = _FROM.fullmatch(text)
    if match is None or text[:1].lower() != "t" or len(text.split()) > 9:
        return False
    return _SITE.fullmatch(match["name"]) is not None or names_only(match["name"]) or is_proper(match["name"])


def is_dateline(text: str) -> bool:
    """Return whether ``text`` is a date or a time, and at most a name, an office or a section beside it."""
    rest, found = _WHEN.subn(" ", text)
    if not found:
        return False
    parts = [part.strip(" .,:;()–—-") for part in re.split(r"\s[–—-]\s|[|,•·]", _ABOUT_WHEN.sub(" ", rest))]
    return all(
        not part
        or is_signed_name(part)
        or is_office(part)
        or names_only(part)
        or (number > 0 and len(part.split()) <= 3)
        for number, part in enumerate(parts)
    )


def is_signature(text: str) -> bool:
    """Return whether ``text`` is what authors sign with: names and offices and nothing else, or where an article is from."""
    text = plain_space(text)
    return len(text) <= _LONGEST and (names_only(text) or is_name(text) or text.casefold().startswith("nguồn:"))
