"""``ban-tin status``: what was published, what is live, what is due, and whether there is room; for people and for cron."""

import argparse
import json
import sys
from typing import Any

from newsdesk.language import translate
from newsdesk.publishing.due_command import find_due
from newsdesk.publishing.status import Standing, read_status
from newsdesk.publishing.status import certificate_days as certificate_days
from newsdesk.site_folder import SiteFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` where, and how it is to be told."""
    parser.add_argument(
        "--dest",
        metavar=translate("TARGET"),
        default="",
        help=translate("user@host:/folder, rclone:REMOTE:folder or a folder here; else what site.toml says"),
    )
    parser.add_argument(
        "--counter",
        metavar=translate("ADDRESS"),
        default="",
        help=translate("ask the visit counter too; on its machine, such as {address}").format(
            address="http://127.0.0.1:8010/api"
        ),
    )
    parser.add_argument("--quiet", action="store_true", help=translate("print only what needs somebody; for cron"))
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Say it; return 0 where all is well, 1 where something needs somebody: the lines that begin with “!” say what."""
    due = find_due(site)
    if due is None:
        return 1
    found = read_status(site, due, options.dest, options.counter)
    if options.json:
        print(json.dumps(_document(found), ensure_ascii=False, indent=1))
    else:
        well = [each.said for each in found if not each.is_trouble and not options.quiet]
        for line in [*well, *(f"! {each.said}" for each in found if each.is_trouble)]:
            print(line)
    sys.stdout.flush()
    return 1 if any(each.is_trouble for each in found) else 0


def _document(found: list[Standing]) -> dict[str, Any]:
    values = {each.key: each.value for each in found}
    published, live = values.get("published") or {}, values.get("live") or {}
    return {
        "release": published.get("release", ""),
        "published": published.get("at"),
        "live": live.get("release", ""),
        "deployed": live.get("deployed"),
        "certificate_days": (values.get("certificate") or {}).get("days"),
        "verified": values.get("verified"),
        "counter": values.get("counter"),
        "free_bytes": values["disk"]["free_bytes"],
        "due": values["due"]["paths"],
        "troubles": [each.said for each in found if each.is_trouble],
    }
