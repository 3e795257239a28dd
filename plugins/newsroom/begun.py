"""What Pelican's settings carry from one of its signals to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ban_tin.findings import Findings
from ban_tin.planning.plan import Plan
from ban_tin.site.project import Project

#: The one setting that is ours.
_NAME = "NEWSROOM"


@dataclass
class Begun:
    """The project and the findings of a build; ``plan`` is that of a build in Pelican's own way, once it is made."""

    project: Project
    findings: Findings
    plan: Plan | None = None


def begun(settings: Mapping[str, Any]) -> Begun:
    """Return what ``settings`` carry since the signal ``initialized``. Raises ``KeyError`` before."""
    found: Begun = settings[_NAME]
    return found


def keep_begun(settings: dict[str, Any], value: Begun) -> None:
    """Let ``settings`` carry ``value``."""
    settings[_NAME] = value
