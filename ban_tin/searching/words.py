"""Words as they are compared: as readers type them, with marks or without, tones on either vowel."""

import re

from ban_tin.language.vietnamese import fold, nfc

#: A word, without marks, and its letters that are not ASCII: ``("hoi", "ộ")``. Plain tuples: millions of them are counted.
Word = tuple[str, str]
#: Stands where a sentence ends: pairs of words don't reach over it.
END: Word = ("\n", "\n")

_WORD_OR_END = re.compile(r"[^\W_]+|[.!?;:](?=\s)|\n")
#: The old placement of tones and the new one: both are written, hoà and hòa.
_PLACED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_PLACE = re.compile(f"(?<!q)({'|'.join(_PLACED)})$")
#: Both tỷ lệ and tỉ lệ, quý and quí.
_Y = re.compile("^([hklmst]|qu)([yỳýỷỹỵ])$")
#: 02/12 and 2/12.
_ZERO = re.compile(r"^0(?=[0-9]$)")
_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


class _Words(dict[str, Word]):
    """Every word in lower case as it is compared. The same few thousand make up a site."""

    def __missing__(self, word: str) -> Word:
        placed = _OLD_PLACE.sub(lambda match: _PLACED[match[1]], word)
        plain = _ZERO.sub("", _Y.sub(lambda match: match[1] + _I[match[2]], placed))
        found = fold(plain), "".join(letter for letter in plain if not letter.isascii())
        if len(self) < _MOST:
            self[word] = found
        return found


#: Words that are remembered; an archive of ten years has some ten thousand.
_MOST = 100_000
_words = _Words(dict.fromkeys(".!?;:\n", END))


def read_words(text: str) -> list[Word]:
    """Return the words of ``text`` as they are compared, ``END`` where a sentence or a line ends."""
    return [*map(_words.__getitem__, _WORD_OR_END.findall(nfc(text).lower()))]


def folded_words(text: str) -> str:
    """Return the words of ``text`` without marks, one space between two: ``GD&ĐT`` as ``gd dt``."""
    return " ".join(word[0] for word in read_words(text) if word is not END)
