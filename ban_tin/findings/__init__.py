"""Nothing is dropped silently: findings are collected while reading and stop the build before it writes."""

import sys
from collections.abc import Iterable
from typing import NoReturn

from ban_tin.findings.catalogue import KINDS, Kind, Severity
from ban_tin.findings.report import Finding, Findings, format_report, nearest
from ban_tin.language.translations import translation

__all__ = [
    "KINDS",
    "Finding",
    "Findings",
    "Kind",
    "Severity",
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
    if not findings.found:
        return
    print_findings(findings.found, language)
    catalogue = translation(language)
    number = len(findings.found)
    summary = catalogue.ngettext("%(num)d finding.", "%(num)d findings.", number) % {"num": number}
    if findings.stop(strict):
        print(summary, catalogue.gettext("Nothing was written."), file=sys.stderr)
        raise SystemExit(1)
    print(summary, file=sys.stderr)


def refuse(language: str, message: str, **values: str) -> NoReturn:
    """Print the ``message`` (a message id) with its ``values``, and leave with exit code 1."""
    gettext = translation(language).gettext
    print(gettext(message).format(**values), gettext("Nothing was written."), file=sys.stderr)
    raise SystemExit(1)
