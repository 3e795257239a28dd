"""Bold type as Word gives it, with a blank within its marks: ``**Điều 1. **Phạm vi``."""

import re

from ban_tin.articles.pasted.line import Line, LineReport

#: Two asterisks, neither more nor escaped.
_MARK = re.compile(r"(?<![\\*])\*\*(?!\*)")
_LETTER = re.compile(r"[^\W\d_]")


def close_up_bold(lines: list[Line], report: LineReport) -> list[Line]:
    """Put the blanks at the ends of bold type outside of its marks, where every mark of the line has its other one."""
    for line in lines:
        text = line.text
        if "**" not in text or "`" in text or line.literal or ("** " not in text and " **" not in text and "**\u00a0" not in text and "\u00a0**" not in text):  # fmt: skip
            continue
        parts = _MARK.split(text)
        if len(parts) % 2 == 0 or len(parts) < 3:
            continue
        bold = parts[1::2]
        if not all(_LETTER.search(part) for part in bold) or all(part == part.strip() for part in bold):
            continue
        for number in range(1, len(parts), 2):
            part = parts[number]
            words = part.strip()
            start = len(part) - len(part.lstrip())
            parts[number] = f"{part[:start]}**{words}**{part[start + len(words) :]}"
        line.text = "".join(parts)
    return lines
