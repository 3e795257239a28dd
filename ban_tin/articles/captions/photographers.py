"""Whom a caption itself names as the one who took its photo."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ban_tin.articles.captions.names import is_source, parts_of_names

#: Nothing without one of these has a credit.
_HINT = re.compile(r"ảnh|hình|photo|picture|image|credit|nguồn|chụp|©|\(c\)|copyright|bản quyền|📷|📸", re.IGNORECASE)
# What may stand before a credit: the beginning, or the end of what is said before.
_START = r"(?:^|(?<=[\s.!?…;:,–—|/(\[\-]))"
_PHOTO = (
    r"(?:(?:nguồn|tác giả|bản quyền|người chụp)\s+)?(?:hình ảnh|ảnh|hình)"
    r"(?:\s+(?:chụp|minh h[oọ][aạ]|tư liệu|sưu tầm))?(?:\s*/\s*(?:photos?|video|clip))?"
    r"|(?:photos?|pictures?|images?)(?:\s+(?:credits?|source))?|credits?|nguồn|người chụp|chụp ảnh|chụp|nhiếp ảnh"
)
#: ``Ảnh: Minh Hà``; ``Trong ảnh: …`` says what is seen and not who took the photo.
_LABELLED = re.compile(
    rf"{_START}(?<!trong )(?<!\w)"
    rf"(?P<label>(?:(?:tin|bài|bài viết|video|clip)\s*(?:và|,|-|–|/|&|\+)\s*)*(?:{_PHOTO})\s*[:：])\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
#: ``Photo by Minh Hà``, ``© Minh Hà``, ``Ảnh do Minh Hà cung cấp``.
_SAID = re.compile(
    rf"{_START}(?<!\w)(?P<label>(?:(?:photos?|photographs?|pictures?|images?|photography)\s+(?:by|courtesy of|from)"
    r"|(?:(?:ảnh|hình|photo)\s*:?\s*)?(?:©|\(c\)|copyright\b|bản quyền:?)(?:\s*(?:ảnh|hình|photo)\s*:?)?(?:\s*\d{4},?)?"
    r"|📷|📸|(?:ảnh|hình|photo)\s*[-–—]|(?:ảnh|hình)\s+(?:do|bởi|by)(?!\w))\s*:?)\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
#: ``… Ảnh Minh Hà``, ``(ảnh TTXVN)``, ``Ảnh tư liệu``: certain only where nothing but a source stands behind it.
_BARE = re.compile(
    r"(?:^|[.!?…;,–—|(\[-]\s*)(?P<label>(?:ảnh|hình|hình ảnh|photos?)(?:\s+(?:của|chụp))?)\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_BARE_CAPITAL = re.compile(r"(?<=\w)\s(?P<label>Ảnh)\s(?P<name>\S.*)$")
#: What an ``Ảnh`` or ``ảnh`` behind it belongs to.
_OF_PHOTOS = re.compile(
    r"(?:triển lãm|thi|câu lạc bộ|giải|liên hoan|bộ|tập|phòng|bức|tấm|những|các|chụp|xem|thẻ|trong|khung)\s*$",
    re.IGNORECASE,
)
#: What goes on behind a name: the caption, where the credit comes first.
_NEXT = re.compile(r"(?:(?<=[^\W\d_]{2})[.;]|\s[–—-]|[|]|,)\s+")
#: ``(Minh Hà chụp)``
_TOOK_IT = re.compile(
    r"(?:[(\[]|[.;,–—|-]\s+)(?P<credit>(?P<name>[^()\[\].;,|]+?)\s+(?:chụp(?:\s+ảnh)?|cung cấp ảnh))[)\]]?\.?$",
    re.IGNORECASE,
)
_TOOK = re.compile(r"\s+(?:chụp|cung cấp|thực hiện|ghi lại)\.?$", re.IGNORECASE)
_NOT_PEOPLE = re.compile(r"(?:bác|đảng|chủ tịch)(?!\w)", re.IGNORECASE)


_EXPLICIT = re.compile(r":|©|\(c\)|\bby\b", re.IGNORECASE)
_LONGEST_CREDIT = 300
#: What is longer is no caption, and may be two million letters.
_LONGEST_CAPTION = 2_000


class Credited(NamedTuple):
    """A caption in its parts; together they hold every word of it, and a label or a bracket is all that may be between."""

    #: What is seen.
    caption: str
    #: The credit as it is written: ``Ảnh: Minh Hà``.
    credit: str
    #: Whom it names: ``Minh Hà``; ``""`` where nobody is named.
    photographer: str


@lru_cache(maxsize=256)
def split_credit(text: str) -> Credited:
    """Return what a caption says, and whom it names as its photographer, wherever the credit stands in it.

    Kept for a while: for one photo it is asked from several sides.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if len(text) > _LONGEST_CAPTION or not _HINT.search(text):
        return Credited(text, "", "")
    return _read_labelled(text) or _read_said(text) or _read_bare(text) or _read_took(text) or Credited(text, "", "")


def _read_labelled(text: str) -> Credited | None:
    for match in _LABELLED.finditer(text):
        caption, label, name, rest = _cut(text, match)
        again = _LABELLED.search(name)
        if again:
            name, rest = name[: again.start()].rstrip(), _joined(name[again.start() :], rest)
        if not caption:
            name, behind = _name_first(name)
            if name:
                return Credited(_joined(behind, rest), f"{label} {name}", _bare(name))
        elif is_source(name) or not _is_of_photos(text, match):
            return Credited(_joined(caption, rest), f"{label} {name}", _bare(name))
    return None


def _is_of_photos(text: str, match: re.Match[str]) -> bool:
    """Return whether a label goes on with the words before it: ``Một bức ảnh: …``."""
    before = text[: match.start("label")]
    return before[-1:].isspace() and before.rstrip()[-1:].isalnum() and match["label"][0].islower()


def _read_said(text: str) -> Credited | None:
    match = _SAID.search(text)
    if not match:
        return None
    caption, label, name, rest = _cut(text, match)
    if label.casefold().startswith(("ảnh", "hình")) and not re.search(r"©|\(c\)", label, re.IGNORECASE):
        bare = _TOOK.sub("", name)
        return Credited(_joined(caption, rest), f"{label} {name}", _bare(bare)) if is_source(bare) else None
    name, behind = (name, "") if caption else _name_first(name)
    return Credited(_joined(caption, behind, rest), f"{label} {name}", _bare(name)) if name else None


def _read_bare(text: str) -> Credited | None:
    for match in (*_BARE.finditer(text), *_BARE_CAPITAL.finditer(text)):
        caption, label, name, rest = _cut(text, match)
        if is_source(name) and not _NOT_PEOPLE.match(name) and not _OF_PHOTOS.search(caption):
            return Credited(_joined(caption, rest), f"{label} {name}", _bare(name))
    return None


def _read_took(text: str) -> Credited | None:
    match = _TOOK_IT.search(text)
    if not match or not is_source(match["name"]):
        return None
    return Credited(text[: match.start()].rstrip(" ,;–—-|"), match["credit"], match["name"])


def _cut(text: str, match: re.Match[str]) -> tuple[str, str, str, str]:
    """Return what stands before a credit, its label, its name and what stands behind it: a bracket ends it."""
    caption, name, rest = text[: match.start("label")].rstrip(), match["name"], ""
    if caption.endswith(("(", "[")):
        caption = caption[:-1]
        depth = 1
        for place, sign in enumerate(name):
            depth += (sign in "([") - (sign in ")]")
            if not depth:
                name, rest = name[:place], name[place + 1 :]
                break
    return caption.rstrip(" ,;–—-|("), match["label"].strip(), name.strip(), rest.strip(" ,;–—|")


def _name_first(text: str) -> tuple[str, str]:
    """Return the source that ``text`` begins with and the caption behind it; ``("", …)`` where it is a caption with a label."""
    if is_source(text):
        return text, ""
    if len(text) > _LONGEST_CREDIT:
        return "", text
    for match in _NEXT.finditer(text):
        first, behind = text[: match.end()].rstrip(" –—-|,;"), text[match.end() :]
        if is_source(first):
            return first, behind
    for match in _NEXT.finditer(text):
        # ``Ảnh: Quang cảnh hội nghị – Minh Hà``
        if is_source(text[match.end() :]):
            return text[match.end() :], text[: match.end()].rstrip(" –—-|,;")
    words = text.split()
    # A name that was typed in small letters is still a name.
    return (text, "") if len(words) <= 3 and text == text.lower() else ("", text)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _bare(name: str) -> str:
    return name.strip(" .,;:–—-") or name


def people_named(credit: str) -> frozenset[str]:
    """Return those whom a credit names, in small letters, whether it has a label or none."""
    photographer = split_credit(credit).photographer or credit.partition(":")[2].strip() or credit
    parts = parts_of_names(unicodedata.normalize("NFC", " ".join(photographer.split())))
    return frozenset(filter(None, (part.strip(" .").casefold() for part in parts)))


def names_same(named: str, credit: str) -> bool:
    """Return whether all whom ``credit`` names are among those whom a caption has ``named``, in whatever order."""
    people = people_named(credit)
    within = " ".join(named.split()).casefold()
    return people <= people_named(named) or all(
        re.search(rf"(?<!\w){re.escape(each)}(?!\w)", within) for each in people
    )


def other_photographer(text: str) -> str:
    """Return the second photographer that a caption names beside the first, ``""`` where there is one or none."""
    first = split_credit(text)
    second = split_credit(first.caption) if first.photographer else first
    if not second.photographer or second.credit.casefold().startswith("nguồn"):
        return ""
    return "" if names_same(first.credit, second.credit) else second.photographer


def credit_in_alternative(alt: str) -> Credited:
    """Return an alternative text in its parts; a bare ``Ảnh Minh Hà`` in it says who is seen, and is no credit."""
    found = split_credit(alt)
    if found.caption and _EXPLICIT.search(found.credit):
        return found
    return Credited(alt, "", "")
