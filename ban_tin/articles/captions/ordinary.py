"""Lines after a photo that speak of something else: headings typed as text, links, ways to get in touch, closing words."""

import re
import unicodedata

from ban_tin.articles.captions.text import plain_space

_NUMERAL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|thứ\s+\w+|nhất|hai|ba)"
#: ``II. …``, ``2) …``, ``1/ …``, ``a. …``
_NUMBERED = re.compile(
    r"\d{1,2}(?:\.\d{1,2})*\s*[.)/]\s*[^\W\d_]|\d{1,2}(?:\.\d{1,2})*\s*[:–—-]\s+[^\W\d_]|\d{1,2}(?:\.\d{1,2})+\s+[^\W\d_a-z]"
    r"|[IVXLC]{1,6}\s*[.)/:–—-]\s*\S|[A-Ha-hĐđ][.)]\s+\S|[A-Ha-hĐđ]/\s+\S|\(\w{1,2}\)\s+\S|[+•*–—-]\s+\S"
)
#: ``Điều 2``, ``Phần thứ nhất``, ``Bước 2: …``, not ``Bước 1 của quy trình``.
_DIVISION = re.compile(
    rf"(?:điều|khoản|chương|mục|tiểu mục|phần|phụ lục|câu|câu hỏi|bài|bước|kỳ|tiết|chủ đề|nội dung|hoạt động|nhiệm vụ|giải pháp|đề|ví dụ"
    rf"|giai đoạn|vấn đề|ý|đợt|ngày thứ|trang)\s+{_NUMERAL}(?!\w)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:lời\s+)?mở đầu|đặt vấn đề|lời (?:nói đầu|kết|cảm ơn|giới thiệu)|kết luận|kết thúc vấn đề|(?:những\s+|một số\s+)?kết quả(?: đạt được| thực hiện| chính"
    r"| nổi bật)?|(?:những\s+|một số\s+)?(?:tồn tại|hạn chế|ưu điểm|khuyết điểm|khó khăn|thuận lợi|nguyên nhân)(?:,? (?:và )?(?:tồn tại|hạn chế|khuyết điểm|khó khăn"
    r"|vướng mắc|nguyên nhân))*|(?:phương hướng|nhiệm vụ|giải pháp)(?:,? (?:và )?(?:nhiệm vụ|giải pháp|phương hướng|trọng tâm))*(?: (?:năm|trong|thời gian|tới).*)?"
    r"|bài học kinh nghiệm|đánh giá chung|tổ chức thực hiện|kiến nghị(?:, đề xuất)?|đề xuất(?:, kiến nghị)?|mục đích,? yêu cầu|thành phần tham dự)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:xem|đọc|tìm hiểu|tham khảo) (?:thêm|tiếp|ngay|chi tiết|đầy đủ|toàn văn|nội dung|tại|ở|video|clip|album)(?!\w)|tham khảo\s*:"
    r"|(?:các\s+)?(?:tin|bài|bài viết|tin bài|tin tức|văn bản) (?:liên quan|cùng|khác|mới|đã đưa|đọc nhiều)(?!\w)|có thể bạn quan tâm|>>+|»"
    r"|tải (?:về|xuống|tại|tệp|file|văn bản|tài liệu|ứng dụng|app)(?!\w)|download(?!\w)|(?:các\s+)?(?:tệp|tập tin|file|tài liệu|văn bản) (?:đính )?kèm"
    r"|đính kèm|(?:kính )?mời (?:quý|bạn đọc|độc giả|các bạn|xem|đọc|đón|theo dõi|thầy|cô|phụ huynh|bà con|tham khảo|tải)(?!\w)|kính mời(?!\w)"
    r"|(?:vui lòng|bấm|nhấn|click|nhấp|truy cập|quét mã)\s+(?:vào|xem|tại|link|chuột|đường|để|mã|QR)|chi tiết (?:xem|tại|xin)|(?:chi tiết|link|đường dẫn|video|clip)\s*:\s*(?:tại|ở|https?)"
    r"|link\s|đường (?:dẫn|link)\s|(?:đăng ký|theo dõi|nộp hồ sơ|xem) tại\s",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:điện thoại|đt|sđt|tel|hotline|email|e-mail|địa chỉ|fax|website|web|facebook|fanpage|zalo|youtube|người liên hệ|thông tin liên hệ|đường dây nóng"
    r"|số tài khoản|stk|mã số thuế|thời gian|địa điểm|thành phần|đối tượng|kính gửi|nơi nhận|lệ phí|hồ sơ|hạn nộp|hạn cuối|lưu ý|ghi chú|chú ý|yêu cầu|v/v|từ khóa|tags?)"
    r"(?:\s*\([^()]*\))?\s*[:.]\s*\S|(?:xin\s+)?liên hệ\s*(?::|số|tại|qua|theo|với|trực tiếp|\d|$)"
    r"|mọi (?:thắc mắc|chi tiết|thông tin|ý kiến|góp ý|đóng góp|vướng mắc|liên hệ)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\d/])[+(]?\d[\d .()-]{6,18}\d(?![\d/])")
_NUMBER_TO_CALL = re.compile(r"(?:0|84|0084)\d{9,10}|1[89]00\d{4,6}|0\d{8}")
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_CLOSING = re.compile(
    r"(?:(?:xin|rất)\s+)?(?:trân trọng(?!\s+(?:những|từng|các|quá|giá|lịch|truyền))|(?:chân thành )?cảm ơn (?:quý|bạn|các bạn đã|độc giả|sự (?:quan tâm|theo dõi))"
    r"|chân thành cảm ơn|kính (?:thư|chào|báo|đề nghị)|thân (?:ái|mến)(?: chào)?\W*$|hẹn gặp lại|xin chào|(?:--? ?)?(?:hết(?: tin| bài)?|còn (?:nữa|tiếp)|the end|end)\W*$)",
    re.IGNORECASE,
)
#: ``***``, ``---o0o---``, ``oOo``
_SIGNS = re.compile(r"[\W_]*[oO0]{3,6}[\W_]*|[\W_]+")
_ATTRIBUTES = re.compile(
    r"\{[^{}]*\}|\[/?[a-z_-]+(?:\s[^\[\]]*)?\]|:{3,}.*|/{3}.*|\{[{%].*[}%]\}|\[\[.*\]\]", re.IGNORECASE
)
_ADDRESS = re.compile(r"<?https?://\S+>?|www\.\S+", re.IGNORECASE)
#: ``Kết quả như sau`` leads to what comes below it.
_LEADS_ON = re.compile(
    r"(?<!\w)(?:như sau|sau đây|dưới đây|theo đó|trong đó|(?:bao )?gồm(?: có)?|cụ thể(?: là)?|tại đây|ở đây|như|:\s*[-–—])$",
    re.IGNORECASE,
)
_PHOTOS = (
    r"(?:hình ảnh|chùm ảnh|bức ảnh|ảnh|khoảnh khắc)(?:\s+(?:khác|đẹp|ấn tượng|nổi bật|tiêu biểu|kỷ niệm|minh h[oọ][aạ]|hoạt động))?"
    r"(?:\s+(?:tại|của|về|trong|từ|ở|buổi|lễ|hội|chương trình|hoạt động|được|đáng)(?!\w)|\W*$)"
)
_SOME_PHOTOS = re.compile(
    rf"\(?\s*(?:(?:và\s+)?(?:dưới|sau) đây là\s+(?:(?:một số|một vài|vài|những|các)\s+)?|(?:một số|một vài|vài|những|các|thêm)\s+|chùm\s+)(?:chùm\s+)?{_PHOTOS}",
    re.IGNORECASE,
)
_LEADS_TO_PHOTOS = re.compile(
    r"(?:hình ảnh|ảnh)(?:\s+(?:tại|của|về|trong|từ|ở|buổi|lễ|hội|chương trình|hoạt động)(?!\w)|\W*$)", re.IGNORECASE
)
_LONGEST_IN_CAPITALS = 120


def leads_on(text: str) -> bool:
    """Return whether ``text`` leads to what stands below it: it ends in a colon, or in ``như sau``."""
    text = plain_space(text).rstrip("”\"')»* ")
    return text.endswith(":") or _LEADS_ON.search(text) is not None


def leads_to_photos(text: str, before_image: bool = False) -> bool:
    """Return whether ``text`` announces photos: ``Một số hình ảnh tại hội nghị``, and before an image ``Hình ảnh hội nghị`` too."""
    text = plain_space(text)
    return bool(_SOME_PHOTOS.match(text) or (before_image and _LEADS_TO_PHOTOS.match(text)))


def is_heading(text: str) -> bool:
    """Return whether ``text`` is a heading that was typed as text: numbered, named as a part of a document, or in capitals."""
    text = unicodedata.normalize("NFC", plain_space(text))
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    capitals = len(words) > 1 and text.upper() == text
    division = _DIVISION.match(text)
    return bool(
        _NUMBERED.match(text)
        or (division and (not division["rest"] or not division["rest"][0].isalnum() or division["rest"][0].isupper()))
        or _SECTION.fullmatch(text.rstrip(" .:"))
        or (capitals and len(text) <= _LONGEST_IN_CAPITALS)
    )


def is_about_elsewhere(text: str) -> bool:
    """Return whether ``text`` leads away, tells how to get in touch, or closes the article: no words on a photo."""
    text = unicodedata.normalize("NFC", plain_space(text))
    inner = text.strip("()[]*_ ")
    return bool(
        _SIGNS.fullmatch(text)
        or _ATTRIBUTES.fullmatch(text)
        or _ELSEWHERE.match(inner)
        or _CONTACT.match(inner)
        or _CLOSING.match(inner)
        or _ADDRESS.fullmatch(text)
        or any(_NUMBER_TO_CALL.fullmatch(re.sub(r"\D", "", digits)) for digits in _DIGITS.findall(text))
        or _MAILBOX.search(text)
    )
