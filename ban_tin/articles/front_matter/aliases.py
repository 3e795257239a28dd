"""Old addresses as editors copy them from an address bar: decoded, checked, and each only once."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from ban_tin.language.vietnamese import nfc
from ban_tin.site.addresses import redirect_address, too_long

#: No part is empty, `.` or `..`: a file system would take such an address for another one.
_ALIAS = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^?#\s\\/]+)+/?")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: Names that servers look for, to be told how to work, and robots.
_SET_UP = {
    "_headers", "_redirects", "ads.txt", "app-ads.txt", "cname", "netlify.toml", "robots.txt", "security.txt",
    "staticwebapp.config.json", "vercel.json", "web.config",
}  # fmt: skip
#: How names end that servers run, that set them up, or that browsers take for scripts and styles.
_RUN = (
    ".bat", ".cgi", ".cjs", ".conf", ".config", ".css", ".ini", ".js", ".mjs", ".phar", ".php", ".php3", ".php4", ".php5",
    ".php7", ".php8", ".phps", ".phtml", ".pl", ".py", ".rb", ".sh", ".shtm", ".shtml", ".stm", ".wasm", ".webmanifest",
)  # fmt: skip


class AliasProblem(NamedTuple):
    """Why ``alias``, as it is written, can't be redirected: the kind of a finding, and the values of it."""

    kind: str
    alias: str
    size: str = ""
    limit: str = ""

    def values(self) -> dict[str, str]:
        """Return the values of the finding."""
        return {name: value for name, value in self._asdict().items() if value and name != "kind"}


def read_aliases(written: Iterable[str]) -> tuple[tuple[str, ...], list[AliasProblem]]:
    """Return the addresses of ``written``, each place once, and what is wrong with the others."""
    aliases: dict[str, str] = {}
    problems: list[AliasProblem] = []
    for text in written:
        alias = _decode(text)
        problem = _problem(text, alias)
        if problem is None:
            # `/cu/bai`, `/cu/bai/` and `/cu/bai/index.html` are one file.
            aliases.setdefault(redirect_address(alias).removesuffix("index.html"), alias)
        else:
            problems.append(problem)
    return tuple(aliases.values()), problems


def _decode(text: str) -> str:
    """Return what a server makes of an address, ``""`` where it refuses it."""
    try:
        return "" if _BAD_ESCAPE.search(text) else nfc(unquote_to_bytes(text).decode())
    except UnicodeDecodeError:
        return ""


def _problem(text: str, alias: str) -> AliasProblem | None:
    """Return what is wrong with an alias that is written ``text`` and says ``alias``."""
    if not _ALIAS.fullmatch(text):
        return AliasProblem("alias-address", text)
    if not alias:
        return AliasProblem("alias-encoding", text)
    parts = alias.strip("/").split("/")
    # An address is written without spaces; what it says may have some.
    if (
        not _ALIAS.fullmatch(alias.replace(" ", "_"))
        or any(part != part.strip() for part in parts)
        or any(unicodedata.category(letter).startswith("C") for letter in alias)
    ):
        return AliasProblem("alias-address", text)
    name = "" if alias.endswith("/") else parts[-1].lower()
    if name in _SET_UP or name.endswith(_RUN) or any(part.startswith(".") for part in parts):
        return AliasProblem("alias-reserved", text)
    if found := too_long(redirect_address(alias)):
        return AliasProblem("alias-long", f"{text[:40]}…", str(found.size), str(found.limit))
    return None
