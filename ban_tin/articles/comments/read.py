"""The file of an article's comments as values. It may have been edited by hand: everything that is wrong is told, with its line.

The events of YAML are read, not what a loader makes of them: a file has one shape, and whatever is not of it (anchors, tags, lists within
lists) is named before anything is built. So no file can be deeper or larger in memory than it is on the disk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import yaml

from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import parse_datetime
from ban_tin.source_files import forbidden_character
from ban_tin.views import Comment, Reply

COMMENT_FIELDS = {
    "id": "id: 12",
    "received": "received: 2026-11-20 08:15:30+07:00",
    "name": "name: Nguyễn Văn An",
    "text": "text: |-",
}
REPLY_FIELDS = {"at": "at: 2026-11-21 09:00:00+07:00", "name": "name: Văn phòng Sở", "text": "text: |-"}
_EXAMPLE = "\n- id: 12\n  received: 2026-11-20 08:15:30+07:00\n  name: Nguyễn Văn An\n  text: |-\n    Dòng thứ nhất.\n    Dòng thứ hai."
_LOADER: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_ID = re.compile(r"[0-9]{1,18}")
_REMARK = re.compile(r"[ \t]+#")
#: So many mistakes are named; more would hide the rest.
_MOST = 20


@dataclass(slots=True)
class _Text:
    """A text and the line (from 1) on which it begins."""

    line: int
    text: str


@dataclass(slots=True)
class _Fields:
    """A mapping, the line on which it begins, and those of its keys."""

    line: int
    values: "dict[str, tuple[int, _Text | _Fields]]"


class _WrongError(Exception):
    """What stands in a line is nothing that comments are made of."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def parse_comments(text: str, path: str, zone: tzinfo, findings: Findings) -> tuple[Comment, ...]:
    """Return the comments that ``text`` says, in its order, their times in ``zone``.

    Each mistake is a finding about ``path``, which is an error; a comment that can't be told from what is there is left out.
    """
    report = _Report(path, findings)
    comments: list[Comment] = []
    lines: dict[tuple[int, datetime], int] = {}
    try:
        for fields in _entries(text, report):
            comment = _comment(fields, zone, report)
            if comment is None:
                continue
            before = lines.setdefault((comment.id, comment.received), fields.line)
            if before != fields.line:
                report("comments-twice", fields.line, id=str(comment.id), other=str(before))
                continue
            comments.append(comment)
    except _WrongError as error:
        report("comments-syntax", error.line, example=_EXAMPLE)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report("comments-syntax", mark.line + 1 if mark else 1, example=_EXAMPLE)
    except yaml.reader.ReaderError as error:
        report("comments-character", text.count("\n", 0, error.position) + 1, code=_code(error.character))
    except (ValueError, OverflowError):  # An escape for a character beyond all there are.
        report("comments-syntax", 1, example=_EXAMPLE)
    return tuple(comments)


class _Report:
    def __init__(self, path: str, findings: Findings) -> None:
        self.path, self.findings, self._left = path, findings, _MOST

    def __call__(self, kind: str, line: int, **values: str) -> None:
        if self._left > 0:
            self._left -= 1
            self.findings.add(kind, self.path, line, **values)


def _entries(text: str, report: _Report) -> Iterator[_Fields]:
    """Yield the mappings of the list that ``text`` is. Raises ``_WrongError`` and ``yaml.YAMLError``."""
    lines = text.split("\n")
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(
            event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent | yaml.SequenceEndEvent
        ):
            continue
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            if event.explicit:
                raise _WrongError(line)
            first = next(events)
            if isinstance(first, yaml.ScalarEvent) and not first.value and not first.style:
                continue  # Remarks alone, or nothing.
            _check(first, yaml.SequenceStartEvent)
            continue
        _check(event, yaml.MappingStartEvent)
        yield _fields(event, events, lines, report, depth=0)


def _fields(opening: Any, events: Iterator[Any], lines: list[str], report: _Report, depth: int) -> _Fields:
    found = _Fields(opening.start_mark.line + 1, {})
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        _check(key, yaml.ScalarEvent)
        line = key.start_mark.line + 1
        value = next(events)
        entry: _Text | _Fields
        if isinstance(value, yaml.MappingStartEvent) and depth == 0:
            _check(value, yaml.MappingStartEvent)
            entry = _fields(value, events, lines, report, depth + 1)
        else:
            _check(value, yaml.ScalarEvent)
            entry = _Text(value.start_mark.line + 1, value.value)
            end = value.end_mark
            if not value.style and end.line < len(lines) and _REMARK.match(lines[end.line], end.column):
                report("comments-hash", end.line + 1, field=key.value)
        if key.value in found.values:
            report("comments-again", line, field=key.value)
        found.values[key.value] = line, entry
    return found


def _check(event: Any, kind: type) -> None:
    """Raise ``_WrongError`` where ``event`` is none of ``kind``, or has an anchor or a tag."""
    tagged = getattr(event, "anchor", None) or getattr(event, "tag", None)
    if not isinstance(event, kind) or tagged:
        raise _WrongError(event.start_mark.line + 1)


def _comment(fields: _Fields, zone: tzinfo, report: _Report) -> Comment | None:
    values = dict(fields.values)
    line, reply = values.pop("reply", (0, None))
    answer = None
    if isinstance(reply, _Fields):
        told = _texts(_Fields(line, reply.values), REPLY_FIELDS, "at", zone, report)
        answer = Reply(*told) if told else None
    elif reply is not None and reply.text:
        report(
            "comments-reply", line, example=f"\n  reply:\n    {REPLY_FIELDS['at']}\n    {REPLY_FIELDS['text']}\n      …"
        )
    id_ = values.pop("id", (fields.line, None))
    number = _number(id_, report)
    told = _texts(_Fields(fields.line, values), COMMENT_FIELDS, "received", zone, report)
    if number is None or told is None or (answer is None and isinstance(reply, _Fields)):
        return None
    return Comment(number, *told, answer)


def _number(given: tuple[int, Any], report: _Report) -> int | None:
    line, value = given
    if value is None:
        report("comments-missing", line, field="id", example=COMMENT_FIELDS["id"])
    elif not isinstance(value, _Text) or not _ID.fullmatch(value.text):
        report("comments-value", line, field="id", value=_shown(value), example=COMMENT_FIELDS["id"])
    else:
        return int(value.text)
    return None


def _texts(
    fields: _Fields, known: dict[str, str], when: str, zone: tzinfo, report: _Report
) -> tuple[datetime, str, str] | None:
    """Return the time, the name and the text in ``fields``, None with findings where one of them can't be."""
    right = True
    found: dict[str, str] = {}
    moment = None
    for name, (line, value) in fields.values.items():
        if name not in known:
            report("comments-field", line, field=name, known=", ".join([*known, *(["reply"] if "id" in known else [])]))
            right = False
        elif not isinstance(value, _Text):
            report("comments-value", line, field=name, value="…", example=known[name])
            right = False
        elif name == when:
            moment = _moment(value.text, zone)
            if moment is None:
                report("comments-value", line, field=name, value=value.text, example=known[name])
                right = False
        else:
            found[name] = value.text
            if code := forbidden_character(value.text):
                report("comments-character", value.line, code=code)
    for name in (when, "text"):
        lacking = name not in fields.values if name == when else not found.get(name, "").strip()
        if lacking and not isinstance(fields.values.get(name, (0, None))[1], _Fields):
            report("comments-missing", fields.line, field=name, example=known[name])
            right = False
    return (moment, found.get("name", ""), found["text"]) if right and moment else None


def _moment(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        pass
    try:
        return parse_datetime(text, zone)
    except ValueError:
        return None


def _shown(value: _Text | _Fields) -> str:
    return value.text if isinstance(value, _Text) else "…"


def _code(character: Any) -> str:
    return f"U+{character if isinstance(character, int) else ord(character):04X}"
