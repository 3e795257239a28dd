"""A look into ``site.toml`` for those who run while it may be broken: its own reader says what is wrong with it."""

import os
import re
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

_HEAD = re.compile(r"\s*\[([^\[\]]*)\]\s*(?:#.*)?")
_VALUE = re.compile(r"""\s*(\w+)\s*=\s*["']([^"'\\]*)["']\s*(?:#.*)?""")


def site_value(folder: Path, key: str) -> str:
    """Return the text that ``key`` has in the section ``[site]`` of the ``site.toml`` in ``folder``, ``""`` while there is none."""
    path = os.path.join(folder, "site.toml")  # noqa: PTH118 - a page of the newsdesk asks hundreds of times
    try:
        status = os.stat(path)  # noqa: PTH116 - the same
        if not S_ISREG(status.st_mode):  # A pipe would be waited for.
            return ""
        version = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
        return _site_values(path, version).get(key, "")
    except (OSError, ValueError):
        return ""


@lru_cache(maxsize=8)
def _site_values(path: str, version: tuple[int, ...]) -> dict[str, str]:
    """Return what stands in the section ``[site]`` of the file at ``path``, the first value of each key; ``version`` changes with it."""
    with Path(path).open(encoding="utf-8-sig") as file:
        lines = file.read(1_000_000).splitlines()
    section, values = "", dict[str, str]()
    for line in lines:
        if head := _HEAD.fullmatch(line):
            section = head[1].strip()
        elif section == "site" and (found := _VALUE.fullmatch(line)):
            values.setdefault(found[1], found[2])
    return values
