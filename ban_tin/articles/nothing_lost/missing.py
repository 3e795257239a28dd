"""Which words of a text are not on the page that was made of it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from ban_tin.articles.nothing_lost.page import WORD, Page, words_of
from ban_tin.articles.nothing_lost.written import SILENT, Written
from ban_tin.articles.safe_html.rules import ELEMENTS

#: As many pairs of words are compared at a time; of more, only how often each word stands on either side.
_MOST_PAIRS = 250_000
#: Letters in a row that are the same on both sides by no chance.
_NO_CHANCE = 12
#: Letters of an address that are looked at.
_ADDRESS = 1000
_PIECE = re.compile(r"[^\n|]+")
#: The name of a tag that there is, or of a program's own, and attributes whose value is no text.
_GIVEN = re.compile(
    r"(?<=<)/?(?:[a-z][a-z0-9]*:[a-z0-9]+|(?:a|figure|img|iframe|video|audio|source|embed|object|center|font|p|div|span|br|hr|ul|ol|li|table|tr|td|th)\b)"
    r"|(?<![\w:-])(?:class|id|style|src|srcset|sizes|href|target|rel|width|height|align|border|loading|decoding|data-[\w-]+|\w+:\w+)"
    r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)",
    re.IGNORECASE,
)
#: Of frames, an error gives the line to type.
_FRAME = re.compile(r"</?(?:iframe|embed|object)\b", re.IGNORECASE)
#: So many lines below an image its caption begins at most.
_BELOW = 3
#: What stands between two parts of an image as it is written.
_PARTING = re.compile(r"[\]\"“”]")
#: What attributes are read for, and leave no trace of.
_READ = frozenset({"markdown", "1", "block", "span"})


class Stretch(NamedTuple):
    """Words in a row that are nowhere on the page: from one place of the text to another."""

    start: int
    end: int


@dataclass(slots=True)
class _Words:
    """The words of one side, and the pieces of it that may hold the sides together."""

    #: Each word, and where it stands.
    words: list[str]
    starts: list[int]
    #: What each piece says, without any sign, and the number of its first word.
    pieces: list[str]
    firsts: list[int]


def find_missing(written: Written, page: Page, names: set[str]) -> list[Stretch]:
    """Return what of a text is not on its page, in order, a stretch a line. ``names`` are the words of files that were asked for.

    Pieces that stand once on both sides hold the two together; between them words are compared in their order. What is left over on
    both sides is compared once more: notes go to the end, and a title stands before what it belongs to.
    """
    typed, shown = _split(written.words), _split("\n".join(page.lines))
    missing, over = _compare_between_pieces(typed, shown)
    if missing and over:
        missing = _compare_what_is_left(typed, missing, shown, over)
    lost = [*_places(typed, missing)]
    if written.machinery:
        words = {each.lower() for each in shown.words}
        known = page.machinery | words | _READ | names | ELEMENTS
        # The number of an item is what its place in a list says; where there is no list it is text.
        lost += _unknown(written, known, None if "ol" in page.machinery else words)
    if not lost:
        return []
    if written.once:
        lost = _said_nowhere(written, sorted(lost), "".join(shown.words))
    return joined(sorted(lost), written.text, border="\n")


def _split(text: str) -> _Words:
    found = _Words([], [], [], [])
    for piece in _PIECE.finditer(text):
        matches = list(WORD.finditer(text, *piece.span()))
        if matches:
            words = [match[0] for match in matches]
            found.pieces.append("".join(words))
            found.firsts.append(len(found.words))
            found.words += words
            found.starts += [match.start() for match in matches]
    return found


def _compare_between_pieces(typed: _Words, shown: _Words) -> tuple[list[int], list[int]]:
    """Return the words that are on one side only, by their numbers."""
    missing: list[int] = []
    over: list[int] = []
    ends, shown_ends = [*typed.firsts, len(typed.words)], [*shown.firsts, len(shown.words)]
    word = shown_word = 0
    for piece, line in [*_anchors(typed.pieces, shown.pieces), (len(typed.pieces), len(shown.pieces))]:
        here, there = _differ(typed.words[word : ends[piece]], shown.words[shown_word : shown_ends[line]])
        missing += [word + each for each in here]
        over += [shown_word + each for each in there]
        if piece < len(typed.pieces):
            word, shown_word = ends[piece + 1], shown_ends[line + 1]
    return missing, over


def _anchors(pieces: Sequence[str], lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of equal pieces that stand once on each side, as many as keep their order on both."""
    once = {each for each, number in Counter(lines).items() if number == 1}
    once &= {each for each, number in Counter(pieces).items() if number == 1}
    place = {each: number for number, each in enumerate(lines) if each in once}
    pairs = [(number, place[each]) for number, each in enumerate(pieces) if each in once]
    # The longest row of pairs that rises on both sides: for each length the pair at its end that leaves most room.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, line) in enumerate(pairs):
        length = bisect_left(ends, line)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [line]
        last[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _differ(typed: Sequence[str], shown: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of the words that are on one side only."""
    if typed == shown:
        return [], []
    if not typed or not shown or _are_joined(typed, shown):
        return [*range(len(typed))] * (not shown), [*range(len(shown))] * (not typed)
    if len(typed) * len(shown) > _MOST_PAIRS:
        return _count(typed, shown)
    missing: list[int] = []
    over: list[int] = []
    for how, start, end, other, other_end in SequenceMatcher(None, typed, shown, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        if how == "replace":
            # Emphasis within a word, or a sign that cannot be seen, parts what is one word on the page.
            letters = "".join(typed[start:end])
            if _are_joined(typed[start:end], shown[other:other_end]) or (
                len(letters) >= _NO_CHANCE and letters in "".join(shown[other:other_end])
            ):
                continue
        missing += range(start, end)
        over += range(other, other_end)
    return missing, over


def _are_joined(typed: Sequence[str], shown: Sequence[str]) -> bool:
    """Return whether ``shown`` are the same letters in no more words: a word that the page has in two pieces is torn."""
    return len(shown) <= len(typed) and "".join(typed) == "".join(shown)


def _count(typed: Sequence[str], shown: Sequence[str]) -> tuple[list[int], list[int]]:
    def beyond(words: Sequence[str], others: Sequence[str]) -> list[int]:
        pool = Counter(others)
        pool.subtract(words)
        # The last of those that are too many.
        found = []
        for number in range(len(words) - 1, -1, -1):
            if pool[words[number]] < 0:
                pool[words[number]] += 1
                found.append(number)
        return found[::-1]

    return beyond(typed, shown), beyond(shown, typed)


def _compare_what_is_left(typed: _Words, missing: list[int], shown: _Words, over: list[int]) -> list[int]:
    # Whole runs first, so that no other takes a word out of their midst.
    rest = " " + " \n ".join(" ".join(shown.words[each] for each in run) for run in _runs(over)) + " "
    left: list[int] = []
    for run in _runs(missing):
        sought = f" {' '.join(typed.words[each] for each in run)} "
        if sought in rest:
            rest = rest.replace(sought, " \n ", 1)
        else:
            left += run
    words = rest.split()
    here, there = _differ([typed.words[each] for each in left], words)
    # A title stands in the midst of words on the page. What is still left of it was taken by no other word.
    pool = Counter(words[each] for each in there)
    still = []
    for number in (left[each] for each in here):
        word = typed.words[number]
        pool[word] -= 1
        if pool[word] < 0:
            still.append(number)
    return still


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _places(typed: _Words, numbers: Sequence[int]) -> Iterator[Stretch]:
    for each in numbers:
        yield Stretch(typed.starts[each], typed.starts[each] + len(typed.words[each]))


def _unknown(written: Written, known: set[str], numbers: set[str] | None) -> Iterator[Stretch]:
    """Yield the addresses and tags of which a word is nowhere on the page, and items whose number is none of ``numbers``."""
    for part in written.machinery:
        wanted = numbers if part.kind == "number" else known
        if part.kind in SILENT or wanted is None:
            continue
        read = written.read[part.start : min(part.end, part.start + _ADDRESS)]
        # What a tag is called and what it is given are no words; what else stands in one may be: a <b và c>.
        if part.kind == "tag" and _FRAME.match(read):
            continue
        said = words_of(_GIVEN.sub(" ", read) if part.kind == "tag" else read)
        if not wanted.issuperset(said):
            yield Stretch(part.start, part.end)


def _said_nowhere(written: Written, lost: list[Stretch], page: str) -> list[Stretch]:
    """Return those of the ``lost`` words that aren't part of an alternative text, a title or a credit said elsewhere: it is said once."""
    begins = [begin for begin, _ in written.once]
    kept: list[Stretch] = []
    parts: dict[tuple[int, int], list[Stretch]] = {}
    for each in lost:
        place = bisect_right(begins, each.start) - 1
        if place < 0 or each.end > written.once[place][1]:
            # A credit in braces may stand between an image and its caption.
            near = written.once[max(place - 1, 0) : place + 1]
            if not any(_repeats(written, image, each, page) for image in near):
                kept.append(each)
        else:
            part = len(_PARTING.findall(written.text, begins[place], each.start))
            parts.setdefault((place, part), []).append(each)
    for words in parts.values():
        letters = "".join(WORD.findall(written.text[words[0].start : words[-1].end]))
        if letters not in page:
            kept += words
    return kept


def _repeats(written: Written, image: tuple[int, int], lost: Stretch, page: str) -> bool:
    """Return whether the ``lost`` words are those of the alternative text of the ``image`` right above, which the page says once."""
    if written.text.count("\n", image[1], lost.start) > _BELOW:
        return False
    letters = "".join(WORD.findall(written.text[lost.start : lost.end]))
    return letters in "".join(WORD.findall(written.text[slice(*image)])) and letters in page


def joined(stretches: Iterable[Stretch], text: str, border: str) -> list[Stretch]:
    """Return ``stretches`` of ``text`` joined where only signs stand between them, and no ``border``."""
    found: list[Stretch] = []
    for each in stretches:
        between = text[found[-1].end : each.start] if found else border
        if border in between or WORD.search(between):
            found.append(each)
        else:
            found[-1] = Stretch(found[-1].start, each.end)
    return found
