"""What the bytes of a dump say in letters: also those that went through two encodings on their way."""

import re
import unicodedata
from functools import cache
from typing import Final

#: What a text was once taken for while it was UTF-8: MySQL's latin1 (Windows' with its holes filled), and what Windows' consoles write.
WRONG_ENCODINGS: Final = ("mysql-latin1", "cp437", "cp850", "cp1258")
#: Where a text that went through one of them has something to show for it: lead bytes of UTF-8, and what follows them.
_SIGNS: Final = re.compile(
    "[\u00c3\u00c4\u00c5\u00c6\u00e1\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|[\u251c\u2500\u253c\u00df][\u2500-\u257f\u2580-\u25a0\u00a1-\u00ff\u2310\u03b1-\u03c6\u221e\u2229\u2248-\u2265]"
)
#: Letters that Vietnamese has and that languages of the West don't: a text with some of them was read rightly.
_VIETNAMESE: Final = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]"
)
_TEXT: Final = re.compile(r"[^\x00-\x7f]+")

#: Grades of a decoded text: read as it was written, mended with certainty, or doubtful.
READ, MENDED, DOUBTFUL = "read", "mended", "doubtful"


def decode(value: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of ``value`` and its grade. ``charset`` is what the dump says of itself, as in ``SET NAMES``."""
    if value.isascii():
        return value.decode("ascii"), READ
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError as error:
        before = value[: error.start]
        cut = len(value) - error.start < 4 and error.reason == "unexpected end of data"
        if cut and (charset.startswith("utf8") or not before.isascii()):
            # A column was too short for its last letter.
            return before.decode("utf-8"), DOUBTFUL
        return _from_bytes(value, charset)
    return mend(text)


def mend(text: str) -> tuple[str, str]:
    """Undo a second encoding of ``text`` where it is certain. Returns the text and its grade.

    It is certain where the whole text turns into letters, and more than one of them could only be Vietnamese.
    """
    if not _SIGNS.search(text):
        return text, READ
    found = 0
    for _ in range(3):
        better = next((each for name in WRONG_ENCODINGS if (each := _undone(text, name)) is not None), None)
        if better is None:
            break
        text, found = better, found + 1
        if not _SIGNS.search(text):
            break
    if not found:
        return text, DOUBTFUL if not _VIETNAMESE.search(
            text
        ) or "\u00e1\u00bb" in text or "\u00c4\u2018" in text else READ
    signs = len(_VIETNAMESE.findall(text)) + len(re.findall("[\u00c0-\u00ff]", text))
    return unicodedata.normalize("NFC", text), MENDED if signs > 1 else DOUBTFUL


def _undone(text: str, encoding: str) -> str | None:
    """Return ``text`` as it was before UTF-8 was taken for ``encoding``; none where that can't have been."""
    try:
        packed = (
            text.translate(_latin1_bytes()).encode("latin-1") if encoding == "mysql-latin1" else text.encode(encoding)
        )
        whole = packed.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(packed) - error.start < 4 and error.reason == "unexpected end of data":
            whole = packed[: error.start].decode("utf-8")
        else:
            return None
    except UnicodeEncodeError:
        return None
    # A word of another language that happens to be possible has no letter that speaks for it.
    return whole if len(whole) < len(text) else None


@cache
def _latin1_bytes() -> dict[int, int]:
    """Return for each letter of Windows-1252 its byte: what MySQL calls latin1, where bytes that mean nothing stay what they are."""
    letters = {}
    for byte in range(0x80, 0xA0):
        try:
            letters[ord(bytes([byte]).decode("cp1252"))] = byte
        except UnicodeDecodeError:
            letters[byte] = byte
    return letters


def _from_bytes(value: bytes, charset: str) -> tuple[str, str]:
    """Read what is no UTF-8: in what the dump names, else in the encoding of Vietnamese Windows or the West's."""
    for name in (_PYTHONS.get(charset, ""), "cp1258", "cp1252"):
        try:
            if name:
                return unicodedata.normalize("NFC", value.decode(name)), DOUBTFUL
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("utf-8", "replace"), DOUBTFUL


_PYTHONS: Final = {
    "latin1": "cp1252",
    "cp1250": "cp1250",
    "cp1258": "cp1258",
    "tis620": "tis-620",
    "gbk": "gbk",
    "big5": "big5",
    "utf16": "utf-16-be",
    "ucs2": "utf-16-be",
}
