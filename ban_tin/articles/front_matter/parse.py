"""Splitting a source file into raw fields and body: YAML between ``---`` lines, or Pelican's ``Key: value``."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Any

import yaml

from ban_tin.articles.front_matter.fields import VIETNAMESE
from ban_tin.articles.front_matter.limits import FIELDS_MOST, HEAD_MOST, find_too_deep, may_be_deep
from ban_tin.articles.front_matter.mistakes import bad_escape, explain, lost_text
from ban_tin.findings.report import Findings
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import slugify
from ban_tin.source_files import check_value


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
#: What Word and tired fingers make of such a line.
_DASHES = re.compile(r"[ \t]*(?:[-—–−]{2,}|[—–−]|[*=_~]{3,})[ \t]*")
#: So many losses are named; more would hide the rest.
_LOSSES = 20
#: Of bounded length: without a colon, a long line would be gone through once for each of its letters.
_KEY = re.compile(r"([^\W\d_][\w -]{0,80}?)[ \t]{0,20}:(.*)")
#: Where libyaml reads on and PyYAML refuses, or the other way round.
_DISPUTED = re.compile(r"[\t!?\ufeff]|[|>][-+0-9]*#")


def parse_source(text: str, path: str, findings: Findings) -> Source | None:
    """Split ``text``; ``None`` when the front matter can't be read, which is then a finding."""
    # Editors end lines at line feeds only; Python would at U+000B and U+2028 too.
    lines = list(StringIO(text))
    # A second byte order mark comes along when files are joined.
    first = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), len(lines))
    opening = lines[first].strip("\ufeff\r\n") if first < len(lines) else ""
    if _FENCE.fullmatch(opening):
        for number, line in enumerate(lines[first + 1 :], start=first + 1):
            text = line.rstrip("\r\n")
            if _FENCE.fullmatch(text):
                head, body = "".join(lines[first + 1 : number]), "".join(lines[number + 1 :])
                source = _parse_yaml(head.replace("\v", " "), first + 2, body, number + 2, path, findings)
                return source if source and _is_usable(source, path, first + 1, findings) else None
            if _DASHES.fullmatch(text):
                findings.add("front-matter-dashes", path, number + 1, text=text.strip())
                return None
        findings.add("front-matter-open", path, first + 1)
        return None
    if _DASHES.fullmatch(opening):
        findings.add("front-matter-dashes", path, first + 1, text=opening.strip())
        return None
    pairs = _parse_pairs(lines, first, path, findings)
    return pairs if pairs and _is_usable(pairs, path, first + 1, findings) else None


def _is_usable(source: Source, path: str, line: int, findings: Findings) -> bool:
    if len(source.values) <= FIELDS_MOST:
        return True
    findings.add("front-matter-fields", path, line, number=str(len(source.values)), most=str(FIELDS_MOST))
    return False


def _parse_yaml(head: str, head_line: int, body: str, body_line: int, path: str, findings: Findings) -> Source | None:
    if len(head) > HEAD_MOST:
        _report_long(path, head_line - 1, findings)
        return None
    if yaml.__with_libyaml__ and not _DISPUTED.search(head):
        # What it refuses is read again: the explanations are made for what PyYAML says.
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _read_yaml(yaml.CBaseLoader, head, head_line, body, body_line, path, findings)
    try:
        return _read_yaml(yaml.BaseLoader, head, head_line, body, body_line, path, findings)
    except yaml.reader.ReaderError as error:
        # Word's line break (U+000B) and its like come along with pasted text.
        line = head.count("\n", 0, error.position) + head_line
        findings.add("yaml-syntax", path, line, reason=N_("it holds a character that cannot be seen"))
    except yaml.MarkedYAMLError as error:
        mistake = explain(head, error)
        findings.add(mistake.kind, path, head_line + mistake.line, **mistake.values)
    except (ValueError, OverflowError):  # An escape for a character beyond all there are.
        mistake = bad_escape(head)
        findings.add(mistake.kind, path, head_line + mistake.line, **mistake.values)
    return None


def _report_long(path: str, line: int, findings: Findings) -> None:
    findings.add("front-matter-long", path, line, most=str(HEAD_MOST))


def _read_yaml(
    kind: type[Any], head: str, head_line: int, body: str, body_line: int, path: str, findings: Findings
) -> Source | None:
    r"""Read ``head`` with a base loader, which makes strings of all scalars: YAML's ideas of dates, `no` and 08:30 stay out.

    Raises ``yaml.YAMLError`` and, for an escape such as ``\UFFFFFFFF``, ``ValueError`` or ``OverflowError``.
    """
    if may_be_deep(head):
        deep = find_too_deep(kind(head), head)
        if deep is not None:
            findings.add("front-matter-deep", path, head_line + deep)
            return None
    loader = kind(head)
    try:
        losses = list(islice(lost_text(head), _LOSSES))
        for loss in losses:
            findings.add(loss.kind, path, head_line + loss.line, **loss.values)
        if losses:
            return None
        root = loader.get_single_node()
        if root is None:
            return Source(body, body_line)
        if not isinstance(root, yaml.MappingNode):
            findings.add("yaml-syntax", path, head_line, reason=N_("no “field: value” lines"))
            return None
        source = Source(body, body_line)
        usable = True
        for key_node, value_node in root.value:
            line = key_node.start_mark.line + head_line
            if not isinstance(key_node, yaml.ScalarNode):
                findings.add("yaml-syntax", path, line, reason=N_("the line is not of the form “field: value”"))
                usable = False
                continue
            name = _folded(key_node.value)
            if name in source.values:
                findings.add("field-duplicate", path, line, field=name)
            source.values[name] = loader.construct_object(value_node, deep=True)
            source.lines[name] = line
            if "\\" in head and not all(check_value(each, path, line, findings) for each in _texts(value_node)):
                usable = False
        return source if usable else None
    finally:
        loader.dispose()


def _texts(node: yaml.Node) -> Iterator[str]:
    """Yield every text in ``node``."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from (text for each in pair for text in _texts(each))
    else:
        yield from (text for each in node.value for text in _texts(each))


def _folded(name: str) -> str:
    return name.lower().replace("-", "_")


def _is_name(text: str) -> bool:
    """Return whether ``text`` before a colon names a field; a Vietnamese name is one, so that it is not taken for prose."""
    return re.fullmatch(r"[A-Za-z][\w-]*", text) is not None or slugify(text) in VIETNAMESE


def _parse_pairs(lines: list[str], first: int, path: str, findings: Findings) -> Source | None:
    """Read Pelican's own form: ``Key: value`` lines, values continued by indented lines, up to a blank one."""
    source = Source("", 1)
    name = ""
    number = first
    length = 0
    for number, line in enumerate(lines[first:], start=first + 1):
        text = line.strip("\ufeff\r\n").replace("\v", " ")
        if not text.strip():
            break
        if name and re.match(r"[ \t]{4,}\S", text):
            source.values[name] = f"{source.values[name]}\n{text.strip()}".strip()
        elif (pair := _KEY.fullmatch(text)) and _is_name(pair[1]):
            name = _folded(pair[1])
            if name in source.values:
                findings.add("field-duplicate", path, number, field=name)
            source.values[name] = pair[2].strip()
            source.lines[name] = number
        else:
            number -= 1
            break
        length += len(line)
        if length > HEAD_MOST:
            _report_long(path, first + 1, findings)
            return None
    source.body = "".join(lines[number:])
    source.body_line = number + 1
    return source
