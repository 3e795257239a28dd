"""A whole article as Markdown: one line a paragraph, captions under their pictures, footnotes at the end."""

from collections.abc import Iterator
from dataclasses import replace

from ban_tin.articles.captions.text import same_words
from newsdesk.importing.markdown.escape import escape_beginning
from newsdesk.importing.markdown.inline import Names, write_inlines, write_picture
from newsdesk.importing.markdown.tables import is_plain_table, pictures_of, write_html_table, write_table
from newsdesk.importing.structure.blocks import (
    Aside,
    Block,
    Blocks,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Table,
    below,
    plain_blocks,
)
from newsdesk.importing.structure.inline import note_marks, plain, wholly, without_mark

#: Letters of a paragraph under a picture without a caption that could be taken for one.
_MAY_BE_CAPTION = 400
_INDENT = "    "

__all__ = ["Names", "write_document"]


def write_document(flow: Flow, names: Names) -> str:
    """Return the Markdown of ``flow``, with a line feed at its end; ``""`` of nothing."""
    inside = set(_marks(flow.blocks, in_html=True))
    placed = [name for name in dict.fromkeys(_marks(flow.blocks, in_html=False)) if name in flow.notes]
    noted = {name: plain_blocks(blocks) for name, blocks in flow.notes.items()}
    numbers = {name: str(number) for number, name in enumerate(placed, start=1)}
    names = replace(names, notes=numbers, noted=noted)
    # Those that nothing refers to stand at the end, as their words would be lost.
    left = tuple(block for name, blocks in flow.notes.items() if name not in {*placed, *inside} for block in blocks)
    text = _blocks((*flow.blocks, *left), names)
    notes = [f"[^{number}]: {_indented(_blocks(flow.notes[name], names))}" for name, number in numbers.items()]
    return "\n\n".join(filter(None, [text, *notes])) + "\n" if text or notes else ""


def _marks(blocks: Blocks, in_html: bool) -> Iterator[str]:
    """Yield the names of the footnotes that are referred to in tables that are written as HTML, or everywhere else."""
    for block in blocks:
        if isinstance(block, Table) and not is_plain_table(block):
            if in_html:
                yield from _all_marks(block)
        elif isinstance(block, Paragraph | Heading):
            yield from () if in_html else note_marks(block.inner)
        elif isinstance(block, Figure):
            yield from () if in_html else note_marks(block.caption)
        else:
            yield from _marks(tuple(below(block)), in_html)


def _all_marks(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield from note_marks(block.inner)
    elif isinstance(block, Figure):
        yield from note_marks(block.caption)
    for each in below(block):
        yield from _all_marks(each)


def _blocks(blocks: Blocks, names: Names) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _block(block, names)
        if not text:
            continue
        if isinstance(block, Paragraph) and _needs_prose(block, before):
            text += "\n{: .prose}"
        if isinstance(block, ListBlock) and isinstance(before, ListBlock):
            text = f"<!-- -->\n\n{text}"  # Two lists that follow each other would be one.
        parts.append(text)
        before = block
    return "\n\n".join(parts)


def _needs_prose(block: Paragraph, before: Block | None) -> bool:
    """Return whether a paragraph could be taken for the caption of what stands before it."""
    if not isinstance(before, Figure) or not before.pictures:
        return False
    words = plain(block.inner)
    if before.caption:
        repeated = same_words(plain(before.caption), words)
        return repeated or (wholly(block.inner, "em") and len(words) <= _MAY_BE_CAPTION)
    return len(words) <= _MAY_BE_CAPTION or wholly(block.inner, "em")


def _block(block: Block, names: Names) -> str:
    if isinstance(block, Paragraph):
        return write_inlines(block.inner, names)
    if isinstance(block, Heading):
        words = write_inlines(without_mark(block.inner, "strong"), names, " ", begins_line=False)
        words = f"{words[:-1]}\\#" if words.endswith("#") and not words.endswith("\\#") else words
        return f"{'#' * min(max(block.level, 2), 6)} {words}" if words else ""
    if isinstance(block, ListBlock):
        return _list(block, names)
    if isinstance(block, Quote):
        within = _blocks(block.blocks, names)
        return "\n".join(f"> {line}".rstrip() for line in within.split("\n")) if within else ""
    if isinstance(block, Preformatted):
        return _preformatted(block.text)
    if isinstance(block, Rule):
        return "---"
    if isinstance(block, Table):
        if is_plain_table(block):
            return write_table(block, names)
        pictures = [write_picture(each, names) for each in pictures_of(block)]
        return "\n\n".join(filter(None, [write_html_table(block, names), *pictures]))
    if isinstance(block, Aside):
        return _blocks(block.blocks, names)
    return _figure(block, names)


def _figure(figure: Figure, names: Names) -> str:
    lines = [line for line in (write_picture(each, names) for each in figure.pictures) if line]
    caption = without_mark(figure.caption, "em", "strong", "u")
    words = write_inlines(caption, names, " ", begins_line=False)
    if words:
        lines.append(f"*{words}*" if lines else escape_beginning(words))
    return "\n".join(lines)


def _preformatted(text: str) -> str:
    fence = "~~~"
    while fence in text:
        fence += "~"
    return f"{fence}\n{text}\n{fence}"


def _list(block: ListBlock, names: Names) -> str:
    loose = any(sum(not isinstance(each, ListBlock) for each in item.blocks) > 1 for item in block.items)
    items = []
    for item in block.items:
        parts = []
        for each in item.blocks:
            text = _block(each, names)
            if text:
                parts.append((text, isinstance(each, ListBlock)))
        text = ""
        for part, nested in parts:
            text += part if not text else f"\n{part}" if nested and not loose else f"\n\n{part}"
        items.append(f"{item.mark} {_indented(text)}" if text else item.mark)
    return ("\n\n" if loose else "\n").join(items)


def _indented(text: str) -> str:
    """Return ``text`` with all lines but the first one set in, as what belongs to an item or a footnote is."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{_INDENT}{line}" if line else "" for line in rest)])
