"""The tags of raw HTML in a text: which belong together, which are never closed, which close nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown.util import BLOCK_LEVEL_ELEMENTS

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])(?P<attributes>(?:[^<>\"'\n]|\n(?![ \t]*\n)|\"[^\"]*\"|'[^']*')*+)>"
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: What stands in them is no HTML, up to their end tag.
RAW_TEXT = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"]
)
#: Elements whose end HTML lets one leave out.
OPTIONAL = frozenset(
    ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "caption"]
)
BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS) | {
    "caption",
    "colgroup",
    "template",
    "svg",
    "select",
    "object",
    "marquee",
    "picture",
    "video",
    "audio",
}
#: Other elements, which stand within lines; what has another name is none, and is told as such.
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "button", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var",
])  # fmt: skip
_TABLE = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"])
_CELLS = frozenset(["td", "th", "caption", "table"])
_LISTS = frozenset(["ul", "ol", "menu"])


@dataclass(slots=True)
class Tag:
    """A start or an end tag and where it stands; ``attributes`` are as typed."""

    name: str
    start: int
    end: int
    attributes: str = ""
    closes: bool = False

    @property
    def block(self) -> bool:
        return self.name in BLOCKS


@dataclass(slots=True)
class Tags:
    """The tags of a text: ``pairs`` of start and end, start tags that are ``unclosed``, and end tags that are ``stray``."""

    pairs: list[tuple[Tag, Tag]] = field(default_factory=list)
    #: With the end tag of the element that each stands in, None for none.
    unclosed: list[tuple[Tag, Tag | None]] = field(default_factory=list)
    stray: list[Tag] = field(default_factory=list)


def match_tags(prose: str) -> Tags:
    """Return the tags of ``prose``, a text with blanks for its code."""
    found = Tags()
    stack: list[Tag] = []
    opened: Counter[str] = Counter()
    for tag in _find_tags(prose):
        if not tag.closes:
            stack.append(tag)
            opened[tag.name] += 1
            continue
        # Mostly there is none, and nothing to look for.
        place = _opened_by(stack, tag) if opened[tag.name] else None
        if place is None:
            found.stray.append(tag)
        elif tag.block:
            found.pairs.append((stack[place], tag))
            found.unclosed += [(each, tag) for each in stack[place + 1 :]]
            opened.subtract(each.name for each in stack[place:])
            del stack[place:]
        else:
            # <b><i>…</b></i>: both are closed.
            found.pairs.append((stack.pop(place), tag))
            opened[tag.name] -= 1
    found.unclosed += [(each, None) for each in stack]
    return found


def _find_tags(prose: str) -> Iterator[Tag]:
    ends = 0
    endless: set[str] = set()
    for match in _TAG.finditer(prose):
        name = match["name"].lower()
        known = name in BLOCKS or name in INLINE or name in RAW_TEXT
        if match.start() < ends or name in VOID or not known:
            continue
        # With a slash at its end, it is open to a browser all the same.
        yield Tag(name, *match.span(), match["attributes"], bool(match["end"]))
        if name in RAW_TEXT and not match["end"] and name not in endless:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(prose, match.end())
            if end is None:
                endless.add(name)
            else:
                ends = end.start()


def _opened_by(stack: list[Tag], end: Tag) -> int | None:
    """Return the place in ``stack`` of the start tag that ``end`` closes."""
    for place in range(len(stack) - 1, -1, -1):
        opened = stack[place]
        if opened.name == end.name:
            return place
        if not end.block and opened.block:
            return None
        if opened.name in _CELLS and end.name not in _TABLE:
            return None
        if opened.name == "table" or (opened.name in _LISTS and end.name == "li"):
            return None
    return None
