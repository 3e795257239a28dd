"""All that a sheet shows, put together: criteria in their order, of each what was seen, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsdesk.assessing.criteria import CRITERIA, Criterion, Scope
from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.language import translate


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was seen of a site."""

    #: Its full name.
    name: str
    #: Where it is published.
    address: str
    #: When it was measured.
    made: datetime
    #: When the finished site was built.
    built: datetime
    #: Addresses of its pages.
    pages: tuple[str, ...]
    #: Those of them that a browser measured.
    sample: tuple[str, ...]
    #: All of it.
    evidence: tuple[Evidence, ...]
    #: The program and its version.
    program: str

    def of(self, criterion: Criterion) -> list[Evidence]:
        """Return what was seen of ``criterion``, of the site first; a line says so where nothing was."""
        found = [each for each in self.evidence if each.criterion == criterion.name]
        return found or [
            Evidence(criterion.name, "", Verdict.NOT_MEASURED, translate("there is no page that it is about"), "")
        ]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was seen of one criterion, counted."""

    criterion: Criterion
    seen: int
    missing: int
    unmeasured: int

    @property
    def verdict(self) -> Verdict:
        """Return the worst of it; what was measured nowhere is not seen."""
        if self.missing:
            return Verdict.MISSING
        return Verdict.SEEN if self.seen else Verdict.NOT_MEASURED

    @property
    def said(self) -> str:
        """Return the result in words: where something is missing on some pages only, on how many."""
        if self.missing and self.seen:
            return translate("missing on {count} of {all}").format(count=self.missing, all=self.missing + self.seen)
        return translate(self.verdict.value)


def summarize(assessment: Assessment) -> list[Summary]:
    """Return a line for each criterion, in their order."""
    lines = []
    for criterion in CRITERIA:
        found = [each.verdict for each in assessment.of(criterion)]
        lines.append(Summary(criterion, *(found.count(each) for each in Verdict)))
    return lines


def choose_sample(pages: Sequence[str], articles: Iterable[str], most: int) -> list[str]:
    """Return at most ``most`` of ``pages`` for a browser: the home page, one of each kind, then the newest ``articles``."""
    chosen = ["/"] if "/" in pages else []
    kinds = {url.strip("/").partition("/")[0] for url in pages} - {"", "404.html"}
    newest = sorted(articles, reverse=True)
    first_of_kind = {
        kind: next(url for url in sorted(pages, key=len) if url.strip("/").partition("/")[0] == kind)
        for kind in sorted(kinds)
    }
    for url in [*newest[:1], *first_of_kind.values(), *newest[1:]]:
        if url not in chosen and len(chosen) < most:
            chosen.append(url)
    return chosen[:most]


def note_unsampled(assessment_pages: int, sample: int) -> list[Evidence]:
    """Return what says that the browser looked at some pages only."""
    left = assessment_pages - sample
    if left <= 0:
        return []
    why = translate("{count} of {all} pages were not measured in a browser; --pages {all} measures all of them").format(count=left, all=assessment_pages)  # fmt: skip
    return [Evidence(each.name, "", Verdict.NOT_MEASURED, why, "") for each in CRITERIA if each.scope is Scope.SAMPLE]
