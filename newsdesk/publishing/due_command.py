"""``ban-tin due``: when the site next changes by itself, and whether it has to be published now. For timers."""

import argparse
import json
import sys
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsdesk.language import N_, translate
from newsdesk.moment import present_moment
from newsdesk.publishing.deployed import last_deploy, last_wanted
from newsdesk.publishing.due import Due, changes_in_time, due_since, next_due
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.site_folder import SiteFolder

#: The exit code where nothing is due: neither 0, on which a timer publishes, nor that of an error.
NOTHING_DUE = 3

#: What happens, by the kind of a ``Due``: message ids.
KINDS = {
    "scheduled": N_("{at}: “{title}” appears"),
    "expires": N_("{at}: “{title}” expires"),
    "pinned": N_("{at}: “{title}” is no longer pinned"),
}


class DueNow(NamedTuple):
    """What is due, what comes next, and the name of a release that is to be live and is not, ``""`` for none."""

    due: list[Due]
    next: Due | None
    unsent: str
    #: Nothing was ever published.
    first: bool

    @property
    def anything(self) -> bool:
        """Whether the site has to be published now."""
        return bool(self.due or self.unsent or self.first)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` how it is to be told."""
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))


def find_due(site: SiteFolder) -> DueNow | None:
    """Return what is due at ``site``; None where its settings or site.toml can't be used, which is said."""
    from ban_tin.building.checking import read_entries
    from newsdesk.check import begin_site

    begun = begin_site(site)
    if begun is None:
        return None
    return due_now(site, changes_in_time(read_entries(begun.project, begun.findings)))


def due_now(site: SiteFolder, changes: list[Due]) -> DueNow:
    """Return what of the ``changes`` that ``site`` has in time is due by now."""
    settings = read_publishing_settings(site.folder)
    zone = ZoneInfo(settings.time_zone)
    now = present_moment(zone)
    (name, seen), last = last_wanted(site), last_deploy(site)
    waits = last is not None and 0 < last.delete_at <= now.timestamp()
    unsent = name if settings.target and (last is None or last.release != name or waits) else ""
    due = due_since(changes, datetime.fromtimestamp(seen, zone), now) if seen else []
    return DueNow(due, next_due(changes, now), unsent, not seen)


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Say it; return 0 where something is due, ``NOTHING_DUE`` where nothing is, 1 where that can't be told."""
    found = find_due(site)
    if found is None:
        return 1
    if options.json:
        coming = _document(found.next) if found.next else None
        document = {
            "due": [_document(each) for each in found.due], "next": coming, "unsent": found.unsent, "first": found.first,
        }  # fmt: skip
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for line in tell_due(found):
            print(line)
    sys.stdout.flush()
    return 0 if found.anything else NOTHING_DUE


def tell_due(found: DueNow) -> list[str]:
    """Return the lines that say what is due and what comes next."""
    lines = []
    if found.first:
        lines.append(translate("Nothing was published yet."))
    if found.unsent:
        lines.append(translate("The release {name} is not live yet.").format(name=found.unsent))
    if found.due:
        lines.append(translate("Due now:"))
        lines += [f"  {_line(each)}" for each in found.due]
    elif not lines:
        lines.append(translate("Nothing is due."))
    lines.append(translate("Next: {what}").format(what=_line(found.next) if found.next else translate("nothing")))
    return lines


def _line(each: Due) -> str:
    return translate(KINDS[each.kind]).format(at=f"{each.at:%d/%m/%Y %H:%M}", title=each.title)


def _document(each: Due) -> dict[str, str]:
    return each._asdict() | {"at": each.at.isoformat()}
