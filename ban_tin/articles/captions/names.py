"""Names of people and offices, as Vietnamese portals print them beside photos and under articles."""

import re
import unicodedata

#: Titles that people sign with; who is honoured, ``Đồng chí`` or ``Thầy``, doesn't sign so.
_TITLE = re.compile(
    r"(?:(?:(?:PGS|GS|TSKH|TS|Th\.?S|ThS|CN|BS|KS|NCS|LS|NGƯT|NGND|NSƯT|PV|CTV|BTV|Ng\.?ƯT)\b\.?[\s,]*)"
    r"|(?:nhà báo|phóng viên|biên tập viên|cộng tác viên)\s+)+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,4}[^\W\d_]?\.?")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?")
#: What parts the names of several people, or a name from an office.
_BETWEEN = re.compile(r"\s+-\s*|\s*-\s+|\s*[–—,;/&+|]\s*|(?<=[^\W\d_])-(?=[A-ZÀ-ỸĐ])|\s+và\s+|\s+and\s+")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*$")
#: Offices whose name goes on in lower case; the others need a word with a capital.
_LONG_OFFICES = (
    "văn phòng", "trung tâm", "bộ phận", "ủy ban", "uỷ ban", "công đoàn", "chi bộ", "chi đoàn", "liên đội", "đảng bộ", "đảng ủy",
    "câu lạc bộ", "công đoàn trường", "đoàn trường", "tòa soạn", "toà soạn", "tạp chí", "thông tấn xã", "nhà xuất bản", "nhà trường", "huyện đoàn", "tỉnh đoàn", "thành đoàn",
)  # fmt: skip
_SHORT_OFFICES = (
    "phòng", "trường", "sở", "ban", "báo", "đài", "cổng", "tổ", "đoàn", "hội", "bộ", "cục", "vụ", "viện", "lớp", "khoa", "khối", "quỹ", "mái ấm",
    "mầm non", "tiểu học",
)  # fmt: skip
_OFFICE = re.compile(
    rf"(?:{'|'.join((*_LONG_OFFICES, *_SHORT_OFFICES))}|PCVP|CVP|CĐ|TT|UBND|HĐND|BCH)(?!\w)", re.IGNORECASE
)
_LONG_OFFICE = re.compile(rf"(?:{'|'.join(_LONG_OFFICES)})(?!\w)", re.IGNORECASE)
_BODIES = re.compile(
    r"(?:ban|bộ phận|tổ|đội|phòng)\s+(?:biên tập|giám hiệu|tổ chức|truyền thông|thông tin|nội dung|văn phòng|quản trị|liên lạc|tuyên truyền)"
    r"|tòa soạn|toà soạn|quản trị viên|admin|BBT|BTC|BGH|PV|CTV|BTV|QTV",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"(?:phó\s+|nguyên\s+|quyền\s+)?(?:hiệu trưởng|hiệu phó|giám đốc|chánh văn phòng|trưởng phòng|trưởng ban|chủ tịch|bí thư|tổ trưởng"
    r"|tổng phụ trách|giáo viên|chuyên viên|giảng viên|học sinh|sinh viên|phụ huynh|GV|HS|HT|TPT)(?!\w)",
    re.IGNORECASE,
)
#: Words that stand in lower case in the names of offices.
_SMALL_WORDS = frozenset(
    ("và", "&", "-", "–", "huyện", "tỉnh", "xã", "phường", "quận", "thị", "trấn", "thành", "phố", "tp", "trường", "cơ", "sở", "phổ", "thông", "dân", "tộc",
     "nội", "trú", "bán", "cấp", "của")
)  # fmt: skip
#: Where photos come from when it is nobody's name.
_NOBODY = re.compile(
    r"(?:tư liệu|lưu trữ|minh h[oọ][aạ]|internet|mạng|sưu tầm|st|nvcc|cung cấp|nhân vật(?: cung cấp)?|gia đình(?: cung cấp)?|bạn đọc|độc giả|nhà trường"
    r"|ban tổ chức|cơ sở|đơn vị|tác giả|chụp màn hình|cắt từ (?:clip|video)|facebook|zalo|fb|ctv|pv|shutterstock|ai|đồ h[oọ]a)"
    r"(?:\s+(?:của\s+)?[\w.]+){0,4}",
    re.IGNORECASE,
)
_LONGEST_NAME = 5
_LONGEST_OFFICE = 16


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def is_name(text: str) -> bool:
    """Return whether ``text`` is a bare name, ``Thu Hằng``: two to five words of letters, each with its capital."""
    words = _words(text)
    return 2 <= len(words) <= _LONGEST_NAME and all(
        word.isalpha() and word[0].isupper() and word[1:].islower() for word in words
    )


def is_signed_name(text: str) -> bool:
    """Return whether ``text`` is the name of a person as people sign: in capitals, with initials or a title, one word too."""
    words = _words(text)
    bare = _TITLE.sub("", " ".join(words), count=1).split() or words
    if not 1 <= len(bare) <= _LONGEST_NAME:
        return False
    if _INITIALS.fullmatch(" ".join(bare)):
        return True
    return all(
        _INITIAL.fullmatch(word) or (word.isalpha() and word[0].isupper() and (word.isupper() or word[1:].islower()))
        for word in bare
    )


def is_office(text: str) -> bool:
    """Return whether ``text`` is the name of an office, a school or a paper and says nothing of it.

    The second syllable of a word stands in lower case (``Trung tâm Truyền thông``), two of them on end are a sentence.
    """
    words = _words(text)
    if _BODIES.fullmatch(" ".join(words)):
        return True
    match = _OFFICE.match(" ".join(words))
    if not match or len(words) > _LONGEST_OFFICE or not words[0][0].isupper():
        return False
    rest = " ".join(words)[match.end() :].split()
    if not rest:
        return _LONG_OFFICE.match(match[0]) is not None
    if not any(word[0].isupper() or word[0].isdigit() for word in rest):
        return False
    if rest[0][0].islower() and rest[0] not in _SMALL_WORDS and not _BODIES.match(" ".join(words)):
        return False
    return _is_proper(rest)


def is_proper(text: str) -> bool:
    """Return whether ``text`` is written as a name of its own is: ``Giáo dục và Thời đại``, never two small syllables on end."""
    words = _words(text)
    return bool(words) and words[0][0].isupper() and _is_proper(words)


def _is_proper(words: list[str]) -> bool:
    small = 0
    for word in words:
        small = small + (word.rstrip(".,").lower() not in _SMALL_WORDS) if word[0].islower() else 0
        if small > 1:
            return False
    return True


def parts_of_names(text: str) -> list[str]:
    """Return the names in ``text``: ``Minh Hà – Trường THPT Lê Lợi`` are two, what stands in brackets at the end is one."""
    bracketed = _BRACKETED.search(text)
    inner = [bracketed[1]] if bracketed else []
    outer = text[: bracketed.start()] if bracketed else text
    return [part.strip() for part in [*_BETWEEN.split(outer), *inner] if part.strip()]


def names_only(text: str) -> bool:
    """Return whether ``text`` is the name of people, offices and what they are, and nothing else: a signature."""
    if is_signed_name(text) or is_office(text):
        return True
    parts = parts_of_names(text)
    if len(parts) < 2 or not (is_signed_name(parts[0]) or is_office(parts[0])):
        return False
    return all(is_signed_name(part) or is_office(_capital(part)) or _is_position(part) for part in parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_position(text: str) -> bool:
    match = _POSITION.match(text)
    if not match:
        return False
    rest = text[match.end() :].strip()
    return not rest or is_office(_capital(rest)) or is_signed_name(rest)


def is_source(text: str) -> bool:
    """Return whether ``text`` says where a photo is from, and nothing else: people, offices, ``TTXVN``, ``tư liệu``."""
    text = " ".join(_words(text)).strip(" .,;:–—-\"“”'")
    if text.startswith(("(", "[")) or (text.endswith((")", "]")) and "(" not in text):
        text = text.strip("()[] ")
    if not text:
        return False
    if names_only(text) or _NOBODY.fullmatch(text):
        return True
    parts = parts_of_names(text)
    return len(parts) > 1 and all(
        is_signed_name(part) or is_office(part) or _is_position(part) or _NOBODY.fullmatch(part) for part in parts
    )
