"""The columns of findings: of a build's, which know their line, where the text that they quote stands on it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ban_tin.findings import Finding
from ban_tin.language.vietnamese import nfc


def with_columns(found: Iterable[Finding], folder: Path) -> list[Finding]:
    """Return ``found`` with a column each; ``folder`` is the site's, whose name their paths begin with."""
    lines: dict[str, list[str]] = {}
    located = []
    for finding in found:
        if finding.column or not finding.line:
            located.append(replace(finding, column=finding.column or 1))
            continue
        if finding.path not in lines:
            try:
                text = (folder / finding.path.partition("/")[2]).read_text("utf-8-sig", "replace")
            except (OSError, ValueError):
                text = ""
            lines[finding.path] = nfc(text).split("\n")
        located.append(replace(finding, column=find_column(finding, lines[finding.path])))
    return located


def find_column(finding: Finding, lines: list[str]) -> int:
    """Return the column (from 1) at which the longest text that ``finding`` quotes stands on its line, 1 where none does."""
    if not 0 < finding.line <= len(lines):
        return 1
    line = lines[finding.line - 1]
    quoted = sorted((nfc(value.rstrip("…")).split("\n")[0] for _, value in finding.values), key=len, reverse=True)
    for text in quoted:
        at = line.find(text) if text else -1
        if at >= 0:
            return at + 1
    return 1
