"""What is to be shown as it was typed (code between fences, raw HTML, remarks), and paragraphs that only look like code."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator

from ban_tin.articles.pasted.line import Line, LineReport, indent_of

#: A fence, with what stands before it (a quote, the space of a list's item) and the language behind it.
_FENCE = re.compile(r"(?P<before>[ \t]*(?:>[ \t]*)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_LANGUAGE = re.compile(r"[{.\s]*([\w#+-]*)")
#: Elements whose content Markdown leaves alone, up to their end.
_OPENING = re.compile(r"<(pre|script|style|textarea|div|table|ul|ol|details|figure|section|article|aside|blockquote|dl|form)\b([^>]*)>", re.IGNORECASE)  # fmt: skip
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+•–]|\d+[.)/]|\[\^[^\]]*\]:|: )")
#: A sentence, or the beginning of one: words with a letter that no program has.
_PROSE = re.compile(r"[\w“\"'(*_\[]+(?:[^\w{}<>=;$|\\]+\w+){2}")
_VIETNAMESE = re.compile("[À-ÖØ-öø-ɏḀ-ỿ]")


def mark_literal(lines: list[Line], report: LineReport) -> list[Line]:
    """Mark the lines that are shown as they stand. A fence that is never closed is one of text, and reported."""
    _mark_html(lines)
    return _mark_fences(lines, report)


def _mark_fences(lines: list[Line], report: LineReport) -> list[Line]:
    fences = [(number, match) for number, match in _fences(lines) if not lines[number].literal]
    if not fences:
        return lines
    # Where the last closing fence of each sign and length stands: no search to the end for each that is never closed.
    last: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    for number, match in fences:
        if not match["info"].strip():
            last[match["fence"][0]].append((number, len(match["fence"])))
    closes = {sign: _longest_behind(found) for sign, found in last.items()}
    made: list[Line] = []
    position = end = 0
    for number, match in fences:
        if number < end:
            continue
        sign, length = match["fence"][0], len(match["fence"])
        if sign == "`" and "`" in match["info"]:
            continue  # Code within a sentence.
        at = bisect_right(closes[sign], (number, sys.maxsize))
        if at == len(closes[sign]) or closes[sign][at][1] < length:
            report("code-open", lines[number].number, text=match["fence"])
            continue
        closing = closes[sign][at][0]
        while not _closes(lines[closing].text, sign, length):
            closing += 1
        made += lines[position:number]
        made += _written(lines[number : closing + 1], match)
        position = end = closing + 1
    return made + lines[position:]


def _fences(lines: list[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(lines):
        if ("```" in line.text or "~~~" in line.text) and (match := _FENCE.match(line.text)):
            yield number, match


def _longest_behind(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for each place how long the longest fence is from there on."""
    longest = 0
    behind = []
    for place, length in reversed(found):
        longest = max(longest, length)
        behind.append((place, longest))
    return behind[::-1]


def _closes(text: str, sign: str, length: int) -> bool:
    stripped = text.strip(" \t>")
    return len(stripped) >= length and not stripped.strip(sign)


def _written(block: list[Line], opening: re.Match[str]) -> list[Line]:
    """Return a block of code as Markdown knows it: between fences of one length, or further in where it belongs to an item."""
    before = opening["before"]
    inner = block[1:-1]
    if not before.strip() and len(before.expandtabs(4)) < 2:
        language = _LANGUAGE.match(opening["info"].strip())
        assert language is not None
        sign = "~" if any("```" in line.text for line in inner) else "`"
        fence = sign * max([3, *(len(run) + 1 for line in inner for run in re.findall(f"{sign}{{3,}}", line.text))])
        edges = Line(fence + language[1], block[0].number, True), Line(fence, block[-1].number, True)
        for line in inner:
            line.literal = True
        return [Line("", block[0].number), edges[0], *inner, edges[1], Line("", block[-1].number)]
    column = len(before.expandtabs(4))
    quote = before.rstrip() + " " if before.strip() else ""
    for line in inner:
        text = line.text
        if quote:
            text = re.sub(r"^[ \t]*(?:>[ ]?)*", "", text)
        else:
            text = text.expandtabs(4)
            text = text[min(column, indent_of(text)) :]
        if text.strip() or quote:
            line.text = f"{quote or ' ' * column}    {text}"
        line.literal = True
    edge = quote.rstrip()
    return [Line(edge, block[0].number), *inner, Line(edge, block[-1].number)]


def _mark_html(lines: list[Line]) -> None:
    element, depth, remark = "", 0, False
    for line in lines:
        text = line.text
        if remark:
            line.literal = True
            remark = "-->" not in text
        elif element:
            line.literal = True
            depth += _opened(text, element)
            if depth <= 0:
                element = ""
        elif "<" not in text:
            continue
        elif "<!--" in text and "-->" not in text.partition("<!--")[2]:
            line.literal = remark = True
        elif (match := _OPENING.match(text.lstrip(" "))) and "markdown" not in match[2]:
            element, line.literal = match[1].lower(), True
            depth = _opened(text, element)
            if depth <= 0:
                element = ""


def _opened(text: str, element: str) -> int:
    text = text.lower()
    return text.count(f"<{element}") - text.count(f"</{element}")


def unindent_prose(lines: list[Line], report: LineReport) -> list[Line]:
    """Take away the space before a paragraph whose first line is set in as on paper: Markdown takes it for program code."""
    within = False  # An item, a note or a definition, to which what is set in belongs.
    blank = True
    prose = False
    for line in lines:
        text = line.text
        if not text.strip():
            blank = True
            prose = False
            continue
        if line.literal:
            blank = prose = False
            continue
        column = indent_of(text)
        if column == 0:
            if _CONTAINER.match(text):
                within = True
            elif blank:
                within = False
            prose = False
        elif column >= 4 and not within and (prose or (blank and _is_prose(text))):
            line.text = text.strip()
            prose = True
        elif column < 4 and _CONTAINER.match(text):
            within = True
        blank = False
    return lines


def _is_prose(text: str) -> bool:
    stripped = text.strip()
    return bool(_VIETNAMESE.search(stripped) and _PROSE.match(stripped))
