"""What is wrong with YAML that can't be read, or that reads as less than was written.

YAML's own messages name tokens; an editor needs the line and what to type there. So the text of the line decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import yaml

from ban_tin.articles.front_matter.fields import FIELDS, Shape
from ban_tin.articles.front_matter.quoting import as_value, quoted
from ban_tin.language.translations import N_

_FIELD = re.compile(r"(?P<indent>[ \t]*)(?:- +)?(?P<name>[^\s:#\"'\[\]{}-][^:\"'\[\]{}]*?):(?:[ \t]+(?P<value>.*))?")
_NO_SPACE = re.compile(r"[ \t]*(?:- +)?(?P<name>[A-Za-z_-]+):(?P<value>[^\s/].*)")
#: A field with another sign than a colon behind its name, or none.
_NO_COLON = re.compile(r"(?P<name>[A-Za-z_]{1,40})(?:[ \t]{0,40}[=;,.-]+|[ \t])[ \t]{0,40}(?P<value>\S.*)")
#: Fields whose value may be a list.
_LISTS = (Shape.NAMES, Shape.PATHS, Shape.FILES)
#: An indented line that begins something of its own: an entry of a list, or a part of one.
_OWN_LINE = re.compile(r"[ \t]+(?:- |file:|title:)")
_NAME = re.compile(r"[ \t]*([^\W\d_][\w -]{0,80}?)[ \t]{0,20}:")
_CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
#: At the beginning of a value, these are no letters to YAML.
_MARKS = "[{]}!&*@`%>|?,-"
#: Where text may get lost, the tokens are looked at; in most files nothing may.
_MAY_LOSE = re.compile(r"[ \t][#!&*]|[\[{,:?-][!&*]|^[!&*]", re.MULTILINE)
_LONG_ESCAPE = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A finding to be: its kind, its line (from 0) in the front matter, and its values."""

    kind: str
    line: int
    values: dict[str, str] = field(default_factory=dict)


def lost_text(head: str) -> Iterator[Mistake]:
    """Yield the values of which YAML drops a part: behind `` #``, and words that begin with ``!``, ``&`` or ``*``.

    Raises ``yaml.YAMLError``.
    """
    if not _MAY_LOSE.search(head):
        return
    lines = head.splitlines()
    tokens = list(yaml.scan(head, Loader=yaml.BaseLoader))
    for token, following in pairwise(tokens):
        line = token.end_mark.line
        if isinstance(token, yaml.TagToken | yaml.AnchorToken | yaml.AliasToken):
            line = token.start_mark.line
            yield Mistake(
                "yaml-mark", line, {"mark": lines[line][token.start_mark.column], "example": _example(lines, line)}
            )
            continue
        plain = isinstance(token, yaml.ScalarToken) and token.plain
        # A note behind the name of a list is one; behind nothing else it is the value itself.
        empty = isinstance(token, yaml.ValueToken) and isinstance(following, yaml.KeyToken | yaml.BlockEndToken)
        if (plain or empty) and re.match(r"[ \t]+#", lines[line][token.end_mark.column :] if line < len(lines) else ""):
            yield Mistake("yaml-hash", line, {"example": _example(lines, line)})


def explain(head: str, error: yaml.MarkedYAMLError) -> Mistake:
    """Return what an editor has to fix in ``head``, which YAML refuses with ``error``."""
    lines = head.splitlines()
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line if mark else 0, len(lines) - 1)
    opened = _opened(lines, at)
    if opened is not None:
        return opened
    if "'\\t'" in problem:
        return Mistake("yaml-tab", at)
    if "document start" in problem:
        indented = next((number for number, line in enumerate(lines) if line[:1] in {" ", "\t"}), None)
        return Mistake("yaml-indent", indented) if indented is not None else _unknown(at)
    if "escape" in problem:
        return _backslash(at)
    if "could not find expected ':'" in problem and error.context_mark:
        at = error.context_mark.line
    # A line that YAML takes for the beginning of the next one's name is the wrong one of the two.
    previous = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    for number in dict.fromkeys((at, previous)):
        if found := _NO_SPACE.fullmatch(lines[number]):
            return Mistake("yaml-space", number, {"example": f"{found['name']}: {found['value']}"})
    return _wrong_value(lines, at) or _no_field(lines, previous) or _no_field(lines, at) or _unknown(at)


def bad_escape(head: str) -> Mistake:
    r"""Return the mistake in ``head``, which has an escape for a character that there can't be: ``\U00110000``."""
    found = _LONG_ESCAPE.search(head)
    return _backslash(head.count("\n", 0, found.start()) if found else 0)


def _backslash(line: int) -> Mistake:
    return Mistake("yaml-syntax", line, {"reason": N_("there is a backslash in it: write / instead")})


def _opened(lines: list[str], last: int) -> Mistake | None:
    """A quotation mark or a bracket that is not closed before the next field begins."""
    for number, line in enumerate(lines[: last + 1]):
        found = _FIELD.fullmatch(line)
        value = ((found and found["value"]) or "").rstrip(" \t")
        opening = value[:1]
        if opening not in _CLOSING or opening == "" or _CLOSING[opening] in value[1:]:
            continue
        following = next((each for each in lines[number + 1 :] if each.strip()), "")
        if not following or _FIELD.fullmatch(following):
            return Mistake("yaml-open", number, {"mark": opening, "closing": _CLOSING[opening]})
    return None


def _wrong_value(lines: list[str], at: int) -> Mistake | None:
    found = _FIELD.fullmatch(lines[at])
    if found is None:
        return None
    value = (found["value"] or "").rstrip(" \t")
    example = {"example": _example(lines, at)}
    if value[:1] in {'"', "'"}:
        return Mistake("yaml-quote", at, example)
    if value and value[0] in _MARKS:
        return Mistake("yaml-mark", at, {"mark": value[0], **example})
    if re.search(r":(\s|$)", value):
        return Mistake("yaml-colon", at, example)
    if found["indent"]:
        known = re.sub("-", "_", found["name"].lower()) in FIELDS
        return Mistake("yaml-indent", at) if known else Mistake("yaml-colon", at, example)
    return None


def _no_field(lines: list[str], at: int) -> Mistake | None:
    """A line that is neither a field nor the continuation of one."""
    line = lines[at]
    if line[:1] in {" ", "\t", "#", "-", ""} or _FIELD.fullmatch(line):
        return None
    named = _NO_COLON.fullmatch(line)
    if named and named["name"].lower() in FIELDS:
        value = as_value(named["value"].strip(" \t\"'"))
        example = f"{named['name'].lower()}: {value}"
        return Mistake("yaml-no-colon", at, {"field": named["name"], "example": example})
    return Mistake("yaml-syntax", at, {"reason": N_("the line is not of the form “field: value”")})


def _unknown(at: int) -> Mistake:
    return Mistake("yaml-syntax", at, {"reason": N_("something is wrong in this line or the one before")})


def _example(lines: list[str], at: int) -> str:
    """Return the field that line ``at`` belongs to, with its whole value between double quotes."""
    first = at
    while first > 0 and lines[first][:1] in {" ", "\t"} and not _OWN_LINE.match(lines[first]):
        first -= 1
    text = " ".join(line.strip() for line in lines[first : at + 1])
    found = re.fullmatch(r"((?:- +)?[^:]+: |- )\s*(.*)", text)
    name, value = (found[1], found[2]) if found else ("", text)
    rule = FIELDS.get(name.partition(":")[0].strip("- ").lower())
    if rule and rule.shape in _LISTS and value[:1] == "[":
        return f"{name}[{', '.join(_entries(name, value))}]"
    if rule and rule.shape not in (*_LISTS, Shape.TEXT, Shape.FILE):
        kept = re.split(r"[ \t]#", value, maxsplit=1)[0].strip()  # A remark is no part of a date or a slug.
        return f"{name}{kept}"
    if value[:1] == "'":
        value = value.replace("'", '"')
    return f"{name}{quoted(value)}"


def _entries(name: str, value: str) -> list[str]:
    """Return the entries of a list in brackets as they are typed; tags without the sign that they have elsewhere."""
    given = [each.strip(" \t\"'") for each in value.strip("[] \t").split(",")]
    if name.lower().startswith("tags"):
        given = [each.lstrip("#").strip() for each in given]
    return [as_value(each) for each in given if each]


def field_at(lines: list[str], at: int) -> str:
    """Return the name of the field that line ``at`` belongs to, as it is typed; ``""`` where none can be told."""
    for number in range(at, -1, -1):
        found = _NAME.match(lines[number])
        if found:
            return found[1].strip()
        if lines[number][:1] not in {" ", "\t", "-", ""}:
            return ""
    return ""


def without(lines: list[str], mistaken: int) -> list[str]:
    """Return ``lines`` with that one, and those that go on with it, empty."""
    left = [*lines]
    indent = _indent(left[mistaken])
    left[mistaken] = ""
    for number in range(mistaken + 1, len(left)):
        line = left[number]
        if line.strip() and _indent(line) <= indent and not (indent == 0 and line.startswith("-")):
            break
        left[number] = ""
    return left


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
