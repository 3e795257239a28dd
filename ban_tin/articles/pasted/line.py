"""A line of a body on its way to Markdown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class Line:
    """A line; ``number`` is the one that it has in the source file, whatever is joined or put in before it."""

    text: str
    number: int
    #: Of program code, raw HTML or a remark: nothing in it is a sign of Markdown, or of Word.
    literal: bool = False
    #: Of a list: what begins with a number is no paragraph.
    listed: bool = False


class LineReport(Protocol):
    """Takes a finding of a kind at the line ``number`` of the source file."""

    def __call__(self, kind: str, number: int, **values: str) -> None: ...


#: Returns the lines as they were meant; what can't be told for certain is left, and reported.
Step = Callable[[list[Line], LineReport], list[Line]]


@dataclass(frozen=True, slots=True)
class OnlyWith:
    """A step for texts in which ``signs`` are found; of nearly all texts a glance says that it has nothing to do."""

    signs: re.Pattern[str]
    step: Step

    def __call__(self, lines: list[Line], report: LineReport) -> list[Line]:
        return self.step(lines, report)


def only_with(signs: str, step: Step) -> OnlyWith:
    """Return ``step`` for texts in which the pattern ``signs`` is found, lines counting as such."""
    return OnlyWith(re.compile(signs, re.MULTILINE), step)


#: Space of every kind that stands within a line; Word has no-break spaces behind its marks.
SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_INDENT = re.compile(rf"{SPACE}*")
#: Lines that are neither text nor an item of a list: headings, rows, quotes, HTML, definitions, attributes, images.
_OTHER = re.compile(r"#{1,6}(?!\w*$)|#{2,}|[|>]|<|\[\^|\*\[|: |\{|!\[|\[!\[|(?:[-*_=] ?){3,}$")


def indent_of(text: str) -> int:
    """Return the column of the first character of ``text`` that is no space; a tab goes to the next multiple of four."""
    if "!" <= text[:1] <= "~" or text[:1].isalpha():
        return 0
    found = _INDENT.match(text)
    assert found is not None
    return len(found[0].expandtabs(4))


def is_text(text: str) -> bool:
    """Return whether a line is one of running text, as far as its beginning tells."""
    stripped = text.strip()
    return bool(stripped) and not _OTHER.match(stripped)


def shorten(text: str, most: int = 60) -> str:
    """Return ``text`` as a finding quotes it: its first words."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
