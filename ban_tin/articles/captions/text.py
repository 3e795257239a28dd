"""What a piece of text may be: a caption, a file name, the second half of a caption."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

#: A plain line longer than this is prose: the longest caption on the five portals studied has 137 characters.
LONGEST_PLAIN = 160
#: Plain captions beyond this length are reported, as they may be a short paragraph of prose.
UNSURE_FROM = 130

_EXTENSION = r"\.(?:jpe?g|png|webp|heic|gif|avif)"
_CAMERA_NAME = re.compile(
    # Cameras, phones, messengers and Windows: IMG_2031, DSC 0012, Screenshot 2026-11-02 at 10.20, image (3)
    r"(?:img|dsc[nf]?|pict?|p|photo|image|received|anh|hinh|dang|\d{8})[\s_-]*\(?\d[\d\s_()-]*"
    rf"(?:{_EXTENSION})?"
    rf"|(?:screenshot|ảnh chụp màn hình)[\s_-]*\(?\d[\w\s.()-]*?(?:{_EXTENSION})?"
    rf"|z\d{{8,}}(?:_[0-9a-f]+)*(?:{_EXTENSION})?",
    re.IGNORECASE,
)
_IMAGE_NAME = re.compile(rf"[^.:;!?]*\w[)\]]?{_EXTENSION}|\S+{_EXTENSION}", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:hình|ảnh|hình ảnh|photo|image|figure|fig)\.?\s*)?[(\[]?\d{1,3}(?:[./-]\d{1,3})?[)\]]?[.:]?", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[\s_-]+")

#: ``Trong ảnh:`` says what is seen and not who took the photo.
_NAMED_CREDIT = re.compile(r"(?<!trong )(?<!\w)(?:ảnh|nguồn|photo)\s*:\s*(\S.*)", re.IGNORECASE)
_CREDIT_LABEL = re.compile(r"(?:ảnh|hình|tin và ảnh|nguồn|photo|image|illustration)\b", re.IGNORECASE)

#: ``Kết quả như sau`` leads to what comes below it.
_LEADS_ON = re.compile(r"(?<!\w)(?:như sau|sau đây|dưới đây)$", re.IGNORECASE)
#: ``a) …`` begins an item of a list, not the second half of a line.
_ENUMERATED = re.compile(r"\w{1,2}[.)]\s")

# ``Tinh và ảnh`` is how one of the five portals misspells it.
_BYLINE_LABEL = re.compile(
    r"(?:(?:tin|tinh|bài|bài viết)(?:\s*(?:và|,|-|–|/|&|\+)\s*(?:ảnh|bài|hình))*"
    r"|ảnh\s*(?:và|,|-|–|/|&|\+)\s*(?:tin|bài)|thực hiện|người thực hiện|tác giả|người viết|biên tập|biên soạn|tổng hợp"
    r"|nguồn tin|theo)\s*:\s*\S",
    re.IGNORECASE,
)
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_TIME = r"\d{1,2}\s*(?::|h|giờ)\s*\d{2}"
_DATELINE = re.compile(rf"{_DATE}\W{{1,3}}{_TIME}|{_TIME}\W{{1,3}}{_DATE}|\bGMT\s*[+-]\d", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)?(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov)(?:/\S*)?", re.IGNORECASE)
_COMPILED = re.compile(r"\((?:tổng hợp|t/h|sưu tầm|biên soạn)\)$", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:trung tâm|phòng|văn phòng|trường|sở|ban|báo|đài|cổng|tổ|đoàn|hội|ủy ban|bộ phận|PCVP|CVP)(?!\w)", re.IGNORECASE
)


def plain_space(text: str) -> str:
    """Return ``text`` with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())


def same_words(first: str, second: str) -> bool:
    """Return whether two texts say the same: white space, the case of the first letter and a final full stop aside."""
    folded = _folded(first)
    return bool(folded) and folded == _folded(second)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", plain_space(text)).removesuffix(".").rstrip()
    return text[:1].lower() + text[1:]


def is_file_name(text: str, src: str = "") -> bool:
    """Return whether ``text`` is a file name and no caption: ``dang1``, ``IMG_2031.JPG``, or the name in ``src``."""
    text = unicodedata.normalize("NFC", plain_space(text)).rstrip(".")
    return _names(text, src) or bool(_CAMERA_NAME.fullmatch(text) or _IMAGE_NAME.fullmatch(text))


def _names(text: str, src: str) -> bool:
    """Return whether ``text`` is the name of the file in ``src``; readable words that a file was named after are not."""
    # ``hoi truong`` is the name of hoi-truong.jpg; ``Hội trường`` and ``Ha Long`` are words.
    if not text or (" " in text and not text.isascii()):
        return False
    path = PurePosixPath(unicodedata.normalize("NFC", unquote(src)))
    if not path.stem:
        return False
    if " " not in text:
        return text.lower() in {path.stem.lower(), path.name.lower()}
    return _SEPARATORS.sub(" ", path.stem) == text


def is_number(text: str) -> bool:
    """Return whether ``text`` only counts photos: ``Ảnh 1``, ``Hình 2.``, ``(3)``."""
    return _NUMBER.fullmatch(unicodedata.normalize("NFC", plain_space(text))) is not None


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does; an abbreviation dot can't be told from a full stop."""
    text = plain_space(text).rstrip("”\"')»")
    return text.endswith((".", "!", "?", ":", ";", "…")) or _LEADS_ON.search(text) is not None


def goes_on(first: str, second: str) -> bool:
    """Return whether ``second`` goes on with the caption ``first``: after a comma, or in lower case."""
    first, second = plain_space(first), plain_space(second)
    if not first or not second or _ENUMERATED.match(second):
        return False
    return first.endswith(",") or unicodedata.category(second[0]) == "Ll"


def is_byline(lines: list[str]) -> bool:
    """Return whether ``lines`` say who wrote the article and no caption: a label, a date with its time, a site,
    or a person's name over the name of an office.
    """
    text = plain_space(" ".join(lines))
    return bool(
        _BYLINE_LABEL.match(text)
        or _DATELINE.search(text)
        or _SITE.fullmatch(text)
        or _COMPILED.search(text)
        or (len(lines) > 1 and is_name(lines[0]) and _OFFICE.match(plain_space(lines[1])))
    )


def is_name(text: str) -> bool:
    """Return whether ``text`` is a bare name, ``Thu Hằng``: two to four words of letters, each with its capital."""
    words = unicodedata.normalize("NFC", plain_space(text)).split()
    return 2 <= len(words) <= 4 and all(word.isalpha() and word[0].isupper() and word[1:].islower() for word in words)


def named_credit(caption: str) -> str:
    """Return whom a caption itself names as the source of its photo: ``… Ảnh: Minh Hà``; ``""`` when it doesn't."""
    match = _NAMED_CREDIT.search(plain_space(caption))
    return match[1] if match else ""


def names_person(named: str, credit: str) -> bool:
    """Return whether ``credit``, with its label or without, is among those whom a caption has ``named``."""
    name = plain_space(credit)
    name = plain_space(name.partition(":")[2]) if ":" in name else name
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", plain_space(named).casefold()) is not None


def credit_separator(caption: str) -> str:
    """Return what stands between a caption and its credit: newspapers print ``Quang cảnh hội nghị. Ảnh: Minh Hà``."""
    if not caption:
        return ""
    return " " if ends_sentence(caption) else ". "


def shown_credit(credit: str, label: str = "Ảnh:") -> str:
    """Return the credit as it is shown: a bare name gets ``label`` before it, ``Hình minh họa`` stays."""
    credit = plain_space(credit)
    return credit if not credit or _CREDIT_LABEL.match(credit) else f"{label} {credit}"
