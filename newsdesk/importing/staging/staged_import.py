"""One source that was sent: what was read of it, and what became of it."""

import json
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from newsdesk.importing.source_document import LIKELY


class State(StrEnum):
    """How far an import is."""

    #: It was received, and is read in its turn.
    WAITING = "waiting"
    #: It is being read.
    READING = "reading"
    #: Its text can be looked at; its photos are being taken in.
    SKETCHED = "sketched"
    #: All of it is there, and waits for a decision.
    READY = "ready"
    #: It can't be read: ``entry`` says why.
    REFUSED = "refused"
    #: The site has it already, or it waits here already.
    KNOWN = "known"
    #: It is an article of the site now.
    ACCEPTED = "accepted"
    #: It was thrown away, and can be brought back.
    DISCARDED = "discarded"


#: States that reading leaves alone.
SETTLED = frozenset((State.READY, State.REFUSED, State.KNOWN, State.ACCEPTED, State.DISCARDED))


@dataclass(frozen=True, slots=True)
class StagedImport:
    """One source that waits for a decision, or was decided about lately."""

    #: Of its batch, and its number there: ``20261130-184500-3f2a.0``.
    id: str
    #: The name of its file, with the folders that came along.
    source: str
    #: How far it is.
    state: State
    #: What the report says of it: ``ReportEntry`` as plain values; empty while nothing is known.
    entry: dict[str, Any] = field(default_factory=dict)
    #: SHA-256 of the source.
    digest: str = ""
    #: Below which folder of articles it belongs, such as ``2026/11``.
    folder: str = ""
    #: What its folder is to be called.
    slug: str = ""
    #: Whether it is a page and no article.
    page: bool = False
    #: Where it lies below the content folder of imports, such as ``tin/2026/11/hoi-nghi``; ``""`` where nothing does.
    staged: str = ""
    #: Photos that were taken in, and that there are.
    photos_done: int = 0
    #: How many photos there are, as far as is known.
    photos: int = 0
    #: The article that the site has of this source, below its folder.
    existing: str = ""
    #: Fields that a person corrected, and how.
    corrected: dict[str, str] = field(default_factory=dict)
    #: The article that it became, below the site's folder.
    accepted: str = ""
    #: SHA-256 of the text that was written into the site.
    written: str = ""
    #: What it was before it was thrown away.
    before: str = ""
    #: Who sent it, as the configured proxy says.
    by: str = ""

    @property
    def values(self) -> dict[str, str]:
        """The fields as they are now, by their names."""
        return {each["name"]: each["value"] for each in self.entry.get("fields", ())} | self.corrected

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which it can't be accepted."""
        return () if self.page or self.values.get("category") else ("category",)

    @property
    def is_sure(self) -> bool:
        """Whether a person need not look: every field is sure, nothing is doubtful, nothing is missing."""
        if self.state is not State.READY or self.entry.get("doubts"):
            return False
        graded = all(each["grade"] != LIKELY or each["name"] in self.corrected for each in self.entry.get("fields", ()))
        return graded and (self.page or {"date", "category"} <= self.values.keys())

    def as_json(self) -> str:
        """Return the import as JSON, as ``read_staged`` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False)


_NAMES = frozenset(each.name for each in fields(StagedImport))


def read_staged(text: str) -> StagedImport:
    """Return what ``as_json`` wrote, also in a newer version. Raises ``ValueError``."""
    found = json.loads(text)
    if not isinstance(found, dict) or not {"id", "source", "state"} <= found.keys():
        raise ValueError("no import")
    known = {name: value for name, value in found.items() if name in _NAMES}
    return StagedImport(**{**known, "state": State(found["state"])})
