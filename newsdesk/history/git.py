"""How git is asked: as a program, that shows no question and runs nothing a text brought along."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from newsdesk.language import N_, translate

#: Seconds for what is done on this machine, and for what asks a server.
HERE, THERE = 30.0, 90.0
#: Bytes of an answer that are looked at.
_MOST = 200_000_000
#: Of every call: no pager, no colours, nothing that a configuration starts while looking, names of files as they are.
_SAFE = (
    *("-c", "core.pager=cat", "-c", "color.ui=false", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"),
    *("-c", "protocol.ext.allow=never", "-c", "advice.detachedHead=false", "-c", "log.showSignature=false"),
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "submodule.recurse=false"),
)
#: What git says, in the words of an editor; the first that fits.
_SAYINGS = (
    (r"dubious ownership", N_("git does not trust this folder, as it belongs to another user. Whoever set the machine up types once: git config --global --add safe.directory “{folder}”")),
    (r"could not resolve host|name or service not known|network is unreachable|no route to host|connection (timed out|refused|reset)|(could not|couldn't|failed to) connect|operation timed out", N_("The server of the shared repository can’t be reached. Is the network there?")),
    (r"permission denied \(|authentication failed|could not read (username|password)|terminal prompts disabled|host key verification failed|403|invalid credentials", N_("The server of the shared repository didn’t let this machine in. Whoever set it up gives it a key or password once; nothing is lost meanwhile.")),
    (r"repository .*not found|does not appear to be a git repository|could not read from remote", N_("The shared repository isn’t where git looks for it. Whoever set it up looks at: git remote -v")),
    (r"index\.lock|unable to create .*\.lock|cannot lock ref", N_("Another program is using git here at this moment. Try again in a moment; if it stays so, whoever set the machine up deletes the file {lock}.")),
    (r"no space left", N_("The disk is full. Nothing was changed; make room first.")),
    (r"read-only file system|insufficient permission|permission denied", N_("git may not write in its folder here. Whoever set the machine up gives the right to write.")),
    (r"not uptodate|would be overwritten", N_("Something here changed and is not kept in git yet: nothing was got. Keep it in git first, or put it back: {reason}")),
    (r"non-fast-forward|fetch first|\[rejected\]|stale info", N_("Somebody else sent something meanwhile. Get it first, then send.")),
    (r"protected branch|pre-receive hook declined|hook declined|remote rejected", N_("The server of the shared repository refused this: {reason}")),
)  # fmt: skip


class GitError(Exception):
    """What git could not do; the text is for an editor, in the language of the site."""

    def __init__(self, said: str, code: int = 0) -> None:
        super().__init__(said)
        self.said, self.code = said, code


class Git:
    """The git of a work tree in which ``folder`` lies."""

    def __init__(self, folder: Path, index: Path | None = None) -> None:
        self.folder = folder
        #: Another list of what is staged than the repository's own.
        self._index = index

    def with_index(self, index: Path) -> "Git":
        """Return one that stages into the file ``index`` alone."""
        return Git(self.folder, index)

    def run(
        self,
        *arguments: str,
        given: bytes | None = None,
        seconds: float = HERE,
        environment: Mapping[str, str] | None = None,
        expected: Sequence[int] = (0,),
    ) -> bytes:
        """Return what git prints. Raises ``GitError`` for another exit code than those ``expected``, and when it takes too long."""
        program = shutil.which("git")
        if program is None:
            raise GitError(translate("There is no git on this machine."))
        command = [program, *_SAFE, "-C", str(self.folder), *arguments]
        try:
            code, told, complained = _run(command, given or b"", seconds, self._environment() | dict(environment or {}))
        except subprocess.TimeoutExpired:
            message = translate("git did not answer within {seconds} seconds and was stopped. Nothing was changed.")
            raise GitError(message.format(seconds=round(seconds))) from None
        except OSError as error:
            raise GitError(self._explain(str(error))) from error
        if code not in expected:
            said = f"{complained.decode(errors='replace')}\n{told[:4000].decode(errors='replace')}"
            raise GitError(self._explain(said), code)
        return told[:_MOST]

    def text(
        self,
        *arguments: str,
        given: bytes | None = None,
        seconds: float = HERE,
        environment: Mapping[str, str] | None = None,
    ) -> str:
        """Return the same as text, without the last end of line."""
        told = self.run(*arguments, given=given, seconds=seconds, environment=environment)
        return told.decode(errors="replace").rstrip("\n")

    def ask(self, *arguments: str) -> str:
        """Return the same, ``""`` where git has no answer."""
        try:
            return self.text(*arguments)
        except GitError:
            return ""

    def objects(self, names: Sequence[str]) -> list[bytes | None]:
        """Return the content of each object, such as ``HEAD:a.md``; None for one that is not there. Raises ``GitError``."""
        if not names:
            return []
        # Names with an end of line can't be asked for in a list.
        asked = [name if "\n" not in name else "0" * 40 for name in names]
        out = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode())
        found: list[bytes | None] = []
        at = 0
        for _ in asked:
            end = out.find(b"\n", at)
            head = out[at:end] if end >= 0 else b""
            kind = head.rsplit(b" ", 2)
            if len(kind) == 3 and kind[2].isdigit() and kind[1] in {b"blob", b"tree", b"commit", b"tag"}:
                size = int(kind[2])
                found.append(out[end + 1 : end + 1 + size])
                at = end + size + 2
            else:
                found.append(None)
                at = end + 1
        return found

    def _environment(self) -> dict[str, str]:
        # Variables of a hook that runs this would lead elsewhere.
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name in {"GIT_SSH_COMMAND", "GIT_SSH", "GIT_CONFIG_GLOBAL"}
        }
        if not {"GIT_SSH_COMMAND", "GIT_SSH"} & kept.keys():
            kept["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=15"
        own = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
        own |= {"GIT_ASKPASS": "true", "SSH_ASKPASS": "true", "GIT_EDITOR": "true", "GIT_LITERAL_PATHSPECS": "1"}
        return kept | own | ({"GIT_INDEX_FILE": str(self._index)} if self._index else {})

    def _explain(self, said: str) -> str:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        told = [line for line in lines if re.match(r"(fatal|error|remote|ERROR|ssh):", line)] or lines
        reason = " / ".join(line.partition(": ")[2] or line for line in told[:2])[:400]
        lock = re.search(r"'([^']*\.lock)'", said)
        for pattern, message in _SAYINGS:
            if re.search(pattern, said, re.IGNORECASE):
                return translate(message).format(folder=self.folder, lock=lock[1] if lock else ".git/index.lock", reason=reason)  # fmt: skip
        return translate("git could not do that: {reason}").format(reason=reason or "?")


def _run(
    command: Sequence[str], given: bytes, seconds: float, environment: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Return the exit code, the output and the complaints of ``command``. Raises ``TimeoutExpired`` when all that it started has been ended."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
        # Of no terminal: ssh would ask there, whatever it is told.
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            told, complained = process.communicate(given, seconds)
        except BaseException:
            # With what talks to the server for it, which would wait on for minutes.
            if sys.platform == "win32":
                process.kill()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            raise
        return process.returncode, told, complained


@contextmanager
def alone_with(git: Git) -> Iterator[None]:
    """Keep others of the newsdesk away from the repository: threads of this process, and the program that publishes. May be used within itself."""
    place = Path(git.text("rev-parse", "--absolute-git-dir"))
    lock = _locks.setdefault(place, RLock())
    with lock:
        if place in _held:
            yield
            return
        _held.add(place)
        try:
            with _file_lock(place / "ban-tin.lock"):
                yield
        finally:
            _held.discard(place)


_locks: dict[Path, Any] = {}
_held: set[Path] = set()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ExitStack() as opened:
        # Without a lock only this process keeps out others: a folder that can't be written to, a file system that has none.
        with suppress(OSError):
            fcntl.flock(opened.enter_context(path.open("w")), fcntl.LOCK_EX)
        yield


def find_git(folder: Path) -> Git | None:
    """Return the git of the work tree that ``folder`` is kept in; None for none, and where git ignores the folder.

    Raises ``GitError`` where there is one that git won't read.
    """
    if shutil.which("git") is None or not folder.is_dir():
        return None
    if not any((each / ".git").exists() for each in (folder.resolve(), *folder.resolve().parents)):
        return None
    git = Git(folder)
    try:
        if git.text("rev-parse", "--is-inside-work-tree") != "true":
            return None
    except GitError as error:
        if "safe.directory" in error.said:
            raise
        return None
    try:
        # The one command that doesn't know what "literal" is.
        git.run("check-ignore", "-q", "site.toml", environment={"GIT_LITERAL_PATHSPECS": "0"})
    except GitError:
        return git
    return None
