"""Where a release goes: a folder of this machine, or one of a server by ssh and rsync. Both run the same scripts (``steps``)."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from threading import current_thread, main_thread
from typing import NamedTuple, Protocol

from newsdesk.language import translate
from newsdesk.publishing.live import TargetError as TargetError
from newsdesk.publishing.rclone import PREFIX, Bucket
from newsdesk.publishing.reasons import tell_reason

#: Seconds to reach a server, and without any sign of life from it.
_CONNECT_SECONDS, _SILENT_SECONDS = 15, 60
_LOOK_SECONDS = 0.02
_BLOCK = 1 << 20
#: Seconds that a script may take: one that looks at all files of a large site on a slow disk, and one that only looks what is there.
LONG, SHORT = 3600, 120
#: What each script prints before all else.
_BEGINS = "ban-tin begins"
#: The exit code of ssh for its own troubles.
_SSH_FAILED = 255


class Ran(NamedTuple):
    """How a script ended, and what it printed."""

    code: int
    out: bytes
    err: str


class Target(Protocol):
    """A folder somewhere that releases are sent to."""

    @property
    def shown(self) -> str:
        """Its name, as it was typed."""

    def shared(self) -> AbstractContextManager["Target"]:
        """Return the target with one line to it for all that is done meanwhile."""

    def run(self, script: str, *arguments: str, given: bytes = b"", seconds: float = LONG) -> Ran:
        """Run a shell's ``script`` there, ``arguments`` after the folder; ``given`` is its standard input. Raises ``TargetError``, also after ``seconds``."""

    def send(self, files: Sequence[tuple[Path, str]], into: str) -> int:
        """Send ``files``, each by its folder and its path in it, into the folder ``into``; return the bytes that were sent. Raises ``TargetError``.

        A file that is there is replaced by a new one and never written into: its other names, in older releases, keep their content.
        """


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of this machine."""

    folder: Path

    @property
    def shown(self) -> str:
        """Its path."""
        return str(self.folder)

    def shared(self) -> AbstractContextManager["Target"]:
        """As ``Target`` says."""
        return nullcontext(self)

    def run(self, script: str, *arguments: str, given: bytes = b"", seconds: float = LONG) -> Ran:
        """As ``Target`` says."""
        shell = shutil.which("sh")
        if shell is None or sys.platform == "win32":
            raise TargetError(
                translate(
                    "A release can be put into a folder on Linux only. Send it to a server: DEST=user@host:/folder"
                )
            )
        # In a session of its own: Ctrl-C is for the program that waits for it, which then gives the lock back.
        try:
            done = subprocess.run(
                [shell, "-c", script, "sh", str(self.folder), *arguments],
                input=given, capture_output=True, check=False, start_new_session=True, timeout=seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            message = translate("“{target}” does not answer. The live site is as it was. Look after its disk.")
            raise TargetError(message.format(target=self.shown)) from error
        return Ran(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    def send(self, files: Sequence[tuple[Path, str]], into: str) -> int:
        """As ``Target`` says."""
        root = self.folder / into
        sent, made = 0, {root}
        for source, path in files:
            place = root / path
            try:
                _make_folder(place.parent, made)
                sent += _copy(source / path, place)
            except OSError as error:
                message = translate("“{path}” could not be written: {reason}.")
                raise TargetError(message.format(path=place, reason=tell_reason(str(error)))) from error
        return sent


def _make_folder(folder: Path, made: set[Path]) -> None:
    """Make ``folder`` and those above it that are not among ``made``, which has the root; for readers, whatever the umask."""
    if folder in made:
        return
    _make_folder(folder.parent, made)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()  # Somebody put it there.
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    made.add(folder)


def _copy(source: Path, place: Path) -> int:
    # A name of its own: that of the file may be as long as a name can be.
    unfinished = place.with_name(f".{blake2b(place.name.encode(), digest_size=8).hexdigest()}.part")
    unfinished.unlink(missing_ok=True)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    with source.open("rb") as given, unfinished.open("xb") as file:
        shutil.copyfileobj(given, file, _BLOCK)
        sent = file.tell()
    shutil.copystat(source, unfinished)
    unfinished.chmod(0o644)
    unfinished.replace(place)
    return sent


@dataclass(frozen=True, slots=True)
class ServerTarget:
    """A folder of a server that ssh reaches. ``RSYNC_RSH`` takes the place of ``ssh``, as for rsync itself."""

    host: str
    folder: str
    #: The socket of the line that is shared, ``""`` for a line of its own each time.
    control: str = ""

    @property
    def shown(self) -> str:
        """As rsync writes it."""
        return f"{self.host}:{self.folder}"

    @contextmanager
    def shared(self) -> Iterator[Target]:
        """As ``Target`` says: to say hello takes longer than most of what is done. Where that does not work, each has its own line."""
        if sys.platform == "win32":
            yield self
            return
        with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
            control = Path(folder) / "ssh"
            # It ends with its standard input, so also with a program that is killed.
            command = [*_ssh(), "-M", "-S", str(control), self.host, "cat"]
            try:
                line = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            except FileNotFoundError as error:
                raise TargetError(translate("ssh is missing. Install the package openssh-client.")) from error
            with line:
                try:
                    while line.poll() is None and not control.exists():
                        time.sleep(_LOOK_SECONDS)
                    yield replace(self, control=str(control)) if control.exists() else self
                finally:
                    line.terminate()

    def run(self, script: str, *arguments: str, given: bytes = b"", seconds: float = LONG) -> Ran:
        """As ``Target`` says."""
        # What a shell says at each login comes before the mark.
        command = shlex.join(["sh", "-c", f"echo {_BEGINS}\n{script}", "sh", self.folder, *arguments])
        try:
            done = subprocess.run(
                [*_ssh(self.control), self.host, command],
                input=given,
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except FileNotFoundError as error:
            raise TargetError(translate("ssh is missing. Install the package openssh-client.")) from error
        except subprocess.TimeoutExpired as error:
            raise _unreachable(self.host, "timed out") from error
        err = done.stderr.decode(errors="replace")
        if done.returncode == _SSH_FAILED:
            raise _unreachable(self.host, err)
        before, begins, out = done.stdout.partition(_BEGINS.encode() + b"\n")
        if not begins:
            raise _unreachable(self.host, err or before.decode(errors="replace"))
        if before.strip():
            # rsync would stumble over it later.
            raise _unreachable(self.host, "is your shell clean")
        return Ran(done.returncode, out, err)

    def send(self, files: Sequence[tuple[Path, str]], into: str) -> int:
        """As ``Target`` says."""
        # -I: what is named differs, whatever its time and size say. rsync writes a new file and renames it.
        command = [
            *("rsync", "--ignore-times", "--times", "--compress", "--force", "-s", "--chmod=D755,F644", "--stats"),
            *("--from0", "--files-from=-", f"--timeout={_SILENT_SECONDS}", f"--rsh={shlex.join(_ssh(self.control))}"),
            *("/", f"{self.host}:{self.folder}/{into}/"),
        ]
        # Both folders in one go: what is behind "/./" is the path there.
        roots = {source: str(source.resolve())[1:].encode(errors="surrogateescape") for source, _ in files}
        names = b"".join(roots[source] + b"/./" + path.encode() + b"\0" for source, path in files)
        try:
            done = subprocess.run(
                command, input=names, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"}
            )
        except FileNotFoundError as error:
            raise TargetError(
                translate("rsync is missing. Install the package rsync, here and on the server.")
            ) from error
        if done.returncode:
            raise _unreachable(self.host, done.stderr.decode(errors="replace"))
        found = re.search(rb"Total bytes sent: ([\d,]+)", done.stdout)
        return int(found[1].replace(b",", b"")) if found else 0


def _ssh(control: str = "") -> list[str]:
    command = shlex.split(os.environ.get("RSYNC_RSH") or "ssh")
    # Nobody is there to type a passphrase for a timer, nor at the terminal in which a preview answers: it fails at once then.
    asked = current_thread() is main_thread() and sys.stdin and sys.stdin.isatty()
    batch = [] if asked else ["-o", "BatchMode=yes"]
    alive = ["-o", f"ConnectTimeout={_CONNECT_SECONDS}", "-o", f"ServerAliveInterval={_SILENT_SECONDS // 4}"]
    return [*command, *batch, *alive, *(["-S", control] if control else [])]


def _unreachable(host: str, said: str) -> TargetError:
    message = translate("The server {host} cannot be used: {reason}. The live site is as it was. Try: ssh {host}")
    return TargetError(message.format(host=host, reason=tell_reason(said, host)))


def find_target(named: str, kept: Path | None = None) -> Target | Bucket:
    """Return the target that is ``named``: ``user@host:/folder``, ``rclone:REMOTE:path`` or a folder here. Raises ``TargetError``.

    ``kept`` is the folder for what is needed to go back in a bucket, which has no releases of its own.
    """
    if not named:
        message = translate(
            'Where to? Name a target: DEST=user@host:/folder (or --dest …), or write in site.toml: [publishing], target = "user@host:/folder"'
        )
        raise TargetError(message)
    if named.startswith(PREFIX):
        return _bucket(named.removeprefix(PREFIX), kept)
    if re.match(r"[A-Za-z]:[\\/]", named):  # A disk of Windows.
        return FolderTarget(Path(named))
    if re.fullmatch(r"([^/]*:)?/+", named):
        message = translate("“{target}” is the top of a disk: name a folder of its own for the site, as in /srv/web.")
        raise TargetError(message.format(target=named))
    host, colon, folder = named.partition(":")
    if not colon or "/" in host:
        return FolderTarget(Path(os.path.abspath(Path(named).expanduser())))  # noqa: PTH100 - the folder may be a link
    if not re.fullmatch(r"([A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][\w.-]*", host) or not folder.startswith("/"):
        message = translate("“{target}” is no target: write user@host:/folder, with the whole path.")
        raise TargetError(message.format(target=named))
    return ServerTarget(host, folder.rstrip("/"))


def _bucket(named: str, kept: Path | None) -> Bucket:
    # A remote of the configuration, or one that is all in its name (":local:/folder", ":sftp,host=…:folder").
    if not re.fullmatch(r"(?:[\w.+@][\w.+@ -]*|:[a-z0-9]+(?:,.*)?):.*", named) or re.search(r"[\x00-\x1f]", named):
        message = translate("“{target}” is no target: write rclone:REMOTE:folder, with a remote that rclone knows.")
        raise TargetError(message.format(target=f"{PREFIX}{named}"))
    mark = blake2b(named.encode(), digest_size=8).hexdigest()
    return Bucket(named.rstrip("/"), kept / mark if kept else None)
