"""Nothing is dropped silently: findings are collected while reading and stop the build before it writes."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NoReturn

from ban_tin.findings.catalogue import KINDS, OF_RULES, Kind, Severity
from ban_tin.findings.report import Finding, Findings, format_report, nearest
from ban_tin.language.translations import translation

__all__ = [
    "KINDS",
    "OF_RULES",
    "Finding",
    "Findings",
    "Kind",
    "Severity",
    "count_findings",
    "format_report",
    "nearest",
    "print_findings",
    "refuse",
    "report_and_exit",
]


def print_findings(found: Iterable[Finding], language: str) -> None:
    """Print ``found`` to the standard error."""
    print(format_report(found, translation(language).gettext), file=sys.stderr)


def report_and_exit(findings: Findings, language: str, strict: bool) -> None:
    """Print the findings so far, and leave with exit code 1 when they stop the build; ``strict``: warnings do so too.

    ``SystemExit`` and not an exception of our own: Pelican would print a traceback around it.
    """
    shown = findings.shown()
    if not shown:
        return
    print_findings(shown, language)
    stopped = findings.stop(strict)
    counts = count_findings(shown, language, stopped and strict)
    if stopped:
        print(counts, translation(language).gettext("Nothing was written."), file=sys.stderr)
        raise SystemExit(1)
    print(counts, file=sys.stderr)


def count_findings(found: Collection[Finding], language: str, strict: bool = False) -> str:
    """Return how many findings of each severity there are, and which of them stop the build; ``strict`` as in ``Findings.stop``."""
    text = translation(language)
    numbers = Counter(finding.severity for finding in found)
    errors, warnings = numbers[Severity.ERROR], numbers[Severity.WARNING]
    remarks = numbers[Severity.NOTE] + numbers[Severity.HINT]
    counts = {
        Severity.ERROR: text.ngettext("%(num)d error", "%(num)d errors", errors) % {"num": errors},
        Severity.WARNING: text.ngettext("%(num)d warning", "%(num)d warnings", warnings) % {"num": warnings},
        Severity.HINT: text.ngettext("%(num)d remark", "%(num)d remarks", remarks) % {"num": remarks},
    }
    all_counts = ", ".join(
        counts[each] for each, number in zip(counts, (errors, warnings, remarks), strict=True) if number
    )
    stopping = [counts[Severity.ERROR]] if errors else []
    stopping += [counts[Severity.WARNING]] if strict and warnings else []
    if not stopping:
        return f"{all_counts}."
    return text.gettext("{all}. The build is stopped by: {stopping}.").format(
        all=all_counts, stopping=", ".join(stopping)
    )


def refuse(language: str, message: str, **values: str) -> NoReturn:
    """Print the ``message`` (a message id) with its ``values``, and leave with exit code 1."""
    gettext = translation(language).gettext
    print(gettext(message).format(**values), gettext("Nothing was written."), file=sys.stderr)
    raise SystemExit(1)
