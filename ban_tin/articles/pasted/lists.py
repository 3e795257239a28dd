"""Lists as Word and other programs have them, brought into the form that Markdown knows.

What they count in is carried along behind Markdown's own mark (``1.␅đ)␅``) to the block processors in ``ban_tin.articles.body.lists``.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from ban_tin.articles.pasted.items import find_items
from ban_tin.articles.pasted.line import Line, LineReport, indent_of, is_text
from ban_tin.articles.pasted.marks import CARRIER, DASHES, UNMARKED, Mark, class_of, readings
from ban_tin.articles.pasted.paragraphs import is_new_paragraph

#: Lines looked through for the item that goes on behind a line that is none.
_NEAR = 20
#: Further in than any item.
_PARAGRAPH = 1000


@dataclass(slots=True)
class _List:
    """A list that is open: where its marks stand, and those that it has so far."""

    indent: int
    content: int
    level: int
    #: It stands in another list by its mark alone, not by its column.
    by_mark: bool = False
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """A line of a chunk, the list whose item it begins or belongs to, and its level."""

    line: Line
    mark: Mark | None
    level: int = 0
    of: _List | None = None
    #: An empty line stands before it.
    apart: bool = False


def write_lists(lines: list[Line], report: LineReport) -> list[Line]:
    """Return ``lines`` with every list that is certain in Markdown's form; what only looks like an item keeps its sign."""
    items = find_items(lines)
    made: list[Line] = []
    place = 0
    while place < len(lines):
        if place not in items:
            made.append(_kept_as_text(lines[place], lines[place - 1] if place else None))
            place += 1
            continue
        end = _end_of_chunk(lines, items, place)
        chunk = [_Entry(line, items.get(number)) for number, line in enumerate(lines[place:end], start=place)]
        above = made[-1] if made else None
        written = _written(chunk)
        if (
            above is not None
            and above.text.strip()
            and (is_text(above.text) or "![" in above.text)
            and not above.literal
        ):
            made.append(Line("", chunk[0].line.number))
        for line in written:
            line.listed = True
        made += written
        if end < len(lines) and lines[end].text.strip() and is_text(lines[end].text):
            made.append(Line("", lines[end].number))
        place = end
    return made


def _kept_as_text(line: Line, above: Line | None) -> Line:
    """Escape the sign of a line that Markdown would take for an item's, and that is none: a year, a day."""
    text = line.text
    if text[:1].isdigit() and not line.literal and (above is None or not above.text.strip()):
        number, dot, rest = text.partition(".")
        if dot and number.isdigit() and rest[:1] in {" ", "\t"} and rest.strip():
            line.text = f"{number}\\.{rest}"
    return line


def _end_of_chunk(lines: list[Line], items: dict[int, Mark], start: int) -> int:
    """Return where the lists that begin at ``start`` end: behind the last line that belongs to one of their items."""
    end = start + 1
    last = items[start]
    content = last.content
    blank = False
    for place in range(start + 1, len(lines)):
        line = lines[place]
        text = line.text
        if not text.strip():
            blank = True
            continue
        mark = items.get(place)
        if mark is not None:
            last = mark
            content = min(content, mark.content) if mark.indent else mark.content
        elif line.literal:
            if indent_of(text) < 2:
                break
        elif blank:
            if indent_of(text) < min(content, 3) or indent_of(text) < 2:
                break
        elif indent_of(text) < 2:
            if not is_text(text) and not text.lstrip().startswith(("{", "!", "[!", "<")):
                break
            if is_text(text) and _leaves(lines, items, place, last):
                break
        end, blank = place + 1, False
    return end


def _leaves(lines: list[Line], items: dict[int, Mark], place: int, last: Mark) -> bool:
    """Return whether a line right behind an item begins a paragraph of its own."""
    if not is_new_paragraph(lines[place - 1].text, lines[place].text):
        return False
    for number in range(place + 1, min(place + _NEAR, len(lines))):
        mark = items.get(number)
        if mark is not None:
            return not (mark.counts and mark.family == last.family and mark.number == last.number + 1)
        if not lines[number].text.strip():
            break
    return True


def _written(chunk: list[_Entry]) -> list[Line]:
    if _is_plain(chunk):
        return [entry.line for entry in chunk]
    lists = _arrange(chunk)
    if not _needs_writing(chunk, lists):
        return [entry.line for entry in chunk]
    styles = {id(each): _count(each) for each in lists}
    made = []
    first = None  # The level at which the block begins: to Markdown, all of it is as far in.
    paragraph = False  # Of an item: what follows it at once would be a part of it.
    taken: dict[int, int] = {}
    before: _Entry | None = None  # The item before.
    for entry in chunk:
        line = entry.line
        if not line.text.strip():
            line.text, first, paragraph = "", None, False
        elif entry.mark is not None and entry.of is not None:
            if (
                (first is not None and entry.level < first)
                or (paragraph and not entry.apart)
                or (before is not None and not entry.apart and _is_other_list(before, entry))
            ):
                made.append(Line("", line.number))
                first = None
            first = entry.level if first is None else first
            paragraph = False
            number = taken[id(entry.of)] = taken.get(id(entry.of), -1) + 1
            line.text = "    " * entry.level + _marked(entry.mark, *styles[id(entry.of)][number])
            before = entry
        elif entry.of is not None:
            line.text = _continued(line, entry)
            paragraph = paragraph or entry.apart
        made.append(line)
    return made


def _is_other_list(before: _Entry, entry: _Entry) -> bool:
    """Return whether ``entry`` begins a list that counts behind one that doesn't, or the other way round: to Markdown it would go on with the item."""
    assert before.mark is not None
    assert entry.mark is not None
    return before.level == entry.level and before.of is not entry.of and before.mark.counts != entry.mark.counts


def _is_plain(chunk: list[_Entry]) -> bool:
    """Return whether a chunk is one list of Markdown's, as nearly all are."""
    marks = [entry.mark for entry in chunk if entry.mark is not None]
    first = marks[0]
    if first.style not in {"-", "1."} or len(marks) < len(chunk):
        return False
    return all(mark.plain and not mark.indent and mark.style == first.style for mark in marks) and _counts_on(marks)


def _continued(line: Line, entry: _Entry) -> str:
    assert entry.of is not None
    text = line.text.expandtabs(4)
    inner = "    " * (entry.level + 1)
    if line.literal:
        return inner + text[min(entry.of.content, indent_of(text)) :]
    return inner + text.strip() + ("  " if text.endswith("  ") else "")


def _arrange(chunk: list[_Entry]) -> list[_List]:
    """Give each entry its list and level, and return the lists."""
    lists: list[_List] = []
    stack: list[_List] = []
    blank = False
    for entry in chunk:
        if not entry.line.text.strip():
            blank = True
            continue
        entry.apart = blank
        if entry.mark is None:
            _belong(entry, stack, blank)
        else:
            _place(entry, entry.mark, stack, lists, blank)
        blank = False
    return lists


def _belong(entry: _Entry, stack: list[_List], blank: bool) -> None:
    """Find the item that a line which is none goes on with."""
    column = indent_of(entry.line.text)
    if blank:
        while len(stack) > 1 and column < stack[-1].content - 1 and column < stack[-1].indent + 4:
            stack.pop()
    entry.of = stack[-1]
    entry.level = stack[-1].level


def _place(entry: _Entry, mark: Mark, stack: list[_List], lists: list[_List], blank: bool) -> None:
    while len(stack) > 1 and stack[-1].indent > mark.indent + 1:
        stack.pop()
    own, by_mark = None, False
    if stack and mark.indent < stack[-1].indent + 2:
        own = _continuing(mark, stack)
        by_mark = True
        if own is None and (not blank or (mark.counts and not mark.plain)):
            # Those of one column stand in one another as their marks tell.
            while stack and stack[-1].indent >= mark.indent - 1 and _closes(mark, stack[-1].marks[-1]):
                stack.pop()
        elif own is None:
            while stack and stack[-1].indent >= mark.indent - 1:
                stack.pop()
    if own is None:
        own = _List(mark.indent, mark.content, len(stack), by_mark and bool(stack))
        lists.append(own)
        stack.append(own)
    own.marks.append(mark)
    own.content = mark.content
    entry.of, entry.level = own, own.level


def _closes(mark: Mark, other: Mark) -> bool:
    """Return whether a list with ``other`` ends where one begins with ``mark``, as it is no part of its item."""
    if mark.is_of_letters and other.style[0] == "1":
        return False
    return other.rank >= mark.rank


def _continuing(mark: Mark, stack: list[_List]) -> _List | None:
    """Return the open list of this column that ``mark`` goes on with; those in it are closed."""
    for place in range(len(stack) - 1, -1, -1):
        each = stack[place]
        if each.indent < mark.indent - 1:
            return None
        if each.marks[-1].family == mark.family:
            del stack[place + 1 :]
            return each
    return None


def _needs_writing(chunk: list[_Entry], lists: list[_List]) -> bool:
    """Return whether Markdown would read a chunk otherwise than it was meant."""
    if any(class_of(_style(each)) != "" for each in lists):
        return True
    for entry in chunk:
        text = entry.line.text
        if not text.strip():
            continue
        column = indent_of(text)
        if entry.line.literal:
            if entry.of is not None and entry.of.content != 4 * (entry.level + 1):
                return True
        elif entry.mark is not None:
            if not entry.mark.plain or column // 4 != entry.level or "\t" in text[: entry.mark.content]:
                return True
        elif entry.apart and column // 4 != entry.level + 1:
            return True
    if _falls_back(chunk) or any(not _counts_on(each.marks) for each in lists):
        return True
    return any(
        before.mark is not None and entry.mark is not None and entry.of is not before.of and entry.mark.indent == before.mark.indent
        for before, entry in pairwise([entry for entry in chunk if entry.mark is not None])
        if not entry.apart
    )  # fmt: skip


def _falls_back(chunk: list[_Entry]) -> bool:
    """Return whether a block begins further in than one of its items stands, or with a paragraph of an item."""
    first = None
    for entry in chunk:
        if entry.apart or not entry.line.text.strip():
            first = None
        if entry.mark is not None:
            if first is not None and entry.level < first:
                return True
            first = entry.level if first is None else first
        elif entry.apart:
            first = _PARAGRAPH
    return False


def _counts_on(marks: list[Mark]) -> bool:
    """Return whether the numbers of a list are those that Markdown gives it, or all are one, for Markdown to count."""
    if not marks[0].counts or len({mark.number for mark in marks}) == 1:
        return True
    return all(mark.number == marks[0].number + place for place, mark in enumerate(marks))


def _style(each: _List) -> str:
    marks = each.marks
    first = marks[0]
    if first.style == "-":
        return "–" if first.typed in DASHES else "-"
    if first.style == "+":
        return "+" if each.by_mark or not first.plain else "-"
    return _system(marks) + first.style[1:] if first.count and not first.count.isdigit() else first.style


def _system(marks: list[Mark]) -> str:
    """Return the way of counting in which the marks of a list follow one another, or the first one's."""
    ways = [dict(readings(mark.count)) for mark in marks]
    systems = [way.system for way in readings(marks[0].count)]
    for system in systems:
        if all(system in way and way[system] == ways[0][system] + place for place, way in enumerate(ways)):
            return system
    return next((system for system in systems if all(system in way for way in ways)), systems[0])


def _count(each: _List) -> list[tuple[str, int]]:
    """Return the style and the number of each mark of a list; the number is 0 where nothing has to be said of it."""
    marks, style = each.marks, _style(each)
    if not marks[0].counts:
        return [(style, 0)] * len(marks)
    if marks[0].count.isdigit():
        same = len(marks) > 1 and len({mark.number for mark in marks}) == 1
        return [(style, marks[0].number if same and not place else mark.number if not same else 0) for place, mark in enumerate(marks)]  # fmt: skip
    system = _system(marks)
    return [(style, dict(readings(mark.count)).get(system, mark.number)) for mark in marks]


def _marked(mark: Mark, style: str, number: int) -> str:
    """Return an item with Markdown's mark, what it was typed as carried along."""
    css = class_of(style)
    if css is None:
        return f"- {CARRIER}{UNMARKED} {CARRIER}{mark.typed} {mark.words}"
    sign = "1." if mark.counts else "-"
    if not css and not number:
        return f"{sign} {mark.words}"
    return f"{sign} {CARRIER}{css} {number or ''}{CARRIER}{mark.words}"
