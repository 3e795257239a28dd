"""From the bytes of a file to its text: UTF-8 and UTF-16; of everything else it is said what it is."""

import codecs

from ban_tin.language.translations import N_
from ban_tin.language.vietnamese.legacy import encoding_of

#: How files of other programs begin that somebody gave the name of a text, and what they are.
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("a file of Word, Excel or PowerPoint")),
    (b"%PDF", N_("a PDF file")),
    (b"{\\rtf", N_("an RTF file of Word")),
    (b"\xff\xd8\xff", N_("a JPEG image")),
    (b"\x89PNG", N_("a PNG image")),
    (b"GIF8", N_("a GIF image")),
    (b"RIFF", N_("an image or a film")),
    (b"MZ\x90", N_("a program")),
    (b"Rar!", N_("an archive (RAR)")),
    (b"7z\xbc\xaf", N_("an archive (7z)")),
    (b"MIME-Version:", N_("a web page (MHT)")),
    (b"<!doctype", N_("a web page (HTML)")),
    (b"<html", N_("a web page (HTML)")),
    (b"<?xml", N_("an XML file")),
)
_FIRST = (*{kind for first, _ in _KINDS for kind in (first, first.upper())}, b"PK\x03\x04", b"<!", b"<h", b"<H")
#: Letters of UTF-16 that are looked at to see whether every other byte is nothing.
_SEEN = 4000


class UnusableFileError(Exception):
    """A file that is there and can't be read as text; ``kind`` and ``values`` are those of the finding that says why."""

    def __init__(self, kind: str, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def name_kind(content: bytes) -> str:
    """Return what kind of file ``content`` is the beginning of (a message id), ``""`` for a text."""
    if content[4:8] == b"ftyp":
        return N_("an image or a film")
    if not content.startswith(_FIRST):
        return ""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    beginning = content[:16].lower()
    return next((kind for first, kind in _KINDS if beginning.startswith(first.lower())), "")


def _kind_of_archive(content: bytes) -> str:
    for sign, kind in (
        (b"word/document", N_("a Word file")),
        (b"xl/workbook", N_("an Excel file")),
        (b"ppt/presentation", N_("a PowerPoint file")),
        (b"opendocument.text", N_("a file of LibreOffice Writer")),
    ):
        if sign in content:
            return kind
    return N_("an archive (ZIP)")


def decode_text(content: bytes) -> str:
    """Return the text that ``content`` is, without a byte order mark.

    UTF-16 and UTF-32 are certain: by their mark, or by the zeros that a text in them is full of. Raises ``UnusableFileError`` for any
    other encoding; which it is is only likely.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or b"\0" in content:
        wide = _wide_encoding(content)
        if wide:
            try:
                return content.decode(wide).lstrip("\ufeff")
            except UnicodeDecodeError:
                raise UnusableFileError("encoding-found", encoding=wide.upper()) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFileError("encoding-found", encoding=encoding_of(content)) from None


def _wide_encoding(content: bytes) -> str:
    """Return the name of the encoding of two or four bytes a letter that ``content`` is in, ``""`` for none."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),  # Before the other, which it begins with.
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return encoding
    if len(content) % 2:
        return ""
    first, second = content[:_SEEN:2].count(0), content[1:_SEEN:2].count(0)
    most = len(content[:_SEEN:2])
    # Vietnamese has some letters of two bytes that are not zero in every word; blanks, marks and plain letters are half of any text.
    if second > most * 0.4 and first < second / 10:
        return "utf-16-le"
    return "utf-16-be" if first > most * 0.4 and second < first / 10 else ""
