"""Whether two texts are one: the same words, or nearly the same, as an article and its page for printing."""

import re
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from ban_tin.language.vietnamese import fold

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
#: Numbers that a sketch keeps, and words that are counted together.
_KEPT, _TOGETHER = 48, 3


@lru_cache(maxsize=1)  # A fingerprint and a sketch are made of each text, one after the other.
def words_of(flow: str) -> tuple[str, ...]:
    """Return the words of a flow, folded."""
    return tuple(_WORD.findall(fold(_TAG.sub(" ", flow))))


def fingerprint(flow: str) -> str:
    """Return a text that two flows have in common when their words are the same, in the same order."""
    return blake2b(" ".join(words_of(flow)).encode(), digest_size=16).hexdigest()


def sketch(flow: str) -> tuple[int, ...]:
    """Return the smallest of the numbers of all words in threes: what two flows share of them is what they share of their words."""
    words = words_of(flow)
    numbers = {
        crc32(" ".join(words[start : start + _TOGETHER]).encode())
        for start in range(max(1, len(words) - _TOGETHER + 1))
    }
    return tuple(sorted(numbers)[:_KEPT])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how much of two texts is the same, by their sketches: from 0 to 1."""
    together = sorted({*one, *other})[:_KEPT]
    if not together:
        return 1.0
    both = {*one} & {*other}
    return sum(number in both for number in together) / len(together)
