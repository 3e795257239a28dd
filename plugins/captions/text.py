"""What a piece of text may be: a caption, a file name, the second half of a caption."""

import re
import unicodedata
from pathlib import PurePosixPath

#: A plain line longer than this is prose: the longest caption on the five portals studied has 137 characters.
LONGEST_PLAIN = 160
#: Plain captions beyond this length are reported, as they may be a short paragraph of prose.
UNSURE_FROM = 130

_CAMERA_NAME = re.compile(
    r"(?:img|dsc[nf]?|pict?|p|photo|image|screenshot|received|z|anh|hinh|dang|\d{8})[\s_-]*\(?\d[\d\s_()-]*"
    r"(?:\.(?:jpe?g|png|webp|heic|gif))?",
    re.IGNORECASE,
)
_IMAGE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|heic|gif|avif)", re.IGNORECASE)

#: ``Trong ảnh:`` says what is seen and not who took the photo.
_NAMED_CREDIT = re.compile(r"(?<!trong )(?<!\w)(?:ảnh|nguồn|photo)\s*:\s*\S", re.IGNORECASE)


def plain_space(text: str) -> str:
    """Return ``text`` with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.replace("\u00a0", " ").split())


def is_file_name(text: str, src: str = "") -> bool:
    """Return whether ``text`` is a file name and no caption: ``dang1``, ``IMG_2031.JPG``, or the name in ``src``."""
    text = plain_space(text).rstrip(".")
    stem = PurePosixPath(src).stem
    same = bool(stem) and text.lower() in {stem.lower(), PurePosixPath(src).name.lower()}
    return same or bool(_CAMERA_NAME.fullmatch(text) or _IMAGE_NAME.fullmatch(text))


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does; an abbreviation dot can't be told from a full stop."""
    return plain_space(text).rstrip("”\"')»").endswith((".", "!", "?", ":", ";", "…", "./."))


def goes_on(first: str, second: str) -> bool:
    """Return whether ``second`` goes on with the caption ``first``: after a comma, or in lower case."""
    first, second = plain_space(first), plain_space(second)
    if not first or not second:
        return False
    return first.endswith(",") or unicodedata.category(second[0]) == "Ll"


def names_credit(caption: str) -> bool:
    """Return whether a caption says itself who took the photo: ``… Ảnh: Minh Hà``, ``… Tin và ảnh: Minh Hà``."""
    return _NAMED_CREDIT.search(plain_space(caption)) is not None


def credit_separator(caption: str) -> str:
    """Return what stands between a caption and its credit: newspapers print ``Quang cảnh hội nghị. Ảnh: Minh Hà``."""
    if not caption:
        return ""
    return " " if ends_sentence(caption) else ". "


def shown_credit(credit: str, label: str = "Ảnh:") -> str:
    """Return the credit as it is shown: a bare name gets ``label`` before it, ``Hình minh họa`` stays."""
    credit = plain_space(credit)
    if not credit or re.match(r"(?:ảnh|hình|tin và ảnh|nguồn|photo|image|illustration)\b", credit, re.IGNORECASE):
        return credit
    return f"{label} {credit}"
