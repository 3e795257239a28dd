"""``ban-tin status``: what was published, what is live, what is due, and whether there is room; for people and for cron."""

import argparse
import json
import shutil
import socket
import ssl
import sys
import time
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsdesk.language import translate
from newsdesk.publishing.changes import format_size
from newsdesk.publishing.counter_health import ask_counter, tell_counter
from newsdesk.publishing.deploy import look_at
from newsdesk.publishing.deployed import last_deploy
from newsdesk.publishing.due_command import DueNow, find_due, tell_due
from newsdesk.publishing.release import last_name, last_seen
from newsdesk.publishing.settings import PublishingSettings, read_publishing_settings
from newsdesk.publishing.targets import TargetError, find_target
from newsdesk.publishing.verify.memory import read_memory, state_file
from newsdesk.site_folder import SiteFolder

#: Days before a certificate ends at which it is told, and bytes of free room below which a build may stop.
_DAYS, _ROOM = 14, 1_000_000_000
_SECONDS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` where, and how it is to be told."""
    parser.add_argument(
        "--dest",
        metavar=translate("TARGET"),
        default="",
        help=translate("user@host:/folder, or a folder here; else what site.toml says"),
    )
    parser.add_argument(
        "--counter",
        metavar=translate("ADDRESS"),
        default="",
        help=translate("ask the visit counter too; on its machine, such as {address}").format(
            address="http://127.0.0.1:8010/api"
        ),
    )
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Say it; return 0 where all is well, 1 where something needs somebody: the lines that begin with “!” say what."""
    settings = read_publishing_settings(site.folder)
    due = find_due(site)
    if due is None:
        return 1
    lines, document = _look(site, settings, options.dest or settings.target, due, options.counter)
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines))
    sys.stdout.flush()
    return 1 if document["troubles"] else 0


def _look(
    site: SiteFolder, settings: PublishingSettings, named: str, due: DueNow, counter: str
) -> tuple[list[str], dict[str, Any]]:
    zone = ZoneInfo(settings.time_zone)
    name, seen, last = last_name(site.output, site.cache), last_seen(site.output, site.cache), last_deploy(site)
    lines: list[str] = []
    troubles: list[str] = []
    document: dict[str, Any] = {"release": name, "published": None, "live": "", "deployed": last and last.at}
    if seen:
        moment = datetime.fromtimestamp(seen, zone)
        document["published"] = moment.isoformat()
        message = translate("Published: {name}, {at}")
        lines.append(message.format(name=name, at=f"{moment:%d/%m/%Y %H:%M}"))
    if named:
        try:
            document["live"] = live = look_at(find_target(named)).name
            lines.append(translate("Live at {target}: {name}").format(target=named, name=live or translate("nothing")))
            if live != name:
                lines.append("  " + translate("That is not what was published last."))
        except TargetError as error:
            troubles.append(str(error))
    days = certificate_days(settings.base_url)
    document["certificate_days"] = days
    if days is not None:
        message = translate("Certificate of {url}: {days} more days")
        (lines if days >= _DAYS else troubles).append(message.format(url=settings.base_url, days=days))
    document["verified"] = verified = read_memory(state_file(site.cache, settings.base_url)).last
    if verified:
        (troubles if verified.get("exit") else lines).append(_tell_verified(verified, zone))
    if counter:
        health = ask_counter(counter)
        document["counter"] = health._asdict()
        (lines if health.well else troubles).append(tell_counter(health))
    free = shutil.disk_usage(site.folder).free
    document["free_bytes"] = free
    (lines if free >= _ROOM else troubles).append(translate("Free on this disk: {size}").format(size=format_size(free)))
    lines += tell_due(due)
    if due.due or due.unsent:
        troubles.append(translate("Something is due and not published: is the timer there?"))
    document["due"], document["troubles"] = [each.path for each in due.due], troubles
    return [*lines, *(f"! {each}" for each in troubles)], document


def _tell_verified(last: dict[str, Any], zone: ZoneInfo) -> str:
    """Return what ``ban-tin verify`` said last on this machine."""
    try:
        at = f"{datetime.fromisoformat(str(last['began'])).astimezone(zone):%d/%m/%Y %H:%M}"
    except (KeyError, ValueError):
        at = "?"
    if last.get("exit") == 0:
        return translate("Live site verified: {at}, as it was published").format(at=at)
    message = translate("Live site verified: {at}, {errors} errors and {warnings} warnings: see ban-tin verify")
    return message.format(at=at, errors=last.get("errors", "?"), warnings=last.get("warnings", "?"))


def certificate_days(base_url: str) -> int | None:
    """Return for how many more days the certificate of ``base_url`` holds, 0 for one that does not; None where nobody answers there."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), timeout=_SECONDS) as connection,
            ssl.create_default_context().wrap_socket(connection, server_hostname=parts.hostname) as secured,
        ):
            ends = str((secured.getpeercert() or {})["notAfter"])
        return max(0, int((ssl.cert_time_to_seconds(ends) - time.time()) // 86400))
    except ssl.SSLCertVerificationError:
        return 0
    except (OSError, KeyError):
        return None
