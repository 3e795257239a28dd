"""A site as the build that has just ended read it: what rules find in its texts, and when it changes by itself.

A build remembers what it read, and rules what they found: only what changed is looked at, and no plan is made again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ban_tin.building.checking import read_built_rows
from ban_tin.building.state import Row
from ban_tin.findings import OF_RULES, Severity, count_findings, format_report
from ban_tin.language.translations import translation
from newsdesk.check import Checked, begin_site
from newsdesk.language import translate
from newsdesk.publishing.due import Due, changes_in_time, next_due
from newsdesk.site_folder import SiteFolder


class BuiltSite(NamedTuple):
    """A site that was built: its settings with what is known of its findings, and what was read of each source file."""

    begun: Checked
    rows: Mapping[str, Row]


def read_built_site(site: SiteFolder) -> BuiltSite | None:
    """Return ``site``, which was built just now; None where its settings can't be used any more, which is said."""
    begun = begin_site(site)
    return begun and BuiltSite(begun, read_built_rows(*begun))


def report_of_rules(built: BuiltSite) -> str:
    """Return what rules find in the texts of ``built`` where that stops publishing; ``""`` where it doesn't.

    What ``known-findings.toml`` knows stops nothing.
    """
    from newsdesk.checking.whole_site import find_by_rules

    project, findings = built.begun
    findings.found.update(find_by_rules(project, built.rows))
    found = [each for each in findings.shown() if each.kind in OF_RULES]
    if all(each.severity is not Severity.WARNING for each in found):
        return ""
    message = translate("{counts} No release was made: readers see what they saw before.")
    counts = count_findings(found, project.language, strict=True)
    return f"{format_report(found, translation(project.language).gettext)}\n{message.format(counts=counts)}"


def next_change(built: BuiltSite, since: datetime) -> Due | None:
    """Return what of ``built`` is the first to change by itself after the moment ``since``, None for nothing."""
    return next_due(changes_in_time(row.entry for row in built.rows.values()), since)
