"""What is live at a target, what a deploy did there, and whose turn it is."""

import getpass
import os
import re
import socket
import sys
from datetime import UTC, datetime
from typing import NamedTuple

from newsdesk.language import translate
from newsdesk.publishing.manifest import ReleaseManifest


class TargetError(Exception):
    """The target can't be used or reached; the text says why and what to do, in the language of the site."""


class LockedError(TargetError):
    """Somebody else deploys to the target; ``owner`` is what the lock says of them, ``token`` what it is taken over by."""

    def __init__(self, token: str, owner: str) -> None:
        message = translate(
            "Somebody is deploying there at this moment: {owner}. Wait; or, if that was broken off, take its place: --take-over (or TAKE_OVER=1)."
        )
        super().__init__(message.format(owner=describe_owner(owner)))
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
    """Return who deploys, for others to read: user, machine, process and time."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return f"{user}@{socket.gethostname()} {os.getpid()} {datetime.now(UTC).isoformat(timespec='seconds')}"


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
    found = re.fullmatch(r"\S+@(\S+) (\d+) \S+", owner)
    # Windows would end the process that is asked about.
    if not found or found[1] != socket.gethostname() or sys.platform == "win32":
        return False
    try:
        os.kill(int(found[2]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
