"""What is not public yet; drafts may lack what an article must have: a preview shows them all the same, and says what is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.findings.report import Finding, Findings
from ban_tin.site.facts import SiteFacts


def fill_in(front: FrontMatter, site: SiteFacts, zone: ZoneInfo) -> FrontMatter:
    """Return a draft with today as its date and the first category, where it has none of its own; nothing of it is written."""
    today = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(front, date=front.date or today, category=front.category or site.categories[0].name)


@contextmanager
def missing_files_allowed(findings: Findings, draft: bool) -> Iterator[None]:
    """Of a ``draft``, tell files that don't lie beside it yet as what is still to be done: an import leaves places for photos.

    As an error, each would hold up the preview of all articles.
    """
    before = set(findings.found) if draft else set()
    yield
    if draft:
        missing = {each for each in findings.found - before if each.kind == "file-missing"}
        findings.found -= missing
        findings.found |= {Finding(each.path, each.line, "draft-file-missing", each.values) for each in missing}


def held_back(front: FrontMatter, until: datetime | None) -> str:
    """Return why an article is not public at ``until``: ``draft``, ``scheduled``, or ``""`` for one that is; without ``until`` all are read."""
    if until is None:
        return ""
    if front.status == "draft":
        return "draft"
    return "scheduled" if front.date is not None and front.date > until else ""
