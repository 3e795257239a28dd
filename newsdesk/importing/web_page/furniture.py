"""What stands round articles on portals: told by the names of elements, by what lines say, and by being links alone."""

import re

#: Names of elements, inside a text too.
IN_BODY = re.compile(
    r"(?:^|[\s_-])(?:social(?:s|share|icons?)?|share(?:s|d|box|bar|this|daddy)?|sharing|addthis\w*|fb-(?:like|share|comments|root|save)|zalo-\w+|related\w*|relate|tin-?lien-?quan|lienquan|lien-quan"
    r"|others?[_-]?news|othernews|other|tin-?khac|tinkhac|cung-?chuyen-?muc|breadcrumbs?|pathway|print(?:er|ing)?|printbutton|comments?(?:list|form|area)?|binh-?luan|ratings?|rate|vote|votes|danh-?gia|star-rating"
    r"|pagenav|pagination|pager|prev-?next|post-navigation|nav-links|back-?to-?top|go-?top|loading|jp-relatedposts|sharedaddy|tool(?:s|bar|box)|buttonheading|article-tools|post-tags|news[_-]?tags|tags?(?:list|cloud|-links)?"
    r"|font-?size|text-?size|hot-?news|most-?read|newsletter|adsbygoogle|quang-?cao|views?-?count)(?:$|[\s_-])"
)
#: Those of them that are never a text, however short the text beside them is.
NEVER_TEXT = re.compile(
    r"(?:^|[\s_-])(?:social\w*|share\w*|sharing|addthis\w*|fb-\w+|related\w*|tin-?lien-?quan|lien-?quan|others?[_-]?news|othernews|tin-?khac|tinkhac|cung-?chuyen-?muc|breadcrumbs?"
    r"|comments?\w*|binh-?luan|ratings?|star-rating|pagenav|pagination|post-navigation|nav-links|jp-relatedposts|buttonheading)(?:$|[\s_-])"
)
#: Names of elements that are no part of an article.
OUTSIDE = re.compile(
    r"(?:^|[\s_-])(?:header|footer|nav(?:bar|igation)?|menu\w*|sidebar|side|banner|login|search|copyright|counter|thong-?ke|skip\w*|lang\w*|weblink|lien-?ket)(?:$|[\s_-])"
)
_NEWS = r"(?:tin(?:\s+tức|\s+bài|\s+ảnh)?|bài(?:\s+viết|\s+báo)?|thông\s+tin|văn\s+bản|sự\s+kiện|nội\s+dung|video|thông\s+báo|hoạt\s+động)"
_OTHERS = (
    r"(?:liên\s+quan|khác|cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại|thể\s+loại|danh\s+mục|nhóm)|mới\s+hơn|cũ\s+hơn|đã\s+(?:đưa|đăng)|mới\s+nhất|mới(?:\s+đăng|\s+cập\s+nhật)?|cũ|nổi\s+bật|tiêu\s+điểm"
    r"|(?:đọc|xem)\s+nhiều(?:\s+nhất)?|được\s+quan\s+tâm|trước(?:\s+đó)?|tiếp\s+theo|sau)"
)
_LIST_HEAD = re.compile(
    rf"(?:>>|»|[+•*-])?\s*(?:(?:(?:các|những|một\s+số)\s+)?{_NEWS}\s+{_OTHERS}(?:\s+{_OTHERS})?|cùng\s+chuyên\s+mục|cùng\s+chủ\s+đề|xem\s+thêm|đọc\s+thêm|có\s+thể\s+bạn\s+(?:quan\s+tâm|thích)"
    r"|(?:ý\s+kiến|bình\s+luận|phản\s+hồi|thảo\s+luận)(?:\s+(?:của\s+)?(?:bạn\s+đọc|độc\s+giả|bạn))?(?:\s*\(\d+\))?|(?:gửi|viết|để\s+lại)\s+(?:bình\s+luận|phản\s+hồi|ý\s+kiến)|related\s+(?:posts|articles|news)|leave\s+a\s+(?:reply|comment))"
    r"\s*(?:[:…]|\.{2,3}|>>|»)?\s*",
    re.IGNORECASE,
)
_COUNT = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+"
_VIEWS = (
    re.compile(
        r"(?:(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy\s+cập)(?:\s+(?:tin|bài)(?:\s+viết)?)?|đã\s+(?:xem|đọc)|xem|views?|hits?|truy\s+cập)"
        rf"\s*[:(]\s*(?P<number>{_COUNT})\s*(?:lần|lượt)?\s*\)?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:(?:lượt|lần)\s+xem|đã\s+xem|đọc|xem)\s+(?P<number>{_COUNT})(?:\s+(?:lần|lượt))?", re.IGNORECASE),
    re.compile(rf"(?<![\d:/.-])(?P<number>{_COUNT})\s+(?:lượt|lần)\s+(?:xem|đọc|truy\s+cập)", re.IGNORECASE),
)
#: Lines of the counter of a whole site.
_COUNTER = re.compile(
    r"(?:(?:đang\s+(?:truy\s+cập|online|xem)|trực\s+tuyến|hôm\s+(?:nay|qua)|(?:tuần|tháng|năm)\s+(?:này|nay|trước|qua|hiện\s+tại)|tổng(?:\s+(?:số|cộng|lượt))*(?:\s+(?:truy\s+cập|xem))?"
    r"|khách(?:\s+viếng\s+thăm)?|máy\s+chủ\s+tìm\s+kiếm|số\s+(?:lượt|người)\s+truy\s+cập|(?:lượt|số)\s+truy\s+cập|tất\s+cả)\s*:?\s*[\d.,]+|(?:thống\s+kê(?:\s+truy\s+cập)?\s*){1,2})\W*$",
    re.IGNORECASE,
)
#: Lines of buttons.
_BUTTON = re.compile(
    r"(?:loading\W*|đang\s+tải\W*|(?:chia\s+sẻ|share)(?:\s+(?:bài\s+viết|trang|tin|lên|qua|trên|facebook|zalo|twitter|email|mạng\s+xã\s+hội|này|với\s+bạn\s+bè))*\s*:?|(?:in|print)(?:\s+(?:trang|bài|tin|ra|viết|này|nội\s+dung))*|bản\s+in|phiên\s+bản\s+in|pdf|e-?mail|xem\s+bản\s+in"
    r"|gửi\s+(?:e-?mail|mail|cho\s+bạn(?:\s+bè)?|bài(?:\s+viết)?(?:\s+qua\s+email)?|tin(?:\s+này)?|bạn\s+bè)|quay\s+lại(?:\s+trang\s+trước)?|trở\s+(?:về|lại)(?:\s+trang\s+(?:trước|chủ))?|(?:về|lên)?\s*đầu\s+trang|lên\s+trên|back\s+to\s+top|top|trang\s+chủ|home"
    r"|đánh\s+giá(?:\s+bài\s+viết)?\s*:?\s*(?:\(?\s*\d+\s*/\s*\d+\s*\)?)?|tổng\s+số\s+điểm\s+của\s+bài\s+viết\s+là.*|click\s+để\s+đánh\s+giá\s+bài\s+viết|xếp\s+hạng\s*:.*|hãy\s+là\s+người\s+đầu\s+tiên\s+đánh\s+giá.*"
    r"|like|thích|tweet|facebook|twitter|zalo|google\s*\+|lưu(?:\s+(?:bài|tin)(?:\s+viết|\s+này)?)?|save|theo\s+dõi.{0,40}google\s+news|a\s*[-+]+|[-+]\s*a|a|(?:cỡ|kích)\s+(?:chữ|thước\s+chữ).{0,20}|font\s*size.{0,20}|tương\s+phản|(?:đọc|nghe)\s+bài(?:\s+viết)?"
    r"|truy\s+cập\s+nội\s+dung\s+(?:luôn|chính)|bỏ\s+qua\s+.{0,30}|skip\s+to\s+.{0,20}|chi\s+tiết(?:\s+(?:tin|bài\s+viết))?|(?:<<?|«|‹)?\s*(?:trước|trang\s+trước|prev(?:ious)?)|(?:trang\s+sau|tiếp(?:\s+theo)?|next)\s*(?:>>?|»|›)?|bạn\s+còn\s+\d+\s*/\s*\d+\s+ký\s+tự|xem\s+thêm|báo\s+(?:lỗi|xấu)|các\s+(?:tệp|ý\s+kiến)\s*:?"
    r"|copy\s*(?:link)?|sao\s+chép(?:\s+(?:liên\s+kết|link))?|\(?xem\s+tiếp\)?|(?:trả\s+lời|reply)|đóng|close|×|x|menu|tìm\s+kiếm|search|[|»›>/•·]+)",
    re.IGNORECASE,
)
#: Buttons that stand in one line without anything between them, beside the date.
_ROW = (
    r"(?:(?:xem\s+)?(?:cỡ|kích)\s+(?:chữ|thước\s+chữ)|màu\s+chữ|mặc\s+định|a\s*[-+]*|[-+]|in(?:\s+(?:trang|bài(?:\s+viết)?|tin))?|(?:đọc|nghe)(?:\s+bài)?(?:\s+viết)?"
    r"|lưu(?:\s+(?:bài|tin))?|english|tiếng\s+(?:việt|anh)|chia\s+sẻ|gửi\s+(?:e-?mail|bài\s+viết)|tương\s+phản|print|share)"
)
_BUTTONS = re.compile(rf"{_ROW}(?:[\s|,:/]+{_ROW})*\s*:?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s{2,}")


def is_list_head(line: str) -> bool:
    """Return whether ``line`` stands over a list of other articles, or over comments."""
    return len(line) <= 60 and _LIST_HEAD.fullmatch(line.strip()) is not None


def is_button(line: str) -> bool:
    """Return whether ``line`` is what buttons say: printing, sharing, loading, going back."""
    line = line.strip()
    if not line or len(line) > 160:
        return False
    if _COUNTER.match(line):
        return True
    if len(line) <= 80 and _BUTTONS.fullmatch(line):
        return True
    return _BUTTON.fullmatch(line) is not None or all(
        _BUTTON.fullmatch(part) for part in _SEPARATOR.split(line) if part
    )


def read_views(line: str) -> tuple[str, str] | None:
    """Return how often an article was read, as digits, and the rest of a line that says it; None for any other line."""
    if len(line) > 200 or _COUNTER.match(line.strip()):
        return None
    found = next(filter(None, (form.search(line) for form in _VIEWS)), None)
    if found is None:
        return None
    rest = f"{line[: found.start()]} | {line[found.end() :]}".strip(" |,;()–-•")
    return re.sub(r"\D", "", found["number"]), rest
