"""Lists that were typed by hand, as lists: each paragraph with its mark an item, what is marked otherwise within."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ban_tin.articles.pasted.items import follows
from ban_tin.articles.pasted.marks import Mark as Typed
from ban_tin.articles.pasted.marks import read_mark
from newsdesk.importing.structure.blocks import Block, Blocks, Heading, Item, ListBlock, Look, Paragraph, Rule
from newsdesk.importing.structure.inline import Break, Inline, Inlines, Link, Mark, Text, plain, tidy

#: Three signs of one kind at least.
_ORNAMENT = re.compile(r"([*•~=–—-])(?:\s*\1){2,}")
#: Higher numbers are years.
_HIGHEST = 200


def make_lists(blocks: Blocks) -> Blocks:
    """Return ``blocks`` with every list that was typed as paragraphs as a list."""
    blocks = tuple(Rule() if _is_ornament(block) else block for block in blocks)
    marks = [_mark_of(block) for block in blocks]
    items = _find_items(blocks, marks)
    done: list[Block] = []
    stack: list[_Open] = []
    for number, block in enumerate(blocks):
        mark = marks[number]
        if number not in items or mark is None or not isinstance(block, Paragraph):
            _close(stack, done)
            done.append(block)
            continue
        inner = _without_prefix(block.inner, mark)
        _put(stack, done, mark, Paragraph(inner, block.look))
    _close(stack, done)
    return tuple(done)


def _is_ornament(block: Block) -> bool:
    """Return whether ``block`` is a line of signs that parts what stands over and under it: ``* * *``."""
    return isinstance(block, Paragraph) and _ORNAMENT.fullmatch(plain(block.inner)) is not None


def _mark_of(block: Block) -> Typed | None:
    if not isinstance(block, Paragraph) or any(isinstance(each, Break) for each in block.inner):
        return None
    text = plain(block.inner)
    mark = read_mark(text)
    if mark is None or not mark.words.strip() or mark.style in {"levels", "letter"} or mark.number > _HIGHEST:
        return None
    # ``A – …`` and ``1: …`` are more often something else.
    return None if mark.style[-1:] in {"-", "–", ":"} and mark.counts else mark


def _find_items(blocks: Blocks, marks: Sequence[Typed | None]) -> set[int]:
    """Return the places of the paragraphs that are items: those with bullets, and those that count on from one another."""
    found: set[int] = set()
    last: dict[str, tuple[int, Typed]] = {}
    for number, mark in enumerate(marks):
        if mark is None:
            if isinstance(blocks[number], Heading):
                last = {family: each for family, each in last.items() if each[1].style == "1."}
            continue
        if mark.counts:
            before = last.get(mark.family)
            if before and follows(mark, before[1]):
                found |= {before[0], number}
            last[mark.family] = number, mark
            continue
        neighbours = [marks[place] for place in (number - 1, number + 1) if 0 <= place < len(marks)]
        alike = any(other is not None and other.style == mark.style for other in neighbours)
        introduced = number > 0 and _introduces(blocks[number - 1])
        if not mark.glued or alike or introduced:
            found.add(number)
    for number, mark in enumerate(marks):
        # The first of a list of one, under a sentence that leads to it.
        if mark is not None and mark.counts and mark.number == 1 and number and _introduces(blocks[number - 1]):
            found.add(number)
    return found


def _introduces(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain(block.inner).endswith(":")


@dataclass(slots=True)
class _Open:
    """A list that is being made."""

    family: str
    rank: int
    look: Look
    items: list[tuple[str, list[Block]]] = field(default_factory=list)

    def block(self) -> ListBlock:
        return ListBlock(tuple(Item(mark, tuple(blocks)) for mark, blocks in self.items), self.look)


def _put(stack: list[_Open], done: list[Block], mark: Typed, paragraph: Paragraph) -> None:
    """Add an item to the list that it belongs to, or to a new one within the last item."""
    family = "-" if not mark.counts and mark.style != "+" else mark.family
    while stack and all(each.family != family for each in stack) and mark.rank <= stack[-1].rank:
        _close_last(stack, done)
    if any(each.family == family for each in stack):
        while stack[-1].family != family:
            _close_last(stack, done)
    else:
        stack.append(_Open(family, mark.rank, paragraph.look))
    stack[-1].items.append((_written(mark), [paragraph]))


def _written(mark: Typed) -> str:
    """Return the mark as Markdown has it; those of counting lists stay as they were typed, which the site shows so."""
    if mark.counts:
        return mark.typed
    return "+" if mark.style == "+" else "-"


def _close_last(stack: list[_Open], done: list[Block]) -> None:
    closed = stack.pop().block()
    if stack:
        stack[-1].items[-1][1].append(closed)
    else:
        done.append(closed)


def _close(stack: list[_Open], done: list[Block]) -> None:
    while stack:
        _close_last(stack, done)


def _without_prefix(inner: Inlines, mark: Typed) -> Inlines:
    """Return ``inner`` without the mark that it begins with; one that says something (``✓``) stays."""
    if mark.style == "kept":
        return inner
    text = plain(inner)
    left = [len("".join(text[: len(text) - len(mark.words)].split()))]
    return tidy(_dropped(inner, left))


def _dropped(inner: Inlines, left: list[int]) -> list[Inline]:
    """Return ``inner`` without its first ``left[0]`` signs, spaces not counted."""
    done: list[Inline] = []
    for each in inner:
        if not left[0]:
            done.append(each)
        elif isinstance(each, Text):
            text = each.text
            while left[0] and text:
                left[0] -= not text[0].isspace()
                text = text[1:]
            if text:
                done.append(Text(text))
        elif isinstance(each, Mark | Link):
            within = tuple(_dropped(each.inner, left))
            if within:
                done.append(replace(each, inner=within))
        else:
            done.append(each)
    return done
