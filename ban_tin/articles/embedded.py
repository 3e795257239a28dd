"""Photos inside the text of an article, as mammoth, Google Docs and pasting write them: ``![…](data:image/png;base64,…)``."""

import base64
import binascii
import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import NamedTuple

from ban_tin.language.vietnamese import slugify

#: What a kind of picture is called as a file; there is none for those that can't be shown.
_SUFFIXES = {
    "png": ".png",
    "jpeg": ".jpg",
    "jpg": ".jpg",
    "pjpeg": ".jpg",
    "gif": ".gif",
    "webp": ".webp",
    "avif": ".avif",
    "heic": ".heic",
}
_DATA = r"data:(?P<kind>[\w.+-]+(?:/[\w.+-]+)?)?(?P<options>(?:;[\w.=+-]*)*),(?P<data>[^\s()<>\"']*)"
_MARKDOWN = re.compile(
    rf"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*<?[ \t]*{_DATA}[ \t]*>?(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_REFERENCE = re.compile(rf"^[ ]{{0,3}}\[(?P<name>[^\[\]\n]+)\]:[ \t]*<?{_DATA}>?[^\n]*(?:\n|\Z)", re.MULTILINE)
_HTML = re.compile(
    rf"<img\b(?P<before>[^<>]{{0,1000}}?)\bsrc[ \t]*=[ \t]*[\"']?{_DATA}[\"']?(?P<after>[^<>]{{0,1000}})>",
    re.IGNORECASE,
)
_ALT = re.compile(r"""\balt[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
#: A name is made of the first words of what is seen.
_NAME_LENGTH = 40


class EmbeddedPhoto(NamedTuple):
    """A picture in a text."""

    #: Where it begins.
    start: int
    #: Where it ends.
    end: int
    #: What is seen.
    alt: str
    #: The suffix of its file, ``.png``; ``""`` for a kind that can't be shown, or that is not base64.
    suffix: str
    #: As it is written.
    data: str
    #: Its title as it is written, with a blank and its quotes.
    title: str = ""
    #: Of a definition, ``[image1]: <data:…>``: what images call it.
    name: str = ""

    def markdown(self, file: str) -> str:
        """Return what to write in its place when its file is ``file``."""
        if self.name:
            return f"[{self.name}]: {file}\n"
        return f"![{self.alt}]({file}{self.title})"


class SavedPhotos(NamedTuple):
    """A text without pictures in it, and the bytes of each by the name of the file to be written beside the article."""

    text: str
    files: dict[str, bytes]


def find_embedded(text: str) -> list[EmbeddedPhoto]:
    """Return the pictures in ``text``, in order."""
    if "data:" not in text.lower():
        return []
    return sorted(_find(text))


def _find(text: str) -> Iterator[EmbeddedPhoto]:
    for match in _MARKDOWN.finditer(text):
        yield EmbeddedPhoto(*match.span(), match["alt"].strip(), _suffix(match), match["data"], match["title"] or "")
    for match in _REFERENCE.finditer(text):
        yield EmbeddedPhoto(*match.span(), "", _suffix(match), match["data"], name=match["name"])
    for match in _HTML.finditer(text):
        alt = _ALT.search(f"{match['before']} {match['after']}")
        words = unescape(alt[1] or alt[2] or "") if alt else ""
        yield EmbeddedPhoto(*match.span(), re.sub(r"[\[\]\s]+", " ", words).strip(), _suffix(match), match["data"])


def _suffix(match: re.Match[str]) -> str:
    if "base64" not in (match["options"] or "").lower():
        return ""
    return _SUFFIXES.get((match["kind"] or "").lower().removeprefix("image/"), "")


def file_name(photo: EmbeddedPhoto, taken: Collection[str]) -> str:
    """Return a name for the file of ``photo`` that is none of those ``taken``: ``hoi-truong.png``, ``anh-2.jpg``."""
    words = slugify(photo.alt or photo.name)[:_NAME_LENGTH].strip("-") or "anh"
    lower, number = {name.lower() for name in taken}, 1
    while (name := f"{words}-{number}{photo.suffix}" if number > 1 else f"{words}{photo.suffix}") in lower:
        number += 1
    return name


def decode_photo(photo: EmbeddedPhoto) -> bytes | None:
    """Return the bytes of the file that ``photo`` is, None when a part of them is missing or they are of no kind that can be shown."""
    if not photo.suffix:
        return None
    try:
        return (
            base64.b64decode(photo.data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="), validate=True)
            or None
        )
    except (binascii.Error, ValueError):
        return None


def save_embedded(text: str, taken: Collection[str] = ()) -> SavedPhotos:
    """Return ``text`` with each picture named as a file beside the article, and these files. Pure: nothing is written.

    ``taken`` are the names that lie there already. What can't be decoded stays as it is; the same picture is one file.
    """
    pieces: list[str] = []
    files: dict[str, bytes] = {}
    names: dict[bytes, str] = {}
    position = 0
    for photo in find_embedded(text):
        content = decode_photo(photo)
        if content is None:
            continue
        name = names.get(content)
        if name is None:
            name = names[content] = file_name(photo, {*taken, *files})
            files[name] = content
        pieces += [text[position : photo.start], photo.markdown(name)]
        position = photo.end
    return SavedPhotos("".join([*pieces, text[position:]]), files)
