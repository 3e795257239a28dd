"""Tables drawn with dashes, as pandoc and programs for plain text write them, brought into the form that Markdown knows."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.tables import row_of

#: ``-------- ----------``: where the columns of a table stand.
_COLUMNS = re.compile(r"[ \t]*-{2,}(?:[ ]+-{2,})+[ \t]*")
_DASHES = re.compile("-+")
#: ``+-----+-----+``, and with ``=`` under the head.
_GRID = re.compile(r"[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*")
_EDGE = re.compile(r"[ \t]*-{10,}[ \t]*")


def write_drawn_tables(lines: list[Line], report: LineReport) -> list[Line]:
    """Return ``lines`` with the tables that are drawn with dashes as rows between ``|``."""
    made: list[Line] = []
    place = 0
    while place < len(lines):
        text = lines[place].text
        if "--" in text and not lines[place].literal:
            if _GRID.fullmatch(text):
                table, end = _grid(lines, place)
            elif _COLUMNS.fullmatch(text):
                table, end = _simple(lines, place, made)
            else:
                table, end = [], place + 1
            # What has been looked at in vain is not looked at again.
            made += [Line("", table[0].number), *table, Line("", table[-1].number)] if table else lines[place:end]
            place = end
            continue
        made.append(lines[place])
        place += 1
    return made


def _grid(lines: list[Line], start: int) -> tuple[list[Line], int]:
    """Return the table whose upper edge is the line ``start``, and where it ends."""
    end = start + 1
    while end < len(lines) and lines[end].text.lstrip()[:1] in {"|", "+"} and not lines[end].literal:
        end += 1
    rows: list[tuple[list[str], int]] = []
    cells: list[str] = []
    for line in lines[start + 1 : end]:
        text = line.text.strip()
        if _GRID.fullmatch(text):
            if cells:
                rows.append((cells, line.number))
            cells = []
        elif text.startswith("|") and text.endswith("|"):
            parts = [part.strip() for part in re.split(r"(?<!\\)\|", text[1:-1])]
            cells = _joined(cells, parts)
        else:
            return [], end
    if cells:
        rows.append((cells, lines[end - 1].number))
    return (_table(rows), end) if rows else ([], end)


def _simple(lines: list[Line], ruled: int, made: list[Line]) -> tuple[list[Line], int]:
    """Return the table whose columns the line ``ruled`` draws, and where it ends; its head is taken from ``made``."""
    rule = lines[ruled].text.expandtabs(4)
    spans = [match.span() for match in _DASHES.finditer(rule)]
    head: list[Line] = []
    while (
        made and made[-1].text.strip() and not made[-1].literal and not _EDGE.fullmatch(made[-1].text) and len(head) < 5
    ):
        head.insert(0, made.pop())
    multiline = bool(made and _EDGE.fullmatch(made[-1].text))
    rows: list[tuple[list[str], int]] = []
    cells: list[str] = []
    end = ruled + 1
    while end < len(lines) and not lines[end].literal:
        text = lines[end].text
        if _EDGE.fullmatch(text) or _COLUMNS.fullmatch(text):
            end += 1
            break
        if text.strip():
            parts = _cut(text.expandtabs(4), spans)
            if multiline:
                cells = _joined(cells, parts)
            else:
                rows.append((parts, lines[end].number))
        elif not multiline:
            break
        elif cells:
            rows.append((cells, lines[end].number))
            cells = []
        end += 1
    if cells:
        rows.append((cells, lines[end - 1].number))
    if not rows or (not multiline and len(head) > 1):
        made += head
        return [], ruled + 1
    if multiline:
        made.pop()
    first: list[str] = []
    for line in head:
        first = _joined(first, _cut(line.text.expandtabs(4), spans))
    return _table([(first or [""] * len(spans), lines[ruled].number), *rows]), end


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the cells of a line below a rule; a word that reaches over the edge of its column stays whole."""
    edges = [0]
    for (_, end), (start, _) in pairwise(spans):
        edge = start
        if text[end:start].strip() or (
            edge < len(text) and edge and text[edge - 1 : edge + 1].strip() == text[edge - 1 : edge + 1] != ""
        ):
            space = text.rfind(" ", edges[-1], start)
            edge = space if space > edges[-1] else start
        edges.append(edge)
    return [text[start:end].strip() for start, end in zip(edges, [*edges[1:], len(text)], strict=True)]


def _joined(cells: list[str], parts: list[str]) -> list[str]:
    width = max(len(cells), len(parts))
    filled = [*cells, *[""] * (width - len(cells))], [*parts, *[""] * (width - len(parts))]
    return [f"{above} {part}".strip() for above, part in zip(*filled, strict=True)]


def _table(rows: list[tuple[list[str], int]]) -> list[Line]:
    width = max(len(cells) for cells, _ in rows)
    made = []
    for place, (cells, number) in enumerate(rows):
        made.append(Line(row_of(cells, width), number))
        if not place:
            made.append(Line("|" + "---|" * width, number))
    return made
