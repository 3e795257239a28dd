"""The words of a site: what a half-typed word may become, and what was meant by one with a wrong letter."""

import json
from collections.abc import Mapping

#: Documents from which on a word that stands in the text of one of them alone is left out: most of these are slips.
_MANY = 200


def write_words(frequencies: Mapping[str, int], documents: int) -> bytes:
    """Return the file of the words that stand in enough of so many ``documents``, each followed by how often, as a digit: the logarithm to base 4."""
    least = 2 if documents >= _MANY else 1
    kept = sorted(word for word, count in frequencies.items() if count >= least)
    words = " ".join(f"{word}{(frequencies[word].bit_length() - 1) // 2}" for word in kept)
    return json.dumps({"words": words}, ensure_ascii=False).encode()
