"""How deep a body is nested, told from its lines before Markdown sees it: each level takes several calls in one another."""

import re

#: Levels of lists and quotes, of HTML elements, and of emphases that are open at once. Articles have four, ten and two.
BLOCKS_MOST, ELEMENTS_MOST, EMPHASES_MOST = 20, 100, 300

#: How a line begins that may open a level; of all others nothing more is looked at.
_FIRST = frozenset(" \t>-*+:0123456789")
_MARKER = re.compile(r"[ \t]*(?:(>)|(?:[-*+:]|\d+[.)])(?=[ \t]))")
#: With three spaces between them, Markdown takes the marks of a rule for those of lists.
_RULE = re.compile(r"[ >]*([-*])(?: {0,2}\1)* *")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?:[\s/][^<>]*)?>", re.IGNORECASE)
#: Elements without an end, or whose end is often left out: to a browser they are not within one another.
_ENDLESS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "colgroup",
        "caption",
    ]
)
_RUN = re.compile(r"(?P<opens>(?<![^\s(\[\"'“*_])[*_]+(?=[^\s*_]))|(?P<closes>(?<=[^\s*_])[*_]+)|\n[ \t]*\n")


def find_too_deep(body: str) -> int | None:
    """Return the first line (from 0) of ``body`` that is nested too deep for Markdown, None for nearly all bodies."""
    found = (_deep_blocks(body), _deep_elements(body), _deep_emphases(body))
    return min((line for line in found if line is not None), default=None)


def _deep_blocks(body: str) -> int | None:
    """Follow the marks of lists and quotes at the beginning of lines: those further right stand within those before."""
    columns: list[int] = []
    for number, line in enumerate(body.split("\n")):
        if line[:1] not in _FIRST or not _MARKER.match(line):
            continue
        lists, quotes = _marks(line)
        if lists:
            while columns and columns[-1] >= lists[0]:
                columns.pop()
            columns += lists
        if quotes + len(columns if lists else ()) > BLOCKS_MOST:
            return number
    return None


def _marks(line: str) -> tuple[list[int], int]:
    """Return the columns of the marks of lists with which ``line`` begins, and how many of quotes stand among them."""
    if "\t" in line:
        line = line.expandtabs(4)
    if _RULE.fullmatch(line):
        return [], line.count(">")
    lists: list[int] = []
    quotes = position = 0
    while match := _MARKER.match(line, position):
        position = match.end()
        if match[1]:
            quotes += 1
        else:
            lists.append(position)
    return lists, quotes


def _deep_elements(body: str) -> int | None:
    if body.count("<") <= ELEMENTS_MOST:
        return None
    depth = 0
    for match in _TAG.finditer(body):
        if match[2].lower() in _ENDLESS and "markdown" not in match[0].lower():
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > ELEMENTS_MOST:
            return body.count("\n", 0, match.start())
    return None


def _deep_emphases(body: str) -> int | None:
    """Count the emphases that a paragraph leaves open: neither marks alone nor underlines to be filled in are any."""
    if body.count("*") + body.count("_") <= EMPHASES_MOST:
        return None
    depth = 0
    for match in _RUN.finditer(body):
        if match["opens"]:
            depth += len(match["opens"])
        elif match["closes"]:
            depth = max(depth - len(match["closes"]), 0)
        else:
            depth = 0
        if depth > EMPHASES_MOST:
            return body.count("\n", 0, match.start())
    return None
