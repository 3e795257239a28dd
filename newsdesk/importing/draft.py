"""An article as it will be written: its text, its files, and what became of each word of its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.importing.source_document import Doubt, Found, LeftOut
from newsdesk.importing.structure import Taken


@dataclass(frozen=True, slots=True)
class Draft:
    """What ``compose`` makes of a source, and ``write`` writes."""

    #: The name of the file, or the address, that it was read from.
    source: str
    #: SHA-256 of the source, by which it is known again.
    digest: str
    #: The title, which is there always.
    title: str
    #: The folder below that of articles: ``2026/11``, or that of articles without a date.
    folder: str
    #: What its own folder is called, unless that is taken.
    slug: str
    #: The whole ``index.md``.
    text: str
    #: Whether it is one of the pages, which have neither date nor category.
    page: bool = False
    #: Photos and attachments by their names beside the text.
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    #: Fields with their evidence, as they stand in the text.
    fields: Mapping[str, Found] = field(default_factory=dict)
    #: Lines of the source that became fields.
    taken: tuple[Taken, ...] = ()
    #: Words, or things, that the article doesn't have.
    left_out: tuple[LeftOut, ...] = ()
    #: What a person has to look at.
    doubts: tuple[Doubt, ...] = ()
    #: What the source says beside its fields: ``views``, ``old_address``, ``old_queries``.
    beside: Mapping[str, Found] = field(default_factory=dict)

    @property
    def views(self) -> int | None:
        """How often it was read on the old site, None where nobody says."""
        value = self.beside["views"].value if "views" in self.beside else ""
        return (
            int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 13 else None
        )
