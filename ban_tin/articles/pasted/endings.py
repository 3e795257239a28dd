"""Ends of lines: the backslashes of other programs, and rules that would make a heading of the line above."""

import re

from ban_tin.articles.pasted.line import Line, LineReport, is_text

_RULE = re.compile(r"(?:-+|=+)[ \t]*")
#: A heading is shorter than this, and ends no sentence.
_LONGEST_HEADING = 100
_SENTENCE = re.compile(r"[.;:,!?…][”\"’')»*_]*$")
_WHOLLY_EMPHASIZED = re.compile(r"([*_]{1,3})[^*_]+\1")


def break_at_backslashes(lines: list[Line], report: LineReport) -> list[Line]:
    """Break the line where a backslash ends it; a backslash alone is an empty line."""
    for number, line in enumerate(lines):
        text = line.text.rstrip(" \t")
        if not text.endswith("\\") or line.literal:
            continue
        words = text.rstrip("\\")
        if (len(text) - len(words)) % 2 == 0:
            continue  # Each stands for one that is to be seen.
        kept = text[:-1].rstrip()
        goes_on = number + 1 < len(lines) and lines[number + 1].text.strip(" \t\\")
        line.text = kept + "  " if kept and goes_on and not kept.endswith("|") else kept
    return lines


def part_rules(lines: list[Line], report: LineReport) -> list[Line]:
    """Part a rule from the text above it, of which it would make a heading; a sign alone makes none."""
    made: list[Line] = []
    for number, line in enumerate(lines):
        text = line.text
        if text[:1] in {"-", "="} and not line.literal and number and _RULE.fullmatch(text):
            above = lines[number - 1]
            words = above.text.strip()
            if not words or above.literal or "|" in words:
                pass
            elif len(text.strip()) < 3:
                if is_text(words):
                    line.text = "\\" + text.strip()
            elif text[0] == "-" and (above.listed or _is_no_heading(words)):
                made.append(Line("", line.number))
        made.append(line)
    return made


def _is_no_heading(words: str) -> bool:
    return (
        len(words) > _LONGEST_HEADING
        or "![" in words
        or _SENTENCE.search(words) is not None
        or _WHOLLY_EMPHASIZED.fullmatch(words) is not None
    )
