"""Drafts that lack what an article must have: a preview shows them all the same, and says what is missing."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.site.facts import SiteFacts


def fill_in(front: FrontMatter, site: SiteFacts, zone: ZoneInfo) -> FrontMatter:
    """Return a draft with today as its date and the first category, where it has none of its own; nothing of it is written."""
    today = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(front, date=front.date or today, category=front.category or site.categories[0].name)
