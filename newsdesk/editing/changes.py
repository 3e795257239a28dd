"""Changes of the lines of a text, made on one version of it and brought to another where nobody else touched the same lines. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsdesk.editing.errors import ConflictError
from newsdesk.editing.matching import Steps, match
from newsdesk.editing.texts import line_end, plain, split_lines, typed_lines, without_end

#: Steps of comparing two texts; beyond, all between their first and last difference counts as one.
_STEPS = 5_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """``text`` in the place of the lines ``first`` to ``last`` (from 1), which were ``was``; ``last = first - 1`` inserts before ``first``.

    Texts are those of a text field: line feeds between lines, none behind the last; ``""`` for no line at all. ``apart``: it is a block
    of its own, with an empty line before and behind it; with no text, the empty lines behind it go, too.
    """

    first: int
    last: int
    was: str
    text: str
    apart: bool = False


class UnusableChangeError(Exception):
    """Changes that are none of any text: lines that there are not, or that two of them touch."""


#: Lines ``first`` to ``last`` (from 0, ``last`` not among them) become other lines, which have no ends.
_Edit = tuple[int, int, list[str]]


def merge_changes(base: str | None, current: str, changes: Sequence[Change], digest: str = "") -> str:
    """Return ``current`` with ``changes`` that were made on ``base``, None where nobody knows that any more.

    What is there already is not done twice. ``digest`` is that of ``current``, for ``ConflictError``, which is raised where both changed
    the same lines. Raises ``UnusableChangeError``.
    """
    lines = split_lines(current)
    if base is not None:
        old = split_lines(base)
        edits = _edits(old, changes)
        if edits is not None:
            return current if _written(old, edits) == current else _merged(old, lines, edits, digest)
    return _found_again(lines, changes, digest)


def merge_texts(base: str, current: str, wanted: str, digest: str = "") -> str:
    """Return ``current`` with all that makes ``wanted`` of ``base``; the ends of lines are those of ``current``. Raises ``ConflictError``."""
    if current in (base, wanted):
        return wanted
    old, new = split_lines(base), split_lines(wanted)
    edits = [(i1, i2, [without_end(line) for line in new[j1:j2]]) for i1, i2, j1, j2 in _differences(old, new)]
    return _merged(old, split_lines(current), edits, digest)


def _edits(lines: list[str], changes: Iterable[Change]) -> list[_Edit] | None:
    """Return ``changes`` of ``lines`` in their order, None where other lines stand there than they say."""
    edits: list[_Edit] = []
    for change in _ordered(changes):
        first, last = change.first - 1, change.last
        if last > len(lines) or first > len(lines) or plain(lines[first:last]) != "\n".join(typed_lines(change.was)):
            return None
        edits.append(
            _apart(lines, (first, last, typed_lines(change.text)))
            if change.apart
            else (first, last, typed_lines(change.text))
        )
    return edits


def _ordered(changes: Iterable[Change]) -> list[Change]:
    ordered = sorted(changes, key=lambda each: (each.first, each.last))
    behind = 0
    for change in ordered:
        if change.first < 1 or change.last < change.first - 1 or change.first - 1 < behind:
            raise UnusableChangeError(f"lines {change.first} to {change.last}")
        behind = change.last
    return ordered


def _apart(lines: list[str], edit: _Edit) -> _Edit:
    first, last, new = edit
    before = not first or not lines[first - 1].strip("\ufeff \t\r\n")
    behind = last == len(lines) or not lines[last].strip()
    if new:
        return first, last, [*([] if before else [""]), *new, *([] if behind else [""])]
    while before and last > first and last < len(lines) and not lines[last].strip():
        last += 1
    return first, last, new


def _written(lines: list[str], edits: Sequence[_Edit]) -> str:
    """Return ``lines`` with ``edits``; a text without an end of its last line stays one."""
    end = line_end(lines)
    made: list[str] = []
    place = 0
    for first, last, new in edits:
        made += lines[place:first]
        place = last
        if [without_end(line) for line in lines[first:last]] == new:
            made += lines[first:last]
            continue
        if new and made and not _is_ended(made[-1]):
            made[-1] += end
        made += [line + end for line in new]
    made += lines[place:]
    if lines and not _is_ended(lines[-1]) and edits and edits[-1][1] == len(lines) and edits[-1][2]:
        made[-1] = without_end(made[-1])
    return "".join(made)


def _is_ended(line: str) -> bool:
    return line.endswith(("\n", "\r"))


def _differences(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return which lines of ``old`` became which of ``new``; the ends of lines are not looked at."""
    first = [without_end(line) for line in old]
    second = [without_end(line) for line in new]
    found = match(first, second, Steps(_STEPS))
    return [(i1, i2, j1, j2) for kind, i1, i2, j1, j2 in found if kind != "equal"]


def _merged(old: list[str], lines: list[str], edits: list[_Edit], digest: str) -> str:
    """Return ``lines`` with ``edits`` of ``old``, from which ``lines`` came otherwise."""
    theirs = _differences(old, lines)
    moved: list[_Edit] = []
    clashes: list[_Edit] = []
    for first, last, new in edits:
        touched = [each for each in theirs if _touches(each, first, last)]
        begin = first + sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in theirs if i2 <= first)
        if touched:
            i1, i2, j1, j2 = touched[0][0], touched[-1][1], touched[0][2], touched[-1][3]
            begin, end = j1 - max(i1 - first, 0), j2 + max(last - i2, 0)
            if first <= i1 and i2 <= last and [without_end(line) for line in lines[begin:end]] == new:
                continue  # They did the same.
            clashes.append((first, last, new))
            continue
        inserted = next((each for each in theirs if each[0] == each[1] == first == last), None)
        if inserted and [without_end(line) for line in lines[inserted[2] : inserted[3]]][: len(new)] == new:
            continue
        moved.append((begin, begin + last - first, new))
    if clashes:
        raise _conflict(old, lines, edits, clashes, digest)
    return _written(lines, moved)


def _touches(difference: tuple[int, int, int, int], first: int, last: int) -> bool:
    """Return whether a difference changes one of the lines, or stands between two of them."""
    i1, i2, _, _ = difference
    return i1 < last and i2 > first if i1 != i2 else first < i1 < last


def _conflict(old: list[str], lines: list[str], edits: list[_Edit], clashes: list[_Edit], digest: str) -> ConflictError:
    """Return the smallest stretch of lines with all that clashes in it, and nothing of any change cut in two."""
    theirs = _differences(old, lines)
    first, last = min(each[0] for each in clashes), max(each[1] for each in clashes)
    while True:
        within = [each[:2] for each in theirs if _touches(each, first, last)]
        within += [each[:2] for each in edits if each[0] < last and each[1] > first]
        wider = min([first, *(each[0] for each in within)]), max([last, *(each[1] for each in within)])
        if wider == (first, last):
            break
        first, last = wider
    begin = first + sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in theirs if i2 <= first)
    inside = sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in theirs if _touches((i1, i2, j1, j2), first, last))
    end = begin + (last - first) + inside
    own = [(a - first, b - first, new) for a, b, new in edits if first <= a and b <= last]
    yours = plain(split_lines(_written(old[first:last], own)))
    return ConflictError(plain(old[first:last]), plain(lines[begin:end]), yours, begin + 1, end, digest)


def _found_again(lines: list[str], changes: Sequence[Change], digest: str) -> str:
    """Return ``lines`` with ``changes`` of a text that nobody knows: each where its lines stand, if that is one place only."""
    here = [without_end(line) for line in lines]
    placed: list[Change] = []
    for change in _ordered(changes):
        was, text = typed_lines(change.was), typed_lines(change.text)
        found = _places(here, was) if was else []
        if len(found) != 1:
            done = _places(here, text) if text else []
            if not found and len(done) == 1:
                continue  # It is there already.
            first, last = min(change.first, len(lines) + 1), min(max(change.last, change.first - 1), len(lines))
            last = max(last, first - 1)
            theirs = plain(lines[first - 1 : last])
            raise ConflictError(change.was, theirs, change.text, first, last, digest)
        placed.append(replace(change, first=found[0] + 1, last=found[0] + len(was)))
    edits = _edits(lines, placed)
    assert edits is not None
    return _written(lines, edits)


def _places(lines: list[str], sought: list[str]) -> list[int]:
    size = len(sought)
    return [n for n in range(len(lines) - size + 1) if lines[n] == sought[0] and lines[n : n + size] == sought]
