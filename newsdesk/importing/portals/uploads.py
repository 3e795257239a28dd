"""The files that a portal keeps outside of its database: found by the addresses in its texts, and never outside of the folder that was named."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Uploads:
    """The folder of a portal's files.

    ``roots`` are the first parts of addresses below which they lie, such as ``uploads``; ``hosts`` the names under which the portal was reached: an address
    with another one is another site's. No names: every address may be the portal's.
    """

    def __init__(self, folder: Path | None, roots: Iterable[str], hosts: Iterable[str] = (), inside: str = "") -> None:
        self._folder = folder.resolve() if folder is not None else None
        self._roots = tuple(root.strip("/") for root in roots)
        self._hosts = frozenset(host.lower().removeprefix("www.") for host in hosts if host)
        self._inside = inside.strip("/")

    def find(self, written: str) -> Path | None:
        """Return the file at an address of a text, or at a path below the folder of its module; None where there is none."""
        if self._folder is None or not written or len(written) > 2000:
            return None
        try:
            parts = urlsplit(re.sub(r"[\x00-\x1f]+", "", written.strip()))
            host = (parts.hostname or "").lower().removeprefix("www.")
        except ValueError:
            return None
        if parts.scheme.lower() not in {"", "http", "https"} or (host and self._hosts and host not in self._hosts):
            return None
        return _find(self._folder, self._roots, self._inside, unquote(parts.path))


def _find(folder: Path, roots: tuple[str, ...], inside: str, path: str) -> Path | None:
    path = path.replace("\\", "/")
    steps = [step for step in path.split("/") if step not in ("", ".")]
    if ".." in steps or not steps or any(step.startswith("~") for step in steps):
        return None
    for root in roots:
        kept = root.split("/")
        for at in range(len(steps) - len(kept)):
            if steps[at : at + len(kept)] == kept:
                below = steps[at + len(kept) :]
                for start in ([*kept, *below], [kept[-1], *below], below):
                    if found := _file(folder, start):
                        return found
    if path.startswith("/") or not inside:
        return _file(folder, steps)
    return (
        _file(folder, [*inside.split("/"), *steps])
        or _file(folder, [*roots[:1], *inside.split("/"), *steps])
        or _file(folder, steps)
    )


def _file(folder: Path, steps: list[str]) -> Path | None:
    for form in ("NFC", "NFD"):
        try:
            candidate = folder.joinpath(*(unicodedata.normalize(form, step) for step in steps)).resolve()
            if candidate.is_relative_to(folder) and candidate.is_file():
                return candidate
        except (OSError, ValueError):
            return None
    return None
