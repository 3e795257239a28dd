"""Fields set to other values: only their own lines change, and what is read of the others afterwards is what was read before."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC

from ban_tin.articles.front_matter.fields import FIELDS, RENAMED, Shape
from ban_tin.articles.front_matter.parse import Source, parse_source
from ban_tin.articles.front_matter.values import UnusableValueError, read_value
from ban_tin.findings.report import Findings
from ban_tin.language.translations import N_
from newsdesk.editing.fields.head import Head, NoHeadError, Span, read_head
from newsdesk.editing.fields.typing import Value, typed_pair, typed_value
from newsdesk.editing.texts import without_end

NO_HEAD = N_("The fields at the beginning of this text can’t be told from the text. Edit its first lines as text.")
NOT_HELD = N_("“{field}” can’t hold this. Leave out unusual signs, or edit the first lines as text.")
#: The order in which fields stand; others follow as ``FIELDS`` has them.
_ORDER = tuple(
    dict.fromkeys(
        ("title", "date", "category", "slug", "status", "tags", "author", "authors", "office", "source", "source_url",
         "credit", "summary", *FIELDS)
    )
)  # fmt: skip
_QUOTED = re.compile(r"""[ \t]*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\])?(?P<remark>[ \t]+#.*)""")

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


class UnsetError(ValueError):
    """A field can't be set; ``message`` is a message id, with ``field`` to fill in."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


def set_fields(text: str, values: Mapping[str, Value | None], confirmed: Iterable[str] = ()) -> str:
    """Return the source ``text`` with ``values``; ``None`` takes a field out. Raises ``UnsetError``.

    What an import was not sure of is no longer marked for the fields that are set, and for those that a person has ``confirmed``.
    """
    before = _values(text)
    if before is None:
        raise UnsetError(NO_HEAD)
    values = {name: _readable(value) for name, value in values.items()}
    for name, value in values.items():
        text = _with_field(text, name, value)
    for name in {*values, *confirmed}:
        text = _without_marks(text, name)
    after = _values(text)
    if after is None:
        raise UnsetError(NO_HEAD)
    told = {_names(name)[0] for name in values}
    for name in {*before.values, *after.values}:
        changed = _names(name)[0] not in told and before.values.get(name) != after.values.get(name)
        # What stood broken before may be read now; nothing that was read may change.
        if changed and name in before.values:
            raise UnsetError(NOT_HELD, next(iter(values), name))
    for name, value in values.items():
        if not _holds(after, name, value):
            raise UnsetError(NOT_HELD, name)
    if before.body != after.body:
        raise UnsetError(NOT_HELD, next(iter(values), ""))
    return text


def _readable(value: Value | None) -> Value | None:
    """Return ``value`` without characters that no text may hold, which come along when something is pasted."""
    if value is None or isinstance(value, str):
        return value and _CONTROL.sub("", value)
    if names := [_CONTROL.sub("", each) for each in value if isinstance(each, str)]:
        return names
    return [{key: _CONTROL.sub("", text) for key, text in each.items()} for each in value if not isinstance(each, str)]


def typed_name(head: Head, name: str) -> str:
    """Return the name under which the field ``name`` stands in ``head``: ``authors`` may be there as ``author``; ``""`` for nowhere."""
    return next((each for each in _names(name) if each in head.spans), "")


def _names(name: str) -> tuple[str, ...]:
    return ("author", "authors") if name in ("author", "authors") else (name,)


def _values(text: str) -> Source | None:
    return parse_source(text.lstrip("\ufeff"), "", Findings())


def _with_field(text: str, name: str, value: Value | None) -> str:
    try:
        head = read_head(text)
    except NoHeadError:
        raise UnsetError(NO_HEAD) from None
    if name not in FIELDS and not (value is None and name in head.spans):
        raise UnsetError(NOT_HELD, name)
    there = typed_name(head, name)
    spans = head.spans.get(there, [])
    if value is None or (not isinstance(value, str) and not value):
        for span in reversed(spans):
            head.lines[span.first : span.last] = _remarks_within(head, span)
        return "".join(head.lines)
    if spans:
        for span in reversed(spans[:-1]):
            del head.lines[span.first : span.last]
        # As many lines before it are gone.
        gone = sum(span.last - span.first for span in spans[:-1])
        span = Span(spans[-1].first - gone, spans[-1].last - gone, spans[-1].typed)
        old = "".join(head.lines[span.first : span.last])
        head.lines[span.first : span.last] = _typed(head, _fitting(span.typed, value), value, old, name, span)
    else:
        place = _new_place(head, name)
        head.lines[place:place] = _typed(head, _new_name(head, name, value), value, "", name, None)
    return "".join(head.lines)


def _fitting(typed: str, value: Value) -> str:
    """Return the name that a field has: several names stand behind ``authors``."""
    if typed.lower() == "author" and not isinstance(value, str) and len(value) > 1:
        return f"{typed}s"
    return typed


def _new_name(head: Head, name: str, value: Value) -> str:
    if _names(name) == ("author", "authors"):
        name = "authors" if not isinstance(value, str) and len(value) > 1 else "author"
    first = next(iter(head.spans.values()))[0].typed if head.spans else ""
    return name.capitalize() if head.pairs and first[:1].isupper() else name


def _typed(head: Head, typed: str, value: Value, old: str, name: str, span: Span | None) -> list[str]:
    """Return the lines of a field, with the remarks that stood in them."""
    shape, end = FIELDS[name].shape, head.line_end
    if head.pairs:
        try:
            return [_kept_mark(old) + f"{typed}: {typed_pair(shape, value)}{end}"]
        except ValueError:
            raise UnsetError(NOT_HELD, name) from None
    lines = typed_value(shape, value, old, head.indent)
    start = _kept_mark(old) + head.indent
    first, remark = f"{start}{typed}: {lines[0]}".rstrip(), _remark_behind(old)
    behind = first.endswith(('"', "'", "]", ":"))
    made = [
        f"{first}  {remark}" if behind and remark else first,
        *lines[1:],
        *([remark] if remark and not behind else []),
    ]
    return [*(line + end for line in made), *(_remarks_within(head, span) if span else [])]


def _kept_mark(old: str) -> str:
    return "\ufeff" if old.startswith("\ufeff") else ""


def _remark_behind(old: str) -> str:
    """Return the remark behind a quoted value, a list in brackets or the name of a list; behind bare words it would be one of them."""
    line = without_end(old.lstrip("\ufeff").splitlines()[0]) if old.strip() else ""
    match = _QUOTED.fullmatch(line.partition(":")[2])
    return match["remark"].strip() if match else ""


def _remarks_within(head: Head, span: Span) -> list[str]:
    """Return the remarks on lines of their own among those of a field."""
    lines = head.lines[span.first + 1 : span.last]
    block = re.search(r":[ \t]*[|>][-+0-9]*[ \t]*(?:#.*)?$", without_end(head.lines[span.first]))
    return [] if block or head.pairs else [line for line in lines if line.lstrip().startswith("#")]


def _new_place(head: Head, name: str) -> int:
    """Return the line before which a new field stands: behind the one that comes before it in the usual order."""
    at = _ORDER.index(name)
    for other in reversed(_ORDER[:at]):
        if other in head.spans:
            return head.spans[other][-1].last
    for other in _ORDER[at:]:
        if other in head.spans:
            return head.spans[other][0].first
    return head.last


def _without_marks(text: str, name: str) -> str:
    try:
        head = read_head(text)
    except NoHeadError:
        return text
    for number in sorted({line for each in _names(name) for line in head.marks.get(each, [])}, reverse=True):
        del head.lines[number]
    return "".join(head.lines)


def _holds(source: Source, name: str, value: Value | None) -> bool:
    """Return whether what is read of the field is what it was to be set to."""
    found = next((source.values[each] for each in _names(name) if each in source.values), None)
    if value is None or (not isinstance(value, str) and not value):
        return found is None
    if isinstance(value, str):
        return isinstance(found, str) and " ".join(found.split()) == " ".join(value.split())
    return plain_value(name, found) == _plain(value)


def plain_value(name: str, raw: object) -> object:
    """Return the value of a list as a form shows it: names, or files with their titles; what can't be told so, as it is."""
    if raw is None or name not in FIELDS or FIELDS[name].shape not in (Shape.NAMES, Shape.FILES, Shape.PATHS):
        return raw
    if FIELDS[name].shape is Shape.PATHS:
        entries = raw.split(";" if ";" in raw else ",") if isinstance(raw, str) else raw
        return [" ".join(str(each).split()) for each in entries] if isinstance(entries, list) else raw
    try:
        found = read_value("authors" if name in RENAMED else name, raw, UTC)
    except UnusableValueError:
        if isinstance(raw, list) and all(isinstance(each, str) for each in raw):
            return [" ".join(each.split()) for each in raw]
        return raw
    if FIELDS[name].shape is Shape.FILES:
        return [{"file": each.file, "title": each.title} for each in found]
    return list(found)


def _plain(value: Value) -> list[object]:
    plain: list[object] = []
    for each in value:
        if isinstance(each, Mapping):
            title = " ".join(str(each.get("title", "")).split())
            plain.append({"file": str(each["file"]), "title": title})
        else:
            plain.append(" ".join(str(each).split()))
    return list(dict.fromkeys(plain)) if all(isinstance(each, str) for each in plain) else plain
