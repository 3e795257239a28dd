"""Quotes: what stands behind ``>`` is pasted as the rest of the text is."""

import re
from collections.abc import Sequence

from ban_tin.articles.pasted.line import Line, LineReport, Step

_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
#: Quotes within quotes, which ``ban_tin.articles.body.nesting`` limits too.
_DEEPEST = 20


def within_quotes(steps: Sequence[Step], depth: int = 0) -> Step:
    """Return a step that does ``steps`` to what is quoted."""

    def run(lines: list[Line], report: LineReport) -> list[Line]:
        if depth > _DEEPEST or not any(line.text.lstrip()[:1] == ">" for line in lines):
            return lines
        made: list[Line] = []
        quoted: list[Line] = []
        for line in [*lines, Line("", 0)]:
            match = None if line.literal else _QUOTE.match(line.text)
            if match:
                quoted.append(Line(line.text[match.end() :], line.number))
                continue
            if quoted:
                for step in (*steps, within_quotes(steps, depth + 1)):
                    quoted = step(quoted, report)
                made += [
                    Line(
                        f"> {each.text}".rstrip(" ") if not each.text.endswith("  ") else f"> {each.text}", each.number
                    )
                    for each in quoted
                ]
                quoted = []
            made.append(line)
        return made[:-1]

    return run
