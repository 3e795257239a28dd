"""Texts that say the same in slightly other words, as programs write them: known by the runs of words that they share.

What is remembered are hashes of runs, whole and in a dictionary of a fixed size: in a sketch that counts roughly, a flood of anything would
make everything look alike, and hide those who really wrote something.
"""

import re
from collections import OrderedDict
from heapq import nsmallest
from unicodedata import normalize

WORD = re.compile(r"[^\W\d_]+")
RUN = 3  # words
SHORTEST = 12  # words; what is shorter many people write alike
#: Of the runs of a text, those with the smallest hashes stand for it: two texts have as many of these in common as of all.
TAKEN, SHARED = 12, 6
BEFORE = 2  # texts that had the run
KEPT = 2**15  # runs: those of some 2,700 texts


class Alike:
    """The runs of the newest texts and how many had each, under the process's own key."""

    def __init__(self) -> None:
        self.counts = OrderedDict[int, int]()

    def note(self, text: str) -> bool:
        """Remember ``text``; return whether several before shared half of its runs."""
        found, shared = sketch(text), 0
        for each in found:
            before = self.counts.pop(each, 0)
            shared += before >= BEFORE
            self.counts[each] = before + 1
        while len(self.counts) > KEPT:
            self.counts.popitem(last=False)
        return shared >= SHARED

    def forget(self, text: str) -> None:
        """It came once less than was noted: it was not taken."""
        for each in sketch(text):
            if self.counts.get(each, 0) > 1:
                self.counts[each] -= 1
            else:
                self.counts.pop(each, None)


def sketch(text: str) -> list[int]:
    """The hashes that stand for a text; none for a short one."""
    words = WORD.findall(normalize("NFC", text).casefold())
    if len(words) < SHORTEST:
        return []
    return nsmallest(TAKEN, {hash(tuple(words[first : first + RUN])) for first in range(len(words) - RUN + 1)})
