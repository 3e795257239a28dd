"""What was last made live from this machine, remembered beside the release."""

import json
from datetime import UTC, datetime
from typing import NamedTuple

from newsdesk.publishing.manifest import MANIFEST
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import Release, release_folder, replace_file
from newsdesk.publishing.sent_manifests import SentManifests
from newsdesk.publishing.targets import Target, find_target
from newsdesk.site_folder import SiteFolder

_FILE = "deployed.json"


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


def sent_manifests(site: SiteFolder) -> SentManifests:
    """Return the manifests of releases of ``site`` that were sent from here."""
    return SentManifests(release_folder(site.cache, site.output) / "sent")


def last_deploy(site: SiteFolder) -> LastDeploy | None:
    """Return the last deploy of ``site``, None where there was none."""
    try:
        return LastDeploy(**json.loads((release_folder(site.cache, site.output) / _FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
