"""What was last made live from this machine, and what somebody wants to be live, remembered beside the release."""

import json
from datetime import UTC, datetime
from typing import NamedTuple

from newsdesk.publishing.journal import read_journal
from newsdesk.publishing.live import TargetError
from newsdesk.publishing.manifest import MANIFEST
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import Release, last_name, last_seen, release_folder, replace_file
from newsdesk.publishing.sent_manifests import SentManifests
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.targets import Target, find_target
from newsdesk.site_folder import SiteFolder

_FILE, _WANTED = "deployed.json", "wanted.json"
#: Bytes of the journal in which the last times that something went live stand.
_RECENT = 100_000
#: So many of them: releases that are kept, also where some were gone back to.
_LATELY = 12


class LastDeploy(NamedTuple):
    """The last deploy: its target as it was typed, the release that is live since, the one before, and when, in ISO 8601."""

    target: str
    release: str
    before: str
    at: str
    #: When a bucket may lose what is gone, in seconds since the epoch; 0: nothing waits.
    delete_at: float = 0.0


def site_target(site: SiteFolder, named: str) -> Target | Bucket:
    """Return the target of ``site`` that is ``named``, as ``find_target``. Raises ``TargetError``."""
    return find_target(named, release_folder(site.cache, site.output) / "kept")


def note_deployed(site: SiteFolder, target: str, release: Release, before: str, delete_at: float = 0.0) -> None:
    """Remember that ``release`` is live at ``target``. Raises ``OSError``."""
    last = LastDeploy(target, release.name, before, datetime.now(UTC).isoformat(timespec="seconds"), delete_at)
    content = json.dumps(last._asdict(), ensure_ascii=False).encode()
    replace_file(release_folder(site.cache, site.output) / _FILE, content)
    sent_manifests(site).keep(release.content, release.beside / MANIFEST)


def live_from_here(site: SiteFolder) -> str:
    """Return the release that readers have, as far as this machine knows: by its last deploy, or way back; ``""`` where it did neither."""
    named = read_publishing_settings(site.folder).target
    try:
        shown = site_target(site, named).shown if named else ""
    except TargetError:
        shown = named
    found = next((each for each in read_journal(site, _RECENT) if not shown or each.target == shown), None)
    last = last_deploy(site)
    if last and (not shown or last.target == shown) and (found is None or last.at > found.at):
        return last.release
    return found.release if found else ""


def lately_live(site: SiteFolder) -> set[str]:
    """Return the releases that were made live from here lately, and may be gone back to."""
    return {live_from_here(site), *(each.release for each in read_journal(site, _RECENT)[:_LATELY])}


def note_wanted(site: SiteFolder, release: Release) -> None:
    """Remember that ``release`` is to be live, and not only to be looked at: if it can't be sent now, a timer sends it. Raises ``OSError``."""
    document = {"release": release.name, "seen": release.seen}
    replace_file(release_folder(site.cache, site.output) / _WANTED, json.dumps(document).encode())


def last_wanted(site: SiteFolder) -> tuple[str, float]:
    """Return the name of the last release that was to be live, and when it was seen to be what the content says, in seconds since the epoch."""
    try:
        document = json.loads((release_folder(site.cache, site.output) / _WANTED).read_bytes())
        return str(document["release"]), float(document["seen"])
    except (OSError, ValueError, KeyError, TypeError):
        return last_name(site.output, site.cache), last_seen(site.output, site.cache)


def sent_manifests(site: SiteFolder) -> SentManifests:
    """Return the manifests of releases of ``site`` that were sent from here."""
    return SentManifests(release_folder(site.cache, site.output) / "sent")


def last_deploy(site: SiteFolder) -> LastDeploy | None:
    """Return the last deploy of ``site``, None where there was none."""
    try:
        return LastDeploy(**json.loads((release_folder(site.cache, site.output) / _FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
