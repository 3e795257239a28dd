"""Words as they are compared: as readers type them, with marks or without, tones on either vowel."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ban_tin.language.vietnamese import fold, nfc

_WORD = re.compile(r"[^\W_]+")
#: Pairs of words don't reach over it.
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
#: The old placement of tones and the new one: both are written, hoà and hòa.
_PLACED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_PLACE = re.compile(f"(?<!q)({'|'.join(_PLACED)})$")
#: Both tỷ lệ and tỉ lệ, quý and quí.
_Y = re.compile("^([hklmst]|qu)([yỳýỷỹỵ])$")
_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


class Word(NamedTuple):
    """A word as it is compared: ``folded`` without marks, and its letters that are not ASCII."""

    folded: str
    marks: str


class _Words(dict[str, Word]):
    """Every word in lower case as it is compared. The same few thousand make up a site."""

    def __missing__(self, word: str) -> Word:
        placed = _OLD_PLACE.sub(lambda match: _PLACED[match[1]], word)
        plain = _Y.sub(lambda match: match[1] + _I[match[2]], placed)
        found = Word(fold(plain), "".join(letter for letter in plain if not letter.isascii()))
        if len(self) < _MOST:
            self[word] = found
        return found


#: Words that are remembered; an archive of ten years has some ten thousand.
_MOST = 100_000
_words = _Words()


def read_word(word: str) -> Word:
    """Return ``word`` as it is compared: ``Hoà`` as ``hoa`` with the mark ``ò``."""
    return _words[nfc(word).lower()]


def read_sentences(text: str) -> Iterator[list[Word]]:
    """Yield the words of each sentence of ``text`` as they are compared."""
    words = _words
    for sentence in _SENTENCE_END.split(nfc(text).lower()):
        found = [words[word] for word in _WORD.findall(sentence)]
        if found:
            yield found


def folded_words(text: str) -> str:
    """Return the words of ``text`` without marks, one space between two: ``GD&ĐT`` as ``gd dt``."""
    return " ".join(word.folded for sentence in read_sentences(text) for word in sentence)
