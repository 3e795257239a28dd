"""A look into ``site.toml`` for those who run while it may be broken: its own reader says what is wrong with it."""

import tomllib
from pathlib import Path

#: Bytes, as in ``plugins/site_facts/load.py``, which can't be imported while the plugins are broken.
_LIMIT = 500_000


def site_value(project: Path, key: str) -> str:
    """Return the text that ``key`` has in the section ``[site]`` of the project's ``site.toml``, ``""`` while there is none."""
    path = project / "content" / "site.toml"
    try:
        if not path.is_file() or path.stat().st_size > _LIMIT:  # A pipe would be waited for.
            return ""
        value = tomllib.loads(path.read_text(encoding="utf-8-sig"))["site"][key]
    except (OSError, ValueError, OverflowError, LookupError, TypeError, RecursionError):
        return ""
    return value if isinstance(value, str) else ""
