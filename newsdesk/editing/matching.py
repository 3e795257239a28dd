"""What became of which part of a sequence, within a number of steps: two texts can be made that take hours to compare. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Any


@dataclass(slots=True)
class Steps:
    """How many steps comparing may still take: ten million are about a second."""

    left: int


class _TooLongError(Exception):
    pass


class _Matcher(SequenceMatcher[Any]):
    """Finds what two sequences share; its work grows with the cube where all is alike."""

    def __init__(self, old: Sequence[Any], new: Sequence[Any], steps: Steps) -> None:
        self._steps, self._old, self._often = steps, old, Counter(new)
        super().__init__(None, old, new, autojunk=False)

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """As it is inherited. Raises ``_TooLongError``."""
        self._steps.left -= sum(self._often[each] + 1 for each in self._old[alo:ahi])
        if self._steps.left < 0:
            raise _TooLongError
        return super().find_longest_match(alo, ahi, blo, bhi)


def match(old: Sequence[Any], new: Sequence[Any], steps: Steps) -> list[tuple[str, int, int, int, int]]:
    """Return what became of which part, as ``SequenceMatcher.get_opcodes``; without the steps for it, all between the first and the last difference is one."""
    least = min(len(old), len(new))
    start = next((n for n in range(least) if old[n] != new[n]), least)
    same = next((n for n in range(least - start) if old[-1 - n] != new[-1 - n]), least - start)
    last, end = len(old) - same, len(new) - same
    found: list[tuple[str, int, int, int, int]] = []
    if start:
        found.append(("equal", 0, start, 0, start))
    try:
        within = _Matcher(old[start:last], new[start:end], steps).get_opcodes()
        found += [(kind, start + a, start + b, start + c, start + d) for kind, a, b, c, d in within]
    except _TooLongError:
        found.append(("replace", start, last, start, end))
    if same:
        found.append(("equal", last, len(old), end, len(new)))
    return found
