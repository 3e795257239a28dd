"""Blocks as they are meant: each picture on its own, lines that were broken by hand apart, tables that only set things out undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ban_tin.articles.pasted.marks import read_mark
from newsdesk.importing.structure.blocks import (
    Aside,
    Block,
    Blocks,
    Cell,
    Figure,
    Heading,
    Item,
    ListBlock,
    Look,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Table,
    has_pictures,
    plain_blocks,
)
from newsdesk.importing.structure.inline import (
    Break,
    Inline,
    Inlines,
    Link,
    Mark,
    Picture,
    pictures_in,
    plain,
    split_breaks,
    tidy,
)
from newsdesk.importing.structure.values import Notes, look_of, shortened

#: Letters of a cell under a picture that is its caption.
_CAPTION_MOST = 400
#: Of a figure: words stand in its line.
BESIDE = "caption-beside"


def shape(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` with pictures, lines and layout tables apart."""
    done: list[Block] = []
    for block in blocks:
        done += _shaped(block, notes)
    while done and isinstance(done[0], Rule):
        del done[0]
    while done and isinstance(done[-1], Rule):
        done.pop()
    return tuple(
        block
        for block, after in pairwise([*done, None])
        if block is not None and not (isinstance(block, Rule) and isinstance(after, Rule))
    )


def _shaped(block: Block, notes: Notes) -> Iterable[Block]:
    if isinstance(block, Paragraph | Heading):
        return _parted(block)
    if isinstance(block, Table):
        return _table(block, notes)
    if isinstance(block, ListBlock):
        items = tuple(Item(item.mark, shape(item.blocks, notes)) for item in block.items)
        return _hoisted(ListBlock(tuple(item for item in items if item.blocks), block.look))
    if isinstance(block, Quote):
        within = shape(block.blocks, notes)
        # Nothing but pictures and short words in it: set in by hand, and no quotation.
        return within if has_pictures(block) else [replace(block, blocks=within)]
    if isinstance(block, Aside):
        within = shape(block.blocks, notes)
        return [replace(block, blocks=within)] if within else []
    return [block]


def _parted(block: Paragraph | Heading) -> Iterable[Block]:
    """Return a paragraph in its parts: those between empty lines, pictures, items of lists typed by hand."""
    lines = split_breaks(block.inner)
    if len(lines) == 1 and not pictures_in(block.inner):
        return [block]
    done: list[Block] = []
    run: list[Inlines] = []

    def flush() -> None:
        if run:
            joined: list[Inline] = []
            for number, line in enumerate(run):
                joined += [Break(), *line] if number else line
            run.clear()
            if inner := tidy(joined):
                done.append(replace(block, inner=inner))

    marked = sum(read_mark(plain(line)) is not None for line in lines) > 1
    for line in lines:
        pictures = pictures_in(line)
        if not pictures:
            if not plain(line) or (marked and read_mark(plain(line))):
                flush()
            if line:
                run.append(line)
            continue
        before, after = _around(line)
        if plain(before):
            run.append(before)
        flush()
        # Words in the same line may go on beside the picture: a caption that they become is told.
        figure = Figure(tuple(pictures), (), replace(block.look, doubt=BESIDE) if plain(after) else block.look)
        if plain(before) and plain(after):
            # In the midst of a sentence: behind it.
            run[:] = [tidy((*before, *after))]
            done.pop()
            flush()
            done.append(figure)
            continue
        if not plain(before) and not plain(after) and done and isinstance(done[-1], Figure):
            done[-1] = replace(done[-1], pictures=(*done[-1].pictures, *pictures))
        else:
            done.append(figure)
        if plain(after):
            run.append(after)
    flush()
    return done


def _around(line: Inlines) -> tuple[Inlines, Inlines]:
    """Return what stands before the first picture of ``line`` and behind it, without all pictures."""
    for number, each in enumerate(line):
        if isinstance(each, Picture):
            return tidy(line[:number]), tidy(_without_pictures(line[number + 1 :]))
        if isinstance(each, Mark | Link) and pictures_in((each,)):
            inner_before, inner_after = _around(each.inner)
            before = (replace(each, inner=inner_before),) if inner_before else ()
            after = (replace(each, inner=inner_after),) if inner_after else ()
            return tidy((*line[:number], *before)), tidy(_without_pictures((*after, *line[number + 1 :])))
    return line, ()


def _without_pictures(inner: Iterable[Inline]) -> Inlines:
    done: list[Inline] = []
    for each in inner:
        if isinstance(each, Mark | Link):
            within = _without_pictures(each.inner)
            if within:
                done.append(replace(each, inner=within))
        elif not isinstance(each, Picture):
            done.append(each)
    return tuple(done)


def _table(table: Table, notes: Notes) -> Iterable[Block]:
    """Return ``table``, or what it set out: pictures with their captions, the one column that it has."""
    rows = tuple(tuple(replace(cell, blocks=shape(cell.blocks, notes)) for cell in row) for row in table.rows)
    words = plain_blocks(block for row in rows for cell in row for block in cell.blocks)
    pictured = any(has_pictures(block) for row in rows for cell in row for block in cell.blocks)
    if not words and not pictured:
        notes.leave_out("empty-table", f"{len(rows)} × {max(map(len, rows))}", table.look)
        return []
    if pictured and _is_picture_grid(rows):
        return _grid(rows)
    if max(len(row) for row in rows) == 1:
        if words:
            notes.doubt("layout-table", shortened(words), table.look.where)
        return [block for row in rows for cell in row for block in cell.blocks]
    return [replace(table, rows=_without_empty_rows(rows))]


def _without_empty_rows(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return ``rows`` without those at the end that hold nothing and that no cell above reaches into."""
    kept = list(rows)
    while kept and not any(cell.blocks or cell.rows > 1 for cell in kept[-1]):
        reaching = any(cell.rows >= len(kept) - number for number, row in enumerate(kept[:-1]) for cell in row)
        if reaching:
            break
        kept.pop()
    return tuple(kept)


def _is_picture_grid(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a table only sets pictures beside one another, with a few words under or over each."""
    cells = [cell for row in rows for cell in row]
    pictured = sum(any(map(has_pictures, cell.blocks)) for cell in cells)
    worded = [
        words for cell in cells if not any(map(has_pictures, cell.blocks)) and (words := plain_blocks(cell.blocks))
    ]
    return (
        pictured >= len(worded)
        and all(len(words) <= _CAPTION_MOST for words in worded)
        and not any(isinstance(block, Table) for cell in cells for block in cell.blocks)
    )


def _grid(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Return the pictures of a table, each with the words of its cell, or else of the cell below it."""
    done: list[Block] = []
    number = 0
    while number < len(rows):
        row = rows[number]
        below = rows[number + 1] if number + 1 < len(rows) else ()
        bare = [cell for cell in row if cell.blocks]
        if (
            bare
            and all(_is_bare_picture(cell) for cell in bare)
            and len(below) == len(row)
            and not any(has_pictures(block) for cell in below for block in cell.blocks)
        ):
            for cell, words in zip(row, below, strict=True):
                done += _captioned(cell, words)
            number += 2
            continue
        for cell in row:
            done += _captioned(cell, None)
        number += 1
    return done


def _is_bare_picture(cell: Cell) -> bool:
    return any(map(has_pictures, cell.blocks)) and not plain_blocks(cell.blocks)


def _captioned(cell: Cell, words: Cell | None) -> list[Block]:
    """Return the blocks of a cell; its one picture with the words beside it, or of the cell below, as its caption."""
    pictures = [block for block in cell.blocks if isinstance(block, Figure)]
    own = [block for block in cell.blocks if not isinstance(block, Figure)]
    texts = [*own, *(words.blocks if words else ())]
    simple = all(isinstance(block, Paragraph | Heading) for block in texts)
    if len(pictures) != 1 or pictures[0].caption or not simple or len(plain_blocks(texts)) > _CAPTION_MOST:
        return [*cell.blocks, *(words.blocks if words else ())]
    caption: list[Inline] = []
    for block in texts:
        if isinstance(block, Paragraph | Heading):
            caption += [Break(), *block.inner] if caption else block.inner
    return [replace(pictures[0], caption=tidy(caption))]


def _hoisted(block: ListBlock) -> list[Block]:
    """Return a list in its parts where a table, a quotation or program text stands in an item: there they stand between."""
    if not any(isinstance(each, Table | Preformatted | Quote | Aside) for item in block.items for each in item.blocks):
        return [block] if block.items else []
    done: list[Block] = []
    items: list[Item] = []
    for item in block.items:
        inside: list[Block] = []
        outside: list[Block] = []
        for each in item.blocks:
            (outside if outside or isinstance(each, Table | Preformatted | Quote | Aside) else inside).append(each)
        if inside:
            items.append(Item(item.mark, tuple(inside)))
        if outside:
            if items:
                done.append(ListBlock(tuple(items), block.look))
                items = []
            done += outside
    if items:
        done.append(ListBlock(tuple(items), block.look))
    return done


def unwrap_asides(blocks: Blocks) -> Blocks:
    """Return ``blocks`` with the words of text boxes as words of the text."""
    done: list[Block] = []
    for block in blocks:
        done += unwrap_asides(block.blocks) if isinstance(block, Aside) else [block]
    return tuple(done)


def is_small(look: Look, usual: float) -> bool:
    """Return whether a block is set in smaller letters than is usual in its document."""
    return bool(look.size and usual and look.size < usual)


def usual_size(blocks: Iterable[Block]) -> float:
    """Return the size of letters that most words of the document have, 0 where it isn't known."""
    sizes: dict[float, int] = {}
    for block in blocks:
        look = look_of(block)
        if isinstance(block, Paragraph) and look.size:
            sizes[look.size] = sizes.get(look.size, 0) + len(plain(block.inner))
    return max(sizes, key=lambda size: sizes[size], default=0.0)
