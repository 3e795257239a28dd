"""Vietnamese alphabetical order: a ă â b c d đ e ê …, tones only as a tie-break."""

import unicodedata

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
#: Order of the tones in Vietnamese dictionaries: level, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a sort key that orders ``text`` as a Vietnamese dictionary does.

    Letters are compared first, tones only between words of equal letters; anything that is neither a
    letter nor a digit counts as a gap before all letters. The text itself is the last tie-break, so that
    the order never depends on the input's order.
    """
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text).lower():
        base, tone = _split_tone(character)
        letters.append(_RANK.get(base, 0))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _split_tone(character: str) -> tuple[str, int]:
    """Split ``ế`` into ``ê`` and the rank of its tone."""
    tone = 0
    kept = ""
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept += part
    return unicodedata.normalize("NFC", kept), tone
