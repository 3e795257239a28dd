"""What a published body says: its text line by line, its headings and captions apart."""

import re
from html import unescape
from typing import NamedTuple

from ban_tin.articles.nothing_lost.page import INLINE, TAG

#: Elements in the midst of a word; all others part words.
_INLINE = INLINE | {"sub", "sup", "wbr"}
#: Elements whose words say what the text is about.
_TELLING = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"])
#: The way back from a footnote is no word of the text.
_OURS = ("footnote-backref", "footnote-ref")
#: Signs within words that nobody sees.
_SOFT = re.compile("[\u00ad\u200b\u2060]")


class BodyText(NamedTuple):
    """The text of a body, and its headings and captions; lines end where blocks do."""

    text: str
    telling: str


def read_body(html: str) -> BodyText:
    """Return what the published ``html`` says to those who read it."""
    pieces: list[str] = []
    telling: list[str] = []
    told, skipped, start = "", "", 0
    for match in TAG.finditer(html):
        if start < match.start() and not skipped:
            (telling if told else pieces).append(html[start : match.start()])
        start = match.end()
        name, closes = match[2].lower(), match[1]
        if name not in _INLINE:
            (telling if told else pieces).append("\n")
        if name in _TELLING:
            told = "" if closes else name
        if name == "a":
            skipped = "" if closes or not any(each in match[3] for each in _OURS) else name
    pieces.append(html[start:])
    return BodyText(_plain(pieces), _plain(telling))


def _plain(pieces: list[str]) -> str:
    lines = _SOFT.sub("", unescape("".join(pieces))).split("\n")
    return "\n".join(line for line in map(_squeezed, lines) if line)


def _squeezed(line: str) -> str:
    return " ".join(line.split())
