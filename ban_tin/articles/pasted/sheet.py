"""The lines of a body as one text, for what may begin on one line and end on another."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from ban_tin.articles.pasted.line import Line

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*")
_TICKS = re.compile("`+")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_SIGN = re.compile(r"[^\n]")


class Edit(NamedTuple):
    """What stands in the text from ``start`` to ``end`` becomes ``new``."""

    start: int
    end: int
    new: str = ""


class Sheet:
    """The text of some lines. When it is edited it becomes lines again, each with the number of the line in which it begins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.text = "\n".join([line.text for line in lines])

    @cached_property
    def prose(self) -> str:
        """The text with blanks for program code: as long as the text, with its line feeds where they are."""
        return _without_code(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for line in self.lines:
            starts.append(position)
            position += len(line.text) + 1
        return starts

    def number(self, position: int) -> int:
        """Return the number of the line at ``position``."""
        return self.lines[bisect_right(self._starts, position) - 1].number

    def edited(self, edits: Iterable[Edit]) -> list[Line]:
        """Return the lines with ``edits`` made, which don't overlap."""
        edits = sorted(edits)
        if not edits:
            return self.lines
        done, position = [replace(self.lines[0], text="")], 0
        for edit in [*edits, Edit(len(self.text), len(self.text))]:
            first, *rest = self.text[position : edit.start].split("\n")
            done[-1].text += first
            index = bisect_right(self._starts, position)
            done += [replace(line, text=text) for text, line in zip(rest, self.lines[index:], strict=False)]
            first, *rest = edit.new.split("\n")
            done[-1].text += first
            number = self.number(edit.start)
            done += [Line(text, number) for text in rest]
            position = edit.end
            if not done[-1].text and self._starts[bisect_right(self._starts, position) - 1] == position:
                done[-1].number = self.number(position)  # The lines before it are gone.
        return done

    def whole_lines(self, start: int, end: int) -> tuple[int, int]:
        """Return the span from ``start`` to ``end`` with its last line feed, where nothing else stands on its lines."""
        text = self.text
        first, last = start, end
        while first and text[first - 1] in " \t":
            first -= 1
        while last < len(text) and text[last] in " \t":
            last += 1
        if (first and text[first - 1] != "\n") or (last < len(text) and text[last] != "\n"):
            return start, end
        return first, min(last + 1, len(text))


def begins_line(text: str, position: int) -> bool:
    """Return whether nothing but up to three blanks stands before ``position`` on its line."""
    before = text[max(position - 4, 0) : position]
    line = before.rpartition("\n")[2]
    return not line.strip(" \t") and (position < 4 or "\n" in before)


def _without_code(text: str) -> str:
    if "`" not in text and "~~~" not in text:
        return text
    pieces, position = [], 0
    for start, end in [*_code_spans(text), (len(text), len(text))]:
        pieces += [text[position:start], _SIGN.sub(" ", text[start:end])]
        position = end
    return "".join(pieces)


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return where fenced blocks and code between backticks stand."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        if "`" in match[0]:
            spans += _ticked(match[0], match.start())
    fences = _fenced(text)
    if fences:
        spans = [span for span in spans if not any(start <= span[0] < end for start, end in fences)]
    return sorted(spans + fences)


def _fenced(text: str) -> list[tuple[int, int]]:
    if "```" not in text and "~~~" not in text:
        return []
    fences: list[tuple[int, int]] = []
    position, mark, begun = 0, "", 0
    for line in text.split("\n"):
        match = _FENCE.fullmatch(line)
        if match and not mark:
            mark, begun = match[1], position
        elif match and match[1].startswith(mark):
            fences.append((begun, position + len(line)))
            mark = ""
        position += len(line) + 1
    return fences


def _ticked(paragraph: str, offset: int) -> list[tuple[int, int]]:
    """Return the spans between runs of as many backticks; each run is looked at once."""
    runs = [match.span() for match in _TICKS.finditer(paragraph)]
    places: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(runs):
        places[end - start].append(number)
    spans, number = [], 0
    while number < len(runs):
        start, end = runs[number]
        same = places[end - start]
        later = bisect_right(same, number)
        if later < len(same):
            number = same[later]
            spans.append((offset + start, offset + runs[number][1]))
        number += 1
    return spans
