"""From raw fields to checked values: every problem of a file becomes a finding, none stops the others."""

from datetime import datetime, tzinfo
from typing import Any

from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.articles.front_matter.fields import (
    ENTRIES_MOST,
    FIELDS,
    RENAMED,
    VIETNAMESE,
    AttachedFile,
    FrontMatter,
    Shape,
)
from ban_tin.articles.front_matter.foreign import advise
from ban_tin.articles.front_matter.parse import Source
from ban_tin.articles.front_matter.values import UnusableValueError, read_names, read_value
from ban_tin.findings.report import Findings, nearest
from ban_tin.language.vietnamese import slugify
from ban_tin.site.addresses import NAME_BYTES


def check_fields(source: Source, path: str, zone: tzinfo, page: bool, findings: Findings) -> FrontMatter | None:
    """Return the checked fields of an article (or of a ``page``); ``None`` when any of them is an error."""
    values: dict[str, Any] = {}
    failed = bool(source.broken)
    #: What need not be told as missing.
    told = set(source.broken)
    known = [name for name, rule in FIELDS.items() if (rule.pages if page else rule.articles)]
    for name, raw in source.values.items():
        line = source.lines[name]
        if name not in known:
            told.add(_report_unknown(name, source, known, path, findings))
            failed = True
            continue
        rule = FIELDS[name]
        if raw in ("", None, []):
            continue
        attribute = RENAMED.get(name, name)
        if attribute in values:
            # `author` and `authors` together: one of the two would be lost.
            findings.add("field-duplicate", path, line, field=name)
            failed = True
            continue
        try:
            if rule.shape is Shape.PATHS:
                values[attribute], problems = read_aliases(_paths(raw))
                for problem in problems:
                    findings.add(problem.kind, path, line, **problem.values())
                failed = failed or bool(problems)
                continue
            value = values[attribute] = read_value(name, raw, zone)
        except UnusableValueError as error:
            findings.add(error.kind, path, line, **error.values)
            failed = True
            continue
        if rule.shape is Shape.SLUG and len(value) > NAME_BYTES:
            findings.add("slug-long", path, line, slug=f"{value[:40]}…", size=str(len(value)), limit=str(NAME_BYTES))
            failed = True
        if excess := _excess(values[attribute], rule.most):
            kind, number, most = excess
            findings.add(kind, path, line, field=name, number=str(number), most=str(most))
            failed = True
    for name in known:
        required = FIELDS[name].required and not (page and name != "title")
        raw = source.values.get(name, "")
        if not required or name in told or "" in source.broken:
            continue
        if raw and not (isinstance(raw, str) and not raw.strip()):
            continue
        if name in _LATER and values.get("status") == "draft":
            findings.add("draft-incomplete", path, 1, field=name, example=FIELDS[name].example)
            continue
        findings.add("field-missing", path, 1, field=name, example=FIELDS[name].example)
        failed = True
    if failed:
        return None
    front = FrontMatter(**values, lines=source.lines)
    _check_order(front, path, findings)
    if front.title.isupper() and front.title.count(" ") >= _CAPITALS_FROM:
        findings.add("title-capitals", path, front.line("title"), example=f'title: "{front.title.capitalize()}"')
    return front


#: What a draft may be without: an import leaves out what its source doesn't say, and the other articles are built all the same.
_LATER = frozenset({"date", "category"})
#: Spaces in a title: shorter ones may be an abbreviation and a number.
_CAPITALS_FROM = 3


def _excess(value: Any, most: int) -> tuple[str, int, int] | None:
    """Return the kind of finding for a value that is too long or has too many entries, what it has and what it may have."""
    entries = value if isinstance(value, tuple) else (value,)
    if len(entries) > ENTRIES_MOST:
        return "field-many", len(entries), ENTRIES_MOST
    longest = max((len(text) for entry in entries for text in _texts(entry)), default=0)
    return ("field-long", longest, most) if longest > most else None


def _texts(entry: Any) -> tuple[str, ...]:
    if isinstance(entry, AttachedFile):
        return entry.file, entry.title
    return (entry,) if isinstance(entry, str) else ()


def _paths(raw: Any) -> tuple[str, ...]:
    try:
        return read_names("aliases", raw)
    except UnusableValueError as error:
        raise UnusableValueError("alias-address", alias=error.values["value"]) from None


def _report_unknown(name: str, source: Source, known: list[str], path: str, findings: Findings) -> str:
    """Say what to type for a field of another program, by its Vietnamese name, or with a slip of the pen in it.

    Return the field that is meant, ``""`` for none.
    """
    raw, line = source.values[name], source.lines[name]
    meant = VIETNAMESE.get(slugify(name.replace("_", " ")), "")
    advice = advise(name, raw, known, meant)
    if advice is not None:
        kind, values = advice
        meant = values.get("example", "").partition(":")[0]
        if meant in source.values:
            findings.add("field-again", path, line, field=name, other=meant)
        else:
            findings.add(kind, path, line, **values)
        return meant
    likely = nearest(name, known, 0.7)
    if likely and likely not in source.values:
        findings.add("field-unknown", path, line, field=name, nearest=likely)
        return likely
    findings.add("field-foreign", path, line, field=name)
    return ""


def _check_order(front: FrontMatter, path: str, findings: Findings) -> None:
    """A change before the publication, or an expiry before it, is a slip of the pen."""
    if front.date is None:
        return
    for name in ("updated", "expires", "pinned_until"):
        moment: datetime | None = getattr(front, name)
        if moment is not None and moment.date() < front.date.date():
            findings.add("date-order", path, front.line(name), field=name, value=f"{moment:%Y-%m-%d}")
