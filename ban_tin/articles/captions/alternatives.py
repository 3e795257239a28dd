"""Alternative texts that say nothing: what programs put between the brackets, file names, numbers."""

import re
import unicodedata

from ban_tin.articles.captions.text import is_file_name, is_number, plain_space

#: Obsidian's width of a photo: ``![Hội trường|400](…)``.
_SIZE = re.compile(r"\s*\|\s*\d{2,4}(?:\s*x\s*\d{2,4})?\s*$")
_PLACEHOLDER = re.compile(
    r"[<\[(]?(?:alt(?:ernative)?(?:[ _-]?text)?|image(?:[ _-]?(?:alt(?:[ _-]?text)?|description|title|name))?|img|images?|pictures?|photos?|caption|title|text|description"
    r"|enter (?:image|alt).*|insert .*here|untitled|thumbnail|placeholder|no description available\.?"
    r"|(?:a |an )?(?:picture|image|photo)(?: containing)?(?: description)?(?: automatically generated)?|.*description automatically generated|mô tả(?: (?:ảnh|hình|hình ảnh))?|(?:hình ảnh|hình|ảnh)(?: minh h[oọ][aạ])?"
    r"|chú thích(?: (?:ảnh|hình))?|văn bản thay thế|nội dung ảnh|ảnh bài viết|không có mô tả(?: ảnh)?\.?)[>\])]?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:image|picture|photo|img|graphic|figure|hình ảnh|hình|ảnh|object|shape)\s*#?\s*\d{1,12}", re.IGNORECASE
)


def without_size(alt: str) -> str:
    """Return an alternative text without the size that other programs put behind it."""
    return _SIZE.sub("", alt) if "|" in alt else alt


def says_nothing(alt: str, src: str = "") -> bool:
    """Return whether ``alt`` says nothing of what is seen in the image ``src``: ``alt text``, ``Picture 1``, ``IMG_2031.jpg``."""
    alt = unicodedata.normalize("NFC", plain_space(alt))
    if not alt:
        return False
    bare = alt.strip(" .:*_")
    return bool(_PLACEHOLDER.fullmatch(bare) or _COUNTED.fullmatch(bare)) or is_file_name(alt, src) or is_number(alt)
