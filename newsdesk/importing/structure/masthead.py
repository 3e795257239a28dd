"""What stands above the text: the title, the line with the date and the name, the standfirst."""

import re

from ban_tin.articles.captions.ordinary import is_heading
from ban_tin.articles.captions.text import ends_sentence, same_words
from ban_tin.articles.pasted.marks import read_mark
from newsdesk.importing.source_document import LIKELY, SURE
from newsdesk.importing.structure.blocks import Aside, Block, Blocks, Figure, Heading, Paragraph, Table
from newsdesk.importing.structure.bylines import Fields, read_byline, read_workplace
from newsdesk.importing.structure.inline import plain, split_breaks, wholly
from newsdesk.importing.structure.shape import usual_size
from newsdesk.importing.structure.values import Notes, look_of, shortened

#: Blocks from the beginning among which a title is looked for.
_NEAR = 8
#: Letters of a line of a title, of a whole one, and of a title that nothing but its shortness tells.
_LINE_MOST, _WHOLE_MOST, _PLAIN_MOST = 220, 400, 200
_LINES_MOST = 5
_STYLES = frozenset(("title", "tiêu đề"))
#: Letters that a standfirst has at least.
_STANDFIRST_FROM = 70
_WEEKDAY = re.compile(r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|hôm nay|today)(?!\w)", re.IGNORECASE)
#: What begins a part of a report, and ends its title.
_DIVISION = re.compile(r"(?:phần|chương)\s+(?:thứ\s+\w+|[ivx]+|\d+|một|hai|mở đầu)(?!\w)", re.IGNORECASE)
#: How the bases of official documents begin; they are no standfirst.
_BASES = re.compile(r"(?:căn cứ|theo đề nghị|xét|thực hiện|kính gửi)(?!\w)", re.IGNORECASE)


def read_masthead(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` without title, dateline and standfirst, which become fields."""
    rest = list(blocks)
    start = _take_title(rest, notes)
    _take_lines(rest, start, notes)
    _take_standfirst(rest, start, notes)
    return tuple(rest)


def _take_title(rest: list[Block], notes: Notes) -> int:
    """Take the title out of ``rest``; return where the text begins."""
    if "title" in notes.fields:
        title = str(notes.fields["title"].value)
        for number, block in enumerate(rest[:_NEAR]):
            if isinstance(block, Paragraph | Heading) and same_words(plain(block.inner).casefold(), title.casefold()):
                notes.take(("title",), plain(block.inner), block.look)
                del rest[number]
                return number
        return 0
    usual = usual_size(rest)
    styled = [number for number, block in enumerate(rest[: 2 * _NEAR]) if look_of(block).style in _STYLES]
    for number, block in enumerate(rest[:_NEAR]) if not styled else [(styled[0], rest[styled[0]])]:
        if isinstance(block, Figure | Table):
            continue
        if number == 0 and isinstance(block, Aside) and not any(isinstance(each, Figure) for each in rest[1:2]):
            block = _unboxed(rest)
        if not isinstance(block, Paragraph | Heading):
            return 0
        text = plain(block.inner)
        if isinstance(block, Paragraph) and read_byline(text):
            continue
        if not _may_be_title(text):
            return 0
        number += _lines_over_title(rest, number)
        count, grade = _title_at(rest, number, usual)
        if not count:
            return 0
        lines = rest[number : number + count]
        title = " ".join(plain(each.inner) for each in lines if isinstance(each, Paragraph | Heading))
        notes.find("title", title, grade, look_of(block).where, title)
        notes.take(("title",), title, look_of(block))
        del rest[number : number + count]
        return _settle_before(rest, number, notes)
    return 0


def _lines_over_title(rest: list[Block], number: int) -> int:
    """Return 1 where the line at ``number`` is set lighter than the centred bold one under it: the occasion over a title."""
    block, following = rest[number], rest[number + 1] if number + 1 < len(rest) else None
    if not isinstance(block, Paragraph) or not isinstance(following, Paragraph):
        return 0
    centred = block.look.align == following.look.align == "center" and not block.look.style
    heavier = wholly(following.inner, "strong") and not wholly(block.inner, "strong")
    text = plain(following.inner)
    if not (centred and heavier and block.look.size <= following.look.size) or len(text.split()) < 4:
        return 0
    return int(_may_be_title(text) and not ends_sentence(text))


def _unboxed(rest: list[Block]) -> Block:
    """Return the first block of ``rest``, the one paragraph of a text box taken out of it: titles are set in boxes."""
    box = rest[0]
    if isinstance(box, Aside) and len(box.blocks) == 1 and isinstance(box.blocks[0], Paragraph):
        rest[0] = box.blocks[0]
    return rest[0]


def _may_be_title(text: str) -> bool:
    mark = read_mark(text)
    return (
        len(text) <= _LINE_MOST
        and not (mark and (mark.counts or mark.style == "-"))
        and not text.endswith((":", ";", ","))
    )


def _title_at(rest: list[Block], number: int, usual: float) -> tuple[int, str]:
    """Return how many blocks from ``number`` on are the title, and how sure that is."""
    first = rest[number]
    assert isinstance(first, Paragraph | Heading)
    look, text = first.look, plain(first.inner)
    if look.style in _STYLES and look.doubt:
        return 1, LIKELY
    if look.style in _STYLES or (isinstance(first, Heading) and first.level == 1 and not is_heading(text)):
        return 1, SURE
    if isinstance(first, Heading):
        return (0, LIKELY) if read_mark(text) else (1, LIKELY)
    large = bool(usual) and look.size > usual * 1.1
    bold = wholly(first.inner, "strong")
    if not (bold or large or look.align == "center" or (text.isupper() and len(text.split()) > 2)):
        following = next((each for each in rest[number + 1 :] if not isinstance(each, Figure)), None)
        short = len(text) <= _PLAIN_MOST and not ends_sentence(text) and len(text.split()) >= 3
        return (1, LIKELY) if short and following is not None and look.align != "right" else (0, LIKELY)
    if ends_sentence(text) and len(text) > 120:
        return 0, LIKELY
    count, length = 1, len(text)
    for each in rest[number + 1 : number + _LINES_MOST]:
        if not isinstance(each, Paragraph) or each.look.align != look.align or wholly(each.inner, "strong") != bold:
            break
        line = plain(each.inner)
        length += len(line) + 1
        joined = look.align == "center" or (text.isupper() and line.isupper())
        if not joined or not _may_be_title(line) or length > _WHOLE_MOST or read_byline(line) or ends_sentence(line):
            break
        if (is_heading(line) and read_mark(line)) or _DIVISION.match(line):
            break
        count += 1
    return count, LIKELY


def _settle_before(rest: list[Block], number: int, notes: Notes) -> int:
    """Decide on dates and names above the title: a weekday's date there is the day on which a page was opened.

    Return how many blocks are left there.
    """
    after = len(rest) - number
    for block in list(rest[:number]):
        if not isinstance(block, Paragraph):
            continue
        text = plain(block.inner)
        if _WEEKDAY.search(text):
            notes.leave_out("page-date", text, block.look)
            rest.remove(block)
        elif (fields := read_byline(text)) and _keep(fields, text, block, LIKELY, notes):
            rest.remove(block)
    return len(rest) - after


def _take_lines(rest: list[Block], start: int, notes: Notes) -> None:
    """Take the lines right behind the title that say when, who and where from."""
    while start < len(rest) and isinstance(rest[start], Paragraph):
        block = rest[start]
        assert isinstance(block, Paragraph)
        fields: Fields = {}
        for line in split_breaks(block.inner):
            found = read_byline(plain(line)) or ("author" in notes.fields and read_workplace(plain(line))) or {}
            if not found:
                return
            fields |= found
        if not _keep(fields, plain(block.inner), block, SURE, notes):
            return
        del rest[start]


def _keep(fields: Fields, text: str, block: Paragraph, grade: str, notes: Notes) -> bool:
    """Keep ``fields``; return whether the line can go: all that it says is kept, or was known."""
    kept = [name for name, value in fields.items() if notes.find(name, value, grade, block.look.where, text)]
    known = all(name in kept or _same(notes, name, value) for name, value in fields.items())
    if kept or known:
        for name in fields.keys() - set(kept):
            if not _same(notes, name, fields[name]):
                notes.doubt("uncertain", f"{name}: {text}", block.look.where)
        notes.take(tuple(fields), text, block.look)
    return bool(kept or known)


def _same(notes: Notes, name: str, value: str | tuple[str, ...]) -> bool:
    known = notes.fields[name].value if name in notes.fields else ""
    if name == "date" and isinstance(known, str) and isinstance(value, str):
        return known[:10] == value[:10]
    return known == value


def _take_standfirst(rest: list[Block], start: int, notes: Notes) -> None:
    """Take a first paragraph that is set off as a whole, and stands over others that are not."""
    if "summary" in notes.fields or start + 1 >= len(rest):
        return
    block = rest[start]
    if not isinstance(block, Paragraph):
        return
    text = plain(block.inner)
    tag = next((tag for tag in ("strong", "em") if wholly(block.inner, tag)), "")
    styled = block.look.style in {"subtitle", "lead", "sapo", "tiêu đề phụ"}
    following = next((each for each in rest[start + 1 :] if isinstance(each, Paragraph)), None)
    alike = (
        following is not None
        and tag != ""
        and wholly(following.inner, tag)
        and len(plain(following.inner)) > _STANDFIRST_FROM
    )
    if not (tag or styled) or len(text) < _STANDFIRST_FROM or len(text) > 2000 or alike or following is None:
        return
    if _BASES.match(text) or read_mark(text):
        return
    notes.find("summary", text, SURE if styled else LIKELY, block.look.where, text)
    notes.take(("summary",), text, block.look)
    notes.doubt("summary-guessed", shortened(text), block.look.where)
    del rest[start]
