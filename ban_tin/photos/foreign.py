"""Files that are no photo that browsers show: what each is, by how it begins, so that an editor is told what to do with it."""

import re
from typing import NamedTuple

from ban_tin.language.translations import N_


class Foreign(NamedTuple):
    """What a file is (``reason``, a message id), and the ``kind`` of finding that says what to do."""

    kind: str
    reason: str


_IMAGE, _DOCUMENT, _FILM = "photo-foreign", "photo-document", "photo-film"
_BEGINNINGS = (
    (b"\xff\x0a", Foreign(_IMAGE, N_("a JPEG XL image"))),
    (b"\0\0\0\x0cJXL ", Foreign(_IMAGE, N_("a JPEG XL image"))),
    (b"\0\0\0\x0cjP  ", Foreign(_IMAGE, N_("a JPEG 2000 image"))),
    (b"\xff\x4f\xff\x51", Foreign(_IMAGE, N_("a JPEG 2000 image"))),
    (b"8BPS", Foreign(_IMAGE, N_("a Photoshop file"))),
    (b"gimp xcf", Foreign(_IMAGE, N_("a GIMP file"))),
    (b"%!PS", Foreign(_IMAGE, N_("a PostScript drawing"))),
    (b"\xd7\xcd\xc6\x9a", Foreign(_IMAGE, N_("a drawing of Word (WMF)"))),
    (b"BM", Foreign(_IMAGE, N_("a BMP image"))),
    (b"FUJIFILMCCD-RAW", Foreign(_IMAGE, N_("a raw photo, as the sensor of the camera saw it"))),
    (b"IIRO", Foreign(_IMAGE, N_("a raw photo, as the sensor of the camera saw it"))),
    (b"IIU\0", Foreign(_IMAGE, N_("a raw photo, as the sensor of the camera saw it"))),
    (b"%PDF", Foreign(_DOCUMENT, N_("a PDF file"))),
    (b"PK\x03\x04", Foreign(_DOCUMENT, N_("a Word or Excel file, or an archive"))),
    (b"\xd0\xcf\x11\xe0", Foreign(_DOCUMENT, N_("a file of Word, Excel or PowerPoint"))),
    (b"{\\rtf", Foreign(_DOCUMENT, N_("an RTF file of Word"))),
    (b"\x1a\x45\xdf\xa3", Foreign(_FILM, N_("a film"))),
    (b"\0\0\x01\xba", Foreign(_FILM, N_("a film"))),
    (b"FLV\x01", Foreign(_FILM, N_("a film"))),
)  # fmt: skip
#: The brands of files that are made of boxes (ISO 14496-12) and are images, or raw photos.
_PICTURES = (b"avi", b"hei", b"hev", b"mif", b"msf")
_RAW_ENDINGS = frozenset({".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf", ".pef", ".srw"})
_RAW = Foreign(_IMAGE, N_("a raw photo, as the sensor of the camera saw it"))
#: What Pillow opens and browsers don't show.
_BY_FORMAT = {
    "TIFF": Foreign(_IMAGE, N_("a TIFF image")),
    "BMP": Foreign(_IMAGE, N_("a BMP image")),
    "ICO": Foreign(_IMAGE, N_("an icon (ICO)")),
}
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|script|title|meta)\b", re.IGNORECASE | re.DOTALL
)
_DRAWING = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)


def recognise(head: bytes) -> Foreign | None:
    """Return what the file is that begins with ``head`` (some hundred bytes) and that is no photo, None where that can't be told."""
    for beginning, foreign in _BEGINNINGS:
        if head.startswith(beginning):
            return foreign
    if head[4:8] == b"ftyp":
        brand = head[8:12].lower()
        if brand == b"crx ":
            return _RAW
        return None if brand.startswith(_PICTURES) else Foreign(_FILM, N_("a film"))
    if head[4:8] in {b"moov", b"mdat", b"wide", b"free"} or (head.startswith(b"RIFF") and head[8:12] == b"AVI "):
        return Foreign(_FILM, N_("a film"))
    if head.startswith(b"\x01\0\0\0") and head[40:44] == b" EMF":
        return Foreign(_IMAGE, N_("a drawing of Word (EMF)"))
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    if _PAGE.match(plain):
        return Foreign("photo-page", N_("a web page"))
    if _DRAWING.search(plain):
        return Foreign("attachment-drawing", N_("an SVG drawing"))
    return None


def foreign_format(name: str, suffix: str) -> Foreign:
    """Return what an image is that Pillow calls ``name``, and that browsers don't show; ``suffix`` is the ending of its file."""
    if name == "TIFF" and suffix.lower() in _RAW_ENDINGS:
        return _RAW
    return _BY_FORMAT.get(name, Foreign(_IMAGE, N_("an image of a kind that browsers do not show")))
