"""Splitting a source file into raw fields and body: YAML between ``---`` lines, or Pelican's ``Key: value``."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Any

import yaml

from ban_tin.articles.front_matter.fields import FIELDS, VIETNAMESE
from ban_tin.articles.front_matter.foreign import is_foreign
from ban_tin.articles.front_matter.limits import FIELDS_MOST, HEAD_MOST, find_too_deep, may_be_deep
from ban_tin.articles.front_matter.mistakes import Mistake, bad_escape, explain, field_at, lost_text, without
from ban_tin.articles.front_matter.rewriting import foreign_block
from ban_tin.findings.report import Findings
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import slugify
from ban_tin.source_files import check_value


@dataclass(slots=True)
class Source:
    """A file before its values are read: fields as text, list or list of mappings, and the body.

    ``body_line`` is the line of the file (from 1) on which the body begins. ``broken`` are the fields that can't be read, and were told
    as such; ``""`` stands for one that can't even be named.
    """

    body: str
    body_line: int
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


_FENCE = re.compile(r"---[ \t]*")
#: What Word and tired fingers make of such a line.
_DASHES = re.compile(r"[ \t]*(?:[-—–−]{2,}|[—–−]|[*=_~]{3,})[ \t]*")
_TYPED_FENCE = re.compile(rf"{_DASHES.pattern}|-{{3}}[ \t]*(?:yaml|yml|toml|json)[ \t]*", re.IGNORECASE)
#: A break of Word's before what begins a field, or ends the front matter.
_BROKEN = re.compile(rf"\v(?=[ \t]*(?:{'|'.join(FIELDS)})[ \t]*:)")
#: Blanks and a colon that look like the plain ones, before and behind the name of a field.
_ODD_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\uff1a]")
_ODD_START = re.compile("^[ \u00a0\u2000-\u200a\u202f\u3000]+", re.MULTILINE)
_ODD_COLON = re.compile(
    r"^([ ]*(?:- )?[^\W\d_][\w-]{0,40})(?:：|:(?=[\u00a0\u2000-\u200a\u202f\u3000]))[ \u00a0\u2000-\u200a\u202f\u3000]*",
    re.MULTILINE,
)
_OWN_FIELD = re.compile(rf"^ +(?=(?:{'|'.join(FIELDS)}):)", re.MULTILINE)
#: What a front matter has at least.
_SAMPLE = "\n".join(("---", *(rule.example for rule in FIELDS.values() if rule.required), "---"))
#: Lines that are looked at for a front matter that comes late, and letters that are shown of what stands before it.
_SEEN, _SHOWN = 200, 40
#: Letters of a front matter that is read again for every mistake.
_SHORT = 8000
#: So many losses are named; more would hide the rest.
_LOSSES = 20
#: Of bounded length: without a colon, a long line would be gone through once for each of its letters.
_KEY = re.compile(r"([^\W\d_][\w -]{0,80}?)[ \t]{0,20}:(.*)")
#: Where libyaml reads on and PyYAML refuses, or the other way round.
_DISPUTED = re.compile(r"[\t!?\ufeff]|[|>][-+0-9]*#")


def parse_source(text: str, path: str, findings: Findings) -> Source | None:
    """Split ``text``; ``None`` when there is no front matter that can be read, which is then a finding."""
    # Editors end lines at line feeds only; Python would at U+000B and U+2028 too.
    lines = list(StringIO(text))
    # A second byte order mark comes along when files are joined.
    first = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), len(lines))
    if first == len(lines):
        findings.add("source-empty", path, 0, example=_SAMPLE)
        return None
    opening = lines[first].strip("\ufeff\r\n")
    indent = opening[: len(opening) - len(opening.lstrip(" "))]
    if _FENCE.fullmatch(opening.lstrip(" ")):
        for number, line in enumerate(lines[first + 1 :], start=first + 1):
            text = line.rstrip("\r\n")
            if _FENCE.fullmatch(text.removeprefix(indent)):
                head, body = "".join(lines[first + 1 : number]), "".join(lines[number + 1 :])
                source = _parse_yaml(head, first + 2, body, number + 2, path, findings)
                return source if source and _is_usable(source, path, first + 1, findings) else None
            if _DASHES.fullmatch(text):
                findings.add("front-matter-dashes", path, number + 1, text=text.strip())
                return None
        findings.add("front-matter-open", path, first + 1)
        return None
    if _TYPED_FENCE.fullmatch(opening):
        findings.add("front-matter-dashes", path, first + 1, text=opening.strip())
        return None
    if _is_foreign(opening, lines[first + 1 :]):
        example = foreign_block(lines[first:])
        findings.add("front-matter-foreign", path, first + 1, text=opening.strip()[:3], example=example or _SAMPLE)
        return None
    pairs = _parse_pairs(lines, first, path, findings)
    if pairs is None or not _is_usable(pairs, path, first + 1, findings):
        return None
    if not any(_is_known(name) for name in pairs.values):
        _report_none(lines, first, path, findings)
        return None
    return pairs


def _is_known(name: str) -> bool:
    return name in FIELDS or is_foreign(name) or slugify(name.replace("_", " ")) in VIETNAMESE


def _is_foreign(opening: str, following: list[str]) -> bool:
    """Return whether a front matter of another program begins: TOML, JSON, or dashes that say what is between them."""
    text = opening.strip()
    if text in {"+++", ";;;"}:
        return True
    following_text = next((line.strip() for line in following if line.strip()), "")
    return text == "{" and following_text.startswith('"')


def _report_none(lines: list[str], first: int, path: str, findings: Findings) -> None:
    """Say that there is no front matter, or that it does not stand at the beginning."""
    for number in range(first + 1, min(len(lines) - 1, _SEEN)):
        named = _KEY.match(lines[number + 1]) if _FENCE.fullmatch(lines[number].rstrip("\r\n")) else None
        if named and _is_known(_folded(named[1])):
            text = lines[first].strip()[:_SHOWN]
            findings.add("front-matter-late", path, first + 1, text=text, at=str(number + 1))
            return
    findings.add("front-matter-missing", path, first + 1, example=_SAMPLE)


def _is_usable(source: Source, path: str, line: int, findings: Findings) -> bool:
    if len(source.values) <= FIELDS_MOST:
        return True
    findings.add("front-matter-fields", path, line, number=str(len(source.values)), most=str(FIELDS_MOST))
    return False


def _parse_yaml(head: str, head_line: int, body: str, body_line: int, path: str, findings: Findings) -> Source | None:
    """Read ``head``, whose first line is the line ``head_line`` of the file; every mistake in it is told, and the rest is read."""
    if len(head) > HEAD_MOST:
        _report_long(path, head_line - 1, findings)
        return None
    head, numbers = _with_breaks(_with_plain_blanks(head), head_line)
    broken: set[str] = set()
    # To read a long one again for every mistake takes seconds.
    for _ in range(_LOSSES if len(head) < _SHORT else 2):
        source = Source(body, body_line, broken=broken)
        mistakes = _read(head, source, numbers, path, findings)
        if mistakes is None:
            return None
        if not mistakes:
            return source
        lines = head.splitlines()
        for mistake in mistakes:
            findings.add(mistake.kind, path, _place(numbers, mistake.line), **mistake.values)
        for mistake in mistakes:
            if mistake.line < len(lines) and lines[mistake.line].strip():
                broken.add(_folded(field_at(lines, mistake.line)))
                lines = without(lines, mistake.line)
        left = "".join(f"{line}\n" for line in lines)
        if left == head:
            return None
        head = left
    return None


def _with_plain_blanks(head: str) -> str:
    """Return ``head`` with plain blanks and colons round the names of its fields, where others look the same."""
    if head.isascii() or not _ODD_BLANK.search(head):
        return head
    odd = _ODD_START.search(head)
    head = _ODD_START.sub(lambda match: " " * len(match[0]), head)
    if odd and not odd[0].isascii():
        head = _OWN_FIELD.sub("", head)
    return _ODD_COLON.sub(r"\1: ", head)


def _with_breaks(head: str, head_line: int) -> tuple[str, Sequence[int]]:
    """Return ``head`` with Word's line breaks as line feeds where a field begins behind them, else as blanks; and the lines of its lines."""
    if "\v" not in head:
        return head, range(head_line, head_line + head.count("\n") + 1)
    parted, numbers = [], []
    for number, line in enumerate(StringIO(head), start=head_line):
        parts = _BROKEN.split(line)
        parted += [part.replace("\v", " ") for part in parts]
        numbers += [number] * len(parts)
    return "\n".join(part.rstrip("\n") for part in parted) + "\n", [*numbers, head_line]


def _place(numbers: Sequence[int], line: int) -> int:
    """Return the number of a ``line`` of the front matter (from 0) in the file. YAML ends lines at some more characters than we do."""
    return numbers[min(line, len(numbers) - 1)]


def _read(head: str, source: Source, numbers: Sequence[int], path: str, findings: Findings) -> list[Mistake] | None:
    """Read ``head`` into ``source``, and return what has to be taken out of it first; None where nothing would help."""
    if yaml.__with_libyaml__ and not _DISPUTED.search(head):
        # What it refuses is read again: the explanations are made for what PyYAML says.
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _read_yaml(yaml.CBaseLoader, head, source, numbers, path, findings)
    try:
        return _read_yaml(yaml.BaseLoader, head, source, numbers, path, findings)
    except yaml.reader.ReaderError as error:
        line = head.count("\n", 0, error.position)
        return [Mistake("yaml-syntax", line, {"reason": N_("it holds a character that cannot be seen")})]
    except yaml.MarkedYAMLError as error:
        return [explain(head, error)]
    except (ValueError, OverflowError):  # An escape for a character beyond all there are.
        return [bad_escape(head)]


def _report_long(path: str, line: int, findings: Findings) -> None:
    findings.add("front-matter-long", path, line, most=str(HEAD_MOST))


def _read_yaml(
    kind: type[Any], head: str, source: Source, numbers: Sequence[int], path: str, findings: Findings
) -> list[Mistake] | None:
    r"""Read ``head`` with a base loader, which makes strings of all scalars: YAML's ideas of dates, `no` and 08:30 stay out.

    Raises ``yaml.YAMLError`` and, for an escape such as ``\UFFFFFFFF``, ``ValueError`` or ``OverflowError``.
    """
    if may_be_deep(head):
        deep = find_too_deep(kind(head), head)
        if deep is not None:
            findings.add("front-matter-deep", path, _place(numbers, deep))
            return None
    loader = kind(head)
    try:
        losses = list(islice(lost_text(head), _LOSSES))
        if losses:
            return losses
        root = loader.get_single_node()
        source.values, source.lines = {}, {}  # The other loader may have come as far.
        if root is None:
            return []
        if not isinstance(root, yaml.MappingNode):
            return [Mistake("yaml-syntax", root.start_mark.line, {"reason": N_("no “field: value” lines")})]
        for key_node, value_node in root.value:
            line = _place(numbers, key_node.start_mark.line)
            if not isinstance(key_node, yaml.ScalarNode):
                findings.add("yaml-syntax", path, line, reason=N_("the line is not of the form “field: value”"))
                source.broken.add("")
                continue
            name = _folded(key_node.value)
            if name in source.values:
                findings.add("field-duplicate", path, line, field=name)
            source.values[name] = loader.construct_object(value_node, deep=True)
            source.lines[name] = line
            if "\\" in head and not all(check_value(each, path, line, findings) for each in _texts(value_node)):
                source.broken.add(name)
        return []
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
        if name and _FENCE.fullmatch(text):
            break  # The end of a front matter whose beginning was forgotten.
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
