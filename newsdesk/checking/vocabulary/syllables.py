"""Which syllables there are, whichever way their tone is placed, and which are near to what is none."""

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from newsdesk.checking.vocabulary.words import ordered_syllables

_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
#: The sign of each tone, by the digit that stands for it in a key.
MARKS = {digit: mark for mark, digit in _TONES.items()}
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
#: Which letters are typed for each other: the same key with other marks.
_ALIKE = {"a": "ăâ", "ă": "aâ", "â": "aă", "e": "ê", "ê": "e", "o": "ôơ", "ô": "oơ", "ơ": "oô", "u": "ư", "ư": "u", "d": "đ", "đ": "d", "i": "y", "y": "i"}  # fmt: skip


def key_of(word: str) -> str:
    """Return ``word`` in lower case with its tone behind its letters: ``hòa`` and ``hoà`` are one syllable."""
    if word.isascii():
        return word.lower()
    letters, tones = list[str](), ""
    for each in unicodedata.normalize("NFD", word.lower()):
        if each in _TONES:
            tones += _TONES[each]
        else:
            letters.append(each)
    return unicodedata.normalize("NFC", "".join(letters)) + tones


@cache
def _ranks() -> dict[str, int]:
    """Return all syllables by their keys, the common ones first."""
    words = ordered_syllables()
    return {key_of(word): rank for rank, word in reversed([*enumerate(words)])}


class Forms(NamedTuple):
    """Syllables as they are written: ``all`` of them by either custom, and those that the two write in two ways."""

    all: frozenset[str]
    newer: frozenset[str]
    older: frozenset[str]


@cache
def written_forms() -> Forms:
    """Return all syllables as they are written."""
    newer, older = set[str](), set[str]()
    for word in ordered_syllables():
        older.add(word)
        if word.isascii() or not any(pair in key_of(word) for pair in _TWO_WAYS):
            newer.add(word)
            continue
        key = key_of(word)
        letters = key.rstrip("12345")
        newer.add(with_tone(letters, key[len(letters) :], tone_place(letters)))
    return Forms(frozenset(newer | older), frozenset(newer - older), frozenset(older - newer))


#: Where the two customs differ.
_TWO_WAYS = ("oa", "oe", "uy")


def with_tone(letters: str, tone: str, at: int) -> str:
    """Return the ``letters`` with the sign of a ``tone`` (a digit of a key, or nothing) on the one ``at``."""
    return unicodedata.normalize("NFC", letters[: at + 1] + MARKS[tone] + letters[at + 1 :]) if tone else letters


@cache
def is_known(word: str) -> bool:
    """Return whether ``word`` (NFC) is a syllable of Vietnamese."""
    key = key_of(word)
    ranks = _ranks()
    if key in ranks:
        return True
    # kỹ thuật and kĩ thuật, Mỹ and Mĩ, quý and quí.
    letters = key.rstrip("12345")
    return (len(letters) <= 2 or letters == "qui") and key.replace("qu", "q").translate(_SWAP).replace(
        "q", "qu"
    ) in ranks


_SWAP = str.maketrans("iy", "yi")


def nearest_syllables(word: str, here: Collection[str] = (), most: int = 2) -> list[str]:
    """Return up to ``most`` syllables that ``word`` may be meant to be; those of the text ``here`` (keys) and common ones first."""
    key = key_of(word)
    letters, tones = key.rstrip("12345"), key[len(key.rstrip("12345")) :]
    ranks = _ranks()
    found: dict[str, float] = {}
    for cost, near in _edits(letters, tones):
        if near in ranks and near != key:
            score = cost + min(ranks[near], 3000) / 3000 - (0.7 if near in here else 0)
            found[near] = min(score, found.get(near, score))
    return [_written(near, word) for near in sorted(found, key=lambda each: (found[each], each))[:most]]


def _edits(letters: str, tones: str) -> Iterator[tuple[float, str]]:
    """Yield keys that are one slip away, with how unlikely the slip is."""
    plain = letters.rstrip("jfrsxwz")
    # A key of Telex that was typed twice, or too late.
    for tone in ("", *"12345"):
        if plain != letters and not tones:
            yield 0.5, plain + tone
        if tone not in tones or len(tones) != 1:
            yield 0.8, letters + tone
    some = tones[:1]
    for at in range(len(letters)):
        before, letter, after = letters[:at], letters[at], letters[at + 1 :]
        yield (0.3 if before[-1:] == letter else 1.0), before + after + some
        if after:
            yield 0.4, before + after[0] + letter + after[1:] + some
        for other in _LETTERS:
            if other != letter:
                near = other in _ALIKE.get(letter, "")
                yield (0.6 if near else 1.3), before + other + after + some
                if near:
                    for tone in ("", *"12345"):
                        yield 0.9, before + other + after + tone
    for at in range(len(letters) + 1):
        for other in _LETTERS:
            yield 1.1, letters[:at] + other + letters[at:] + some


def _written(key: str, like: str) -> str:
    """Return the syllable of a ``key`` as it is written, its letters large where those of ``like`` are."""
    letters, tone = key.rstrip("12345"), key[len(key.rstrip("12345")) :]
    word = letters
    if tone:
        at = tone_place(letters)
        word = unicodedata.normalize("NFC", letters[: at + 1] + MARKS[tone] + letters[at + 1 :])
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


_VOWELS = "aăâeêioôơuưy"


def tone_place(letters: str, newer: bool = True) -> int:
    """Return at which of the ``letters`` of a syllable its tone stands; ``newer``: hòa, ủy, where the older custom is hoà, uỷ."""
    start = (
        2
        if letters.startswith("qu") or (letters.startswith("gi") and len(letters) > 2 and letters[2] in _VOWELS)
        else 0
    )
    vowels = [at for at in range(start, len(letters)) if letters[at] in _VOWELS]
    if not vowels:
        return max(len(letters) - 1, 0)
    for at in reversed(vowels):
        if letters[at] in "ăâêôơư" and not (letters[at] == "ư" and letters[at + 1 : at + 2] == "ơ"):
            return at
    if len(vowels) == 1:
        return vowels[0]
    if vowels[-1] < len(letters) - 1 or len(vowels) == 3:
        return vowels[-1] if len(vowels) == 2 else vowels[1]
    pair = letters[vowels[0] : vowels[1] + 1]
    if pair in {"oa", "oe", "uy"}:
        return vowels[0] if newer else vowels[1]
    return vowels[0]
