"""Paragraphs with numbers or signs before them, as lists within lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsdesk.importing.word.pieces import Block, Item, Paragraph


@dataclass(slots=True)
class Nested:
    """A list: its items, each with the lists below it."""

    tag: str
    type: str
    #: The number of its first item.
    start: int
    items: "list[tuple[Paragraph, list[Nested]]]" = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    item: Item
    list: Nested
    next: int


def nest(blocks: Sequence[Block]) -> "Iterator[Block | Nested]":
    """Yield ``blocks`` with the items of lists put together. What stands between two items ends the list; its numbers go on."""
    stack: list[_Open] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.item is None:
            if stack:
                yield stack[0].list
                stack = []
            yield block
            continue
        yield from _add(stack, block, block.item)
    if stack:
        yield stack[0].list


def _add(stack: list[_Open], paragraph: Paragraph, item: Item) -> Iterator[Nested]:
    _close(stack, item)
    if stack and _goes_on(stack[-1], item):
        stack[-1].list.items.append((paragraph, []))
        stack[-1].next = item.number + 1
        return
    if stack and not _is_below(stack[-1].item, item):
        # Another list on the same level.
        closed = stack.pop()
        if not stack:
            yield closed.list
    new = Nested(item.tag, item.type, item.number if item.tag == "ol" else 1, [(paragraph, [])])
    if stack:
        stack[-1].list.items[-1][1].append(new)
    stack.append(_Open(item, new, item.number + 1))


def _close(stack: list[_Open], item: Item) -> None:
    """Close the lists that ``item`` is not in, but for the outermost."""
    known = next(
        (n for n, each in enumerate(stack) if (each.item.numbering, each.item.level) == (item.numbering, item.level)),
        None,
    )
    if known is not None:
        del stack[known + 1 :]
        return
    while len(stack) > 1 and not _is_below(stack[-1].item, item):
        del stack[-1]


def _is_below(outer: Item, item: Item) -> bool:
    if outer.numbering == item.numbering:
        return item.level > outer.level
    return item.indent > outer.indent


def _goes_on(open_: _Open, item: Item) -> bool:
    same = (open_.item.numbering, open_.item.level) == (item.numbering, item.level)
    # Other numberings on the same level that count on are one list for readers.
    alike = item.indent == open_.item.indent
    kind = (open_.list.tag, open_.list.type) == (item.tag, item.type)
    return kind and (same or alike) and (item.tag == "ul" or item.number == open_.next)
