"""What the photos of an article are called: after their captions, else after the title; and which photos there are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ban_tin.language.vietnamese import slugify
from newsdesk.importing.structure.blocks import (
    Aside,
    Block,
    Blocks,
    Cell,
    Figure,
    Flow,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    below,
)
from newsdesk.importing.structure.inline import Inline, Inlines, Link, Mark, Picture, pictures_in, plain

#: Letters of a name made of a caption.
_LONGEST = 40
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def shown_pictures(flow: Flow) -> Iterator[tuple[str, str, str]]:
    """Yield the key of each picture of ``flow``, the words that say what is on it, and where it stood."""
    for blocks in (flow.blocks, *flow.notes.values()):
        for block in blocks:
            yield from _pictures_of(block)


def _pictures_of(block: Block) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, Figure):
        for picture in block.pictures:
            yield picture.src, plain(block.caption) or picture.alt, block.look.where
    elif isinstance(block, Paragraph | Heading):
        for picture in pictures_in(block.inner):
            yield picture.src, picture.alt, block.look.where
    for each in below(block):
        yield from _pictures_of(each)


class PictureNames:
    """Names for the photos of one article; the same picture has one."""

    def __init__(self, title: str, nameless: str) -> None:
        self._title = slugify(title, _LONGEST) or nameless
        self._taken: dict[str, str] = {}
        self._number = 0

    def name(self, digest: str, words: str, suffix: str) -> str:
        """Return the name of the picture with ``digest``, of which ``words`` say what is seen, ``""`` for nothing."""
        known = next((name for name, other in self._taken.items() if other == digest and digest), "")
        return known or self._new(digest, words, suffix)

    def _new(self, digest: str, words: str, suffix: str) -> str:
        # A single word would be taken for the name of the file, where it is the alternative text.
        base = slugify(words, _LONGEST) if " " in words.strip() else ""
        base = f"anh-{base}" if _RESERVED.fullmatch(base) else base
        if base:
            number, name = 1, f"{base}{suffix}"
            while name in self._taken:
                number += 1
                name = f"{base}-{number}{suffix}"
        else:
            while True:
                self._number += 1
                name = f"{self._title}-{self._number}{suffix}"
                if name not in self._taken:
                    break
        self._taken[name] = digest
        return name

    def fill_slots(self, flow: Flow, there: Callable[[str], bool]) -> tuple[Flow, list[tuple[str, str, str]]]:
        """Return ``flow`` with a place for a photo at each caption that has none, and of these name, caption and where it stood.

        ``there`` says whether there is a picture with a key.
        """
        slots: list[tuple[str, str, str]] = []

        def filled(block: Block) -> Block:
            if not isinstance(block, Figure):
                return block
            left = tuple(each for each in block.pictures if there(each.src))
            if left or (block.pictures and not block.caption):
                return replace(block, pictures=left)
            caption = plain(block.caption)
            name = self._new("", caption, ".jpg")
            slots.append((name, caption, block.look.where))
            return replace(block, pictures=(Picture(name, caption),))

        return Flow(tuple(map(filled, flow.blocks)), flow.notes), slots

    def with_alternatives(self, flow: Flow, settle: Callable[[str, str], str]) -> Flow:
        """Return ``flow`` with the alternative text of each picture as ``settle`` returns it for the one there is and the key."""

        def inlines(inner: Inlines) -> Inlines:
            return tuple(map(inline, inner))

        def inline(each: Inline) -> Inline:
            if isinstance(each, Picture):
                return replace(each, alt=settle(each.alt, each.src))
            return replace(each, inner=inlines(each.inner)) if isinstance(each, Mark | Link) else each

        def changed(block: Block) -> Block:
            if isinstance(block, Figure):
                return replace(
                    block, pictures=tuple(replace(each, alt=settle(each.alt, each.src)) for each in block.pictures)
                )
            if isinstance(block, Paragraph | Heading):
                return replace(block, inner=inlines(block.inner))
            if isinstance(block, ListBlock):
                return replace(block, items=tuple(Item(item.mark, all_of(item.blocks)) for item in block.items))
            if isinstance(block, Quote | Aside):
                return replace(block, blocks=all_of(block.blocks))
            if isinstance(block, Table):
                rows = tuple(tuple(cell_of(cell) for cell in row) for row in block.rows)
                return replace(block, rows=rows)
            return block

        def cell_of(cell: Cell) -> Cell:
            return replace(cell, blocks=all_of(cell.blocks))

        def all_of(blocks: Blocks) -> Blocks:
            return tuple(map(changed, blocks))

        return Flow(all_of(flow.blocks), flow.notes)
