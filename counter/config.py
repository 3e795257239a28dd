"""What an operator may choose; every default is meant for a site of one department."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """Settings of one counter.

    ``data`` is a folder of its own (database, salt, backups); ``pages`` is the ``pages.json`` of the build.
    """

    #: A folder of its own: database, salt, backups.
    data: Path
    #: ``pages.json`` of the build.
    pages: Path
    storage: str = ""  # empty: SQLite in ``data``
    #: Where it answers.
    prefix: str = "/api"
    trusted_proxies: tuple[str, ...] = ()  # CIDR; a UNIX socket's peer is always trusted
    origins: tuple[str, ...] = ()  # further origins of the same site, besides that of pages.json
    limit_per_minute: int = 600  # requests of one address (IPv6: one /64); a whole school may share one
    seen_cap: int = 2_000_000  # rows of today; beyond it views are estimated in memory
    visitor_slots: int = 2**18  # open visits and visitors online; beyond it both are estimates
    queue_limit: int = 10_000  # hits that wait for a commit; beyond it 503
    linger: float = 0.002  # seconds a batch waits for company
    body_limit: int = 16_384  # bytes
    body_timeout: float = 10.0  # seconds
    backup_interval: float = 3600.0  # seconds; a day has one file, replaced as it goes on
    backups_kept: int = 14  # days
    office_token: Path | None = None  # a file of tokens, one a line, mode 0600; without it there is no office
    comments_a_day: int = 200  # of one article; beyond it 503
    suspects_a_day: int = 100  # the same of what looks like spam, so that neither takes the other's room
    comment_bytes: int = 20_000_000  # that wait for a decision, in all
    suspect_bytes: int = 5_000_000  # the same of what looks like spam
    comments_of_one_a_minute: int = 20  # of one address; a whole class may share one
    comments_a_minute: int = 600  # in all, of each of the two kinds
    begin_anew: bool = False  # no counts but backups of some: begin at zero all the same
    accept_day: int = 0  # the clock's day (ordinal) that the operator has looked at and says is right
    #: Seconds since the epoch.
    clock: Callable[[], float] = time.time
    #: Seconds since some moment.
    monotonic: Callable[[], float] = time.monotonic

    @property
    def storage_url(self) -> str:
        return self.storage or f"sqlite:///{self.data / 'counter.db'}"

    @property
    def backups(self) -> Path:
        return self.data / "backups"
