"""The list of a site at a moment, and what keeps it from one question to the next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ban_tin.building.state import Row
from ban_tin.findings.report import Finding
from newsdesk.listing.articles import ArticleList, ListedArticle, count_findings, find_unlisted
from newsdesk.listing.finding import NO_CHOICES, Choices, Found, find_choices
from newsdesk.listing.states import PublishedState, state_of
from newsdesk.publishing.due import Due, changes_in_time
from newsdesk.publishing.published_sources import PublishedSources


@dataclass(frozen=True, slots=True)
class Listing:
    """The site as it is listed at a moment."""

    #: The newest first, before them what can't be read.
    found: Sequence[Found] = ()
    #: By their file.
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    #: How many there are in each state.
    states: Mapping[str, int] = field(default_factory=dict)
    #: What can be asked for.
    choices: Choices = NO_CHOICES
    #: What changes by itself, in order.
    coming: Sequence[Due] = ()
    #: What was published.
    published: PublishedSources | None = None


class _MadeOf(NamedTuple):
    sources: Mapping[str, Row | None]
    findings: Sequence[Finding]
    published: PublishedSources | None


class SiteList:
    """Lists the site in ``folder``: again only as far as something changed, or its time has come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._articles = ArticleList()
        self._lock = Lock()
        self._made_of: _MadeOf | None = None
        self._until: datetime | None = None
        self._listing = Listing()

    def at(
        self,
        now: datetime,
        sources: Mapping[str, Row | None],
        findings: Sequence[Finding],
        published: PublishedSources | None,
    ) -> Listing:
        """Return the list at the moment ``now``. Any thread may ask."""
        made_of = _MadeOf(sources, findings, published)
        with self._lock:
            if self._made_of != made_of or (self._until is not None and self._until <= now):
                self._listing, self._until = self._list(now, made_of)
                self._made_of = made_of
            return self._listing

    def _list(self, now: datetime, made_of: _MadeOf) -> tuple[Listing, datetime | None]:
        """Return the list, and until when it holds."""
        by_file = count_findings(made_of.findings, self._folder)
        read = self._articles.of(made_of.sources, self._folder)
        articles = [*find_unlisted(by_file, read), *read]
        published = PublishedState(self._folder, made_of.published)
        found = [Found(each, *state_of(each, now, published)) for each in articles]
        coming = _coming(articles, now)
        states = Counter(each.state for each in found)
        until = min((each.at for each in coming), default=None)
        return Listing(found, by_file, states, find_choices(articles), coming, made_of.published), until


def _coming(articles: Iterable[ListedArticle], now: datetime) -> list[Due]:
    entries = [
        each.row.entry
        for each in articles
        if each.row
        and any(moment and moment > now for moment in (each.date, each.expires, each.row.entry.pinned_until))
    ]
    return [each for each in changes_in_time(entries) if each.at > now]
