"""Remarks, which are for the office and never on the page, and the tags that Word writes for itself."""

import re

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet

#: Word makes one dash of two while they are typed.
_OPENING = re.compile("<!(?:--|[–—])")
_SLIPPED_END = re.compile(r"(?:--!?|[–—])\s?>|→")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
#: ``<![if !supportLists]>``, ``<o:p>``, ``<st1:place w:st="on">``, ``<?xml:namespace …/>``.
_OFFICE = re.compile(
    r"<!\[(?:if|endif)\b[^<>\n]*>|</?(?:o|w|st1):[a-z0-9]+\b[^<>]*>|<\?xml:namespace\b[^<>]*>", re.IGNORECASE
)
#: How much of a remark a finding quotes.
_QUOTED = 40


def remove_remarks(lines: list[Line], report: LineReport) -> list[Line]:
    """Take out remarks, as if they had never been there. Of one that is never closed, its paragraph."""
    if not any("<" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    remarks = _find_remarks(sheet, report)
    if remarks:
        sheet = Sheet(sheet.edited([_cut(sheet, *span) for span in remarks]))
    if not _OFFICE.search(sheet.text):
        return sheet.lines
    return sheet.edited([Edit(*match.span()) for match in _OFFICE.finditer(sheet.prose)])


def find_remarks(text: str) -> list[tuple[int, int]]:
    """Return the spans of what ``remove_remarks`` takes out of ``text``, in order."""
    sheet = Sheet([Line(line, number) for number, line in enumerate(text.split("\n"))])
    found = _find_remarks(sheet, lambda *_, **__: None)
    office = [match.span() for match in _OFFICE.finditer(sheet.prose)]
    return sorted([*found, *(each for each in office if not any(start <= each[0] < end for start, end in found))])


def _find_remarks(sheet: Sheet, report: LineReport) -> list[tuple[int, int]]:
    """Return the spans of remarks; of those that touch each other, one for all."""
    text = sheet.prose
    openings = [match.span() for match in _OPENING.finditer(text)]
    found: list[tuple[int, int]] = []
    done = 0
    # Behind the last end there is none to look for.
    last_end = text.rfind("-->")
    for number, (start, inside) in enumerate(openings):
        if start < done:
            continue
        following = openings[number + 1][0] if number + 1 < len(openings) else len(text)
        end = text.find("-->", inside) if inside <= last_end else -1
        # One in which another begins was never closed.
        if end < 0 or following < end:
            done = _end_of_open(sheet, start, inside, following, report)
        else:
            done = end + 3
            # A browser ends <!--> and --!> where we would read on: these stay, and the allow-list tells of them.
            if text.startswith((">", "->"), inside) or text.find("--!>", start, done) >= 0:
                continue
        if found and not text[found[-1][1] : start].strip(" \t"):
            start = found.pop()[0]
        found.append((start, done))
    return found


def _end_of_open(sheet: Sheet, start: int, inside: int, following: int, report: LineReport) -> int:
    """Return where a remark ends that ``-->`` doesn't: at what was typed for it, or with its paragraph."""
    text = sheet.prose
    blank = _BLANK_LINE.search(text, inside, following)
    end = blank.start() if blank else following
    slipped = _SLIPPED_END.search(text, inside, end)
    if slipped:
        return slipped.end()
    report("html-open", sheet.number(start), text=text[start : start + _QUOTED].partition("\n")[0])
    return end


def _cut(sheet: Sheet, start: int, end: int) -> Edit:
    whole = sheet.whole_lines(start, end)
    if whole == (start, end) and sheet.text[end : end + 1] in {"", "\n"}:
        # Blanks that now end the line would break it.
        while start and sheet.text[start - 1] in " \t":
            start -= 1
        return Edit(start, end)
    return Edit(*whole)
