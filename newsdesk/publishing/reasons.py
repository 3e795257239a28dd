"""Why a server could not be used: what ssh, rsync and the shell there say in English, in the words of whoever has to do something about it."""

import re

from newsdesk.language import N_, translate

_FULL = N_("its disk is full; free some room there")
#: The first one that fits holds: message ids.
_REASONS = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"no space left|disk quota", _FULL),
        (r"read-only file system", N_("its disk is read-only; see what is wrong with it")),
        (r"(identification|host key for \S+) has changed", N_("it has another host key than before; ask who runs it before you go on")),
        (r"host key verification failed", N_("its host key is not known yet; connect once by hand, and look at the key")),
        (r"permission denied \(|too many authentication", N_("it does not take the ssh key of this machine")),
        (r"resolve hostname|not known|name resolution", N_("its name is not found; see that the name is right, and the network there")),
        (r"refused|timed out|no route|unreachable|host is down", N_("it does not answer; it is off, or the network is cut")),
        (r"(rsync|sha256sum|xargs): (command )?not found", N_("a program is missing there; install rsync and coreutils")),
        (r"closed|reset by|broken pipe|not responding|error in rsync protocol|timeout", N_("the line was cut")),
        (r"permission denied|not permitted", N_("its user may not write there; see who owns the folder")),
    )
)  # fmt: skip
#: What a shell says that can't write, whatever the reason: the free room has to be asked for.
CANNOT_WRITE = re.compile(r"I/O error|write error", re.IGNORECASE)


def explain(said: str) -> str:
    """Return why, with what was ``said`` behind it; that alone where it is something else."""
    found = next((reason for pattern, reason in _REASONS if pattern.search(said)), None)
    return f"{translate(found)} ({said})" if found else said


def explain_full(said: str) -> str:
    """Return that the disk there is full, with what was ``said`` behind it."""
    return f"{translate(_FULL)} ({said})"
