"""What became of a source: what was read and by what evidence, what is doubtful, what was left out with all its words.

``kinds`` has the sentences; ``terminal``, ``page`` and ``table`` write them for a terminal, as HTML and as CSV.
"""

from newsdesk.importing.report.kinds import KINDS, ReportKind

__all__ = ["KINDS", "ReportKind"]
