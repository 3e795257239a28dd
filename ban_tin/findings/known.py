"""Findings that an office took over with an archive, written down once: they are not shown and stop nothing.

A finding is known by its article, its kind and its values, not by its line: what moves stays known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ban_tin.findings.catalogue import KINDS, Severity
from ban_tin.language.vietnamese import nfc

if TYPE_CHECKING:
    from ban_tin.findings.report import Finding

#: What may be known. An error would leave something out of the site, and a note says how things stand.
ACCEPTABLE = (Severity.WARNING, Severity.HINT)


class KnownKey(NamedTuple):
    """What a finding is known by: the article (its path below the site's folder), the kind, and the values by their names."""

    article: str
    kind: str
    values: tuple[tuple[str, str], ...]


class Split(NamedTuple):
    """Findings held against the known ones: what is to be shown, what is known, and known ones that occur no longer."""

    shown: list["Finding"]
    known: Counter[KnownKey]
    unused: Counter[KnownKey]


@dataclass(frozen=True, slots=True)
class KnownFindings:
    """How often each finding is known. ``path`` is what findings call the list, ``""`` where there is none."""

    path: str = ""
    times: Mapping[KnownKey, int] = field(default_factory=dict)

    def split(self, found: Iterable["Finding"]) -> Split:
        """Hold ``found`` against the list: of alike findings, the first ones are the known ones."""
        found = sorted(found)
        if not self.times:
            return Split(found, Counter(), Counter())
        left, shown, known = Counter(self.times), list["Finding"](), Counter[KnownKey]()
        for finding in found:
            key = key_of(finding)
            if left[key] > 0 and is_acceptable(finding):
                left[key] -= 1
                known[key] += 1
            else:
                shown.append(finding)
        return Split(shown, known, +left)


def key_of(finding: "Finding") -> KnownKey:
    """Return what ``finding`` is known by. The site's own folder, which may be called anything, is no part of it."""
    # In the form in which the list is read: a file of macOS has a name in another one.
    values = tuple((name, nfc(value)) for name, value in finding.values)
    return KnownKey(finding.path.partition("/")[2], finding.kind, values)


def is_acceptable(finding: "Finding") -> bool:
    """Return whether ``finding`` may be known: a warning or a hint about an article or a page."""
    return KINDS[finding.kind].severity in ACCEPTABLE and finding.path.endswith(".md")
