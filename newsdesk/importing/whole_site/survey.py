"""A first look at every source: what it is called, when it was published, where it was; no photo is opened, and nothing written."""

from dataclasses import dataclass, replace
from typing import Any

from ban_tin.language.vietnamese import fold
from ban_tin.site.facts import SiteFacts
from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.source_document import SURE, SourceDocument
from newsdesk.importing.whole_site.likeness import fingerprint, sketch, words_of


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What is known of a source before any is written."""

    #: By which it is known.
    key: str
    #: SHA-256 of the source.
    digest: str
    #: Its title.
    title: str
    #: Its folder below that of articles, as a draft has it.
    folder: str
    #: What its own folder will be called, unless that is taken.
    slug: str
    #: Its date as the front matter has it, ``""`` for none.
    date: str
    #: Addresses that it had, as they are known: whole ones, or paths with their queries.
    addresses: tuple[str, ...]
    #: How often it was read, -1 where nobody says.
    views: int
    #: Words in it.
    words: int
    #: How many fields were read.
    fields: int
    #: Says whether two texts are the same.
    fingerprint: str
    #: Says how alike two texts are.
    sketch: tuple[int, ...]
    #: Whether it is one of the pages, which have no date.
    page: bool = False
    #: Whether it may be published without a person: what has to be certain is, and its source does not say otherwise.
    certain: bool = False
    #: What a source has in common with another that is the same, where its text is in its file alone: an official document's number, office and
    #: day, else the file itself; ``""`` for all others.
    apart: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Surveyed":
        """Return what ``as_json`` gave. Raises ``TypeError`` and ``KeyError`` for anything else."""
        return cls(**{**values, "addresses": tuple(values["addresses"]), "sketch": tuple(values["sketch"])})


def survey(key: str, document: SourceDocument, facts: SiteFacts, options: ComposeOptions) -> Surveyed:
    """Return what is known of ``document``. Raises what ``compose`` raises."""
    draft = compose(replace(document, pictures={}, attachments={}), facts, options)
    date = draft.fields.get("date")
    return Surveyed(
        key=key,
        digest=document.digest,
        title=draft.title,
        folder=draft.folder,
        slug=draft.slug,
        date=str(date.value) if date else "",
        addresses=addresses_of(document),
        views=views_of(document),
        words=len(words_of(document.flow)),
        fields=len(draft.fields),
        fingerprint=fingerprint(document.flow),
        sketch=sketch(document.flow),
        page=draft.page,
        certain=is_certain(draft, document),
        apart=_apart(document),
    )


def _apart(document: SourceDocument) -> str:
    if document.flow.strip():
        return ""
    parts = [document.fields.get(f"document_{name}") for name in ("number", "issuer", "issued")]
    return fold(" | ".join(str(part.value) for part in parts if part)) if parts[0] else document.digest


def is_certain(draft: Draft, document: SourceDocument) -> bool:
    """Return whether ``draft``, of ``document``, may be published without a person."""
    if "status" in document.fields and document.fields["status"].value != "published":
        return False
    names = ("title",) if draft.page else ("title", "date", "category")
    return all(name in draft.fields and draft.fields[name].grade == SURE for name in names)


def addresses_of(document: SourceDocument) -> tuple[str, ...]:
    """Return the addresses that a document had: whole where its source says so, else from the root of the old site."""
    found: list[str] = []
    for name in ("aliases", "old_queries"):
        if field := document.fields.get(name):
            values = field.value if isinstance(field.value, tuple) else (field.value,)
            found += [field.quote] if field.quote.startswith("http") and len(values) == 1 else values
    return tuple(dict.fromkeys(found))


def views_of(document: SourceDocument) -> int:
    """Return how often a document was read, -1 where nobody says."""
    field = document.fields.get("views")
    text = str(field.value) if field else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else -1
