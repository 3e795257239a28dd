"""The tags of a page, whoever wrote it, in one pass: a tree of what means harm takes minutes to make, nested or overfull as it may be."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,100}")
_BEFORE = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"[^\s/>=][^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
#: What stands in these is no markup.
_RAW = {"script", "style"}


class Tag(NamedTuple):
    """An element's beginning: ``name`` and names of attributes in small letters; ``text`` is that of a script or a style sheet."""

    name: str
    attributes: dict[str, str]
    text: str = ""


class _Text:
    """Looks for a sign without reading to the end again and again where there is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()

    def find(self, sign: str, start: int) -> int:
        """Return where ``sign`` is, -1 for nowhere."""
        if sign in self.missing:
            return -1
        found = self.text.find(sign, start)
        if found < 0:
            self.missing.add(sign)
        return found


def tags_of(html: str) -> Iterator[Tag]:
    """Yield the beginnings of all elements, those in comments left out. The time is that of the length, whatever stands there."""
    text, small, at = _Text(html), _Text(html.lower()), 0
    if len(small.text) != len(html):  # A few letters of Turkish become two.
        small = text
    while (at := text.find("<", at)) >= 0:
        if html.startswith("<!--", at):
            end = text.find("-->", at + 2)
            at = end + 3 if end >= 0 else len(html)
            continue
        match = _NAME.match(html, at + 1)
        if not match:
            at += 1
            continue
        name = match[0].lower()
        attributes, at = _attributes(text, match.end())
        raw = ""
        if name in _RAW:
            end = small.find(f"</{name}", at)
            end = end if end >= 0 else len(html)
            raw, at = html[at:end], end
        yield Tag(name, attributes, raw)


def _attributes(text: _Text, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes from ``at`` on, and where the tag ends. The first of a name counts, as in browsers."""
    html, found = text.text, dict[str, str]()
    while True:
        at = _matched_end(_BEFORE, html, at)
        name = _ATTRIBUTE.match(html, at)
        if not name:
            # The end of the tag, of the page, or a sign that has no place here.
            if at >= len(html) or html[at] == ">":
                return found, min(at + 1, len(html))
            at += 1
            continue
        at, value = name.end(), ""
        if equals := _EQUALS.match(html, at):
            at = equals.end()
            quote = html[at : at + 1]
            end = text.find(quote, at + 1) if quote in ("'", '"') else -1
            if end >= 0:
                value, at = html[at + 1 : end], end + 1
            elif quote in ("'", '"'):
                value, at = html[at + 1 :], len(html)  # Without its end, all that follows.
            else:
                end = _matched_end(_UNQUOTED, html, at)
                value, at = html[at:end], end
        found.setdefault(name[0].lower(), unescape(value) if "&" in value else value)


def _matched_end(pattern: re.Pattern[str], html: str, at: int) -> int:
    match = pattern.match(html, at)
    return match.end() if match else at
