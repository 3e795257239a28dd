"""Signs of Markdown by the thousand in one paragraph: its time grows with their square, and they are never meant.

What a hurried paste leaves behind is told at its line. For all that nobody thought of there are limits of time
(``ban_tin.machine.limits``).
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

#: As many brackets may stand open at a time in a paragraph; of links that are closed there may be any number.
MOST_OPEN = 200
#: Tags behind the last ">" of a text, which are none; in lessons of mathematics a<b may stand a hundred times.
MOST_TAGS = 2000
#: Runs of backticks in a paragraph: two to a piece of code.
MOST_TICKS = 2000
#: References to one footnote.
MOST_REFERENCES = 500
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_BRACKET = re.compile(r"[\[\]]")
_TARGET = re.compile(r"\]\(|\)")
_TICKS = re.compile("`+")
_REFERENCE = re.compile(r"\[\^([^\]\n]+)\]")
_TAG = re.compile(r"<[a-z/!?]", re.IGNORECASE)


class Excess(NamedTuple):
    """Too many of a ``sign``: how many, and where in the text the first of them stands."""

    sign: str
    number: int
    start: int


def find_excess(text: str) -> Excess | None:
    """Return the first sign of which ``text`` has too many, None for nearly every text there is."""
    # Counting the whole is quick, and nearly always enough.
    if text.count("[") > MOST_OPEN:
        for start, paragraph in _paragraphs(text):
            for sign, pattern in (("[", _BRACKET), ("](", _TARGET)):
                if _open_at_once(paragraph, sign, pattern) > MOST_OPEN:
                    return Excess(sign, paragraph.count(sign), start + paragraph.index(sign))
        name, uses = max(Counter(_REFERENCE.findall(text)).items(), key=lambda item: item[1], default=("", 0))
        if uses > MOST_REFERENCES:
            return Excess(f"[^{name}]", uses, text.index(f"[^{name}]"))
    if text.count("`") > MOST_TICKS:
        for start, paragraph in _paragraphs(text):
            runs = len(_TICKS.findall(paragraph))
            if runs > MOST_TICKS:
                return Excess("`", runs, start + paragraph.index("`"))
    end = text.rfind(">") + 1
    if text.count("<", end) > MOST_TAGS:
        tags = [match.start() for match in _TAG.finditer(text, end)]
        if len(tags) > MOST_TAGS:
            return Excess("<", len(tags), tags[0])
    return None


def _open_at_once(paragraph: str, sign: str, pattern: re.Pattern[str]) -> int:
    """Return how many of ``sign`` stand open at one place at most."""
    depth = deepest = 0
    for match in pattern.finditer(paragraph):
        depth = depth + 1 if match[0] == sign else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with its place; a row of a table is one of its own, as Markdown reads its cells one by one."""
    for match in _PARAGRAPH.finditer(text):
        if "|" not in match[0]:
            yield match.start(), match[0]
            continue
        start, other = match.start(), ""
        for line in match[0].splitlines(keepends=True):
            if "|" in line:
                if other:
                    yield start - len(other), other
                yield start, line
                other = ""
            else:
                other += line
            start += len(line)
        if other:
            yield start - len(other), other
