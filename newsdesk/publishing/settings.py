"""What ``site.toml`` says about publishing. No page is made of it: another target or key changes no file of the site."""

import tomllib
from pathlib import Path
from typing import NamedTuple

#: The keys whose signatures are the office's, beside ``site.toml``: ``allowed_signers`` of ssh-keygen(1). Old lines stay.
SIGNERS = "allowed_signers"


class PublishingSettings(NamedTuple):
    """Where a site goes and what signs it; ``target`` is ``""`` and ``key`` None where nothing is said."""

    target: str
    key: Path | None
    #: Scheme and host of the site, no final slash.
    base_url: str
    #: As in ``Asia/Ho_Chi_Minh``.
    time_zone: str
    #: Whose signatures are the office's.
    signers: Path


def read_publishing_settings(folder: Path) -> PublishingSettings:
    """Return what the ``site.toml`` in ``folder`` says, which builds have checked. Raises ``OSError``, ``ValueError`` for another."""
    document = tomllib.loads((folder / "site.toml").read_text("utf-8-sig"))
    given, site = document.get("publishing", {}), document["site"]
    key = str(given.get("key", ""))
    return PublishingSettings(
        str(given.get("target", "")),
        (folder / Path(key).expanduser()) if key else None,
        str(site["base_url"]),
        str(site["time_zone"]),
        folder / SIGNERS,
    )
