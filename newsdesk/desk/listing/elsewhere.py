"""What has to be asked for elsewhere: comments that wait, the counter's figures, how the live site is. Each part says itself why it is missing."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdesk.comments.articles import Articles
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.office import Office, open_office
from newsdesk.fetching.server import fetch
from newsdesk.fetching.wire import FetchError
from newsdesk.language import N_, translate
from newsdesk.listing.site_list import Listing
from newsdesk.publishing.due import changes_in_time
from newsdesk.publishing.due_command import DueNow, due_now
from newsdesk.publishing.status import read_status
from newsdesk.site_folder import SiteFolder

#: Seconds and bytes of an answer of the counter; pages of “most read”.
_SECONDS, _BYTES, _TOP = 6.0, 2_000_000, 5
#: In which a timer does what is due.
_GRACE = timedelta(minutes=10)
_AWAY = N_("The visit counter doesn’t answer ({reason}).")
_NO_COUNTER = N_("The site has no visit counter.")
_NO_ANSWER = N_("what it says can’t be read")


#: What can be asked for, each by itself: what is slow holds up nothing else.
PARTS = ("comments", "figures", "status")


def ask_elsewhere(part: str, site: SiteFolder, listing: Listing | None, articles: Callable[[], Articles]) -> Any:
    """Return one of ``PARTS``: as JSON has it, with ``said`` where it can't be had."""
    if part == "status":
        return [{"said": each.said, "trouble": each.is_trouble} for each in read_status(site, _late(site, listing))]
    try:
        office = open_office(site, find_articles=articles)
    except OfficeError as error:
        return {"said": str(error)}
    if part == "comments":
        return _comments(office)
    return _figures(office, {each.article.url: each.article.title for each in listing.found} if listing else {})


def _late(site: SiteFolder, listing: Listing | None) -> DueNow | None:
    """Return what of the list should have been published by a timer by now, None for nothing."""
    if listing is None or listing.published is None:
        return None
    due = due_now(site, changes_in_time(each.article.row.entry for each in listing.found if each.article.row))
    late = [each for each in due.due if datetime.now(UTC) - each.at > _GRACE]
    return due._replace(due=late, unsent="") if late else None


def _comments(office: Office) -> dict[str, Any]:
    """Return how many comments wait."""
    if not office.facts.readers.comments:
        return {"off": True}
    try:
        waiting = office.connect().oldest(False, 1)
    except OfficeError as error:
        return {"said": str(error)}
    return {"likely": waiting.likely, "suspects": waiting.suspects}


def _figures(office: Office, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return how often the site is read today, and what is read most in a week."""
    if not office.counter:
        return {"off": True, "said": translate(_NO_COUNTER)}
    try:
        today = _ask(f"{office.counter}/site")
        top = _ask(f"{office.counter}/top?days=7&limit=40")
        views, visits, online = (
            int(today["days"][-1]["views"]), int(today["days"][-1]["visits"]), int(today["online"])
        )  # fmt: skip
        pages = [
            {"url": each["path"], "title": titles[each["path"]], "views": int(each["views"])}
            for each in top["pages"]
            if each["path"] in titles
        ]
    except FetchError as error:
        return {"said": translate(_AWAY).format(reason=error.reason or error.kind)}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {"said": translate(_AWAY).format(reason=translate(_NO_ANSWER))}
    return {"today": views, "visits": visits, "online": online, "top": pages[:_TOP]}


def _ask(url: str) -> dict[str, Any]:
    answer = fetch(url, seconds=_SECONDS, most=_BYTES)
    if not 200 <= answer.status < 300:
        raise FetchError("answer", f"{answer.status}")
    value = json.loads(answer.body)
    if not isinstance(value, dict):
        raise TypeError
    return value
