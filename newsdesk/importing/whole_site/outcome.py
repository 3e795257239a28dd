"""What became of each source: a line of the journal, and of the report."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from newsdesk.importing.source_document import Doubt, Found, LeftOut


class Became(StrEnum):
    """What became of a source."""

    #: It was written as a draft.
    NEW = "new"
    #: It was there, as it would be written now.
    SAME = "same"
    #: It was there and was edited since: it is left as it is.
    EDITED = "edited"
    #: It is an article that another source has too.
    DUPLICATE = "duplicate"
    #: It is a page that lists others, and no article.
    LISTING = "listing"
    #: It could not be read.
    REFUSED = "refused"
    #: It could not be written.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that was read, with its evidence."""

    #: As it is called in the front matter.
    name: str
    #: What it is now.
    value: str
    #: ``sure`` or ``likely``.
    grade: str
    #: Where it was read.
    where: str
    #: The words that it was read from.
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """A thing of which the report tells: its kind, what it is about, and where it stood."""

    kind: str
    about: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one source."""

    #: By which the source is known.
    key: str
    #: What became of it.
    became: Became
    #: The title of its article, ``""`` where there is none.
    title: str = ""
    #: The article's text, from the folder of the site; ``""`` where there is none.
    path: str = ""
    #: Its new address, ``""`` while it has no date.
    address: str = ""
    #: Addresses that it had.
    old: tuple[str, ...] = ()
    #: How often it was read, -1 where nobody says.
    views: int = -1
    #: What was read.
    fields: tuple[Field, ...] = ()
    #: What a person has to look at.
    doubts: tuple[Told, ...] = ()
    #: What no article gets.
    left_out: tuple[Told, ...] = ()
    #: The source that has the article too, the reason of a refusal, or the difference to what is there.
    about: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Row":
        """Return what ``as_json`` gave. Raises ``TypeError``, ``ValueError`` and ``KeyError`` for anything else."""
        return cls(
            **{
                **values,
                "became": Became(values["became"]),
                "old": tuple(values["old"]),
                "fields": tuple(Field(**each) for each in values["fields"]),
                "doubts": tuple(Told(**each) for each in values["doubts"]),
                "left_out": tuple(Told(**each) for each in values["left_out"]),
            }
        )


def fields_of(fields: Iterable[tuple[str, Found]]) -> tuple[Field, ...]:
    """Return fields as the report has them."""
    return tuple(
        Field(name, ", ".join(found.value) if isinstance(found.value, tuple) else found.value, found.grade, found.where, found.quote)
        for name, found in fields
    )


def told_of(things: Iterable[Doubt | LeftOut]) -> tuple[Told, ...]:
    """Return what is doubtful or was left out as the report has it."""
    return tuple(Told(each.kind, each.text if isinstance(each, LeftOut) else each.about, each.where) for each in things)
