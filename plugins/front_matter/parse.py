"""Splitting a source file into raw fields and body: YAML between ``---`` lines, or Pelican's ``Key: value``."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from plugins.findings.report import Findings
from plugins.translations import N_


@dataclass(slots=True)
class Source:
    """A file before its values are read: fields as text, list or list of mappings, and the body.

    ``body_line`` is the line of the file (from 1) on which the body begins.
    """

    body: str
    body_line: int
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(.*)")


def parse_source(text: str, path: str, findings: Findings) -> Source | None:
    """Split ``text``; ``None`` when the front matter can't be read, which is then a finding."""
    lines = text.splitlines(keepends=True)
    if lines and _FENCE.fullmatch(lines[0].rstrip("\r\n")):
        for number, line in enumerate(lines[1:], start=1):
            if _FENCE.fullmatch(line.rstrip("\r\n")):
                return _parse_yaml("".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2, path, findings)
        findings.add("front-matter-open", path, 1)
        return None
    return _parse_pairs(lines, path, findings)


def _parse_yaml(head: str, body: str, body_line: int, path: str, findings: Findings) -> Source | None:
    # The base loader makes strings of all scalars: YAML's own ideas of dates, `no` and 08:30 stay out.
    try:
        loader = yaml.BaseLoader(head)
    except yaml.reader.ReaderError as error:
        # Word's line break (U+000B) and its like come along with pasted text.
        line = head.count("\n", 0, error.position) + 2
        findings.add("yaml-syntax", path, line, reason=N_("it holds a character that cannot be seen"))
        return None
    try:
        root = loader.get_single_node()
        if root is None:
            return Source(body, body_line)
        if not isinstance(root, yaml.MappingNode):
            findings.add("yaml-syntax", path, 2, reason=N_("no “field: value” lines"))
            return None
        source = Source(body, body_line)
        for key_node, value_node in root.value:
            name = str(key_node.value)
            line = key_node.start_mark.line + 2
            if name in source.values:
                findings.add("field-duplicate", path, line, field=name)
            source.values[name] = loader.construct_object(value_node, deep=True)
            source.lines[name] = line
        return source
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        findings.add("yaml-syntax", path, mark.line + 2 if mark else 1, reason=str(error.problem or error.context))
        return None
    except yaml.YAMLError as error:
        findings.add("yaml-syntax", path, 1, reason=str(error).splitlines()[0])
        return None
    finally:
        loader.dispose()


def _parse_pairs(lines: list[str], path: str, findings: Findings) -> Source:
    """Read Pelican's own form: ``Key: value`` lines, values continued by indented lines, up to a blank one."""
    source = Source("", 1)
    name = ""
    number = 0
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n")
        if not text.strip():
            break
        if name and re.match(r"[ \t]{4,}\S", text):
            source.values[name] = f"{source.values[name]}\n{text.strip()}".strip()
        elif pair := _KEY.fullmatch(text):
            name = pair[1].lower().replace("-", "_")
            if name in source.values:
                findings.add("field-duplicate", path, number, field=name)
            source.values[name] = pair[2].strip()
            source.lines[name] = number
        else:
            number -= 1
            break
    source.body = "".join(lines[number:])
    source.body_line = number + 1
    return source
