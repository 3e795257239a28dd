"""The paper on which a school hands in its news: the letterhead above, the table under it with who wrote it and who approved it."""

import re

from ban_tin.articles.captions.names import is_signed_name
from newsdesk.importing.source_document import LIKELY
from newsdesk.importing.structure.blocks import Block, Blocks, Cell, Paragraph, Table, plain_block
from newsdesk.importing.structure.bylines import is_role_alone
from newsdesk.importing.structure.dates import read_date
from newsdesk.importing.structure.inline import plain, split_breaks
from newsdesk.importing.structure.values import Notes, look_of

#: Blocks from the beginning among which the letterhead is, and what kind of text it is.
_NEAR = 3
#: Letters and rows that such a table has at most.
_LONGEST, _ROWS = 600, 3
_STATE = re.compile(r"cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
#: Its lines where no table holds them, with what is drawn below.
_NATION = re.compile(
    rf"{_STATE.pattern}|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc\W*|[-–—_=*~]{{3,}}\W*[o0]{{0,3}}\W*[-–—_=*~]*",
    re.IGNORECASE,
)
#: ``Minh Quang, ngày 21 tháng 11 năm 2026``
_PLACE_AND_DATE = re.compile(r"[^,\d]{2,40},\s*ngày\s.+", re.IGNORECASE)
#: What kind of text it is, in a line over the title.
_GENRE = re.compile(r"(?:tin|bài|tin,? bài|bài viết|tin tức|bài tuyên truyền|tin hoạt động)\s*:?", re.IGNORECASE)


def read_office_paper(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` without letterhead and table of signatures; its date and who wrote it become fields."""
    rest = list(blocks)
    head = next((number for number, block in enumerate(rest[:_NEAR]) if _is_letterhead(block)), None)
    if head is not None:
        table = rest.pop(head)
        assert isinstance(table, Table)
        for line in (line for cell in _cells(table) for line in _lines(cell)):
            date = read_date(line) if _PLACE_AND_DATE.fullmatch(line) else None
            if date is not None:
                notes.find("date", date.value, LIKELY, look_of(table).where, line)
        notes.leave_out("letterhead", plain_block(table), look_of(table))
    for block in rest[: 2 * _NEAR]:
        if isinstance(block, Paragraph) and _NATION.fullmatch(text := plain(block.inner)) and len(rest) > 2:
            notes.leave_out("letterhead", text, block.look)
            rest.remove(block)
    for number, block in enumerate(rest[:_NEAR]):
        if isinstance(block, Paragraph) and _GENRE.fullmatch(text := plain(block.inner)) and len(rest) > number + 1:
            notes.leave_out("letterhead", text, block.look)
            del rest[number]
            break
    if rest and (names := _writers(rest[-1])):
        notes.find("author", names, LIKELY, look_of(rest[-1]).where, plain_block(rest[-1]))
        notes.leave_out("signatures", plain_block(rest[-1]), look_of(rest[-1]))
        del rest[-1]
    return tuple(rest)


def _is_letterhead(block: Block) -> bool:
    """Return whether ``block`` has an office at its left, and state and motto at its right."""
    if not isinstance(block, Table) or len(block.rows) > _ROWS or len(block.rows[0]) != 2:
        return False
    left, right = (" ".join(_lines(cell)) for cell in block.rows[0])
    return bool(left) and _STATE.match(right) is not None and len(plain_block(block)) <= _LONGEST


def _writers(block: Block) -> tuple[str, ...]:
    """Return who wrote it, as a table at the end says under ``NGƯỜI VIẾT``."""
    if not isinstance(block, Table) or len(block.rows) > _ROWS or len(plain_block(block)) > _LONGEST:
        return ()
    found = []
    for column in range(max(map(len, block.rows))):
        lines = [line for row in block.rows if column < len(row) for line in _lines(row[column])]
        if len(lines) > 1 and is_role_alone(lines[0]) and is_signed_name(lines[-1]):
            found.append(lines[-1])
    return tuple(found)


def _cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row]


def _lines(cell: Cell) -> list[str]:
    return [
        text
        for block in cell.blocks
        if isinstance(block, Paragraph)
        for line in split_breaks(block.inner)
        if (text := plain(line))
    ]
