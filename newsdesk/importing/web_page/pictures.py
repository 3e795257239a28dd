"""Which file a picture of a page is, what its alternative text is worth, and which pictures are none."""

import re
from base64 import b64decode
from binascii import Error as NoBase64Error
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lxml.html import HtmlElement

from ban_tin.language.vietnamese import fold, nfc

#: Finds what a page was saved with: the bytes or the file of an address as it stands in the page; None where it is not there.
Find = Callable[[str], bytes | Path | None]
#: Attributes in which pictures wait that are fetched only when they come into view, the best first.
_LAZY = ("data-original", "data-lazy-src", "data-src", "data-srcset", "data-lazy", "data-echo", "original", "_src")
_BLANK = re.compile(
    r"(?:^|/)(?:spacer|blank|transparent|pixel|clear|trans|1x1|dot|grey|loading|lazy[-_]?load(?:ing)?|placeholder|no[-_]?image|noimage)[\w.-]*\.(?:gif|png|svg|jpe?g|webp)$"
    r"|^about:|^data:image/(?:gif|svg\+xml)[;,]",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[\w%+() .-]+\.(?:jpe?g|png|gif|bmp|webp|heic|tiff?)|(?:img|dsc[nf_]?|image|hinh|anh|pic|photo)[-_ ]?\d*(?:[-_ ]\d+)*",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    (
        "image",
        "images",
        "img",
        "picture",
        "photo",
        "no image",
        "noimage",
        "hinh",
        "hinh anh",
        "anh",
        "anh minh hoa",
        "avatar",
        "logo",
        "alt",
        "null",
        "undefined",
        "untitled",
        "description",
        "image description",
    )
)
#: What phones, cameras and Zalo call a photo: ``z5012345678901 9f8a7b``, ``IMG 2041``, ``DSC_0012``, ``Screenshot 2026-11-20 081500``
_CAMERA = re.compile(
    r"z\d{10,}(?:[\s_-]+[0-9a-f]{6,})?|(?:img|dsc[nf]?|p|pxl|vid|screenshot|capture|image)[\s_-]*\d[\d\s_.-]{2,}(?:wa\d+)?|\d{8}[\s_-]\d{6}",
    re.IGNORECASE,
)
_ICONS = re.compile(r"(?:^|[\s_-])(?:icon|emoji|smiley|wp-smiley|ico)(?:$|[\s_-])")


def source_of(image: HtmlElement, find: Find) -> str:
    """Return the address of the file that ``image`` shows: of those that it names, one that was saved, else the first that is no place-holder."""
    named = [image.get("src") or "", *(image.get(name) or "" for name in _LAZY)]
    named += [first_of_set(image.get("srcset") or "")]
    parent = image.getparent()
    if parent is not None and parent.tag == "picture":
        named += [first_of_set(each.get("srcset") or "") for each in parent.iter("source")]
    named = [each.strip().split()[0] if "srcset" in each else each.strip() for each in named if each and each.strip()]
    true = [
        each
        for each in named
        if not _BLANK.search(each.partition("?")[0] if not each.startswith("data:") else each[:40])
    ]
    return next((each for each in true if find(each) is not None), true[0] if true else "")


def first_of_set(written: str) -> str:
    """Return the address of the largest picture of a ``srcset``."""
    best, most = "", -1.0
    for each in re.split(r",\s+", written.strip()):
        address, _, size = each.strip().partition(" ")
        number = float(found[0]) if (found := re.match(r"\d+(?:\.\d+)?", size)) else 1.0
        if address and number > most:
            best, most = address, number
    return best


def is_ornament(image: HtmlElement) -> bool:
    """Return whether ``image`` is a line, a bullet or a beacon: nothing that an article shows."""
    for name in ("width", "height"):
        size = image.get(name) or ""
        style = re.search(rf"(?<![-\w]){name}\s*:\s*(\d+)px", image.get("style") or "")
        number = int(size[:5]) if size[:5].isascii() and size[:5].isdigit() else int(style[1][:5]) if style else None
        if number is not None and number <= 5:
            return True
    return bool(_ICONS.search((image.get("class") or "").lower()))


def is_junk(alternative: str, title: str, source: str) -> bool:
    """Return whether an alternative text says nothing of the picture: a file's name, ``image``, or the title of the article."""
    plain = " ".join(fold(alternative).split())
    stem = fold(unquote(PurePosixPath(urlsplit_path(source)).stem))
    return (
        plain in _NOTHING
        or _CAMERA.fullmatch(alternative.strip()) is not None
        or _FILE_NAME.fullmatch(alternative.strip()) is not None
        or bool(title and plain == " ".join(fold(title).split()))
        or (bool(stem) and re.sub(r"[\W_]+", "", plain) == re.sub(r"[\W_]+", "", stem) and " " not in plain)
    )


def urlsplit_path(address: str) -> str:
    """Return the path of an address, ``""`` of one that is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def data_of(address: str, most: int) -> bytes | None:
    """Return the bytes in an address with ``data:``; None for one that is none, or has more than ``most``."""
    head, comma, content = address.partition(",")
    if not comma or not head.lower().startswith("data:image/") or len(content) > most * 4 // 3 + 4:
        return None
    try:
        if head.lower().endswith(";base64"):
            return b64decode(re.sub(r"\s+", "", unquote(content)), validate=True)
        return unquote_to_bytes(content)
    except (NoBase64Error, ValueError):
        return None


def plain_name(address: str) -> str:
    """Return the last part of an address as the name of a file."""
    name = nfc(unquote(urlsplit_path(address) or address)).replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f<>:\"|?*]", "", name).strip(". ")[-120:]
