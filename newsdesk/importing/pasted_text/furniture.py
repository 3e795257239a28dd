"""What stood round the text on its page: above it menus and today's date, below it buttons, lists of others and counters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ban_tin.articles.captions.text import ends_sentence
from newsdesk.importing.pasted_text.head import find_title, is_menu, only_counts, views_in
from newsdesk.importing.pasted_text.lines import TextLine
from newsdesk.importing.structure.bylines import read_byline
from newsdesk.importing.web_page.furniture import is_button, is_list_head

#: Lines with which the end of a page begins: nothing behind them is of the text.
_END = re.compile(
    r"(?:ý kiến (?:của )?(?:bạn(?: đọc)?|độc giả)|gửi (?:ý kiến|bình luận|phản hồi)|bình luận(?: \(\d+\))?|tương phản|đánh giá(?: bài viết)?\s*[:(].*|thống kê (?:truy cập|lượt).*"
    r"|(?:đang (?:truy cập|online|xem)|hôm nay|hôm qua|tuần này|tháng này|tổng (?:số )?(?:lượt )?(?:truy cập|lượt xem|cộng)|số người (?:online|trực tuyến))\s*:?\s*[\d.,]+.*"
    r"|(?:các )?(?:tin|bài|tin tức|bài viết|tin bài|văn bản)(?: viết)? (?:liên quan|khác|mới hơn|cũ hơn|cùng (?:chuyên mục|loại)|đã đưa|mới nhất|nổi bật|đọc nhiều(?: nhất)?)\s*:?"
    r"|tất cả cảm xúc\s*:?.*|\d+ (?:bình luận|lượt chia sẻ)|all reactions\s*:?.*"
    r"|bản quyền.*|copyright.*|©.*|giấy phép số.*|ghi rõ nguồn.*|cổng thông tin điện tử.*|trang thông tin điện tử.*)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?:hôm nay,?\s*)?(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*,?\s*(?:ngày\s*)?\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|,?\s*năm)\s*\d{4}\W*(?:\d{1,2}[:h]\d{2}(?::\d{2})?)?\W*",
    re.IGNORECASE,
)
#: When something was posted, as social networks say it of this year: ``19 tháng 11 lúc 08:15 ·``, ``3 giờ ·``
_POSTED = re.compile(
    r"(?:\d{1,2} tháng \d{1,2}(?: lúc \d{1,2}:\d{2})?|hôm (?:nay|qua)(?: lúc \d{1,2}:\d{2})?|\d{1,2} (?:phút|giờ|ngày|tuần)(?: trước)?)\s*[·•]?\s*(?:công khai|public)?",
    re.IGNORECASE,
)
_WAY = re.compile(r"(?:trang chủ|home|trang nhất)\s*(?:>>?|»|›|/|\|)\s*\S.*", re.IGNORECASE)
_BLANK_FIELDS = re.compile(
    r"bạn còn \d+/\d+ ký tự|(?:họ (?:và )?tên|email|tiêu đề|nội dung|mã bảo mật|mã xác nhận)\s*\*?:?|\(?\d+\s*ký tự\)?",
    re.IGNORECASE,
)
#: A paragraph of so many letters, with a full stop, is of a text.
_PROSE = 200
#: Blocks at the beginning among which the lines of a header are.
_HEAD = 15


class Parted(NamedTuple):
    """The lines of a page, by what they are."""

    #: Those of the text.
    text: list[TextLine]
    #: What stood round it, with a kind of the report.
    around: list[tuple[str, TextLine]]
    #: How often it was read, as digits, and where that stood; ``""`` where nobody says.
    views: tuple[str, TextLine] | None
    #: Which of ``text`` is the title, -1 where none is.
    title: int = -1


def part_furniture(lines: Sequence[TextLine]) -> Parted:
    """Return ``lines`` with what stood round the text apart."""
    rest = list(lines)
    around: list[tuple[str, TextLine]] = []
    views: tuple[str, TextLine] | None = None
    end = _end_of_text(rest)
    around += [("furniture", line) for line in rest[end:]]
    rest = rest[:end]
    text: list[TextLine] = []
    for place, line in enumerate(rest):
        if (place < _HEAD and _TODAY.fullmatch(line.text) and _title_follows(rest, place)) or (
            place < _HEAD and _POSTED.fullmatch(line.text)
        ):
            around.append(("page-date", line))
        elif _is_furniture(line.text, place, len(rest)):
            around.append(("furniture", line))
        elif (count := only_counts(line.text)) and place < _HEAD:
            views = count, line
            around.append(("views", line))
        else:
            text.append(line)
            if place < _HEAD and (count := views_in(line.text)):
                views = count, line
    title = find_title(text)
    menu = [line for line in text[: max(title, 0)] if is_menu(line.text) and not read_byline(line.text)]
    around += [("furniture", line) for line in menu]
    title -= len(menu) if title > 0 else 0
    text = [line for line in text if line not in menu]
    return Parted(text, sorted(around, key=lambda each: each[1].number), views, title)


def _end_of_text(lines: Sequence[TextLine]) -> int:
    """Return where the end of the page begins: the first line that no text has, with no paragraph of prose behind it."""
    last = max((place for place, line in enumerate(lines) if _is_prose(line.text)), default=-1)
    for place in range(last + 1, len(lines)):
        if place and (_END.fullmatch(lines[place].text) or (is_list_head(lines[place].text) and place > last)):
            return place
    return len(lines)


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE and ends_sentence(text)


def _is_furniture(text: str, place: int, count: int) -> bool:
    if _BLANK_FIELDS.fullmatch(text) or _WAY.fullmatch(text):
        return True
    return is_button(text) and (place < _HEAD or place > count - _HEAD)


def _title_follows(lines: Sequence[TextLine], place: int) -> bool:
    """Return whether a title may follow the line ``place``: then it is no line under one."""
    return place == 0 or all(len(line.text) < 30 for line in lines[:place])
