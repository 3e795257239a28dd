"""Vietnamese as it was written before Unicode: TCVN3 (the .Vn fonts) and VNI, and UTF-8 that was read as Windows-1252.

Each is told by its words: as they stand they can be no Vietnamese, and read by the table of the encoding they are.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ban_tin.language.vietnamese.syllables import is_syllable
from ban_tin.language.vietnamese.text import nfc

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
#: A letter, and behind it what it wears.
_VNI_MARKS = {
    "a": ("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõï", "ýỳỷỹỵ"),
}
_VNI = {letter + mark: meant for letter, pair in _VNI_MARKS.items() for mark, meant in zip(*pair, strict=True)}
_VNI |= dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI |= {first + written[1:]: meant.upper() for written, meant in _VNI.items() for first in [written[0].upper()]}
_VNI |= {written.upper(): meant.upper() for written, meant in _VNI.items() if len(written) == 2}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
#: Letters and signs that no Vietnamese has in Unicode, and each of the encodings in every other word. As quick as a search can be.
_SUSPECT = re.compile(
    "[\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
)
#: The beginning of most letters with two marks, read byte by byte.
_TWICE = re.compile("á[º»]|Ä[‘\x91]|Æ[°¡]|Ã[\xa0-\xbf]")
_WORD = re.compile("[A-Za-z\xa1-\xff\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]{1,40}")
#: What ``find_legacy`` calls UTF-8 that was read as Windows-1252.
TWICE = "UTF-8 → Windows-1252"
#: Words of a line that are looked at, and letters that are shown.
_WORDS, _SHOWN = 200, 60
#: As many words have to be of the encoding, and this share of all must be Vietnamese when it is read by it.
_LEAST, _SHARE = 2, 0.75


class Legacy(NamedTuple):
    """The ``encoding`` of a line, the beginning of it as it stands (``text``), and as it is ``meant``."""

    encoding: str
    text: str
    meant: str


def may_be_legacy(text: str) -> bool:
    """Return whether any of ``text`` may be of an old encoding: False for nearly all texts, and quick to tell."""
    return _SUSPECT.search(text) is not None


def find_legacy(line: str) -> Legacy | None:
    """Return what a line in an old encoding says, None for any other."""
    if not may_be_legacy(line):
        return None
    if len(_TWICE.findall(line)) >= _LEAST and (meant := _read_twice(line)):
        return Legacy(TWICE, _shortened(line), _shortened(meant))
    words = _WORD.findall(line)[:_WORDS]
    for encoding, read in (("TCVN3", read_tcvn3), ("VNI", read_vni)):
        if _is_written_in(words, read):
            return Legacy(encoding, _shortened(line), _shortened(read(line)))
    return None


def _is_written_in(words: list[str], read: Callable[[str], str]) -> bool:
    changed: set[str] = set()
    modern = vietnamese = counted = 0
    for word in words:
        if not re.search("[A-Za-z]", word) or (word.isascii() and word.isupper()):
            continue  # A sign, or an abbreviation: it says nothing.
        counted += 1
        if is_syllable(word):
            vietnamese += 1
            modern += not word.isascii() and any(each > "\xff" for each in word)
        elif is_syllable(read(word)):
            vietnamese += 1
            changed.add(word)
    return len(changed) >= max(_LEAST, 2 * modern) and vietnamese >= _SHARE * counted


def read_tcvn3(text: str) -> str:
    """Return what ``text`` says where it is TCVN3."""
    return "".join(_TCVN3.get(each, each) for each in text)


def read_vni(text: str) -> str:
    """Return what ``text`` says where it is VNI."""
    return _VNI_LETTER.sub(lambda match: _VNI[match[0]], text)


def letters_of_tcvn3(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each letter of ``text``, which is TCVN3, and what it means."""
    for place, each in enumerate(text):
        yield place, _TCVN3.get(each, each)


def letters_of_vni(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each letter of ``text``, which is VNI, and what it means: two signs may be one letter."""
    place = 0
    while place < len(text):
        match = _VNI_LETTER.match(text, place)
        yield place, _VNI[match[0]] if match else text[place]
        place = match.end() if match else place + 1


def _read_twice(text: str) -> str:
    """Return what ``text`` says whose bytes were UTF-8 and were read as Windows-1252, ``""`` where they were not."""
    content = bytearray()
    for each in text:
        try:
            content += each.encode("cp1252")
        except UnicodeEncodeError:
            content += each.encode("latin-1", "ignore")
    try:
        return nfc(content.decode("utf-8"))
    except UnicodeDecodeError:
        meant = content.decode("utf-8", "ignore")
        return nfc(meant) if len(meant) > len(text) / 2 else ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"


def encoding_of(content: bytes) -> str:
    """Return in which encoding the text ``content`` is, which is no UTF-8: ``Windows-1258``, ``TCVN3``, ``VNI`` or ``Windows-1252``."""
    sample = content[:20_000]
    words = [word for word in _WORD.findall(nfc(sample.decode("cp1258", "ignore"))) if not word.isascii()]
    if words and sum(map(is_syllable, words)) >= 0.6 * len(words):
        return "Windows-1258"
    for line in sample.decode("latin-1").splitlines():
        if (found := find_legacy(line)) and found.encoding in {"TCVN3", "VNI"}:
            return found.encoding
    return "Windows-1252"
