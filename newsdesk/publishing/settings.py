"""What ``site.toml`` says about publishing. No page is made of it: another target or key changes no file of the site."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

#: The keys whose signatures are the office's, beside ``site.toml``: ``allowed_signers`` of ssh-keygen(1). Old lines stay.
SIGNERS = "allowed_signers"


class PublishingSettings(NamedTuple):
    """Where a site goes and what signs it; ``target`` is ``""`` and ``key`` None where nothing is said."""

    target: str
    key: Path | None
    #: Scheme and host of the site, no final slash.
    base_url: str
    #: As in ``Asia/Ho_Chi_Minh``; ``UTC`` where none is given that is known.
    time_zone: str
    #: Whose signatures are the office's.
    signers: Path


def read_publishing_settings(folder: Path) -> PublishingSettings:
    """Return what the ``site.toml`` in ``folder`` says; of one that can't be read, nothing.

    Builds say what is wrong with it; going back has to work while it is broken.
    """
    try:
        document = tomllib.loads((folder / "site.toml").read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        document = {}
    given, site = _table(document, "publishing"), _table(document, "site")
    return PublishingSettings(
        given.get("target", ""),
        (folder / Path(key).expanduser()) if (key := given.get("key")) else None,
        site.get("base_url", ""),
        _known_zone(site.get("time_zone", "")),
        folder / SIGNERS,
    )


def _table(document: dict[str, Any], name: str) -> dict[str, str]:
    table = document.get(name)
    return {key: value for key, value in table.items() if isinstance(value, str)} if isinstance(table, dict) else {}


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return "UTC"
    return name
