"""A title in capitals as a sentence, as far as the text under it tells: what is proposed to an editor, never written."""

import re

from ban_tin.language.vietnamese.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
#: Words of a title that is looked at.
_MOST = 60


def as_sentence(title: str, prose: str) -> str:
    """Return ``title``, which is in capitals: abbreviations stay, names are written as in ``prose``, all else is in small letters."""
    found = list(_WORD.finditer(title))[:_MOST]
    words = [each[0] if not is_syllable(each[0].lower()) else each[0].lower() for each in found]
    for place in range(len(found) - 1):
        one, other = found[place][0].capitalize(), found[place + 1][0].capitalize()
        if not title[found[place].end() : found[place + 1].start()].isspace():
            continue
        named = re.search(rf"(?<![.!?:]\s)(?<!^)\b{one} {other}\b", prose)
        if named and not re.search(rf"\b{one.lower()} {other.lower()}\b", prose):
            words[place : place + 2] = [
                word if word.isupper() and len(word) > 1 else name
                for word, name in zip(words[place : place + 2], (one, other), strict=True)
            ]
    pieces, end = [], 0
    for each, word in zip(found, words, strict=True):
        pieces += [title[end : each.start()], word]
        end = each.end()
    sentence = "".join([*pieces, title[end:]])
    first = next((place for place, letter in enumerate(sentence) if letter.isalpha()), 0)
    return sentence[:first] + sentence[first : first + 1].upper() + sentence[first + 1 :]
