"""What the preview asks of a site: to be kept up to date, and to answer as a web server would."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ban_tin.articles.net import ReaderMaker
    from ban_tin.building.state import Row
    from ban_tin.findings.report import Finding
    from newsdesk.comments.articles import Articles

#: See ``Problem``.
PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to fix, in the editor's language; ``line`` from 1, 0 for the file as a whole, ``path`` empty for no file.

    ``severity`` is that of a finding (error, warning, note or hint), or ``PROGRESS`` for what is under way and no problem.
    """

    path: str
    line: int
    severity: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did: the ``addresses`` (such as ``/tin/2026/11/bai/``) whose page is new, ``None`` for any of them.

    ``styles_only``: nothing but style sheets is new. ``problems`` are all that stand now.
    """

    addresses: frozenset[str] | None
    styles_only: bool
    problems: tuple[Problem, ...]


class PageError(Exception):
    """A page that can't be shown; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Listener(Protocol):
    """Whom a site tells of what it did by itself; any thread calls this."""

    def follow(self, paths: Iterable[Path]) -> None:
        """Bring the site up to date with these files, as if they had changed."""

    def announce(self, change: Change) -> None:
        """Let browsers know of ``change``."""


class LiveSite(Protocol):
    """A site that is kept in memory or in a folder of its own."""

    @property
    def counter_path(self) -> str:
        """Where the site has its visit counter, ``""`` for none."""

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of every page, which a web server may send too; ``""`` where only the theme knows it."""

    def start(self) -> Change:
        """Read everything; also after ``update`` raised. May take long."""

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        """Follow changed files: absolute paths, below the folders as the project names them (links not resolved).

        A path that is not there any more may have been a folder, with all that was in it. No paths at all: the time of ``next_change``
        has come. Yields first for the edited article, then for what lies behind it. One thread calls this, never twice at a time.
        """

    def next_change(self) -> datetime | None:
        """Return when the site looks different though no file changes: an article becomes public, or its time is over."""

    def answer(self, address: str) -> bytes | Path | None:
        """Return what a web server gives for a decoded path (``/tin/…/``, ``/theme/site.css``); ``None`` for nothing.

        Any thread calls this, also during an update. Raises ``PageError``.
        """

    def source_of(self, address: str) -> str:
        """Return what problems call the source file of the page at ``address``, ``""`` for a page made of many, or where nobody knows.

        Any thread calls this.
        """

    def articles(self) -> "Articles":
        """Return the articles, drafts too, by all addresses that they have and had. Any thread calls this."""

    def sources(self) -> "Mapping[str, Row | None]":
        """Return what was read of every source file, by its path; None of one that can't be read. Any thread calls this."""

    def findings(self) -> "Sequence[Finding]":
        """Return what is wrong with the site, by path and line. Any thread calls this."""

    def row_of(self, path: Path) -> "Row | None":
        """Return what was read of one source file; None of one that can't be read, or that there is not. Any thread calls this."""

    def show_at_once(self, path: Path) -> bool:
        """Read a source file again and show its page, without what is made of many files; return whether that could be done.

        ``update`` has to follow. Any thread calls this.
        """

    def has_read(self, path: Path) -> bool:
        """Return whether all that is shown knows a source file as it is now. Any thread calls this."""

    def shown_body(self, path: Path) -> str | None:
        """Return the HTML of the body on the page of a source file, None where there is none, or nobody knows. Any thread calls this."""

    def reader_maker(self) -> "ReaderMaker | None":
        """Return what makes readers of its source files, None where nobody knows. Any thread calls this."""

    def not_found(self) -> bytes:
        """Return the page for what is not there."""

    def pages_document(self) -> Path | None:
        """Return where ``pages.json`` for the counter lies, once there is one."""

    def close(self) -> None:
        """Give up what is under way; any thread calls this, and nothing but ``answer`` afterwards."""
