"""Where a body stands: what its relative names mean, and where its findings point to."""

from dataclasses import dataclass
from pathlib import Path

from plugins.findings.report import Findings


@dataclass(slots=True)
class Place:
    """The article or page whose body is converted.

    ``path`` is shown in findings, ``folder`` holds the files beside it, ``url`` is the address of its own
    files (with a final slash), ``source`` is the whole file's text.
    """

    path: str
    folder: Path
    url: str
    source: str
    findings: Findings

    def line_of(self, needle: str, after: str = "") -> int:
        """Return the line on which ``needle`` first stands, 0 when it stands nowhere."""
        position = self.source.find(after + needle) if after else -1
        if position < 0:
            position = self.source.find(needle)
        return 0 if position < 0 else self.source.count("\n", 0, position) + 1

    def report(self, kind: str, needle: str, **values: str) -> None:
        """Add a finding at the line of ``needle``; an image's name is looked for as a link target first."""
        self.findings.add(kind, self.path, self.line_of(needle, after="]("), **values)
