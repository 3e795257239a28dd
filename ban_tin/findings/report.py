"""Findings: what is wrong, where, and how it is fixed; collected first, shown all at once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from string import Formatter

from ban_tin.findings.catalogue import KINDS, OF_RULES, Severity
from ban_tin.findings.known import KnownFindings, KnownKey

Translate = Callable[[str], str]


@dataclass(frozen=True, order=True)
class Finding:
    """One finding of the kind ``kind`` at ``line`` (from 1; 0 means the file as a whole) of ``path``.

    ``column`` counts characters from 1; 0 means that only the line is known.
    """

    path: str
    line: int
    kind: str
    values: tuple[tuple[str, str], ...] = ()
    column: int = 0

    @property
    def severity(self) -> Severity:
        return KINDS[self.kind].severity

    def message(self, translate: Translate = str) -> str:
        """Return what is wrong, in one sentence."""
        return self._fill(KINDS[self.kind].message, translate)

    def fix(self, translate: Translate = str) -> str:
        """Return how the author of the file fixes it, in one sentence."""
        return self._fill(KINDS[self.kind].fix, translate)

    def _fill(self, template: str, translate: Translate) -> str:
        # Our own reasons have translations; those of a library are shown as they are.
        values = {name: translate(value) if name == "reason" else value for name, value in self.values}
        return translate(template).format(**{name: printable(value) for name, value in values.items()})


@cache
def fields_of(kind: str) -> frozenset[str]:
    """Return the names of the values in the texts of ``kind``. Raises ``KeyError`` for an unknown one."""
    texts = KINDS[kind].message + KINDS[kind].fix
    return frozenset(name for _, name, _, _ in Formatter().parse(texts) if name)


@dataclass(slots=True)
class Findings:
    """The findings of one build, and those that are ``known`` beforehand, which stop nothing."""

    found: set[Finding] = field(default_factory=set)
    known: KnownFindings = field(default_factory=KnownFindings)

    def add(self, kind: str, path: str, line: int = 0, **values: str) -> None:
        """Add a finding; the same one added twice stands once.

        Raises ``KeyError`` for an unknown kind, ``TypeError`` where ``values`` are not those that its texts name.
        """
        if values.keys() != fields_of(kind):
            raise TypeError(f"the finding {kind} has {sorted(fields_of(kind))}, not {sorted(values)}")
        self.found.add(Finding(path, line, kind, tuple(sorted(values.items()))))

    def sorted(self) -> list[Finding]:
        """Return all findings by path and line."""
        return sorted(self.found)

    def shown(self) -> list[Finding]:
        """Return by path and line what is not known beforehand; a note says how many are."""
        split = self.known.split(self.found)
        if not split.known:
            return split.shown
        return sorted([*split.shown, _known_note(self.known.path, split.known.total())])

    def held_back_known(self) -> Counter[KnownKey]:
        """Return the known findings of drafts and scheduled articles, whose texts a build doesn't look through."""
        held_back = {each.path.partition("/")[2] for each in self.found if each.kind in {"draft", "scheduled"}}
        unused = self.known.split(self.found).unused
        return Counter({key: times for key, times in unused.items() if key.article in held_back})

    def note_unused(self, rules: bool = False) -> None:
        """Say how many known findings occur no longer. Only where all articles have been read; ``rules``: and looked at by rules."""
        unused = self.known.split(self.found).unused - self.held_back_known()
        count = sum(times for key, times in unused.items() if rules or key.kind not in OF_RULES)
        if count:
            self.add("known-unused", self.known.path, count=str(count))

    def stop(self, strict: bool) -> bool:
        """Return whether these findings stop a build."""
        if not strict:  # No error is ever known.
            return any(finding.severity is Severity.ERROR for finding in self.found)
        return any(finding.severity in _STOPPING for finding in self.known.split(self.found).shown)


def _known_note(path: str, count: int) -> Finding:
    return Finding(path, 0, "known-accepted", (("count", str(count)),))


_STOPPING = (Severity.ERROR, Severity.WARNING)
#: As many errors or warnings of one kind at one place are printed, such as the line of a template that fails on every page: more
#: would hide the rest.
ALIKE_SHOWN = 5


#: Letters of a value that are shown.
_SHOWN = 1000
#: What a terminal would obey, what turns text round, and halves of characters, which can't be written at all.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` as it can be shown anywhere: of sensible length, with the code points of characters that can't be seen."""
    if len(text) > _SHOWN:
        text = f"{text[:_SHOWN]}…"
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def printable_path(path: str) -> str:
    """Return ``path`` as it can be shown, in one line."""
    return printable(path).replace("\n", "<U+000A>")


def place_of(finding: Finding) -> tuple[object, ...]:
    """Return what puts findings in the order in which their places are read."""
    return finding.path, finding.line, finding.column, finding.kind, finding.values


def format_report(findings: Iterable[Finding], translate: Translate, every: bool = False) -> str:
    """Return the findings as text for a terminal: ``path:line: severity: message``, and below it how it is fixed.

    Hints and notes stop nothing: they come first, one of each kind, with the number of its like. The errors come last, next to the
    prompt. ``every`` leaves none out.
    """
    findings, lines = list(findings), list[str]()
    for severity in reversed(Severity):
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for finding in sorted((each for each in findings if each.severity is severity), key=place_of):
            place = (finding.path, finding.line) if severity in _STOPPING else ()
            alike.setdefault((finding.kind, *place), []).append(finding)
        for each in alike.values():
            shown = each if every else each[-(ALIKE_SHOWN if severity in _STOPPING else 1) :]
            hidden = len(each) - len(shown)
            for finding in shown:
                lines += _lines(finding, hidden if finding is shown[-1] else 0, translate)
    return "\n".join(lines)


def _lines(finding: Finding, hidden: int, translate: Translate) -> list[str]:
    """Return the lines of one finding, that stands for ``hidden`` more."""
    label = {
        Severity.ERROR: translate("error"),
        Severity.WARNING: translate("warning"),
        Severity.NOTE: translate("note"),
        Severity.HINT: translate("hint"),
    }[finding.severity]
    path = printable_path(finding.path)
    place = f"{path}:{finding.line}" if finding.line else path
    if finding.line and finding.column:
        place = f"{place}:{finding.column}"
    more = " " + translate("({count} more like this)").format(count=hidden) if hidden else ""
    return [
        f"{place}: {label}: {finding.message(translate)}{more}",
        f"    {translate('Fix')}: {finding.fix(translate)}",
    ]


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """Return the known word that ``word`` was probably meant to be, or ``""`` when none is near (from 0 to 1: ``cutoff``)."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=cutoff)), "")
