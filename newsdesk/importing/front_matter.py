"""The head of an ``index.md`` that an import writes: fields, what a person has to look at, and which source it is of."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from ban_tin.articles.front_matter.fields import FIELDS, Shape
from ban_tin.starter.quoting import quote
from newsdesk.importing.source_document import LIKELY, Found

#: The order in which fields stand; others follow as ``FIELDS`` has them.
_FIRST = (
    "title",
    "date",
    "category",
    "slug",
    "status",
    "tags",
    "author",
    "office",
    "source",
    "source_url",
    "credit",
    "summary",
)
#: All of them in their order.
ORDER = tuple(dict.fromkeys((*_FIRST, *FIELDS)))
_BARE = {Shape.MOMENT, Shape.SLUG, Shape.STATUS, Shape.FOCUS, Shape.TEMPLATE, Shape.LANGUAGE}
#: Which source an article was imported from: a remark, which moves with the file, is kept by git and is never published.
IMPORTED = "# imported: sha256:"
_IMPORTED = re.compile(rf'^{IMPORTED}(?P<digest>[0-9a-f]{{64}})(?: (?P<name>".*"))?[ \t]*$', re.MULTILINE)
_LIKELY = re.compile(r"^# likely (?P<field>[a-z_]+): (?P<quote>.*)$", re.MULTILINE)
_HEAD = 20_000
_QUOTED = 160


class Imported(NamedTuple):
    """What an article says of its import."""

    #: SHA-256 of the source.
    digest: str
    #: The name of its file.
    name: str
    #: Fields that a person has to look at, with the words that they were read from.
    likely: dict[str, str]


class AttachmentLine(NamedTuple):
    """A file that is offered under the text."""

    #: Its name beside the text.
    file: str
    #: What readers see, ``""`` for its name.
    title: str


def format_front_matter(
    fields: Mapping[str, Found],
    attachments: Sequence[AttachmentLine],
    missing: Mapping[str, str],
    digest: str,
    name: str,
) -> str:
    """Return the head between its two lines. ``missing`` are fields that an article needs and that nobody found, with what to say."""
    lines = []
    names = [each for each in ORDER if each in fields]
    for field in names:
        value = fields[field].value
        written = {"author": "authors"}.get(field, field) if isinstance(value, tuple) and len(value) > 1 else field
        lines.append(f"{written}: {written_value(field, value)}")
    for field, words in missing.items():
        lines.append(f"# {field}: {words}")
    if attachments:
        lines.append("attachments:")
        for each in attachments:
            lines.append(f"  - file: {quote(each.file)}")
            if each.title:
                lines.append(f"    title: {quote(each.title)}")
    for field in names:
        if fields[field].grade == LIKELY and field != "title":
            lines.append(f"# likely {field}: {quote(fields[field].quote[:_QUOTED])}")
    lines.append(f"{IMPORTED}{digest} {quote(PurePosixPath(name).name or name)}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def written_value(field: str, value: str | tuple[str, ...]) -> str:
    """Return ``value`` as it stands behind the name of its ``field``."""
    shape = FIELDS[field].shape
    if isinstance(value, tuple):
        if shape is Shape.NAMES and len(value) == 1 and field == "author":
            return quote(value[0])
        return f"[{', '.join(map(quote, value))}]"
    return value if shape in _BARE else quote(value)


def read_imported(text: str) -> Imported | None:
    """Return what the head of an article says of its import, None for one that was not imported."""
    head = text[:_HEAD]
    match = _IMPORTED.search(head)
    if match is None:
        return None
    try:
        name = json.loads(match["name"] or '""')
    except ValueError:
        name = ""
    likely = {}
    for each in _LIKELY.finditer(head):
        try:
            likely[each["field"]] = str(json.loads(each["quote"]))
        except ValueError:
            likely[each["field"]] = each["quote"]
    return Imported(match["digest"], str(name), likely)
