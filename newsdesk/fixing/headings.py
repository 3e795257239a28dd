"""Headings of the first rank, which is that of the title: one rank lower."""

import re

from ban_tin.findings import Finding
from newsdesk.fixing.edits import Edits, NamesTaken, line_at, replace_line

#: ``# Tiêu đề``, in a quotation too.
_MARKED = re.compile(r"(?P<before>[ >]{0,8})#(?!#)(?P<text>.*)")
_UNDERLINE = re.compile(r"(?P<before>[ >]{0,8})(?P<line>=+)(?P<after>[ \t]*)")


def lower_heading(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Write a heading of the first rank as one of the second: one sign more, or the other underline."""
    line = line_at(text, finding.line)
    if found := _MARKED.fullmatch(line):
        return Edits(replace_line(text, finding.line, f"{found['before']}##{found['text']}"))
    # The finding names the line of the words.
    if (found := _UNDERLINE.fullmatch(line_at(text, finding.line + 1))) and line.strip():
        under = f"{found['before']}{'-' * max(3, len(found['line']))}{found['after']}"
        return Edits(replace_line(text, finding.line + 1, under))
    return None
