"""What a piece of text may be: a caption, a file name, the second half of a caption."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

#: A plain line longer than this is prose: the longest caption on the five portals studied has 137 characters.
LONGEST_PLAIN = 160
#: Plain captions beyond this length are reported, as they may be a short paragraph of prose.
UNSURE_FROM = 130
#: Words that are said twice: fewer may be meant so.
_SHORTEST_DOUBLED = 3

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

_CREDIT_LABEL = re.compile(
    r"(?:ảnh|hình|tin và ảnh|nguồn|photo|image|picture|illustration|credit|copyright)\b|©|\(c\)|[^:]*(?:ảnh|hình)\s*:",
    re.IGNORECASE,
)

#: ``a) …`` begins an item of a list, not the second half of a line.
_ENUMERATED = re.compile(r"\w{1,2}[.)]\s")


def plain_space(text: str) -> str:
    """Return ``text`` with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())


def same_words(first: str, second: str) -> bool:
    """Return whether two texts say the same: white space, the case of the first letter and a final full stop aside."""
    folded = _folded(first)
    return bool(folded) and folded == _folded(second)


def half_of(text: str, plain: Callable[[str], str] = plain_space) -> str:
    """Return the first half of a ``text`` whose second half says the same, as copied pages do; ``""`` for any other.

    ``plain`` gives what readers see of a part of it.
    """
    text = text.strip()
    words = unicodedata.normalize("NFC", plain(text)).split()
    # The cut may spoil the word that it goes through, which the second of three or more is not.
    if len(words) < 2 * _SHORTEST_DOUBLED - 1 or words[1] not in words[2:]:
        return ""
    middle = len(text) // 2
    for cut in range(middle - 1, middle + 3):
        first, second = plain(text[:cut]), plain(text[cut:])
        if len(first.split()) >= _SHORTEST_DOUBLED and same_words(first, second):
            return text[:cut].strip()
    return ""


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
    return text.endswith((".", "!", "?", ":", ";", "…"))


def goes_on(first: str, second: str) -> bool:
    """Return whether ``second`` goes on with the caption ``first``: after a comma, or in lower case."""
    first, second = plain_space(first), plain_space(second)
    if not first or not second or _ENUMERATED.match(second):
        return False
    return first.endswith(",") or unicodedata.category(second[0]) == "Ll"


def credit_separator(caption: str) -> str:
    """Return what stands between a caption and its credit: newspapers print ``Quang cảnh hội nghị. Ảnh: Minh Hà``."""
    if not caption:
        return ""
    return " " if ends_sentence(caption) else ". "


def shown_credit(credit: str, label: str = "Ảnh:") -> str:
    """Return the credit as it is shown: a bare name gets ``label`` before it, ``Hình minh họa`` stays."""
    credit = plain_space(credit)
    return credit if not credit or _CREDIT_LABEL.match(credit) else f"{label} {credit}"
