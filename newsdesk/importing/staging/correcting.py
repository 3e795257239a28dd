"""Fields in the head of an imported text, as a person corrects them: only the lines of these fields change."""

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from ban_tin.articles.front_matter.fields import FIELDS, Shape
from ban_tin.articles.front_matter.values import UnusableValueError, read_value
from ban_tin.findings.report import Finding
from ban_tin.site.facts import SiteFacts
from newsdesk.importing.front_matter import IMPORTED, ORDER, written_value
from newsdesk.language import N_, catalogue

#: Fields that can be corrected before an import is accepted; all others later, on the page itself.
CORRECTABLE = (
    "title", "date", "category", "author", "summary", "source", "office", "tags", "credit", "lead_caption", "lead_alt", "lead_credit",
    "document_number", "document_type", "document_issued", "document_effective", "document_issuer", "document_signer", "document_abstract",
)  # fmt: skip
_LINE = re.compile(r"^(?P<remark># (?:likely )?)?(?P<name>[a-z_]+):(?: |$)")
_NO_CATEGORY = N_("There is no category “{category}”; there are: {known}.")
_EMPTY_TITLE = N_("An article needs a title.")
_TOO_LONG = N_("It has {letters} letters; at most {most} are allowed.")
_NOT_HERE = N_("This field is corrected later, on the page itself.")


class WrongValueError(ValueError):
    """A value that a field can't have: ``field``, and for the editor what is wrong and what to write instead."""

    def __init__(self, field: str, said: str, fix: str = "") -> None:
        super().__init__(said)
        self.field, self.said, self.fix = field, said, fix


def check_value(field: str, value: str, facts: SiteFacts) -> str:
    """Return ``value`` as it is written into ``field``, ``""`` where there is to be none. Raises ``WrongValueError``."""
    gettext = catalogue().gettext
    text = " ".join(value.split())
    if field not in CORRECTABLE or field not in FIELDS:
        raise WrongValueError(field, gettext(_NOT_HERE))
    if not text:
        if field == "title":
            raise WrongValueError(field, gettext(_EMPTY_TITLE), FIELDS["title"].example)
        return ""
    if field == "category" and text not in {each.name for each in facts.categories}:
        known = ", ".join(each.name for each in facts.categories)
        raise WrongValueError(field, gettext(_NO_CATEGORY).format(category=text, known=known))
    entries = split_names(text) if FIELDS[field].shape is Shape.NAMES else [text]
    longest = max(map(len, entries), default=0)
    if longest > FIELDS[field].most:
        raise WrongValueError(field, gettext(_TOO_LONG).format(letters=longest, most=FIELDS[field].most))
    try:
        read = read_value(field, entries if len(entries) > 1 else text, ZoneInfo(facts.time_zone))
    except UnusableValueError as error:
        finding = Finding("", 0, error.kind, tuple(sorted(error.values.items())))
        raise WrongValueError(field, finding.message(gettext), finding.fix(gettext)) from None
    if FIELDS[field].shape is Shape.MOMENT:
        return f"{read:%Y-%m-%d %H:%M}" if ":" in text else f"{read:%Y-%m-%d}"
    return text


def split_names(text: str) -> list[str]:
    """Return the names in ``text``, which commas or semicolons part."""
    return [each for part in re.split("[,;]", text) if (each := part.strip())]


def correct(text: str, values: Mapping[str, str]) -> str:
    """Return the imported ``text`` with ``values``, checked ones, in its head; ``""`` takes a field out. No other byte changes.

    A field that was doubtful is so no longer: a person has looked.
    """
    lines = text.split("\n")
    end = lines.index("---", 1)
    head, rest = lines[1:end], lines[end:]
    for field, value in values.items():
        head = _corrected(head, field, value)
    return "\n".join([lines[0], *head, *rest])


def _corrected(head: list[str], field: str, value: str) -> list[str]:
    names = {field, "authors"} if field == "author" else {field}
    kept = []
    for line in head:
        match = _LINE.match(line)
        if match is None or match["name"] not in names or line.startswith(IMPORTED):
            kept.append(line)
    if not value:
        return kept
    entries = tuple(split_names(value)) if FIELDS[field].shape is Shape.NAMES else value
    name = "authors" if field == "author" and len(entries) > 1 and isinstance(entries, tuple) else field
    kept.insert(_place(kept, field), f"{name}: {written_value(field, entries)}")
    return kept


def _place(head: list[str], field: str) -> int:
    """Return where the line of ``field`` stands: before the first that comes after it in the order of the fields."""
    order = {name: number for number, name in enumerate(ORDER)} | {"authors": ORDER.index("author")}
    place = 0
    for number, line in enumerate(head):
        match = _LINE.match(line)
        if match is None or match["remark"] or match["name"] == "attachments":
            break
        if order.get(match["name"], 0) > order[field]:
            break
        place = number + 1
    return place
