"""The two questions about an article: is every word of it on the page, and is every sign of it gone?"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol
from unicodedata import is_normalized, normalize

from ban_tin.articles.nothing_lost.missing import Stretch, find_missing, joined
from ban_tin.articles.nothing_lost.page import WORD, read_page, words_of
from ban_tin.articles.nothing_lost.quick import plain_lines, surely_whole
from ban_tin.articles.nothing_lost.raw import find_raw, may_have_raw
from ban_tin.articles.nothing_lost.written import Written, read_written
from ban_tin.findings.catalogue import KINDS, Severity

#: Findings of either question about one article; what is more is told with the last of them.
MOST = 20
#: Letters of a stretch that are quoted.
_QUOTED = 80
#: So many letters are quoted elsewhere by no chance; fewer only of a line so near.
_NO_CHANCE = 16
_NEAR = 3
#: Kinds of findings that stand at a line for another reason than what is seen there.
_OF_SOMETHING_ELSE = frozenset(
    {
        "alt-missing",
        "caption-missing",
        "consent-missing",
        "link-missing",
        "photo-large",
        "photo-location",
        "photo-small",
    }
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_REFERENCE = re.compile(r"[ >]*\*?\[[^\]\n]*\]:")
_TITLE = re.compile(r"!\[[^\]]*\]\([^\s)]+\s+[\"“]\s*$")
_NOTE = re.compile(r"[ >]*\[\^([^\]\n]*)\]:")


class Around(NamedTuple):
    """What else is known of an article: the findings about it, and the ``names`` of files beside it that were asked for."""

    told: Sequence["Told"]
    names: Sequence[str]


class Told(NamedTuple):
    """What a finding says about this article already: its line, its kind, and the values that it quotes."""

    line: int
    kind: str
    values: tuple[str, ...]


class Report(Protocol):
    """Takes a finding of a kind at a line of the source file."""

    def __call__(self, kind: str, line: int, **values: str) -> None: ...


def check_words(text: str, first: int, html: str, look_around: Callable[[], Around], report: Report) -> None:
    """Report what of the Markdown ``text`` the published ``html`` doesn't show, and what it shows though it is no text.

    ``first`` is the number of the first line of ``text`` in its file. Nearly every article is found whole without a need to
    ``look_around``.
    """
    shown = plain_lines(html)
    whole, clean = surely_whole(text, html, shown), not may_have_raw(shown)
    if whole and clean:
        return
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    page = read_page(html)
    around = look_around()
    known = _Known(around.told)
    if not whole:
        written = read_written(text, page, around.names)
        names = {word for name in around.names for word in words_of(name)}
        _report_missing(written, find_missing(written, page, names), first, known, report)
    if not clean:
        lines = {}
        for raw in find_raw(text, page.loose):
            if raw.line not in lines and not known.tells(raw.line + first):
                lines[raw.line] = raw.text
        for line, raw_text in sorted(lines.items())[:MOST]:
            report("markup-shown", line + first, text=raw_text)


class _Known:
    """What is told already."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._lines: set[int] = set()
        self._quoted: list[tuple[int, str]] = []
        self._open: list[int] = []
        for each in told:
            if each.kind not in _OF_SOMETHING_ELSE and KINDS[each.kind].severity in (Severity.ERROR, Severity.WARNING):
                self._lines.add(each.line)
            if each.kind == "html-open":
                self._open.append(each.line)
            self._quoted += [(each.line, _words(value)) for value in each.values]

    def tells(self, line: int) -> bool:
        """Return whether a finding names the ``line`` for what is seen there."""
        return line in self._lines

    def quotes(self, line: int, text: str) -> bool:
        """Return whether a finding quotes the ``text`` of a ``line``, or as much of it as it can."""
        words = _words(text)
        for other, value in self._quoted:
            if len(words) < _NO_CHANCE and abs(other - line) > _NEAR:
                continue
            if words in value or (len(value) >= _NO_CHANCE and words.startswith(value)):
                return True
        return False

    def swallowed(self, line: int) -> bool:
        """Return whether a tag before the ``line`` is never closed and has taken all of the rest."""
        return any(each <= line for each in self._open)


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text))} "


def _report_missing(written: Written, stretches: list[Stretch], first: int, known: _Known, report: Report) -> None:
    text = written.text
    ends = [match.start() for match in re.finditer("\n", text)]

    def line(place: int) -> int:
        return first + bisect_right(ends, place - 1)

    left = [
        each
        for each in stretches
        if not (
            known.tells(line(each.start))
            or known.quotes(line(each.start), text[each.start : each.end])
            or known.swallowed(line(each.start))
        )
    ]
    # What follows one another in a paragraph is told once, where no line has a cause of its own.
    causes = {each.start: _cause(text, each.start) for each in left}
    plain = joined((each for each in left if causes[each.start] == _NO_CAUSE), text, border="\n\n")
    left = sorted([*plain, *(each for each in left if causes[each.start] != _NO_CAUSE)])
    if len(left) > MOST:
        left[MOST - 1 :] = [Stretch(left[MOST - 1].start, left[-1].end)]
    for each in left:
        start, end = line(each.start), line(each.end - 1)
        kind, values = causes[each.start]
        quoted = {"text": _quoted(text[each.start : each.end]), **values}
        if end > start:
            report("words-missing-lines", start, last=str(end), text=quoted["text"])
        else:
            report(kind, start, **quoted)


def _quoted(text: str) -> str:
    text = " ".join(_CONTROL.sub(" ", text).split())
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + "…"


_NO_CAUSE: tuple[str, dict[str, str]] = ("words-missing", {})


def _cause(text: str, start: int) -> tuple[str, dict[str, str]]:
    """Return the kind of finding that tells best why the words from ``start`` on are lost, with its further values."""
    begin = text.rfind("\n", 0, start) + 1
    before, line = text[begin:start], text[begin:].partition("\n")[0].strip()
    if note := _NOTE.match(line):
        return "words-missing-note", {"name": note[1]}
    if _REFERENCE.match(line):
        return "words-missing-reference", {"text": _quoted(line), "typed": line.replace("[", "\\[", 1)}
    if _TITLE.search(before):
        return "words-missing-title", {}
    # A row has as many before it as begin its cells.
    if "|" in before.strip()[1:]:
        return "words-missing-cell", {}
    return _NO_CAUSE
