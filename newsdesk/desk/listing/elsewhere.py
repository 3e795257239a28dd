"""What has to be asked for elsewhere: comments that wait, the counter's figures, how the live site is. Each part says itself why it is missing."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from newsdesk.comments.articles import Articles
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.office import Office, open_office
from newsdesk.fetching.server import fetch
from newsdesk.fetching.wire import FetchError
from newsdesk.language import N_, translate
from newsdesk.listing.site_list import Listing
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.status_command import certificate_days
from newsdesk.site_folder import SiteFolder

#: Seconds and bytes of an answer of the counter; pages of “most read”; days before a certificate ends at which it is said.
_SECONDS, _BYTES, _TOP, _DAYS = 6.0, 2_000_000, 5, 14
_AWAY = N_("The visit counter doesn’t answer ({reason}).")
_NO_COUNTER = N_("The site has no visit counter.")
_NO_ANSWER = N_("what it says can’t be read")
_CERTIFICATE = N_("Certificate of {url}: {days} more days")


def ask_elsewhere(site: SiteFolder, listing: Listing | None, articles: Callable[[], Articles]) -> dict[str, Any]:
    """Return all of it, asked for at the same time."""
    try:
        office = open_office(site, find_articles=articles)
    except OfficeError as error:
        return {"comments": {"said": str(error)}, "figures": {"said": ""}, "status": []}
    titles = {each.url: each.title for each in listing.articles if each.url} if listing else {}
    with ThreadPoolExecutor(3) as threads:
        comments = threads.submit(_comments, office)
        figures = threads.submit(_figures, office, titles)
        status = threads.submit(_status, site)
        return {"comments": comments.result(), "figures": figures.result(), "status": status.result()}


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


def _status(site: SiteFolder) -> list[str]:
    """Return what somebody has to look after."""
    settings = read_publishing_settings(site.folder)
    days = certificate_days(settings.base_url)
    if days is None or days >= _DAYS:
        return []
    return [translate(_CERTIFICATE).format(url=settings.base_url, days=days)]
