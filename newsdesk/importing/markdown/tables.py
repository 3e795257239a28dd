"""Tables: as Markdown where they can be, else as HTML that articles may hold."""

import re

from newsdesk.importing.markdown.inline import Names, write_html, write_inlines
from newsdesk.importing.structure.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    below,
    plain_blocks,
)
from newsdesk.importing.structure.inline import Picture, Text, pictures_in, wholly, without_mark

#: Columns of a table in Markdown: a wider one is easier read as HTML, a cell a line.
_WIDEST = 20
#: Letters of a cell in the head of a table.
_HEAD_MOST = 80
_COUNTS = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_DIGIT = re.compile(r"\d")


def is_plain_table(table: Table) -> bool:
    """Return whether ``table`` can be Markdown: a head of one row, no joined cells, only words in them."""
    cells = [cell for row in table.rows for cell in row]
    if len(table.rows) < 2 or any(cell.columns > 1 or cell.rows > 1 for cell in cells):
        return False
    widest = max(len(row) for row in table.rows)
    if not 2 <= widest <= _WIDEST or len(table.rows[0]) < widest:
        return False
    return heads_of(table) == 1 and all(_is_simple(block) for cell in cells for block in cell.blocks)


def heads_of(table: Table) -> int:
    """Return how many rows from the first on are its head, as the source says or as they look.

    A cell of the head that reaches down takes those rows into it: browsers cut it off where the head ends, and every figure
    below it would stand in a wrong column. There is no head where it reaches down to the last row.
    """
    heads = _heads_by_look(table)
    number = 0
    while number < heads < len(table.rows):
        heads = max(heads, *(number + cell.rows for cell in table.rows[number]))
        number += 1
    return heads if heads < len(table.rows) else 0


def _heads_by_look(table: Table) -> int:
    if table.heads or len(table.rows) < 2:
        return min(table.heads, len(table.rows) - 1)
    first, *rest = table.rows
    texts = [plain_blocks(cell.blocks) for cell in first]
    if not all(texts) or any(len(text) > _HEAD_MOST for text in texts) or len(texts) < 2:
        return 0
    if _COUNTS.fullmatch(texts[0]):
        return 1
    bold = all(
        isinstance(block, Paragraph) and wholly(block.inner, "strong") for cell in first for block in cell.blocks
    )
    others_bold = all(
        isinstance(block, Paragraph) and wholly(block.inner, "strong")
        for row in rest
        for cell in row
        for block in cell.blocks
    )
    if bold:
        return 0 if others_bold else 1
    # Words over figures.
    return int(
        len(rest) > 1
        and not any(map(_DIGIT.search, texts))
        and any(
            all(_DIGIT.search(plain_blocks(row[column].blocks)) for row in rest if column < len(row))
            for column in range(len(first))
        )
    )


def _is_simple(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return all(isinstance(each, Paragraph) for item in block.items for each in item.blocks)
    return isinstance(block, Paragraph | Figure | Heading)


def write_table(table: Table, names: Names) -> str:
    """Return ``table`` as Markdown; only one that ``is_plain_table``."""
    width = max(len(row) for row in table.rows)
    lines = []
    for number, row in enumerate(table.rows):
        cells = [_cell(cell, names, head=number == 0) for cell in row]
        cells += [""] * (width - len(cells))
        lines.append(f"| {' | '.join(cells)} |")
        if number == 0:
            lines.append("|" + "---|" * width)
    return "\n".join(lines)


def _cell(cell: Cell, names: Names, head: bool) -> str:
    parts = []
    for block in cell.blocks:
        if isinstance(block, Paragraph | Heading):
            inner = without_mark(block.inner, "strong") if head else block.inner
            parts.append(write_inlines(inner, names, "<br>", begins_line=False))
        elif isinstance(block, Figure):
            parts += [write_inlines((picture,), names, "<br>", begins_line=False) for picture in block.pictures]
            words = write_inlines(block.caption, names, " ", begins_line=False)
            parts += [f"*{words}*"] if words else []
        elif isinstance(block, ListBlock):
            for item in block.items:
                words = "<br>".join(
                    write_inlines(each.inner, names, "<br>", begins_line=False)
                    for each in item.blocks
                    if isinstance(each, Paragraph)
                )
                parts.append(f"{_sign(item)} {words}")
    return _PIPE.sub(r"\\|", "<br>".join(filter(None, parts))).replace("\n", " ")


def _sign(item: Item) -> str:
    return "–" if item.mark in {"-", "*", "•"} else item.mark


def write_html_table(table: Table, names: Names) -> str:
    """Return ``table`` as HTML, a cell a line; it holds no pictures (see ``pictures_of``)."""
    heads = heads_of(table)
    lines = ["<table>"]
    for number, row in enumerate(table.rows):
        if heads and number in {0, heads}:
            lines.append("<thead>" if number == 0 else "</thead>\n<tbody>")
        lines.append("<tr>")
        for cell in row:
            tag = "th" if number < heads or cell.head else "td"
            joined = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            joined += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            lines.append(f"<{tag}{joined}>{_html(cell.blocks, names, head=tag == 'th')}</{tag}>")
        lines.append("</tr>")
    if heads:
        lines.append("</tbody>")
    return "\n".join([*lines, "</table>"])


def _html(blocks: tuple[Block, ...], names: Names, head: bool = False) -> str:
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            inner = without_mark(block.inner, "strong") if head else block.inner
            parts.append(write_html(inner, names))
        elif isinstance(block, Figure):
            parts.append(write_html(block.caption, names))
        elif isinstance(block, Preformatted):
            parts.append(write_html((Text(" ".join(block.text.split())),), names))
        elif isinstance(block, ListBlock):
            parts += [f"{_sign(item)} {_html(item.blocks, names)}" for item in block.items]
        elif isinstance(block, Table):
            parts.append(write_html_table(block, names).replace("\n", ""))
        elif isinstance(block, Quote):
            parts.append(_html(block.blocks, names))
        else:
            parts += [_html((each,), names) for each in below(block)]
    return "<br>".join(filter(None, (part.strip() for part in parts)))


def pictures_of(block: Block) -> list[Picture]:
    """Return all pictures anywhere in ``block``."""
    if isinstance(block, Figure):
        return list(block.pictures)
    if isinstance(block, Paragraph | Heading):
        return pictures_in(block.inner)
    return [picture for each in below(block) for picture in pictures_of(each)]
