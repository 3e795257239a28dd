"""Which elements of the page's body each block of a file became: never guessed, but tried out and held against the page. Pure.

The body is converted once as it is, and once with a mark behind each block. Where that gives other elements than without marks, the
blocks there belong together: they are joined, and it is tried again. One block for all is right for any text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from selectolax.lexbor import LexborHTMLParser

from newsdesk.editing.blocks import Block, Cut, join_blocks

#: Returns the HTML of a Markdown body.
Convert = Callable[[str], str]

_MARK = re.compile(r'<div class="newsdesk-mark-(\d+)"></div>')
_NAME = re.compile(r"<([a-z][a-z0-9-]*)")
_TAG = re.compile(r"<[^>]*>")
#: How often joining is tried before all is one block.
_ROUNDS = 12
#: Elements of both sides, multiplied, up to which they are compared one by one.
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """``blocks`` with how many elements each became, in order; behind them stand ``after`` more, such as the list of footnotes."""

    blocks: tuple[Block, ...]
    after: int
    #: What a page of this text shows: ``looks`` of the body as it was converted.
    looks: tuple[str, ...]


def place_blocks(pieces: Cut, convert: Convert) -> Placed:
    """Return the blocks of ``pieces``, joined where the page knows no border between them, each with the number of its elements."""
    whole = _elements(convert(_body(pieces)))
    looks = tuple(map(_look, whole))
    groups = [[block] for block in pieces.blocks]
    for _ in range(_ROUNDS):
        if len(groups) < 2:
            break
        marked = _elements(convert(_marked(pieces, groups)))
        counts = _counts(marked, whole, len(groups))
        if counts is not None:
            blocks = [
                replace(_one(pieces, group), children=count) for group, count in zip(groups, counts, strict=False)
            ]
            return Placed(tuple(blocks), counts[-1], looks)
        groups = _joined(groups, marked, whole)
    all_of_it = sum(not each.startswith(" ") for each in whole)
    if not pieces.blocks:
        return Placed((), all_of_it, looks)
    return Placed((replace(join_blocks(pieces, pieces.blocks), children=all_of_it),), 0, looks)


def describe_elements(html: str) -> tuple[str, ...]:
    """Return what tells the elements of a published body from those of another: the name and the words of each."""
    return tuple(map(_look, _elements(html)))


def _one(pieces: Cut, group: Sequence[Block]) -> Block:
    return group[0] if len(group) == 1 else join_blocks(pieces, group)


def _body(pieces: Cut) -> str:
    return _plain("".join(pieces.lines[pieces.body :]))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(pieces: Cut, groups: Sequence[Sequence[Block]]) -> str:
    """Return the body with a mark behind each group of blocks."""
    made: list[str] = []
    place = pieces.body
    for number, group in enumerate(groups):
        end = group[-1].last
        made.append(_plain("".join(pieces.lines[place:end])).rstrip("\n"))
        # Raw HTML: no caption, no item of a list, no word of the text.
        made.append(f'\n\n<div class="newsdesk-mark-{number}"></div>\n\n')
        place = end
    return "".join([*made, _plain("".join(pieces.lines[place:]))])


def _elements(html: str) -> list[str]:
    """Return the top-level elements of ``html``, and words that stand between them (behind a blank)."""
    # Within an element, as on the page.
    root = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True).root
    found: list[str] = []
    node = root.child if root is not None else None
    while node is not None:
        if node.tag == "-text":
            words = (node.html or "").strip()
            if words:
                found.append(f" {words}")
        elif not (node.tag or "-").startswith(("-", "!")):
            found.append(node.html or "")
        node = node.next
    return found


def _counts(marked: Sequence[str], whole: Sequence[str], groups: int) -> list[int] | None:
    """Return how many elements stand before each mark and behind the last, None unless all else is as without marks."""
    counts: list[int] = []
    number = place = 0
    for each in marked:
        mark = _MARK.fullmatch(each)
        if mark is not None:
            if int(mark[1]) != len(counts):
                return None
            counts.append(number)
            number = 0
            continue
        if place == len(whole) or each != whole[place]:
            return None
        place += 1
        number += not each.startswith(" ")
    return [*counts, number] if place == len(whole) and len(counts) == groups else None


def _joined(groups: list[list[Block]], marked: Sequence[str], whole: Sequence[str]) -> list[list[Block]]:
    """Join the groups around each place where marks made a difference."""
    names: list[str] = []
    owners: list[int] = []
    seen = -1
    bad: set[int] = set()
    for each in marked:
        mark = _MARK.fullmatch(each)
        if mark is None:
            names.append(each)
            owners.append(seen + 1)
            continue
        # Marks that something swallowed: what they part belongs together.
        bad.update(range(seen + 1, int(mark[1])))
        seen = max(seen, int(mark[1]))
    bad.update(range(seen + 1, len(groups)))
    if len(names) * len(whole) > _MOST:
        return [[block for group in groups for block in group]]
    for tag, i1, i2, _, _ in SequenceMatcher(None, names, whole, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first = min(owners[i1] if i1 < len(owners) else len(groups), len(groups) - 1)
        last = min(owners[i2 - 1], len(groups) - 1) if i2 > i1 else first
        if first == last:
            first, last = max(first - (i2 == i1), 0), last + (i2 > i1)
        bad.update(range(first, last))
    bad = {number for number in bad if 0 <= number < len(groups) - 1} or set(range(len(groups)))
    joined = [list(groups[0])]
    for number, group in enumerate(groups[1:]):
        if number in bad:
            joined[-1] += group
        else:
            joined.append(list(group))
    return joined


def _look(element: str) -> str:
    """Return the name of an element and its words; how a photo is encoded is no part of that."""
    if element.startswith(" "):
        return element
    name = _NAME.match(element)
    return f"{name[1] if name else ''} {' '.join(_TAG.sub(' ', element).split())}"
