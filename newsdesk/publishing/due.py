"""What changes on a site by itself as time goes by: scheduled articles, what expires, what is no longer pinned."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ban_tin.articles.source import SourceEntry


class Due(NamedTuple):
    """Something that a build makes otherwise from the moment ``at`` on. ``kind`` is ``"scheduled"``, ``"expires"`` or ``"pinned"``."""

    at: datetime
    kind: str
    title: str
    #: The source file, as findings name it.
    path: str


def changes_in_time(entries: Iterable[SourceEntry]) -> list[Due]:
    """Return what the articles of ``entries`` have coming or had, in order. Drafts and withdrawn ones change nothing."""
    found: list[Due] = []
    for entry in entries:
        if entry.draft or entry.withdrawn or entry.page or entry.date is None:
            continue
        found.append(Due(entry.date, "scheduled", entry.title, entry.path))
        if entry.expires is not None:
            found.append(Due(entry.expires, "expires", entry.title, entry.path))
        if entry.pinned_until is not None:
            found.append(Due(entry.pinned_until, "pinned", entry.title, entry.path))
    return sorted(found)


def due_since(changes: Iterable[Due], since: datetime, now: datetime) -> list[Due]:
    """Return which of ``changes`` came after the site was published at ``since``, and have come ``now``."""
    return [each for each in changes if since < each.at <= now]


def next_due(changes: Iterable[Due], now: datetime) -> Due | None:
    """Return the first of ``changes`` (in order) that is still to come, None for none."""
    return next((each for each in changes if each.at > now), None)
