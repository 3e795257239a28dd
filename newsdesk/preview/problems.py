"""Findings as the problems that a preview shows."""

from typing import Any

from ban_tin.findings.report import Finding, Findings, printable_path
from ban_tin.language.translations import translation
from ban_tin.rendering.layers import note_unusable, theme_layers
from ban_tin.site.project import Project
from newsdesk.preview.live_site import Problem


def theme_problems(error: OSError | ValueError, project: Project) -> tuple[Problem, ...]:
    """Return why the theme of ``project`` can't be loaded."""
    findings = Findings()
    note_unusable(error, theme_layers(project), findings)
    return tuple(problem_of(finding, translation(project.language).gettext) for finding in findings.found)


def problem_of(finding: Finding, gettext: Any) -> Problem:
    """Return ``finding`` in the language of ``gettext``."""
    return Problem(
        printable_path(finding.path),
        finding.line,
        str(finding.severity),
        finding.message(gettext),
        finding.fix(gettext),
    )
