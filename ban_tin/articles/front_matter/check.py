"""From raw fields to checked values: every problem of a file becomes a finding, none stops the others."""

import re
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from ban_tin.articles.attachments.kinds import ACTIVE, DRAWINGS, OFFERED
from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.articles.front_matter.fields import (
    ENTRIES_MOST,
    FIELDS,
    PAGE_TEMPLATES,
    RENAMED,
    SLUG,
    STATUSES,
    VIETNAMESE,
    AttachedFile,
    FrontMatter,
    Shape,
)
from ban_tin.articles.front_matter.parse import Source
from ban_tin.findings.report import Findings, nearest
from ban_tin.language.translations import LANGUAGES
from ban_tin.language.vietnamese import parse_datetime, slugify
from ban_tin.site.addresses import NAME_BYTES

#: An address of the site, or the way to the source file of another article.
_OWN_PAGE = re.compile(r"/(?!/)[^\s?]*|(?:\.{1,2}/)*[^\s:/?][^\s:?]*\.md")


class _UnusableError(ValueError):
    """The value does not fit its field."""


def check_fields(source: Source, path: str, zone: tzinfo, page: bool, findings: Findings) -> FrontMatter | None:
    """Return the checked fields of an article (or of a ``page``); ``None`` when any of them is an error."""
    values: dict[str, Any] = {}
    failed = False
    known = [name for name, rule in FIELDS.items() if (rule.pages if page else rule.articles)]
    for name, raw in source.values.items():
        line = source.lines[name]
        if name not in known:
            _report_unknown(name, known, path, line, findings)
            failed = True
            continue
        rule = FIELDS[name]
        if raw in ("", None, []) and not rule.required:
            continue
        attribute = RENAMED.get(name, name)
        if attribute in values:
            # `author` and `authors` together: one of the two would be lost.
            findings.add("field-duplicate", path, line, field=name)
            failed = True
            continue
        try:
            if rule.shape is Shape.PATHS:
                values[attribute], problems = read_aliases(_names(raw))
                for problem in problems:
                    findings.add(problem.kind, path, line, **problem.values())
                failed = failed or bool(problems)
                continue
            value = values[attribute] = _read(rule.shape, raw, zone)
            if rule.shape is Shape.SLUG and len(value) > NAME_BYTES:
                findings.add(
                    "slug-long", path, line, slug=f"{value[:40]}…", size=str(len(value)), limit=str(NAME_BYTES)
                )
                failed = True
        except _UnusableError as error:
            kind = "alias-address" if rule.shape is Shape.PATHS else "field-value"
            detail = (
                {"alias": str(error)}
                if kind == "alias-address"
                else {"value": str(error), "field": name, "example": rule.example}
            )
            findings.add(kind, path, line, **detail)
            failed = True
            continue
        if excess := _excess(values[attribute], rule.most):
            kind, number, most = excess
            findings.add(kind, path, line, field=name, number=str(number), most=str(most))
            failed = True
    for name in known:
        required = FIELDS[name].required and not (page and name != "title")
        raw = source.values.get(name, "")
        if required and (not raw or (isinstance(raw, str) and not raw.strip())):
            findings.add("field-missing", path, 1, field=name, example=FIELDS[name].example)
            failed = True
    if failed:
        return None
    front = FrontMatter(**values, lines=source.lines)
    _check_order(front, path, findings)
    return front


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


def _report_unknown(name: str, known: list[str], path: str, line: int, findings: Findings) -> None:
    """Name the field that was probably meant: by its Vietnamese name, or by the letters."""
    meant = VIETNAMESE.get(slugify(name.replace("_", " ")), "")
    likely = meant if meant in known else nearest(name, known)
    if likely:
        findings.add("field-unknown", path, line, field=name, nearest=likely)
    else:
        findings.add("field-foreign", path, line, field=name)


def _read(shape: Shape, raw: Any, zone: tzinfo) -> Any:
    """Return the value of a field of this shape; raises ``_UnusableError`` with the offending text."""
    if shape is Shape.FILES:
        return _files(raw)
    if shape is Shape.NAMES:
        # A name without a letter or a digit has no address.
        return tuple(_matching(slugify, item) for item in _names(raw))
    if not isinstance(raw, str):
        raise _UnusableError(_shown(raw))
    text = " ".join(raw.split())
    match shape:
        case Shape.MOMENT:
            return _moment(text, zone)
        case Shape.SLUG:
            return _matching(SLUG.fullmatch, text)
        case Shape.STATUS:
            return _one_of(text, STATUSES)
        case Shape.LANGUAGE:
            return _one_of(text, LANGUAGES)
        case Shape.TEMPLATE:
            return _one_of(text, PAGE_TEMPLATES)
        case Shape.OWN_PAGE:
            return _matching(_OWN_PAGE.fullmatch, text)
        case Shape.ADDRESS:
            return _matching(_is_web_address, text)
        case Shape.FILE:
            return _file_name(text)
        case _:
            return text


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        return parse_datetime(text, zone)
    except ValueError:
        raise _UnusableError(text) from None


def _matching(accepts: Any, text: str) -> str:
    if not accepts(text):
        raise _UnusableError(text)
    return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _one_of(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise _UnusableError(text)
    return text


#: A comma behind the name of a file, and a space.
_COMMA = re.compile("|".join(rf"(?<=\.{ending}),\s+" for ending in sorted(OFFERED | DRAWINGS | ACTIVE)), re.IGNORECASE)


def _names(raw: Any) -> tuple[str, ...]:
    """A YAML list, or text parted by ``;`` or else by ``,``, as Pelican reads tags; duplicates stand once."""
    if isinstance(raw, str):
        raw = raw.split(";" if ";" in raw else ",")
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise _UnusableError(_shown(raw))
    return tuple(dict.fromkeys(" ".join(item.split()) for item in raw if item.strip()))


def _files(raw: Any) -> tuple[AttachedFile, ...]:
    """A list of names or of ``file``/``title`` pairs, or one pair; as text: ``a.pdf | Title; b.docx``."""
    if isinstance(raw, str):
        parts = raw.replace("\n", ";").split(";")
        # Titles hold commas too: only a comma behind a bare file name parts two of them.
        raw = [name for part in parts for name in ([part] if "|" in part else _COMMA.split(part))]
    if isinstance(raw, dict):
        raw = [raw]
    if not isinstance(raw, list):
        raise _UnusableError(_shown(raw))
    files = []
    for item in raw:
        if isinstance(item, str) and item.strip():
            name, _, title = item.partition("|")
            files.append(AttachedFile(_file_name(name.strip()), title.strip()))
        elif isinstance(item, dict) and set(item) <= {"file", "title"} and isinstance(item.get("file"), str):
            files.append(AttachedFile(_file_name(item["file"].strip()), str(item.get("title", "")).strip()))
        elif item:
            raise _UnusableError(_shown(item))
    return tuple(files)


def _file_name(text: str) -> str:
    """A file beside the article; Pelican's ``{attach}`` and ``{static}`` before it are allowed and dropped."""
    name = text.removeprefix("{attach}").removeprefix("{static}").removeprefix("./")
    if not name or "/" in name or "\\" in name or name.startswith("."):
        raise _UnusableError(text)
    return name


def _shown(raw: Any) -> str:
    return ", ".join(map(str, raw)) if isinstance(raw, list) else str(raw)


def _check_order(front: FrontMatter, path: str, findings: Findings) -> None:
    """A change before the publication, or an expiry before it, is a slip of the pen."""
    if front.date is None:
        return
    for name in ("updated", "expires", "pinned_until"):
        moment: datetime | None = getattr(front, name)
        if moment is not None and moment.date() < front.date.date():
            findings.add("date-order", path, front.line(name), field=name, value=f"{moment:%Y-%m-%d}")
