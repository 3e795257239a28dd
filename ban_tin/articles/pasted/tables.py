"""Tables as they are pasted: cells between tabs, rows that touch the text above or below, a rule that Word has drawn out."""

import re

from ban_tin.articles.pasted.line import Line, LineReport, is_text
from ban_tin.articles.pasted.marks import read_mark

_RULE = frozenset("|:-–— \t")
_DASHES = re.compile("[-–—]+")
_BORDERED = re.compile(r"\s*\|.*\|\s*")


def write_tables(lines: list[Line], report: LineReport) -> list[Line]:
    """Return ``lines`` with cells between tabs as rows of a table, and each table between empty lines."""
    if any("\t" in line.text for line in lines):
        lines = _write_tabbed(lines)
    if any("|" in line.text for line in lines):
        lines = _set_apart(lines)
    return lines


def _write_tabbed(lines: list[Line]) -> list[Line]:
    made: list[Line] = []
    run: list[Line] = []
    for line in [*lines, Line("", 0)]:
        if _has_cells(line):
            run.append(line)
            continue
        if run:
            made += _tabbed(run)
            if len(run) > 1 and line.text.strip() and made[-1].text.startswith("|"):
                made.append(Line("", line.number))
            run = []
        made.append(line)
    return made[:-1]


def _has_cells(line: Line) -> bool:
    text = line.text
    return "\t" in text and not line.literal and text[0] not in " \t|>#<"


def _tabbed(run: list[Line]) -> list[Line]:
    """Return a run of lines with tabs as a table; as they are where the tabs stand behind marks of items, or in one line alone."""
    rows = [line.text.rstrip().split("\t") for line in run]
    width = max(map(len, rows))
    if len(run) < 2 or len(rows[0]) < 2 or 2 * sum(len(row) > 1 for row in rows) < len(rows):
        return run
    if width == 2 and any(_is_marked(row) for row in rows):
        return run
    # Tabs side by side line up columns of different width.
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    if any("" in row[1:-1] for row in rows) and len({len(row) for row in filled if len(row) > 1}) == 1:
        rows, width = filled, max(map(len, filled))
    made = [Line("", run[0].number)]
    for place, (line, row) in enumerate(zip(run, rows, strict=True)):
        made.append(Line(row_of(row, width), line.number))
        if not place:
            made.append(Line("|" + "---|" * width, line.number))
    return made


def _is_marked(row: list[str]) -> bool:
    """Return whether the first cell is the mark of an item, and nothing else."""
    mark = read_mark("\t".join([row[0].strip(), *row[1:]]))
    return mark is not None and mark.words == row[-1].lstrip()


def row_of(cells: list[str], width: int) -> str:
    """Return a row of a table of ``width`` columns; its cells hold no sign that would part them."""
    shown = [re.sub(r"(?<!\\)\|", r"\\|", cell.strip()) for cell in cells]
    return "| " + " | ".join([*shown, *[""] * (width - len(cells))]) + " |"


def _set_apart(lines: list[Line]) -> list[Line]:
    """Put an empty line before and behind each table: without one the text beside it is a row, or the row is text."""
    made: list[Line] = []
    bordered = within = False
    for place, line in enumerate(lines):
        text = line.text
        if line.literal or not text.strip():
            within = False
        elif within:
            if _is_behind(text, bordered):
                made.append(Line("", line.number))
                within = False
        elif "|" in text and place + 1 < len(lines) and _begins_table(text, lines[place + 1]):
            rule = lines[place + 1]
            if "–" in rule.text or "—" in rule.text:
                rule.text = _DASHES.sub("---", rule.text)
            within, bordered = True, bool(_BORDERED.fullmatch(text))
            if (
                made
                and made[-1].text.strip()
                and not made[-1].literal
                and (is_text(made[-1].text) or "![" in made[-1].text)
            ):
                made.append(Line("", line.number))
        made.append(line)
    return made


def _is_behind(text: str, bordered: bool) -> bool:
    """Return whether a line right below a row is none."""
    if bordered:
        return is_text(text) and not text.rstrip().endswith("|")
    return "|" not in text and not text.lstrip().startswith("{")


def _begins_table(head: str, rule: Line) -> bool:
    """Return whether ``rule`` is the line of dashes below the ``head`` of a table."""
    text = rule.text.strip()
    if "|" not in text or rule.literal or not _RULE.issuperset(text) or not _DASHES.search(text):
        return False
    return head.strip().strip("|").count("|") - head.count("\\|") == text.strip("|").count("|")
