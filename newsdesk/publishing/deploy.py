"""Sends a release to its target, has it checked there, and makes it the live site by renaming one link; and takes that back.

Until the link is renamed nobody sees anything of it; afterwards all of it. Whatever stops a deploy leaves the site of before.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256

from newsdesk.language import translate
from newsdesk.publishing import steps
from newsdesk.publishing.bucket import (
    Sending,
    deploy_to_bucket,
    list_kept,
    look_at_bucket,
    read_heads,
    roll_back_bucket,
)
from newsdesk.publishing.changes import HEAD, Changes, describe_changes
from newsdesk.publishing.live import Deployed as Deployed
from newsdesk.publishing.live import Live as Live
from newsdesk.publishing.live import LockedError as LockedError
from newsdesk.publishing.live import TargetError, owner_here
from newsdesk.publishing.live import is_left_behind as is_left_behind
from newsdesk.publishing.manifest import MANIFEST, SIGNATURE, ManifestError, parse_manifest
from newsdesk.publishing.rclone import Bucket
from newsdesk.publishing.reasons import tell_reason
from newsdesk.publishing.release import Release, holds_files
from newsdesk.publishing.sent_manifests import SentManifests
from newsdesk.publishing.targets import SHORT, Ran, Target

#: The end of each head that a target prints.
_END = b"\n\x1e\n"
#: Files that are named where several are wrong.
_NAMED = 10
Tell = Callable[[str], None]


def look_at(target: Target | Bucket, sent: SentManifests | None = None) -> Live:
    """Return what is live at ``target``; a manifest that was ``sent`` from here is not fetched. Raises ``TargetError``."""
    if isinstance(target, Bucket):
        return look_at_bucket(target)
    ran = target.run(steps.LOOK, "", " ".join(sent.digests() if sent else ()), seconds=SHORT)
    if ran.code == steps.IS_SITE:
        message = translate(
            "“{target}” holds a site itself, not releases. Name a folder that is empty or new, and let the web server show its folder “current”."
        )
        raise TargetError(message.format(target=target.shown))
    _expect(ran, target)
    name, _, content = ran.out.partition(b"\n")
    if sent and content.startswith(b"= "):
        known = sent.read(content[2:].strip().decode())
        # None: it was deleted here meanwhile, or damaged.
        return Live(name.decode(errors="replace"), known) if known else look_at(target)
    try:
        return Live(name.decode(errors="replace"), parse_manifest(content) if content else None)
    except ManifestError:
        return Live(name.decode(errors="replace"), None)  # All of it is sent anew.


def preview_changes(release: Release, target: Target | Bucket, live: Live) -> Changes:
    """Return what deploying ``release`` changes at ``target``, where ``live`` is what readers see now. Raises ``TargetError``."""

    def here(paths: Sequence[str]) -> Iterator[bytes]:
        for path in paths:
            with (release.source_of(path) / path).open("rb") as file:
                yield file.read(HEAD)

    def there(paths: Sequence[str]) -> list[bytes]:
        if isinstance(target, Bucket):
            return read_heads(target, paths)
        ran = target.run(steps.HEADS, *paths, seconds=SHORT)
        return ran.out.split(_END)[: len(paths)] if ran.code == 0 else []

    before = live.manifest.files if live.manifest else {}
    return describe_changes(before, release.manifest.files, here, there)


def deploy(
    release: Release,
    target: Target | Bucket,
    live: Live,
    changes: Changes,
    tell: Tell,
    take_over: str = "",
    afresh: bool = False,
    full: bool = False,
    delete_now: bool = False,
    went_live: Callable[[Deployed], None] = lambda done: None,
) -> Deployed:
    """Make ``release`` the live site of ``target``, where ``live`` was seen; ``afresh`` sends all files, and links none.

    ``full`` looks at every file there and not only at those that may have changed, as always where ``release`` is live already; ``delete_now`` lets a bucket not wait with
    what is gone; ``went_live`` is called when readers have it, before the target is tidied. ``take_over`` is the token of a lock
    whose owner is gone. Raises ``LockedError`` and ``TargetError``: the live site is the one of before then; in a bucket, which
    has none to switch, the next deploy goes on. What ``went_live`` is given lacks what only tidying finds: ``wrong`` and ``planted``.
    """
    if isinstance(target, Bucket):
        sending = Sending(release.manifest, release.content, release.signature, release.source_of)
        return deploy_to_bucket(sending, target, live, tell, take_over, afresh, full, delete_now, went_live)
    token = secrets.token_hex(8)
    linked = live.name and live.manifest is not None and not afresh
    # To be put right: what somebody did to its own folder, which the one for the next release does not have, is to be told.
    full = full or live.name == release.name
    how = "all" if not linked else "full" if full else ""
    ran = target.run(steps.BEGIN, token, owner_here(), live.name, take_over, how)
    if ran.code == steps.OTHERWISE:
        raise TargetError(translate("Another release went live meanwhile. Look at what changes, and deploy again."))
    _expect_lock(ran, target)
    prepared = live.name if ran.out.strip() == b"known" else ""
    links = [path for path in _named_files(ran)[1] if path not in release.manifest.files]
    with _giving_up(target, token):
        sent = changes.files.sent if linked else tuple(sorted(release.manifest.files))
        gone = changes.files.gone if linked else ()
        tell(translate("Sending {count} files …").format(count=len(sent)))
        files, size = _send(release, target, token, sent, gone)
        tell(translate("Checking every file there …"))
        first = _finish(release, target, token, full)
        wrong, planted = first
        if wrong or planted:
            # What was linked was not what had been published: it is replaced, and looked at once more.
            tell(
                translate("Replacing {count} files that are not as they were published …").format(
                    count=len({*wrong, *planted})
                )
            )
            known = [path for path in wrong if path in release.manifest.files]
            more = _send(release, target, token, known, [*wrong, *planted])
            files, size = files + more[0], size + more[1]
            again = _finish(release, target, token, full)
            if again[0] or again[1]:
                raise TargetError(_not_whole([*again[0], *again[1]], holds_files(release, known)))
        altered = {*wrong} - {*sent}
        done = Deployed(release.name, files, size, tuple(sorted(altered)), tuple(sorted({*planted, *links})))
        went_live(done)
        with suppress(TargetError):  # It is live, whatever becomes of this.
            ran = target.run(steps.TIDY, token, release.name, prepared)
            touched = _named_files(ran)
            done = done._replace(
                wrong=tuple(sorted(altered.union(touched[0]))), planted=tuple(sorted({*done.planted, *touched[1]}))
            )
            if ran.code:
                target.run(steps.GIVE_UP, token, seconds=SHORT)
    return done


def is_as_published(release: Release, target: Target | Bucket, live: Live) -> bool:
    """Return whether ``release`` is ``live`` at ``target``, and nobody touched its files there since; in a bucket, by its manifest alone. Raises ``TargetError``."""
    if live.name != release.name or live.manifest is None:
        return False
    if isinstance(target, Bucket):
        return True
    ran = target.run(steps.LOOK_OVER)
    _expect(ran, target)
    return not ran.out


def _send(release: Release, target: Target, token: str, paths: Sequence[str], gone: Sequence[str]) -> tuple[int, int]:
    into = f"releases/.incoming-{token}"
    if gone:
        given = b"".join(path.encode(errors="surrogateescape") + b"\0" for path in gone)
        _expect(target.run(steps.DELETE, token, given=given), target)
    heads = [MANIFEST, *([SIGNATURE] if release.signature else [])]
    files = [*((release.source_of(path), path) for path in paths), *((release.beside, path) for path in heads)]
    return len(files), target.send(files, into)


def _finish(release: Release, target: Target, token: str, full: bool) -> tuple[list[str], list[str]]:
    """Have the release checked, and made live where it is whole; return the files that are wrong or missing, and those that are too many."""
    signature = sha256(release.signature).hexdigest() if release.signature else "-"
    count = len(release.manifest.files) + (2 if release.signature else 1)
    try:
        ran = target.run(
            steps.FINISH, token, release.name, sha256(release.content).hexdigest(), signature, str(count), "full" if full else ""
        )  # fmt: skip
    except TargetError as error:
        if _is_live(target, release.name):
            return [], []
        message = translate(
            "The line to “{target}” was cut just when the site was switched: readers have the one of before or the new one, all of it. Look which: ban-tin status; or deploy again."
        )
        raise TargetError(message.format(target=target.shown)) from error
    if ran.code != steps.NOT_WHOLE:
        _expect(ran, target)
        return [], []
    return _named_files(ran)


def _is_live(target: Target, name: str) -> bool:
    with suppress(TargetError):
        return look_at(target).name == name
    return False


def _named_files(ran: Ran) -> tuple[list[str], list[str]]:
    """Return the files that a script named as wrong or missing, and as too many."""
    lines = ran.out.decode(errors="surrogateescape").splitlines()
    return [line[4:] for line in lines if line.startswith("- ")], [line[4:] for line in lines if line.startswith("+ ")]


def roll_back(target: Target | Bucket, to: str = "", take_over: str = "") -> str:
    """Make the release ``to`` live again, or the one before the live one; return its name. Raises ``LockedError`` and ``TargetError``."""
    if isinstance(target, Bucket):
        return roll_back_bucket(target, to, take_over)
    token = secrets.token_hex(8)
    _expect_lock(target.run(steps.LOCK, token, owner_here(), take_over), target)
    with _giving_up(target, token):
        ran = target.run(steps.ROLLBACK, token, to)
        if ran.code == steps.NOT_WHOLE:
            message = translate(
                "That release is not whole any more at “{target}”. The live site is as it was. Take another one (--list, --to), or publish."
            )
            raise TargetError(message.format(target=target.shown))
        _expect(ran, target)
    return ran.out.decode().strip()


def find_damage(target: Target | Bucket) -> tuple[str, ...]:
    """Return the files of the live release that are not as they were published, or that nobody published; none where that can't be told.

    Reads them all: a release that was gone back to lay there for a while, where others may have written.
    """
    if isinstance(target, Bucket):
        return ()
    try:
        wrong, planted = _named_files(target.run(steps.READ_ALL))
    except TargetError:
        return ()  # It is live all the same.
    return tuple(sorted({*wrong, *planted}))


def list_releases(target: Target | Bucket) -> list[tuple[str, bool]]:
    """Return the names of the releases at ``target``, the newest first, and whether each is the live one. Raises ``TargetError``."""
    if isinstance(target, Bucket):
        return list_kept(target)
    ran = target.run(steps.LIST, seconds=SHORT)
    _expect(ran, target)
    return [(line[2:], line.startswith("*")) for line in ran.out.decode(errors="replace").splitlines()]


@contextmanager
def _giving_up(target: Target, token: str) -> Iterator[None]:
    """Give the lock back whatever happens; a deploy that is killed leaves it, and the next one asks."""
    try:
        yield
    except BaseException:
        with suppress(TargetError):  # What happened before says more; and the server is gone.
            target.run(steps.GIVE_UP, token, seconds=SHORT)
        raise


def _expect_lock(ran: Ran, target: Target) -> None:
    if ran.code == steps.LOCKED:
        token, _, owner = ran.out.decode(errors="replace").strip().partition(" ")
        raise LockedError(token or "?", owner or translate("nobody knows who"))
    _expect(ran, target)


def _expect(ran: Ran, target: Target) -> None:
    """Raise ``TargetError`` where a script did not do what it is for."""
    if ran.code == 0:
        return
    if ran.code == steps.NOT_OURS:
        raise TargetError(translate("Somebody else took over this deploy. The live site is not touched by it."))
    if ran.code == steps.NO_OTHER:
        raise TargetError(
            translate("There is no other release at “{target}” to go back to.").format(target=target.shown)
        )
    if ran.code == steps.UNCHECKED:
        message = translate("The files at “{target}” could not be checked (sha256sum). The live site is as it was.")
        raise TargetError(message.format(target=target.shown))
    reason = tell_reason(ran.err, otherwise=f"sh: {ran.code}")
    message = translate("“{target}” cannot be used: {reason}. The live site is as it was.")
    raise TargetError(message.format(target=target.shown, reason=reason))


def _not_whole(paths: Sequence[str], whole_here: bool) -> str:
    if whole_here:
        message = translate(
            "{count} files arrived otherwise than they were sent: {names}. The live site is as it was. Look at the server's disk, and deploy again."
        )
    else:
        message = translate(
            "{count} files are not as they were published, here: {names}. The live site is as it was. The site was built anew meanwhile, or the disk here damages files: publish again; should that not help, delete the folder .cache/releases first."
        )
    names = ", ".join(paths[:_NAMED]) + (" …" if len(paths) > _NAMED else "")
    return message.format(count=len(paths), names=names)
