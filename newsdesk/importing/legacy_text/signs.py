"""Signs that nobody sees, and letters that look like others."""

import re

from ban_tin.language.vietnamese.syllables import is_syllable
from ban_tin.language.vietnamese.text import nfc

#: Spaces without width, marks of direction, the mark of byte order, soft hyphens, remains of objects.
_UNSEEN = re.compile("[\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc]")
#: A joiner between letters joins nothing; between pictures it does.
_JOINER = re.compile("(?<=[^\\W\\d_])\u200d|\u200d(?=[^\\W\\d_])")
#: Signs that no file of XML may hold, and controls of Latin-1.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: A word with the Icelandic letters that look like Đ and đ, and none that are Icelandic alone.
_ETH = re.compile("[^\\W\\d_]*[Ðð][^\\W\\d_]*")
_ICELANDIC = re.compile("[ÞþÆæÖö]")


def clean_signs(text: str) -> str:
    """Return ``text`` in NFC, with Đ where Ð was typed for it, and without signs that nobody sees."""
    if text.isascii():
        return _CONTROLS.sub("", text)
    text = _CONTROLS.sub("", _JOINER.sub("", _UNSEEN.sub("", text)))
    return nfc(_ETH.sub(_with_d, text) if "Ð" in text or "ð" in text else text)


def _with_d(match: re.Match[str]) -> str:
    word = match[0]
    meant = word.replace("Ð", "Đ").replace("ð", "đ")
    # A small one within a word that is no syllable is Icelandic, or Faroese.
    return word if _ICELANDIC.search(word) or ("ð" in word and not is_syllable(meant)) else meant
