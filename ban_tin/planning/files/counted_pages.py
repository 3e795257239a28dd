"""The list of counted pages as JSON."""

import json
from typing import Any

from ban_tin.planning.files.reader_words import WORDS, consent_of
from ban_tin.planning.plan import Plan, page_address
from ban_tin.site.addresses import redirect_address


def pages_document(plan: Plan) -> bytes:
    """Return ``pages.json``: a page counts where it is its own canonical address and is meant to be found.

    So pages that lead elsewhere, withdrawn articles and the page of what does not exist are not in it. ``aliases`` are
    the old addresses of articles and pages, so that their views follow them.
    """
    counted = {page_address(path) for path, page in plan.pages.items() if page.counted}
    aliases = {redirect_address(old): new for old, new, _ in plan.aliases if new in counted}
    document: dict[str, Any] = {
        "time_zone": plan.site.time_zone,
        "origin": plan.site.base_url,
        "pages": sorted(counted),
        "aliases": dict(sorted(aliases.items())),
        **_what_readers_may_send(plan, counted),
    }
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode()


def _what_readers_may_send(plan: Plan, counted: set[str]) -> dict[str, Any]:
    """Which articles may be rated or commented on, and what is said to those who do; nothing where readers may not."""
    readers = plan.site.readers
    if not (readers.rating or readers.comments):
        return {}
    gettext = plan.site.translation().gettext
    found: dict[str, Any] = {
        "articles": sorted(article.url for article in plan.news if article.url in counted),
        "language": plan.site.language,
        "words": {text: said for text in WORDS if (said := gettext(text)) != text},
    }
    if readers.rating:
        found["rating"] = True
    if readers.comments:
        found["comments"] = {"consent": consent_of(plan.site), "retention_days": readers.retention_days}
    return found


def add_counted_pages(plan: Plan) -> None:
    """Plan ``pages.json``. Every page is planned by then."""
    plan.add_file("/pages.json", pages_document(plan))
