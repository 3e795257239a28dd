"""A look into ``site.toml`` for those who run while it may be broken: its own reader says what is wrong with it."""

import re
from pathlib import Path

_HEAD = re.compile(r"\s*\[([^\[\]]*)\]\s*(?:#.*)?")
_VALUE = re.compile(r"""\s*(\w+)\s*=\s*["']([^"'\\]*)["']\s*(?:#.*)?""")


def site_value(folder: Path, key: str) -> str:
    """Return the text that ``key`` has in the section ``[site]`` of the ``site.toml`` in ``folder``, ``""`` while there is none."""
    path = folder / "site.toml"
    try:
        if not path.is_file():  # A pipe would be waited for.
            return ""
        with path.open(encoding="utf-8-sig") as file:
            lines = file.read(1_000_000).splitlines()
    except (OSError, ValueError):
        return ""
    section = ""
    for line in lines:
        if head := _HEAD.fullmatch(line):
            section = head[1].strip()
        elif section == "site" and (found := _VALUE.fullmatch(line)) and found[1] == key:
            return found[2]
    return ""
