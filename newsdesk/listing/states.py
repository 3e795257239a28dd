"""In which state an article is, as an office says it; and whether readers see it as it is now."""

from datetime import datetime
from pathlib import Path

from ban_tin.building.state import Row
from newsdesk.language import N_
from newsdesk.listing.articles import ListedArticle
from newsdesk.publishing.published_sources import PublishedSources, source_is_as_published

BROKEN, DRAFT, SCHEDULED, READY = "broken", "draft", "scheduled", "ready"
CHANGED, PUBLISHED, EXPIRED, WITHDRAWN = "changed", "published", "expired", "withdrawn"
#: What each is called, in the order in which they are offered.
STATES = {
    BROKEN: N_("Can’t be read"),
    DRAFT: N_("Draft"),
    READY: N_("To be published"),
    CHANGED: N_("Changed since publishing"),
    SCHEDULED: N_("Scheduled"),
    PUBLISHED: N_("Published"),
    EXPIRED: N_("Expired"),
    WITHDRAWN: N_("Withdrawn"),
}


class PublishedState:
    """Tells what differs from what was ``published`` last of the site in ``folder``; a file is read once for each time that it changes."""

    def __init__(self, folder: Path, published: PublishedSources | None) -> None:
        self._folder, self._published = folder, published
        self._compared: dict[str, tuple[Row | None, bool]] = {}

    @property
    def release(self) -> str:
        """The name of the release that is compared with, ``""`` for none."""
        return self._published.release if self._published else ""

    def is_public(self, article: ListedArticle) -> bool:
        """Return whether readers find a page at its address."""
        return bool(self._published and article.url in self._published.pages)

    def is_as_published(self, article: ListedArticle) -> bool:
        """Return whether the source, and what lies beside it, is what it was when the site was published."""
        record = self._published.sources.get(article.file) if self._published else None
        if record is None or self._published is None:
            return False
        row = article.row
        # What was written in the moment in which it was looked at has no stamp that tells anything.
        if row and row.stamp.size >= 0 and row.stamp == record.stamp and _is_older(row, self._published.moment):
            return True
        known = self._compared.get(article.file)
        if known is None or known[0] is not row:
            known = row, source_is_as_published(self._folder / article.file, record)
            self._compared[article.file] = known
        return known[1]


def state_of(article: ListedArticle, now: datetime, published: PublishedState) -> tuple[str, bool]:
    """Return the state of ``article`` at the moment ``now``, and whether publishing changes what readers see of it."""
    public = published.is_public(article)
    if article.broken:
        return BROKEN, False
    differs = not published.is_as_published(article)
    if article.withdrawn:
        return WITHDRAWN, bool(published.release) and differs
    if article.draft:
        return DRAFT, public
    if article.date and article.date > now:
        return SCHEDULED, public
    if article.expires and article.expires <= now:
        return EXPIRED, public and differs
    if not public:
        return READY, True
    return (CHANGED, True) if differs else (PUBLISHED, False)


def _is_older(row: Row, moment: int) -> bool:
    """Return whether nothing beside it changed after ``moment`` (ns since the epoch)."""
    return all(stamp is not None and stamp.ctime < moment for _, stamp in row.looked_up)
