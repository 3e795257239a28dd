"""What is live at a target, what a deploy did there, and whose turn it is."""

import getpass
import os
import re
import socket
import sys
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from newsdesk.language import translate
from newsdesk.publishing.manifest import ReleaseManifest

#: In place of what can't be told.
_UNKNOWN = "0" * 8


class TargetError(Exception):
    """The target can't be used or reached; the text says why and what to do, in the language of the site."""


class LockedError(TargetError):
    """Somebody else deploys to the target; ``owner`` is what the lock says of them, ``token`` what it is taken over by."""

    def __init__(self, token: str, owner: str) -> None:
        message = translate(
            "Somebody is deploying there at this moment: {owner}. Wait; or, if that was broken off, take its place: --take-over (or TAKE_OVER=1)."
        )
        #: The owner as people read it.
        self.shown = describe_owner(re.sub(r"(?<=\S) [0-9a-f]{8}\.[0-9a-f]{8}$", "", owner))
        super().__init__(message.format(owner=self.shown))
        self.token, self.owner = token, owner


class Live(NamedTuple):
    """What is live at a target: the name of its release and its manifest; ``""`` and None for nothing yet."""

    name: str
    manifest: ReleaseManifest | None


class Deployed(NamedTuple):
    """What a deploy did."""

    #: The release that is live.
    name: str
    #: Files that were sent,
    files: int
    #: and the bytes of them.
    bytes: int
    #: Files of the live site that were not as they had been published: they were replaced by the right ones.
    wrong: tuple[str, ...] = ()
    #: Files of the live site that nobody had published; they are not in the new one.
    planted: tuple[str, ...] = ()
    #: Files that a bucket keeps until ``delete_at``, for readers whose pages still name them.
    waiting: int = 0
    #: When the first of them may be deleted: seconds since the epoch.
    delete_at: float = 0.0


def owner_here() -> str:
    """Return who deploys, for others to read: user, machine, process and time; and for ``is_left_behind``, which machine that is."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    time = datetime.now(UTC).isoformat(timespec="seconds")
    return f"{user}@{socket.gethostname()} {os.getpid()} {time} {'.'.join(_machine())}"


def describe_owner(owner: str) -> str:
    """Return ``owner``, as ``owner_here`` writes it, for a person: who, and since when; another text as it is."""
    try:
        name, *_, at = owner.split(" ")
        minutes = max(0, int((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds() // 60))
    except (ValueError, TypeError):
        return owner
    if minutes < 2 * 60:
        return translate("{name}, begun {minutes} minutes ago").format(name=name, minutes=minutes)
    return translate("{name}, begun {hours} hours ago").format(name=name, hours=minutes // 60)


def is_left_behind(owner: str) -> bool:
    """Return whether the ``owner`` of a lock is a process of this machine that ended."""
    found = re.fullmatch(r"\S+@(\S+) (\d+) \S+(?: ([0-9a-f]{8})\.([0-9a-f]{8}))?", owner)
    # Windows would end the process that is asked about.
    if not found or found[1] != socket.gethostname() or sys.platform == "win32":
        return False
    if found[3]:
        machine, start = _machine()
        if found[3] != machine:
            return False  # Many machines have the name that came with their system.
        if _UNKNOWN not in (found[4], start) and found[4] != start:
            return True
    try:
        os.kill(int(found[2]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _machine() -> tuple[str, str]:
    """Return what tells this machine, or container, from others, and this start of it from the one before: 8 hex digits each."""
    # A unit of systemd may be kept from reading the second (``ProcSubset=pid``).
    started = _text_of("/proc/sys/kernel/random/boot_id")
    machine = _digest(f"{_text_of('/etc/machine-id')} {_link_of('/proc/self/ns/pid')}")
    return machine, _digest(started) if started else _UNKNOWN


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except (OSError, ValueError):
        return ""


def _link_of(path: str) -> str:
    try:
        return str(Path(path).readlink())
    except OSError:
        return ""


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()
