"""What a short line among paragraphs was before it lost its look: a caption, whose photo is gone, or a heading."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from ban_tin.articles.captions.ordinary import is_about_elsewhere, is_heading, leads_on, leads_to_photos
from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.text import ends_sentence, goes_on, half_of, is_file_name, is_number
from ban_tin.articles.pasted.marks import read_mark
from newsdesk.importing.pasted_text.lines import TextLine
from newsdesk.importing.structure.bylines import read_byline, read_signature

#: Letters of a caption of one paragraph, of one sentence with its full stop, and of a heading.
_CAPTION_MOST, _SENTENCE_MOST, _HEADING_MOST = 220, 190, 120
#: Letters of a paragraph that is surely one of the text.
_PROSE = 200
#: Who is seen on photos, or what.
_SEEN = re.compile(
    r"(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà|thầy(?: giáo)?|cô(?: giáo)?|em|học sinh|sinh viên|giáo viên|cán bộ|đảng viên|đại biểu|lãnh đạo|thành viên|đoàn viên|đội viên|phụ huynh|vận động viên|thí sinh"
    r"|chi bộ|đảng bộ|ban giám hiệu|tập thể|đoàn (?:công tác|đại biểu)|ban tổ chức|nhà trường|trường (?:thpt|thcs|tiểu học|mầm non)|chủ tịch|phó chủ tịch|bí thư|giám đốc|phó giám đốc|hiệu trưởng|trưởng phòng|đại diện)"
    r"|(?:quang|toàn|khung)\s+cảnh|một góc|(?:ảnh|hình)\s*(?:\d+\s*[.:])?|lễ (?:trao|ký|chào cờ|khai)|tiết mục|phần thi|khoảnh khắc|nghi thức|chụp ảnh)(?!\w)",
    re.IGNORECASE,
)
#: What people do on photos, at the beginning of a line or behind who does it.
_DOES = re.compile(
    r"(?<!\w)(?:phát biểu|trình bày|trao (?:tặng|thưởng|giấy|bằng|quà|cờ|học bổng|huy|quyết)|tặng (?:hoa|quà|bằng|giấy)|chụp ảnh|bỏ phiếu|biểu quyết|tham dự|dự (?:hội nghị|đại hội|lễ)|chủ trì|điều hành|chúc mừng|khen thưởng|tham quan|thăm"
    r"|biểu diễn|ra mắt|cắt băng|thảo luận|tham luận|báo cáo|triển khai|khai mạc|bế mạc|nhận (?:bằng|giấy|quà|hoa|cờ|học bổng)|tổ chức (?:đại hội|hội nghị|lễ)|ký kết|tuyên thệ|kết nạp|thắp hương|dâng hương|trồng cây)(?!\w)",
    re.IGNORECASE,
)
#: ``Ảnh 2: Các em nhận thưởng``, ``(Hình 1. Toàn cảnh buổi lễ)``: what stands so was a caption, whatever stands round it.
_NUMBERED = re.compile(r"\(?\s*(?:ảnh|hình)\s*(?:số\s*)?\d{1,3}\s*[:.]\s*\S", re.IGNORECASE)
#: How sentences of a text begin, and captions don't.
_TELLS = re.compile(
    r"(?:sau|trước|trong|tại|theo|với|để|ngoài|nhân|qua|từ|đến|về|cũng|đồng thời|bên cạnh|cùng với|kết thúc|mở đầu|phát biểu|thay mặt|dịp này|buổi|hội nghị|đại hội|năm|ngày|sáng|chiều|tối|căn cứ|thực hiện|được|những|đây|có|hiện|nhằm|kính|mong|hy vọng|vì|do|nhờ)(?!\w)",
    re.IGNORECASE,
)


class Guess(Enum):
    """What a line was."""

    TEXT = auto()
    CAPTION = auto()
    #: It goes on with the caption before it.
    CAPTION_GOES_ON = auto()
    #: The name of a picture's file, where the picture stood.
    FILE_NAME = auto()
    HEADING = auto()


def guess_all(lines: Sequence[TextLine]) -> list[Guess]:
    """Return what each of ``lines`` was; the first one stands under the title."""
    guesses = [Guess.TEXT] * len(lines)
    end = _end_of_text(lines)
    if any(len(line.text) > _SENTENCE_MOST // 2 for line in lines[:end]):
        for place, line in enumerate(lines[:end]):
            if _NUMBERED.match(line.text) and len(line.text) <= _CAPTION_MOST:
                guesses[place] = Guess.CAPTION
    prose = [place for place, line in enumerate(lines[:end]) if len(line.text) > _PROSE]
    if not prose:
        return guesses  # A poem, a list, a notice: which of its lines are short says nothing.
    place = 0
    while place < end:
        count = _caption_at(lines, place, end)
        if count:
            guesses[place] = Guess.CAPTION
            guesses[place + 1 : place + count] = [Guess.CAPTION_GOES_ON] * (count - 1)
        elif is_file_name(lines[place].text) and not is_number(lines[place].text):
            guesses[place] = Guess.FILE_NAME
        place += max(count, 1)
    for place in range(end):
        if guesses[place] is Guess.TEXT and _is_in_row(guesses, lines, place):
            guesses[place] = Guess.CAPTION
    for place in range(1, end):
        if guesses[place] is Guess.TEXT and _is_announced(guesses, lines, place):
            guesses[place] = Guess.CAPTION
    for place in range(end):
        if guesses[place] is Guess.TEXT and _is_heading(lines, place, end):
            guesses[place] = Guess.HEADING
    return guesses


def _end_of_text(lines: Sequence[TextLine]) -> int:
    """Return where the lines of the end begin, which say who and where from."""
    end = len(lines)
    while end and (read_byline(lines[end - 1].text) or read_signature(lines[end - 1].text)):
        end -= 1
    return end


def _caption_at(lines: Sequence[TextLine], place: int, end: int) -> int:
    """Return of how many lines from ``place`` on a caption is, 0 where there is none."""
    text = lines[place].text
    if len(text) <= 3 * _CAPTION_MOST and half_of(text):
        return 1
    if not _may_be_short(text) or len(text) > _CAPTION_MOST:
        return 0
    following = lines[place + 1].text if place + 1 < end else ""
    if (
        following
        and len(following) <= _CAPTION_MOST
        and goes_on(text, following)
        and not ends_sentence(text)
        and _may_be_short(following)
    ):
        whole = f"{text} {following}"
        if _speaks_of_photo(whole) and len(whole) <= _CAPTION_MOST and not ends_sentence(whole):
            return 2
    if ends_sentence(text):
        return int(_is_sentence_of_photo(lines, place, end))
    return int(_speaks_of_photo(text) and bool(following))


def _may_be_short(text: str) -> bool:
    if read_byline(text) or is_about_elsewhere(text) or leads_on(text) or leads_to_photos(text):
        return False
    return read_mark(text) is None and not is_heading(text)


def _speaks_of_photo(text: str) -> bool:
    """Return whether a line says who or what is seen."""
    if split_credit(text).photographer:
        return True
    seen = _SEEN.match(text)
    return bool(seen and (_DOES.search(text) or len(text) <= 130)) and not _TELLS.match(text)


def _is_sentence_of_photo(lines: Sequence[TextLine], place: int, end: int) -> bool:
    """Return whether one sentence alone between paragraphs of prose says who does what: on a photo that stood there."""
    text = lines[place].text
    if len(text) > _SENTENCE_MOST or text.count(". ") or not text.endswith(".") or _TELLS.match(text):
        return False
    if re.search(r"(?<!\w)(?:đã|sẽ|cũng|vẫn|luôn|được biết|cho biết|cho rằng)(?!\w)", text):
        return False
    alone = lines[place].apart and (place + 1 >= end or lines[place + 1].apart)
    around = [lines[other].text for other in (place - 1, place + 1) if 0 <= other < end]
    return alone and bool(_SEEN.match(text) and _DOES.search(text)) and any(len(each) > _PROSE for each in around)


def _is_in_row(guesses: Sequence[Guess], lines: Sequence[TextLine], place: int) -> bool:
    """Return whether a short line stands right beside captions, in a row of photos."""
    text = lines[place].text
    if len(text) > _CAPTION_MOST or ends_sentence(text) or not _may_be_short(text):
        return False
    captions = {Guess.CAPTION, Guess.CAPTION_GOES_ON}
    before = place > 0 and guesses[place - 1] in captions
    after = place + 1 < len(guesses) and guesses[place + 1] in captions
    return (before and (after or _DOES.search(text) is not None)) or (after and _DOES.search(text) is not None)


def _is_announced(guesses: Sequence[Guess], lines: Sequence[TextLine], place: int) -> bool:
    """Return whether a short line stands in the row that ``Một số hình ảnh …`` leads to."""
    text = lines[place].text
    if len(text) > _CAPTION_MOST or ends_sentence(text) or not _may_be_short(text):
        return False
    first = place
    while first > 0 and guesses[first - 1] in {Guess.CAPTION, Guess.CAPTION_GOES_ON}:
        first -= 1
    return first > 0 and leads_to_photos(lines[first - 1].text)


def _is_heading(lines: Sequence[TextLine], place: int, end: int) -> bool:
    """Return whether a short line stands alone over a paragraph of prose."""
    text = lines[place].text
    if not 3 <= len(text.split()) <= 25 or len(text) > _HEADING_MOST or ends_sentence(text) or text.endswith(","):
        return False
    if place + 1 >= end or len(lines[place + 1].text) <= _PROSE or not text[0].isupper() or leads_to_photos(text):
        return False
    if is_about_elsewhere(text) or read_byline(text):
        return False
    mark = read_mark(text)
    return mark is None or (mark.counts and is_heading(text) and lines[place].apart)
