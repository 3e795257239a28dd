"""Nothing is dropped silently: findings are collected while reading and stop the build before it writes.

Setting ``FINDINGS`` holds the collection of the running build; ``STRICT`` (from the environment, see
``publishconf.py``) makes warnings stop it too.
"""

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ban_tin.findings.catalogue import KINDS, Kind, Severity
from ban_tin.findings.report import Finding, Findings, format_report, nearest
from ban_tin.language.translations import translation

__all__ = ["KINDS", "Finding", "Findings", "Kind", "Severity", "format_report", "nearest", "stop_on", "tell"]


def tell(settings: Mapping[str, Any], found: Iterable[Finding]) -> None:
    """Print ``found``."""
    gettext = translation(settings.get("DEFAULT_LANG", "vi")).gettext
    print(format_report(found, gettext), file=sys.stderr)


def stop_on(settings: Mapping[str, Any]) -> None:
    """Print the findings so far and leave with exit code 1 when they stop the build.

    ``SystemExit`` and not an exception of our own: Pelican would print a traceback around it.
    """
    findings: Findings = settings["FINDINGS"]
    if findings.told is not None or not findings.found:
        return
    tell(settings, findings.found)
    catalogue = translation(settings.get("DEFAULT_LANG", "vi"))
    stopped = findings.stop(bool(settings.get("STRICT")))
    summary = catalogue.ngettext("%(num)d finding.", "%(num)d findings.", len(findings.found)) % {
        "num": len(findings.found)
    }
    if stopped:
        print(summary, catalogue.gettext("Nothing was written."), file=sys.stderr)
        raise SystemExit(1)
    print(summary, file=sys.stderr)
