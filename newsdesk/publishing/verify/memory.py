"""What a run remembers for the next one: when each file was last right, its ETag, the hosts that pages link to.

It is a file that anybody may delete: the next run then looks at everything anew. What can't be read in it is left out.
"""

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

FORMAT = 1
#: Seconds for which "unchanged since that ETag" is believed: a server that is somebody else's could say it for ever.
BELIEVED = 7 * 86_400
_LIMIT = 200_000_000


class Remembered(NamedTuple):
    """A file as it was right: its hash, the ETag it came with, and when in seconds since 1970 it was fetched whole, and last asked for."""

    sha256: str
    etag: str
    fetched: int
    asked: int


@dataclass(slots=True)
class Memory:
    """What is known of one site."""

    #: By the path in the manifest.
    files: dict[str, Remembered] = field(default_factory=dict)
    #: Hosts that published pages link to.
    hosts: set[str] = field(default_factory=set)
    #: When each page was last asked for as a visitor from a search engine.
    visited: dict[str, int] = field(default_factory=dict)
    #: Of the newest release whose signature was right.
    number: int = 0
    #: Network addresses of the host.
    places: list[str] = field(default_factory=list)
    #: What the last run said, for ``ban-tin status``: see ``report.summary``.
    last: dict[str, Any] = field(default_factory=dict)


def state_file(cache: Path, address: str) -> Path:
    """Return where runs over ``address`` keep what they remember, in the ``cache`` of a site."""
    return cache / "verify" / f"{urlsplit(address).netloc.replace(':', '-').replace('[', '').replace(']', '')}.json"


def read_memory(file: Path) -> Memory:
    """Return what ``file`` says, an empty memory where it is missing or damaged."""
    try:
        if file.stat().st_size > _LIMIT:
            return Memory()
        given = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Memory()
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        return Memory()
    memory = Memory()
    for path, each in _items(given.get("files")):
        if isinstance(each, list) and [type(value) for value in each] == [str, str, int, int]:
            memory.files[path] = Remembered(*each)
    memory.visited = {path: when for path, when in _items(given.get("visited")) if type(when) is int}
    memory.hosts = _texts(given.get("hosts"))
    memory.places = sorted(_texts(given.get("places")))
    memory.number = given["number"] if type(given.get("number")) is int else 0
    memory.last = given["last"] if isinstance(given.get("last"), dict) else {}
    return memory


def _items(given: Any) -> Any:
    return given.items() if isinstance(given, dict) else ()


def _texts(given: Any) -> set[str]:
    return {each for each in given if isinstance(each, str)} if isinstance(given, list) else set()


def save_memory(memory: Memory, file: Path) -> None:
    """Write ``memory`` to ``file``, whole or not at all. Raises ``OSError``."""
    document = {
        "format": FORMAT,
        "last": memory.last,
        "number": memory.number,
        "places": memory.places,
        "hosts": sorted(memory.hosts),
        "visited": memory.visited,
        "files": memory.files,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=".verify-", delete=False) as new:
        try:
            json.dump(document, new, ensure_ascii=True, separators=(",", ":"))
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).replace(file)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
