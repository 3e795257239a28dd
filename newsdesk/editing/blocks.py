"""A source file cut into blocks, each with its lines; all of them together are the file, to the byte. Pure.

Blocks are what an editor edits: a heading, a paragraph, a list, a photo with what stands under it. They are a good guess of what Markdown makes
of the lines; ``placing`` holds them against the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsdesk.editing.front import body_start
from newsdesk.editing.texts import plain, split_lines, without_end

#: What a block may be.
KINDS = ("paragraph", "heading", "list", "table", "figure", "quote", "code", "html", "remark", "reference", "other")

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?!\w)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,})[ \t]*")
_BULLET = re.compile(r" {0,3}[-*+•▪●–][ \t\u00a0]+\S")
_NUMBER = re.compile(r" {0,3}(?:\d{1,3}|[a-zđ]|[ivx]{1,4})[.)][ \t\u00a0]+\S")
_SET_IN = re.compile(r"(?: {2,}|\t)\S")
_QUOTE = re.compile(r" {0,3}>")
_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_IMAGE = re.compile(r"[ \t]*[*_]{0,3}\[?!\[")
_CAPTION = re.compile(r"[ \t]*(?:\*(?!\*)[^\n]*[^*\s]\*|_[^\n]*[^_\s]_)[ \t]*(?:\{[^{}]*\})?[ \t]*")
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")
_REFERENCE = re.compile(r" {0,3}(?:\[[^\]^\n][^\]\n]*\]:[ \t]*\S|\*\[[^\]\n]+\]:)")
_DEFINITION = re.compile(r" {0,3}:[ \t]+\S")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}\n]+\}[ \t]*")
_TAG = re.compile(r" {0,3}<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_ADMONITION = re.compile(r" {0,3}(?:!!!|\?\?\?\+?|:::|///)")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines ``first`` to ``last`` of a file (from 1), without the empty ones around; ``text`` as a text field shows them.

    ``children``: how many elements of the page's body it became, in order.
    """

    first: int
    last: int
    kind: str
    text: str
    children: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """A file: its ``lines`` with their ends, of which those from ``body`` on (from 0) are the article's body, and the ``blocks`` of this."""

    lines: tuple[str, ...]
    body: int
    blocks: tuple[Block, ...]


def cut_blocks(text: str) -> Cut:
    """Cut the text of a source file."""
    lines = split_lines(text)
    body = body_start(lines)
    bare = _Lines(map(without_end, lines))
    found = [Block(first + 1, end, kind, plain(lines[first:end])) for first, end, kind in _spans(bare, body)]
    return Cut(tuple(lines), body, tuple(found))


def join(pieces: Cut) -> str:
    """Return the text that was cut, put together of its blocks and of what stands between them."""
    made: list[str] = []
    place = 0
    for block in pieces.blocks:
        made += pieces.lines[place : block.first - 1]
        made += pieces.lines[block.first - 1 : block.last]
        place = block.last
    return "".join([*made, *pieces.lines[place:]])


def join_blocks(pieces: Cut, blocks: Sequence[Block]) -> Block:
    """Return one block for neighbouring ones, with the lines between them."""
    kinds = [block.kind for block in blocks]
    kind = next((each for each in ("figure", "table", "list") if each in kinds), kinds[0])
    first, last = blocks[0].first, blocks[-1].last
    return Block(first, last, kind, plain(list(pieces.lines[first - 1 : last])))


_Span = tuple[int, int, str]


class _Lines(list[str]):
    """Lines without their ends; whoever looks far ahead again and again is told that there is nothing more."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(lines)
        self._left = 20 * len(self) + 10_000

    def ahead(self, first: int) -> Iterator[int]:
        """Yield the numbers of the lines from ``first`` on."""
        for number in range(first, len(self)):
            self._left -= 1
            if self._left < 0:
                return
            yield number


def _spans(lines: _Lines, start: int) -> Iterator[_Span]:
    """Yield first line, end and kind of each block from the line ``start`` on, all from 0."""
    waiting: _Span | None = None
    place = start
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        span = _block(lines, place)
        if waiting is not None and _belongs(lines, waiting, span):
            waiting = waiting[0], span[1], waiting[2]
        else:
            if waiting is not None:
                yield waiting
            waiting = span
        place = span[1]
    if waiting is not None:
        yield waiting


def _belongs(lines: _Lines, before: _Span, span: _Span) -> bool:
    """Return whether a block is part of the one before: a caption, an explanation of its words, a list of attributes."""
    first, end, kind = span
    if _ATTRIBUTES.fullmatch(lines[first]) and end == first + 1 and first == before[1]:
        return True
    if before[2] == "figure" and kind == "paragraph":
        return all(_CAPTION.fullmatch(line) for line in lines[first:end])
    if _DEFINITION.match(lines[first]):
        return before[2] in ("paragraph", "other", "list")
    return before[2] == kind == "quote"


def _block(lines: _Lines, first: int) -> _Span:
    line = lines[first]
    if (end := _fence_end(lines, first)) > first:
        return first, end, "code"
    if line.lstrip().startswith("<!--") and not line.startswith(("    ", "\t")):
        return _remark(lines, first)
    if (tag := _TAG.match(line)) and tag[2].lower() not in _INLINE:
        return first, _html_end(lines, first, tag[2].lower()), "html"
    if _HEADING.match(line):
        return first, first + 1, "heading"
    if _RULE.fullmatch(line):
        return first, first + 1, "other"
    if _NOTE.match(line):
        return first, _note_end(lines, first), "reference"
    if _BULLET.match(line) or _NUMBER.match(line):
        return first, _list_end(lines, first), "list"
    if _ADMONITION.match(line):
        return first, _set_in_end(lines, _paragraph_end(lines, first)), "other"
    if line.startswith(("    ", "\t")) and not _IMAGE.match(line):
        return first, _set_in_end(lines, _paragraph_end(lines, first)), "code"
    end = _paragraph_end(lines, first)
    return first, end, _kind_of(lines[first:end])


def _kind_of(lines: list[str]) -> str:
    if _QUOTE.match(lines[0]):
        return "quote"
    if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1]):
        return "heading"
    if any(_IMAGE.match(line) for line in lines):
        return "figure"
    if all(_REFERENCE.match(line) for line in lines):
        return "reference"
    if any("|" in line or "\t" in line.strip() for line in lines) and (
        any(_ROW.fullmatch(line) and "-" in line for line in lines[:3]) or lines[0].lstrip().startswith("|")
    ):
        return "table"
    return "paragraph"


def _paragraph_end(lines: _Lines, first: int) -> int:
    """Return where the lines from ``first`` on end: at an empty line, at a heading, behind program code that stands among them."""
    place = first
    while place < len(lines) and lines[place].strip():
        if place > first and _HEADING.match(lines[place]) and not _QUOTE.match(lines[first]):
            return place
        fenced = _fence_end(lines, place)
        remark = _remark(lines, place)[1] if "<!--" in lines[place] and "-->" not in lines[place] else place
        place = max(place + 1, fenced, remark)
    return place


def _fence_end(lines: _Lines, first: int) -> int:
    """Return where the fenced block that begins at ``first`` ends, ``first`` for none."""
    fence = _FENCE.match(lines[first])
    if fence is None:
        return first
    for place in lines.ahead(first + 1):
        closing = lines[place].strip()
        if closing.startswith(fence[1]) and not closing.strip(fence[1][0]):
            return place + 1
    return first


def _remark(lines: _Lines, first: int) -> _Span:
    for place in lines.ahead(first):
        before, end, behind = lines[place].rpartition("-->")
        if end and (place > first or "<!--" in before):
            if behind.strip():
                return first, _paragraph_end(lines, place), "html"
            return first, place + 1, "remark"
    return first, first + 1, "other"


def _html_end(lines: _Lines, first: int, name: str) -> int:
    """Return where raw HTML ends: behind the end tag of its first element, and what follows without an empty line."""
    depth = 0
    if name not in _VOID:
        tags = re.compile(rf"<(/?){re.escape(name)}(?![\w-])", re.IGNORECASE)
        for place in lines.ahead(first):
            for tag in tags.finditer(lines[place]):
                depth += -1 if tag[1] else 1
            if depth <= 0:
                return _run_end(lines, place)
    return _run_end(lines, first)


def _run_end(lines: _Lines, first: int) -> int:
    return next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))


def _list_end(lines: _Lines, first: int) -> int:
    """Return where a list ends: its items may have empty lines between them, and lines that are set in."""
    mark = _BULLET if _BULLET.match(lines[first]) else _NUMBER
    end = _paragraph_end(lines, first)
    while True:
        following = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
        if following == len(lines) or following == end:
            return end
        line = lines[following]
        if not (mark.match(line) or _SET_IN.match(line)) or _RULE.fullmatch(line):
            return end
        end = _paragraph_end(lines, following)


def _set_in_end(lines: _Lines, end: int) -> int:
    while True:
        following = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
        if following == len(lines) or following == end or not lines[following].startswith(("    ", "\t")):
            return end
        end = _paragraph_end(lines, following)


def _note_end(lines: _Lines, first: int) -> int:
    """Return where a footnote ends; another one begins another block."""
    place = first + 1
    while place < len(lines) and lines[place].strip() and not _NOTE.match(lines[place]):
        place += 1
    return _set_in_end(lines, place)
