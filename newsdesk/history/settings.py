"""What ``site.toml`` says about history: when the newsdesk makes a commit. No page is made of it."""

import tomllib
from pathlib import Path
from typing import Any

#: When a commit is made: at each save, at each publish, or by the button alone.
SAVE, PUBLISH, NEVER = "save", "publish", "never"


def read_commit_setting(folder: Path) -> str:
    """Return what the ``site.toml`` in ``folder`` says, ``NEVER`` where it says nothing or can't be read."""
    table = _read(folder).get("history")
    said = table.get("commit") if isinstance(table, dict) else None
    return said if said in (SAVE, PUBLISH) else NEVER


def read_host(folder: Path) -> str:
    """Return the host of the site, which stands in the addresses of authors that have none; ``""`` for none."""
    table = _read(folder).get("site")
    address = table.get("base_url", "") if isinstance(table, dict) else ""
    return address.partition("//")[2].partition("/")[0].partition(":")[0] if isinstance(address, str) else ""


def _read(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / "site.toml").read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}  # The build says what is wrong with it.
