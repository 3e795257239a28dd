"""Bold and struck-out type as Word gives it, with a blank within its signs: ``**Điều 1. **Phạm vi``."""

import re

from ban_tin.articles.pasted.line import SPACE, Line, LineReport

#: Each sign alone: neither in a longer row of it nor escaped.
_SIGNS = {
    sign: re.compile(rf"(?<![\\{sign[0]}]){re.escape(sign)}(?!{re.escape(sign[0])})")
    for sign in ("***", "**", "__", "~~")
}
_LOOSE = re.compile(rf"[*_~]{SPACE}|{SPACE}[*_~]")
_LETTER = re.compile(r"[^\W\d_]")


def close_up_signs(lines: list[Line], report: LineReport) -> list[Line]:
    """Put the blanks at the ends of bold and struck-out type outside of its signs, where each sign of a line has its other one."""
    for line in lines:
        if line.literal or "`" in line.text or not _LOOSE.search(line.text):
            continue
        for sign, pattern in _SIGNS.items():
            if sign in line.text:
                line.text = _closed_up(line.text, sign, pattern)
    return lines


def _closed_up(text: str, sign: str, pattern: re.Pattern[str]) -> str:
    parts = pattern.split(text)
    within = parts[1::2]
    if len(parts) % 2 == 0 or len(parts) < 3 or all(part == part.strip() for part in within):
        return text
    if not all(_LETTER.search(part) for part in within):
        return text
    if sign == "__" and any(part[:1].isspace() and part[-1:].isspace() for part in within):
        return text  # To be filled in: tên __ và lớp __.
    for number in range(1, len(parts), 2):
        part = parts[number]
        words = part.strip()
        start = len(part) - len(part.lstrip())
        parts[number] = f"{part[:start]}{sign}{words}{sign}{part[start + len(words) :]}"
    return "".join(parts)
