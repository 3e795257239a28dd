"""``ban-tin rollback``: the release before the live one is live again."""

import argparse
import sys

from newsdesk.language import translate
from newsdesk.publishing.deploy import LockedError, find_damage, list_releases, roll_back
from newsdesk.publishing.deploy_command import add_target, may_take_over
from newsdesk.publishing.deployed import site_target
from newsdesk.publishing.journal import ROLLED_BACK, note_live
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.targets import Target, TargetError
from newsdesk.site_folder import SiteFolder

_NAMED = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` where, and to which."""
    add_target(parser)
    parser.add_argument(
        "--to",
        metavar=translate("RELEASE"),
        default="",
        help=translate("this release; else the one before the live one"),
    )
    parser.add_argument(
        "--list", action="store_true", help=translate("only list the releases, the live one with a star")
    )


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Go back; return the exit code."""
    settings = read_publishing_settings(site.folder)
    try:
        with site_target(site, options.dest or settings.target).shared() as target:
            if options.list:
                found = list_releases(target)
                for name, is_live in found:
                    print(f"{'*' if is_live else ' '} {name}")
                if not found:
                    print(
                        translate("There is no release at “{target}” yet.").format(target=target.shown), file=sys.stderr
                    )
                return 0
            known = list_releases(target)
            live = next((name for name, is_live in known if is_live), "")
            name = _roll_back(target, [name for name, _ in known], options)
            note_live(site, ROLLED_BACK, target.shown, name, live)
            message = translate(
                "Live: {url} is the release {name} again. The next deploy makes what is published live."
            )
            print(message.format(url=settings.base_url, name=name), flush=True)
            damaged = find_damage(target)
    except TargetError as error:
        print(error, file=sys.stderr)
        return 1
    if damaged:
        message = translate(
            "Warning: {count} files of this release are not as they were published: {names}. Who can write there? Take another release (--list, --to), or publish."
        )
        names = ", ".join(damaged[:_NAMED]) + (" …" if len(damaged) > _NAMED else "")
        print(message.format(count=len(damaged), names=names), file=sys.stderr)
    return 0


def _roll_back(target: Target | Bucket, known: list[str], options: argparse.Namespace) -> str:
    if options.to and options.to not in known:
        message = translate("There is no release “{name}”. There are: {names}")
        raise TargetError(message.format(name=options.to, names=", ".join(known) or "–"))
    try:
        return roll_back(target, options.to)
    except LockedError as error:
        if not may_take_over(error, options.take_over):
            raise
        return roll_back(target, options.to, error.token)
