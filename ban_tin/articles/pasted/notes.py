"""Footnotes and what refers to them: each note once, and none without the other."""

import re
from collections import Counter

from ban_tin.articles.pasted.line import Line, LineReport, shorten

_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]]*)\]:[ ]*(.*)")
_REFERENCE = re.compile(r"(?<![\\!])\[\^([^\[\]\s]+)\](?!:)")
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")


def check_notes(lines: list[Line], report: LineReport) -> list[Line]:
    """Report a note that nothing refers to, one that stands twice, and a reference to no note."""
    notes: dict[str, tuple[int, str]] = {}
    references: Counter[str] = Counter()
    places: dict[str, int] = {}
    for line in lines:
        if "[^" not in line.text or line.literal:
            continue
        text = line.text
        if note := _NOTE.match(text):
            name, words = note[1], note[2]
            if name in notes:
                report("note-twice", line.number, name=name, text=shorten(notes[name][1]), first=str(notes[name][0]))
            notes[name] = line.number, words
            text = words
        for match in _REFERENCE.finditer(_CODE.sub("", text) if "`" in text else text):
            references[match[1]] += 1
            places.setdefault(match[1], line.number)
    for name, (number, words) in notes.items():
        if not references[name]:
            report("note-unused", number, name=name, text=shorten(words))
    for name, number in places.items():
        if name not in notes:
            report("note-missing", number, name=name)
    return lines
