"""``ban-tin deploy``: what was published goes to its target, after it was said what changes."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from newsdesk.language import translate
from newsdesk.publishing.changes import Changes, changes_document, format_decimal, format_size, tell_changes
from newsdesk.publishing.deploy import (
    Deployed,
    Live,
    LockedError,
    Tell,
    deploy,
    is_as_published,
    is_left_behind,
    look_at,
    preview_changes,
)
from newsdesk.publishing.deployed import note_deployed, sent_manifests, site_target
from newsdesk.publishing.doubts import doubts_about
from newsdesk.publishing.journal import DEPLOYED, note_live
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import NoReleaseError, Release, open_release
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.targets import Target, TargetError
from newsdesk.publishing.turn import own_turn
from newsdesk.site_folder import SiteFolder

_NAMED = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` where to, and how."""
    add_target(parser)
    parser.add_argument("--dry-run", action="store_true", help=translate("only say what would change"))
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))
    parser.add_argument("--afresh", action="store_true", help=translate("send every file, and not only what changed"))
    parser.add_argument(
        "--full", action="store_true", help=translate("check every file there, also those that did not change")
    )
    parser.add_argument(
        "--delete-now", action="store_true", help=translate("buckets: delete what is gone at once, and not a day later")
    )


def add_target(parser: argparse.ArgumentParser) -> None:
    """Let ``parser`` take the target, and whether to take the place of somebody."""
    parser.add_argument(
        "--dest",
        metavar=translate("TARGET"),
        default="",
        help=translate("user@host:/folder, rclone:REMOTE:folder or a folder here; else what site.toml says"),
    )
    parser.add_argument(
        "--take-over",
        action="store_true",
        default=os.environ.get("TAKE_OVER") == "1",
        help=translate("take the place of a deploy that was broken off"),
    )


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Deploy the release of ``site``; return the exit code: 1 where the live site is the one of before, and stderr says why."""
    settings = read_publishing_settings(site.folder)
    dry = options.dry_run or os.environ.get("DRY_RUN") == "1"
    began = time.monotonic()

    def tell(text: str) -> None:
        print(text, file=sys.stderr if options.json else sys.stdout, flush=True)

    def tell_live(done: Deployed) -> None:
        if not options.json:
            _tell_done(done, settings.base_url, time.monotonic() - began)

    try:
        with own_turn(site, tell), _open_and_look(site, options.dest or settings.target) as (release, target, live):
            changes = preview_changes(release, target, live)
            document = {"target": target.shown, "live": live.name, "release": release.name} | changes_document(changes)
            if not options.json:
                tell(translate("What changes at {target}:").format(target=target.shown))
                for line in tell_changes(changes):
                    tell(line)
            for line in doubts_about(release.manifest, live):
                print(line, file=sys.stderr, flush=True)
            right = not options.afresh and is_as_published(release, target, live)
            touched = live.name == release.name and not right and not options.afresh
            document |= {"touched": touched}
            if touched:
                tell(translate("Files of the live site are not as they were published. Publishing puts them right."))
            if dry:
                if options.json:
                    print(json.dumps(document | {"dry_run": True}, ensure_ascii=False, indent=1))
                return 0
            done = Deployed(release.name, 0, 0)
            is_done = right and not options.full
            if right and (is_done or isinstance(target, Bucket)):
                tell_live(done)
            # A bucket may have something to delete by now.
            if not is_done or isinstance(target, Bucket):
                done = _deploy(release, target, live, changes, tell, tell_live, options)
        forgotten = _note(site, target.shown, release, live.name, done)
        if live.name != release.name:
            note_live(site, DEPLOYED, target.shown, release.name, live.name, changes=changes)
    except (TargetError, NoReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        told = {
            "sent_files": done.files,
            "sent_bytes": done.bytes,
            "wrong": done.wrong,
            "planted": done.planted,
            "waiting": done.waiting,
        }
        print(json.dumps(document | told, ensure_ascii=False, indent=1))
    elif done.waiting:
        message = translate(
            "{count} files that are gone stay there until {at}, for pages that readers have open; the next deploy after that deletes them. At once: --delete-now"
        )
        at = datetime.fromtimestamp(done.delete_at, ZoneInfo(settings.time_zone))
        print(message.format(count=done.waiting, at=f"{at:%d/%m/%Y %H:%M}"))
    for line in (*_warnings(done, isinstance(target, Bucket)), *forgotten):
        print(line, file=sys.stderr)
    return 0


@contextmanager
def _open_and_look(site: SiteFolder, named: str) -> Iterator[tuple[Release, Target | Bucket, Live]]:
    """Give the release of ``site``, the target with one line to it, and what is live there: a server is asked while files are looked at here.

    Raises ``NoReleaseError``, also where the target can't be used either, and ``TargetError``.
    """
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(open_release, site.output, site.cache)
        try:
            with site_target(site, named).shared() as target:
                live = look_at(target, sent_manifests(site))
                yield opening.result(), target, live
        except TargetError:
            opening.result()
            raise


def _note(site: SiteFolder, target: str, release: Release, before: str, done: Deployed) -> list[str]:
    """Remember the deploy; return the line that says why that was not possible, none where it was: readers have the release."""
    try:
        note_deployed(site, target, release, before, done.delete_at)
    except OSError as error:
        message = translate("The release is live. This machine could not remember that: {reason}.")
        return [message.format(reason=error.strerror or error)]
    return []


def _warnings(done: Deployed, stay: bool) -> list[str]:
    """Return what a deploy found that nobody published; in a bucket, where others may have files too, that ``stay``."""
    found = (
        (translate("Warning: {count} files of the live site were not as they had been published, and are replaced: {names}. Who can write there?"), done.wrong),
        (translate("Warning: {count} files there were published by nobody: {names}. Look at them, and delete what is not yours."), done.planted if stay else ()),
        (translate("Warning: {count} files of the live site were put there by somebody, and are gone: {names}. Who can write there?"), () if stay else done.planted),
    )  # fmt: skip
    return [
        message.format(count=len(names), names=", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else ""))
        for message, names in found
        if names
    ]


def _deploy(
    release: Release,
    target: Target | Bucket,
    live: Live,
    changes: Changes,
    tell: Tell,
    tell_live: Callable[[Deployed], None],
    options: argparse.Namespace,
) -> Deployed:
    """Deploy; where somebody holds the lock whose place may be taken, once more. Raises ``TargetError``."""
    once = partial(
        deploy, release, target, live, changes, tell,
        afresh=options.afresh, full=options.full, delete_now=options.delete_now, went_live=tell_live,
    )  # fmt: skip
    try:
        return once()
    except LockedError as error:
        if not may_take_over(error, options.take_over):
            raise
        return once(take_over=error.token)


def _tell_done(done: Deployed, base_url: str, seconds: float) -> None:
    message = translate(
        "Live: {url} is the release {name}. {count} files and {size} were sent, in {seconds} s. To take it back: {command}"
    )
    rounded = format_decimal(seconds)
    command = "make rollback" if os.environ.get("MAKELEVEL") else "ban-tin rollback"
    print(
        message.format(
            url=base_url,
            name=done.name,
            count=done.files,
            size=format_size(done.bytes),
            seconds=rounded,
            command=command,
        ),
        flush=True,
    )


def may_take_over(error: LockedError, told: bool) -> bool:
    """Return whether the owner of a lock is gone: known to be, ``told`` to be, or by the answer of who sits here."""
    if told or is_left_behind(error.owner):
        return True
    if not sys.stdin.isatty():
        return False
    print(error)
    answer = input(translate("Is it broken off, and shall this one take its place? [y/N]") + " ")
    return answer.strip().lower() in {"y", "yes", "c", "có", "co"}
