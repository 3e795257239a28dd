"""What programs of a server say in English, as a person reads it: what is wrong there, and the line to type."""

import re
from collections.abc import Sequence
from pathlib import Path

from newsdesk.language import N_, translate

#: What is looked for in what was said, and what that means; the first one that fits.
_KNOWN = (
    # First: it repeats what it was asked to run.
    (
        r"unrecognized command|does not run rsync|This service allows sftp",
        N_("that user may only run certain programs there; it needs a shell like /bin/sh"),
    ),
    (
        r"No space left on device|Disk quota exceeded|printf: I/O error|ENOSPC",
        N_("the disk is full there; make room (df -h says how much there is)"),
    ),
    (r"Read-only file system", N_("the disk there can only be read at present; look after the server (dmesg)")),
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED",
        N_(
            "it has another key than before; ask who runs it whether that is right, and only then forget the old one: ssh-keygen -R {machine}"
        ),
    ),
    (r"Host key verification failed", N_("its key is not known here yet; look at it and say yes once: ssh {host}")),
    (
        r"Permission denied \([a-z,-]+\)|Too many authentication failures",
        N_(
            "it does not know your key, or the key has a passphrase that nobody types here; once: ssh-copy-id {host}; with a passphrase: ssh-add"
        ),
    ),
    (
        r"rsync: (?:command )?not found|(?:Unknown command|command not found):? .?rsync|rsync: No such file",
        N_("the package rsync is missing there; on the server: apt install rsync"),
    ),
    (
        r"is your shell clean|protocol version mismatch",
        N_("its shell says something at each login, which programs must not get; make it silent in ~/.bashrc there"),
    ),
    (
        r"BusyBox|unrecognized option|invalid (?:option|predicate)|unknown (?:option|predicate)|illegal option",
        N_("it lacks tools of Debian; on the server: apk add coreutils findutils rsync (or what these are called there)"),
    ),
    (
        r"(?:sha256sum|awk|find|xargs|comm|join|sort|mv|cp|basename|readlink): (?:command )?not found",
        N_("it lacks tools of Debian; on the server: apk add coreutils findutils rsync (or what these are called there)"),
    ),
    (r"Could not resolve hostname", N_("its name is not known; see that it is written rightly, and that there is a network")),
    (r"Connection refused", N_("nothing answers there at the port of ssh; see that it runs, and that the port is right (~/.ssh/config)")),
    (
        r"[Tt]imed out|timeout|No route to host|Network is unreachable|Broken pipe|Connection (?:closed|reset)|connection unexpectedly closed|lost connection",
        N_("the line to it was cut, or it does not answer; try again"),
    ),
    (r"This account is (?:currently )?not available", N_("that user may not log in there; give it a shell: chsh -s /bin/sh")),
    (
        r"(?:create hard link|cp: cannot).*(?:not permitted|not supported|Operation)|Too many links",
        N_("files there cannot be linked: they belong to somebody else, or the disk knows no links; send all of them: --afresh"),
    ),
    (
        r"create symbolic link.*(?:not permitted|not supported|not implemented)",
        N_("the disk there knows no links (as FAT and exFAT); name a folder on another one"),
    ),
    (r"Permission denied|Operation not permitted", N_("nothing may be written there; the folder has to belong to whoever deploys (chown)")),
    (r"Not a directory|File exists", N_("a file lies where a folder has to be; name another folder")),
)  # fmt: skip
#: The same of rclone.
_KNOWN_REMOTE = (
    (r"no space left|quota|507 Insufficient", N_("there is no room left there")),
    (
        r"\b40[13]\b|AccessDenied|Forbidden|Unauthorized|InvalidAccessKeyId|SignatureDoesNotMatch|unable to authenticate",
        N_("it does not take the name and the key that rclone has; put them right: rclone config"),
    ),
    (r"NoSuchBucket", N_("there is no such bucket; make it where the storage is rented, or correct the name")),
    (r"certificate|x509", N_("its certificate cannot be trusted")),
    (
        r"connection refused|no such host|timeout|timed out|no route to host|network is unreachable|connection reset|EOF\b",
        N_("it does not answer; see that there is a network and that the address is right, and try again"),
    ),
    (r"permission denied|read-only file system", N_("nothing may be written there")),
)  # fmt: skip
#: The same of ssh-keygen.
_KNOWN_SIGNING = (
    (
        r"passphrase",
        N_("the key has a passphrase, and nobody is here to type it; hand it to the agent (ssh-add {key}), and name {key}.pub in site.toml"),
    ),
    (r"UNPROTECTED|bad permissions|too open", N_("others may read the key; make it yours alone: chmod 600 {key}")),
    (r"Permission denied", N_("the key {key} may not be read by whoever publishes")),
    (r"invalid format|load public key|error in libcrypto|not a key|unknown or unsupported", N_("{key} is no private key of ssh")),
    (r"doesn.t match private", N_("the file {key}.pub belongs to another key; make it anew: ssh-keygen -y -f {key} > {key}.pub")),
    (r"agent|No identities|not found in agent", N_("the agent has no such key; ssh-add -l says which it has")),
)  # fmt: skip
#: Lines of what was said that are shown where nothing of it is known, and characters of each.
_LINES, _LONG = 3, 200


def tell_reason(said: str, host: str = "", otherwise: str = "ssh") -> str:
    """Return what ``said``, the errors of a program, means for the person who deploys to ``host``; its last lines where that is not known."""
    for pattern, meaning in _KNOWN:
        if re.search(pattern, said):
            return translate(meaning).format(host=host or "…", machine=host.rpartition("@")[2])
    return _short([line for line in said.strip().splitlines() if line.strip()]) or otherwise


def tell_signing_reason(said: str, key: Path) -> str:
    """Return what ``said``, the errors of ssh-keygen, means for who signs with ``key``; its last line where that is not known."""
    for pattern, meaning in _KNOWN_SIGNING:
        if re.search(pattern, said):
            return translate(meaning).format(key=key)
    return _short(said.strip().splitlines()[-1:]) or "ssh-keygen"


def tell_remote_reason(said: str) -> str:
    """Return what ``said``, the errors of rclone, means; its last line, without the time, where that is not known."""
    for pattern, meaning in _KNOWN_REMOTE:
        if re.search(pattern, said):
            return translate(meaning)
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()] or ["rclone"]
    last = re.sub(r"^[\d/]+ [\d:]+ (?:\w+ +: )?", "", lines[-1])
    return _short([last])


def _short(lines: Sequence[str]) -> str:
    return " / ".join(line.rstrip(".\r")[:_LONG] for line in lines[-_LINES:])
