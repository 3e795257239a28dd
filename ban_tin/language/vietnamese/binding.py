"""No-break spaces: names, numbers and telephone numbers stay together at the end of a line.

Vietnamese writes its words in syllables with spaces between, and a browser breaks a line at any of them: ``Thanh / Sơn``, ``44 / năm``,
``0200 000 / 0002``. No list tells every word of two syllables; these are the breaks that are always wrong.
"""

import re
from collections.abc import Sequence

NO_BREAK_SPACE = "\u00a0"
#: Syllables of a name that stay together, and letters: more would not fit a line of large text on a phone.
_SYLLABLES, _LETTERS = 3, 14

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = _UPPER.lower()
_LETTER = f"{_UPPER}{_LOWER}"
#: Before a number they name what is counted: năm 2026, lớp 12.
_LABELS = (
    "năm|ngày|tháng|quý|thứ|tuần|giờ|phút|số|lớp|lần|khóa|khoá|kỳ|điều|khoản|điểm|chương|mục|tiết|bài|trang|phòng|câu|hình|bảng|mẫu|"
    "hạng|đợt|cấp|nhóm|tổ|tập|hệ|ca"
)
_LABEL_WORDS = frozenset(_LABELS.split("|"))
_LONGEST_LABEL = max(map(len, _LABEL_WORDS))
_LAST_WORD = re.compile(r"\W+")
#: Those that begin anew behind a number: 20 / tháng 11. Hours go on: 7 giờ 30.
_LABELS_OF_NUMBERS = _LABELS.replace("giờ|phút|", "")
#: Behind a number they count nothing.
_NO_UNITS = (
    "và|đến|tới|của|là|trong|tại|có|được|thì|với|do|từ|cho|ở|vào|nhưng|hoặc|hay|để|bằng|trên|dưới|theo|sau|trước|khi|mà|cùng|lúc|gồm|đã|sẽ|"
    "đang|không|như|nên|cũng|còn|bị|ra|về|qua|rồi|nay"
)
#: Before a name they are none: Sở Giáo dục, Tỉnh Thanh Sơn.
_OFFICES = (
    "Sở|Bộ|Ban|Ngành|Tỉnh|Thành|Huyện|Quận|Thị|Xã|Phường|Trường|Hội|Đoàn|Đảng|Phòng|Chi|Cô|Thầy|Ông|Bà|Anh|Chị|Em|Cục|Vụ|Viện|Trung|Tại|Ngày|"
    "Tháng|Năm|Theo|Từ|Về|Các|Những|Bài|Tin|Ảnh|Nguồn"
)
_NO_NAMES = frozenset(_OFFICES.split("|"))
_BEFORE_NUMBER = re.compile(r"(?<=\w) (?=\d)")
_COUNTED = re.compile(
    rf"(?<![\w.,/{NO_BREAK_SPACE}])(\d[\d.,]*) (?=[{_LOWER}])(?!(?:{_NO_UNITS})(?![{_LETTER}]))"
    rf"(?!(?:{_LABELS_OF_NUMBERS})[ {NO_BREAK_SPACE}]\d)"
)
_TELEPHONE = re.compile(r"(?<![\d.,/-])(?:\+84|0\d{1,4}|\(0\d{1,4}\)|1[89]00)(?: \d{2,4}){1,3}(?![\d.,/]?\d)")
_NAME = re.compile(rf"(?<![{_LETTER}\d])[{_UPPER}][{_LOWER}]*(?: [{_UPPER}][{_LOWER}]*)+(?![{_LETTER}])")
#: Words of two syllables that headlines are full of; a site adds its own.
COMPOUNDS = (
    "kỷ niệm", "giáo dục", "đào tạo", "giáo viên", "nhà giáo", "học sinh", "học kỳ", "năm học", "tuyển sinh", "thí sinh", "phụ huynh",
    "hội nghị", "hội thi", "đại hội", "khai giảng", "khai mạc", "bế mạc", "tổng kết", "sơ kết", "triển khai", "nhiệm vụ", "kế hoạch",
    "thông báo", "công bố", "quyết định", "công tác", "hoạt động", "chuyển đổi", "chuyên đề", "tập huấn", "phát động", "tặng quà",
    "trao tặng", "tiêu biểu", "xuất sắc", "phổ thông", "tiểu học", "mầm non", "trung học",
)  # fmt: skip


def bind_words(text: str) -> str:
    """Return plain ``text`` with no-break spaces inside names, telephone numbers, and between a number and what it counts."""
    if any(map(str.isdigit, text)):
        text = _TELEPHONE.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
        text = _BEFORE_NUMBER.sub(_bind_label, text)
        text = _COUNTED.sub(lambda match: match[1] + NO_BREAK_SPACE, text)
    return _NAME.sub(_bind_name, text)


def bind_headline(text: str, compounds: Sequence[str] = ()) -> str:
    """Return a plain headline bound as ``bind_words`` does, and with the common ``compounds`` whole: lines of large text are short."""
    return _compound_pattern(tuple(compounds)).sub(
        lambda match: match[0].replace(" ", NO_BREAK_SPACE), bind_words(text)
    )


_PATTERNS: dict[tuple[str, ...], re.Pattern[str]] = {}


def _compound_pattern(compounds: tuple[str, ...]) -> re.Pattern[str]:
    pattern = _PATTERNS.get(compounds)
    if pattern is None:
        words = "|".join(re.escape(each).replace(r"\ ", " ") for each in (*COMPOUNDS, *compounds))
        pattern = _PATTERNS[compounds] = re.compile(
            rf"(?<![\w{NO_BREAK_SPACE}])(?:{words})(?![\w{NO_BREAK_SPACE}])", re.IGNORECASE
        )
    return pattern


def _bind_label(match: re.Match[str]) -> str:
    # From the number back: looking for every label at every letter takes five times as long.
    before = match.string[max(match.start() - _LONGEST_LABEL - 1, 0) : match.start()]
    return NO_BREAK_SPACE if _LAST_WORD.split(before)[-1].lower() in _LABEL_WORDS else " "


def _bind_name(match: re.Match[str]) -> str:
    syllables = match[0].split(" ")
    first = 1 if syllables[0] in _NO_NAMES else 0
    bound, group = syllables[:first], list[str]()
    left = len(syllables) - first
    for syllable in syllables[first:]:
        longer = [*group, syllable]
        # Of four, two and two: the last one is not left alone.
        most = 2 if left == 4 else _SYLLABLES
        if group and (len(group) == most or len(" ".join(longer)) > _LETTERS):
            bound.append(NO_BREAK_SPACE.join(group))
            left -= len(group)
            longer = [syllable]
        group = longer
    return " ".join([*bound, NO_BREAK_SPACE.join(group)])
