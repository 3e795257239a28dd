"""The department's logo stands in the pages themselves: it must be a drawing that brings nothing else along."""

from pathlib import Path

from ban_tin.findings.report import Findings
from ban_tin.safe_svg import UnsafeDrawingError, read_drawing


def check_logo(file: str, folder: Path, shown_path: str, line: int, findings: Findings) -> None:
    """Add a finding at ``line`` of ``shown_path`` for everything that the logo ``file`` in ``folder`` can't be published with."""
    path = folder / file
    try:
        path.lstat()
    except (OSError, ValueError):  # ValueError: no file can have that name.
        findings.add("logo-missing", shown_path, line, file=file, folder=str(Path(shown_path).parent))
        return
    try:
        read_drawing(path)
    except UnsafeDrawingError as error:
        for reason, element, attribute in error.problems:
            if attribute:
                findings.add(
                    "logo-attribute", shown_path, line, file=file, reason=reason, element=element, attribute=attribute
                )
            elif element:
                findings.add("logo-element", shown_path, line, file=file, reason=reason, element=element)
            else:
                findings.add("logo-unusable", shown_path, line, file=file, reason=reason)
