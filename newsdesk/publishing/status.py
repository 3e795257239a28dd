"""How a site stands: what was published, what is live, whether that was verified, what is due, whether there is room. Values, for whoever shows them."""

import shutil
import socket
import ssl
import time
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsdesk.language import translate
from newsdesk.publishing.changes import format_size
from newsdesk.publishing.counter_health import ask_counter, tell_counter
from newsdesk.publishing.deploy import look_at
from newsdesk.publishing.deployed import last_deploy, live_from_here
from newsdesk.publishing.due_command import DueNow, tell_due
from newsdesk.publishing.live import TargetError
from newsdesk.publishing.release import last_name, last_seen
from newsdesk.publishing.settings import PublishingSettings, read_publishing_settings
from newsdesk.publishing.targets import find_target
from newsdesk.publishing.verify.memory import read_memory, state_file
from newsdesk.site_folder import SiteFolder

#: Days before a certificate ends at which it is told, and bytes of free room below which a build may stop.
_DAYS, _ROOM = 14, 1_000_000_000
_SECONDS = 10


class Standing(NamedTuple):
    """One thing about a site. ``key`` is one of ``published live certificate verified counter disk due``."""

    key: str
    #: As a person reads it, in the language of the site; several lines for what is due.
    said: str
    #: Whether somebody has to look after it.
    is_trouble: bool
    #: For programs: what the key is about, as JSON has it.
    value: Any


def read_status(site: SiteFolder, due: DueNow | None = None, named: str = "", counter: str = "") -> list[Standing]:
    """Return how ``site`` stands; what is not known is left out.

    ``due`` is what ``find_due`` found, None where nobody looked. ``named`` is a target in place of that of site.toml; ``counter`` is
    the address of the visit counter, asked only where it is named. Takes as long as the network does, ten seconds for each at most.
    """
    settings = read_publishing_settings(site.folder)
    target = named or settings.target
    found = [_published(site, settings), _live(site, target), _certificate(settings), _verified(site, settings)]
    if counter:
        health = ask_counter(counter)
        found.append(Standing("counter", tell_counter(health), not health.well, health._asdict()))
    found.append(_disk(site.folder))
    if due:
        found.append(_due(due))
    return [each for each in found if each]


def _published(site: SiteFolder, settings: PublishingSettings) -> Standing | None:
    seen = last_seen(site.output, site.cache)
    if not seen:
        return None
    moment = datetime.fromtimestamp(seen, ZoneInfo(settings.time_zone))
    name = last_name(site.output, site.cache)
    said = translate("Last release made: {name}, {at}").format(name=name, at=f"{moment:%d/%m/%Y %H:%M}")
    return Standing("published", said, False, {"release": name, "at": moment.isoformat()})


def _live(site: SiteFolder, target: str) -> Standing | None:
    if not target:
        return None
    last = last_deploy(site)
    value = {"target": target, "release": "", "deployed": last.at if last else None}
    try:
        found = look_at(find_target(target))
    except TargetError as error:
        return Standing("live", str(error), True, value)
    live = found.name
    said = translate("Live at {target}: {name}").format(target=target, name=live or translate("nothing"))
    if live and found.manifest is None:
        said += "\n  " + translate(
            "Its files are gone there, or its manifest is damaged: deploy again (ban-tin deploy)."
        )
        return Standing("live", said, True, value | {"release": live})
    if live and (ours := live_from_here(site)) and ours != live:
        said += "\n  " + translate("That is not what this machine made live: another one published, or went back.")
    elif live != last_name(site.output, site.cache):
        said += "\n  " + translate("That is not the last release that was made.")
    return Standing("live", said, False, value | {"release": live})


def _certificate(settings: PublishingSettings) -> Standing | None:
    days = certificate_days(settings.base_url)
    if days is None:
        return None
    message = (
        translate("Certificate of {url}: {days} more days")
        if days
        else translate("Certificate of {url}: it has ended, or browsers don't trust it")
    )
    said = message.format(url=settings.base_url, days=days)
    return Standing("certificate", said, days < _DAYS, {"days": days})


def _verified(site: SiteFolder, settings: PublishingSettings) -> Standing | None:
    last = read_memory(state_file(site.cache, settings.base_url)).last
    if not last:
        return None
    try:
        at = f"{datetime.fromisoformat(str(last['began'])).astimezone(ZoneInfo(settings.time_zone)):%d/%m/%Y %H:%M}"
    except (KeyError, ValueError):
        at = "?"
    if last.get("exit") == 0:
        said = translate("Live site verified: {at}, as it was published").format(at=at)
        return Standing("verified", said, False, last)
    message = translate("Live site verified: {at}, {errors} errors and {warnings} warnings: see ban-tin verify")
    said = message.format(at=at, errors=last.get("errors", "?"), warnings=last.get("warnings", "?"))
    return Standing("verified", said, bool(last.get("exit")), last)


def _disk(folder: Path) -> Standing:
    free = shutil.disk_usage(folder).free
    said = translate("Free on this disk: {size}").format(size=format_size(free))
    return Standing("disk", said, free < _ROOM, {"free_bytes": free})


def _due(due: DueNow) -> Standing:
    is_late = bool(due.due or due.unsent)
    lines = tell_due(due)
    if is_late:
        lines.append(translate("Something is due and not published: is the timer there? Publishing makes it live."))
    value = {"paths": [each.path for each in due.due], "unsent": due.unsent}
    return Standing("due", "\n".join(lines), is_late, value)


def certificate_days(base_url: str) -> int | None:
    """Return for how many more days the certificate of ``base_url`` holds, 0 for one that does not; None where nobody answers there."""
    try:
        parts = urlsplit(base_url)
        if parts.scheme != "https" or not parts.hostname:
            return None
        with (
            socket.create_connection((parts.hostname, parts.port or 443), timeout=_SECONDS) as connection,
            ssl.create_default_context().wrap_socket(connection, server_hostname=parts.hostname) as secured,
        ):
            ends = str((secured.getpeercert() or {})["notAfter"])
        return max(0, int((ssl.cert_time_to_seconds(ends) - time.time()) // 86400))
    except ssl.SSLCertVerificationError:
        return 0
    except (OSError, KeyError, ValueError):
        return None
