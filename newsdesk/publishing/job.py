"""Publishing as a program of its own, which the newsdesk's page starts and watches: ``python -m newsdesk.publishing.job ACTION …``.

A server with threads can't fork, and its end must not cut a publish short. What is done is told as lines of JSON in a file (``PROGRESS``),
the last one with ``"end"``. One at a time: whoever holds the lock of ``LOCK``.
"""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar
from zoneinfo import ZoneInfo

from ban_tin.machine.processes import in_background
from newsdesk.build import CONFIRM, build_arguments
from newsdesk.language import speak_for, translate
from newsdesk.moment import present_moment
from newsdesk.publishing.changes import HEAD, Changes, describe_changes, format_size
from newsdesk.publishing.deploy import (
    deploy,
    find_damage,
    is_as_published,
    is_left_behind,
    list_releases,
    look_at,
    preview_changes,
    roll_back,
)
from newsdesk.publishing.deployed import note_deployed, note_wanted, sent_manifests, site_target
from newsdesk.publishing.doubts import doubts_about
from newsdesk.publishing.journal import DEPLOYED, ROLLED_BACK, note_live
from newsdesk.publishing.live import Deployed, Live, LockedError, TargetError
from newsdesk.publishing.manifest import ManifestError, ReleaseManifest, SigningError
from newsdesk.publishing.prepared import Inputs, Prepared, keep_prepared, mark_inputs, open_prepared
from newsdesk.publishing.publish_command import release_site
from newsdesk.publishing.published_sources import PublishedSources, digest_of_sources, survey_sources
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.release import FilesThere, Release, find_files, holds_files, last_manifest, release_folder
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.publishing.targets import Target
from newsdesk.publishing.turn import own_turn
from newsdesk.site_folder import SiteFolder, find_site
from newsdesk.trouble import explain_trouble, tell

if TYPE_CHECKING:
    from newsdesk.publishing.built_site import BuiltSite

Value = TypeVar("Value")

LOCK, PROGRESS = "lock", "progress.jsonl"
#: What can be done.
PREPARE, PUBLISH, ROLLBACK = "prepare", "publish", "rollback"
#: How it ends: to be looked at; live; live already; other changes than those that were looked at; stopped by what is wrong with texts;
#: somebody else publishes; anything else.
READY, LIVE, NOTHING, OTHERWISE, STOPPED, LOCKED, FAILED = (
    "ready", "live", "nothing", "otherwise", "stopped", "locked", "failed",
)  # fmt: skip
#: The exit code where another one is under way.
BUSY = 75
#: Lines of a build that are kept for its report.
_LINES = 400


class _Ended(Exception):  # noqa: N818 - no error
    """The end that the job comes to."""

    def __init__(self, end: str, **more: Any) -> None:
        super().__init__(end)
        self.end, self.more = end, more


def job_folder(site: SiteFolder) -> Path:
    """Return where a job of ``site`` tells what it does."""
    return release_folder(site.cache, site.output) / "job"


class _Job:
    def __init__(self, site: SiteFolder, options: argparse.Namespace, out: TextIO) -> None:
        self._site, self._options, self._out = site, options, out
        self._settings = read_publishing_settings(site.folder)
        #: The digest of all sources.
        self._sources = ""

    def note(self, **values: Any) -> None:
        """Tell something, on the disk at once."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds")} | values
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()

    def run(self) -> None:
        """Do it, and tell how it ended."""
        try:
            if self._options.action == ROLLBACK:
                self._roll_back()
            self.note(step="prepare")
            with own_turn(self._site, lambda text: self.note(step="prepare", said=text)):
                self._publish()
        except _Ended as ended:
            self.note(end=ended.end, **ended.more)
        except LockedError as error:
            self.note(end=LOCKED, said=str(error), owner=error.shown)
        except (TargetError, ManifestError, SigningError) as error:
            self.note(end=FAILED, said=str(error))
        except OSError as error:
            self.note(end=FAILED, said=tell(explain_trouble(error)))

    def _publish(self) -> None:
        moment = present_moment(ZoneInfo(self._settings.time_zone))
        # Before anything is built: what changes meanwhile makes it another one.
        with in_background(lambda: mark_inputs(self._site)) as marked:
            inputs = cache(marked)
            if self._options.action == PUBLISH and self._settings.target:
                self._send_prepared(moment, inputs)
            surveyed = survey_sources(self._site)
            self._sources = digest_of_sources(surveyed)
            inputs()
        self._build()
        with in_background(lambda: find_files(self._site.output, self._site.cache)) as there:
            built = self._check()
            self.note(step="compress")

            def make() -> Release:
                release = self._release(moment, surveyed, there)
                keep_prepared(self._site, Prepared(release, self._sources), inputs(), built, moment)
                return release

            if not self._settings.target:
                before = last_manifest(self._site.output, self._site.cache)
                changes = _compare_with(before, release := make())
                raise _Ended(
                    READY, release=release.name, live="", target="", seen=self._seen(changes), **_document(changes)
                )
            # The target is looked at while the release is made.
            with self._looked_at(make) as (target, live, release):
                self.note(step="look")
                self._send(release, target, live, preview_changes(release, target, live))

    def _send_prepared(self, moment: datetime, inputs: Callable[[], Inputs]) -> None:
        """Send the release that was prepared for whoever looks, where nothing of what it is made of has changed; else do nothing."""
        with self._looked_at(lambda: open_prepared(self._site, moment, inputs)) as (target, live, prepared):
            if prepared is None:
                return
            changes = preview_changes(prepared.release, target, live)
            if holds_files(prepared.release, changes.files.sent):
                self._sources = prepared.sources
                self._send(prepared.release, target, live, changes)

    @contextmanager
    def _looked_at(self, make: Callable[[], Value]) -> Iterator[tuple[Target | Bucket, Live, Value]]:
        """Have the target, and what is live there, while ``make`` makes something. What is wrong here is said before what is wrong there."""
        with ThreadPoolExecutor(1) as pool:
            making = pool.submit(make)
            try:
                with site_target(self._site, self._settings.target).shared() as target:
                    live = look_at(target, sent_manifests(self._site))
                    yield target, live, making.result()
            except TargetError:
                making.result()
                raise

    def _release(self, began: datetime, surveyed: PublishedSources, there: Callable[[], FilesThere]) -> Release:
        def note(text: str) -> None:
            self.note(step="compress", said=text)

        release, signed = release_site(self._site, began, surveyed, note, there)
        self.note(step="sign", said=signed)
        return release

    def _send(self, release: Release, target: Target | Bucket, live: Live, changes: Changes) -> None:
        seen = self._seen(changes, live.name)
        told = {
            "release": release.name, "live": live.name, "target": target.shown, "seen": seen, **_document(changes)
        }  # fmt: skip
        if not any(changes.files) and is_as_published(release, target, live):
            raise _Ended(NOTHING, **told)
        said = doubts_about(release.manifest, live)
        if live.name == release.name:
            said.append(translate("Files of the live site are not as they were published. Publishing puts them right."))
        told |= {"said": " ".join(said)}
        if self._options.action == PREPARE:
            raise _Ended(READY, **told)
        if self._options.seen != seen:
            raise _Ended(OTHERWISE, **told)
        note_wanted(self._site, release)
        steps = iter(("send",))
        done = self._deploy(
            release, target, live, changes, lambda text: self.note(step=next(steps, "check"), said=text)
        )
        # It is live: whatever else can't be done is said, and no failure.
        said = []
        try:
            note_deployed(self._site, target.shown, release, live.name, done.delete_at)
        except OSError as error:
            said.append(str(error))
        note_live(self._site, DEPLOYED, target.shown, release.name, live.name, self._options.by, changes)
        if kept := self._commit():
            said.append(kept)
        told |= {"url": self._settings.base_url, "sent": done.files, "sent_size": format_size(done.bytes)}
        raise _Ended(LIVE, wrong=[*done.wrong, *done.planted][:20], git=" ".join(said), **told)

    def _seen(self, changes: Changes, live: str = "") -> str:
        """Return the digest of what somebody looked at: the sources, where they go, what is ``live`` there, and the articles that change.

        A home page has the date of its build: each is another one.
        """
        looked_at = (self._sources, self._settings.target, live, changes.articles)
        return blake2b(repr(looked_at).encode(), digest_size=12).hexdigest()

    def _deploy(
        self, release: Release, target: Target | Bucket, live: Live, changes: Changes, tell: Callable[[str], None]
    ) -> Deployed:
        def went_live(done: Deployed) -> None:
            self.note(step="tidy", url=self._settings.base_url)

        try:
            return deploy(release, target, live, changes, tell, went_live=went_live)
        except LockedError as error:
            if not (self._options.take_over or is_left_behind(error.owner)):
                raise
            return deploy(release, target, live, changes, tell, error.token, went_live=went_live)

    def _roll_back(self) -> None:
        self.note(step="look")
        with site_target(self._site, self._settings.target).shared() as target:
            known = list_releases(target)
            live = next((name for name, is_live in known if is_live), "")
            if self._options.release and self._options.release not in {name for name, _ in known}:
                raise _Ended(FAILED, said=translate("That release is not there any more. Load the page again."))
            self.note(step="switch")
            try:
                name = roll_back(target, self._options.release)
            except LockedError as error:
                if not (self._options.take_over or is_left_behind(error.owner)):
                    raise
                name = roll_back(target, self._options.release, error.token)
            note_live(self._site, ROLLED_BACK, target.shown, name, live, self._options.by)
            self.note(step="tidy", url=self._settings.base_url)
            damaged = find_damage(target)[:20]
        raise _Ended(
            LIVE, url=self._settings.base_url, release=name, live=live, target=target.shown, back=True, damaged=damaged
        )

    def _build(self) -> None:
        """Have a build made, for publishing, and tell what it says. Raises ``_Ended`` where it stops."""
        command = [sys.executable, "-m", "newsdesk.build"]
        command += [CONFIRM] if self._options.confirm_removal else []
        command += build_arguments(self._site, STRICT=True)
        environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        for name in ("EXPLAIN", "CONFIRM_REMOVAL", "MAKELEVEL"):
            environment.pop(name, None)
        self.note(step="build")
        lines: list[str] = []
        with subprocess.Popen(
            command, cwd=self._site.program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, encoding="utf-8", errors="replace",
        ) as building:  # fmt: skip
            # Meanwhile: it takes as long to load as all that is done before.
            import newsdesk.publishing.built_site  # noqa: F401 - for what follows

            assert building.stdout is not None
            for line in building.stdout:
                said = line.rstrip()
                lines.append(said)
                if said and building.poll() is None and len(lines) <= _LINES:
                    self.note(step="build", said=said[:300])
        if building.returncode:
            removal = any("CONFIRM_REMOVAL" in line or CONFIRM in line for line in lines)
            raise _Ended(STOPPED, report="\n".join(lines[-_LINES:]), removal=removal)

    def _check(self) -> "BuiltSite":
        """Return what the build read. Raises ``_Ended`` where a rule stops it."""
        from newsdesk.publishing.built_site import read_built_site, report_of_rules

        built = read_built_site(self._site)
        if built is None:
            raise _Ended(STOPPED, report=translate("The settings of the site can't be used."), removal=False)
        if report := report_of_rules(built):
            raise _Ended(STOPPED, report=report, removal=False)
        return built

    def _commit(self) -> str:
        """Keep in git what went live, where site.toml wants that; return why it could not be, ``""`` where it was."""
        from newsdesk.history.committing import commit_published
        from newsdesk.history.git import GitError, find_git
        from newsdesk.history.settings import PUBLISH as AT_PUBLISH
        from newsdesk.history.settings import read_commit_setting, read_host

        if read_commit_setting(self._site.folder) != AT_PUBLISH:
            return ""
        self.note(step="commit")
        try:
            git = find_git(self._site.folder)
            if git is not None:
                commit_published(git, self._options.by, read_host(self._site.folder))
        except GitError as error:
            return error.said
        return ""


def _compare_with(before: ReleaseManifest | None, release: Release) -> Changes:
    """Return what differs from the release that was made before; titles of what is gone are not known."""

    def heads(paths: Any) -> Any:
        for path in paths:
            yield (release.source_of(path) / path).read_bytes()[:HEAD]

    return describe_changes(before.files if before else {}, release.manifest.files, heads, lambda paths: [])


def _document(changes: Changes) -> dict[str, Any]:
    new, changed, gone = changes.files
    return {
        "articles": [list(each) for each in changes.articles[:500]], "count": len(changes.articles),
        "pages": changes.pages, "others": changes.others, "size": format_size(changes.size),
        "files": len(new) + len(changed) + len(gone),
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Do what ``arguments`` say; return 0 where it came to an end that it told, ``BUSY`` where another one is under way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=(PREPARE, PUBLISH, ROLLBACK))
    for name in ("--site", "--output", "--cache", "--settings", "--by", "--release", "--seen"):
        parser.add_argument(name, default="")
    for name in ("--confirm-removal", "--take-over"):
        parser.add_argument(name, action="store_true")
    options = parser.parse_args(arguments)
    site = find_site(options.site, options.output, options.settings, publishing=True)
    if options.cache:
        # That of who started it, and reads what is told there.
        site = replace(site, cache=Path(options.cache))
    speak_for(site.folder)
    # A terminal that is closed, and Ctrl-C for the preview in it, are not meant.
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    folder = job_folder(site)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return BUSY
        part = folder / f".{PROGRESS}.part"
        with part.open("w", encoding="utf-8") as out:
            job = _Job(site, options, out)
            job.note(
                begin=options.action, by=options.by, release=options.release, seen=options.seen, process=os.getpid()
            )
            part.replace(folder / PROGRESS)
            try:
                job.run()
            except Exception as error:
                with suppress(OSError):
                    job.note(end=FAILED, said=tell(error))
                raise
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
