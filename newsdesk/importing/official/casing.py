"""Names that are set in capitals, as they are written in sentences: ``SỞ GIÁO DỤC VÀ ĐÀO TẠO`` is ``Sở Giáo dục và Đào tạo``."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ban_tin.language.vietnamese.syllables import is_syllable
from newsdesk.importing.official.vocabulary import LETTERS, NAMES

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
#: The old and the new way to set the same mark.
_SPELLINGS = (
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("ủy", "uỷ"),
    ("úy", "uý"),
    ("ùy", "uỳ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
)


def is_capital(text: str) -> bool:
    """Return whether ``text`` is set in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def as_written(text: str, prose: str) -> tuple[str, bool]:
    """Return ``text``, set in capitals, as it is written in sentences, and whether ``prose``, words of the document, has it so.

    Text that is not in capitals is returned as it is.
    """
    if not is_capital(text):
        return text, True
    found = _in_prose(text, prose)
    return (found, True) if found else (_by_rule(text), False)


def lower_head(text: str) -> str:
    """Return ``text`` with small letters for words in capitals that others follow: ``TUYỂN SINH Lớp 10 hệ …``."""
    words = text.split(" ")
    count = next(
        (at for at, word in enumerate(words) if not is_capital(word) or not is_syllable(word.lower())), len(words)
    )
    if not 2 <= count < len(words):
        return text
    words[:count] = [words[0].capitalize(), *(word.lower() for word in words[1:count])]
    if words[count][1:].islower() and count + 1 < len(words) and not words[count + 1][:1].isupper():
        words[count] = words[count].lower()
    return " ".join(words)


def _in_prose(text: str, prose: str) -> str:
    """Return how ``prose`` writes the words of ``text``; ``""`` where it does not, or only in capitals."""
    words = text.split()
    if len(words) < 2:
        return ""
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    for match in pattern.finditer(prose):
        same = " ".join(match[0].split())
        if not same.isupper() and same[0].isupper():
            return same
    return ""


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in NAMES:
        words = tuple(name.split())
        known[tuple(map(_same, words))] = words
    return known


def _same(word: str) -> str:
    word = word.lower()
    for new, old in _SPELLINGS:
        if word.endswith(old):
            return word[: -len(old)] + new
    return word


def _by_rule(text: str) -> str:
    pieces = re.split(r"(\s+|[-–—/,;:()&.\"“”]+)", text)
    words = [(at, piece) for at, piece in enumerate(pieces) if _WORD.fullmatch(piece)]
    phrases = _phrases()
    longest = max(map(len, phrases))
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            known = phrases.get(tuple(_same(word) for _, word in words[at : at + length]))
            if known:
                for (place, word), written in zip(words[at : at + length], known, strict=True):
                    pieces[place] = _in_case(word, written)
                at += length
                break
        else:
            place, word = words[at]
            pieces[place] = word if word in LETTERS or not is_syllable(word.lower()) else word.capitalize()
            at += 1
    result = "".join(pieces)
    return result[:1].upper() + result[1:]


def _in_case(word: str, written: str) -> str:
    """Return ``word``, with the spelling that it has, in the case of ``written``."""
    return word.lower() if written.islower() else word.capitalize()


def as_sentence(text: str, prose: str) -> str:
    """Return a subject that is set in capitals as a sentence: each word as ``prose`` writes it beside the word that it stands beside here.

    What ``prose`` does not have becomes small where it can be a Vietnamese word, so that a name may lose its capitals: a person has to look.
    """
    if not is_capital(text):
        return text
    pairs, single = _learn(prose)
    pieces = re.split(r"([^\W\d_]+)", text)
    places = [at for at, piece in enumerate(pieces) if _WORD.fullmatch(piece)]
    words = [pieces[at].lower() for at in places]
    for index, at in enumerate(places):
        votes: Counter[str] = Counter()
        if index:
            votes += pairs.get((words[index - 1], words[index], 1), Counter())
        if index + 1 < len(words):
            votes += pairs.get((words[index], words[index + 1], 0), Counter())
        votes = votes or single.get(words[index], Counter())
        if votes:
            pieces[at] = votes.most_common(1)[0][0]
        elif is_syllable(words[index]):
            pieces[at] = words[index]
    result = "".join(pieces)
    return result[:1].upper() + result[1:]


def _learn(prose: str) -> tuple[dict[tuple[str, str, int], Counter[str]], dict[str, Counter[str]]]:
    """Return how words are written beside others, and how at all. The first of a sentence says nothing."""
    pairs: dict[tuple[str, str, int], Counter[str]] = {}
    single: dict[str, Counter[str]] = {}
    for words in _sentences(prose):
        for word in words[1:]:
            single.setdefault(word.lower(), Counter())[word] += 1
        for index, (one, other) in enumerate(pairwise(words)):
            if index:
                pairs.setdefault((one.lower(), other.lower(), 0), Counter())[one] += 1
            pairs.setdefault((one.lower(), other.lower(), 1), Counter())[other] += 1
    return pairs, single


def _sentences(prose: str) -> Iterator[list[str]]:
    for sentence in re.split(r"[.;:!?\n]\s*", prose):
        words = _WORD.findall(sentence)
        if words and not sentence.isupper():
            yield words
