"""Letters of TCVN3 and VNI to Unicode, each word by itself: what is Unicode already stays, whatever its font.

A font says what its letters are, and is often wrong: offices convert a text and leave its fonts, or type on in the old font with a new
keyboard. So each word is read in both ways. A letter beyond U+00FF is Unicode; a word that is a syllable in one way alone is that; for one
that is a syllable in both, the others of its paragraph decide, then those of the whole document in fonts of the kind, then the font.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ban_tin.language.vietnamese.legacy import find_legacy, letters_of_tcvn3, letters_of_vni, may_be_legacy
from ban_tin.language.vietnamese.syllables import is_syllable
from newsdesk.importing.legacy_text.common import COMMON
from newsdesk.importing.legacy_text.fonts import Face
from newsdesk.importing.legacy_text.signs import clean_signs

_READERS = {"TCVN3": letters_of_tcvn3, "VNI": letters_of_vni}
#: What may be part of a word in any of the encodings: a soft hyphen is ư in TCVN3. Signs of private use are Latin-1, moved up.
_WORD = re.compile("[A-Za-z\xa1-\xff\u0100-\u024f\u0300-\u036f\u1ea0-\u1ef9]+")
_MOVED = re.compile("[\uf0a1-\uf0ff]")
#: Letters of Latin-1 that Vietnamese has, and signs that stand beside words in it.
_MODERN = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝÐð")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paragraph in one font."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    encoding: str


class Decoder:
    """Reads the paragraphs of one document. Each is given to ``observe`` before the first is given to ``decode``."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[str]] = {}
        #: Of paragraphs whose fonts say nothing: how many are in each encoding, under ``""`` those in Unicode.
        self._guesses: Counter[str] = Counter()

    @property
    def guessed(self) -> tuple[str, ...]:
        """The encodings that no font named."""
        return tuple(sorted(encoding for encoding in self._guesses if encoding))

    def observe(self, parts: Sequence[Part]) -> None:
        """Count which words of a paragraph can be but one thing."""
        if not any(part.face.encoding for part in parts):
            text = "".join(part.text for part in parts)
            guess = _guess(text)
            if guess or any(each > "\xff" and each.isalpha() for each in text):
                self._guesses[guess] += 1
            parts = [Part(part.text, Face(guess)) for part in parts]
        for encoding, votes in self._count(_words(_moved(parts))).items():
            self._votes.setdefault(encoding, Counter()).update(votes)

    def decode(self, parts: Sequence[Part]) -> tuple[list[str], list[str]]:
        """Return the texts of ``parts`` in Unicode, and the words of which that is doubtful."""
        if not any(part.face.encoding for part in parts):
            text = "".join(part.text for part in parts)
            guess = _guess(text) or (self._usual_guess() if may_be_legacy(text) else "")
            if not guess:
                return _with_marks([part.text for part in parts]), []
            parts = [Part(part.text, Face(guess)) for part in parts]
        parts = _moved(parts)
        words = list(_words(parts))
        votes = self._count(words)
        letters = list("".join(part.text for part in parts))
        doubtful: list[str] = []
        modern: set[int] = set()
        for word in words:
            read = self._read(word, votes.get(word.encoding, Counter()))
            if read is None:
                modern.update(range(word.start, word.start + len(word.text)))
                continue
            meant, sure = read
            if not sure:
                doubtful.append("".join(meant))
            if _shouts(word.text):
                meant = [each.upper() for each in meant]
            letters[word.start : word.start + len(word.text)] = meant
        return _with_marks(_in_capitals(parts, letters, modern, self._votes)), doubtful

    def _usual_guess(self) -> str:
        """Return the encoding of most of the document where no font says it; ``""`` for Unicode."""
        return max(sorted(self._guesses), key=self._guesses.__getitem__, default="")

    def _count(self, words: Sequence[_Word] | Iterator[_Word]) -> dict[str, Counter[str]]:
        votes: dict[str, Counter[str]] = {}
        for word in words:
            if word.encoding and not word.text.isascii():
                votes.setdefault(word.encoding, Counter())[_sort(word)] += 1
        return votes

    def _read(self, word: _Word, votes: Counter[str]) -> tuple[list[str], bool] | None:
        """Return the letters of a word, one for each that it was, and whether that is sure; None where it is Unicode already."""
        if not word.encoding or word.text.isascii():
            return None
        sort = _sort(word)
        if sort == "modern":
            return None
        meant = _letters(word)
        if sort in {"either", "neither"}:
            counted = votes if votes["modern"] or votes["old"] else self._votes.get(word.encoding, Counter())
            frequent = [text.lower() in COMMON for text in (word.text, "".join(meant))]
            if counted["modern"] and counted["old"] and sort == "either" and frequent[0] != frequent[1]:
                # The text is mixed.
                return None if frequent[0] else (meant, True)
            if counted["modern"] > counted["old"]:
                return None
        return meant, sort != "neither"


def _guess(text: str) -> str:
    """Return the encoding that ``text`` is in by its words alone; ``""`` for Unicode."""
    found = find_legacy(text) if may_be_legacy(text) else None
    return found.encoding if found is not None and found.encoding in _READERS else ""


def _sort(word: _Word) -> str:
    """Return what a word is: ``modern`` (Unicode), ``old``, or something that its font decides: ``either`` or ``neither``."""
    if any(each > "\xff" for each in word.text):
        return "modern"
    raw, meant = is_syllable(word.text), is_syllable("".join(_letters(word)))
    if raw and not meant:
        return "modern"
    if meant and not raw:
        return "old"
    if raw:
        return "either"
    # No Vietnamese has ¹ or ß within: it is of the old encoding, be it a name or a word with a typing error.
    return "neither" if all(each.isascii() or each in _MODERN for each in word.text) else "old"


def _letters(word: _Word) -> list[str]:
    meant = [""] * len(word.text)
    for position, letter in _READERS[word.encoding](word.text):
        meant[position] = letter
    return meant


def _words(parts: Sequence[Part]) -> Iterator[_Word]:
    """Yield all words; a word is of the encoding that the font of its marked letters has."""
    text = "".join(part.text for part in parts)
    encodings = [part.face.encoding for part in parts for _ in part.text]
    for match in _WORD.finditer(text):
        used = {encodings[place] for place in range(match.start(), match.end()) if not text[place].isascii()}
        old = sorted(used - {""})
        yield _Word(match.start(), match[0], old[0] if len(old) == 1 else "")


def _moved(parts: Sequence[Part]) -> list[Part]:
    """Return ``parts`` with the letters of old fonts where Latin-1 has them."""
    return [
        Part(_MOVED.sub(lambda match: chr(ord(match[0]) - 0xF000), part.text), part.face)
        if part.face.encoding
        else part
        for part in parts
    ]


def _in_capitals(
    parts: Sequence[Part], letters: Sequence[str], modern: set[int], votes: dict[str, Counter[str]]
) -> list[str]:
    texts, place = [], 0
    for part in parts:
        own = letters[place : place + len(part.text)]
        if part.face.capitals:
            counted = votes.get(part.face.encoding, Counter())
            left = modern if counted["modern"] > counted["old"] else {each for each in modern if letters[each] > "\xff"}
            own = [each if place + n in left else each.upper() for n, each in enumerate(own)]
        texts.append("".join(own))
        place += len(part.text)
    return texts


def _shouts(word: str) -> bool:
    """Return whether a word is in capitals, of which the old encoding had none with marks."""
    plain = [each for each in word if each.isascii()]
    return len(plain) > 1 and all(each.isupper() for each in plain)


def _with_marks(texts: list[str]) -> list[str]:
    """Return ``texts`` in NFC, marks with the letters before them, and without signs that nobody sees."""
    for number in range(1, len(texts)):
        while texts[number] and unicodedata.combining(texts[number][0]) and texts[number - 1]:
            texts[number - 1] += texts[number][0]
            texts[number] = texts[number][1:]
    return [clean_signs(text) for text in texts]
