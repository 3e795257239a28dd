"""Which lines are items of lists: certain by themselves, or by those beside them."""

import re
from dataclasses import dataclass, field

from ban_tin.articles.pasted.line import Line, indent_of, is_text
from ban_tin.articles.pasted.marks import Mark, read_mark, readings

#: ``20. 11. 1982`` is a day, and no item of a list that is one of another list.
_DAY = re.compile(r"\d{1,2}\. ?\d{4}\b")
#: Years and house numbers are higher than any list is long.
_HIGHEST = 100
_NOTE = re.compile(r"\[\^[^\]]*\]:|: ")


@dataclass
class _Seen:
    """Candidates so far, by family, up to where they can belong to one list no more."""

    #: In this chunk of lists, and in this block, between two empty lines.
    chunk: dict[str, tuple[int, Mark]] = field(default_factory=dict)
    block: dict[str, tuple[int, Mark]] = field(default_factory=dict)


def find_items(lines: list[Line]) -> dict[int, Mark]:
    """Return the marks of the lines that are items, by their place in ``lines``."""
    found = _find_items(lines, {})
    # One that the next of its kind made certain makes those between them certain too.
    return _find_items(lines, found) if not all(mark.plain for mark in found.values()) else found


def _find_items(lines: list[Line], certain: dict[int, Mark]) -> dict[int, Mark]:
    found: dict[int, Mark] = {}
    seen = _Seen()
    before = ""  # The line above; "" for an empty one.
    in_list = in_note = False
    for place, line in enumerate(lines):
        text = line.text
        if not text.strip():
            before = ""
            seen.block.clear()
            continue
        if line.literal:
            before = text
            continue
        mark = read_mark(text)
        if mark is None:
            column = indent_of(text)
            if column < 2 and not before:
                in_list = False
            if column < 2 and (not before or not is_text(text)):
                seen = _Seen()
                in_note = _NOTE.match(text) is not None
            before = text
            continue
        if in_note and mark.indent >= 2:
            before = text
            continue
        inside = bool(before) and not in_list
        if place in certain or _is_item(place, mark, inside, before, seen, found):
            found.setdefault(place, mark)
            in_list = True
        elif not before and not mark.counts:
            in_note = False
        seen.chunk[mark.family] = seen.block[mark.family] = place, mark
        before = text
    return found


def _is_item(place: int, mark: Mark, inside: bool, before: str, seen: _Seen, found: dict[int, Mark]) -> bool:
    """Return whether ``mark`` is one of an item; ``inside`` of a paragraph it has to be more certain.

    A candidate before it that this one makes certain is added to ``found``.
    """
    introduced = before.rstrip().endswith(":")
    if mark.counts:
        other = seen.chunk.get(mark.family)
        if other and follows(mark, other[1]):
            found.setdefault(*other)
            return True
        if _DAY.match(mark.words) and mark.style == "1.":
            return False
        if introduced and mark.number == 1:
            return True
        return mark.plain and not inside and mark.number < _HIGHEST
    if mark.style == "levels":
        other = seen.chunk.get("levels")
        if other and _follows_level(mark.typed, other[1].typed):
            found.setdefault(*other)
            return True
        return False
    if mark.style == "bullet" or (mark.plain and not inside):
        return True
    if other := seen.block.get(mark.family):
        found.setdefault(*other)
        return True
    return introduced and not mark.glued


def follows(mark: Mark, other: Mark) -> bool:
    """Return whether ``mark`` is the next one behind ``other``, in a way of counting that both may have."""
    if mark.count.isdigit():
        return mark.number == other.number + 1
    before = dict(readings(other.count))
    return any(before.get(system) == number - 1 for system, number in readings(mark.count))


def _follows_level(typed: str, other: str) -> bool:
    """Return whether ``1.2`` or ``1.1.1`` comes behind ``1.1``."""
    here, before = ([int(part) for part in each.rstrip(".)").split(".")] for each in (typed, other))
    if len(here) > len(before):
        return here == [*before, 1]
    return here[:-1] == before[: len(here) - 1] and here[-1] == before[len(here) - 1] + 1
