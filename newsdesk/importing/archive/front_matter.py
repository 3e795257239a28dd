"""The front matter of other generators: YAML, TOML, JSON, or Pelican's ``Key: value`` lines, as plain values."""

import json
import re
import tomllib
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, NamedTuple

import yaml

_FENCED = re.compile(
    r"\ufeff?\s*(?P<fence>---|\+\+\+)[ \t]*(?:json|js)?[ \t]*\n(?P<head>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w-]{0,60}):[ \t]*(?P<value>.*)")
#: Values that a front matter may have, those that YAML's references repeat counted each time: ten lines can name a thousand million.
VALUES_MOST = 20_000


class Head(NamedTuple):
    """What stands before the text: its fields by their names in small letters, and the line on which the text begins."""

    fields: dict[str, Any]
    body: str
    body_line: int
    #: Whether there is a front matter that can't be read; it is a part of ``body`` then.
    broken: bool = False


def split_head(text: str, pairs: bool) -> Head:
    """Split a source; ``pairs``: it may have Pelican's lines without a fence. Lines end with line feeds."""
    if found := _FENCED.match(text):
        fields = _read(found["head"], found["fence"])
        if fields is None:
            return Head({}, text, 1, broken=True)
        return Head(_lowered(fields), text[found.end() :], text.count("\n", 0, found.end()) + 1)
    if text.lstrip("\ufeff \n").startswith("{") and (json_head := _read_json(text)):
        return json_head
    return _read_pairs(text) if pairs else Head({}, text, 1)


def _read(head: str, fence: str) -> dict[Any, Any] | None:
    """Return the fields of a fenced front matter, None where it can't be read."""
    loaded: Any = None
    if fence == "+++":
        with suppress(ValueError, RecursionError):
            return tomllib.loads(head)
        return None
    if head.lstrip().startswith("{"):
        with suppress(ValueError, RecursionError):
            loaded = json.loads(head)
            return loaded if isinstance(loaded, dict) else None
    for attempt in (head, _without_liquid(head), _quoted(head)):
        with suppress(yaml.YAMLError, ValueError, OverflowError, RecursionError):
            loaded = yaml.load(attempt, yaml.BaseLoader)  # noqa: S506 - makes strings of everything
            break
    else:
        return None
    if not _is_bounded(loaded):
        return None
    return {} if loaded in (None, "") else loaded if isinstance(loaded, dict) else None


def _is_bounded(loaded: Any) -> bool:
    """Return whether there are few enough values in what YAML made; of a list that is within itself there are not."""
    left, waiting = VALUES_MOST, [loaded]
    while waiting and left >= 0:
        value = waiting.pop()
        left -= 1
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left >= 0


def _without_liquid(head: str) -> str:
    return re.sub(
        r"^([\w-]+:[ \t]*)(\{[{%].*)$", lambda found: f"{found[1]}{json.dumps(found[2])}", head, flags=re.MULTILINE
    )


def _quoted(head: str) -> str:
    """Return ``head`` with quotation marks round plain values: what the old generator read, a colon in a title, YAML refuses."""

    def quoted(found: re.Match[str]) -> str:
        value = found[2].strip()
        inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        return f"{found[1]} {json.dumps(inner, ensure_ascii=False)}"

    return re.sub(r"^([\w-]+:)[ \t]+([^\s\[{|>&*].*)$", quoted, head.replace("\t", "    "), flags=re.MULTILINE)


def _read_json(text: str) -> Head | None:
    start = text.index("{")
    with suppress(ValueError, RecursionError):
        fields, end = json.JSONDecoder().raw_decode(text, start)
        line_end = text.find("\n", end)
        if isinstance(fields, dict) and not text[end : line_end if line_end >= 0 else None].strip():
            begin = line_end + 1 if line_end >= 0 else len(text)
            return Head(_lowered(fields), text[begin:], text.count("\n", 0, begin) + 1)
    return None


def _read_pairs(text: str) -> Head:
    fields: dict[str, Any] = {}
    name, taken = "", 0
    lines = text.lstrip("\ufeff").split("\n")
    for line in lines:
        if name and re.match(r"[ \t]{4,}\S", line):
            fields[name] = f"{fields[name]}\n{line.strip()}".strip()
        elif pair := _PAIR.fullmatch(line):
            name = pair["name"].lower()
            fields[name] = pair["value"].strip()
        else:
            break
        taken += 1
    if not fields:
        return Head({}, text, 1)
    if taken < len(lines) and not lines[taken].strip():
        taken += 1
    return Head(fields, "\n".join(lines[taken:]), taken + 1)


def _lowered(fields: dict[Any, Any]) -> dict[str, Any]:
    return {str(name).strip().lower(): _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    """Return a value of strings, lists and dictionaries alone."""
    if isinstance(value, dict):
        return {str(name).lower(): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)
