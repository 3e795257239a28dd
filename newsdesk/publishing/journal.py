"""What went live, line by line, beside the site: when, who did it, and what readers saw change. For people; nothing depends on it."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.places import own_folder
from newsdesk.publishing.changes import ChangedPage, Changes
from newsdesk.site_folder import SiteFolder

DEPLOYED, ROLLED_BACK = "deployed", "rolled back"
_FILE = "releases.jsonl"
#: Articles that are named, and bytes of the file that are looked at: some thousand lines.
_NAMED, _MOST = 20, 4_000_000


class Entry(NamedTuple):
    """Something that was made live. ``by`` is ``""`` for the person at this machine or a timer."""

    #: In ISO 8601.
    at: str
    #: ``DEPLOYED`` or ``ROLLED_BACK``.
    what: str
    #: The release that is live since.
    release: str
    #: The one before it.
    before: str
    #: As it was typed.
    target: str
    #: Who did it.
    by: str
    #: The first of the articles that readers saw change.
    articles: tuple[ChangedPage, ...] = ()
    #: How many these are.
    total: int = 0


def note_live(
    site: SiteFolder, what: str, target: str, release: str, before: str, by: str = "", changes: Changes | None = None
) -> None:
    """Add a line. That it can't be written hinders nothing: the site is live."""
    articles = changes.articles if changes else ()
    entry = Entry(
        datetime.now(UTC).isoformat(timespec="seconds"), what, release, before, target, by,
        tuple(articles[:_NAMED]), len(articles),
    )  # fmt: skip
    line = json.dumps(entry._asdict() | {"articles": [list(each) for each in entry.articles]}, ensure_ascii=False)
    with suppress(OSError, UnsavableError), alone_in(site) as folder:
        path = folder / _FILE
        # A line that was cut off stays one of its own.
        cut = path.exists() and path.read_bytes()[-1:] != b"\n"
        with path.open("a", encoding="utf-8") as file:
            file.write(("\n" if cut else "") + line + "\n")


def read_journal(site: SiteFolder, most: int = _MOST) -> list[Entry]:
    """Return what went live, the last one first, of the last ``most`` bytes; lines that can't be read are left out."""
    try:
        with (own_folder(site) / _FILE).open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - most))
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in reversed(lines):
        with suppress(ValueError, TypeError, KeyError):
            values = json.loads(line)
            articles = tuple(ChangedPage(*map(str, each)) for each in values.pop("articles"))
            found.append(Entry(**values, articles=articles))
    return found


def taken_back(entries: Iterable[Entry]) -> set[str]:
    """Return the releases that somebody went back from, and that were not made live since; ``entries`` begin with the last one."""
    found, seen = set[str](), set[str]()
    for each in entries:
        seen.add(each.release)
        if each.what == ROLLED_BACK and each.before and each.before not in seen:
            found.add(each.before)
        seen.add(each.before)
    return found


def last_by_release(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return for each release the last time that it was deployed; ``entries`` begin with the last one."""
    found: dict[str, Entry] = {}
    for each in entries:
        if each.what == DEPLOYED:
            found.setdefault(each.release, each)
    return found
