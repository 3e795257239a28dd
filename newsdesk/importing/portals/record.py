"""What a portal's dump says of one article, page or document, together: small enough for one process to hand to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdesk.importing.portals.staging import Row


@dataclass(frozen=True, slots=True)
class PortalRecord:
    """One article, page or document of a portal, as its rows stand in the dump."""

    #: ``nukeviet``, ``joomla`` or ``wordpress``.
    portal: str
    #: What it is there: ``news``, ``page``, ``law``, ``archive``.
    kind: str
    #: The table of its own row.
    table: str
    #: By which it is found there.
    key: str
    #: As in ``SET NAMES``.
    charset: str
    #: Its own row.
    row: Row
    #: The rows that belong to it in other tables, by what they are.
    related: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    #: What holds for many: the names in addresses, the folder of its files.
    context: Mapping[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Where it stands, as the report says it."""
        return f"{self.table}, id {self.key}"


@dataclass(frozen=True, slots=True)
class PortalOptions:
    """What the reader of a portal has to know beside the dump."""

    #: The site's time zone.
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Ho_Chi_Minh"))
    #: The folder ``uploads`` of the portal (``images`` of Joomla, ``wp-content/uploads``), or the one that holds it.
    uploads: Path | None = None
    #: The names of the site's categories; empty: those of the portal are taken as they are.
    categories: tuple[str, ...] = ()
    #: The name of the category of official documents, ``""`` for none.
    documents: str = ""
    #: The portal's address, such as ``https://sogd.example``; ``""``: what the dump says of itself.
    address: str = ""
    #: The language whose articles are read; those in others are counted.
    language: str = "vi"
    #: Until when something is in the future.
    now: datetime | None = None
