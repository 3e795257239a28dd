"""Sends a release to a place that has no folders to switch: an S3 bucket, WebDAV and the like, by rclone.

Nothing there is renamed, so nothing is switched: files go in an order in which no page names what is not there yet, and what
no page names any more is deleted a day later. What was begun stands in a journal at the target; whoever comes next finishes it.
"""

import json
import re
import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsdesk.language import N_, translate
from newsdesk.publishing.changes import HEAD, compare_files
from newsdesk.publishing.kept import Kept
from newsdesk.publishing.live import Deployed, Live, LockedError, TargetError, owner_here
from newsdesk.publishing.manifest import (
    MANIFEST,
    SIGNATURE,
    ManifestError,
    PublishedFile,
    ReleaseManifest,
    name_release,
    parse_manifest,
)
from newsdesk.publishing.rclone import Bucket

#: What the target itself has to know; no file of a release is below it, as its name begins with a dot.
OWN = ".ban-tin/"
_LOCK, _JOURNAL = f"{OWN}lock", f"{OWN}journal.json"
#: Seconds until a file is deleted that no page names any more: browsers and caches still have pages of before.
DELETE_AFTER = 24 * 3600
#: Seconds in which two that take the lock at once both see who wrote last.
_SETTLE = 1.0
#: Files that are fetched and compared at once.
_BATCH = 2000
#: Files that are named where several are wrong.
_NAMED = 10
#: As in ``deploy/nginx/ban-tin.conf``: what never changes under its name.
_FINGERPRINTED = re.compile(
    r"theme/.+-[0-9a-f]{10}\.(?:css|js|woff2|png)|.*-[0-9a-f]{8,12}-(?:[0-9]+|chia-se|share)\.(?:avif|webp|jpg|png)"
)
_FOR_EVER, _FOR_MINUTES = (
    {"Cache-Control": "public, max-age=31536000, immutable"},
    {"Cache-Control": "public, max-age=300"},
)
_NOT_KEPT = N_(
    "What this machine keeps of the release {name} is damaged. The live site is as it was. Take another one (--list, --to), or correct the article and publish."
)
Tell = Callable[[str], None]
#: Returns the folder in which a file of what is sent lies.
SourceOf = Callable[[str], Path]


@dataclass
class _Journal:
    """What a deploy was about to change, and what is to be deleted and when that was found out (seconds since the epoch)."""

    sending: set[str] = field(default_factory=set)
    gone: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes | None) -> "_Journal":
        try:
            document: dict[str, Any] = json.loads(content or b"{}")
            gone = {str(path): float(at) for path, at in document.get("gone", {}).items()}
            return cls({str(path) for path in document.get("sending", [])}, gone)
        except (ValueError, TypeError, AttributeError):
            return cls()

    def write(self, bucket: Bucket) -> None:
        document = {"sending": sorted(self.sending), "gone": dict(sorted(self.gone.items()))}
        bucket.write({_JOURNAL: json.dumps(document, ensure_ascii=False, indent=0).encode()})


def look_at_bucket(bucket: Bucket) -> Live:
    """Return what is live at ``bucket``. Raises ``TargetError``, also where somebody else's files lie there."""
    return _live_of(bucket.read(MANIFEST)[0])


def _live_of(content: bytes | None) -> Live:
    if content is None:
        return Live("", None)
    try:
        manifest = parse_manifest(content)
    except ManifestError:
        return Live("?", None)  # All of it is sent anew.
    return Live(name_release(manifest, content), manifest)


def read_heads(bucket: Bucket, paths: Sequence[str]) -> list[bytes]:
    """Return the beginning of each of the pages ``paths``, ``b""`` for one that is not there. Raises ``TargetError``."""
    return [(content or b"")[:HEAD] for content in bucket.read(*paths)]


@dataclass(frozen=True, slots=True)
class Sending:
    """What becomes live: its manifest, the bytes of that and of its signature (``b""``: none), and where its files lie."""

    manifest: ReleaseManifest
    content: bytes
    signature: bytes
    source_of: SourceOf
    #: Whether a file that has to be sent is at hand; one that is not has to lie at the target.
    has: Callable[[str], bool] = lambda path: True

    @property
    def name(self) -> str:
        """The name that the release has at a target."""
        return name_release(self.manifest, self.content)


def deploy_to_bucket(
    sending: Sending,
    bucket: Bucket,
    live: Live,
    tell: Tell,
    take_over: str = "",
    afresh: bool = False,
    full: bool = False,
    delete_now: bool = False,
    went_live: Callable[[Deployed], None] = lambda done: None,
    now: Callable[[], float] = time.time,
) -> Deployed:
    """Make ``sending`` the live site of ``bucket``, where ``live`` was seen; ``afresh`` sends all files, ``full`` looks at all that lie there.

    ``delete_now`` does not wait with what is gone. Raises ``LockedError`` and ``TargetError``; broken off, the next one goes on.
    """
    before = live.manifest.files if live.manifest and not afresh else {}
    if not live.name and not afresh and _others(bucket):
        message = translate(
            "“{target}” holds files already, and not of a release. Name a folder that is empty or new; or write over what is there: --afresh"
        )
        raise TargetError(message.format(target=bucket.shown))
    with _turn_at(bucket, take_over) as ours:
        journaled, content = ours(_JOURNAL, MANIFEST)
        if _live_of(content).name != live.name:
            raise TargetError(translate("Another release went live meanwhile. Look at what changes, and deploy again."))
        journal = _Journal.of(journaled)
        after = sending.manifest.files
        compared = compare_files(before, after)
        paths = {*compared.sent, *(path for path in journal.sending if path in after)}
        wrong, planted = _look_at_all(bucket, after, paths) if full else ((), ())
        paths |= set(wrong)
        _keep(bucket, live, [*compared.changed, *compared.gone])
        moment = now()
        for path in {*compared.gone, *(path for path in journal.sending if path not in after)}:
            journal.gone.setdefault(path, moment)
        for path in after:
            journal.gone.pop(path, None)
        journal.sending |= paths
        done = Deployed(sending.name, 0, 0, wrong, planted)
        if paths or live.name != sending.name:
            tell(translate("Sending {count} files …").format(count=len(paths)))
            journal.write(bucket)
            at_hand = [path for path in paths if sending.has(path)]
            for stage, headers in _stages(at_hand, before):
                _send(sending, bucket, stage, headers)
            tell(translate("Checking every file there …"))
            _check(sending, bucket, sorted(paths))
            ours()
            size = sum(after[path].size for path in at_hand) + _write_manifest(sending, bucket)
            journal.sending = set()
            heads = 2 if sending.signature else 1
            done = Deployed(sending.name, len(paths) + heads, size, wrong, planted)
            went_live(done)
        deleted = [
            path for path, at in journal.gone.items() if delete_now or at + DELETE_AFTER <= moment or at > moment
        ]
        bucket.delete(deleted)
        journal.gone = {path: at for path, at in journal.gone.items() if path not in set(deleted)}
        journal.write(bucket)
    if not journal.gone:
        return done
    return done._replace(waiting=len(journal.gone), delete_at=min(journal.gone.values()) + DELETE_AFTER)


def _others(bucket: Bucket) -> bool:
    return any(not path.startswith(".") for path in bucket.list_files(2))


def _stages(paths: Iterable[str], before: Mapping[str, PublishedFile]) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield ``paths`` in the order in which they go, with the headers of each: what is named before what names it."""
    ordered: dict[int, list[str]] = {}
    for path in sorted(paths):
        if _FINGERPRINTED.fullmatch(path):
            stage = 0
        elif path not in before:
            stage = 2 if ".html" in path else 1  # Nobody is led to a page that is new, yet.
        else:
            stage = 4 if ".html" in path else 3
        ordered.setdefault(stage, []).append(path)
    for stage, found in sorted(ordered.items()):
        yield found, _FOR_EVER if stage == 0 else _FOR_MINUTES


def _send(sending: Sending, bucket: Bucket, paths: Iterable[str], headers: Mapping[str, str]) -> None:
    by_source: dict[Path, list[str]] = {}
    for path in paths:
        by_source.setdefault(sending.source_of(path), []).append(path)
    for source, found in by_source.items():
        bucket.send(source, found, headers)


def _check(sending: Sending, bucket: Bucket, paths: Sequence[str]) -> None:
    """Fetch ``paths`` back; what is not as it should be is sent once more. Raises ``TargetError`` where that does not help."""
    wrong = _differing(sending, bucket, paths)
    if again := [path for path in wrong if sending.has(path)]:
        _send(sending, bucket, again, _FOR_MINUTES)
        wrong = _differing(sending, bucket, wrong)
    if wrong:
        message = translate(
            "{count} files arrived otherwise than they were sent: {names}. Readers may see some pages of before and some new ones: deploy again."
        )
        names = ", ".join(wrong[:_NAMED]) + (" …" if len(wrong) > _NAMED else "")
        raise TargetError(message.format(count=len(wrong), names=names))


def _differing(sending: Sending, bucket: Bucket, paths: Sequence[str]) -> list[str]:
    wrong: list[str] = []
    for begin in range(0, len(paths), _BATCH):
        batch = paths[begin : begin + _BATCH]
        with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
            bucket.fetch(batch, Path(folder))
            for path in batch:
                file = Path(folder) / path
                digest = sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
                if digest != sending.manifest.files[path].sha256:
                    wrong.append(path)
    return wrong


def _look_at_all(
    bucket: Bucket, after: Mapping[str, PublishedFile], sent: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files of ``after`` that are not there with their size, and the files that nobody published."""
    there = bucket.list_files()
    wrong = sorted(path for path, file in after.items() if path not in sent and there.get(path) != file.size)
    planted = sorted(
        path for path in there if path not in after and path not in {MANIFEST, SIGNATURE} and not path.startswith(OWN)
    )
    return tuple(wrong), tuple(planted)


def _keep(bucket: Bucket, live: Live, paths: Sequence[str]) -> None:
    """Keep what is about to be replaced, for going back."""
    if bucket.kept is None or live.manifest is None:
        return
    kept = Kept(bucket.kept)
    wanted = [path for path in paths if not kept.has(live.manifest.files[path].sha256)]
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
        bucket.fetch([*wanted, MANIFEST, SIGNATURE], Path(folder))
        kept.add(live.name, Path(folder), {path: live.manifest.files[path].sha256 for path in wanted})


def _write_manifest(sending: Sending, bucket: Bucket) -> int:
    files = {MANIFEST: sending.content} | ({SIGNATURE: sending.signature} if sending.signature else {})
    bucket.write(files)
    if not sending.signature:
        bucket.delete([SIGNATURE])
    return sum(map(len, files.values()))


#: Returns files of the target, None for one that is not there; raises ``TargetError`` where somebody else has the lock by now.
_ReadOurs = Callable[..., list[bytes | None]]


@contextmanager
def _turn_at(bucket: Bucket, take_over: str) -> Iterator[_ReadOurs]:
    """Have the lock of ``bucket``, and give it back whatever happens."""
    token = secrets.token_hex(8)
    (held,) = bucket.read(_LOCK)
    if held is not None:
        theirs, _, owner = held.decode(errors="replace").strip().partition(" ")
        if theirs != take_over and take_over != "?":
            raise LockedError(theirs or "?", owner or translate("nobody knows who"))
    bucket.write({_LOCK: f"{token} {owner_here()}\n".encode()})
    # No storage lets one be first: of two that write at once, the last one has it.
    time.sleep(_SETTLE)

    def ours(*paths: str) -> list[bytes | None]:
        lock, *others = bucket.read(_LOCK, *paths)
        if not (lock or b"").startswith(token.encode()):
            raise TargetError(translate("Somebody else took over this deploy. Look at the target, and deploy again."))
        return others

    try:
        yield ours
    finally:
        with suppress(TargetError):
            ours()
            bucket.delete([_LOCK])


def list_kept(bucket: Bucket) -> list[tuple[str, bool]]:
    """Return the names of the releases that can be had at ``bucket``, the newest first, and whether each is the live one."""
    live = look_at_bucket(bucket).name
    names = set(Kept(bucket.kept).names()) if bucket.kept else set()
    return [(name, name == live) for name in sorted({*names, *([live] if live else [])}, reverse=True)]


def roll_back_bucket(bucket: Bucket, to: str = "", take_over: str = "") -> str:
    """Make the release ``to`` live again, or the one before the live one, by sending back what differs; return its name. Raises ``TargetError``."""
    live = look_at_bucket(bucket)
    older = [name for name, _ in list_kept(bucket) if name < live.name]
    name = to or (older[0] if older else "")
    content, signature = Kept(bucket.kept).manifest(name) if bucket.kept and name else (b"", b"")
    if not content or bucket.kept is None:
        message = translate(
            "The release before is not kept on this machine: go back where it was deployed from, or correct the article and publish."
        )
        raise TargetError(message)
    kept = Kept(bucket.kept)
    try:
        manifest = parse_manifest(content)
    except ManifestError as error:
        raise TargetError(translate(_NOT_KEPT).format(name=name)) from error
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:

        def source_of(path: str) -> Path:
            kept.take(manifest.files[path].sha256, Path(folder) / path)
            return Path(folder)

        sending = Sending(manifest, content, signature, source_of, lambda path: kept.has(manifest.files[path].sha256))
        # Before the first one is sent: what is not whole here has to lie there.
        differs = compare_files(live.manifest.files if live.manifest else {}, manifest.files).sent
        if _differing(sending, bucket, [path for path in differs if not kept.is_whole(manifest.files[path].sha256)]):
            raise TargetError(translate(_NOT_KEPT).format(name=name))
        return deploy_to_bucket(sending, bucket, live, lambda text: None, take_over).name
